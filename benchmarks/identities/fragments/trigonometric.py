"""Circular and hyperbolic functions of sums and multiples of arguments.

Formulas: Abramowitz and Stegun, 4.3 and 4.5.
"""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import PI, Expression, hole, known, name, number
from benchmarks.identities.fragment import Fragment
from benchmarks.identities.rewriting import Rule

u, v = hole("u"), hole("v")
NAMES = ("x", "y")


def _of(function: str, argument: Expression) -> Expression:
    return known(function, argument)


def sin(argument: Expression) -> Expression:
    """The sine."""
    return _of("sin", argument)


def cos(argument: Expression) -> Expression:
    """The cosine."""
    return _of("cos", argument)


def tan(argument: Expression) -> Expression:
    """The tangent."""
    return _of("tan", argument)


def sinh(argument: Expression) -> Expression:
    """The hyperbolic sine."""
    return _of("sinh", argument)


def cosh(argument: Expression) -> Expression:
    """The hyperbolic cosine."""
    return _of("cosh", argument)


def exp(argument: Expression) -> Expression:
    """The exponential."""
    return _of("exp", argument)


CIRCULAR: tuple[Rule, ...] = (
    Rule(sin(u) ** 2, 1 - cos(u) ** 2),
    Rule(sin(u) ** 2 + cos(u) ** 2, number(1)),
    Rule(sin(u + v), sin(u) * cos(v) + cos(u) * sin(v)),
    Rule(cos(u + v), cos(u) * cos(v) - sin(u) * sin(v)),
    Rule(sin(u - v), sin(u) * cos(v) - cos(u) * sin(v)),
    Rule(cos(u - v), cos(u) * cos(v) + sin(u) * sin(v)),
    Rule(sin(2 * u), 2 * sin(u) * cos(u)),
    Rule(cos(2 * u), 1 - 2 * sin(u) ** 2),
    Rule(cos(2 * u), cos(u) ** 2 - sin(u) ** 2),
    Rule(sin(3 * u), 3 * sin(u) - 4 * sin(u) ** 3),
    Rule(cos(3 * u), 4 * cos(u) ** 3 - 3 * cos(u)),
    Rule(tan(u), sin(u) / cos(u)),
    Rule(1 + tan(u) ** 2, 1 / cos(u) ** 2),
    Rule(tan(2 * u), 2 * tan(u) / (1 - tan(u) ** 2)),
    Rule(tan(u + v), (tan(u) + tan(v)) / (1 - tan(u) * tan(v))),
    Rule(sin(u) * cos(v), (sin(u + v) + sin(u - v)) / 2),
    Rule(cos(u) * cos(v), (cos(u + v) + cos(u - v)) / 2),
    Rule(sin(-u), -sin(u)),
    Rule(cos(-u), cos(u)),
    Rule(cos(PI / 2 - u), sin(u)),
    Rule(sin(u + PI), -sin(u)),
    Rule(known("sec", u), 1 / cos(u)),
    Rule(known("cot", u), cos(u) / sin(u)),
)

HYPERBOLIC_RULES: tuple[Rule, ...] = (
    Rule(cosh(u) ** 2, 1 + sinh(u) ** 2),
    Rule(sinh(u + v), sinh(u) * cosh(v) + cosh(u) * sinh(v)),
    Rule(cosh(u + v), cosh(u) * cosh(v) + sinh(u) * sinh(v)),
    Rule(sinh(2 * u), 2 * sinh(u) * cosh(u)),
    Rule(cosh(2 * u), 2 * cosh(u) ** 2 - 1),
    Rule(sinh(u), (exp(u) - exp(-u)) / 2),
    Rule(cosh(u), (exp(u) + exp(-u)) / 2),
    Rule(known("tanh", u), sinh(u) / cosh(u)),
    Rule(exp(u), cosh(u) + sinh(u)),
    Rule(exp(u + v), exp(u) * exp(v)),
    Rule(sinh(-u), -sinh(u)),
    Rule(cosh(-u), cosh(u)),
)


def _argument(random: Random) -> Expression:
    one, other = name(random.choice(NAMES)), name(random.choice(NAMES))
    choices = (one, one, 2 * one, 3 * one, one + other, one - other)
    return random.choice(choices)


def _start(random: Random) -> Expression:
    one, other = _argument(random), _argument(random)
    first = known(random.choice(("sin", "cos", "sin", "cos", "tan")), one)
    second = known(random.choice(("sin", "cos")), other)
    return random.choice(
        (first * second, first + second, first**2, first / (2 + second), first)
    )


def _start_hyperbolic(random: Random) -> Expression:
    first = known(random.choice(("sinh", "cosh", "tanh", "exp")), _argument(random))
    second = known(random.choice(("sinh", "cosh")), _argument(random))
    return random.choice((first * second, first + second, first**2, first / (2 + second**2)))


FRAGMENT = Fragment(
    "trigonometric functions", dict.fromkeys(NAMES, "real"), _start, rules=CIRCULAR
)
HYPERBOLIC = Fragment(
    "hyperbolic functions",
    dict.fromkeys(NAMES, "real"),
    _start_hyperbolic,
    rules=HYPERBOLIC_RULES,
)
