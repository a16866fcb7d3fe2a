"""Numbers for certain: exact rationals where possible, else balls that enclose.

A number is an `fmpq` or an `arb`. Every operation either encloses the true value,
or raises: `UndefinedError` where the reals have no value, `ImpreciseError` where the
ball is too wide to tell. Not here: derivatives (`dual`), terms (`evaluation`).

Domains are those of real analysis: log needs > 0; b**r with r no integer needs b > 0,
or b = 0 and r > 0 where the caller allows it; even 0**0 is the caller's to allow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flint import arb, fmpq, fmpz

from derivation.errors import DerivationError

Number: TypeAlias = Any
"""An `fmpq` (exact) or an `arb` (a ball); python-flint's classes are opaque to mypy."""

ZERO, ONE, TWO = fmpq(0), fmpq(1), fmpq(2)

MAXIMUM_BITS = 4096
"""Exact rationals longer than this are carried on as balls."""

MAXIMUM_EXPONENT = 2**64
"""Integer exponents beyond this are not evaluated."""


class UndefinedError(DerivationError):
    """The expression has no real value at this point."""


class ImpreciseError(DerivationError):
    """The balls are too wide to tell; a higher precision may."""


class UnsupportedError(DerivationError):
    """Something that is not evaluated at all, at any point."""


def is_exact(number: Number) -> bool:
    """Whether the number is a rational known exactly."""
    return type(number) is fmpq


def sign(number: Number) -> int:
    """-1, 0 or 1; ImpreciseError if the ball does not tell."""
    if number > 0:
        return 1
    if number < 0:
        return -1
    if number == 0:  # for a ball: exactly 0
        return 0
    raise ImpreciseError("the sign is not certain")


def separated(one: Number, other: Number) -> bool:
    """Whether the numbers differ for certain."""
    if is_exact(one) and is_exact(other):
        return bool(one != other)
    return not _ball(one).overlaps(_ball(other))


def _ball(number: Number) -> Number:
    return arb(number) if type(number) is fmpq else number


def _kept(number: Number) -> Number:
    """The number, as a ball if it is too long; ImpreciseError if it is not finite."""
    if type(number) is fmpq:
        return number if number.height_bits() <= MAXIMUM_BITS else arb(number)
    if number.is_finite():
        return number
    raise ImpreciseError("the ball is not finite")


def add(one: Number, other: Number) -> Number:
    """The sum."""
    return _kept(one + other)


def multiply(one: Number, other: Number) -> Number:
    """The product; exactly 0 if a factor is."""
    if (type(one) is fmpq and one == 0) or (type(other) is fmpq and other == 0):
        return ZERO
    return _kept(one * other)


def inverse(number: Number) -> Number:
    """1/number; UndefinedError at 0."""
    if sign(number) == 0:
        raise UndefinedError("division by zero")
    return _kept(1 / number)


def integer_power(base: Number, exponent: int) -> Number:
    """base**exponent for an integer; 1 for exponent 0, whatever the base."""
    if exponent == 0:
        return ONE
    if abs(exponent) > MAXIMUM_EXPONENT:
        raise ImpreciseError("the exponent is too large")
    if exponent < 0 and sign(base) == 0:
        raise UndefinedError("division by zero")
    if is_exact(base):
        if base.height_bits() * abs(exponent) <= MAXIMUM_BITS:
            return base**exponent
        base = arb(base)
    return _kept(base ** fmpz(exponent))


def real_power(base: Number, exponent: Number) -> Number:
    """base**exponent for any real exponent: base > 0, or base = 0 and exponent > 0."""
    direction = sign(base)
    if direction == 0 and sign(exponent) > 0:
        return ZERO
    if direction <= 0:
        raise UndefinedError("a power of a number that is not positive")
    if is_exact(exponent):
        if exponent.q == 1:
            return integer_power(base, int(exponent.p))
        root = _exact_root(base, int(exponent.q)) if is_exact(base) else None
        if root is not None:
            return integer_power(root, int(exponent.p))
    return _kept(_ball(base) ** exponent)


def _exact_root(base: Number, degree: int) -> Number | None:
    """The rational whose power of that degree is the positive base, or None."""
    if degree > MAXIMUM_BITS:
        return None
    root = fmpq(base.p.root(degree), base.q.root(degree))
    return root if root**degree == base else None


def exponential(number: Number) -> Number:
    """The exponential function."""
    if is_exact(number) and number == 0:
        return ONE
    return _kept(_ball(number).exp())


def logarithm(number: Number) -> Number:
    """The natural logarithm; UndefinedError unless the number is positive."""
    if sign(number) <= 0:
        raise UndefinedError("the logarithm of a number that is not positive")
    return ZERO if is_exact(number) and number == 1 else _kept(_ball(number).log())


def _entire(name: str, at_zero: Number) -> Callable[[Number], Number]:
    """A function that arb knows, defined everywhere, with its exact value at 0."""

    def apply(number: Number) -> Number:
        if is_exact(number) and number == 0:
            return at_zero
        return _kept(getattr(_ball(number), name)())

    return apply


sine, cosine = _entire("sin", ZERO), _entire("cos", ONE)
hyperbolic_sine, hyperbolic_cosine = _entire("sinh", ZERO), _entire("cosh", ONE)
hyperbolic_tangent, arctangent = _entire("tanh", ZERO), _entire("atan", ZERO)


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


def _within_one(number: Number) -> None:
    if sign(add(ONE, -multiply(number, number))) < 0:
        raise UndefinedError("an inverse sine or cosine of a number beyond 1")


def arcsine(number: Number) -> Number:
    """The inverse sine on [-1, 1]."""
    _within_one(number)
    return ZERO if is_exact(number) and number == 0 else _kept(_ball(number).asin())


def arccosine(number: Number) -> Number:
    """The inverse cosine on [-1, 1]."""
    _within_one(number)
    return ZERO if is_exact(number) and number == 1 else _kept(_ball(number).acos())


def absolute(number: Number) -> Number:
    """The absolute value."""
    return abs(number)


def sigmoid(number: Number) -> Number:
    """The logistic sigmoid."""
    return inverse(add(ONE, exponential(-number)))
