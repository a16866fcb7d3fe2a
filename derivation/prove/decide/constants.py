"""Bounds on constants: terms without names, by rigorous ball arithmetic.

Trusted. Decides `Positive`, `NonNegative` and `NonZero` of a closed term made of
rationals, pi, sums, products, real powers, exp, log, sine and cosine, whenever its value
is not exactly at the bound (or is rational there): enclosures are computed with growing
precision until one side is certain. Source: F. Johansson, Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic, IEEE Trans. Comput. 66 (2017).
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Add, Integer, Mul, Pow, Rational

from derivation.prove.decide import rational
from derivation.prove.proposition import NonNegative, NonZero, Positive, Proposition
from derivation.term import Term, names

PRECISIONS = (64, 256, 1024)
MAXIMUM_EXPONENT = 4096


def shows(proposition: Proposition) -> bool:
    """Whether the proposition is about a constant and certainly holds."""
    if not isinstance(proposition, Positive | NonNegative | NonZero) or names(proposition.term):
        return False
    exact = rational.as_number(proposition.term)
    if exact is not None:
        return _holds(proposition, exact)
    from flint import ctx  # balls are rarely needed, and not at start-up

    for precision in PRECISIONS:
        with ctx.workprec(precision):
            ball = _enclose(proposition.term)
            if ball is None:
                return False
            if _holds(proposition, ball):
                return True
    return False


def is_smaller(term: Term, bits: int) -> bool:
    """Whether a constant is certainly smaller than 2^-bits in size."""
    from flint import arb, ctx

    with ctx.workprec(bits + 128):
        ball = _enclose(term)
        return ball is not None and bool(abs(ball) < arb(2) ** -bits)


def _holds(proposition: Proposition, value: Any) -> bool:
    """Comparisons with a ball are True only where they are certain."""
    if isinstance(proposition, Positive):
        return bool(value > 0)
    if isinstance(proposition, NonNegative):
        return bool(value >= 0)
    return bool(value > 0) or bool(value < 0)


def _enclose(term: Term) -> Any:
    """A ball around the constant's value, None if it has none or is not understood."""
    from flint import arb, fmpq

    if isinstance(term, Rational):
        return arb(fmpq(int(term.p), int(term.q)))
    if term is sympy.pi:
        return arb.pi()
    if not isinstance(term, Add | Mul | Pow) and type(term) not in _METHODS:
        return None
    parts = [_enclose(part) for part in term.args]
    if any(part is None for part in parts):
        return None
    if isinstance(term, Pow):
        return _power(term, *parts)
    if isinstance(term, Add | Mul):
        value = parts[0]
        for part in parts[1:]:
            value = value + part if isinstance(term, Add) else value * part
        return value
    value = getattr(parts[0], _METHODS[type(term)])()
    return value if value.is_finite() else None


def _power(term: Term, base: Any, exponent: Any) -> Any:
    whole = term.args[1]
    if isinstance(whole, Integer):
        if abs(int(whole)) > MAXIMUM_EXPONENT or (whole <= 0 and base.contains(0)):
            return None
        return base ** int(whole)
    return base**exponent if base > 0 else None


_METHODS = {
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.Abs: "__abs__",
}
