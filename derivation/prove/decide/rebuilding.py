"""From normal forms back to terms.

Here: the terms that a normal form stands for, with its arguments in normal form as
well; equal keys give equal terms, except below what is only known by its form.
Not here: the normal forms themselves (`normal`), which decide what is equal.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from sympy import Tuple

from derivation.prove.decide.normal import Atom, Factors, Normal, Sum, is_one
from derivation.term import (
    Application,
    Binder,
    SlotDerivative,
    Term,
    add,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    rebuild,
)

_MODULUS = "log|"
"""How the keys of logarithms of absolute values begin: their node says it all."""

Expanded: TypeAlias = tuple[tuple[Fraction, tuple[tuple[Term, int], ...]], ...]
"""A polynomial: coefficients, and powers of generators as terms."""


def normal_term(value: Normal) -> Term:
    """The fraction, with whole coprime coefficients, or the polynomial over Q."""
    if is_one(value.denominator):
        return sum_term(value.numerator)
    numerator, denominator = whole(value.numerator, value.denominator)
    return divide(sum_term(numerator), sum_term(denominator))


def sum_term(polynomial: Sum) -> Term:
    """A polynomial as a sum of products, highest monomial first."""
    return add(*(_monomial(c, factors) for c, factors in polynomial))


def whole(numerator: Sum, denominator: Sum) -> tuple[Sum, Sum]:
    """The same fraction with whole coefficients that have no common divisor."""
    every = [c for c, _ in (*numerator, *denominator)]
    common = lcm(*(c.denominator for c in every))
    divisor = gcd(*(int(c * common) for c in every))
    scale = Fraction(common, divisor or 1)
    if denominator and denominator[0][0] < 0:
        scale = -scale
    return _scaled(numerator, scale), _scaled(denominator, scale)


def generator_powers(
    polynomial: Sum,
) -> tuple[tuple[Fraction, tuple[tuple[Term, int], ...]], ...]:
    """The monomials with terms for the atoms and whole exponents.

    An exponential that occurs with a fractional exponent c/N becomes exp(u/N) to c.
    """
    scales: dict[str, int] = {}
    for _, factors in polynomial:
        for atom, exponent in factors:
            scales[atom.key] = lcm(scales.get(atom.key, 1), exponent.denominator)
    return tuple(
        (c, tuple(_integral(atom, e, scales[atom.key]) for atom, e in factors))
        for c, factors in polynomial
    )


def _integral(atom: Atom, exponent: Fraction, scale: int) -> tuple[Term, int]:
    return _power(atom, Fraction(1, scale)), int(exponent * scale)


def _scaled(polynomial: Sum, scale: Fraction) -> Sum:
    return tuple((c * scale, factors) for c, factors in polynomial)


def _monomial(coefficient: Fraction, factors: Factors) -> Term:
    powers = [_power(atom, exponent) for atom, exponent in factors]
    if not powers:
        return number(coefficient)
    if coefficient == 1:
        return multiply(*powers)
    if coefficient == -1:
        return negate(multiply(*powers))
    return multiply(number(coefficient), *powers)


def _power(atom: Atom, exponent: Fraction) -> Term:
    if _is_exponential(atom):
        (unit,) = atom.parts
        numerator = _scaled(unit.numerator, exponent)
        return known("exp", normal_term(Normal("", numerator, unit.denominator)))
    base = _atom(atom)
    return base if exponent == 1 else power(base, number(exponent))


def _is_exponential(atom: Atom) -> bool:
    return atom.key.startswith("exp(")


def _atom(atom: Atom) -> Term:
    node = atom.node
    parts = [normal_term(part) for part in atom.parts]
    if not parts or atom.key.startswith(_MODULUS):
        return node
    if isinstance(node, Application):
        count = len(node.args[1].args)
        return Application(node.args[0], Tuple(*parts[:count]), Tuple(*parts[count:]))
    if isinstance(node, SlotDerivative):
        return SlotDerivative(parts[0], node.args[1])
    if isinstance(node, Binder):  # its part is the body; what it binds and where stays
        return rebuild(node, (parts[0], *node.args[1:]))
    return rebuild(node, parts)
