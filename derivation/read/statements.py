r"""Theorems, proofs, solutions: what the environments and directives of documents are called.

Here: the kind that a name stands for, and which end belongs to which beginning. Not here:
finding them (`inline`, `directives`), or what a proof proves (`derivation.meaning`).
"""

from __future__ import annotations

import re

from derivation.model import Span, Statement
from derivation.read.blocks import Begin, End, Named

_KINDS = {
    "theorem": "theorem thm satz théorème teorema prf:theorem",
    "lemma": "lemma lem lemme prf:lemma",
    "proposition": "proposition prop prp prf:proposition",
    "corollary": "corollary cor coro prf:corollary",
    "claim": "claim clm fact prf:criterion",
    "conjecture": "conjecture conj cnj prf:conjecture",
    "definition": "definition defn def dfn prf:definition",
    "assumption": "assumption asm axiom hypothesis prf:assumption prf:axiom",
    "remark": "remark rem rmk note prf:remark prf:observation",
    "example": "example exa exm eg prf:example",
    "exercise": "exercise exercice exr ex problem question prob",
    "solution": "solution sol answer",
    "proof": "proof prf pf demonstration beweis prf:proof",
}
_BY_NAME = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_PLAIN = re.compile(r"[^a-zà-ÿ:]+")


def kind(name: str) -> str | None:
    """What an environment or directive of that name is; None if it is none of these."""
    return _BY_NAME.get(_PLAIN.sub("", name.lower()))


class Statements:
    """Pairs beginnings with ends; what is never ended reaches to the next of its level."""

    def __init__(self) -> None:
        self._open: list[Begin] = []
        self._done: list[Statement] = []

    def take(self, block: Begin | End | Named) -> None:
        """Deal with the next beginning, end or label."""
        match block:
            case Begin():
                self._open.append(block)
            case Named(label):
                if self._open:
                    begun = self._open.pop()
                    labels = (*begun.labels, label)
                    self._open.append(Begin(begun.kind, begun.title, labels, begun.span))
            case End(kind, span):
                if any(kind in (None, each.kind) for each in self._open):
                    begun = self._open.pop()
                    while kind not in (None, begun.kind):
                        begun = self._open.pop()
                    self._close(begun, span)

    def found(self) -> tuple[Statement, ...]:
        """Every statement, by where it begins."""
        for begun in self._open:
            self._close(begun, begun.span)
        self._open = []
        return tuple(sorted(self._done, key=lambda each: each.span))

    def _close(self, begun: Begin, end: Span) -> None:
        span = begun.span.to(end)
        self._done.append(Statement(begun.kind, begun.title, begun.labels, span))
