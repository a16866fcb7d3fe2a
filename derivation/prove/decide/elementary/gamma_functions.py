"""Factorials, gamma, beta, binomial and digamma functions at a common integer shift.

Trusted. gamma(b + m) = gamma(b) b (b + 1) ... (b + m - 1) where b is no pole; b is the
least shift that occurs in the comparison, so that gamma(b) is one of the terms as written
and defined. n! = gamma(n + 1), B(a, b) = gamma(a) gamma(b)/gamma(a + b), and the binomial
coefficient is n!/(k! (n - k)!) where these are defined, which it needs as a condition.
digamma(b + m) = digamma(b) + 1/b + ... + 1/(b + m - 1). gamma(1/2) = sqrt(pi).
Source: NIST DLMF 5.2, 5.4, 5.5, 5.12 and 1.2(i).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, floor
from typing import TYPE_CHECKING

import sympy

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.elementary import exponentials, powers
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.fraction_field import NowhereDefinedError
from derivation.prove.decide.normal import ONE_SUM, Normal, Sum, of_number
from derivation.prove.decide.rebuilding import normal_term
from derivation.prove.proposition import NotPole
from derivation.term import Term, add, digamma, is_real, known, negate, number

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation

MAXIMUM_SHIFT = 200
"""Arguments further apart than this are not brought together."""

_ONE = number(1)


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of such a function; None if the term is none, or it is not allowed."""
    if not evaluation.allows(Treatment.GAMMA) or not is_real(term):
        return None
    if type(term) is sympy.gamma:
        return _gamma(evaluation, term.args[0])
    if type(term) is digamma:
        return _digamma(evaluation, term.args[0])
    if type(term) is sympy.factorial:
        return _gamma(evaluation, add(term.args[0], _ONE))
    if type(term) is sympy.beta:
        one, other = term.args
        above = [_gamma(evaluation, one), _gamma(evaluation, other)]
        below = _gamma(evaluation, add(one, other))
        return evaluation.times(*above, evaluation.raised(below, -1))
    if type(term) is sympy.binomial:
        return _binomial(evaluation, *term.args)
    return None


def _binomial(evaluation: Evaluation, upper: Term, lower: Term) -> Normal:
    rest = add(upper, negate(lower), _ONE)
    whole = add(upper, _ONE)
    evaluation.needed |= {NotPole(whole), NotPole(rest)}
    below = evaluation.times(_gamma(evaluation, add(lower, _ONE)), _gamma(evaluation, rest))
    return evaluation.times(_gamma(evaluation, whole), evaluation.raised(below, -1))


def _gamma(evaluation: Evaluation, argument: Term) -> Normal:
    """Gamma at a term, by gamma at the least shift met and a product."""
    inner = evaluation.value(argument)
    if inner.constant is not None:
        special = _constant(evaluation, inner.constant)
        if special is not None:
            return special
    base, shift = _shifted(evaluation, inner)
    node = known("gamma", normal_term(base))
    result = evaluation.composed("gamma", node, (base,))
    steps = [evaluation.plus(base, of_number(Fraction(j))) for j in range(shift)]
    return evaluation.times(result, *steps)


def _constant(evaluation: Evaluation, argument: Fraction) -> Normal | None:
    """Gamma at a whole or half number."""
    if abs(argument) > MAXIMUM_SHIFT:
        return None
    if argument.denominator == 1:
        if argument <= 0:
            raise NowhereDefinedError
        return of_number(Fraction(factorial(int(argument) - 1)))
    if argument.denominator != 2:
        return None
    result, half = Fraction(1), Fraction(1, 2)
    while argument > half:
        argument -= 1
        result *= argument
    while argument < half:
        result /= argument
        argument += 1
    root = powers.absolute_power(evaluation, exponentials.PI, half)
    return evaluation.scaled(root, result)


def _digamma(evaluation: Evaluation, argument: Term) -> Normal:
    base, shift = _shifted(evaluation, evaluation.value(argument))
    node = known("digamma", normal_term(base))
    parts = [evaluation.composed("digamma", node, (base,))]
    for step in range(shift):
        below = evaluation.plus(base, of_number(Fraction(step)))
        parts.append(evaluation.raised(below, -1))
    return evaluation.plus(*parts)


def _shifted(evaluation: Evaluation, argument: Normal) -> tuple[Normal, int]:
    """The argument at the least shift met, and how far above that it is."""
    shift = _whole_part(argument)
    start = evaluation.plus(argument, of_number(Fraction(-shift)))
    met = evaluation.met.get(start.key)
    evaluation.met[start.key] = shift if met is None else min(met, shift)
    least = evaluation.shifts.get(start.key, shift)
    if shift - least > MAXIMUM_SHIFT:
        raise OutOfBudgetError("gamma functions too far apart")
    least = min(least, shift)
    return evaluation.plus(start, of_number(Fraction(least))), shift - least


def _whole_part(argument: Normal) -> int:
    """The whole part of the constant term of a polynomial; 0 for any other value."""
    if argument.denominator != ONE_SUM:
        return 0
    return floor(_constant_term(argument.numerator))


def _constant_term(polynomial: Sum) -> Fraction:
    return next((c for c, factors in polynomial if not factors), Fraction(0))
