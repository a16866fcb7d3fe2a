"""What a document says of a component x_i is said for every index.

Untrusted: here such a statement is written down for the bound names of a condition, as
a `Throughout` of the domain they run through. It stays a condition of what is proved
with it; only the report says that the document states it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from sympy import Indexed, Symbol

from derivation.prove.definedness import over_whole_numbers
from derivation.prove.proposition import (
    Definition,
    Proposition,
    Throughout,
    free_names,
    substitute,
    terms,
)
from derivation.term import Binder, Limit, Term, children, names, walk

MAXIMUM_DEPTH = 2
"""Statements are repeated for so many bound names inside each other."""
MAXIMUM_STATEMENTS = 64

_Bound = tuple[Term, Term, bool]
"""A bound name, its domain, and whether it runs through integers."""


def for_every_index(
    given: Sequence[Proposition], indices: frozenset[str], condition: Proposition
) -> tuple[Proposition, ...]:
    """What is given about components, for all values of the names bound in a condition.

    And for the free index names of the condition.
    """
    about = [(each, found) for each in given if (found := _indices(each, indices))]
    if not about:
        return ()
    statements = {
        _closed(each, names_, nest): None
        for nest in dict.fromkeys(_nests(condition))
        for each, found in about
        for names_ in permutations(sorted(found), len(nest))
    }
    free = sorted(free_names(condition) & indices)
    for each, found in about:
        for old in sorted(found):
            for new in free:
                statements[substitute(each, {Symbol(old): Symbol(new)})] = None
    return tuple(statements)[:MAXIMUM_STATEMENTS]


def _indices(given: Proposition, indices: frozenset[str]) -> frozenset[str]:
    """The index names of the components that a proposition speaks of."""
    if isinstance(given, Definition | Throughout):
        return frozenset()
    components = (p for t in terms(given) for p in walk(t) if isinstance(p, Indexed))
    mentioned = frozenset[str]().union(*(names(i) for p in components for i in p.args[1:]))
    return mentioned & indices & free_names(given)


def _closed(given: Proposition, chosen: Sequence[str], nest: Sequence[_Bound]) -> Proposition:
    mapping = {
        Symbol(name): variable for name, (variable, _, _) in zip(chosen, nest, strict=True)
    }
    closed = substitute(given, mapping)
    for variable, domain, whole in reversed(nest):
        closed = Throughout(closed, variable, domain, whole)
    return closed


def _nests(condition: Proposition) -> Iterator[tuple[_Bound, ...]]:
    """The bound names of a condition, each with those that are bound around it."""
    if isinstance(condition, Throughout):
        own = (condition.variable, condition.domain, condition.whole)
        yield from _around(own, _nests(condition.condition))
        return
    for term in terms(condition):
        yield from _nests_of(term)


def _nests_of(term: Term) -> Iterator[tuple[_Bound, ...]]:
    inner = (nest for part in children(term) for nest in _nests_of(part))
    if isinstance(term, Binder) and not isinstance(term, Limit):
        own = (term.args[1], term.args[2], over_whole_numbers(term))
        yield from _around(own, inner)
    else:
        yield from inner


def _around(own: _Bound, inner: Iterable[tuple[_Bound, ...]]) -> Iterator[tuple[_Bound, ...]]:
    """Alone, and around each of the inner ones; these stay as well.

    Inside a domain with a name of its own an outer name may also be left free.
    """
    yield (own,)
    for nest in inner:
        if own[0].name not in _free(nest):
            yield nest
        if len(nest) < MAXIMUM_DEPTH:
            yield (own, *nest)


def _free(nest: Sequence[_Bound]) -> frozenset[str]:
    return frozenset[str]().union(*(names(domain) for _, domain, _ in nest))
