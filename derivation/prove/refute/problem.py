"""What is to be refuted: an equality, and what the document says around it."""

from __future__ import annotations

from dataclasses import dataclass

from derivation.prove.proposition import Definition, Proposition
from derivation.term import Term


@dataclass(frozen=True, slots=True)
class Problem:
    """The claim left = right, with everything a counterexample must respect.

    `assumptions` must hold at the point; `definitions` are unfolded: on the left of
    each stands an application such as h(theta; x), whose variables are named in
    `variables`, or a bare name. `indices` are the names that range over 1..n,
    `integers` the names of integers. `constraints` are further equations that the
    document states: a point at which one is certainly violated is no counterexample.
    """

    left: Term
    right: Term
    assumptions: tuple[Proposition, ...] = ()
    definitions: tuple[Definition, ...] = ()
    indices: frozenset[str] = frozenset()
    integers: frozenset[str] = frozenset()
    constraints: tuple[tuple[Term, Term], ...] = ()

    @property
    def sides(self) -> tuple[Term, Term]:
        """Both sides of the claim."""
        return self.left, self.right
