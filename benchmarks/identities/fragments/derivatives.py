"""Derivatives of elementary functions, and of unspecified ones.

Rules: Spivak, *Calculus*, chapter 10; the chain rule for one argument.
"""

from __future__ import annotations

from random import Random

from benchmarks.identities.differentiate import TABLE
from benchmarks.identities.expression import (
    Expression,
    apply,
    derivative,
    hole,
    known,
    name,
    number,
    substitute,
)
from benchmarks.identities.fragment import Fragment, leaf
from benchmarks.identities.rewriting import Rule

u, v = hole("u"), hole("v")
x, y = name("x"), name("y")


def d(body: Expression) -> Expression:
    """The derivative in x."""
    return derivative(body, x)


GENERAL: tuple[Rule, ...] = (
    Rule(d(u + v), d(u) + d(v)),
    Rule(d(u * v), d(u) * v + u * d(v)),
    Rule(d(u / v), (d(u) * v - u * d(v)) / v**2),
    Rule(d(-u), -d(u)),
    Rule(d(u**2), 2 * u * d(u)),
    Rule(d(u**3), 3 * u**2 * d(u)),
    Rule(d(x), number(1)),
    Rule(d(y), number(0)),
    Rule(d(hole("N")), number(0), (("number", hole("N")),)),
)
ELEMENTARY: tuple[Rule, ...] = tuple(
    Rule(d(known(function, u)), substitute(slope, {"u": u}) * d(u))
    for function, slope in TABLE.items()
)
CHAIN: tuple[Rule, ...] = (
    Rule(d(apply("f", u)), Expression("prime", (u,), "f") * d(u)),
    Rule(d(apply("h", u)), Expression("prime", (u,), "h") * d(u)),
)
FORWARD = ("sin", "cos", "exp", "sinh", "cosh", "tanh", "atan", "asinh", "sigmoid", "tan")


def _inner(random: Random) -> Expression:
    return random.choice((x, x, 2 * x, x**2, x + y, x * y, 1 + x**2, x / y))


def _start(random: Random) -> Expression:
    one = known(random.choice(FORWARD), _inner(random))
    other = random.choice((_inner(random), known(random.choice(FORWARD), x)))
    positive = known(random.choice(("log", "sqrt")), 1 + _inner(random) ** 2)
    bodies = (one, one * other, one + other, other / one, one**2, positive, positive * other)
    return d(random.choice(bodies)) + leaf(random, ("x", "y"))


def _start_unspecified(random: Random) -> Expression:
    function = random.choice(("f", "h"))
    one = apply(function, _inner(random))
    other = random.choice((_inner(random), apply("f", x), apply("h", x)))
    bodies = (one * other, one + other, one**2, known("exp", one), known("sin", one) * other)
    return d(random.choice(bodies))


SIGNS = {"x": "real", "y": "real"}
FRAGMENT = Fragment(
    "derivatives of elementary functions",
    SIGNS,
    _start,
    rules=(*GENERAL, *ELEMENTARY),
    fresh=lambda random: leaf(random, ("x", "y")),
    steps=(3, 8),
    everywhere=(),
)
UNSPECIFIED = Fragment(
    "derivatives of unspecified functions",
    SIGNS,
    _start_unspecified,
    rules=(*GENERAL, *ELEMENTARY, *CHAIN),
    fresh=lambda random: leaf(random, ("x", "y")),
    steps=(3, 8),
    everywhere=(),
)
