"""Trigonometric and hyperbolic functions as exponentials.

Trusted. sin u = (E - 1/E)/(2i) with E = exp(iu), cos u = (E + 1/E)/2, and the
hyperbolic functions with E = exp(u): Laurent polynomials in E, which is never 0, so that
no pole is brought in; what the tangent and its like divide by is not 0 where they are
defined. Multiples and sums of arguments come from exp(a + b) = exp(a) exp(b), and
multiples of pi become roots of unity. The logistic sigmoid is 1/(1 + exp(-u)).
Source: NIST DLMF 4.14 and 4.28; M. Bronstein, Symbolic Integration I, 2nd ed., ch. 9.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import sympy

from derivation.prove.decide.elementary import exponentials
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.normal import Normal, of_number
from derivation.term import Term, is_real, sigmoid

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation

_HALF = Fraction(1, 2)


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of such a function; None if the term is none, or it is not allowed."""
    function = _FUNCTIONS.get(type(term))
    if function is None or not evaluation.allows(Treatment.TRIGONOMETRIC):
        return None
    circular = type(term) in _CIRCULAR
    if not circular and not is_real(term.args[0]):
        return None  # where the hyperbolic ones divide is stated for real numbers only
    argument = evaluation.value(term.args[0])
    if circular:
        argument = evaluation.times(exponentials.IMAGINARY, argument)
    return function(evaluation, exponentials.of_normal(evaluation, argument))


def _difference(evaluation: Evaluation, power: Normal) -> Normal:
    """(E - 1/E)/2."""
    inverse = evaluation.scaled(evaluation.raised(power, -1), Fraction(-1))
    return evaluation.scaled(evaluation.plus(power, inverse), _HALF)


def _sum(evaluation: Evaluation, power: Normal) -> Normal:
    """(E + 1/E)/2."""
    return evaluation.scaled(evaluation.plus(power, evaluation.raised(power, -1)), _HALF)


def _sine(evaluation: Evaluation, power: Normal) -> Normal:
    minus_i = evaluation.scaled(exponentials.IMAGINARY, Fraction(-1))
    return evaluation.times(minus_i, _difference(evaluation, power))


def _over(evaluation: Evaluation, numerator: Normal, denominator: Normal) -> Normal:
    return evaluation.times(numerator, evaluation.raised(denominator, -1))


def _tangent(evaluation: Evaluation, power: Normal) -> Normal:
    return _over(evaluation, _sine(evaluation, power), _sum(evaluation, power))


def _hyperbolic_tangent(evaluation: Evaluation, power: Normal) -> Normal:
    return _over(evaluation, _difference(evaluation, power), _sum(evaluation, power))


def _sigmoid(evaluation: Evaluation, power: Normal) -> Normal:
    """E/(E + 1)."""
    return _over(evaluation, power, evaluation.plus(power, of_number(Fraction(1))))


def _inverse_of(
    function: Callable[[Evaluation, Normal], Normal],
) -> Callable[[Evaluation, Normal], Normal]:
    def inverse(evaluation: Evaluation, power: Normal) -> Normal:
        return evaluation.raised(function(evaluation, power), -1)

    return inverse


_FUNCTIONS: dict[type, Callable[[Evaluation, Normal], Normal]] = {
    sympy.sin: _sine,
    sympy.cos: _sum,
    sympy.tan: _tangent,
    sympy.cot: _inverse_of(_tangent),
    sympy.sec: _inverse_of(_sum),
    sympy.csc: _inverse_of(_sine),
    sympy.sinh: _difference,
    sympy.cosh: _sum,
    sympy.tanh: _hyperbolic_tangent,
    sympy.coth: _inverse_of(_hyperbolic_tangent),
    sympy.sech: _inverse_of(_sum),
    sympy.csch: _inverse_of(_difference),
    sigmoid: _sigmoid,
}

_CIRCULAR = frozenset((sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc))
