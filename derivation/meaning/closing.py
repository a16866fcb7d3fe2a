r"""Operators of which nothing is known but that bind names: \max_x, \bigcup_i, \int dF(x).

A bound name means nothing outside, so that nothing known of it there may be used inside:
with x = 2, \max_x f(x) is not f(2). Each such operator therefore holds places in the
stead of its names, and the names only to be shown. Where a name may be bound or not
(d L / d\sigma^2 holds at a value of sigma, \int f(t) d(s t) does not), the operator is
one of the values of its names as well: equal where these are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sympy import IndexedBase, Symbol

from derivation.term import (
    FunctionName,
    Term,
    is_leaf,
    names,
    operator,
    replace,
    vector,
    walk,
)

_PLACE = re.compile(r"\\#b(\d+)\.\d+$")


def closed(
    head: str, parts: Sequence[Term], bound: Iterable[Term], *, valued: bool = False
) -> Term:
    """The operator over parts in which names (symbols or vectors) are bound.

    `valued`: whether it also depends on the values of these names.
    """
    leaves = tuple(dict.fromkeys(bound))
    level = 1 + max((_level(part) for part in parts), default=0)
    places = {leaf: _place(leaf, level, index) for index, leaf in enumerate(leaves)}
    inside = [replace(part, places) for part in parts]
    shown = [FunctionName(next(iter(names(leaf)))) for leaf in leaves]
    return operator(head, (*inside, *(leaves if valued else ())), shown)


def varying(term: Term) -> tuple[Term, ...]:
    """The names in a term, in order: what a differential of it may run over."""
    return tuple(dict.fromkeys(part for part in walk(term) if is_leaf(part) and names(part)))


def _level(term: Term) -> int:
    found = (_PLACE.match(name) for name in names(term))
    return max((int(match[1]) for match in found if match), default=0)


def _place(leaf: Term, level: int, index: int) -> Term:
    name = rf"\#b{level}.{index}"
    return vector(name) if isinstance(leaf, IndexedBase) else Symbol(name)
