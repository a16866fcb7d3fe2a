"""What a claim leaves open: the names and functions that need values to test it.

Not here: which values are tried (`points`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sympy
from sympy import Indexed, IndexedBase, Integer, Symbol

from derivation.prove.proposition import (
    Definition,
    IsInteger,
    Proposition,
    SingleComponent,
    terms,
)
from derivation.prove.refute.ball import UnsupportedError
from derivation.prove.refute.collector import Collector, may_count
from derivation.prove.refute.problem import Problem
from derivation.prove.refute.scope import Definitions
from derivation.term import (
    FunctionName,
    Hidden,
    ScalarProduct,
    Term,
    children,
    heads,
    names,
    walk,
)

_LENGTHS = (2, 2, 2, 1, 2, 3)
"""The lengths of vectors, in turn."""

MAXIMUM_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything open, in the order of first appearance.

    `names` are all that need a value, vectors and indices among them; `functions` the
    first application of each function that is not defined; `assumptions` those that
    bear on the claim, `constraints` further equations; `lengths` the lengths of vectors
    worth trying, in turn. `ends` are the names in the ends of sums, `counts` those that
    may be the number of the elements of a set nobody describes, `natural` those with a
    factorial, `complex_names` those that stand for complex numbers.
    """

    names: tuple[str, ...]
    vectors: frozenset[str]
    indices: tuple[str, ...]
    whole: frozenset[str]
    functions: tuple[Term, ...]
    assumptions: tuple[Proposition, ...]
    constraints: tuple[tuple[Term, Term], ...]
    definitions: Definitions
    lengths: tuple[int, ...]
    ends: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    natural: frozenset[str] = frozenset()
    complex_names: frozenset[str] = frozenset()


def take_inventory(problem: Problem, also: tuple[Term, ...] = ()) -> Inventory:
    """The inventory of a claim, and of further terms.

    UnsupportedError where it applies a function whose meaning is conventional but not
    defined, or one function to different numbers of arguments.
    """
    stated = [a for a in problem.assumptions if isinstance(a, Definition)]
    definitions = Definitions.of((*problem.definitions, *stated))
    plain = [a for a in problem.assumptions if not isinstance(a, Definition)]
    assumptions = tuple(_bearing((*problem.sides, *also), plain, definitions))
    spoken = [t for a in assumptions for t in terms(a)]
    collector = Collector(definitions)
    for term in (*problem.sides, *also, *spoken):
        collector.visit(term, frozenset())
    seen = tuple(collector.terms)
    for side in (side for pair in problem.constraints for side in pair):
        collector.visit(side, frozenset())
    collector.check()
    indices = tuple(n for n in collector.names if n in collector.indices | problem.indices)
    declared = {
        a.term.name
        for a in assumptions
        if isinstance(a, IsInteger) and isinstance(a.term, Symbol)
    }
    return Inventory(
        tuple(collector.names),
        frozenset(collector.vectors),
        indices,
        frozenset(indices) | problem.integers | declared | collector.ends | collector.natural,
        tuple(collector.functions.values()),
        assumptions,
        problem.constraints,
        definitions,
        _lengths(seen, collector, assumptions),
        frozenset(collector.ends),
        frozenset(n for n in collector.names if collector.sets and may_count(n)),
        frozenset(collector.natural),
        frozenset(collector.complex_names),
    )


def _bearing(
    sides: Iterable[Term], assumptions: Iterable[Proposition], definitions: Definitions
) -> list[Proposition]:
    """The assumptions that share a name with the claim, directly or through others.

    The others are about names apart, so whatever values make them hold can be added.
    """
    reached = set().union(*(_mentioned(side, definitions) for side in sides))
    pending = [(a, _spoken_of(a, definitions)) for a in assumptions]
    bearing: set[int] = set()
    grown = True
    while grown:
        grown = False
        for number, (_, mentioned) in enumerate(pending):
            if number not in bearing and mentioned & reached:
                reached |= mentioned
                bearing.add(number)
                grown = True
    return [a for number, (a, _) in enumerate(pending) if number in bearing]


def _spoken_of(assumption: Proposition, definitions: Definitions) -> set[str]:
    return set().union(*(_mentioned(term, definitions) for term in terms(assumption)))


def _mentioned(term: Term, definitions: Definitions) -> set[str]:
    """The names and functions a term mentions, through definitions too."""
    found: set[str] = set()
    pending = [*names(term), *heads(term)]
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        rights = [(d.right, d.variables) for d in definitions.functions.get(name, ())]
        bare = definitions.names.get(name)
        if bare is not None:
            rights.append((bare.right, frozenset()))
        for right, variables in rights:
            pending.extend((names(right) - variables) | heads(right))
    return found


def _lengths(
    seen: Iterable[Term], collector: Collector, assumptions: Iterable[Proposition]
) -> tuple[int, ...]:
    if not (collector.vectors or collector.indices or collector.sets):
        return (1,)
    if any(isinstance(a, SingleComponent) for a in assumptions):
        return (1,)
    every = [part for term in seen for part in walk(term)]
    if any(_as_number(part, collector.vectors) for part in every):
        return (1,)
    written = [
        int(index)
        for part in every
        if isinstance(part, Indexed)
        for index in part.args[1:]
        if isinstance(index, Integer)
    ]
    least = max(written, default=1)
    if least > MAXIMUM_LENGTH:
        raise UnsupportedError("a component beyond the vectors that are tried")
    return tuple(max(length, least) for length in _LENGTHS)


def _as_number(term: Term, vectors: set[str]) -> bool:
    """Whether a vector stands directly in the term where a number is needed.

    Or a number where a vector is: both have a meaning for vectors of length 1 only.
    """
    if isinstance(term, FunctionName | IndexedBase | Indexed | Hidden | sympy.Tuple):
        return False
    if isinstance(term, Symbol):
        return term.name in vectors
    if isinstance(term, ScalarProduct):
        return any(isinstance(part, Symbol) for part in term.args)
    return any(isinstance(part, IndexedBase) for part in children(term))
