"""Conditions for all values of a bound name that fail at one of its values.

A proof under x != 0 for 0 <= x <= 1 proves nothing: 0 is one of the values. Looked at are
the ends of the range and, where both are numbers, a few easy numbers between them.
Not here: proving such conditions (`derivation.prove.discharge`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Rational

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.discharge import Discharger
from derivation.prove.proposition import (
    NonNegative,
    NonZero,
    Positive,
    Proposition,
    Throughout,
    free_names,
    substitute,
)
from derivation.term import Infinite, Range, Term, number, walk

_BETWEEN = (number(0), number(1), number(-1), Rational(1, 2), Rational(-1, 2))


def fails_at_a_value(condition: Proposition, discharger: Discharger) -> bool:
    """Whether it certainly is not shown: at one value it speaks of numbers, and is not so.

    A range is taken to have its ends in it; a sum of no terms needs no condition.
    """
    if isinstance(condition, Throughout):
        return any(
            fails_at_a_value(
                substitute(condition.condition, {condition.variable: value}), discharger
            )
            for value in _values(condition)
        )
    if not isinstance(condition, Positive | NonNegative | NonZero):
        return False
    if free_names(condition):
        return not isinstance(condition, NonNegative) and _is_zero(condition.term)
    return discharger.fact(condition) is None


def _is_zero(term: Term) -> bool:
    """Whether it is 0 whatever its names stand for: 0 times the root of a variance."""
    try:
        kernel.arithmetic(term, number(0))
    except (KernelError, OutOfBudgetError):
        return False
    return True


def _values(condition: Throughout) -> Iterator[Term]:
    if not isinstance(condition.domain, Range):
        return
    lower, upper = condition.domain.args
    finite = [end for end in (lower, upper) if not _is_infinite(end)]
    yield from finite
    if not all(isinstance(end, Rational) for end in finite):
        return
    for value in _BETWEEN:
        inside = (_is_infinite(lower) or value > lower) and (
            _is_infinite(upper) or value < upper
        )
        if inside and (value.q == 1 or not condition.whole):
            yield value


def _is_infinite(end: Term) -> bool:
    return any(isinstance(part, Infinite) for part in walk(end))
