"""Mutants: one sign, number, name, operator or function changed, or a tempting law used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from benchmarks.identities.expression import (
    BINDERS,
    Expression,
    names,
    number,
    places,
    put,
)
from benchmarks.identities.rewriting import uses
from benchmarks.identities.tempting import TEMPTING

OTHERS: tuple[frozenset[str], ...] = (
    frozenset(("sin", "cos", "tan")),
    frozenset(("sinh", "cosh", "tanh")),
    frozenset(("asin", "acos", "atan")),
    frozenset(("+", "*")),
    frozenset(("max", "min")),
    frozenset(("exp", "sinh", "cosh")),
    frozenset(("abs", "sign")),
    frozenset(("sum", "product")),
)
"""Heads that are put in each other's place."""


def changes(expression: Expression, bound: frozenset[str]) -> Iterator[Expression]:
    """What one expression can be changed into at its root; `bound` are names that fit."""
    head, parts = expression.head, expression.parts
    if head == "number" and isinstance(expression.value, Fraction):
        for step in (1, -1, 2):
            yield number(expression.value + step)
        return
    if head == "name":
        for other in sorted(bound - {str(expression.value)}):
            yield Expression("name", (), other)
        return
    for others in OTHERS:
        if head in others:
            for other in sorted(others - {head}):
                yield Expression(other, parts, expression.value)
    if head == "+":
        yield Expression("+", (parts[0], -parts[1]))
        yield Expression("+", (-parts[0], parts[1]))
    if head in ("/", "binomial", "beta", "^"):
        yield Expression(head, (parts[1], parts[0]))
    if head in ("*", "-", "apply", "D"):
        yield -expression if head != "-" else parts[0]
    if head in ("sqrt", "log", "abs", "factorial"):
        yield parts[0]


def mutants(
    expression: Expression, random: Random, fresh: Callable[[], Expression]
) -> Iterator[Expression]:
    """Mutants of the expression in random order, without end; half by tempting laws."""
    every = list(places(expression))
    free = names(expression)
    tempted = [
        put(expression, path, new) for path, new in uses(TEMPTING, expression, {}, fresh)
    ]
    while True:
        if tempted and random.random() < 0.5:
            yield random.choice(tempted)
            continue
        path, part = random.choice(every)
        bound = free | frozenset(_bound_at(expression, path))
        options = list(changes(part, bound))
        if options:
            yield put(expression, path, random.choice(options))


def _bound_at(expression: Expression, path: tuple[int, ...]) -> Iterator[str]:
    """The names bound around a place."""
    for index in path:
        if expression.head in BINDERS and index == 0:
            yield str(expression.parts[1].value)
        expression = expression.parts[index]
