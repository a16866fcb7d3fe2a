"""Equality of real algebraic numbers written with roots, by a separation bound.

Trusted. Complete for terms without names made of rationals, +, ·, integer powers, and
rational powers of what is >= 0, and for sines and cosines of rational multiples of pi. Such
a number is U/L with algebraic integers U and L; with u and l bounds on all conjugates of U
and L and D a bound on the degree, it is 0 or at least 1/(u^(D-1) l) in size. So a ball
around it that holds 0 and is smaller than that proves it to be 0.
Source: C. Burnikel, R. Fleischer, K. Mehlhorn, S. Schirra, A strong and easily computable
separation bound for arithmetic expressions involving radicals, Algorithmica 27 (2000),
and the same with S. Funke, ESA 2001, for quotients.

Not here: transcendental constants, whose equality is not decided by a bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log2

import sympy
from sympy import Add, Mul, Pow, Rational

from derivation.errors import OutOfBudgetError
from derivation.prove.decide import constants, rational
from derivation.term import Term, add, children, divide, names, negate

MAXIMUM_BITS = 60_000
"""Numbers that would need more precision are not decided."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """Logarithms to base 2 of bounds on the conjugates of numerator and denominator."""

    above: float
    below: float


def equal(left: Term, right: Term) -> bool:
    """Whether both terms are certainly the same real algebraic number.

    False if they differ, or are not of the fragment. OutOfBudgetError if that would need
    too much precision to find out.
    """
    difference = add(left, negate(right))
    if names(difference):
        return False
    bound = _bound(difference)
    if bound is None:
        return False
    bits = (_degree(difference) - 1) * max(bound.above, 0.0) + max(bound.below, 0.0)
    if bits > MAXIMUM_BITS:
        raise OutOfBudgetError("an algebraic number of too high a degree")
    return constants.is_smaller(difference, ceil(bits) + 2)


def _degree(term: Term) -> int:
    """A bound on the degree of the field that the term's roots generate."""
    degree = 1
    for root in set(_generators(term)):
        if isinstance(root, Pow):
            degree *= int(root.args[1].q)
        else:
            turn = _turn(root.args[0])
            degree *= 2 * turn.denominator if turn is not None else 1
        if degree > MAXIMUM_BITS:
            raise OutOfBudgetError("an algebraic number of too high a degree")
    return degree


def _generators(term: Term) -> Iterator[Term]:
    """The roots, sines and cosines in a term, each at any depth."""
    if type(term) in (sympy.sin, sympy.cos):
        yield term
        return
    if isinstance(term, Pow) and isinstance(term.args[1], Rational) and term.args[1].q != 1:
        yield term
    for part in children(term):
        yield from _generators(part)


def _bound(term: Term) -> _Bound | None:
    if isinstance(term, Rational):
        return _Bound(_log(abs(int(term.p))), _log(int(term.q)))
    if type(term) in (sympy.sin, sympy.cos):  # half the sum of two roots of unity (and i)
        return _Bound(1.0, 1.0) if _turn(term.args[0]) is not None else None
    if not isinstance(term, Add | Mul | Pow):
        return None
    if isinstance(term, Pow):
        return _power(term)
    parts = [_bound(part) for part in term.args]
    if any(part is None for part in parts):
        return None
    total = parts[0]
    for part in parts[1:]:
        total = _joined(total, part, isinstance(term, Add))
    return total


def _joined(one: _Bound | None, other: _Bound | None, is_sum: bool) -> _Bound | None:
    if one is None or other is None:
        return None
    below = one.below + other.below
    if not is_sum:
        return _Bound(one.above + other.above, below)
    crossed = one.above + other.below, other.above + one.below
    return _Bound(max(crossed) + 1.0, below)


def _power(term: Term) -> _Bound | None:
    base, exponent = _bound(term.args[0]), term.args[1]
    if base is None or not isinstance(exponent, Rational):
        return None
    times = abs(int(exponent.p))
    if times > MAXIMUM_BITS:
        raise OutOfBudgetError("an exponent is too large")
    if exponent.p < 0:
        base = _Bound(base.below, base.above)
    above, below, root = base.above * times, base.below * times, int(exponent.q)
    return _Bound((above + (root - 1) * below) / root, below)


def _log(number: int) -> float:
    return log2(number) if number > 1 else 0.0


def _turn(argument: Term) -> Fraction | None:
    """The rational c with argument = c pi, if there is one."""
    value = rational.canonical(divide(argument, sympy.pi)).term
    if not isinstance(value, Rational):
        return None
    return Fraction(int(value.p), int(value.q))
