from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from sympy import Symbol

from derivation.prove.decide import rational
from derivation.term import (
    ONE,
    ZERO,
    Derivative,
    Term,
    add,
    apply,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
)

x, y, z = (Symbol(name) for name in "xyz")
TWO, THREE = number(2), number(3)
NONE: frozenset[Term] = frozenset()


def exp(term: Term) -> Term:
    return known("exp", term)


EQUAL = {
    "sum": (exp(add(x, y)), multiply(exp(x), exp(y)), NONE),
    "negative": (exp(negate(z)), divide(ONE, exp(z)), frozenset({exp(z)})),
    "double": (exp(multiply(TWO, z)), power(exp(z), TWO), NONE),
    "half": (power(exp(divide(z, TWO)), TWO), exp(z), NONE),
    "half and third": (
        multiply(exp(divide(z, TWO)), exp(divide(z, THREE))),
        exp(multiply(sympy.Rational(5, 6), z)),
        NONE,
    ),
    "zero": (exp(ZERO), ONE, NONE),
    "zero in disguise": (exp(add(x, negate(x))), ONE, NONE),
    "e": (sympy.E, exp(ONE), NONE),
    "power of e": (power(sympy.E, x), exp(x), NONE),
    "root of e": (power(power(sympy.E, sympy.Rational(1, 2)), TWO), sympy.E, NONE),
    "added one": (exp(add(x, ONE)), multiply(sympy.E, exp(x)), NONE),
    "products in the argument": (
        exp(power(add(x, y), TWO)),
        multiply(exp(power(x, TWO)), exp(power(y, TWO)), power(exp(multiply(x, y)), TWO)),
        NONE,
    ),
    "fractions in the argument": (
        exp(add(divide(x, y), divide(ONE, z))),
        multiply(exp(divide(x, y)), exp(divide(ONE, z))),
        frozenset({y, z}),
    ),
    "cancelled fraction in the argument": (
        multiply(exp(divide(ONE, x)), exp(negate(divide(ONE, x)))),
        ONE,
        frozenset({x}),
    ),
    "nested": (
        exp(exp(add(x, y))),
        exp(multiply(exp(x), exp(y))),
        NONE,
    ),
    "nested halves": (
        power(exp(multiply(exp(divide(x, TWO)), exp(divide(x, TWO)))), TWO),
        exp(multiply(TWO, exp(x))),
        NONE,
    ),
    "inside another function": (
        known("log", exp(multiply(TWO, x))),
        known("log", power(exp(x), TWO)),
        NONE,
    ),
    "logistic function": (
        divide(ONE, add(ONE, exp(negate(z)))),
        divide(exp(z), add(exp(z), ONE)),
        frozenset({add(ONE, exp(negate(z))), add(exp(z), ONE)}),
    ),
    "in a derivative": (
        Derivative(multiply(exp(x), exp(y)), x),
        Derivative(exp(add(x, y)), x),
        NONE,
    ),
}

NOT_EQUAL = {
    "sum of exponentials": (exp(add(x, y)), add(exp(x), exp(y))),
    "sign": (exp(negate(x)), exp(x)),
    "exponent outside": (exp(power(x, TWO)), power(exp(x), TWO)),
    "function of another name": (apply(r"\exp", [x]), exp(x)),
    "inverse argument": (exp(divide(x, y)), exp(divide(y, x))),
    "divides by zero": (exp(divide(ZERO, add(x, negate(x)))), ONE),
    "square root has a sign": (power(power(exp(x), TWO), sympy.Rational(1, 2)), exp(x)),
    "e and two": (sympy.E, TWO),
}


@pytest.mark.parametrize("case", EQUAL.values(), ids=EQUAL)
def test_laws_of_exp_are_decided(case: tuple[Term, Term, frozenset[Term]]) -> None:
    left, right, nonzero = case
    assert rational.equal(left, right) == nonzero
    assert rational.canonical(left).term == rational.canonical(right).term


@pytest.mark.parametrize("pair", NOT_EQUAL.values(), ids=NOT_EQUAL)
def test_what_are_not_laws_of_exp_is_not_equal(pair: tuple[Term, Term]) -> None:
    assert rational.equal(*pair) is None


def test_a_varying_division_is_not_used_inside_a_derivative() -> None:
    left = Derivative(divide(exp(x), exp(x)), x)
    assert rational.equal(left, Derivative(ONE, x)) is None


def test_monomials_use_whole_powers_of_exponentials() -> None:
    half = exp(divide(x, TWO))
    found = rational.monomials(add(exp(x), half))
    unit = rational.canonical(half).term
    assert found == ((Fraction(1), ((unit, 2),)), (Fraction(1), ((unit, 1),)))
