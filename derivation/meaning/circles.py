"""Definitions that lead back to themselves.

Not here: where a document defines its names (`definitions`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from derivation.meaning.context import head_name
from derivation.prove.proposition import Definition
from derivation.term import heads, names


def without_circles(definitions: Sequence[Definition]) -> Iterator[Definition]:
    """The definitions whose right sides do not lead back to what they define.

    Unfolding the others would never end: a = b + 1 beside b = a - 1.
    """
    spoken: dict[str, frozenset[str]] = {}
    for each in definitions:
        name = head_name(each.left)
        spoken[name] = spoken.get(name, frozenset()) | names(each.right) | heads(each.right)
    for each in definitions:
        if head_name(each.left) not in _reached(spoken[head_name(each.left)], spoken):
            yield each


def _reached(start: frozenset[str], spoken: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The names that definitions lead to from some names, these included."""
    reached, new = start, start
    while new:
        found = frozenset[str]().union(*(spoken.get(name, frozenset()) for name in new))
        new = found - reached
        reached |= new
    return reached
