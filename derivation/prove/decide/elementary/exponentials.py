"""Exponentials: exp(a + b) = exp(a) exp(b), down to exponentials of single monomials.

Trusted. With u = c1 u1 + c2 u2 + ... over the monomials of its normal form,
exp(u) = exp(u1)^c1 exp(u2)^c2 ..., valid for complex numbers too (no pole is brought in:
an exponential is never 0). exp(c log|p|) is |p|^c, exp(i pi c) a root of unity, and
exp(i asin x), exp(i atan x) are algebraic. Source: M. Bronstein, Symbolic Integration I,
2nd ed., ch. 9 (elementary monomials); NIST DLMF 4.2 and 4.37.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import exp, pi

from derivation.prove.decide.elementary import inverse_functions, powers
from derivation.prove.decide.elementary.atom_ring import UNITY, AtomRing
from derivation.prove.decide.normal import ONE_SUM, Atom, Normal, of_atom, of_number
from derivation.prove.decide.rebuilding import normal_term
from derivation.prove.decide.structure import leaf_key
from derivation.term import Term, is_real, known

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation

LOGARITHM_KEY = "log|"
"""How the keys of the atoms log|p| begin."""

_HALF = Fraction(1, 2)
IMAGINARY = Normal(f"{{#1*{UNITY.key}^#1/2|#1}}", ((Fraction(1), ((UNITY, _HALF),)),), ONE_SUM)
"""The imaginary unit: a root of unity."""

PI = of_atom(Atom(leaf_key(pi), pi))
"""The number pi, an atom like a name."""


def value(evaluation: Evaluation, term: Term, exponent: Term) -> Normal:
    """The exponential of a term, which stands as `term`."""
    return of_normal(evaluation, evaluation.value(exponent))


def of_normal(evaluation: Evaluation, exponent: Normal) -> Normal:
    """The exponential of a value."""
    ring = AtomRing((exponent,), evaluation.budget)
    pieces = ring.units(ring.reduce(ring.quotient(exponent)))
    return evaluation.times(*(_piece(evaluation, c, unit) for c, unit in pieces))


def _piece(evaluation: Evaluation, coefficient: Fraction, unit: Normal) -> Normal:
    """exp(coefficient * unit) for a monomial."""
    if unit.denominator == ONE_SUM:
        factors = dict(unit.numerator[0][1])
        single = unit.single
        if single is not None and single.key.startswith(LOGARITHM_KEY):
            return powers.absolute_power(evaluation, single.parts[0], coefficient)
        if len(factors) == 2 and factors.pop(UNITY, None) == _HALF:
            ((atom, power),) = factors.items()
            if power == 1 and atom.key == leaf_key(pi):
                return evaluation.atom_power(UNITY, coefficient)
            if power == 1 and coefficient.denominator == 1:
                special = inverse_functions.exponential(evaluation, atom)
                if special is not None:
                    return evaluation.raised(special, int(coefficient))
    return evaluation.atom_power(_atom(unit), coefficient)


def _atom(unit: Normal) -> Atom:
    return Atom(f"exp({unit.key})", known("exp", normal_term(unit)), (unit,))


def is_real_value(value_: Normal) -> bool:
    """Whether a value is real because all its atoms are."""
    every = (factors for _, factors in (*value_.numerator, *value_.denominator))
    return all(_is_real_atom(atom) for factors in every for atom, _ in factors)


def _is_real_atom(atom: Atom) -> bool:
    return atom.key != UNITY.key and is_real(atom.node)


def modulus_logarithm(unit: Normal) -> Normal | None:
    """log|exp(unit)|: the unit itself if it is real, 0 if it is i times a real."""
    if is_real_value(unit):
        return unit
    if len(unit.numerator) == 1 and is_real_value(
        Normal("", ((Fraction(1), ()),), unit.denominator)
    ):
        _, factors = unit.numerator[0]
        rest = tuple(pair for pair in factors if pair != (UNITY, _HALF))
        if len(rest) < len(factors) and all(_is_real_atom(atom) for atom, _ in rest):
            return of_number(Fraction(0))
    return None


def is_exponential(atom: Atom) -> bool:
    """Whether an atom is the exponential of a monomial."""
    return type(atom.node) is exp and atom.key.startswith("exp(") and bool(atom.parts)
