"""What the normal forms over elementary functions decide, and what they must not."""

from __future__ import annotations

import pytest
from sympy import I, Integer, Rational, Symbol, pi

from derivation.errors import KernelError
from derivation.prove import kernel
from derivation.prove.decide.elementary.treatment import EVERY, Treatment
from derivation.prove.proposition import IsInteger, NonNegative, NonZero, Positive, Proposition
from derivation.term import (
    ComplexName,
    Derivative,
    Range,
    Summation,
    Term,
    add,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    operator,
    power,
    vector,
)

A, B, K, N, X, Y = map(Symbol, ("a", "b", "k", "n", "x", "y"))
ONE, TWO, HALF = number(1), number(2), Rational(1, 2)


def root(term: Term) -> Term:
    return power(term, HALF)


def square(term: Term) -> Term:
    return power(term, TWO)


def minus(one: Term, other: Term) -> Term:
    return add(one, negate(other))


def log(term: Term) -> Term:
    return known("log", term)


def sin(term: Term) -> Term:
    return known("sin", term)


def cos(term: Term) -> Term:
    return known("cos", term)


TRUE: dict[str, tuple[Term, Term]] = {
    "sixth powers": (
        add(power(cos(X), number(6)), power(sin(X), number(6))),
        minus(ONE, multiply(number(3), square(sin(X)), square(cos(X)))),
    ),
    "addition": (cos(add(X, Y)), minus(multiply(cos(X), cos(Y)), multiply(sin(X), sin(Y)))),
    "a quarter turn": (sin(add(X, multiply(HALF, pi))), cos(X)),
    "a fifth of pi": (
        cos(multiply(Rational(1, 5), pi)),
        multiply(Rational(1, 4), add(ONE, root(number(5)))),
    ),
    "Euler": (known("exp", multiply(I, X)), add(cos(X), multiply(I, sin(X)))),
    "the sine of an arccosine": (sin(known("acos", X)), root(minus(ONE, square(X)))),
    "arcsine and arccosine": (add(known("asin", X), known("acos", X)), multiply(HALF, pi)),
    "the area sine": (known("sinh", known("asinh", X)), X),
    "hyperbolic": (minus(square(known("cosh", X)), square(known("sinh", X))), ONE),
    "a root of a square": (root(square(X)), known("abs", X)),
    "a product of roots": (multiply(root(A), root(B)), root(multiply(A, B))),
    "a rationalised denominator": (
        divide(ONE, add(ONE, root(X))),
        divide(ONE, add(root(X), ONE)),
    ),
    "a logarithm of a square": (log(square(X)), multiply(TWO, log(known("abs", X)))),
    "logarithms of numbers": (
        log(number(72)),
        add(multiply(number(3), log(TWO)), multiply(TWO, log(number(3)))),
    ),
    "exchanged exponents": (power(X, log(Y)), power(Y, log(X))),
    "powers of four": (power(number(4), N), square(power(TWO, N))),
    "the recurrence of gamma": (
        known("gamma", add(X, TWO)),
        multiply(add(X, ONE), X, known("gamma", X)),
    ),
    "gamma at a half": (known("gamma", Rational(5, 2)), multiply(Rational(3, 4), root(pi))),
    "beta": (
        known("beta", A, B),
        divide(multiply(known("gamma", A), known("gamma", B)), known("gamma", add(A, B))),
    ),
    "the greater and the smaller": (add(known("max", A, B), known("min", A, B)), add(A, B)),
    "an absolute product": (
        known("abs", multiply(X, Y)),
        multiply(known("abs", X), known("abs", Y)),
    ),
    "a sign cubed": (power(known("sign", X), number(3)), known("sign", X)),
    "dependent exponents": (
        multiply(known("exp", divide(X, add(X, ONE))), known("exp", divide(ONE, add(X, ONE)))),
        known("exp", ONE),
    ),
}

FALSE: dict[str, tuple[Term, Term]] = {
    "a root of a square": (root(square(X)), X),
    "an arcsine of a sine": (known("asin", sin(X)), X),
    "an arctangent sum": (
        add(known("atan", X), known("atan", divide(ONE, X))),
        multiply(HALF, pi),
    ),
    "a sign squared": (square(known("sign", X)), ONE),
    "a power of a power": (power(square(X), HALF), X),
    "a floor": (known("floor", add(X, HALF)), known("floor", X)),
    "the logarithm of a complex square": (
        log(square(ComplexName("z"))),
        multiply(TWO, log(ComplexName("z"))),
    ),
    "the absolute value of a complex square": (
        square(known("abs", ComplexName("z"))),
        square(ComplexName("z")),
    ),
    "an operator": (
        operator(r"\mathrm{Var}", [add(X, Y)]),
        add(operator(r"\mathrm{Var}", [X]), operator(r"\mathrm{Var}", [Y])),
    ),
    "gamma": (known("gamma", add(X, ONE)), multiply(add(X, ONE), known("gamma", X))),
    "a near integer": (
        known("exp", multiply(pi, root(number(163)))),
        number(262537412640768744),
    ),
    "a sum of squares": (
        Summation(square(component(vector("x"), K)), K, Range(ONE, N)),
        square(Summation(component(vector("x"), K), K, Range(ONE, N))),
    ),
    "a constant that varies": (
        Summation(square(component(vector("x"), K)), K, Range(ONE, N)),
        multiply(N, square(component(vector("x"), K))),
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved(name: str) -> None:
    left, right = TRUE[name]
    theorem = kernel.identity(left, right, EVERY)
    assert (theorem.left, theorem.right) == (left, right)


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_proved(name: str) -> None:
    with pytest.raises(KernelError):
        kernel.identity(*FALSE[name], EVERY)


def test_only_the_functions_that_are_named_are_taken_apart() -> None:
    left, right = TRUE["exchanged exponents"]
    kernel.identity(left, right, frozenset((Treatment.LOGARITHM, Treatment.EXPONENTIAL)))
    with pytest.raises(KernelError):
        kernel.identity(left, right, frozenset((Treatment.TRIGONOMETRIC,)))


@pytest.mark.parametrize(
    ("left", "right", "given"),
    [
        (root(square(X)), X, NonNegative(X)),
        (root(square(X)), negate(X), Positive(negate(X))),
        (known("sign", X), ONE, Positive(X)),
        (power(number(-1), multiply(TWO, N)), ONE, IsInteger(N)),
        (power(multiply(X, Y), N), multiply(power(X, N), power(Y, N)), IsInteger(N)),
        (log(known("abs", X)), log(X), Positive(X)),
    ],
)
def test_what_is_given_and_used_is_a_condition(
    left: Term, right: Term, given: Proposition
) -> None:
    theorem = kernel.identity(left, right, EVERY, (given,))
    assert given in theorem.conditions


def test_both_sides_being_defined_tells_signs_without_more() -> None:
    theorem = kernel.identity(square(root(X)), X, EVERY)
    assert theorem.conditions == {NonNegative(X)}


def test_a_condition_inside_a_sum_is_one_for_all_its_terms() -> None:
    ratio = divide(component(vector("x"), K), component(vector("x"), K))
    theorem = kernel.identity(
        Summation(ratio, K, Range(ONE, N)), Summation(ONE, K, Range(ONE, N)), EVERY
    )
    assert not any(isinstance(condition, NonZero) for condition in theorem.conditions)
    assert any(type(condition).__name__ == "Throughout" for condition in theorem.conditions)


def test_a_division_inside_an_operator_is_not_cancelled() -> None:
    with pytest.raises(KernelError):
        kernel.identity(
            operator(r"\mathrm{E}", [divide(X, X)]), operator(r"\mathrm{E}", [ONE]), EVERY
        )


def test_a_sign_at_one_point_does_not_go_under_a_derivative() -> None:
    left, right = Derivative(known("abs", X), X), Derivative(X, X)
    with pytest.raises(KernelError):
        kernel.identity(left, right, EVERY, (NonNegative(X),))


class TestByCases:
    LEFT, RIGHT = square(known("abs", X)), square(X)

    def test_both_signs_make_the_equality(self) -> None:
        term = add(X, known("abs", X))
        left, right = known("abs", term), term
        one = kernel.identity(left, right, EVERY, (NonNegative(X),))
        two = kernel.identity(left, right, EVERY, (Positive(negate(X)),))
        assert not kernel.by_cases(X, one, two).conditions

    def test_two_different_equalities_are_refused(self) -> None:
        one = kernel.identity(self.LEFT, self.RIGHT, EVERY)
        with pytest.raises(KernelError):
            kernel.by_cases(X, one, kernel.symmetry(one))

    def test_a_complex_term_has_no_sign(self) -> None:
        one = kernel.identity(self.LEFT, self.RIGHT, EVERY)
        with pytest.raises(KernelError):
            kernel.by_cases(ComplexName("z"), one, one)

    def test_only_the_conditions_of_the_cases_themselves_go(self) -> None:
        one = kernel.identity(root(square(X)), X, EVERY, (NonNegative(X),))
        assert NonNegative(X) in kernel.by_cases(Y, one, one).conditions


class TestAlgebraicNumbers:
    @pytest.mark.parametrize(
        ("left", "right"),
        [
            (
                root(add(number(5), multiply(TWO, root(number(6))))),
                add(root(TWO), root(number(3))),
            ),
            (
                power(add(TWO, root(number(5))), Rational(1, 3)),
                multiply(HALF, add(ONE, root(number(5)))),
            ),
            (
                cos(multiply(Rational(1, 7), pi)),
                add(
                    HALF,
                    cos(multiply(Rational(2, 7), pi)),
                    negate(cos(multiply(Rational(3, 7), pi))),
                ),
            ),
        ],
    )
    def test_equal_ones_are_proved(self, left: Term, right: Term) -> None:
        assert kernel.algebraic(left, right).right == right

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            (root(TWO), Rational(141421356237, 100000000000)),
            (add(root(TWO), root(number(3))), root(number(10))),
            (root(number(-4)), number(-2)),
            (pi, Rational(355, 113)),
            (root(X), root(X)),
            (power(number(-8), Rational(1, 3)), Integer(-2)),
        ],
    )
    def test_others_are_not(self, left: Term, right: Term) -> None:
        with pytest.raises(KernelError):
            kernel.algebraic(left, right)
