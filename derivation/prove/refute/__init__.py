"""Refutation: a point at which both sides of a claim are defined and certainly differ.

A map of the files: `problem` (what is asked), `ball` (exact rationals and balls),
`dual` (dual numbers over them, for derivatives), `evaluation` (terms to values),
`conditions` (whether assumptions hold), `functions` (concrete functions for those a
document leaves open), `inventory` (what needs a value), `points` (which values are
tried; `breakpoints` for those beside zeros), `search` (the search), `witness` (points at
which given conditions hold), `values` (how values are shown); `elementary`, `special` and
`several` (the known functions), `binders` (sums, products, integrals, cases),
`extension` (integrands).

Nothing here proves anything: "no counterexample" says nothing about a claim. The
converse is certain: values are exact, or balls that enclose them (F. Johansson, Arb:
efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE Transactions on
Computers 66, 2017), and where definedness is not certain a point is passed over.
"""

from __future__ import annotations

from derivation.prove.refute.problem import Problem, Situation, Witness
from derivation.verdict import Counterexample

__all__ = [
    "Problem",
    "Situation",
    "Witness",
    "glance",
    "refute",
    "seems_impossible",
    "witness",
]

FEW = 4
"""So many points at which both sides agree end a glance."""


def refute(problem: Problem, seconds: float = 2.0) -> Counterexample | None:
    """A counterexample to the claim, or None if none was found within the time."""
    # Most runs prove every step and never come here; python-flint's balls wait till then.
    from derivation.prove.refute.search import search

    return search(problem, seconds)


def glance(problem: Problem, seconds: float = 0.1) -> Counterexample | None:
    """A counterexample among the first few points, or None: much is false at once.

    It takes less time than most proofs, so that it may come before the search for one.
    """
    from derivation.prove.refute.search import search

    return search(problem, seconds, agreements=FEW, looks=0)


def witness(situation: Situation, seconds: float = 0.5) -> Witness | None:
    """A point that meets the situation, the easiest to read first, or None."""
    from derivation.prove.refute.ball import UnsupportedError
    from derivation.prove.refute.witness import find

    try:
        return find(situation, seconds)
    except UnsupportedError:
        return None


def seems_impossible(situation: Situation, seconds: float = 0.5) -> bool:
    """Whether many points were tried and none meets the situation.

    That proves nothing. It is False where too little of it can be evaluated to say so.
    """
    from derivation.prove.refute.ball import UnsupportedError
    from derivation.prove.refute.witness import find

    try:
        return find(situation, seconds) is None
    except UnsupportedError:
        return False
