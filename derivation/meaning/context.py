"""The context of a document: what its names are, and what it has said about them.

Frozen data, made once a document by `understand`, used to turn every line into a term.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivation.meaning.kinds import Kinds
from derivation.model import Span
from derivation.prove.proposition import Definition, Proposition
from derivation.read.surface import Node
from derivation.term import Term

KNOWN_NAMES: Mapping[str, str] = {
    r"\sigma": "sigmoid",
    r"\mathrm{sigmoid}": "sigmoid",
    r"\mathrm{Sigmoid}": "sigmoid",
    r"\mathrm{sigm}": "sigmoid",
    r"\mathrm{logistic}": "sigmoid",
    r"\mathrm{expit}": "sigmoid",
    r"\Gamma": "gamma",
    r"\mathrm{B}": "beta",
    r"\mathrm{Beta}": "beta",
    r"\mathrm{digamma}": "digamma",
}
"""Names that are known functions when applied, unless the document says otherwise."""


@dataclass(frozen=True, slots=True)
class SurfaceDefinition:
    """A definition as it stands on the page.

    `key` is the name introduced; `left` the name or its application; `origin` says
    in words where it stands (`a reason`, `the text`, `the first line`).
    """

    key: str
    left: Node
    right: Node
    span: Span
    origin: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A proposition that the document states, and where.

    `scope` is the part of the source in which it holds, None if that is all of it.
    """

    proposition: Proposition
    span: Span
    origin: str
    scope: Span | None = None

    def holds_at(self, place: int) -> bool:
        """Whether the document means it to hold at a place of its source."""
        return self.scope is None or self.scope.start <= place < self.scope.end


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a line is turned into a term.

    `hidden` gives, for each name that the document defines (or differentiates without
    defining), the terms it depends on without writing them; `definitions` are the
    definitions as closed propositions with where they stand; `assumptions` what the
    document states besides.
    """

    kinds: Kinds
    hidden: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    definitions: tuple[Stated, ...] = ()
    assumptions: tuple[Stated, ...] = ()
    equations: tuple[Stated, ...] = ()
    """Equations that the document assumes, each in its scope; no `facts`, which hold
    everywhere."""
    asserted: tuple[Stated, ...] = ()
    """Equations that the document mentions as constraints without assuming them."""
    links: tuple[Definition, ...] = ()
    """For names that derivatives are taken in: the variable is the name's value."""
    primes_apart: bool = False
    """Whether f'(x) is kept apart from the derivative of f(x) in x (for statements)."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Names that the document defines by the formula of a known function."""
    ordinary: frozenset[str] = frozenset()
    """Known letters (such as sigma, e, pi) that mean something else in this document."""

    imaginary: str | None = None
    """The name of the imaginary unit, if the document shows one."""
    complex_names: frozenset[str] = frozenset()
    """Scalars that stand for complex numbers; with "" in it, all but `real_names`."""
    real_names: frozenset[str] = frozenset()
    """Scalars that stand for real numbers although others are complex."""
    grounds: tuple[tuple[str, str, str], ...] = ()
    """Further readings of names: the name, what it is, and the ground for it."""

    def is_complex(self, name: str) -> bool:
        """Whether a scalar stands for a complex number."""
        if name in self.complex_names:
            return True
        return "" in self.complex_names and name not in self.real_names

    def known_function(self, name: str) -> str | None:
        """The known function that a name stands for when applied, or None."""
        if name in self.aliases:
            return self.aliases[name]
        return None if name in self.ordinary else KNOWN_NAMES.get(name)

    def definition_of(self, head: str) -> Definition | None:
        """The definition of the name with that key, if the document has one."""
        for stated in self.definitions:
            proposition = stated.proposition
            if isinstance(proposition, Definition) and head_name(proposition.left) == head:
                return proposition
        return None

    @property
    def facts(self) -> tuple[Proposition, ...]:
        """Definitions and assumptions as propositions."""
        stated = (s.proposition for s in (*self.definitions, *self.assumptions))
        return (*self.links, *stated)


def head_name(left: Term) -> str:
    """The name that a definition's left side introduces; empty if it is none."""
    head = left.args[0] if left.args else left
    return str(getattr(head, "name", ""))
