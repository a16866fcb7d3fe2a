"""What names stand for: points, definitions, and the scopes evaluation moves through.

Not here: how terms are evaluated (`evaluation`, `application`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sympy import IndexedBase, Symbol

from derivation.prove.proposition import Definition
from derivation.prove.refute.ball import UnsupportedError
from derivation.prove.refute.dual import Value
from derivation.prove.refute.functions import TestFunction
from derivation.term import Application, Hidden, Term, names

Held: TypeAlias = Value | tuple[Value, ...]
"""What a name stands for: a value, or a vector's components."""


@dataclass(frozen=True, slots=True)
class Point:
    """Concrete values for everything a claim leaves open.

    `length` is the length of all vectors; `held` the values of names, `functions`
    the concrete functions for heads that are not defined. `running` are names of `held`
    that a condition binds: True for those that run through integers.
    """

    length: int
    held: Mapping[str, Held]
    functions: Mapping[str, TestFunction] = field(default_factory=dict)
    running: Mapping[str, bool] = field(default_factory=dict)


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
    """The names in sight: the document's, and those bound by a definition or a sum.

    `level` counts the derivatives being taken. `running` are the names that the sums,
    products and integrals around here bind: True for those that run through integers.
    Values are remembered a scope.
    """

    document: Mapping[str, Held]
    bound: Mapping[str, Held] = field(default_factory=dict)
    level: int = 0
    running: Mapping[str, bool] = field(default_factory=dict)
    values: dict[Term, Value] = field(default_factory=dict)

    def running_with(self, name: str, held: Held, *, whole: bool) -> Scope:
        """The scope inside a sum, product or integral at one value of its variable."""
        bound, running = {**self.bound, name: held}, {**self.running, name: whole}
        return Scope(self.document, bound, self.level, running)

    def inside(self, definition: Definition, bound: Mapping[str, Held]) -> Scope:
        """The scope of a definition's right side.

        UnsupportedError where it mentions a name that a sum around here binds: whether
        the author means that name or the document's is not for this place to say.
        """
        mentioned = names(definition.right) - definition.variables
        if not mentioned.isdisjoint(self.running):
            raise UnsupportedError("a definition that may speak of a bound variable")
        return Scope(self.document, bound, self.level, self.running)


def arguments_of(application: Term) -> tuple[Term, ...]:
    """Parameters and arguments, those not written laid bare."""
    every = (*application.args[1].args, *application.args[2].args)
    return tuple(each.args[0] if isinstance(each, Hidden) else each for each in every)


def leaf_name(pattern: Term) -> str:
    """The name that a term is, scalar or vector; empty if it is none."""
    if isinstance(pattern, IndexedBase):
        return str(pattern.label.name)
    return str(pattern.name) if isinstance(pattern, Symbol) else ""
