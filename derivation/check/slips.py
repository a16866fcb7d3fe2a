"""The likely slip behind a false step: a sign, tried term by term.

Only a hint in the explanation; it never changes a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Mul, Pow

from derivation.check.search import Prover
from derivation.notation import text
from derivation.term import MINUS_ONE, Path, Term, at, children, multiply, negate, put

MAXIMUM_TRIALS = 24


def likely(prover: Prover, before: Term, after: Term) -> str:
    """What change of sign would make the step right, in words; empty if none does."""
    for count, path in enumerate(_addends(after)):
        if count >= MAXIMUM_TRIALS:
            break
        part = at(after, path)
        mended = put(after, path, _opposite(part))
        if prover.equality(before, mended, None) is not None:
            return f"with the other sign before {text(_unsigned(part))} it would be right"
    return ""


def _addends(term: Term, path: Path = ()) -> Iterator[Path]:
    """The positions of all terms of sums in a term, and of the whole."""
    if isinstance(term, Add):
        for index in range(len(term.args)):
            yield (*path, index)
    elif not path:
        yield path
    if isinstance(term, Add | Mul | Pow):
        for index, part in enumerate(children(term)):
            yield from _addends(part, (*path, index)) if part.args else ()


def _opposite(term: Term) -> Term:
    if isinstance(term, Mul) and term.args[0] == MINUS_ONE:
        return multiply(*term.args[1:])
    return negate(term)


def _unsigned(term: Term) -> Term:
    return _opposite(term) if isinstance(term, Mul) and term.args[0] == MINUS_ONE else term
