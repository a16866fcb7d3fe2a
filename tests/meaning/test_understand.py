"""What names are, what is defined and what depends on what, from the whole document."""

from __future__ import annotations

import pytest
from sympy import IndexedBase, Mul, Symbol

from derivation.errors import ReadError
from derivation.meaning.context import Context
from derivation.meaning.elaborate import elaborate
from derivation.meaning.kinds import Kind
from derivation.meaning.understand import understand
from derivation.model import Excerpt, Source
from derivation.prove.proposition import Definition, IsInteger, NonNegative, Positive
from derivation.read.document import read_document
from derivation.read.grammar import parse
from derivation.read.surface import Node
from derivation.term import (
    Application,
    Derivative,
    Hidden,
    Operator,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    apply,
    known,
    multiply,
    names,
    negate,
    number,
    power,
    vector,
)

X, Y = Symbol("x"), Symbol("y")


def context_of(text: str) -> Context:
    document = read_document(Source("text.md", text))
    chains = []
    for derivation in document.derivations:
        chain: list[tuple[str, Node | ReadError]] = []
        for line in derivation.lines:
            try:
                chain.append((line.relation, parse(line.expression)))
            except ReadError as error:
                chain.append((line.relation, error))
        chains.append(chain)
    return understand(document, chains).context


def term(latex: str, text: str = "") -> Term:
    return elaborate(parse(Excerpt(latex)), context_of(text or f"$${latex} = 0$$"))


class TestKinds:
    def test_a_name_that_never_stands_without_its_bracket_is_a_function(self) -> None:
        assert context_of("$$h(x) = x$$").kinds.kind("h") is Kind.FUNCTION

    def test_a_name_that_stands_in_its_own_bracket_is_a_factor(self) -> None:
        context = context_of(r"$$\lambda(\lambda - t) = \lambda^2 - \lambda t$$")
        assert context.kinds.kind(r"\lambda") is Kind.SCALAR

    def test_a_name_that_stands_alone_elsewhere_is_a_factor(self) -> None:
        assert context_of("$$p(1-p) = p - p^2$$").kinds.kind("p") is Kind.SCALAR

    def test_what_is_transposed_and_its_partner_are_vectors(self) -> None:
        context = context_of(r"$$w^\top x + b = b + w^\top x$$")
        assert context.kinds.kind("w") is context.kinds.kind("x") is Kind.VECTOR
        assert context.kinds.kind("b") is Kind.SCALAR

    def test_a_mention_of_a_function_is_no_use_as_a_number(self) -> None:
        context = context_of(
            r"The sigmoid $\sigma$ is smooth. $$\sigma(z) + 1 = 1 + \sigma(z)$$"
        )
        assert context.kinds.kind(r"\sigma") is Kind.FUNCTION

    def test_a_function_in_its_own_argument_is_a_function(self) -> None:
        context = context_of(r"$$F(F^{-1}(y)) = y$$")
        assert context.kinds.kind("F") is Kind.FUNCTION

    def test_a_numbered_name_is_a_factor_where_it_stands_as_a_number(self) -> None:
        text = r"$$p(x) = p_1^x (1 - p_1)^{n - x} + p_1$$"
        x = Symbol("p_1")
        factors = term(r"p_1 (1 - p_1)", text).args
        assert factors == (x, add(number(1), negate(x)))

    def test_one_name_in_brackets_behind_a_number_is_no_product(self) -> None:
        found = term("a(x)", "$$a(x) = a + 1$$")
        assert isinstance(found, Operator)
        assert found.args[2].args == (X,)

    def test_what_an_operator_speaks_of_may_be_a_function(self) -> None:
        text = r"$$\mathrm{KL}[f || g] = y f(x) + g(x)$$"
        assert context_of(text).kinds.kind("f") is Kind.FUNCTION

    def test_a_directive_decides(self) -> None:
        context = context_of("<!-- verify-derivation: a is a function -->\n\n$$a(x + 1) = a$$")
        assert context.kinds.kind("a") is Kind.FUNCTION

    def test_capitals_do_not_commute_where_the_text_speaks_of_matrices(self) -> None:
        text = "For matrices we have\n\n$$A B = C$$"
        assert term("A B", text) != term("B A", text)
        assert not isinstance(term("A B", text), Mul)


class TestTerms:
    def test_what_is_written_is_kept(self) -> None:
        assert term("x - x") == add(X, negate(X))
        assert term(r"\frac{x}{x}") == multiply(X, power(X, number(-1)))

    def test_a_subscript_that_is_a_name_is_a_parameter(self) -> None:
        text = r"$$h_{\theta}(x) = \sigma(\theta^\top x)$$"
        assert term(r"h_{\theta}(x)", text) == apply("h", (vector("x"),), (vector(r"\theta"),))

    def test_every_spelling_of_a_scalar_product(self) -> None:
        expected = ScalarProduct(vector("w"), vector("x"))
        for transpose in (
            r"\top",
            "{\\top}",
            "T",
            r"{\mathsf T}",
            r"\intercal",
            r"{\mathrm T}",
        ):
            assert term(rf"w^{transpose} x") == expected
        assert term(r"\langle w, x \rangle") == expected

    def test_a_letter_t_that_is_a_variable_is_an_exponent(self) -> None:
        text = "$$x^T + T = T + x^T$$"
        assert term("x^T", text) == power(X, Symbol("T"))

    def test_a_prime_at_a_plain_variable_is_a_derivative(self) -> None:
        assert term("f'(x)") == Derivative(apply("f", (X,)), X)

    def test_a_prime_elsewhere_is_the_derivative_at_that_argument(self) -> None:
        assert term("f'(2 x)") == SlotDerivative(
            apply("f", (multiply(number(2), X),)), number(0)
        )

    def test_a_power_behind_a_bracket_in_braces_is_one_of_the_value(self) -> None:
        assert term(r"\log{(x)}^2") == power(known("log", X), number(2))
        assert term(r"\log(x)^2") == known("log", power(X, number(2)))

    @pytest.mark.parametrize(
        ("word", "function"), [("asin", "asin"), ("atan", "atan"), ("tg", "tan")]
    )
    def test_other_spellings_of_function_words(self, word: str, function: str) -> None:
        assert term(rf"\operatorname{{{word}}} x") == known(function, X)

    def test_a_derivative_may_be_taken_at_an_argument(self) -> None:
        value, place = apply("f", (X,)), power(X, number(2))
        given = "$$f(x) + 1 = 1 + f(x)$$"
        assert term(r"\frac{df}{dx}(x)", given) == Derivative(value, X)
        assert term(r"\frac{d^2 f}{dx^2}(x)", given) == Derivative(Derivative(value, X), X)
        at_the_place = SlotDerivative(apply("f", (place,)), number(0))
        assert term(r"\frac{df}{dx}(x^2)", given) == at_the_place

    def test_a_partial_derivative_may_be_taken_at_its_own_variables(self) -> None:
        given = "$$g(x, y) + 1 = 1 + g(x, y)$$"
        partial = Derivative(apply("g", (X, Y)), Y)
        assert term(r"\frac{\partial g}{\partial y}(x, y)", given) == partial
        with pytest.raises(ReadError, match="its own variables"):
            term(r"\frac{\partial g}{\partial y}(x, x)", given)
        with pytest.raises(ReadError, match="its own variables"):
            term(r"\frac{\partial g}{\partial y}(y, y)", given)

    def test_the_inverse_function_is_no_reciprocal(self) -> None:
        found = term("F(g^{-1}(y))", "$$F(g^{-1}(y)) + g(y) = 0$$")
        assert found == apply("F", (apply("g^{-1}", (Y,)),))

    def test_a_power_behind_a_logarithm_belongs_to_the_bracket(self) -> None:
        assert term(r"\log (x)^2") == known("log", power(X, number(2)))

    def test_a_power_behind_another_function_is_of_its_value(self) -> None:
        assert term(r"\sin (x)^2") == power(known("sin", X), number(2))

    def test_a_power_of_a_name_in_braces_keeps_its_subscript(self) -> None:
        found = term("{x_1}^2 + {x_2}^2")
        assert found == add(*(power(Symbol(f"x_{k}"), number(2)) for k in (1, 2)))

    def test_e_is_the_exponential_function(self) -> None:
        assert term("e^{-x}") == known("exp", negate(X))

    def test_a_derivative_at_an_estimate_is_not_read_as_of_a_constant(self) -> None:
        found = term(r"\frac{d L(\hat\mu)}{d \mu}")
        assert isinstance(found, Operator)
        assert names(found) >= {r"\hat{\mu}", r"\mu"}


class TestDefinitions:
    def test_prose_defines(self) -> None:
        context = context_of("where $z = 2 x$.\n\n$$z + 1 = 2 x + 1$$")
        z = apply("z", (), (Hidden(X),))
        assert context.definition_of("z") == Definition(
            z, multiply(number(2), X), frozenset("x")
        )

    @pytest.mark.parametrize("words", ["if", "when", "for", "at", "we show that"])
    def test_conditions_and_claims_do_not(self, words: str) -> None:
        context = context_of(f"It is true {words} $z = 2 x$.\n\n$$z + 1 = 1 + z$$")
        assert context.definitions == ()

    def test_a_value_of_a_free_variable_is_no_definition(self) -> None:
        text = "$$\\frac{d}{dp} p^2 = 2 p$$\n\nIt vanishes where $p = k$."
        assert context_of(text).definitions == ()

    def test_what_a_theorem_claims_is_no_definition(self) -> None:
        text = "**Theorem:** Then\n\n$$M(t) = e^t$$\n\n**Proof:** Since\n\n$$N(t) = t$$"
        context = context_of(text)
        assert context.definition_of("M") is None
        assert context.definition_of("N") is not None

    def test_a_cycle_is_cut(self) -> None:
        context = context_of("where $a = b + 1$ and $b = a - 1$.\n\n$$a + b = b + a$$")
        assert len(context.definitions) == 1

    def test_a_name_never_defines_itself(self) -> None:
        assert context_of("where $z = z + 1$.\n\n$$z = z$$").definitions == ()

    def test_lines_that_differ_in_one_factor_introduce_no_name(self) -> None:
        for line in (r"x y = x z", r"x y z z = x y y z", r"x + y = x + z", r"\sin y = \sin z"):
            assert context_of(f"$${line}$$").definitions == ()

    def test_a_name_below_a_derivative_is_introduced_only_where_it_stands_once(self) -> None:
        once = context_of(r"$$\frac{d}{dx} y = \frac{d}{dx} x^2$$")
        assert once.definition_of("y") is not None
        twice = context_of(r"$$y \frac{d}{dx} y = y \frac{d}{dx} x^2$$")
        assert twice.definition_of("y") is None

    def test_the_sigmoid_by_its_own_formula_stays_the_sigmoid(self) -> None:
        text = r"where $\sigma(z) = \frac{1}{1 + e^{-z}}$.\n\n$$\sigma(x) = \sigma(x)$$"
        assert term(r"\sigma(x)", text.replace("\\n", "\n")) == known("sigmoid", X)

    def test_another_formula_makes_it_another_function(self) -> None:
        text = "where $\\sigma(z) = 2 z$.\n\n$$\\sigma(x) = 2 x$$"
        assert isinstance(term(r"\sigma(x)", text), Application)


class TestDependence:
    def test_a_defined_name_depends_on_what_its_definition_rests_on(self) -> None:
        context = context_of("where $z = w x$ and $a = z^2$.\n\n$$a + 1 = 1 + a$$")
        assert context.hidden["a"] == (Symbol("w"), X)

    def test_a_derivative_in_a_defined_name_brings_it_into_sight(self) -> None:
        text = "where $z = 3 x$ and $a = z^2$.\n\n$$\\frac{da}{dz} = 2 z$$"
        found = term(r"\frac{da}{dz}", text)
        assert found == Derivative(power(Symbol("z"), number(2)), Symbol("z"))

    def test_names_that_are_only_differentiated_depend_on_the_nearest(self) -> None:
        text = r"$$\frac{dL}{dw} = \frac{dL}{da} \frac{da}{dw}$$"
        context = context_of(text)
        assert context.hidden["a"] == (Symbol("w"),)
        assert context.hidden["L"] == (apply("a", (), (Hidden(Symbol("w")),)),)


class TestAssumptions:
    def test_inequalities_in_prose(self) -> None:
        context = context_of("Let $x > 0$ and $0 < p < 1$.\n\n$$x p = p x$$")
        stated = {each.proposition for each in context.assumptions}
        p = Symbol("p")
        assert stated == {Positive(X), Positive(p), Positive(add(number(1), negate(p)))}

    def test_a_condition_is_not_assumed(self) -> None:
        assert context_of("If $x > 0$ then\n\n$$x = x$$").assumptions == ()

    def test_natural_numbers(self) -> None:
        context = context_of("Let $n \\in \\mathbb{N}$.\n\n$$n + 1 = 1 + n$$")
        n = Symbol("n")
        assert {s.proposition for s in context.assumptions} == {IsInteger(n), NonNegative(n)}


def test_a_vector_where_a_number_stands_is_kept_visible() -> None:
    assert isinstance(term("x", r"$$w^\top x = x^\top w$$"), IndexedBase)


class TestDeclarations:
    def test_prose_declares_a_function(self) -> None:
        context = context_of("Let $u$ be a continuous function.\n\n$$u(a + b) = u (c + d)$$")
        assert context.kinds.kind("u") is Kind.FUNCTION
        assert context.kinds.readings["u"].ground == "the text declares it"

    def test_without_a_declaration_it_is_a_factor(self) -> None:
        assert context_of("$$u(a + b) = u (c + d)$$").kinds.kind("u") is Kind.SCALAR

    def test_prose_declares_a_matrix(self) -> None:
        context = context_of("Let $W$ be an invertible matrix.\n\n$$W = W + 1$$")
        assert context.kinds.kind("W") is Kind.MATRIX

    def test_what_is_declared_twice_is_decided_by_its_use(self) -> None:
        said = "Let $u$ be a vector. Later, let $u$ be a scalar.\n\n$$u = u + 1$$"
        assert context_of(said).kinds.kind("u") is Kind.SCALAR

    def test_a_directive_stands_above_the_text(self) -> None:
        said = "<!-- verify-derivation: W is a scalar -->\n\nLet $W$ be a matrix.\n\n$$W = 1$$"
        assert context_of(said).kinds.kind("W") is Kind.SCALAR

    def test_a_directive_says_that_a_name_is_a_matrix(self) -> None:
        said = "<!-- verify-derivation: G is a matrix -->\n\n$$G h = 1$$"
        assert context_of(said).kinds.kind("G") is Kind.MATRIX

    def test_a_number_that_is_also_applied_is_noted(self) -> None:
        context = context_of(r"$$p(y) = p + p^2$$")
        assert context.kinds.apart == frozenset("p")
