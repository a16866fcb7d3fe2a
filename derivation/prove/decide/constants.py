"""Bounds on constants: terms without names, by rigorous ball arithmetic.

Trusted. Decides `Positive`, `NonNegative` and `NonZero` of a closed term made of
rationals, pi, e, sums, products, real powers and known functions of one argument,
whenever its value is not exactly at the bound (or is rational there): enclosures are
computed with growing precision until one side is certain. Source: F. Johansson, Arb:
efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE Trans. Comput.
66 (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from sympy import Add, Integer, Mul, Pow, Rational

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import images, rational
from derivation.prove.decide.intervals import Interval, exactly
from derivation.prove.decide.structure import FUNCTION_NAMES
from derivation.prove.proposition import NonNegative, NonZero, Positive, Proposition
from derivation.term import Term, is_real, names

PRECISIONS = (64, 256, 1024)
MAXIMUM_EXPONENT = 4096
MAXIMUM_BITS = 4096
"""Balls beyond 2^4096 are not taken further: their exponentials would take for ever."""

ZERO = Fraction(0)

Ball = Any
"""An `arb` of python-flint."""


def shows(proposition: Proposition) -> bool:
    """Whether the proposition is about a constant and certainly holds."""
    if not isinstance(proposition, Positive | NonNegative | NonZero) or names(proposition.term):
        return False
    exact = _as_number(proposition.term)
    if exact is not None:
        return _holds(proposition, exact)
    from flint import ctx  # balls are rarely needed, and not at start-up

    for precision in PRECISIONS:
        with ctx.workprec(precision):
            ball = _enclose(proposition.term)
            if ball is not None and _holds(proposition, ball):
                return True
    return False


def is_smaller(term: Term, bits: int) -> bool:
    """Whether a constant is certainly smaller than 2^-bits in size."""
    from flint import arb, ctx

    with ctx.workprec(bits + 128):
        ball = _enclose(term)
        return ball is not None and bool(abs(ball) < arb(2) ** -bits)


@lru_cache(maxsize=4096)
def interval(term: Term) -> Interval | None:
    """An interval around a term without names, None if its value is not certain."""
    if names(term) or not is_real(term):
        return None
    exact = _as_number(term)
    if exact is not None:
        return exactly(exact)
    from flint import ctx

    with ctx.workprec(PRECISIONS[0]):
        ball = _enclose(term)
        return None if ball is None else images.constant(ball)


def numeral(term: Term) -> Fraction | None:
    """The value of a term made of numbers and arithmetic alone, else None."""
    if isinstance(term, Rational):
        return fraction(term)
    return None if names(term) else _as_number(term)


def fraction(term: Term) -> Fraction:
    """A SymPy rational as a fraction."""
    return Fraction(int(term.p), int(term.q))


@lru_cache(maxsize=4096)
def _as_number(term: Term) -> Fraction | None:
    try:
        return rational.as_number(term)
    except (OutOfBudgetError, KernelError):
        return None


def _holds(proposition: Proposition, value: Any) -> bool:
    """Comparisons with a ball are True only where they are certain."""
    if isinstance(proposition, Positive):
        return bool(value > 0)
    if isinstance(proposition, NonNegative):
        return bool(value >= 0)
    return bool(value > 0) or bool(value < 0)


def _enclose(term: Term) -> Ball | None:
    """A ball around the constant's value, None if it has none or is not understood."""
    from flint import arb, fmpq

    if isinstance(term, Rational):
        return arb(fmpq(int(term.p), int(term.q)))
    if term is sympy.pi:
        return arb.pi()
    if term is sympy.E:
        return arb.const_e()
    method = _METHODS.get(FUNCTION_NAMES.get(type(term), ""))
    if not isinstance(term, Add | Mul | Pow) and (method is None or len(term.args) != 1):
        return None
    parts: list[Any] = [_enclose(part) for part in term.args]
    if any(part is None or abs(part) > 1 << MAXIMUM_BITS for part in parts):
        return None
    if isinstance(term, Pow):
        value = _power(term, *parts)
    elif isinstance(term, Add | Mul):
        value = parts[0]
        for part in parts[1:]:
            value = value + part if isinstance(term, Add) else value * part
    else:
        value = method(parts[0]) if method is not None else None
    return value if value is not None and value.is_finite() else None


def _power(term: Term, base: Ball, exponent: Ball) -> Ball | None:
    whole = term.args[1]
    if isinstance(whole, Integer):
        if abs(int(whole)) > MAXIMUM_EXPONENT or (whole <= 0 and base.contains(0)):
            return None
        return base ** int(whole)
    if base > 0:
        return base**exponent if abs(exponent) < MAXIMUM_EXPONENT else None
    return None


def _exponential(ball: Ball) -> Ball | None:
    return ball.exp() if abs(ball) < MAXIMUM_EXPONENT else None


def _hyperbolic(name: str) -> Callable[[Ball], Ball | None]:
    return lambda ball: getattr(ball, name)() if abs(ball) < MAXIMUM_EXPONENT else None


def _method(name: str) -> Callable[[Ball], Ball | None]:
    return lambda ball: getattr(ball, name)()


def _within(name: str, low: int, high: int | None) -> Callable[[Ball], Ball | None]:
    """A function that is real between two numbers only; arb gives no value outside."""
    return lambda ball: (
        getattr(ball, name)() if ball >= low and (high is None or ball <= high) else None
    )


def _gamma(ball: Ball) -> Ball | None:
    return ball.gamma() if 0 < ball < MAXIMUM_EXPONENT else None


_METHODS: Mapping[str, Callable[[Ball], Ball | None]] = {
    "exp": _exponential,
    "log": lambda ball: ball.log() if ball > 0 else None,
    **{name: _method(name) for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{name: _method(name) for name in ("tanh", "coth", "atan", "asinh", "erf")},
    **{name: _hyperbolic(name) for name in ("sinh", "cosh", "sech", "csch")},
    "asin": _within("asin", -1, 1),
    "acos": _within("acos", -1, 1),
    "acosh": _within("acosh", 1, None),
    "atanh": _within("atanh", -1, 1),
    "abs": abs,
    "sigmoid": lambda ball: 1 / (1 + (-ball).exp()) if abs(ball) < MAXIMUM_EXPONENT else None,
    "gamma": _gamma,
    "factorial": lambda ball: _gamma(ball + 1),
}
