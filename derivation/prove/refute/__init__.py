"""Refutation: a point at which both sides of a claim are defined and certainly differ.

A map of the files: `problem` (what is asked), `ball` (exact rationals and balls),
`dual` (dual numbers over them, for derivatives), `evaluation` (terms to values),
`conditions` (whether assumptions hold), `functions` (concrete functions for those a
document leaves open), `inventory` (what needs a value), `points` (which values are
tried), `search` (the search), `values` (how values are shown).

Nothing here proves anything: "no counterexample" says nothing about a claim. The
converse is certain: values are exact, or balls that enclose them (F. Johansson, Arb:
efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE Transactions on
Computers 66, 2017), and where definedness is not certain a point is passed over.
"""

from __future__ import annotations

from derivation.prove.refute.problem import Problem
from derivation.verdict import Counterexample

__all__ = ["Problem", "refute"]


def refute(problem: Problem, seconds: float = 2.0) -> Counterexample | None:
    """A counterexample to the claim, or None if none was found within the time."""
    # Most runs prove every step and never come here; python-flint's balls wait till then.
    from derivation.prove.refute.search import search

    return search(problem, seconds)
