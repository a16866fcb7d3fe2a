"""Numbers for certain: exact rationals where possible, else balls that enclose.

A number is an `fmpq`, an `arb`, an `acb` (a complex value, where the claim is about
complex numbers) or an `Extension` (a real function's values near a piece of the real
line, for integrals: `extension`). Every operation either encloses the true value, or
raises: `UndefinedError` where there is no value, `ImpreciseError` where the ball is too
wide to tell. Here: arithmetic and powers. Not here: functions (`elementary`, `special`),
derivatives (`dual`), terms (`evaluation`).

Domains are those of real analysis: log needs > 0; b**r with r no integer needs b > 0,
or b = 0 and r > 0 where the caller allows it; even 0**0 is the caller's to allow.
Complex numbers have no order, so what asks for one has no value there.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from flint import acb, arb, fmpq, fmpz

from derivation.errors import DerivationError

Number: TypeAlias = Any
"""An `fmpq` (exact) or one of the balls; python-flint's classes are opaque to mypy."""

ZERO, ONE, TWO = fmpq(0), fmpq(1), fmpq(2)

MAXIMUM_BITS = 4096
"""Exact rationals longer than this are carried on as balls."""

MAXIMUM_EXPONENT = 2**64
"""Integer exponents beyond this are not evaluated."""


class UndefinedError(DerivationError):
    """The expression has no value at this point."""


class ImpreciseError(DerivationError):
    """The balls are too wide to tell; a higher precision may."""


class UncertainError(ImpreciseError):
    """Whether there is a value is not known here, and more precision will not tell."""


class UnsupportedError(DerivationError):
    """Something that is not evaluated at all, at any point."""


def is_exact(number: Number) -> bool:
    """Whether the number is a rational known exactly."""
    return type(number) is fmpq


def is_whole(number: Number) -> bool:
    """Whether the number is an integer known exactly."""
    return type(number) is fmpq and bool(number.q == 1)


def sign(number: Number) -> int:
    """-1, 0 or 1; ImpreciseError if the ball does not tell."""
    if type(number) is acb:
        if number.imag.contains(0):
            raise ImpreciseError("it is not certain that the number is real")
        raise UndefinedError("complex numbers have no order")
    if number > 0:
        return 1
    if number < 0:
        return -1
    if number == 0:  # for a ball: exactly 0
        return 0
    raise ImpreciseError("the sign is not certain")


def is_zero(number: Number) -> bool:
    """Whether the number is 0; ImpreciseError if the ball does not tell."""
    if type(number) is fmpq or number == 0:
        return bool(number == 0)
    if number.contains(0):
        raise ImpreciseError("the number may be 0")
    return False


def separated(one: Number, other: Number) -> bool:
    """Whether the numbers differ for certain."""
    if is_exact(one) and is_exact(other):
        return bool(one != other)
    if type(one) is acb or type(other) is acb:
        return not acb(one).overlaps(acb(other))
    return not as_ball(one).overlaps(as_ball(other))


def as_ball(number: Number) -> Number:
    """The number as a ball."""
    return arb(number) if type(number) is fmpq else number


def kept(number: Number) -> Number:
    """The number, as a ball if it is too long; ImpreciseError if it is not finite."""
    if type(number) is fmpq:
        return number if number.height_bits() <= MAXIMUM_BITS else arb(number)
    if not number.is_finite():
        raise ImpreciseError("the ball is not finite")
    if type(number) is acb and number.imag == 0:
        return number.real
    return number


def add(one: Number, other: Number) -> Number:
    """The sum."""
    return kept(one + other)


def multiply(one: Number, other: Number) -> Number:
    """The product; exactly 0 if a factor is."""
    if (type(one) is fmpq and one == 0) or (type(other) is fmpq and other == 0):
        return ZERO
    return kept(one * other)


def inverse(number: Number) -> Number:
    """1/number; UndefinedError at 0."""
    if is_zero(number):
        raise UndefinedError("division by zero")
    return kept(1 / number)


def integer_power(base: Number, exponent: int) -> Number:
    """base**exponent for an integer; 1 for exponent 0, whatever the base."""
    if exponent == 0:
        return ONE
    if abs(exponent) > MAXIMUM_EXPONENT:
        raise ImpreciseError("the exponent is too large")
    if exponent < 0 and is_zero(base):
        raise UndefinedError("division by zero")
    if is_exact(base):
        if base.height_bits() * abs(exponent) <= MAXIMUM_BITS:
            return base**exponent
        base = arb(base)
    return kept(base ** fmpz(exponent))


def real_power(base: Number, exponent: Number) -> Number:
    """base**exponent for any exponent: base > 0, or base = 0 and exponent > 0."""
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
    return kept(as_ball(base) ** exponent)


def _exact_root(base: Number, degree: int) -> Number | None:
    """The rational whose power of that degree is the positive base, or None."""
    if degree > MAXIMUM_BITS:
        return None
    root = fmpq(base.p.root(degree), base.q.root(degree))
    return root if root**degree == base else None
