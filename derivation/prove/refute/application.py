"""The value of a function applied, defined by the document or chosen for the point.

Part of the evaluator (`evaluation.Evaluator` completes it).
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from sympy import IndexedBase, Symbol

from derivation.prove.matching import match
from derivation.prove.proposition import Definition
from derivation.prove.refute import dual
from derivation.prove.refute.ball import ONE, UnsupportedError, is_exact
from derivation.prove.refute.dual import Dual, Value, level_of
from derivation.prove.refute.scope import (
    Definitions,
    Held,
    Point,
    Scope,
    arguments_of,
    leaf_name,
)
from derivation.term import Application, Hidden, SlotDerivative, Term, varied

MAXIMUM_ORDER = 6
"""Derivatives nested deeper than this are not evaluated."""


class ApplicationEvaluator(ABC):
    """The part of the evaluator that calls functions."""

    def __init__(self, point: Point, definitions: Definitions) -> None:
        self.point = point
        self.definitions = definitions

    @abstractmethod
    def term_value(self, term: Term, scope: Scope) -> Value:
        """The value of any term."""

    @abstractmethod
    def held(self, name: str, scope: Scope) -> Held:
        """What a name stands for."""

    def deeper(self, level: int) -> int:
        """The level of one derivative more; UnsupportedError if there are too many."""
        if level >= MAXIMUM_ORDER:
            raise UnsupportedError("derivatives nested too deep")
        return level + 1

    def applied(self, term: Term, scope: Scope) -> Value:
        """A function's value, or its partial derivative in the slots given."""
        slots: list[int] = []
        while isinstance(term, SlotDerivative):
            slots.append(int(term.args[1]))
            term = term.args[0]
        if not isinstance(term, Application):
            raise UnsupportedError("a partial derivative of what is no function's value")
        if not slots:
            return self._call(term, None, scope)
        arguments = [self.argument(each, scope) for each in arguments_of(term)]
        return self._partial(term, tuple(slots), arguments, scope)

    def _partial(
        self, term: Term, slots: tuple[int, ...], arguments: list[Held], scope: Scope
    ) -> Value:
        if not slots:
            return self._call(term, arguments, scope)
        slot, level = slots[0], self.deeper(scope.level)
        old = arguments[slot] if slot < len(arguments) else ()
        if isinstance(old, tuple):
            raise UnsupportedError("a partial derivative in a vector")
        seeded = [*arguments[:slot], Dual(level, old, ONE), *arguments[slot + 1 :]]
        inner = Scope(scope.document, scope.bound, level, scope.running)
        return dual.slope_at(self._partial(term, slots[1:], seeded, inner), level)

    def argument(self, term: Term, scope: Scope) -> Held:
        """What an argument stands for; a vector's name stands for the whole vector."""
        term = term.args[0] if isinstance(term, Hidden) else term
        if isinstance(term, IndexedBase):
            return self.held(term.label.name, scope)
        if isinstance(term, Symbol):
            return self.held(term.name, scope)
        return self.term_value(term, scope)

    def _call(self, term: Term, arguments: list[Held] | None, scope: Scope) -> Value:
        """The function's value at its written arguments, or at those given."""
        head = term.args[0].name
        for definition in self.definitions.functions.get(head, ()):
            bound = self._bind(definition, term, arguments, scope)
            if bound is not None:
                return self.term_value(definition.right, scope.inside(definition, bound))
        concrete = self.point.functions.get(head)
        if concrete is None:
            raise UnsupportedError(f"the function {head} is not defined at these arguments")
        if arguments is None:
            arguments = [self.argument(each, scope) for each in arguments_of(term)]
        flat: list[Value] = []
        for each in arguments:
            flat.extend(each if isinstance(each, tuple) else (each,))
        return concrete.value(flat)

    def _bind(
        self, definition: Definition, term: Term, given: list[Held] | None, scope: Scope
    ) -> dict[str, Held] | None:
        """The values of a definition's variables; None if it speaks of other arguments."""
        left = definition.left
        if any(len(left.args[i].args) != len(term.args[i].args) for i in (1, 2)):
            return None
        bound: dict[str, Held] = {}
        pairs = zip(arguments_of(left), arguments_of(term), strict=True)
        for place, (pattern, actual) in enumerate(pairs):
            name = leaf_name(pattern)
            if name in definition.variables:
                new = {name: given[place] if given else self.argument(actual, scope)}
            elif given is not None:
                raise UnsupportedError("a partial derivative in a place that is no variable")
            else:
                found = match(pattern, actual, definition.variables)
                if found is None:
                    return None
                new = {varied(key): self.argument(t, scope) for key, t in found.items()}
            for each, held in new.items():
                if each in bound and not _same(bound[each], held):
                    raise UnsupportedError("a variable of a definition with two values")
                bound[each] = held
        return bound


def _same(one: Held, other: Held) -> bool:
    """Whether two held things are the same for certain."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return isinstance(one, tuple) and isinstance(other, tuple) and one == other
    if level_of(one) or level_of(other) or not (is_exact(one) and is_exact(other)):
        return one is other
    return bool(one == other)
