"""Square roots: products, rationalised denominators, squares under the root, nesting."""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import Expression, hole, known, name, number
from benchmarks.identities.fragment import Fragment, positive_term
from benchmarks.identities.rewriting import Rule

u, v = hole("u"), hole("v")
NAMES = ("a", "b")
BOTH = (("positive", u), ("positive", v))


def sqrt(argument: Expression) -> Expression:
    """The square root."""
    return known("sqrt", argument)


def _number(value: int) -> Expression:
    return sqrt(number(value))


RULES: tuple[Rule, ...] = (
    Rule(sqrt(u) ** 2, u, (("nonnegative", u),)),
    Rule(sqrt(u) * sqrt(u), u, (("nonnegative", u),)),
    Rule(sqrt(u**2), known("abs", u)),
    Rule(sqrt(u**2), u, (("positive", u),)),
    Rule(sqrt(u * v), sqrt(u) * sqrt(v), BOTH),
    Rule(sqrt(u / v), sqrt(u) / sqrt(v), BOTH),
    Rule(1 / sqrt(u), sqrt(u) / u, (("positive", u),)),
    Rule((sqrt(u) + sqrt(v)) * (sqrt(u) - sqrt(v)), u - v, BOTH),
    Rule((sqrt(u) + sqrt(v)) ** 2, u + v + 2 * sqrt(u * v), BOTH),
    Rule(1 / (sqrt(u) + sqrt(v)), (sqrt(u) - sqrt(v)) / (u - v), BOTH),
    Rule(_number(12), 2 * _number(3)),
    Rule(_number(8), 2 * _number(2)),
    Rule(_number(6), _number(2) * _number(3)),
    Rule(1 / (_number(3) + _number(2)), _number(3) - _number(2)),
    Rule(sqrt(5 + 2 * _number(6)), _number(2) + _number(3)),
    Rule(sqrt(3 + 2 * _number(2)), 1 + _number(2)),
    Rule(1 / (1 + _number(2)), _number(2) - 1),
)


def _start(random: Random) -> Expression:
    one, other = (positive_term(random, NAMES) for _ in range(2))
    real = name("x")
    surd = _number(random.choice((2, 3, 6, 8, 12)))
    match random.randrange(7):
        case 0:
            return sqrt(one * other)
        case 1:
            return 1 / (sqrt(one) + sqrt(other))
        case 2:
            return (sqrt(one) + sqrt(other)) ** 2
        case 3:
            return sqrt((real + one) ** 2) * surd
        case 4:
            return sqrt(5 + 2 * _number(6)) * (surd + real)
        case 5:
            return sqrt(one / other) + 1 / (_number(3) + _number(2))
    return (surd + real) * sqrt(one)


FRAGMENT = Fragment(
    "radicals",
    {"a": "positive", "b": "positive", "x": "real"},
    _start,
    rules=RULES,
    fresh=lambda random: positive_term(random, NAMES, 0),
)
