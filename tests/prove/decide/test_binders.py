"""Sums inside sums: what is built from normal forms is a term of the language again."""

from __future__ import annotations

from fractions import Fraction

from sympy import Symbol

from derivation.prove import kernel
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.proposition import Equal
from derivation.term import Range, Summation, multiply, number, power

J, N, X = (Symbol(name) for name in "jnx")
TO_N = Range(number(1), N)
EVERY = frozenset(Treatment)


def test_the_square_root_of_a_sum_of_squares_is_taken_apart_and_built_again() -> None:
    length = power(Summation(power(multiply(X, J), number(2)), J, TO_N), number(Fraction(1, 2)))
    left = multiply(power(length, number(2)), power(length, number(-2)))
    assert kernel.identity(left, number(1), EVERY).conclusion == Equal(left, number(1))
