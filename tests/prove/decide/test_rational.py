from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
import sympy
from sympy import Symbol

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import rational
from derivation.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Derivative,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    apply,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    vector,
)

a, b, x, y, z, i, k, m = (Symbol(name) for name in "abxyzikm")
theta, v = vector(r"\theta"), vector("v")
TWO, THREE, HALF = number(2), number(3), sympy.Rational(1, 2)
SQUARE = power(x, TWO)
NONE: frozenset[Term] = frozenset()


def minus(left: Term, right: Term) -> Term:
    return add(left, negate(right))


def log(term: Term) -> Term:
    return known("log", term)


def h(*arguments: Term, parameters: tuple[Term, ...] = ()) -> Term:
    return apply("h", arguments, parameters)


QUOTIENT = divide(minus(SQUARE, ONE), minus(x, ONE))

EQUAL = {
    "x/x": (divide(x, x), ONE, frozenset({x})),
    "cancelled factor": (QUOTIENT, add(x, ONE), frozenset({minus(x, ONE)})),
    "zero over x": (divide(ZERO, x), ZERO, frozenset({x})),
    "zero times 1/x": (multiply(ZERO, divide(ONE, x)), ZERO, frozenset({x})),
    "inverse of an inverse": (
        divide(ONE, divide(ONE, x)),
        x,
        frozenset({x, divide(ONE, x)}),
    ),
    "same denominator on both sides": (divide(x, y), add(divide(x, y), ZERO), frozenset({y})),
    "denominators of the right side count": (ONE, divide(y, y), frozenset({y})),
    "numbers": (multiply(TWO, THREE), number(6), NONE),
    "number denominators": (divide(x, TWO), multiply(HALF, x), NONE),
    "denominator that is a number in disguise": (
        divide(y, add(minus(x, x), TWO)),
        multiply(HALF, y),
        NONE,
    ),
    "like terms": (add(x, x), multiply(TWO, x), NONE),
    "like factors": (multiply(x, x), SQUARE, NONE),
    "power zero": (power(x, ZERO), ONE, NONE),
    "power zero keeps its divisions": (power(divide(ONE, x), ZERO), ONE, frozenset({x})),
    "exponent that is a number": (power(x, add(ONE, ONE)), SQUARE, NONE),
    "negative power": (power(x, number(-2)), divide(ONE, SQUARE), frozenset({x, SQUARE})),
    "continued fraction": (
        divide(ONE, add(ONE, divide(ONE, x))),
        divide(x, add(x, ONE)),
        frozenset({x, add(ONE, divide(ONE, x)), add(x, ONE)}),
    ),
    "argument of a logarithm": (
        log(power(add(x, ONE), TWO)),
        log(add(SQUARE, multiply(TWO, x), ONE)),
        NONE,
    ),
    "division in an argument": (log(QUOTIENT), log(add(x, ONE)), frozenset({minus(x, ONE)})),
    "arguments of a function": (h(add(x, y), x), h(add(y, x), x), NONE),
    "parameters of a function": (
        h(x, parameters=(add(a, b),)),
        h(x, parameters=(add(b, a),)),
        NONE,
    ),
    "inner function": (h(log(add(x, x))), h(log(multiply(TWO, x))), NONE),
    "index": (component(v, add(i, ONE)), component(v, add(ONE, i)), NONE),
    "scalar product": (ScalarProduct(theta, v), ScalarProduct(v, theta), NONE),
    "vectors": (ScalarProduct(add(theta, v), v), ScalarProduct(v, add(v, theta)), NONE),
    "slot": (
        SlotDerivative(h(add(x, y)), ZERO),
        SlotDerivative(h(add(y, x)), ZERO),
        NONE,
    ),
    "derivative's body": (Derivative(add(x, x), x), Derivative(multiply(TWO, x), x), NONE),
    "derivative's body over a constant": (
        Derivative(divide(add(x, x), y), x),
        Derivative(divide(multiply(TWO, x), y), x),
        frozenset({y}),
    ),
    "derivative's body by form": (
        Derivative(divide(multiply(a, y), x), x),
        Derivative(multiply(y, divide(a, x)), x),
        frozenset({x}),
    ),
    "symbolic exponent": (power(add(x, x), y), power(multiply(TWO, x), y), NONE),
    "root": (power(add(x, y), HALF), power(add(y, x), divide(ONE, TWO)), NONE),
    "inverse root": (
        multiply(TWO, power(x, negate(HALF))),
        add(power(x, negate(HALF)), power(x, number(Fraction(-1, 2)))),
        frozenset({x}),
    ),
}

NOT_EQUAL = {
    "constants": (ONE, TWO),
    "names": (x, y),
    "sign": (minus(x, y), minus(y, x)),
    "components": (component(theta, m), component(theta, k)),
    "component and vector": (component(theta, m), theta),
    "name and vector": (Symbol("v"), v),
    "variables of derivatives": (Derivative(SQUARE, x), Derivative(SQUARE, y)),
    "renamed derivatives": (Derivative(SQUARE, x), Derivative(power(y, TWO), y)),
    "components as variables": (
        Derivative(h(theta), component(theta, m)),
        Derivative(h(theta), component(theta, k)),
    ),
    "a division that varies is not used inside a derivative": (
        Derivative(QUOTIENT, x),
        Derivative(add(x, ONE), x),
    ),
    "nor one by a function that may vary": (
        Derivative(divide(multiply(x, h(y)), h(y)), x),
        Derivative(x, x),
    ),
    "nor one by a component": (
        Derivative(divide(component(theta, k), component(theta, k)), component(theta, m)),
        Derivative(ONE, component(theta, m)),
    ),
    "nor one inside a function": (
        Derivative(log(divide(x, x)), x),
        Derivative(log(ONE), x),
    ),
    "nor an inverse root": (
        Derivative(minus(power(x, negate(HALF)), power(x, negate(HALF))), x),
        Derivative(ZERO, x),
    ),
    "slots": (SlotDerivative(h(x, x), ZERO), SlotDerivative(h(x, x), ONE)),
    "function and its derivative": (SlotDerivative(h(x), ZERO), h(x)),
    "parameters": (h(x, parameters=(theta,)), h(x, parameters=(v,))),
    "parameter or argument": (h(x, y), h(y, parameters=(x,))),
    "heads": (h(x), apply("g", [x])),
    "known and unknown function": (apply("log", [x]), log(x)),
    "order of arguments": (h(x, y), h(y, x)),
    "different functions": (known("sin", x), known("cos", x)),
    "indices": (component(v, i, k), component(v, k, i)),
    "base and exponent": (power(x, y), power(y, x)),
    "not in the fragment": (power(power(x, HALF), TWO), x),
    "square root of a square": (power(SQUARE, HALF), x),
    "logarithm is not linear": (log(add(x, y)), add(log(x), log(y))),
    "zero denominator on both sides": (divide(ONE, minus(x, x)), divide(ONE, minus(x, x))),
    "zero denominator of a number": (divide(x, ZERO), divide(x, ZERO)),
    "zero denominator in a function": (log(divide(ONE, minus(x, x))), ONE),
    "zero denominator times zero": (multiply(ZERO, power(minus(x, x), MINUS_ONE)), ZERO),
    "zero to a negative root": (power(minus(x, x), negate(HALF)), power(ZERO, negate(HALF))),
    "a name that looks like a key": (Symbol("log(Symbol 'x')"), log(x)),
}


@pytest.mark.parametrize("case", EQUAL.values(), ids=EQUAL)
def test_equal_terms_are_equal_where_the_denominators_are_not_zero(
    case: tuple[Term, Term, frozenset[Term]],
) -> None:
    left, right, nonzero = case
    assert rational.equal(left, right) == nonzero
    assert rational.equal(right, left) == nonzero


@pytest.mark.parametrize("pair", NOT_EQUAL.values(), ids=NOT_EQUAL)
def test_other_terms_are_not_equal(pair: tuple[Term, Term]) -> None:
    assert rational.equal(*pair) is None
    assert rational.equal(pair[1], pair[0]) is None


def test_the_seeds_longest_step_is_equal() -> None:
    p = h(x, parameters=(theta,))
    scaled = minus(divide(y, p), divide(minus(ONE, y), minus(ONE, p)))
    left = multiply(negate(scaled), p, minus(ONE, p), component(v, m))
    right = multiply(minus(p, y), component(v, m))
    assert rational.equal(left, right) == frozenset({p, minus(ONE, p)})
    wrong = multiply(minus(p, y), component(v, k))
    assert rational.equal(left, wrong) is None


LARGE = {
    "power of a sum": power(add(x, y), number(1_000_000)),
    "power of a large sum": power(add(x, y, z, a, b, ONE), number(40)),
    "product of sums": multiply(*(add(Symbol(f"p{n}"), ONE) for n in range(40))),
    "sum of fractions": add(*(divide(ONE, add(Symbol(f"p{n}"), x)) for n in range(40))),
    "number": power(TWO, number(10**9)),
    "negative number": power(TWO, number(-(10**9))),
    "coefficient": power(multiply(TWO, x), number(10**6)),
    "exponent": power(x, number(10**30)),
    "tower": power(TWO, power(TWO, power(TWO, number(100)))),
    "repeated squaring": power(power(power(add(x, ONE), number(99)), number(99)), number(99)),
    "number in disguise": power(minus(minus(x, x), ONE), number(10**30)),
    "exponent of an exponential": known("exp", multiply(number(10**9), x)),
    "common divisor": log(
        divide(
            add(power(x, number(4000)), multiply(power(y, number(4000)), z), ONE),
            add(power(x, number(3999)), multiply(power(y, number(3000)), z), TWO),
        )
    ),
    "many names": add(*(Symbol(f"p{n}") for n in range(1000))),
    "many parts": add(*(multiply(x, number(n)) for n in range(20_000))),
}


@pytest.mark.parametrize("term", LARGE.values(), ids=LARGE)
def test_what_would_take_too_long_is_out_of_budget(term: Term) -> None:
    with pytest.raises(OutOfBudgetError):
        rational.equal(term, x)


def test_a_shared_subterm_is_computed_once() -> None:
    term = x
    for _ in range(60):  # as a tree it has 2^60 leaves
        term = h(term, term)
    assert rational.equal(h(x), x) is None
    with pytest.raises(OutOfBudgetError):
        rational.equal(term, x)


def deep(first: bool) -> Term:
    term = x
    for _ in range(200):
        addends = (multiply(a, term), b) if first else (b, multiply(term, a))
        term = log(add(*addends))
    return term


def test_deep_terms_are_decided() -> None:
    assert rational.equal(deep(True), deep(False)) == NONE
    assert rational.equal(deep(True), log(deep(False))) is None


def test_deep_fractions_are_decided_or_out_of_budget() -> None:
    term = x
    for _ in range(399):
        term = divide(ONE, add(ONE, term))
    with contextlib.suppress(OutOfBudgetError):
        assert rational.equal(term, term) is not None


@pytest.mark.parametrize(
    "term",
    [sympy.Float(0.5), sympy.oo, sympy.nan, sympy.zoo, Symbol("A", commutative=False)],
    ids=repr,
)
def test_what_is_not_of_the_language_is_refused(term: Term) -> None:
    for wrapped in (term, log(term), add(x, term)):
        with pytest.raises(KernelError):
            rational.equal(wrapped, wrapped)


def test_a_foreign_head_is_compared_by_form_alone() -> None:
    summed = sympy.Sum(sympy.Function("f")(k), (k, 1, sympy.Symbol("n")))
    assert rational.equal(add(summed, summed), multiply(TWO, summed)) == NONE
    inner = minus(divide(multiply(x, k), k), x)
    limits = sympy.Tuple(k, ONE, TWO)
    opaque, zero = (sympy.Basic.__new__(sympy.Sum, body, limits) for body in (inner, ZERO))
    opaque.is_commutative = zero.is_commutative = True
    assert rational.equal(opaque, zero) is None


def test_canonical_is_the_reduced_expanded_fraction() -> None:
    term = divide(minus(SQUARE, ONE), multiply(TWO, minus(x, ONE), y))
    found = rational.canonical(term)
    assert found.nonzero == {multiply(TWO, minus(x, ONE), y)}
    assert found.term == divide(add(x, ONE), multiply(TWO, y))


def test_canonical_of_equal_terms_is_one_term() -> None:
    for left, right, _ in EQUAL.values():
        if not left.has(Derivative):
            assert rational.canonical(left).term == rational.canonical(right).term


def test_canonical_equals_its_original() -> None:
    for left, _, _ in EQUAL.values():
        assert rational.equal(left, rational.canonical(left).term) is not None


def test_canonical_of_what_is_nowhere_defined_is_refused() -> None:
    with pytest.raises(KernelError):
        rational.canonical(divide(ONE, minus(x, x)))


def test_fraction_gives_numerator_and_denominator() -> None:
    term = add(divide(x, multiply(TWO, y)), divide(x, y))
    assert rational.fraction(term) == (multiply(THREE, x), multiply(TWO, y))
    assert rational.fraction(QUOTIENT, reduced=False) == (
        add(SQUARE, MINUS_ONE),
        add(x, MINUS_ONE),
    )
    assert rational.fraction(divide(x, negate(y))) == (negate(x), y)


def test_monomials_are_the_expanded_polynomial() -> None:
    assert rational.monomials(divide(power(add(x, y), TWO), TWO)) == (
        (Fraction(1, 2), ((x, 2),)),
        (Fraction(1), ((x, 1), (y, 1))),
        (Fraction(1, 2), ((y, 2),)),
    )
    assert rational.monomials(divide(x, y)) is None
    assert rational.monomials(ZERO) == ()


def test_as_number_is_for_numbers_alone() -> None:
    assert rational.as_number(minus(multiply(TWO, THREE), number(6))) == 0
    assert rational.is_zero_number(minus(multiply(TWO, THREE), number(6)))
    assert rational.as_number(divide(ONE, power(TWO, THREE))) == Fraction(1, 8)
    assert rational.as_number(minus(x, x)) is None
    assert rational.as_number(divide(ONE, ZERO)) is None
    assert rational.as_number(power(TWO, HALF)) is None
    assert not rational.is_zero_number(ONE)
