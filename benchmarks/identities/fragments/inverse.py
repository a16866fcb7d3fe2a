"""Inverse circular and hyperbolic functions, by their defining ranges.

Formulas: Abramowitz and Stegun, 4.4 and 4.6.
"""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import PI, Expression, hole, known, name
from benchmarks.identities.fragment import Fragment, leaf
from benchmarks.identities.rewriting import Rule

u = hole("u")
UNIT = (("unit", u),)


def _of(outer: str, inner: str) -> Expression:
    return known(outer, known(inner, u))


RULES: tuple[Rule, ...] = (
    Rule(_of("sin", "asin"), u, UNIT),
    Rule(_of("cos", "acos"), u, UNIT),
    Rule(_of("cos", "asin"), known("sqrt", 1 - u**2), UNIT),
    Rule(_of("sin", "acos"), known("sqrt", 1 - u**2), UNIT),
    Rule(known("asin", u) + known("acos", u), PI / 2, UNIT),
    Rule(known("asin", -u), -known("asin", u), UNIT),
    Rule(known("acos", -u), PI - known("acos", u), UNIT),
    Rule(_of("tan", "asin"), u / known("sqrt", 1 - u**2), UNIT),
    Rule(_of("tan", "atan"), u),
    Rule(_of("sin", "atan"), u / known("sqrt", 1 + u**2)),
    Rule(_of("cos", "atan"), 1 / known("sqrt", 1 + u**2)),
    Rule(known("cos", 2 * known("atan", u)), (1 - u**2) / (1 + u**2)),
    Rule(known("sin", 2 * known("atan", u)), 2 * u / (1 + u**2)),
    Rule(known("atan", -u), -known("atan", u)),
    Rule(known("atan", 1 / u), PI / 2 - known("atan", u), (("positive", u),)),
    Rule(_of("sinh", "asinh"), u),
    Rule(_of("cosh", "asinh"), known("sqrt", 1 + u**2)),
    Rule(known("asinh", u), known("log", u + known("sqrt", 1 + u**2))),
    Rule(_of("asinh", "sinh"), u),
)


def _start(random: Random) -> Expression:
    unit, any_one, positive = name("s"), name("x"), name("a")
    inner = random.choice((known("asin", unit), known("acos", unit)))
    arctangent = known("atan", random.choice((any_one, positive, 2 * any_one)))
    choices = (
        known(random.choice(("sin", "cos")), inner),
        known("tan", known("asin", unit)),
        known(random.choice(("sin", "cos", "tan")), arctangent),
        known(random.choice(("sin", "cos")), 2 * arctangent),
        known("asin", unit) + known("acos", unit),
        known("atan", 1 / positive) * any_one,
        known("asinh", any_one),
        known(random.choice(("sinh", "cosh")), known("asinh", any_one)),
        known("acos", -unit) + arctangent,
    )
    return random.choice(choices) * leaf(random, ("x",)) + random.choice(choices)


FRAGMENT = Fragment(
    "inverse functions",
    {"s": "unit", "x": "real", "a": "positive"},
    _start,
    rules=RULES,
)
