"""Which terms are integers, and which avoid the poles of the gamma function.

Trusted. Integers are closed under sums, products and powers with exponents >= 0; a
factorial, a binomial coefficient of integers, a floor, a ceiling and a sign are
integers. As everywhere in `ranges`: where the term is defined.
Not here: bounds (`ranges`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import sympy
from sympy import Add, Mul, Pow, Rational

from derivation.prove.decide import polynomials, quantified
from derivation.prove.decide.intervals import NONE, Facts
from derivation.prove.decide.polynomials import Polynomial, quotient
from derivation.prove.proposition import IsInteger, NonNegative, NonZero, Positive, Throughout
from derivation.term import (
    Cases,
    Maximum,
    Minimum,
    ProductOver,
    Summation,
    Term,
    is_real,
)

if TYPE_CHECKING:
    from derivation.prove.decide.ranges import Ranges

_ALWAYS = (sympy.floor, sympy.ceiling, sympy.sign)
_CLOSED = (Add, Mul, sympy.Abs, sympy.factorial, sympy.binomial, Minimum, Maximum)
"""Integers where all their parts are."""


def integer(term: Term, known: Ranges) -> Facts | None:
    """From which facts it follows that the term is an integer, None if it does not."""
    if not is_real(term):
        return None
    used = _by_structure(term, known)
    if used is not None:
        return used
    parts = quotient(term)
    if parts is None or parts[1] != polynomials.ONE:
        return None
    for fact in known.facts.integers:
        if quotient(fact.term) == parts:
            return frozenset((fact,))
    if polynomials.constant(parts[0]) is None and not _is_lone(parts[0], term):
        return whole_polynomial(parts[0], known)
    return None


def _is_lone(polynomial: Polynomial, term: Term) -> bool:
    return len(polynomial) == 1 and polynomial[0][1] == ((term, 1),)


def _by_structure(term: Term, known: Ranges) -> Facts | None:
    if isinstance(term, Rational):
        return NONE if int(term.q) == 1 else None
    if isinstance(term, _ALWAYS):
        return NONE
    if isinstance(term, _CLOSED):
        return _all(term.args, known)
    if isinstance(term, Cases):
        return _all([branch.args[0] for branch in term.args], known)
    if isinstance(term, Pow):
        exponent = known.shows(NonNegative(term.args[1]))
        parts = _all(term.args, known) if exponent is not None else None
        return None if exponent is None or parts is None else exponent | parts
    if isinstance(term, Summation | ProductOver) and quantified.is_finite(term):
        body, variable, domain = term.args
        return known.shows(Throughout(IsInteger(body), variable, domain, True))
    for body, rests in known.unfolded(term):
        used = known.shows(IsInteger(body))
        if used is not None:
            return used | rests
    return None


def _all(terms: list[Term] | tuple[Term, ...], known: Ranges) -> Facts | None:
    used = NONE
    for term in terms:
        found = known.shows(IsInteger(term))
        if found is None:
            return None
        used |= found
    return used


def whole_polynomial(polynomial: Polynomial, known: Ranges) -> Facts | None:
    """The facts from which all its values are integers, coefficients and generators."""
    if any(coefficient.denominator != 1 for coefficient, _ in polynomial):
        return None
    return _all(polynomials.generators(polynomial), known)


def no_pole(term: Term, known: Ranges) -> Facts | None:
    """The facts from which the term is none of 0, -1, -2, ..., None if none show it."""
    if not is_real(term):
        return None
    for wanted in ((Positive(term),), (NonNegative(term), NonZero(term))):
        found = [known.shows(each) for each in wanted]
        if all(used is not None for used in found):
            return NONE.union(*(used for used in found if used is not None))
    parts = quotient(term)
    if parts is None or parts[1] != polynomials.ONE:
        return None
    offset = sum((c for c, monomial in parts[0] if not monomial), Fraction(0))
    if offset.denominator == 1:
        return None
    return whole_polynomial(tuple(part for part in parts[0] if part[1]), known)
