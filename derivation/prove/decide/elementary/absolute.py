"""Absolute values, signs, minima, maxima and case distinctions.

Trusted, for real arguments. |u| is the product of the |p| over the factors p of u
(`powers`); min(a, b) = (a + b - |a - b|)/2 and max(a, b) = (a + b + |a - b|)/2. The sign
of u is the product of the signs of its factors, each +1 or -1 where it is known, else an
atom s with s^3 = s. A value by cases is that of the first branch whose condition holds,
where what is given decides the conditions up to it.

Not here: trying both signs of what is not known (the kernel's `by_cases`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import sympy

from derivation.prove.decide.elementary import exponentials, powers
from derivation.prove.decide.elementary.factoring import factored
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.normal import Atom, Normal, Relation, of_atom, of_number
from derivation.prove.decide.rebuilding import normal_term
from derivation.prove.proposition import Proposition
from derivation.term import (
    AllOf,
    AtMost,
    Cases,
    EqualTo,
    Less,
    Maximum,
    Minimum,
    Term,
    UnequalTo,
    is_real,
    known,
)

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation

_HALF = Fraction(1, 2)


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of such a function; None if the term is none, or it is not allowed."""
    if not evaluation.allows(Treatment.ABSOLUTE) or not is_real(term):
        return None
    if type(term) is sympy.Abs:
        return modulus(evaluation, evaluation.value(term.args[0]))
    if type(term) is sympy.sign:
        return _sign(evaluation, evaluation.value(term.args[0]))
    if isinstance(term, Minimum | Maximum):
        return _extreme(evaluation, term)
    if isinstance(term, Cases):
        return _by_cases(evaluation, term)
    return None


def modulus(evaluation: Evaluation, argument: Normal) -> Normal:
    """|u| for a real value u."""
    if not exponentials.is_real_value(argument):
        return powers.modulus_of_whole(evaluation, argument)
    product = factored(argument, evaluation.budget)
    if product.constant == 0:
        return of_number(Fraction(0))
    parts = [of_number(abs(product.constant))]
    for factor, exponent in product.factors:
        parts.append(powers.absolute_power(evaluation, factor, exponent))
    return evaluation.times(*parts)


def _sign(evaluation: Evaluation, argument: Normal) -> Normal | None:
    if not exponentials.is_real_value(argument):
        return None
    product = factored(argument, evaluation.budget)
    if product.constant == 0:
        return of_number(Fraction(0))
    parts = [of_number(Fraction(1 if product.constant > 0 else -1))]
    for factor, exponent in product.factors:
        if exponent.denominator != 1:
            return None
        own = evaluation.signs.of(factor)
        if own is not None and own.strict:
            evaluation.needed |= own.used
            parts.append(of_number(Fraction(own.sign) ** abs(int(exponent))))
        else:
            parts.append(evaluation.atom_power(_sign_atom(factor), abs(exponent)))
    return evaluation.times(*parts)


def _sign_atom(factor: Normal) -> Atom:
    """The sign of a polynomial, which is its own cube."""
    node = known("sign", normal_term(factor))
    key = f"sign({factor.key})"
    itself = of_atom(Atom(key, node, (factor,)))
    return Atom(key, node, (factor,), Relation(3, itself, 1, independent=False))


def _extreme(evaluation: Evaluation, term: Term) -> Normal:
    parts = [evaluation.value(part) for part in term.args]
    direction = Fraction(-1 if isinstance(term, Minimum) else 1)
    result = parts[0]
    for part in parts[1:]:
        apart = modulus(
            evaluation, evaluation.plus(result, evaluation.scaled(part, Fraction(-1)))
        )
        doubled = evaluation.plus(result, part, evaluation.scaled(apart, direction))
        result = evaluation.scaled(doubled, _HALF)
    return result


def _by_cases(evaluation: Evaluation, term: Term) -> Normal | None:
    """The branch that is taken, if what is given decides it."""
    used: set[Proposition] = set()
    for branch in term.args:
        outcome, condition = branch.args
        holds = _decided(evaluation, condition, used)
        if holds is None:
            return None
        if holds:
            evaluation.needed |= used
            return evaluation.value(outcome)
    return None


def _decided(evaluation: Evaluation, condition: Term, used: set[Proposition]) -> bool | None:
    """Whether a condition holds; None if what is given does not decide it."""
    if isinstance(condition, AllOf):
        every = [_decided(evaluation, part, used) for part in condition.args]
        if False in every:
            return False
        return None if None in every else True
    minus = evaluation.scaled(evaluation.value(condition.args[0]), Fraction(-1))
    difference = evaluation.plus(evaluation.value(condition.args[1]), minus)
    compare = _COMPARISONS[type(condition)]
    if difference.constant is not None:
        value_ = difference.constant
        return compare((value_ > 0) - (value_ < 0), True)
    signed = known_sign(evaluation, difference)
    if signed is None:
        return None
    sign, strict, shown = signed
    outcome = compare(sign, strict)
    if outcome is not None:
        used |= shown
    return outcome


def known_sign(
    evaluation: Evaluation, value_: Normal
) -> tuple[int, bool, frozenset[Proposition]] | None:
    """The sign of a real value, whether it is not 0, and what shows it; None if open."""
    if not exponentials.is_real_value(value_):
        return None
    product = factored(value_, evaluation.budget)
    sign, strict = (1 if product.constant > 0 else -1), True
    used: frozenset[Proposition] = frozenset()
    for factor, exponent in product.factors:
        own = evaluation.signs.of(factor)
        if own is None and (exponent.denominator != 1 or exponent.numerator % 2):
            return None
        if own is None:
            strict = False
            continue
        used |= own.used
        strict = strict and own.strict
        sign *= own.sign if exponent.numerator % 2 else 1
    return sign, strict, used


def _less(sign: int, strict: bool) -> bool | None:
    """Whether 0 < d, for d with that sign."""
    if sign > 0:
        return True if strict else None
    return False


def _at_most(sign: int, strict: bool) -> bool | None:
    if sign >= 0:
        return True
    return False if strict else None


def _equal(sign: int, strict: bool) -> bool | None:
    if sign == 0:
        return True
    return False if strict else None


def _unequal(sign: int, strict: bool) -> bool | None:
    same = _equal(sign, strict)
    return None if same is None else not same


_COMPARISONS = {Less: _less, AtMost: _at_most, EqualTo: _equal, UnequalTo: _unequal}
