"""Absolute values, minima, maxima, signs and values by cases."""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import Expression, hole, known, name, number
from benchmarks.identities.fragment import Fragment, leaf
from benchmarks.identities.rewriting import Rule

u, v, w = hole("u"), hole("v"), hole("w")
NAMES = ("x", "y")


def absolute(argument: Expression) -> Expression:
    """The absolute value."""
    return known("abs", argument)


def maximum(one: Expression, other: Expression) -> Expression:
    """The greater one."""
    return known("max", one, other)


def minimum(one: Expression, other: Expression) -> Expression:
    """The smaller one."""
    return known("min", one, other)


def cases(first: Expression, low: Expression, high: Expression, last: Expression) -> Expression:
    """The first where low <= high, else the last."""
    return Expression("cases", (first, Expression("<=", (low, high)), last))


RULES: tuple[Rule, ...] = (
    Rule(absolute(u * v), absolute(u) * absolute(v)),
    Rule(absolute(u / v), absolute(u) / absolute(v)),
    Rule(absolute(u) ** 2, u**2),
    Rule(absolute(-u), absolute(u)),
    Rule(absolute(u - v), absolute(v - u)),
    Rule(absolute(u), maximum(u, -u)),
    Rule(absolute(u), known("sign", u) * u),
    Rule(known("sign", u * v), known("sign", u) * known("sign", v)),
    Rule(maximum(u, v), (u + v + absolute(u - v)) / 2),
    Rule(minimum(u, v), (u + v - absolute(u - v)) / 2),
    Rule(maximum(u, v) + minimum(u, v), u + v),
    Rule(maximum(u, v) * minimum(u, v), u * v),
    Rule(maximum(u, v), maximum(v, u)),
    Rule(minimum(u, v), -maximum(-u, -v)),
    Rule(maximum(u, v), v + maximum(u - v, number(0))),
    Rule(absolute(u), cases(u, number(0), u, -u)),
    Rule(maximum(u, v), cases(v, u, v, u)),
    Rule(minimum(u, v), cases(u, u, v, v)),
    Rule(known("sqrt", u**2), absolute(u)),
)


def _start(random: Random) -> Expression:
    one, other = (name(each) for each in random.sample(NAMES, 2))
    linear = random.choice((one, one - other, one + 1, 2 * one - 3))
    choices = (
        absolute(linear),
        absolute(linear * other),
        maximum(linear, other),
        minimum(one, other),
        maximum(one, other) + minimum(one, other),
        absolute(linear) ** 2,
        known("sign", one * other),
        known("sqrt", linear**2),
    )
    return random.choice(choices) + leaf(random, NAMES) * random.choice(choices)


FRAGMENT = Fragment(
    "absolute values, min, max, cases",
    dict.fromkeys(NAMES, "real"),
    _start,
    rules=RULES,
    fresh=lambda random: leaf(random, NAMES),
    steps=(2, 4),
)
