"""Equalities that hold because of an equation that the document states."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from benchmarks.identities.expression import Expression, hole, name, number
from benchmarks.identities.fragment import Fragment, Point, any_point, polynomial
from benchmarks.identities.rewriting import EVERYWHERE, Rule

u = hole("u")
p, q, x, y, r = (name(each) for each in "pqxyr")

SUM_RULES: tuple[Rule, ...] = (
    Rule(q, 1 - p),
    Rule(p, 1 - q),
    Rule(p + q, number(1)),
)
CIRCLE_RULES: tuple[Rule, ...] = (
    Rule(x**2 + y**2, r**2),
    Rule(x**2, r**2 - y**2),
    Rule(y**2, r**2 - x**2),
)


def _sum_point(signs: Mapping[str, str], random: Random) -> Point:
    values = dict(any_point(signs, random))
    values["q"] = 1 - values["p"]
    return values


def _circle_point(signs: Mapping[str, str], random: Random) -> Point:
    """The rational parametrisation of the circle."""
    values = dict(any_point(signs, random))
    slope, radius = values["x"], values["r"] or Fraction(1)
    values["r"] = radius
    values["x"] = radius * (1 - slope**2) / (1 + slope**2)
    values["y"] = radius * 2 * slope / (1 + slope**2)
    return values


def _start_sum(random: Random) -> Expression:
    one = polynomial(random, ("p", "q", "n"), 2)
    return random.choice((one, one / (p * q), one * (p + q), p**2 + 2 * p * q + q**2 + one))


def _start_circle(random: Random) -> Expression:
    one = polynomial(random, ("x", "y", "r"), 1)
    return random.choice(
        (one * x**2, one * (x**2 + y**2), one / r**2 + x**2, one + (x**2 + y**2) ** 2)
    )


SUM = Fragment(
    "modulo p + q = 1",
    {"p": "real", "q": "real", "n": "real"},
    _start_sum,
    rules=SUM_RULES,
    equations=((p + q, number(1)),),
    point=_sum_point,
    everywhere=(*EVERYWHERE, Rule(u, u * (p + q))),
)
CIRCLE = Fragment(
    "modulo x² + y² = r²",
    {"x": "real", "y": "real", "r": "real"},
    _start_circle,
    rules=CIRCLE_RULES,
    equations=((x**2 + y**2, r**2),),
    point=_circle_point,
)
