"""The value of a term at a point, with rigorous derivatives.

A point gives every scalar name a rational, every vector a tuple of rationals, and every
unspecified function a concrete one. Definitions are unfolded on the way, inside
derivatives too, so that the chain rule comes out of the dual numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import sympy
from flint import arb
from sympy import Add, Indexed, IndexedBase, Mul, Pow, Rational, Symbol

from derivation.prove.matching import match
from derivation.prove.proposition import Definition
from derivation.prove.refute import known_functions as functions
from derivation.prove.refute import numbers
from derivation.prove.refute.numbers import Dual, UndefinedError, UnknownError, Value
from derivation.term import (
    Application,
    Derivative,
    Hidden,
    ScalarProduct,
    SlotDerivative,
    Term,
)

MAXIMUM_DEPTH = 200
"""How deep terms and definitions may nest; cyclic definitions end here."""

Argument = Value | tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where terms are evaluated; `length` is that of every vector."""

    length: int
    scalars: Mapping[str, Value]
    vectors: Mapping[str, tuple[Value, ...]]
    functions: Mapping[str, Callable[[tuple[Argument, ...]], Value]] = field(
        default_factory=dict
    )
    definitions: tuple[Definition, ...] = ()
    depth: int = 0


def evaluate(term: Term, point: Point) -> Value:
    """The value; UndefinedError, or UnknownError for what is not certain or not known."""
    if point.depth > MAXIMUM_DEPTH:
        raise UnknownError("nested too deep")
    inner = replace(point, depth=point.depth + 1)
    if isinstance(term, Rational):
        return Fraction(int(term.p), int(term.q))
    if isinstance(term, Symbol):
        return _name(term, inner)
    if isinstance(term, Add):
        return _fold(numbers.add, Fraction(0), term, inner)
    if isinstance(term, Mul):
        return _fold(numbers.multiply, Fraction(1), term, inner)
    if isinstance(term, Pow):
        base = evaluate(term.args[0], inner)
        return functions.power(base, evaluate(term.args[1], inner))
    if term is sympy.pi:
        return arb.pi()
    if term is sympy.E:
        return functions.exp(Fraction(1))
    known = functions.KNOWN.get(type(term))
    if known is not None:
        return known(evaluate(term.args[0], inner))
    return _structural(term, inner)


def _fold(
    join: Callable[[Value, Value], Value], start: Value, term: Term, point: Point
) -> Value:
    for part in term.args:
        start = join(start, evaluate(part, point))
    return start


def _structural(term: Term, point: Point) -> Value:
    if isinstance(term, Hidden):
        return evaluate(term.args[0], point)
    if isinstance(term, Application):
        arguments = tuple(_argument(each, point) for each in _arguments(term))
        return _apply(term, arguments, point)
    if isinstance(term, Derivative):
        return _derivative(term, point)
    if isinstance(term, SlotDerivative):
        return _slot_derivative(term, point)
    if isinstance(term, ScalarProduct):
        return _scalar_product(term, point)
    if isinstance(term, Indexed):
        return point.vectors[term.args[0].label.name][_index(term, point)]
    if isinstance(term, IndexedBase):
        return _only_component(term, point)
    raise UnknownError(f"{type(term).__name__} is not evaluated")


def _name(term: Term, point: Point) -> Value:
    if term.name in point.scalars:
        return point.scalars[term.name]
    for definition in point.definitions:
        if definition.left == term:
            return evaluate(definition.right, point)
    if term.name in point.vectors and point.length == 1:
        return point.vectors[term.name][0]
    raise UnknownError(f"{term.name} has no value")


def _only_component(term: Term, point: Point) -> Value:
    if point.length != 1:
        raise UndefinedError("a vector where a number stands")
    name = term.label.name
    return point.vectors[name][0] if name in point.vectors else point.scalars[name]


def _index(term: Term, point: Point) -> int:
    if len(term.args) != 2:
        raise UnknownError("a component with several indices")
    index = numbers.whole_number(evaluate(term.args[1], point))
    if index is None or not 1 <= index <= point.length:
        raise UndefinedError("an index out of range")
    return index - 1


def _arguments(application: Term) -> tuple[Term, ...]:
    return (*application.args[1].args, *application.args[2].args)


def _argument(term: Term, point: Point) -> Argument:
    inner = term.args[0] if isinstance(term, Hidden) else term
    if isinstance(inner, IndexedBase):
        return point.vectors[inner.label.name]
    return evaluate(inner, point)


def _apply(application: Term, arguments: tuple[Argument, ...], point: Point) -> Value:
    """The function's value at evaluated arguments: by its definition, or as chosen."""
    for definition in point.definitions:
        left = definition.left
        if isinstance(left, Application) and left.args[0] == application.args[0]:
            bound = _bind(definition, application, arguments)
            if bound is not None:
                scalars, vectors = bound
                inside = replace(point, scalars=scalars, vectors=vectors)
                return evaluate(definition.right, inside)
    chosen = point.functions.get(application.args[0].name)
    if chosen is None:
        raise UnknownError(f"{application.args[0].name} has no value")
    return chosen(arguments)


def _bind(
    definition: Definition, application: Term, arguments: tuple[Argument, ...]
) -> tuple[dict[str, Value], dict[str, tuple[Value, ...]]] | None:
    if match(definition.left, application, definition.variables) is None:
        return None
    scalars: dict[str, Value] = {}
    vectors: dict[str, tuple[Value, ...]] = {}
    for pattern, value in zip(_arguments(definition.left), arguments, strict=True):
        name = pattern.args[0] if isinstance(pattern, Hidden) else pattern
        if isinstance(name, IndexedBase) and isinstance(value, tuple):
            vectors[name.label.name] = value
        elif isinstance(name, Symbol) and not isinstance(value, tuple):
            scalars[name.name] = value
        else:
            return None
    return scalars, vectors


def _derivative(term: Term, point: Point) -> Value:
    body, variable = term.args
    level = point.depth
    if isinstance(variable, Indexed):
        name, index = variable.args[0].label.name, _index(variable, point)
        components = list(point.vectors[name])
        components[index] = Dual(level, components[index], Fraction(1))
        seeded = replace(point, vectors={**point.vectors, name: tuple(components)})
    else:
        value = _name(variable, point)
        scalars = {**point.scalars, variable.name: Dual(level, value, Fraction(1))}
        seeded = replace(point, scalars=scalars)
    return numbers.slope(evaluate(body, seeded), level)


def _slot_derivative(term: Term, point: Point) -> Value:
    slots = []
    while isinstance(term, SlotDerivative):
        slots.append(int(term.args[1]))
        term = term.args[0]
    known = functions.KNOWN.get(type(term))
    parts = _arguments(term) if isinstance(term, Application) else tuple(term.args)
    arguments = [_argument(part, point) for part in parts]
    levels = range(point.depth, point.depth + len(slots))
    for level, slot in zip(levels, slots, strict=True):
        if isinstance(arguments[slot], tuple):
            raise UnknownError("the derivative in a whole vector")
        arguments[slot] = Dual(level, arguments[slot], Fraction(1))
    inside = replace(point, depth=point.depth + len(slots))
    value = known(arguments[0]) if known else _apply(term, tuple(arguments), inside)
    for level in reversed(levels):
        value = numbers.slope(value, level)
    return value


def _scalar_product(term: Term, point: Point) -> Value:
    left, right = (_vector(part, point) for part in term.args)
    total: Value = Fraction(0)
    for one, two in zip(left, right, strict=True):
        total = numbers.add(total, numbers.multiply(one, two))
    return total


def _vector(term: Term, point: Point) -> tuple[Value, ...]:
    if isinstance(term, IndexedBase) and term.label.name in point.vectors:
        return point.vectors[term.label.name]
    if point.length != 1:
        raise UndefinedError("a number where a vector stands")
    name = term.label.name if isinstance(term, IndexedBase) else None
    return (point.scalars[name] if name in point.scalars else evaluate(term, point),)
