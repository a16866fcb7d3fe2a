"""Whether two terms are equal, and what that needs.

Trusted: the last word of this package. See its first lines for what is complete.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.budget import DEFAULT, Budget
from derivation.prove.decide.elementary.atom_ring import AtomRing
from derivation.prove.decide.elementary.evaluation import Evaluation
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.fraction_field import NowhereDefinedError
from derivation.prove.proposition import NonZero, Proposition
from derivation.term import Term


@dataclass(frozen=True, slots=True)
class Needed:
    """What an equality rests on besides both sides being defined."""

    conditions: frozenset[Proposition]


def equal(
    left: Term,
    right: Term,
    treatments: frozenset[Treatment],
    given: tuple[Proposition, ...],
    budget: Budget = DEFAULT,
) -> Needed | None:
    """What left = right needs where both are defined; None if they are not shown equal.

    `given` may be used; what is used of it is among the conditions. OutOfBudgetError
    if it would take too long to find out, KernelError for what is no term.
    """
    try:
        return _equal(left, right, treatments, given, budget)
    except NowhereDefinedError:
        return None
    except RecursionError:
        raise OutOfBudgetError("the terms are nested too deeply") from None


def _equal(
    left: Term,
    right: Term,
    treatments: frozenset[Treatment],
    given: tuple[Proposition, ...],
    budget: Budget,
) -> Needed | None:
    evaluation = Evaluation(treatments, given, budget=budget)
    one, two = evaluation.value(left), evaluation.value(right)
    shifts = evaluation.met
    for unity in (False, True) if Treatment.TRIGONOMETRIC in treatments else (False,):
        if shifts or unity:
            evaluation = Evaluation(treatments, given, shifts, unity, budget)
            one, two = evaluation.value(left), evaluation.value(right)
        ring = AtomRing((one, two), budget)
        if one.key == two.key or ring.same(ring.quotient(one), ring.quotient(two)):
            conditions = frozenset(evaluation.needed)
            return Needed(conditions | {NonZero(term) for term in evaluation.inverted})
        if not ring.mixes_roots:
            return None
    return None
