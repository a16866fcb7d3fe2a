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

from sympy import Indexed, Pow, Symbol

from derivation.errors import ReadError
from derivation.meaning.context import Context
from derivation.meaning.definitions import Formula
from derivation.meaning.elaborate import elaborate
from derivation.meaning.understand import ParsedChain
from derivation.read.surface import Node
from derivation.term import Application, Term, heads, names, varied


def says(left: Term, right: Term, defined: frozenset[str] = frozenset()) -> bool:
    """Whether an equation says what a name is, rather than that two terms are equal.

    One side is a name, a component, or the value of a function, perhaps raised to a
    power, that is not `defined` and that the other side does not mention; or the right
    side is 0, as where a derivative is set to 0.
    """
    if right == 0 and names(left):
        return True
    return any(
        _is_atom(one) and not (_subject(one) & defined) and not (_subject(one) & _atoms(other))
        for one, other in ((left, right), (right, left))
    )


def relates(left: Term, right: Term, known: frozenset[str]) -> bool:
    """Whether an equation relates different names: each side has one the other lacks.

    `known` are names that the document defines, and indices, which say nothing here.
    """
    ours, theirs = _atoms(left) - known, _atoms(right) - known
    return bool(ours - theirs) and bool(theirs - ours)


def _is_atom(term: Term) -> bool:
    return isinstance(_unraised(term), Symbol | Indexed | Application)


def _unraised(term: Term) -> Term:
    while isinstance(term, Pow) and not names(term.args[1]):
        term = term.args[0]
    return term


def _atoms(term: Term) -> frozenset[str]:
    return names(term) | heads(term)


def _subject(term: Term) -> frozenset[str]:
    """What an atom is about: its name, its vector, or the function whose value it is."""
    term = _unraised(term)
    if isinstance(term, Application):
        return frozenset((term.args[0].name,))
    return frozenset((varied(term),))


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

    Only those count that say what a name is (`says`); of the step's own chain only what
    stands before it.
    """
    own = names(before) | names(after) | heads(before) | heads(after)
    kept = [
        equation
        for equation in every
        if says(equation.left, equation.right)
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
            return tuple((e.left, e.right) for e in _connected(kept, own))
        kept = binding


def _connected(kept: Sequence[Equation], own: frozenset[str]) -> list[Equation]:
    """The equations that have to do with the step's names, directly or through others."""
    reached = set(own)
    found: list[Equation] = []
    while True:
        new = [e for e in kept if e not in found and e.atoms & reached]
        if not new:
            return found
        found += new
        reached.update(*(e.atoms for e in new))
