"""A point at which given conditions hold: that they can hold, and where they end.

Nothing here proves anything: "no witness" says that none was found. A witness is
certain: values are exact or enclosed, as for a counterexample.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from time import monotonic

from flint import ctx

from derivation.prove.proposition import Proposition, terms
from derivation.prove.refute.ball import ImpreciseError, UndefinedError, UnsupportedError
from derivation.prove.refute.conditions import holds
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.inventory import Inventory, take_inventory
from derivation.prove.refute.points import points
from derivation.prove.refute.problem import Problem, Situation, Witness
from derivation.prove.refute.scope import Point
from derivation.prove.refute.values import assignment, value_text
from derivation.term import Derivative, SlotDerivative, Term, walk

MAXIMUM_POINTS = 200

ENOUGH = 12
"""So many points must certainly fail before it is said that none was found."""

MORE_THAN_ENOUGH = 60
"""After so many that fail the search ends."""

BITS = 128


def find(situation: Situation, seconds: float) -> Witness | None:
    """A point that meets the situation, the easiest to read first, or None.

    UnsupportedError where too little of it can be evaluated for None to say anything.
    """
    deadline = monotonic() + seconds
    spoken = situation.spoken
    problem = Problem(
        spoken[0],
        spoken[0],
        (*situation.assumptions, *situation.conditions),
        situation.definitions,
        situation.indices,
    )
    inventory = take_inventory(problem, spoken)
    look = _Look(situation, inventory, deadline)
    passed = 0
    for point in islice(points(spoken, inventory, look.evaluator), MAXIMUM_POINTS):
        if passed >= MORE_THAN_ENOUGH or monotonic() > deadline:
            break
        with ctx.workprec(BITS):
            try:
                values = look.at(point)
            except ImpreciseError:
                continue
            if values is not None and not look.spared(point):
                return Witness(assignment(point, inventory), values)
        # Where something is to be violated, only points that meet the rest count.
        passed += values is not None or situation.violated is None
    if passed < (ENOUGH if inventory.names or inventory.functions else 1):
        raise UnsupportedError("too little could be decided")
    return None


@dataclass(frozen=True, slots=True)
class _Look:
    situation: Situation
    inventory: Inventory
    deadline: float

    def evaluator(self, point: Point) -> Evaluator:
        inventory = self.inventory
        return Evaluator(point, inventory.definitions, inventory.whole, self.deadline)

    def at(self, point: Point) -> tuple[str, ...] | None:
        """The values of the defined terms, or None if the point certainly fails."""
        if not self._all_hold(point):
            return None
        try:
            values = [self.evaluator(point).value(t) for t in self.situation.defined]
        except UndefinedError:
            return None
        if not all(self._has_none(t, point) for t in self.situation.undefined):
            return None
        return tuple(value_text(value) for value in values)

    def spared(self, point: Point) -> bool:
        """Whether what is to be violated holds at the point; ImpreciseError if unsure."""
        violated = self.situation.violated
        if violated is None:
            return False
        try:
            return holds(violated, point, self.evaluator)
        except UndefinedError:
            return any(_varies(term) for term in terms(violated))

    def _all_hold(self, point: Point) -> bool:
        conditions = self.situation.conditions
        bearing = [a for a in self.inventory.assumptions if a not in conditions]
        try:
            return all(holds(each, point, self.evaluator) for each in bearing) and all(
                self._may_hold(each, point) for each in conditions
            )
        except UndefinedError:
            return False

    def _may_hold(self, condition: Proposition, point: Point) -> bool:
        try:
            return holds(condition, point, self.evaluator)
        except UnsupportedError:
            if monotonic() > self.deadline:
                raise
            return True

    def _has_none(self, term: Term, point: Point) -> bool:
        """Whether it certainly has no value."""
        if _varies(term):
            return False
        try:
            self.evaluator(point).value(term)
        except UndefinedError:
            return True
        return False


def _varies(term: Term) -> bool:
    """Whether a derivative stands in the term: one may exist and not be found here."""
    return any(isinstance(part, Derivative | SlotDerivative) for part in walk(term))
