"""Rewriting by one equality wherever the kernel lets it through.

Untrusted: everything here calls the kernel. Not here: rewriting by rules (`rewrite`).
"""

from __future__ import annotations

from itertools import islice

from derivation.errors import KernelError
from derivation.prove import kernel
from derivation.prove.kernel import Theorem
from derivation.term import (
    Binder,
    Derivative,
    FunctionName,
    Hidden,
    Path,
    Term,
    is_leaf,
    names,
)

MAXIMUM_POSITIONS = 60
"""How many places of a term one equality rewrites."""


def rewritten(whole: Theorem, fact: Theorem) -> Theorem:
    """From term = t and a = b, term = t with b for every a that the kernel lets through."""
    free = names(fact.left) | names(fact.right)
    for path in islice(_positions(whole.right, fact.left, free), MAXIMUM_POSITIONS):
        try:
            step = kernel.congruence(whole.right, path, fact)
        except KernelError:  # under a derivative, say: the place stays as it is
            continue
        whole = kernel.transitivity(whole, step)
    return whole


def _positions(term: Term, wanted: Term, free: frozenset[str]) -> list[Path]:
    """Where the wanted term stands, not below a binder of one of the free names."""
    if term == wanted:
        return [()]
    if is_leaf(term) or isinstance(term, Hidden):
        return []
    if isinstance(term, Binder) and term.args[1].name in free:
        return []
    found = []
    for index, part in enumerate(term.args):
        is_variable = isinstance(term, Derivative | Binder) and index == 1
        if isinstance(part, FunctionName) or is_variable:
            continue
        found += [(index, *path) for path in _positions(part, wanted, free)]
    return found


def joined(*theorems: Theorem) -> Theorem:
    """Transitivity along a chain of theorems."""
    whole = theorems[0]
    for each in theorems[1:]:
        whole = kernel.transitivity(whole, each)
    return whole
