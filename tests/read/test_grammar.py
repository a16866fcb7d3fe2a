"""The grammar of formulas: what is read, what is refused, and where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.errors import ReadError
from derivation.model import Excerpt
from derivation.read.grammar import parse, parse_chain
from derivation.read.surface import (
    Bracket,
    Call,
    DerivativeOf,
    Fraction,
    Name,
    Number,
    Product,
    Run,
    Scripts,
    Sum,
    label_latex,
    shape,
)


def read(latex: str) -> object:
    return shape(parse(Excerpt(latex)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\frac{a}{b}", r"\dfrac{a}{b}"),
        (r"\frac{a}{b}", r"\tfrac ab"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"a \cdot b", r"a \times b"),
        (r"a \cdot b", r"a * b"),
        (r"\left( a \right)", r"(a)"),
        (r"\bigl( a \bigr)", r"(a)"),
        (r"a \, b \; c", r"a b c"),
        (r"\frac{\partial}{\partial x} f", r"\partial_x f"),
        (r"\frac{\mathrm d f}{\mathrm d x}", r"\frac{d f}{d x}"),
        (r"\frac{\mathrm{d} f}{\mathrm{d} x}", r"\frac{df}{dx}"),
        (r"\hat y", r"\hat{y}"),
        (r"\widehat{y}", r"\hat{y}"),
        (r"\operatorname{softmax}", r"\mathrm{softmax}"),
        (r"\operatorname{log} x", r"\log x"),
        (r"{x}", r"x"),
        (r"θ^⊤ x", r"\theta^\top x"),
        (r"x^{2}", r"x^2"),
        (r"x % a comment", r"x"),
    ],
)
def test_spellings_that_look_the_same_are_read_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


def test_an_application_and_a_product_look_alike_on_the_page() -> None:
    node = parse(Excerpt(r"h_{\theta}(x)"))
    assert isinstance(node, Run)
    head, bracket = node.items
    assert isinstance(head, Scripts)
    assert isinstance(bracket, Bracket)


def test_a_derivative_reaches_over_what_stands_side_by_side() -> None:
    node = parse(Excerpt(r"\frac{\partial}{\partial \theta_m} \theta^{\top} x \cdot y"))
    assert isinstance(node, Product)
    first = node.factors[0]
    assert isinstance(first, DerivativeOf)
    assert isinstance(first.operand, Run)


def test_a_derivative_of_a_bracket_ends_with_the_bracket() -> None:
    node = parse(Excerpt(r"\frac{d}{dx} (x + 1) y"))
    assert isinstance(node, Run)
    derivative = node.items[0]
    assert isinstance(derivative, DerivativeOf)
    assert derivative.ambiguous


def test_orders_above_and_below_must_agree() -> None:
    with pytest.raises(ReadError, match="order 2 above but 1 below"):
        parse(Excerpt(r"\frac{d^2 f}{d x}"))


def test_a_slash_binds_less_than_standing_side_by_side() -> None:
    node = parse(Excerpt("a/2b"))
    assert isinstance(node, Fraction)
    assert isinstance(node.denominator, Run)


def test_minus_belongs_to_the_whole_term() -> None:
    node = parse(Excerpt(r"-a \cdot b + c"))
    assert isinstance(node, Sum)
    assert [sign for sign, _ in node.terms] == [-1, 1]


def test_names_keep_their_labels() -> None:
    node = parse(Excerpt(r"\hat\beta_{0(X)} + y_1^{(i)} + \bar y_{i\bullet\bullet}"))
    assert isinstance(node, Sum)
    written = [label_latex(term) for _, term in node.terms]
    assert written == [
        r"\hat{\beta}_{0 (X)}",
        r"y_1^{(i)}",
        r"\bar{y}_{i \bullet \bullet}",
    ]


def test_a_function_word_takes_its_operand_without_brackets() -> None:
    node = parse(Excerpt(r"\sin^2 2x \cos y"))
    assert isinstance(node, Run)
    assert [type(item) for item in node.items] == [Call, Call]


def test_a_function_word_does_not_reach_over_a_derivative() -> None:
    for derivative in (r"\frac{d}{dt} u", r"\frac{du}{dt}", r"\partial_t u"):
        node = parse(Excerpt(rf"\cos u {derivative}"))
        assert isinstance(node, Run)
        assert [type(item) for item in node.items] == [Call, DerivativeOf]


def test_decimals_are_exact() -> None:
    node = parse(Excerpt("0.1"))
    assert isinstance(node, Number)
    assert node.value * 10 == 1


def test_per_cent_is_a_hundredth() -> None:
    node = parse(Excerpt(r"12.5 \%"))
    assert isinstance(node, Number)
    assert node.value * 8 == 1


@pytest.mark.parametrize(
    ("latex", "offset", "words"),
    [
        ("(x + 1", 0, "never closed"),
        ("x + 1)", 5, "not expected"),
        (r"\frac{a}{b", 8, "never closed"),
        (r"\frac{a}", 8, "missing"),
        ("x^10", 2, r"write \^\{10\}"),
        ("x^2^3", 3, "second superscript"),
        ("x_1_2", 3, "second subscript"),
        (r"\foo x", 0, "not known"),
        ("a = b", 2, "not expected"),
        ("x +", 3, "breaks off"),
        (r"\left( x )", 9, "no .right"),
        ("[x)", 2, "closed by"),
        ("{a + b} c", 0, "braces print nothing"),
        (r"\frac{d}{dx}", 12, "operand is missing"),
        (r"\log", 4, "operand is missing"),
        ("", 0, "no formula"),
        ("2 3", 2, "two numbers"),
        (r"\begin{tabular} a \end{tabular}", 0, "tabular is not read"),
        (r"\sum x_i", 0, "over what"),
        (r"\int x", 0, "no differential"),
        (r"\int x dx dy", 10, "too many"),
        (r"\lim x", 0, "the limit where"),
        (r"(a, b, c]", 8, "closed by"),
        (r"\bigcup A_i", 0, "not known"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(
    latex: str, offset: int, words: str
) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        parse(Excerpt(latex))
    assert caught.value.span.start == offset


def test_places_are_those_of_the_source() -> None:
    excerpt = Excerpt(r"a + \foo", ((0, 1000),))
    with pytest.raises(ReadError) as caught:
        parse(excerpt)
    assert caught.value.span.start == 1004


def test_a_statement_with_relations_is_read_link_by_link() -> None:
    links = parse_chain(Excerpt(r"0 < p \leq 1"))
    assert [relation for relation, _ in links] == ["", "<", "<="]
    assert isinstance(links[1][1], Name)


def test_deep_nesting_is_refused_and_not_a_recursion_error() -> None:
    for opening, closing in (("(", ")"), ("{", "}"), (r"\frac{1}{", "}"), (r"\sqrt{", "}")):
        with pytest.raises(ReadError, match="deep"):
            parse(Excerpt(opening * 500 + "x" + closing * 500))


_PIECES = st.sampled_from(
    [
        *"abxyθσ0129+-*/=^_'!,;:()[]{}|&<>.~$%",
        *(r"\frac \dfrac \partial \log \sin \left( \right) \left[ \right] \theta \hat".split()),
        *(r"\text{if} \mathrm{d} \sqrt \cdot \times \top \langle".split()),
        *(r"\rangle \\ \begin \foo".split()),
        " ",
        "{x}",
        r"\frac{\partial}{\partial x}",
        r"\frac{d}{dx}",
        *(r"\sum \prod \int \iint \lim \to \infty \substack \mid \middle".split()),
        *(r"\rfloor \lfloor \binom \choose \cap \ldots \pm \min \Gamma".split()),
        *(r"\mathcal{X} \underbrace".split()),
        r"\sum_{i=1}^n",
        r"\sum_{i \neq j}",
        r"\int_0^1",
        r"\mathrm{d}x",
        "dx",
        r"\lim_{x \to 0^+}",
        r"\begin{cases}",
        r"\end{cases}",
        r"\begin{matrix}",
        r"\end{matrix}",
        r"\text{otherwise}",
        r"\mathrm{E}[X]",
        r"\right|_{x=1}",
        r"\left.",
        "...",
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_any_pieces_give_a_tree_or_an_error_with_a_place(latex: str) -> None:
    try:
        node = parse(Excerpt(latex))
    except ReadError as error:
        assert 0 <= error.span.start <= error.span.end <= len(latex)
        assert error.message
    else:
        assert node.span.start >= 0
        assert node.span.end <= len(latex)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_tree_or_an_error_with_a_place(latex: str) -> None:
    try:
        parse(Excerpt(latex))
    except ReadError as error:
        assert 0 <= error.span.start <= error.span.end <= len(latex)
