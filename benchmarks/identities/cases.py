"""An identity and a mutant of it, from a fragment, a seed and a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from random import Random

from flint import ctx

from benchmarks.identities.evaluate import Ball, NoValueError, ball, evaluate
from benchmarks.identities.expression import Expression
from benchmarks.identities.fragment import Fragment, Point
from benchmarks.identities.mutants import mutants
from benchmarks.identities.rewriting import rewrite

BITS = 120
POINTS = 6
ATTEMPTS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """An identity left = right, a mutant of its right side, and where that is false."""

    fragment: Fragment
    index: int
    left: Expression
    right: Expression
    mutant: Expression
    point: Point


class WrongFormulaError(Exception):
    """The two sides of what should be an identity differ: a formula here is wrong."""


def make(fragment: Fragment, seed: int, index: int) -> Case:
    """The case of that number; WrongFormulaError if its identity is none."""
    for attempt in range(ATTEMPTS):
        random = Random(f"{seed}/{fragment.name}/{index}/{attempt}")
        case = _attempt(fragment, index, random)
        if case is not None:
            return case
    raise WrongFormulaError(f"{fragment.name}: no case {index} for the seed {seed}")


def _attempt(fragment: Fragment, index: int, random: Random) -> Case | None:
    left = fragment.start(random)
    right = rewrite(
        fragment.every_rule,
        fragment.everywhere,
        left,
        fragment.signs,
        random,
        lambda: fragment.new(random),
        random.randint(*fragment.steps),
    )
    if right == left:
        return None
    points = [fragment.point(fragment.signs, random) for _ in range(POINTS)]
    values = [(point, value) for point in points if (value := _both(left, right, point))]
    if len(values) < 2:
        return None
    if not all(one.overlaps(other) for _, (one, other) in values):
        raise WrongFormulaError(f"{fragment.name}: {left} and {right} differ")
    changed = mutants(right, random, lambda: fragment.new(random))
    for mutant in islice(changed, 40):
        for point in points:
            both = _both(left, mutant, point)
            if both is not None and not both[0].overlaps(both[1]):
                return Case(fragment, index, left, right, mutant, point)
    return None


def _both(left: Expression, right: Expression, point: Point) -> tuple[Ball, Ball] | None:
    """The values of both sides at a point, or None where one has none."""
    return at_precision(lambda: _values(left, right, point))


def _values(left: Expression, right: Expression, point: Point) -> tuple[Ball, Ball] | None:
    here = {key: ball(value) for key, value in point.items()}
    try:
        return evaluate(left, here), evaluate(right, here)
    except (NoValueError, ZeroDivisionError, KeyError, ValueError, OverflowError):
        return None


def at_precision(action: Callable[[], tuple[Ball, Ball] | None]) -> tuple[Ball, Ball] | None:
    """What an action gives at this benchmark's precision."""
    before = ctx.prec
    ctx.prec = BITS
    try:
        return action()
    finally:
        ctx.prec = before
