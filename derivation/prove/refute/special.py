"""The known functions that are not elementary, on numbers.

The gamma function and its kin are defined off their poles, the factorial as
gamma(x + 1). Not here: those of several arguments (`several`).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, fmpq, fmpz

from derivation.prove.refute.ball import (
    ONE,
    ZERO,
    ImpreciseError,
    Number,
    UndefinedError,
    UnsupportedError,
    add,
    is_exact,
    is_whole,
    kept,
    sign,
)
from derivation.prove.refute.extension import Extension, through

LARGEST_FACTORIAL = 500
"""Factorials up to this one are exact."""

LARGEST_ARGUMENT = 10**6
"""The gamma function and its kin are evaluated up to here."""


def direction(number: Number) -> Number:
    """The sign of a real number: -1, 0 or 1."""
    try:
        return fmpq(sign(number))
    except ImpreciseError:
        if isinstance(number, Extension):
            return number.on_the_line(number.value.real_sgn())
        raise


def _step(method: str) -> Callable[[Number], Number]:
    """The floor or the ceiling."""

    def apply(number: Number) -> Number:
        if is_exact(number):
            quotient = number.p // number.q
            return fmpq(quotient + (method == "ceil" and number.q != 1))
        if type(number) is acb:
            sign(number)  # which raises: complex numbers have no order
        real = number.value.real if isinstance(number, Extension) else number
        low, high = (getattr(end, method)() for end in (real.lower(), real.upper()))
        value = low.unique_fmpz()
        if value is not None and value == high.unique_fmpz():
            return fmpq(value)
        if isinstance(number, Extension):
            return number.on_the_line(getattr(number.value, f"real_{method}")())
        raise ImpreciseError("an integer lies within the ball")

    return apply


floor, ceiling = _step("floor"), _step("ceil")


def _within_reach(number: Number) -> None:
    """Raises at a pole, and where evaluation would take long."""
    if is_whole(number) and number <= 0:
        raise UndefinedError("a pole of the gamma function")
    if isinstance(number, Extension):
        return
    size = abs(number)
    if not size < LARGEST_ARGUMENT:
        raise ImpreciseError("the argument of the gamma function is too large")


def gamma(number: Number) -> Number:
    """The gamma function."""
    _within_reach(number)
    if is_whole(number) and number <= LARGEST_FACTORIAL + 1:
        return kept(fmpq(fmpz.fac_ui(int(number.p) - 1)))
    return through("gamma", number)


def factorial(number: Number) -> Number:
    """N! for whole numbers, gamma(x + 1) for others."""
    return gamma(add(number, ONE))


def polygamma(order: int, number: Number) -> Number:
    """The derivative of that order of the digamma function."""
    _within_reach(number)
    if order == 0:
        return through("digamma", number)
    if isinstance(number, Extension):
        raise UnsupportedError("a derivative of the digamma function under an integral")
    value = number if type(number) is acb else acb(arb(number))
    result = value.polygamma(order)
    return kept(result if type(number) is acb else result.real)


def digamma(number: Number) -> Number:
    """The logarithmic derivative of the gamma function."""
    return polygamma(0, number)


def error_function(number: Number) -> Number:
    """The error function erf."""
    return ZERO if is_exact(number) and number == 0 else through("erf", number)
