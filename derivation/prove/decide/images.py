"""Images of intervals under the known functions.

Trusted. `image` gives an interval that holds the values of a function at all points
of an interval where the function is defined. Increasing functions are taken at the
ends, by ball arithmetic rounded outwards, so that an end is kept exactly where the
value is (log 1 = 0, sqrt 4 = 2); sine, cosine and the like are taken at the whole
interval as one ball.

Source: F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval
arithmetic, IEEE Trans. Comput. 66 (2017); monotony and ranges from DLMF 4.2 to 4.37,
5.2 (gamma, whose least value on the positive reals is 0.8856...), 7.2 (erf).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from derivation.prove.decide.intervals import (
    EVERYTHING,
    NONE,
    End,
    Interval,
    absolute,
    between,
    exactly,
    intersection,
    inverse,
    is_above,
    mirror,
    product,
)

PRECISION = 64
MAXIMUM_SIZE = 10**6
"""Functions are not evaluated at numbers larger than this."""

Ball = Any
"""An `arb` of python-flint."""


def image(function: str, argument: Interval) -> Interval:
    """The values of a known function of one argument; everything if it is not known."""
    increasing = _INCREASING.get(function)
    if increasing is not None:
        return increasing.image(argument)
    rule = _RULES.get(function)
    return rule(argument) if rule is not None else EVERYTHING


def constant(ball: Ball) -> Interval:
    """The interval around a constant, from a finite ball."""
    exact = _exact(ball)
    return exactly(exact) if exact is not None else between(_lower(ball), _upper(ball))


@dataclass(frozen=True, slots=True)
class Increasing:
    """A strictly increasing continuous function: by arb's name, its domain and range."""

    method: Callable[[Ball], Ball]
    domain: Interval = EVERYTHING
    range: Interval = EVERYTHING

    def image(self, argument: Interval) -> Interval:
        """The values on an interval."""
        argument = intersection(argument, self.domain)
        low = None if argument.low is None else self._at(argument.low, upper=False)
        high = None if argument.high is None else self._at(argument.high, upper=True)
        return intersection(self.range, Interval(low, high))

    def _at(self, end: End, *, upper: bool) -> End | None:
        ball = _evaluate(self.method, end.value)
        if ball is None:
            return None
        exact = _exact(ball)
        if exact is not None:
            return End(exact, end.open, end.used)
        return End(_upper(ball) if upper else _lower(ball), False, end.used)


def root(argument: Interval, exponent: Fraction) -> Interval:
    """The values of x**exponent for a fraction, on the x for which it is defined."""
    if exponent < 0:
        return inverse(root(argument, -exponent))
    raised = Increasing(
        lambda ball: _raised(ball, exponent), between(0, None), between(0, None)
    )
    return raised.image(argument)


def real_power(base: Interval, exponent: Interval) -> Interval:
    """The values of x**y for x > 0; the base must be shown to be positive."""
    logarithm = image("log", base)
    used = base.low.used if base.low is not None else NONE
    return image("exp", product(exponent, logarithm)).resting_on(used)


def _evaluate(method: Callable[[Ball], Ball], value: Fraction) -> Ball | None:
    from flint import arb, ctx, fmpq  # balls are rarely needed, and not at start-up

    if abs(value) > MAXIMUM_SIZE:
        return None
    with ctx.workprec(PRECISION):
        ball = method(arb(fmpq(value.numerator, value.denominator)))
        return ball if ball.is_finite() else None


def _exact(ball: Ball) -> Fraction | None:
    return _number(ball) if ball.is_exact() else None


def _number(ball: Ball) -> Fraction:
    mantissa, exponent = (int(part) for part in ball.man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent


def _lower(ball: Ball) -> Fraction:
    return _number(ball.lower())


def _upper(ball: Ball) -> Fraction:
    return _number(ball.upper())


def _raised(ball: Ball, exponent: Fraction) -> Ball:
    from flint import arb, fmpq, fmpz

    exact = _exact(ball)
    if exact is not None and exact >= 0:
        tops = (fmpz(exact.numerator), fmpz(exact.denominator))
        roots = [top.root(exponent.denominator) for top in tops]
        pairs = zip(tops, roots, strict=True)
        if all(found**exponent.denominator == top for top, found in pairs):
            value = Fraction(int(roots[0]), int(roots[1])) ** exponent.numerator
            return arb(fmpq(value.numerator, value.denominator))
    return ball ** arb(fmpq(exponent.numerator, exponent.denominator))


def _logistic(ball: Ball) -> Ball:
    return 1 / (1 + (-ball).exp())


def _as_ball(argument: Interval) -> Ball | None:
    """The interval as one ball, None if it is not bounded."""
    from flint import arb, fmpq

    if argument.low is None or argument.high is None:
        return None
    low, high = argument.low.value, argument.high.value
    if low > high or max(abs(low), abs(high)) > MAXIMUM_SIZE:
        return None
    ends = [arb(fmpq(end.numerator, end.denominator)) for end in (low, high)]
    return ends[0].union(ends[1])


def _on_ball(method: str, argument: Interval) -> Interval:
    from flint import ctx

    with ctx.workprec(PRECISION):
        ball = _as_ball(argument)
        if ball is None or argument.low is None or argument.high is None:
            return EVERYTHING
        value = getattr(ball, method)()
        if not value.is_finite():
            return EVERYTHING
        return constant(value).resting_on(argument.low.used | argument.high.used)


def _bounded(method: str, limits: Interval) -> Callable[[Interval], Interval]:
    return lambda argument: intersection(limits, _on_ball(method, argument))


def _cosh(argument: Interval) -> Interval:
    return _INCREASING_COSH.image(absolute(argument))


def _secant(method: str) -> Callable[[Interval], Interval]:
    """1/cos or 1/sin: at least 1 in size, with the sign of what is inverted."""
    return lambda argument: inverse(_bounded(method, between(-1, 1))(argument))


def _acos(argument: Interval) -> Interval:
    decreasing = Increasing(lambda ball: -ball.acos(), between(-1, 1), _up_to_zero())
    return mirror(decreasing.image(argument))


def _up_to_zero() -> Interval:
    return between(-_PI_ABOVE, 0)


def _gamma(argument: Interval) -> Interval:
    if not argument.positive or argument.low is None:
        return EVERYTHING
    used = argument.low.used
    low = End(_LEAST_GAMMA, True, used)
    if argument.low.value >= Fraction(3, 2):
        return intersection(Interval(low), _INCREASING_GAMMA.image(argument))
    return intersection(Interval(low), _on_ball("gamma", argument))


def _factorial(argument: Interval) -> Interval:
    if argument.low is None:
        return EVERYTHING
    low = End(argument.low.value + 1, argument.low.open, argument.low.used)
    high = argument.high
    moved = None if high is None else End(high.value + 1, high.open, high.used)
    return _gamma(Interval(low, moved))


def _digamma(argument: Interval) -> Interval:
    if not argument.positive:
        return EVERYTHING
    increasing = Increasing(lambda ball: ball.digamma())
    used = argument.low.used if argument.low is not None else NONE
    return increasing.image(argument).resting_on(used)


def _sign(argument: Interval) -> Interval:
    low, high = Fraction(-1), Fraction(1)
    used_low = used_high = NONE
    if argument.low is not None and argument.low.value >= 0:
        used_low = argument.low.used
        low = Fraction(int(is_above(argument.low, strict=True)))
    if argument.high is not None and argument.high.value <= 0:
        used_high = argument.high.used
        opposite = End(-argument.high.value, argument.high.open)
        high = Fraction(-int(is_above(opposite, strict=True)))
    return Interval(End(low, False, used_low), End(high, False, used_high))


def _floor(argument: Interval) -> Interval:
    low, high = argument.low, argument.high
    top = None
    if high is not None:
        below = high.value - 1 if high.open and high.value.denominator == 1 else high.value
        top = End(Fraction(floor(below)), False, high.used)
    bottom = None if low is None else End(Fraction(floor(low.value)), False, low.used)
    return Interval(bottom, top)


def _ceiling(argument: Interval) -> Interval:
    return mirror(_floor(mirror(argument)))


_PI_ABOVE = Fraction(355, 113)
"""Larger than pi by 3e-7."""
_LEAST_GAMMA = Fraction(88, 100)
_HALF_TURN = between(-_PI_ABOVE / 2, _PI_ABOVE / 2)
_UNIT = between(-1, 1)
_OPEN_UNIT = between(-1, 1, closed=False)
_ABOVE_ZERO = between(0, None, closed=False)

_INCREASING: Mapping[str, Increasing] = {
    "exp": Increasing(lambda ball: ball.exp(), range=_ABOVE_ZERO),
    "log": Increasing(lambda ball: ball.log(), _ABOVE_ZERO),
    "asin": Increasing(lambda ball: ball.asin(), _UNIT, _HALF_TURN),
    "atan": Increasing(lambda ball: ball.atan(), range=_HALF_TURN),
    "sinh": Increasing(lambda ball: ball.sinh()),
    "tanh": Increasing(lambda ball: ball.tanh(), range=_OPEN_UNIT),
    "asinh": Increasing(lambda ball: ball.asinh()),
    "acosh": Increasing(lambda ball: ball.acosh(), between(1, None), between(0, None)),
    "atanh": Increasing(lambda ball: ball.atanh(), _OPEN_UNIT),
    "erf": Increasing(lambda ball: ball.erf(), range=_OPEN_UNIT),
    "sigmoid": Increasing(_logistic, range=between(0, 1, closed=False)),
}
_INCREASING_COSH = Increasing(lambda ball: ball.cosh(), range=between(1, None))
_INCREASING_GAMMA = Increasing(lambda ball: ball.gamma())

_RULES: Mapping[str, Callable[[Interval], Interval]] = {
    "sin": _bounded("sin", _UNIT),
    "cos": _bounded("cos", _UNIT),
    "tan": lambda argument: _on_ball("tan", argument),
    "cot": lambda argument: _on_ball("cot", argument),
    "sec": _secant("cos"),
    "csc": _secant("sin"),
    "acos": _acos,
    "cosh": _cosh,
    "sech": lambda argument: inverse(_cosh(argument)),
    "coth": lambda argument: inverse(image("tanh", argument)),
    "csch": lambda argument: inverse(image("sinh", argument)),
    "abs": absolute,
    "sign": _sign,
    "floor": _floor,
    "ceiling": _ceiling,
    "gamma": _gamma,
    "factorial": _factorial,
    "digamma": _digamma,
}

__all__ = ["Increasing", "constant", "image", "real_power", "root"]
