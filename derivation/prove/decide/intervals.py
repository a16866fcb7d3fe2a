"""Intervals of real numbers and their arithmetic, with what each end rests on.

Trusted. An end is a rational number, open or closed, or absent (infinite). Every
operation gives an interval that holds the values for all points of its operands, and
each end keeps the facts that it was computed from, so that a bound which needs only
x > 0 does not also rest on x < 1. A closed end is always right where an open one is
not certain.

Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis,
ch. 2 and 5. Not here: functions (`images`), terms (`ranges`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from derivation.prove.proposition import Proposition

Facts = frozenset[Proposition]
NONE: Facts = frozenset()
MAXIMUM_BITS = 2048
"""Ends longer than this are dropped, so that no computation explodes."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval: its value, whether it is left out, what it rests on."""

    value: Fraction
    open: bool = False
    used: Facts = NONE


@dataclass(frozen=True, slots=True)
class Interval:
    """A real interval; None for an end that is not bounded."""

    low: End | None = None
    high: End | None = None

    @property
    def positive(self) -> bool:
        """Whether every point is > 0."""
        return self.low is not None and is_above(self.low, strict=True)

    @property
    def nonnegative(self) -> bool:
        """Whether every point is >= 0."""
        return self.low is not None and is_above(self.low, strict=False)

    @property
    def negative(self) -> bool:
        """Whether every point is < 0."""
        return mirror(self).positive

    @property
    def nonpositive(self) -> bool:
        """Whether every point is <= 0."""
        return self.high is not None and self.high.value <= 0

    def resting_on(self, used: Facts) -> Interval:
        """The same interval, whose ends rest on some facts more."""
        return Interval(_resting(self.low, used), _resting(self.high, used))


EVERYTHING = Interval()


def is_above(low: End, *, strict: bool) -> bool:
    """Whether this lower end shows >= 0, or > 0."""
    return low.value > 0 or (low.value == 0 and (low.open or not strict))


def between(
    low: int | Fraction | None, high: int | Fraction | None, *, closed: bool = True
) -> Interval:
    """The interval between two numbers, resting on nothing."""
    return Interval(
        None if low is None else End(Fraction(low), not closed),
        None if high is None else End(Fraction(high), not closed),
    )


def exactly(value: int | Fraction) -> Interval:
    """The interval that is one number."""
    return between(value, value)


def mirror(interval: Interval) -> Interval:
    """The interval of -x."""
    return Interval(_negated(interval.high), _negated(interval.low))


def _negated(end: End | None) -> End | None:
    return None if end is None else End(-end.value, end.open, end.used)


def intersection(one: Interval, two: Interval) -> Interval:
    """The points of both; of equal ends the one that rests on less is kept."""
    return Interval(_tighter(one.low, two.low), _mirrored(_tighter, one.high, two.high))


def _mirrored(
    choose: Callable[[End | None, End | None], End | None], one: End | None, two: End | None
) -> End | None:
    return _negated(choose(_negated(one), _negated(two)))


def _tighter(one: End | None, two: End | None) -> End | None:
    if one is None or two is None:
        return two if one is None else one
    if one.value != two.value:
        return one if one.value > two.value else two
    if one.open != two.open:
        return one if one.open else two
    return one if len(one.used) <= len(two.used) else two


def hull(parts: Iterable[Interval]) -> Interval:
    """The smallest interval around all of them; there must be at least one."""
    first, *rest = parts
    low, high = first.low, first.high
    for part in rest:
        low = _looser(low, part.low)
        high = _mirrored(_looser, high, part.high)
    return Interval(low, high)


def _looser(one: End | None, two: End | None) -> End | None:
    if one is None or two is None:
        return None
    used = one.used | two.used
    if one.value != two.value:
        least = one if one.value < two.value else two
        return End(least.value, least.open, used)
    return End(one.value, one.open and two.open, used)


def total(parts: Iterable[Interval]) -> Interval:
    """The interval of a sum."""
    low: End | None = End(Fraction(0))
    high = low
    for part in parts:
        low, high = _plus(low, part.low), _plus(high, part.high)
    return Interval(low, high)


def _plus(one: End | None, two: End | None) -> End | None:
    if one is None or two is None:
        return None
    return _end(one.value + two.value, one.open or two.open, one.used | two.used)


def _end(value: Fraction, is_open: bool, used: Facts) -> End | None:
    size = value.numerator.bit_length() + value.denominator.bit_length()
    return End(value, is_open, used) if size <= MAXIMUM_BITS else None


def product(one: Interval, two: Interval) -> Interval:
    """The interval of a product."""
    if one.nonpositive and not one.nonnegative:
        return mirror(product(mirror(one), two))
    if two.nonpositive and not two.nonnegative:
        return mirror(product(one, mirror(two)))
    if one.nonnegative and two.nonnegative:
        return _nonnegative_product(one, two)
    if one.nonnegative:
        return _scaled(one, two)
    if two.nonnegative:
        return _scaled(two, one)
    return Interval(
        _looser(_corner(one.low, two.high), _corner(one.high, two.low)),
        _mirrored(_looser, _corner(one.low, two.low), _corner(one.high, two.high)),
    )


def _corner(one: End | None, two: End | None) -> End | None:
    if one is None or two is None:
        return None
    value = one.value * two.value
    return _end(value, value != 0 and (one.open or two.open), one.used | two.used)


def _nonnegative_product(one: Interval, two: Interval) -> Interval:
    if one.low is None or two.low is None:  # it has been checked that they are there
        return EVERYTHING
    value = one.low.value * two.low.value
    used = one.low.used | two.low.used
    if value:
        low = _end(value, one.low.open or two.low.open, used)
    else:
        low = End(value, one.positive and two.positive, used)
    high = _corner(one.high, two.high)
    return Interval(low, _resting(high, used))


def _scaled(factor: Interval, mixed: Interval) -> Interval:
    """The product of what is >= 0 and what may have either sign."""
    used = factor.low.used if factor.low is not None else NONE
    return Interval(
        _resting(_corner(factor.high, mixed.low), used),
        _resting(_corner(factor.high, mixed.high), used),
    )


def _resting(end: End | None, used: Facts) -> End | None:
    return None if end is None else End(end.value, end.open, end.used | used)


def inverse(interval: Interval) -> Interval:
    """The interval of 1/x, for the x of the interval other than 0."""
    if interval.nonpositive and not interval.nonnegative:
        return mirror(inverse(mirror(interval)))
    if interval.low is None or not interval.nonnegative:
        return EVERYTHING
    sign = interval.low.used
    low = End(Fraction(0), True, sign)
    if interval.high is not None and interval.high.value > 0:
        low = End(1 / interval.high.value, interval.high.open, interval.high.used | sign)
    if interval.low.value == 0:
        return Interval(low, None)
    return Interval(low, End(1 / interval.low.value, interval.low.open, sign))


def absolute(interval: Interval) -> Interval:
    """The interval of |x|."""
    if interval.nonpositive:
        interval = mirror(interval)
    if interval.nonnegative and interval.low is not None:
        return Interval(interval.low, _resting(interval.high, interval.low.used))
    opposite = mirror(interval)
    return Interval(End(Fraction(0)), _mirrored(_looser, interval.high, opposite.high))


def integer_power(base: Interval, exponent: int) -> Interval:
    """The interval of x**exponent; 1 for exponent 0."""
    if exponent == 0:
        return exactly(1)
    if exponent < 0:
        return inverse(integer_power(base, -exponent))
    if exponent % 2 == 0:
        base = absolute(base)
        used = base.low.used if base.low is not None else NONE
        high = _resting(_raised(base.high, exponent), used)
        return Interval(_raised(base.low, exponent) or End(Fraction(0)), high)
    return Interval(_raised(base.low, exponent), _raised(base.high, exponent))


def _raised(end: End | None, exponent: int) -> End | None:
    if end is None:
        return None
    size = max(end.value.numerator.bit_length(), end.value.denominator.bit_length())
    if size > 1 and size * exponent > MAXIMUM_BITS:
        return None
    return End(end.value**exponent, end.open, end.used)


def least(parts: Iterable[Interval]) -> Interval:
    """The interval of the least of several values."""
    return mirror(greatest(mirror(part) for part in parts))


def greatest(parts: Iterable[Interval]) -> Interval:
    """The interval of the greatest of several values; there must be at least one."""
    first, *rest = parts
    low, high = first.low, first.high
    for part in rest:
        low = _tighter(low, part.low)
        high = _mirrored(_looser, high, part.high)
    return Interval(low, high)
