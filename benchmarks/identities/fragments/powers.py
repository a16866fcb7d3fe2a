"""Exponentials, logarithms and powers: of positive names, and of any real ones.

The laws of real powers and logarithms: Abramowitz and Stegun, 4.1 and 4.2.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from benchmarks.identities.expression import Expression, hole, known, name, number
from benchmarks.identities.fragment import Fragment, leaf, polynomial, positive_term
from benchmarks.identities.rewriting import Rule

u, v, t, s = (hole(each) for each in "uvts")
N = hole("N")


def exp(argument: Expression) -> Expression:
    """The exponential."""
    return known("exp", argument)


def log(argument: Expression) -> Expression:
    """The logarithm."""
    return known("log", argument)


ALWAYS: tuple[Rule, ...] = (
    Rule(exp(u + v), exp(u) * exp(v)),
    Rule(exp(u - v), exp(u) / exp(v)),
    Rule(exp(-u), 1 / exp(u)),
    Rule(exp(u) ** 2, exp(2 * u)),
    Rule(exp(3 * u), exp(u) ** 3),
    Rule(log(exp(u)), u),
    Rule(exp(u) ** t, exp(t * u)),
    Rule(number(2) ** (u + v), number(2) ** u * number(2) ** v),
    Rule(number(4) ** u, number(2) ** (2 * u)),
    Rule(number(2) ** u, exp(u * log(number(2)))),
    Rule(number(6) ** u, number(2) ** u * number(3) ** u),
    Rule(log(number(8)), 3 * log(number(2))),
    Rule(log(number(6)), log(number(2)) + log(number(3))),
    Rule(log(u**2), 2 * log(known("abs", u)), (("name", u),)),
)
"""Laws for all real values."""

IF_POSITIVE: tuple[Rule, ...] = (
    Rule(log(u * v), log(u) + log(v), (("positive", u), ("positive", v))),
    Rule(log(u / v), log(u) - log(v), (("positive", u), ("positive", v))),
    Rule(log(u**t), t * log(u), (("positive", u),)),
    Rule(log(1 / u), -log(u), (("positive", u),)),
    Rule(exp(log(u)), u, (("positive", u),)),
    Rule(u ** (s + t), u**s * u**t, (("positive", u),)),
    Rule((u**s) ** t, u ** (s * t), (("positive", u),)),
    Rule((u * v) ** t, u**t * v**t, (("positive", u), ("positive", v))),
    Rule((u / v) ** t, u**t / v**t, (("positive", u), ("positive", v))),
    Rule(u**t, exp(t * log(u)), (("positive", u),)),
    Rule(u ** log(v), v ** log(u), (("positive", u), ("positive", v))),
    Rule(known("sqrt", u), u ** number(Fraction(1, 2)), (("positive", u),)),
    Rule(
        known("sqrt", u * v),
        known("sqrt", u) * known("sqrt", v),
        (("positive", u), ("positive", v)),
    ),
)
"""Laws that need positive bases or arguments."""

POSITIVE_NAMES = ("a", "b", "c")
REAL_NAMES = ("x", "y")


def _start_positive(random: Random) -> Expression:
    base = positive_term(random, POSITIVE_NAMES)
    other = positive_term(random, POSITIVE_NAMES)
    real = name(random.choice(REAL_NAMES))
    match random.randrange(6):
        case 0:
            return log(base * other)
        case 1:
            return base ** (real + leaf(random, REAL_NAMES))
        case 2:
            return exp(real * log(base)) + log(other / base)
        case 3:
            return log(base ** leaf(random, REAL_NAMES)) - log(other)
        case 4:
            return known("sqrt", base * other) * base**real
    return (base**real) ** leaf(random, REAL_NAMES)


def _start_real(random: Random) -> Expression:
    one, other = (polynomial(random, REAL_NAMES, 1) for _ in range(2))
    name_squared = name(random.choice(REAL_NAMES)) ** 2
    match random.randrange(5):
        case 0:
            return exp(one + other)
        case 1:
            return log(exp(one)) * exp(other)
        case 2:
            return log(name_squared) + exp(one - other)
        case 3:
            return number(random.choice((2, 4, 6))) ** (one + other)
    return (exp(one) + exp(-one)) * exp(other)


POSITIVE = Fragment(
    "exp, log and powers, positive names",
    {**dict.fromkeys(POSITIVE_NAMES, "positive"), **dict.fromkeys(REAL_NAMES, "real")},
    _start_positive,
    rules=(*ALWAYS, *IF_POSITIVE),
    fresh=lambda random: positive_term(random, POSITIVE_NAMES, 0),
)

REAL = Fragment(
    "exp, log and powers, real names",
    dict.fromkeys(REAL_NAMES, "real"),
    _start_real,
    rules=ALWAYS,
)
