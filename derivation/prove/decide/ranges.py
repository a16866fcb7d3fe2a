"""Bounds on terms by interval arithmetic, from known ranges and given bounds.

Trusted. Sound, not complete: an interval, with open or closed rational ends, is
computed for a term from the intervals of its parts; equal parts are treated as
independent. Known: exp > 0, 0 < sigmoid < 1, |sin|, |cos| <= 1, -1 < tanh < 1,
cosh >= 1, |x| >= 0, even powers >= 0; definitions are unfolded.

Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis,
ch. 2; the ranges from DLMF 4.2, 4.14 and 4.28.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy
from sympy import Add, Integer, Mul, Pow, Rational

from derivation.prove.decide import reorder
from derivation.prove.matching import match
from derivation.prove.proposition import (
    Definition,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.term import Term, add, is_real, negate, sigmoid
from derivation.term import replace as replace_terms

MAXIMUM_UNFOLDINGS = 8
"""How many definitions deep a bound is looked for; cyclic ones end here."""

_Given = tuple[Proposition, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A real interval; None for an infinite end, which is always open.

    `used` holds the given propositions it rests on.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = True
    high_open: bool = True
    used: frozenset[Proposition] = frozenset()

    @property
    def positive(self) -> bool:
        """Whether every point is > 0."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    @property
    def nonnegative(self) -> bool:
        """Whether every point is >= 0."""
        return self.low is not None and self.low >= 0

    @property
    def negative(self) -> bool:
        """Whether every point is < 0."""
        return self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open))


def shows(
    proposition: Proposition, given: Iterable[Proposition]
) -> frozenset[Proposition] | None:
    """The given propositions from which the known ranges show it, or None."""
    facts = tuple(given)
    if proposition in facts:
        return frozenset((proposition,))
    match proposition:
        case Positive():
            interval = enclose(proposition.term, facts)
            return interval.used if interval.positive else None
        case NonNegative():
            interval = enclose(proposition.term, facts)
            return interval.used if interval.nonnegative else None
        case NonZero():
            return _nonzero(proposition.term, facts)
        case _:
            return None


def _nonzero(term: Term, given: _Given) -> frozenset[Proposition] | None:
    interval = enclose(term, given)
    if interval.positive or interval.negative:
        return interval.used
    for fact in given:
        if isinstance(fact, NonZero) and _same_up_to_sign(fact.term, term):
            return frozenset((fact,))
    if isinstance(term, Mul):
        parts = [_nonzero(factor, given) for factor in term.args]
        if all(part is not None for part in parts):
            return frozenset().union(*(part for part in parts if part is not None))
    if isinstance(term, Pow) and isinstance(term.args[1], Integer):
        return _nonzero(term.args[0], given)
    return None


def _same_up_to_sign(one: Term, other: Term) -> bool:
    return reorder.same(one, other) or any(
        reorder.same(sign_changed, other) for sign_changed in (negate(one), _opposite(one))
    )


def _opposite(term: Term) -> Term:
    if isinstance(term, Add):
        return add(*(negate(part) for part in term.args))
    return negate(term)


def enclose(term: Term, given: _Given, unfoldings: int = MAXIMUM_UNFOLDINGS) -> Interval:
    """An interval that holds every value of the term where the given facts hold."""
    if isinstance(term, Rational):
        value = Fraction(int(term.p), int(term.q))
        return Interval(value, value, low_open=False, high_open=False)
    if not is_real(term):
        return Interval()
    computed = _computed(term, given, unfoldings)
    for fact in given:
        computed = _narrow(computed, term, fact)
    return computed


def _computed(term: Term, given: _Given, unfoldings: int) -> Interval:
    if isinstance(term, Add):
        parts = [enclose(part, given, unfoldings) for part in term.args]
        return _sum(parts)
    if isinstance(term, Mul):
        parts = [enclose(part, given, unfoldings) for part in term.args]
        product = parts[0]
        for part in parts[1:]:
            product = _product(product, part)
        return product
    if isinstance(term, Pow):
        return _power(term, given, unfoldings)
    known = _RANGES.get(type(term))
    if known is not None:
        return known
    return _unfolded(term, given, unfoldings)


def _unfolded(term: Term, given: _Given, unfoldings: int) -> Interval:
    if unfoldings:
        for fact in given:
            if isinstance(fact, Definition):
                found = match(fact.left, term, fact.variables)
                if found is not None and replace_terms(fact.left, found) == term:
                    body = replace_terms(fact.right, found)
                    inner = enclose(body, given, unfoldings - 1)
                    return replace(inner, used=inner.used | {fact})
    return Interval()


def _narrow(interval: Interval, term: Term, fact: Proposition) -> Interval:
    """The interval, narrowed by a fact such as term > 0 or c - term > 0."""
    if not isinstance(fact, Positive | NonNegative):
        return interval
    bound = _bound(fact.term, term)
    if bound is None:
        return interval
    upper, value = bound
    is_open = isinstance(fact, Positive)
    used = interval.used | {fact}
    if upper:
        if interval.high is None or value < interval.high:
            return replace(interval, high=value, high_open=is_open, used=used)
        if value == interval.high and is_open and not interval.high_open:
            return replace(interval, high_open=True, used=used)
    else:
        if interval.low is None or value > interval.low:
            return replace(interval, low=value, low_open=is_open, used=used)
        if value == interval.low and is_open and not interval.low_open:
            return replace(interval, low_open=True, used=used)
    return interval


def _bound(fact: Term, term: Term) -> tuple[bool, Fraction] | None:
    """What `fact > 0` says of the term itself: (is it an upper bound, the bound)."""
    if reorder.same(fact, term):
        return False, Fraction(0)
    if not isinstance(fact, Add):
        return (True, Fraction(0)) if reorder.same(fact, negate(term)) else None
    constants = [part for part in fact.args if isinstance(part, Rational)]
    others = [part for part in fact.args if not isinstance(part, Rational)]
    if len(others) != 1:
        return None
    constant = sum((Fraction(int(c.p), int(c.q)) for c in constants), Fraction(0))
    if reorder.same(others[0], term):
        return False, -constant
    if reorder.same(others[0], negate(term)):
        return True, constant
    return None


def _sum(parts: list[Interval]) -> Interval:
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    return Interval(
        None if None in lows else sum((low for low in lows if low is not None), Fraction(0)),
        None
        if None in highs
        else sum((high for high in highs if high is not None), Fraction(0)),
        any(part.low_open for part in parts),
        any(part.high_open for part in parts),
        frozenset().union(*(part.used for part in parts)),
    )


def _product(one: Interval, two: Interval) -> Interval:
    used = one.used | two.used
    if one.negative or two.negative:
        if one.negative and two.negative:
            return replace(_product(_mirror(one), _mirror(two)), used=used)
        mirrored = _product(_mirror(one), two) if one.negative else _product(one, _mirror(two))
        return replace(_mirror(mirrored), used=used)
    if one.nonnegative and two.nonnegative:
        return _nonnegative_product(one, two)
    corners = [(a, b) for a in (one.low, one.high) for b in (two.low, two.high)]
    if any(a is None or b is None for a, b in corners):
        return Interval(used=used)
    values = [a * b for a, b in corners if a is not None and b is not None]
    return Interval(min(values), max(values), low_open=False, high_open=False, used=used)


def _nonnegative_product(one: Interval, two: Interval) -> Interval:
    low = (one.low or Fraction(0)) * (two.low or Fraction(0))
    low_open = (one.positive and two.positive) and (one.low_open or two.low_open)
    if one.high is None or two.high is None:
        return Interval(low, None, low_open=low_open, used=one.used | two.used)
    high_open = (one.high_open or two.high_open) and one.high * two.high > 0
    return Interval(low, one.high * two.high, low_open, high_open, one.used | two.used)


def _mirror(interval: Interval) -> Interval:
    return Interval(
        None if interval.high is None else -interval.high,
        None if interval.low is None else -interval.low,
        interval.high_open,
        interval.low_open,
        interval.used,
    )


def _power(term: Term, given: _Given, unfoldings: int) -> Interval:
    base, exponent = term.args
    inner = enclose(base, given, unfoldings)
    if not isinstance(exponent, Integer):
        if inner.positive:
            return Interval(Fraction(0), used=inner.used)
        is_root = isinstance(exponent, Rational) and exponent > 0
        # A real power with such an exponent is defined for a base >= 0 only.
        return Interval(Fraction(0), low_open=False) if is_root else Interval(Fraction(0))
    if exponent < 0:
        if inner.positive:
            return Interval(Fraction(0), used=inner.used)
        if inner.negative and exponent % 2 == 1:
            return Interval(None, Fraction(0), used=inner.used)
        return Interval(Fraction(0)) if exponent % 2 == 0 else Interval()
    if inner.positive:
        return Interval(Fraction(0), used=inner.used)
    if exponent % 2 == 0:
        return Interval(Fraction(0), low_open=False)
    if exponent == 0:
        return Interval(Fraction(1), Fraction(1), low_open=False, high_open=False)
    return replace(inner, low=Fraction(0), high=None) if inner.nonnegative else Interval()


_UNIT = Interval(Fraction(-1), Fraction(1), low_open=False, high_open=False)
_RANGES: dict[type, Interval] = {
    sympy.exp: Interval(Fraction(0)),
    sigmoid: Interval(Fraction(0), Fraction(1)),
    sympy.sin: _UNIT,
    sympy.cos: _UNIT,
    sympy.tanh: Interval(Fraction(-1), Fraction(1)),
    sympy.cosh: Interval(Fraction(1), low_open=False),
    sympy.Abs: Interval(Fraction(0), low_open=False),
}
