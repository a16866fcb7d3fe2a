"""What names stand for: points, definitions, and the scopes evaluation moves through.

Not here: how terms are evaluated (`evaluation`, `application`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sympy import IndexedBase, Symbol

from derivation.prove.proposition import Definition
from derivation.prove.refute.dual import Value
from derivation.prove.refute.functions import TestFunction
from derivation.term import Application, Hidden, Term

Held: TypeAlias = Value | tuple[Value, ...]
"""What a name stands for: a value, or a vector's components."""


@dataclass(frozen=True, slots=True)
class Point:
    """Concrete values for everything a claim leaves open.

    `length` is the length of all vectors; `held` the values of names, `functions`
    the concrete functions for heads that are not defined.
    """

    length: int
    held: Mapping[str, Held]
    functions: Mapping[str, TestFunction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions by the name they define: functions and bare names apart."""

    functions: Mapping[str, tuple[Definition, ...]]
    names: Mapping[str, Definition]

    @staticmethod
    def of(definitions: tuple[Definition, ...]) -> Definitions:
        """Sorted by name; a left side that is no application or name defines nothing."""
        functions: dict[str, tuple[Definition, ...]] = {}
        bare: dict[str, Definition] = {}
        for each in definitions:
            if isinstance(each.left, Application):
                head = each.left.args[0].name
                functions[head] = (*functions.get(head, ()), each)
            elif isinstance(each.left, Symbol):
                bare.setdefault(each.left.name, each)
        return Definitions(functions, bare)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in sight: the document's, and those bound by a definition.

    `level` counts the derivatives being taken. Values are remembered a scope.
    """

    document: Mapping[str, Held]
    bound: Mapping[str, Held] = field(default_factory=dict)
    level: int = 0
    values: dict[Term, Value] = field(default_factory=dict)


def arguments_of(application: Term) -> tuple[Term, ...]:
    """Parameters and arguments, those not written laid bare."""
    every = (*application.args[1].args, *application.args[2].args)
    return tuple(each.args[0] if isinstance(each, Hidden) else each for each in every)


def leaf_name(pattern: Term) -> str:
    """The name that a term is, scalar or vector; empty if it is none."""
    if isinstance(pattern, IndexedBase):
        return str(pattern.label.name)
    return str(pattern.name) if isinstance(pattern, Symbol) else ""
