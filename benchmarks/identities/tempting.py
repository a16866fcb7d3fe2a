"""Laws that are tempting and false: what people, and computer algebra systems, get wrong.

A mutant made by one of them is kept, like any other, only where it is certainly false.
Taken from the trackers quoted in `tests/acceptance`.
"""

from __future__ import annotations

from fractions import Fraction

from benchmarks.identities.expression import Expression, hole, known, number
from benchmarks.identities.rewriting import Rule

u, v, w, s, t = (hole(each) for each in "uvwst")
HALF = number(Fraction(1, 2))


def _of(outer: str, inner: str) -> Expression:
    return known(outer, known(inner, u))


TEMPTING: tuple[Rule, ...] = (
    Rule(known("sqrt", u**2), u),
    Rule(known("sqrt", u * v), u * known("sqrt", v)),
    Rule(known("sqrt", u + v), known("sqrt", u) + known("sqrt", v)),
    Rule((u**2) ** HALF, u),
    Rule((u**2) ** s, u ** (2 * s)),
    Rule((u + v) ** 2, u**2 + v**2),
    Rule((u**s) ** t, u ** (s**t)),
    Rule(known("abs", u), u),
    Rule(known("abs", u + v), known("abs", u) + known("abs", v)),
    Rule(known("abs", u - v), known("abs", u) - known("abs", v)),
    Rule(known("abs", u) ** 3, u**3),
    Rule(known("sign", u) ** 2, number(1)),
    Rule(known("sign", u + v), known("sign", u) + known("sign", v)),
    Rule(u / known("abs", u), number(1)),
    Rule(known("log", u + v), known("log", u) + known("log", v)),
    Rule(known("log", u * v), known("log", u) * known("log", v)),
    Rule(known("log", u**2), known("log", u) ** 2),
    Rule(known("log", known("abs", u)), known("abs", known("log", u))),
    Rule(known("exp", u * v), known("exp", u) * known("exp", v)),
    Rule(known("exp", u + v), known("exp", u) + known("exp", v)),
    Rule(_of("asin", "sin"), u),
    Rule(_of("acos", "cos"), u),
    Rule(_of("atan", "tan"), u),
    Rule(_of("sin", "acos"), -known("sqrt", 1 - u**2)),
    Rule(known("sin", u), known("sqrt", 1 - known("cos", u) ** 2)),
    Rule(known("cos", u), known("sqrt", 1 - known("sin", u) ** 2)),
    Rule(known("cosh", u), -known("sqrt", 1 + known("sinh", u) ** 2)),
    Rule(known("sinh", u), known("sqrt", known("cosh", u) ** 2 - 1)),
    Rule(known("sin", u + v), known("sin", u) + known("sin", v)),
    Rule(known("sin", 2 * u), 2 * known("sin", u)),
    Rule(known("tan", u + v), known("tan", u) + known("tan", v)),
    Rule(known("atan", u), known("asin", u) / known("acos", u)),
    Rule(
        known("atan", u),
        known("asin", u / known("sqrt", 1 - u**2)),
    ),
    Rule(known("max", u, v), u),
    Rule(known("max", u, v), known("abs", u - v) + v),
    Rule(known("min", u, v), known("max", -u, -v)),
    Rule(known("factorial", u + v), known("factorial", u) + known("factorial", v)),
    Rule(known("factorial", 2 * u), 2 * known("factorial", u)),
    Rule(known("gamma", u + 1), known("gamma", u) + 1),
    Rule(known("gamma", u + v), known("gamma", u) * known("gamma", v)),
    Rule(known("binomial", u, v), known("binomial", v, u)),
    Rule(known("binomial", u + 1, v), known("binomial", u, v) + known("binomial", u, v + 1)),
    Rule(u / (v + w), u / v + u / w),
    Rule((u + v) / (u + w), v / w),
)
"""Each is false at some point; used from left to right and from right to left."""
