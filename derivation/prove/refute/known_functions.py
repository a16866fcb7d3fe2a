"""The known functions on values: exact where easily so, else rigorous balls.

Each function is given with its derivative in terms of the others, so that it extends
to dual numbers. Derivatives from DLMF 4.20, 4.24, 4.34, 4.38.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

import sympy

from derivation.prove.refute.numbers import (
    Dual,
    UndefinedError,
    UnknownError,
    Value,
    add,
    ball,
    integer_power,
    inverse,
    is_positive,
    multiply,
    negate,
    whole_number,
)
from derivation.term import sigmoid

Function = Callable[[Value], Value]
ONE = Fraction(1)


def _extend(on_numbers: Function, derivative: Function) -> Function:
    def function(value: Value) -> Value:
        if isinstance(value, Dual):
            outer = function(value.value)
            return Dual(value.level, outer, multiply(derivative(value.value), value.slope))
        return on_numbers(value)

    return function


def _at_zero(exact: Fraction, method: str) -> Function:
    """A function whose value at 0 is known exactly, elsewhere arb's method."""

    def function(value: Value) -> Value:
        if isinstance(value, Fraction) and value == 0:
            return exact
        return _finite(getattr(ball(value), method)())

    return function


def _finite(value: Value) -> Value:
    if not value.is_finite():
        raise UnknownError("a value is out of range")
    return value


def _log(value: Value) -> Value:
    positive = is_positive(value)
    if positive is None:
        raise UnknownError("the logarithm of what may not be positive")
    if not positive:
        raise UndefinedError("the logarithm of what is not positive")
    return Fraction(0) if value == 1 and isinstance(value, Fraction) else ball(value).log()


def _absolute(value: Value) -> Value:
    return abs(value)


def _sign(value: Value) -> Value:
    positive, negative = is_positive(value), is_positive(negate(value))
    if positive:
        return ONE
    if negative:
        return -ONE
    raise UnknownError("no derivative of |x| at 0")


def _square_root(value: Value) -> Value:
    if isinstance(value, Fraction):
        if value < 0:
            raise UndefinedError("the root of a negative number")
        above, below = isqrt(value.numerator), isqrt(value.denominator)
        if above * above == value.numerator and below * below == value.denominator:
            return Fraction(above, below)
        return ball(value).sqrt()
    if value >= 0:
        return value.sqrt()
    raise UnknownError("the root of what may be negative")


def square_root(value: Value) -> Value:
    """The square root; derivatives only away from 0."""
    if isinstance(value, Dual):
        root = square_root(value.value)
        return Dual(
            value.level, root, multiply(inverse(multiply(Fraction(2), root)), value.slope)
        )
    return _square_root(value)


def _within_one(method: str) -> Function:
    def function(value: Value) -> Value:
        number = ball(value)
        if not (number >= -1 and number <= 1):
            if number < -1 or number > 1:
                raise UndefinedError("an inverse function outside of [-1, 1]")
            raise UnknownError("an inverse function near the end of [-1, 1]")
        return Fraction(0) if value == 0 and method == "asin" else getattr(number, method)()

    return function


exp = _extend(_at_zero(ONE, "exp"), lambda v: exp(v))
log = _extend(_log, inverse)
sin = _extend(_at_zero(Fraction(0), "sin"), lambda v: cos(v))
cos = _extend(_at_zero(ONE, "cos"), lambda v: negate(sin(v)))
sinh = _extend(_at_zero(Fraction(0), "sinh"), lambda v: cosh(v))
cosh = _extend(_at_zero(ONE, "cosh"), lambda v: sinh(v))
atan = _extend(_at_zero(Fraction(0), "atan"), lambda v: inverse(add(ONE, multiply(v, v))))
absolute = _extend(_absolute, _sign)
asin = _extend(
    _within_one("asin"), lambda v: inverse(square_root(add(ONE, negate(multiply(v, v)))))
)
acos = _extend(
    _within_one("acos"),
    lambda v: negate(inverse(square_root(add(ONE, negate(multiply(v, v)))))),
)


def tan(value: Value) -> Value:
    """The tangent, undefined where the cosine is 0."""
    return multiply(sin(value), inverse(cos(value)))


def logistic(value: Value) -> Value:
    """The sigmoid 1/(1 + e^-z)."""
    return inverse(add(ONE, exp(negate(value))))


KNOWN: dict[type, Function] = {
    sympy.exp: exp,
    sympy.log: log,
    sympy.sin: sin,
    sympy.cos: cos,
    sympy.tan: tan,
    sympy.cot: lambda v: multiply(cos(v), inverse(sin(v))),
    sympy.sec: lambda v: inverse(cos(v)),
    sympy.csc: lambda v: inverse(sin(v)),
    sympy.asin: asin,
    sympy.acos: acos,
    sympy.atan: atan,
    sympy.sinh: sinh,
    sympy.cosh: cosh,
    sympy.tanh: lambda v: multiply(sinh(v), inverse(cosh(v))),
    sympy.Abs: absolute,
    sigmoid: logistic,
}
"""Every known function on values."""


def power(base: Value, exponent: Value) -> Value:
    """base**exponent in the reals: any base for an integer, else base > 0 (0**r, r > 0)."""
    whole = whole_number(exponent)
    if whole is not None:
        return integer_power(base, whole)
    if exponent == Fraction(1, 2) and isinstance(exponent, Fraction):
        return square_root(base)
    if base == 0 and isinstance(base, Fraction):
        if is_positive(exponent):
            return base
        raise UndefinedError("0 to a power that is not positive")
    return exp(multiply(exponent, log(base)))
