"""What else a document says of the names in a step: the equations beside it.

A point is no counterexample if it contradicts another equation that the document
states. Equations that could be satisfied by a name that occurs nowhere else say
nothing about the step and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from derivation.errors import ReadError
from derivation.meaning.context import Context
from derivation.meaning.definitions import Formula
from derivation.meaning.elaborate import elaborate
from derivation.meaning.understand import ParsedChain
from derivation.read.surface import Node
from derivation.term import Term, heads, names


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation of the document: where it ends, the chain it stands in, its sides.

    `chain` is None for a formula in the prose or in a reason.
    """

    end: int
    chain: int | None
    left: Term
    right: Term

    @property
    def atoms(self) -> frozenset[str]:
        """The names and functions it speaks of."""
        mentioned = names(self.left) | names(self.right)
        return mentioned | heads(self.left) | heads(self.right)


def equations(
    chains: Sequence[ParsedChain], formulas: Iterable[Formula], context: Context
) -> tuple[Equation, ...]:
    """Every equation of the document that can be read."""
    found = []
    links: list[tuple[int | None, Sequence[tuple[str, Node | ReadError]]]] = [
        *enumerate(chains),
        *((None, formula.links) for formula in formulas),
    ]
    for chain, lines in links:
        for (_, before), (relation, after) in pairwise(lines):
            if relation != "=" or not isinstance(before, Node) or not isinstance(after, Node):
                continue
            try:
                left, right = elaborate(before, context), elaborate(after, context)
            except ReadError:  # what cannot be read constrains nothing that can
                continue
            found.append(Equation(after.span.start, chain, left, right))
    return tuple(found)


def constraints(
    every: Iterable[Equation], before: Term, after: Term, start: int, chain: int | None
) -> tuple[tuple[Term, Term], ...]:
    """The equations that a counterexample to before = after must not contradict.

    Of the step's own chain only what stands before it counts.
    """
    own = names(before) | names(after) | heads(before) | heads(after)
    kept = [
        equation
        for equation in every
        if equation.left != equation.right
        and (equation.chain is None or equation.chain != chain or equation.end < start)
    ]
    while True:
        counted = Counter(atom for equation in kept for atom in equation.atoms)
        binding = [
            equation
            for equation in kept
            if all(atom in own or counted[atom] > 1 for atom in equation.atoms)
        ]
        if len(binding) == len(kept):
            return tuple((equation.left, equation.right) for equation in kept)
        kept = binding
