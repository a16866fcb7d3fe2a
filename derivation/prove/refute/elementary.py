"""The elementary functions on numbers, with the domains of real analysis.

Not here: arithmetic (`ball`), the other known functions (`special`).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb

from derivation.prove.refute.ball import (
    ONE,
    ZERO,
    Number,
    UndefinedError,
    add,
    inverse,
    is_exact,
    multiply,
    sign,
)
from derivation.prove.refute.extension import cut_off, through


def exponential(number: Number) -> Number:
    """The exponential function."""
    return ONE if is_exact(number) and number == 0 else through("exp", number)


def logarithm(number: Number) -> Number:
    """The natural logarithm; UndefinedError unless the number is positive."""
    if sign(number) <= 0:
        raise UndefinedError("the logarithm of a number that is not positive")
    return ZERO if is_exact(number) and number == 1 else through("log", number)


def _entire(name: str, at_zero: Number) -> Callable[[Number], Number]:
    """A function without poles on the real line, with its exact value at 0."""

    def apply(number: Number) -> Number:
        return at_zero if is_exact(number) and number == 0 else through(name, number)

    return apply


sine, cosine = _entire("sin", ZERO), _entire("cos", ONE)
hyperbolic_sine, hyperbolic_cosine = _entire("sinh", ZERO), _entire("cosh", ONE)
hyperbolic_tangent = _entire("tanh", ZERO)


def tangent(number: Number) -> Number:
    """The tangent."""
    return multiply(sine(number), inverse(cosine(number)))


def cotangent(number: Number) -> Number:
    """The cotangent."""
    return multiply(cosine(number), inverse(sine(number)))


def secant(number: Number) -> Number:
    """The secant."""
    return inverse(cosine(number))


def cosecant(number: Number) -> Number:
    """The cosecant."""
    return inverse(sine(number))


def hyperbolic_cotangent(number: Number) -> Number:
    """The hyperbolic cotangent."""
    return multiply(hyperbolic_cosine(number), inverse(hyperbolic_sine(number)))


def hyperbolic_secant(number: Number) -> Number:
    """The hyperbolic secant."""
    return inverse(hyperbolic_cosine(number))


def hyperbolic_cosecant(number: Number) -> Number:
    """The hyperbolic cosecant."""
    return inverse(hyperbolic_sine(number))


def _room(number: Number) -> int:
    """The sign of 1 - number^2."""
    return sign(add(ONE, -multiply(number, number)))


def arcsine(number: Number) -> Number:
    """The inverse sine on [-1, 1]."""
    if _room(number) < 0:
        raise UndefinedError("an inverse sine of a number beyond 1")
    return ZERO if is_exact(number) and number == 0 else through("asin", number)


def arccosine(number: Number) -> Number:
    """The inverse cosine on [-1, 1]."""
    if _room(number) < 0:
        raise UndefinedError("an inverse cosine of a number beyond 1")
    return ZERO if is_exact(number) and number == 1 else through("acos", number)


def arctangent(number: Number) -> Number:
    """The inverse tangent of a real number."""
    return _without_cut("atan", number)


def area_sine(number: Number) -> Number:
    """The inverse hyperbolic sine of a real number."""
    return _without_cut("asinh", number)


def _without_cut(method: str, number: Number) -> Number:
    if type(number) is acb:
        sign(number)  # which raises: only real numbers have an inverse here
    if is_exact(number) and number == 0:
        return ZERO
    cut_off(number)
    return through(method, number)


def area_cosine(number: Number) -> Number:
    """The inverse hyperbolic cosine on [1, oo)."""
    if sign(add(number, -ONE)) < 0:
        raise UndefinedError("an inverse hyperbolic cosine of a number below 1")
    return ZERO if is_exact(number) and number == 1 else through("acosh", number)


def area_tangent(number: Number) -> Number:
    """The inverse hyperbolic tangent on (-1, 1)."""
    if _room(number) <= 0:
        raise UndefinedError("an inverse hyperbolic tangent of a number not within 1")
    return ZERO if is_exact(number) and number == 0 else through("atanh", number)


def absolute(number: Number) -> Number:
    """The absolute value, of complex numbers too."""
    return abs(number)


def sigmoid(number: Number) -> Number:
    """The logistic sigmoid."""
    return inverse(add(ONE, exponential(-number)))
