"""Sums, products, integrals, limits and expectations whose bodies are rewritten.

Besides what rewriting the body gives, linearity: constants pulled out, sums split.
"""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import (
    Expression,
    apply,
    hole,
    known,
    name,
    number,
)
from benchmarks.identities.fragment import Fragment, polynomial
from benchmarks.identities.fragments.trigonometric import CIRCULAR
from benchmarks.identities.rewriting import Rule

u, v = hole("u"), hole("v")
a, k, s, n, x = (name(each) for each in "aksnx")


def _sum(body: Expression) -> Expression:
    return Expression("sum", (body, k, number(1), n))


def _integral(body: Expression) -> Expression:
    return Expression("integral", (body, s, number(0), number(1)))


def _mean(body: Expression) -> Expression:
    return Expression("expectation", (body,))


RULES: tuple[Rule, ...] = (
    Rule(_sum(u + v), _sum(u) + _sum(v)),
    Rule(_sum(a * u), a * _sum(u)),
    Rule(_sum(-u), -_sum(u)),
    Rule(_integral(u + v), _integral(u) + _integral(v)),
    Rule(_integral(a * u), a * _integral(u)),
    Rule(_integral(-u), -_integral(u)),
    Rule(_mean(u + v), _mean(u) + _mean(v)),
    Rule(_mean(a * u), a * _mean(u)),
    *(rule for rule in CIRCULAR[:8]),
)


def _start(random: Random) -> Expression:
    kind = random.randrange(5)
    if kind == 0:
        return _sum(random.choice((polynomial(random, ("k", "a"), 1), apply("f", k) * a)))
    if kind == 1:
        return Expression("product", (polynomial(random, ("k", "a"), 1), k, number(1), n))
    if kind == 2:
        inside = known("sin", s + a) * polynomial(random, ("s", "a"), 1)
        return _integral(random.choice((inside, polynomial(random, ("s", "a"), 2))))
    if kind == 3:
        return _mean(polynomial(random, ("X", "Y", "a"), 1) * (name("X") + a))
    return Expression("limit", (polynomial(random, ("s", "a"), 2), s, a))


FRAGMENT = Fragment(
    "below sums, products, integrals, limits, E",
    {"a": "real", "n": "counting", "x": "real"},
    _start,
    rules=RULES,
    fresh=lambda random: random.choice((a, number(random.randint(2, 5)))),
    everywhere=(),
)
