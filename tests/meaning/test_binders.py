"""Sums, products, integrals, limits, cases, operators: what each becomes as a term."""

from __future__ import annotations

import pytest
from sympy import Symbol, Tuple

from derivation.errors import ReadError
from derivation.term import (
    INFINITY,
    OTHERWISE,
    AllOf,
    Application,
    Approach,
    AtMost,
    Cases,
    Domain,
    EqualTo,
    FunctionName,
    Integral,
    Less,
    Limit,
    Operator,
    ProductOver,
    Range,
    Summation,
    Term,
    add,
    component,
    divide,
    known,
    multiply,
    names,
    negate,
    number,
    power,
    vector,
    with_canonical_binders,
)
from tests.meaning.test_understand import term

I, J, N, X, A = (Symbol(letter) for letter in "ijnxa")  # noqa: E741 - the index i
ONE = number(1)
TO_N = Range(ONE, N)
ALL = Domain(FunctionName(""), Tuple())


def x_(index: Term) -> Term:
    return component(vector("x"), index)


class TestSums:
    def test_a_sum_reaches_to_the_next_plus(self) -> None:
        expected = add(Summation(x_(I), I, TO_N), Symbol("c"))
        assert term(r"\sum_{i=1}^n x_i + c") == expected
        assert term(r"\sum\limits_{i=1}^{n} x_i + c") == expected

    def test_a_sum_in_the_middle_of_a_product_takes_the_rest(self) -> None:
        expected = multiply(A, Summation(multiply(x_(I), Symbol("b")), I, ALL))
        assert term(r"a \sum_i x_i b") == expected
        assert term(r"a \cdot \sum_i x_i \cdot b") == expected

    def test_what_is_summed_depends_on_the_index(self) -> None:
        assert "i" not in names(term(r"\sum_i x_i"))
        assert "i" in names(term("x_i", r"$$\sum_i x_i = x_i$$"))

    def test_components_are_those_of_one_vector_everywhere(self) -> None:
        text = r"$$\sum_{i=1}^n x_i = x_1 + x_n$$"
        assert term("x_1 + x_n", text) == add(x_(ONE), x_(N))

    def test_two_indices_are_no_product(self) -> None:
        text = r"$$\sum_{i,j} w_{ij} = w_{ji}$$"
        w = vector("w")
        assert term(r"\sum_{i,j} w_{ij}", text) == Summation(
            Summation(component(w, I, J), J, ALL), I, ALL
        )
        assert term("w_{ij}", text) != term("w_{ji}", text)

    @pytest.mark.parametrize(
        "label", [r"y^{(i)}_1", r"\bar y_{i \bullet}", r"y_{i+1}", r"\hat y^{(i)}"]
    )
    def test_a_label_that_mentions_the_index_depends_on_it(self, label: str) -> None:
        summed = term(rf"\sum_i {label}")
        assert isinstance(summed, Summation)
        assert "i" in names(summed.args[0])

    def test_a_condition_is_a_domain_without_the_name_of_the_index(self) -> None:
        text = r"$$\sum_{i \neq j} x_i = x_j + \sum_{k \neq j} x_k$$"
        one, other = term(r"x_j + \sum_{i \neq j} x_i", text).args
        assert one == x_(J)
        again = term(r"x_j + \sum_{k \neq j} x_k", text).args[1]
        assert with_canonical_binders(other) == with_canonical_binders(again)
        assert other.args[2].args[1] == Tuple(J)

    def test_two_new_names_in_a_relation_are_both_bound(self) -> None:
        found = term(r"\sum_{i < j} x_i x_j")
        assert isinstance(found, Summation)
        assert isinstance(found.args[0], Summation)
        assert not names(found) & {"i", "j"}

    def test_the_inner_index_may_have_the_outer_one_in_its_range(self) -> None:
        found = term(r"\sum_{i=1}^n \sum_{j=1}^i x_j")
        assert found == Summation(Summation(x_(J), J, Range(ONE, I)), I, TO_N)

    def test_an_index_used_again_is_another_one(self) -> None:
        found = term(r"\sum_i x_i \sum_i x_i")
        assert found == Summation(multiply(x_(I), Summation(x_(I), I, ALL)), I, ALL)

    def test_ends_in_a_chain_of_relations(self) -> None:
        assert term(r"\sum_{1 \leq i \leq n} x_i") == Summation(x_(I), I, TO_N)
        found = term(r"\sum_{0 \leq i < n} x_i")
        assert found.args[2] == Range(number(0), add(N, number(-1)))

    def test_rows_of_conditions(self) -> None:
        found = term(r"\sum_{\substack{i = 1 \\ i \neq j}}^n x_i + x_j")
        domain = found.args[0].args[2]
        assert isinstance(domain, Domain)
        assert set(domain.args[1].args) == {J, N}

    def test_a_product_over_an_index(self) -> None:
        assert term(r"\prod_{i=1}^n x_i") == ProductOver(x_(I), I, TO_N)

    def test_a_letter_sigma_is_no_sum(self) -> None:
        assert term(r"\Sigma_1 + x") == add(Symbol(r"\Sigma_1"), X)

    def test_a_series_runs_to_infinity(self) -> None:
        assert term(r"\sum_{k=0}^\infty x^k").args[2] == Range(number(0), INFINITY)

    def test_a_sum_over_a_whole_vector_is_one_of_which_nothing_is_known(self) -> None:
        found = term(r"\sum_{x \in X} x^\top w")
        assert isinstance(found, Operator)
        assert "x" not in names(found)


class TestIntegrals:
    @pytest.mark.parametrize(
        "written",
        [
            r"\int_0^1 x^2 \, dx",
            r"\int_0^1 x^2 \mathrm{d}x",
            r"\int_{0}^{1} \mathrm dx \, x^2",
            r"\int\limits_0^1 x^{2}\,\mathrm{d} x",
        ],
    )
    def test_the_differential_may_stand_on_either_side(self, written: str) -> None:
        assert term(written) == Integral(power(X, number(2)), X, Range(number(0), ONE))

    def test_the_integrand_reaches_over_a_plus(self) -> None:
        found = term(r"\int_0^1 x + 1 \, dx + c")
        assert found == add(Integral(add(X, ONE), X, Range(number(0), ONE)), Symbol("c"))

    def test_the_differential_in_a_numerator(self) -> None:
        assert term(r"\int \frac{\mathrm{d}x}{x}") == Integral(power(X, number(-1)), X, ALL)
        assert term(r"\int \frac{a \, dx}{x}") == Integral(divide(A, X), X, ALL)

    def test_several_signs_take_their_differentials_from_the_inside(self) -> None:
        found = term(r"\int_0^1 \int_0^2 x y \, dx \, dy")
        inner = Integral(multiply(X, Symbol("y")), X, Range(number(0), number(2)))
        assert found == Integral(inner, Symbol("y"), Range(number(0), ONE))

    def test_a_derivative_in_an_integrand_is_no_differential(self) -> None:
        found = term(r"\int \frac{df}{dx} \, dx")
        assert isinstance(found, Integral)
        assert found.args[1] == X

    def test_infinite_ends(self) -> None:
        found = term(r"\int_{-\infty}^{\infty} x \, dx")
        assert found.args[2] == Range(negate(INFINITY), INFINITY)

    def test_a_set_is_a_domain(self) -> None:
        found = term(r"\int_{\mathcal{X}} x \, dx")
        assert found.args[2] == Domain(FunctionName(r"\mathcal{X}"), Tuple())

    def test_the_difference_at_two_ends(self) -> None:
        text = r"$$\int_a^b x \, dx = \left[ \frac{x^2}{2} \right]_a^b$$"
        b = Symbol("b")
        square = [divide(power(each, number(2)), number(2)) for each in (b, A)]
        found = term(r"\left[ \frac{x^2}{2} \right]_a^b", text)
        assert found == add(square[0], negate(square[1]))

    def test_a_value_at_a_bar(self) -> None:
        expected = multiply(number(2), A)
        assert term(r"\left. 2 x \right|_{x = a}") == expected
        assert term(r"2 x \Big|_{x=a}") == expected

    def test_a_derivative_at_a_bar_is_not_evaluated_at_its_own_variable(self) -> None:
        found = term(r"\left. \frac{d f(x)}{dx} \right|_{x = 2}")
        assert isinstance(found, Operator)
        assert "x" not in names(found)


class TestLimits:
    def test_sides(self) -> None:
        assert term(r"\lim_{x \to 0^+} x") == Limit(X, X, Approach(number(0), ONE))
        assert term(r"\lim_{x \rightarrow a^{-}} x") == Limit(X, X, Approach(A, number(-1)))
        assert term(r"\lim_{n \to \infty} n") == Limit(N, N, Approach(INFINITY, number(0)))


class TestFunctions:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            (r"\left| x \right|", "abs"),
            (r"\lvert x \rvert", "abs"),
            ("x!", "factorial"),
            (r"\Gamma(x)", "gamma"),
            (r"\lfloor x \rfloor", "floor"),
            (r"\lceil x \rceil", "ceiling"),
            (r"\operatorname{sgn}(x)", "sign"),
            (r"\operatorname{arsinh} x", "asinh"),
            (r"\sinh^{-1} x", "asinh"),
            (r"\mathrm{erf}(x)", "erf"),
            (r"\coth x", "coth"),
        ],
    )
    def test_one_argument(self, written: str, name: str) -> None:
        assert term(written, f"$$y = {written}$$") == known(name, X)

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            (r"\binom{a}{x}", "binomial"),
            (r"{a \choose x}", "binomial"),
            (r"\mathrm{B}(a, x)", "beta"),
            (r"\min(a, x)", "min"),
            (r"\max\{a, x\}", "max"),
        ],
    )
    def test_two_arguments(self, written: str, name: str) -> None:
        assert term(written, f"$$y = {written}$$") == known(name, A, X)

    def test_bars_in_bars(self) -> None:
        assert term("||x| - |a||") == known(
            "abs", add(known("abs", X), negate(known("abs", A)))
        )

    def test_cases(self) -> None:
        zero = number(0)
        expected = Cases(Tuple(X, Less(zero, X)), Tuple(zero, OTHERWISE))
        written = r"\begin{cases} x & \text{if } x > 0, \\ 0 & \text{otherwise} \end{cases}"
        assert term(written) == expected
        array = (
            r"\left\{ \begin{array}{rl} x \; , & \text{if} \; x > 0 \\"
            r"0 \; , & \text{otherwise} \end{array} \right."
        )
        assert term(array) == expected

    def test_several_conditions_of_a_case(self) -> None:
        written = (
            r"\begin{cases} x & 0 \leq x \leq 1 \\ 0 & x < 0 \text{ and } x = a \end{cases}"
        )
        first, second = term(written).args
        assert first.args[1] == AllOf(AtMost(number(0), X), AtMost(X, ONE))
        assert second.args[1] == AllOf(Less(X, number(0)), EqualTo(X, A))


class TestOperators:
    def test_an_expectation_is_opaque(self) -> None:
        for written in (
            r"\mathrm{E}[X]",
            r"\operatorname{E}(X)",
            r"\mathrm{E} \left[ X \right]",
        ):
            found = term(written)
            assert isinstance(found, Operator)
            assert found.args[2] == Tuple(Symbol("X"))

    def test_a_word_before_a_name_is_applied_to_it(self) -> None:
        assert term(r"\mathrm{Var} X") == term(r"\mathrm{Var}(X)")

    @pytest.mark.parametrize("written", [r"\mathbb{E} X^2", r"\mathrm{Var} 2 X"])
    def test_a_word_before_anything_else_is_no_factor(self, written: str) -> None:
        with pytest.raises(ReadError, match="of what"):
            term(written, f"$$y = {written}$$")

    def test_conditional_bars_tell_operators_apart(self) -> None:
        text = r"$$p(x|y) = p(y|x) p(x) p(x, y)$$"
        written = ("p(x|y)", "p(y|x)", "p(x,y)", "p(x)", "p(y)", "p(x;y)")
        found = [term(each, text) for each in written]
        assert all(isinstance(each, Operator) for each in found)
        assert len(set(found)) == len(found)

    def test_spellings_of_a_conditional_bar(self) -> None:
        text = r"$$p(x|y) = 1$$"
        for written in (
            r"p(x \mid y)",
            r"p\left( x \middle| y \right)",
            r"p\left( \left. x \right| y \right)",
        ):
            assert term(written, text) == term("p(x|y)", text)

    def test_an_event_is_a_comparison(self) -> None:
        found = term(r"\Pr(X \leq x)")
        assert found.args[2] == Tuple(AtMost(Symbol("X"), X))

    def test_bars_around_a_random_variable_are_no_condition(self) -> None:
        assert term(r"\mathrm{E}(|X|)").args[2] == Tuple(known("abs", Symbol("X")))

    def test_a_divergence_has_two_bars(self) -> None:
        found = term(r"\mathrm{KL}[P || Q]")
        assert isinstance(found, Operator)
        assert found == term(r"\mathrm{KL}[P \, \| \, Q]")
        assert found != term(r"\mathrm{KL}[Q || P]")

    @pytest.mark.parametrize(
        "written", [r"\mathcal{N}(x; \mu, s)", "f(x; a)", r"\mathrm{Bet}(x, a)"]
    )
    def test_a_distribution_that_no_formula_defines_is_opaque(self, written: str) -> None:
        assert isinstance(term(written, f"$$y = {written}$$"), Operator)

    def test_a_word_that_the_document_defines_is_a_function(self) -> None:
        said = r"where $\mathrm{relu}(x) = \max(x, 0)$." + "\n\n"
        found = term(r"\mathrm{relu}(a)", said + r"$$\mathrm{relu}(a) = \mathrm{relu}(b)$$")
        assert isinstance(found, Application)
