"""What is read although nothing is known of it: every part of it stands in the term."""

from __future__ import annotations

import pytest
from sympy import Symbol

from derivation import verify
from derivation.errors import ReadError
from derivation.meaning.elaborate import elaborate
from derivation.model import Excerpt
from derivation.notation import text
from derivation.read.grammar import parse, parse_labelled, parse_statement
from derivation.term import Operator, names
from derivation.verdict import Proved, Refuted
from tests.meaning.test_understand import context_of, term


def statement(latex: str) -> object:
    return elaborate(parse_statement(Excerpt(latex)), context_of(f"$${latex} \\sim 0$$"))


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"a \pm 2 b", "a + ±(2b)"),
        (r"\mp c", "∓(c)"),
        (r"(2 n - 1)!!", "(2n − 1)!!"),
        (r"\Pr(X \in (-\infty, x])", "Pr((X ∈ (−∞, x]))"),
        (r"\mathrm{erf}^{-1}(2 q - 1)", "erf⁻¹(2q − 1)"),
        (r"\Pr\left(\bigcup_{i=1}^n A_i\right)", "Pr(⋃_{i = 1, …, n}(A_i))"),
        (r"\max_x f(x)", "max_x(f(x))"),
        (r"\operatorname*{arg\,max}_{x} f(x)", "argmax_x(f(x))"),
        (r"\int_0^1 g(t) \, \mathrm{d}(t + c)", "∫₀¹ (g(t)) d(t + c)"),
        (r"\int g(t) \, dF(t)", "∫ (g(t)) d(F(t))"),
        (r"\frac{\mathrm{d} L}{\mathrm{d} \sigma^2}", "∂(L)/∂(σ²)"),
        (r"\overline{x y}", "bar(x · y)"),
        (r"\hat{\gamma_{1}}", "γ̂₁"),
        (r"{}_1 F_1(a, b, z)", "₁F₁(a, b, z)"),
        (r"\{ g(x) : x \in S \}", "{g(x) : (x ∈ S)}"),
        (r"\mathrm{1 + SNR}", "1 + S · N · R"),
        (r"\mu_1'", "μ₁'"),
        (r"\nabla_w L(w)", "∇_w(L(w))"),
        (r"\nabla \cdot F", "∇·(F)"),
        (r"\lVert \mathbf{x} \rVert_1", "‖x‖₁"),
        (r"\limsup_{n \to \infty} b(n)", "limsup_{n → ∞}(b(n))"),
        (r"\arg\max_t L(t)", "argmax_t(L(t))"),
        (r"\mathbf{1}_A(x)", "1_A(x)"),
        (r"\mathbb{1}\{x > 0\}", "1(0 < x)"),
        (r"a \bmod n", "a mod n"),
        (r"a + \hphantom{b} c", "a + c"),
        (r"\sum_{\substack{i=1 \\ i \neq j}}^n b_i", "∑_{i = 1, …, n; i ≠ j} b_i"),
        (r"\lim_{x \downarrow 0} f(x)", "lim_{x → 0⁺} f(x)"),
        (r"\left. \frac{d f(x)}{dx} \right|_{x=0}", "(∂/∂x f(x))|_(x = 0)"),
        (r"[a b]_{i \neq j}", "(a · b)_{i ≠ j,i,j}"),
    ],
)
def test_it_is_read_to_its_last_sign(latex: str, shown: str) -> None:
    assert text(term(latex)) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"a \pm b", "a + b"),
        (r"a \pm b", r"a \mp b"),
        (r"n!!", "n!"),
        (r"(0, 1]", "[0, 1]"),
        (r"(0, 1]", "[0, 1)"),
        (r"\max_x f(x)", r"\min_x f(x)"),
        (r"\max_x f(x)", r"\max_y f(x)"),
        (r"\int f(x) \mathrm{d}(x + 1)", r"\int f(x) dx"),
        (r"\frac{d L}{d \sigma^2}", r"\frac{d L}{d \sigma}"),
        (r"\overline{x^2}", r"\bar{x}^2"),
        (r"\mu_1'", r"\mu_1"),
        (r"\nabla f", r"\nabla^2 f"),
        (r"\prod_{p \mid n} p", r"\prod_{p, n} p"),
        (r"\lVert x \rVert_1", r"\lVert x \rVert"),
        (r"\begin{vmatrix} a & b \end{vmatrix}", r"\begin{Vmatrix} a & b \end{Vmatrix}"),
    ],
)
def test_what_looks_different_is_another_term(one: str, other: str) -> None:
    assert term(one) != term(other)


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        ("X, Y", "(X, Y)"),
        (r"X \mid Y", "(X | Y)"),
        ("H_0: a", "H₀: a"),
        (r"A \subseteq B", "(A ⊆ B)"),
        (r"m_1 : \; X, Y", "m₁: (X, Y)"),
    ],
)
def test_what_is_said_of_several_things(latex: str, shown: str) -> None:
    assert text(statement(latex)) == shown
    with pytest.raises(ReadError):
        parse(Excerpt(latex))


def test_beside_an_equality_only_the_name_of_a_hypothesis_is_no_number() -> None:
    assert isinstance(elaborate(parse_labelled(Excerpt("H_0: a")), context_of("")), Operator)
    with pytest.raises(ReadError, match=", was not expected"):
        parse_labelled(Excerpt("x, y"))


def test_a_bound_name_does_not_stand_outside() -> None:
    assert "x" not in names(term(r"\max_x f(x)"))
    assert Symbol("x") not in term(r"\max_x f(x)").free_symbols


def test_a_letter_may_be_a_density_and_a_number() -> None:
    found = term(r"p(y \mid p)", r"$$p(y \mid p) = p + 1$$")
    assert isinstance(found, Operator)
    assert text(found) == "p(y | p)"


def test_only_two_ends_may_stand_in_unlike_brackets() -> None:
    with pytest.raises(ReadError, match="closed by"):
        parse(Excerpt("(a + b]"))


def test_nothing_behind_an_open_bracket_is_lost() -> None:
    with pytest.raises(ReadError):
        parse_statement(Excerpt(r"X, Y )"))


@pytest.mark.parametrize(
    "step",
    [
        r"\max_x (x y) = \max_x (2 y)",
        r"\bigcup_{x=1}^n A_x y = \bigcup_{y=1}^n A_y y",
        r"\max_x \max_y (x y) = \max_y \max_y (y y)",
        r"\int g(t) \mathrm{d}(t^2) = \int g(t) dt",
        r"a \pm 1 = a + 1",
        r"(\pm 3)^2 = 9",
        r"\overline{x y} = x y",
        r"\mu' = \mu",
        r"A B = B A",
        r"n!! = (n!)!",
        r"H_0: x = 3",
        r"p(x) p = p^2 x",
        r"\nabla (x y) = 0",
        r"q_1(y) = q_1 y",
    ],
)
def test_nothing_is_proved_or_refuted_of_it(step: str) -> None:
    text_ = f"The matrices $A$ and $B$ are square. Suppose $x = 2$.\n\n$${step}$$\n"
    found = verify(text_).steps[-1]
    assert not isinstance(found.verdict, Proved | Refuted)


@pytest.mark.parametrize(
    ("latex", "document", "shown"),
    [
        (r"\chi^2(n - 1)", r"$$V \sim \chi^2(n - 1)$$", "χ²(n − 1)"),
        (r"\sigma(X)", r"$$\mathrm{Var}(X) = \sigma(X)^2$$", "σ(X)"),
        (r"\ln \mathcal{N}(\mu, s)", r"$$Y \sim \ln \mathcal{N}(\mu, s)$$", "ln N(μ, s)"),
        (r"\mathrm{d}y", r"$$\mathrm{d} y = 2 \mathrm{d} x$$", "d(y)"),
    ],
)
def test_what_the_field_writes_by_convention(latex: str, document: str, shown: str) -> None:
    found = term(latex, document)
    assert isinstance(found, Operator)
    assert text(found) == shown


def test_a_numeral_is_taken_apart_like_the_indices_of_the_same_name() -> None:
    document = r"$$\sum_{i=1}^n \sum_{j=1}^2 y_{ij} = y_{21} + x_{21}$$"
    assert text(term("y_{21} + x_{21}", document)) == "y_{2,1} + x₂₁"


def test_a_mean_of_numbers_is_no_matrix() -> None:
    document = (
        r"Let $X_1, \ldots, X_n$ be random variables. Later, $J_n$ is a matrix of ones."
        "\n\n"
        r"$$(X_i - \bar{X}) (\bar{X} - \mu) = 0$$"
    )
    assert not isinstance(term(r"(X_i - \bar{X}) (\bar{X} - \mu)", document), Operator)


def test_matrices_beside_a_name_that_is_also_a_logarithm_s_operand_are_told_apart() -> None:
    document = r"The matrix $\Lambda_0$ is given.$$\ln \Lambda_{12} = \ln |\Lambda_0|$$"
    assert text(term(r"\ln \Lambda_{12}", document)) == "log(Λ₁₂)"


def test_a_space_that_the_author_set_ends_what_stands_behind_a_slash() -> None:
    assert term(r"\sqrt{2}/2 \, s t") == term(r"(\sqrt{2}/2) s t")
    assert term(r"a/2b") == term(r"a/(2b)")
    assert term(r"a/2 b") == term(r"a/(2b)")


def test_a_set_under_a_sign_is_no_interval() -> None:
    assert term(r"\sum_{x \in \{0, 1\}} x") != term(r"\sum_{x \in (0, 1)} x")


def test_a_capital_in_a_product_of_which_an_entry_is_taken_is_a_matrix() -> None:
    document = r"$$\sum_{i=1}^n (y_i - (X b)_i)^2 = 0$$"
    assert text(term(r"\sum_{i=1}^n (X b)_i", document)) == "∑_{i=1}ⁿ (X b)_i"


def test_a_sum_over_a_whole_of_which_components_are_used() -> None:
    found = term(r"\sum_{t \in S} f(t_1, t_2)", r"$$f(t) = \sum_{t \in S} f(t_1, t_2)$$")
    assert "t" not in names(found)


def test_a_line_may_be_infinity_of_which_nothing_is_known() -> None:
    assert text(term(r"\infty")) == "∞"
    assert not isinstance(verify("$$x - x = \\infty - \\infty$$\n").steps[0].verdict, Proved)


def test_a_condition_in_words_keeps_its_words() -> None:
    first = r"0, & \text{if} \; X = 0 \; \text{in trial} \; j"
    written = rf"\begin{{cases}} {first} \\ 1, & \text{{otherwise}} \end{{cases}}"
    assert text(term(written)) == "{0 if intrial(X = 0, j) = 1; 1 otherwise}"


def test_a_numeral_in_brackets_is_an_argument_where_a_name_is_one() -> None:
    assert isinstance(term("p(2)", "$$p(x) = p(2) + p$$"), Operator)
    assert not isinstance(term("p(2)", "$$p(2) = p + p$$"), Operator)
