"""Values: exact rationals, real balls, and dual numbers over either.

A dual number a + b·ε (ε² = 0) carries a value and a derivative; nested duals of
different levels carry higher and mixed derivatives. Balls are python-flint's `arb`,
so every enclosure is rigorous. Source: A. Griewank, A. Walther, Evaluating
Derivatives, ch. 3; F. Johansson, Arb: efficient arbitrary-precision midpoint-radius
interval arithmetic, IEEE Trans. Comput. 66 (2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from flint import arb, fmpq

MAXIMUM_EXPONENT = 512
"""Integer powers beyond this are not computed exactly."""

MAXIMUM_BITS = 20_000
"""Rationals larger than this are not computed on."""


class UndefinedError(Exception):
    """The term has certainly no value at the point."""


class UnknownError(Exception):
    """Whether the term has a value at the point, or which, is not known."""


@dataclass(frozen=True, slots=True)
class Dual:
    """value + slope·ε at a level; levels tell the ε of nested derivatives apart."""

    level: int
    value: Value
    slope: Value


Value: TypeAlias = Any
"""A Fraction, an arb or a Dual (flint ships no type information)."""


def ball(value: Fraction | Any) -> Any:
    """A rational as a ball; a ball stays itself."""
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    return value


def _level(value: Value) -> int:
    return value.level if isinstance(value, Dual) else -1


def _parts(value: Value, level: int) -> tuple[Value, Value]:
    if isinstance(value, Dual) and value.level == level:
        return value.value, value.slope
    return value, Fraction(0)


def add(one: Value, two: Value) -> Value:
    """The sum."""
    level = max(_level(one), _level(two))
    if level >= 0:
        (a, da), (b, db) = _parts(one, level), _parts(two, level)
        return Dual(level, add(a, b), add(da, db))
    if isinstance(one, Fraction) and isinstance(two, Fraction):
        return _checked(one + two)
    return ball(one) + ball(two)


def multiply(one: Value, two: Value) -> Value:
    """The product."""
    level = max(_level(one), _level(two))
    if level >= 0:
        (a, da), (b, db) = _parts(one, level), _parts(two, level)
        return Dual(level, multiply(a, b), add(multiply(a, db), multiply(da, b)))
    if isinstance(one, Fraction) and isinstance(two, Fraction):
        return _checked(one * two)
    if one == 0 and isinstance(one, Fraction):
        return one
    if two == 0 and isinstance(two, Fraction):
        return two
    return ball(one) * ball(two)


def _checked(value: Fraction) -> Fraction:
    if value.numerator.bit_length() + value.denominator.bit_length() > MAXIMUM_BITS:
        raise UnknownError("a number is too large")
    return value


def negate(value: Value) -> Value:
    """The opposite."""
    return multiply(Fraction(-1), value)


def inverse(value: Value) -> Value:
    """The reciprocal; UndefinedError at 0, UnknownError for a ball around 0."""
    if isinstance(value, Dual):
        inverted = inverse(value.value)
        return Dual(
            value.level, inverted, negate(multiply(multiply(inverted, inverted), value.slope))
        )
    if isinstance(value, Fraction):
        if value == 0:
            raise UndefinedError("division by 0")
        return 1 / value
    if value.contains(0):
        raise UnknownError("a divisor may be 0")
    return 1 / value


def integer_power(base: Value, exponent: int) -> Value:
    """base**exponent for an integer exponent, any base; b**0 is 1."""
    if abs(exponent) > MAXIMUM_EXPONENT:
        raise UnknownError("an exponent is too large")
    if exponent < 0:
        return inverse(integer_power(base, -exponent))
    result: Value = Fraction(1)
    while exponent:
        if exponent & 1:
            result = multiply(result, base)
        base = multiply(base, base) if exponent > 1 else base
        exponent >>= 1
    return result


def primal(value: Value) -> Value:
    """The value without any derivative."""
    while isinstance(value, Dual):
        value = value.value
    return value


def slope(value: Value, level: int) -> Value:
    """The derivative at a level; 0 of what does not depend on it."""
    if not isinstance(value, Dual) or value.level < level:
        return Fraction(0)
    if value.level == level:
        return value.slope
    return Dual(value.level, slope(value.value, level), slope(value.slope, level))


def is_positive(value: Value) -> bool | None:
    """True or False where that is certain, else None."""
    inner = primal(value)
    if isinstance(inner, Fraction):
        return inner > 0
    if inner > 0:
        return True
    return False if inner <= 0 else None


def is_nonzero(value: Value) -> bool | None:
    """True or False where that is certain, else None."""
    inner = primal(value)
    if isinstance(inner, Fraction):
        return inner != 0
    return None if inner.contains(0) else True


def whole_number(value: Value) -> int | None:
    """The value if it is an exact integer that does not vary."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return None


def differ(one: Value, two: Value) -> bool:
    """Whether two values are certainly different."""
    a, b = primal(one), primal(two)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a != b
    return not ball(a).overlaps(ball(b))


def agree_exactly(one: Value, two: Value) -> bool:
    """Whether two values are the same rational number."""
    a, b = primal(one), primal(two)
    return isinstance(a, Fraction) and isinstance(b, Fraction) and a == b
