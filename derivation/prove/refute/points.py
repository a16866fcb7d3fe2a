"""Which points are tried: easy to read first, then random ones, always the same.

Small distinct integers come first (distinct, so that a wrong name shows), then signs,
fractions between 0 and 1, zeros, then points beside those where the claim splits
(`breakpoints`), and last random rationals. What a document assumes about a single name
(x > 0, 0 < p < 1) is respected from the start. A name in the end of a sum is an integer
from 1 on, the length of the vectors where there are any.
Not here: whether a point is a counterexample (`search`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count, product
from random import Random

from flint import acb, fmpq

from derivation.prove.proposition import Equal, Proposition, terms
from derivation.prove.refute.ball import (
    ImpreciseError,
    Number,
    UndefinedError,
    UnsupportedError,
    is_exact,
)
from derivation.prove.refute.breakpoints import beside, critical
from derivation.prove.refute.conditions import MakeEvaluator, holds
from derivation.prove.refute.constrained import constrained
from derivation.prove.refute.functions import DEFINITE_SHAPES, Shape, TestFunction
from derivation.prove.refute.inventory import Inventory
from derivation.prove.refute.scope import Held, Point
from derivation.term import Term, heads, names


def _numbers(text: str) -> tuple[Number, ...]:
    fractions = map(Fraction, text.split())
    return tuple(fmpq(f.numerator, f.denominator) for f in fractions)


_ORDERS = tuple(
    map(
        _numbers,
        (
            "1 2 3 4 5 6 7 8 9",
            "2 3 1 5 4 7 6",
            "-1 2 -2 1 3 -3 4 -4",
            "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5",
            "0 1 2 -1 3 -2 4",
            "3 -1 2 -2 1/2 -1/2 4 1/3",
            "-1/2 3/2 -2 1/3 2 -1/3 5/2 3",
        ),
    )
)
"""Values in the order of preference; a point follows one of these orders."""

_VECTORS = tuple(
    map(
        _numbers,
        (
            "1 2 3",
            "-1 1 2",
            "2 -1 1",
            "1/2 1 -1",
            "0 1 -1",
            "3 -2 1",
            "1 1/2 2",
        ),
    )
)
"""Components, in the order of preference."""

_FAR = _numbers("10 -10 20 50 100 -100 1/10 1/100 1000 -1000 10000 1000000 -1000000")
"""Tried where nothing nearer satisfies the assumptions on a name."""


_ENDS = _numbers("2 3 1 4 5 6")
"""Values of the names in the ends of sums."""

_COMPLEX = ((1, 1), (2, 0), (0, 1), (-1, 2), (1, -2), (-1, 0), (2, 3))
"""Real and imaginary parts, in the order of preference."""


def points(
    sides: Iterable[Term], inventory: Inventory, evaluator: MakeEvaluator
) -> Iterator[Point]:
    """Points to try, without end unless there is only one; Equal assumptions are solved."""
    equalities = [a for a in inventory.assumptions if isinstance(a, Equal)]
    equalities += [Equal(left, right) for left, right in inventory.constraints]
    polynomial, others = constrained(equalities, inventory)
    for number, point in enumerate(_unsolved(sides, inventory, evaluator)):
        point = polynomial.moved(point, number)
        for equality in others:
            point = _solved(equality, point, inventory, evaluator)
        yield point


def _unsolved(
    sides: Iterable[Term], inventory: Inventory, evaluator: MakeEvaluator
) -> Iterator[Point]:
    chooser = _Chooser(inventory, evaluator)
    for number in count():
        if number == len(_ORDERS):
            spoken = [t for a in inventory.assumptions for t in terms(a)]
            zeros = critical((*sides, *spoken), inventory)
            for base in (0, 2, 5):  # of small numbers, of both signs, with a fraction
                yield from beside(zeros, chooser.point(base), inventory, evaluator)
        yield chooser.point(number)
        if not inventory.names and not inventory.functions:
            return


class _Chooser:
    """Chooses the values of the names at each point."""

    def __init__(self, inventory: Inventory, evaluator: MakeEvaluator) -> None:
        self._inventory = inventory
        self._evaluator = evaluator
        self._random = Random(1)  # noqa: S311 - the same points in every run, no secret
        self._own = {name: self._about(name) for name in inventory.names}
        self._allowed: dict[tuple[str, str], bool] = {}
        spoken = [t for a in inventory.assumptions for t in terms(a)]
        restricted = frozenset().union(*(heads(t) for t in spoken))
        self._restricted = restricted

    def point(self, number: int) -> Point:
        """The point of that number."""
        inventory = self._inventory
        length = inventory.lengths[number % len(inventory.lengths)]
        held: dict[str, Held] = dict(self._indices(number, length))
        used: list[Number] = []
        scalars = [n for n in inventory.names if n not in held and n not in inventory.vectors]
        shift = (number // len(_ORDERS)) % max(len(scalars), 1)
        for name in (*scalars[shift:], *scalars[:shift]):
            value = self._scalar(name, number, length, used)
            held[name] = value
            used.append(value)
        vectors = [n for n in inventory.names if n in inventory.vectors]
        for place, name in enumerate(vectors):
            held[name] = self._vector(name, number, place, length)
        functions = {
            term.args[0].name: TestFunction(self._shape(term.args[0].name, number + place))
            for place, term in enumerate(inventory.functions)
        }
        return Point(length, held, functions)

    def _shape(self, head: str, number: int) -> Shape:
        if head in self._restricted:
            return DEFINITE_SHAPES[number % len(DEFINITE_SHAPES)]
        return tuple(Shape)[number % len(Shape)]

    def _indices(self, number: int, length: int) -> Iterator[tuple[str, Number]]:
        """The values of the indices: different ones first, all in turn."""
        indices = self._inventory.indices
        if not indices:
            return
        few = indices[:4]  # with more, all assignments would be too many to list
        every = sorted(
            product(range(1, length + 1), repeat=len(few)), key=lambda v: (-len(set(v)), v)
        )
        chosen = every[number % len(every)]
        for place, name in enumerate(indices):
            yield name, fmpq(chosen[place % len(few)])

    def _scalar(self, name: str, number: int, length: int, used: Sequence[Number]) -> Number:
        inventory = self._inventory
        if name in inventory.complex_names:
            return acb(*_COMPLEX[(number + len(used)) % len(_COMPLEX)])
        counts = inventory.counts | (inventory.ends if inventory.vectors else frozenset())
        if name in counts and self._allows(name, fmpq(length)):
            return fmpq(length)
        if name in inventory.ends:
            return _ENDS[number % len(_ENDS)]
        early = number < 3 * len(_ORDERS)
        order = _ORDERS[number % len(_ORDERS)]
        candidates = order if early else tuple(self._drawn() for _ in range(8))
        later = tuple(value for other in _ORDERS for value in other) + _FAR
        fallback: Number | None = None
        for value in (*candidates, *later):
            if not self._allows(name, value):
                continue
            if value not in used:
                return value
            fallback = value if fallback is None else fallback
        return candidates[0] if fallback is None else fallback

    def _vector(self, name: str, number: int, place: int, length: int) -> Held:
        early = number < 2 * len(_VECTORS)
        components = _VECTORS[(number + place) % len(_VECTORS)]
        candidates = components if early else tuple(self._drawn() for _ in range(length))
        later = tuple(value for order in _ORDERS for value in order) + _FAR
        found = [v for v in (*candidates, *later) if self._allows(name, v)]
        chosen = (found or list(later))[: max(length, 1)]
        return tuple(chosen[i % len(chosen)] for i in range(length))

    def _drawn(self) -> Number:
        return fmpq(self._random.randint(-24, 24), self._random.randint(1, 8))

    def _about(self, name: str) -> tuple[Proposition, ...]:
        """The assumptions on this name alone."""
        found = []
        for assumption in self._inventory.assumptions:
            spoken = terms(assumption)
            mentioned = frozenset[str]().union(*(names(t) for t in spoken))
            others = mentioned - set(self._inventory.indices) - {name}
            if name in mentioned and not others and not any(heads(t) for t in spoken):
                found.append(assumption)
        return tuple(found)

    def _allows(self, name: str, value: Number) -> bool:
        key = (name, str(value))
        known = self._allowed.get(key)
        if known is None:
            known = self._allowed[key] = self._fits(name, value)
        return known

    def _fits(self, name: str, value: Number) -> bool:
        inventory = self._inventory
        if name in inventory.whole and value.q != 1:
            return False
        if value < 0 and name in inventory.natural:
            return False
        held: Held = (value,) if name in inventory.vectors else value
        indices = {index: fmpq(1) for index in inventory.indices}
        point = Point(1, {**indices, name: held})
        try:
            return all(holds(each, point, self._evaluator) for each in self._own[name])
        except (UndefinedError, ImpreciseError):
            return False


def _solved(
    equality: Equal, point: Point, inventory: Inventory, evaluator: MakeEvaluator
) -> Point:
    """The point with one name changed so that the equality holds, if it is linear in one.

    Two values of the difference of both sides give the solution, a third one tells
    whether it is linear; where that fails, the point stays, to be passed over.
    """
    mentioned = names(equality.left) | names(equality.right)
    for name in (None, *(n for n in inventory.names if n in mentioned)):
        if name is not None and (name in inventory.whole or name in inventory.vectors):
            continue
        try:
            if name is None:
                if _difference(equality, point, evaluator) == 0:
                    return point
                continue
            zero, one, two = (
                _difference(equality, _moved(point, name, fmpq(i)), evaluator) for i in range(3)
            )
        except (UndefinedError, ImpreciseError, UnsupportedError):
            continue
        step = one - zero
        if all(map(is_exact, (zero, one, two))) and step != 0 and two - one == step:
            return _moved(point, name, -zero / step)
    return point


def _moved(point: Point, name: str, value: Number) -> Point:
    return replace(point, held={**point.held, name: value})


def _difference(equality: Equal, point: Point, evaluator: MakeEvaluator) -> Number:
    values = evaluator(point)
    return values.value(equality.left) - values.value(equality.right)
