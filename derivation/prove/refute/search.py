"""The search for a counterexample: points in turn, precision where it is needed.

A point counts where every assumption that bears on the claim holds, both sides are
defined, and their values do not meet, all for certain. Where balls meet at the first
precision, a few points are tried again with up to 1024 bits; a claim that has held at
`AGREEMENTS` points is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from time import monotonic

from flint import ctx

from derivation.prove.refute.ball import (
    ImpreciseError,
    Number,
    UncertainError,
    UndefinedError,
    UnsupportedError,
    is_exact,
    separated,
)
from derivation.prove.refute.conditions import holds
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.inventory import Inventory, take_inventory
from derivation.prove.refute.points import points
from derivation.prove.refute.problem import Problem
from derivation.prove.refute.scope import Point
from derivation.term import Integral, walk
from derivation.verdict import Counterexample

AGREEMENTS = 60
"""After so many points at which both sides agree the search ends."""

MAXIMUM_POINTS = 600
"""After so many points in all, undefined ones among them, the search ends."""

PRECISIONS = (64, 128, 256, 512, 1024)
"""Bits; all but the first only for a few points."""

MORE_PRECISIONS = (2048, 4096, 8192)
"""For constants, where there is but one point to try."""

SECOND_LOOKS = 4
"""How many points at which the balls meet, or tell too little, get more precision."""

SHOWN = (1100, 8300)
"""Bits for the values that are shown."""

SHOWN_INTEGRALS = (256, 128, 64)
"""The same where there is an integral: more of them take long, and may enclose it worse."""

WELL_KNOWN = 1e-12
"""Values that are known so closely need not be computed otherwise to be shown."""


class _Outcome(Enum):
    DIFFERENT = "the sides differ"
    EQUAL = "the sides are equal, exactly"
    MEETING = "the balls meet"
    IMPRECISE = "the balls are too wide to tell"
    OUTSIDE = "a side is undefined, or the document rules the point out"


@dataclass(frozen=True, slots=True)
class _Trial:
    """The problem with what is needed to try it at points."""

    problem: Problem
    inventory: Inventory
    deadline: float

    def evaluator(self, point: Point) -> Evaluator:
        inventory = self.inventory
        return Evaluator(point, inventory.definitions, inventory.whole, self.deadline)

    def sides(self, point: Point) -> tuple[Number, Number]:
        evaluator = self.evaluator(point)
        return evaluator.value(self.problem.left), evaluator.value(self.problem.right)

    def contradicts(self, point: Point) -> bool:
        """Whether another equation of the document is certainly false at the point."""
        for left, right in self.problem.constraints:
            evaluator = self.evaluator(point)
            try:
                if separated(evaluator.value(left), evaluator.value(right)):
                    return True
            except (UndefinedError, ImpreciseError):
                continue  # it says nothing at this point
        return False

    def outcome(self, point: Point, bits: int) -> _Outcome:
        with ctx.workprec(bits):
            try:
                for assumption in self.inventory.assumptions:
                    if not holds(assumption, point, self.evaluator):
                        return _Outcome.OUTSIDE
                left, right = self.sides(point)
            except (UndefinedError, UncertainError):
                return _Outcome.OUTSIDE
            except ImpreciseError:
                return _Outcome.IMPRECISE
            if separated(left, right):
                return _Outcome.OUTSIDE if self.contradicts(point) else _Outcome.DIFFERENT
            exact = is_exact(left) and is_exact(right)
            return _Outcome.EQUAL if exact else _Outcome.MEETING


def search(
    problem: Problem, seconds: float, agreements: int = AGREEMENTS, looks: int = SECOND_LOOKS
) -> Counterexample | None:
    """A counterexample to the claim, or None if none was found within the time.

    The search ends after so many agreements; so many points get a second look.
    """
    try:
        trial = _Trial(problem, take_inventory(problem), monotonic() + seconds)
        return _search(trial, agreements, looks)
    except UnsupportedError:
        return None


def _search(trial: _Trial, agreements: int, second_looks: int) -> Counterexample | None:
    agreed = 0
    looks = {_Outcome.MEETING: second_looks, _Outcome.IMPRECISE: second_looks}
    tried: set[str] = set()
    for number, point in enumerate(
        points(trial.problem.sides, trial.inventory, trial.evaluator)
    ):
        if number >= MAXIMUM_POINTS or agreed >= agreements or monotonic() > trial.deadline:
            return None
        key = repr(point)
        if key in tried:
            continue
        tried.add(key)
        outcome = trial.outcome(point, PRECISIONS[0])
        if looks.get(outcome, 0) > 0:
            looks[outcome] -= 1
            outcome = _closer(trial, point, outcome)
        if outcome is _Outcome.DIFFERENT:
            return _shown(trial, point)
        agreed += outcome in (_Outcome.EQUAL, _Outcome.MEETING)
    return None


def _closer(trial: _Trial, point: Point, outcome: _Outcome) -> _Outcome:
    """The outcome with more precision, as far as it helps."""
    constant = not (trial.inventory.names or trial.inventory.functions)
    for bits in PRECISIONS[1:] + (MORE_PRECISIONS if constant else ()):
        outcome = trial.outcome(point, bits)
        if outcome not in (_Outcome.MEETING, _Outcome.IMPRECISE):
            break
    return outcome


def _shown(trial: _Trial, point: Point) -> Counterexample:
    # Names are turned into text only here, where there is something to show.
    from derivation.prove.refute.values import assignment, two_values

    sides = _closest(trial, point)
    with ctx.workprec(max(SHOWN)):
        before, after = two_values(*sides)
    return Counterexample(assignment(point, trial.inventory), before, after)


def _width(number: Number) -> float:
    """How wide a number's ball is."""
    if is_exact(number):
        return 0.0
    return float(number.real.rad()) + float(number.imag.rad())


def _closest(trial: _Trial, point: Point) -> tuple[Number, Number]:
    """Both sides as closely as they are known: more bits may make an integral's ball wider."""
    found: list[tuple[float, Number, Number]] = []
    sides = (trial.problem.left, trial.problem.right)
    integrated = any(isinstance(p, Integral) for side in sides for p in walk(side))
    for bits in SHOWN_INTEGRALS if integrated else SHOWN:
        with ctx.workprec(bits):
            try:
                left, right = trial.sides(point)
            except (UndefinedError, ImpreciseError):
                continue
            if not separated(left, right):
                continue
        width = sum(map(_width, (left, right)))
        found.append((width, left, right))
        if width < WELL_KNOWN:
            break
    if not found:
        raise UnsupportedError("the values that differed are not found again")
    _, left, right = min(found, key=lambda each: each[0])
    return left, right
