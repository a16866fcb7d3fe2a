"""Points where a claim may turn false: beside zeros of what it splits at.

|x - 1000| = 1000 - x holds at every small number; the claim itself says where to look.
Of the arguments of absolute values, signs, roundings, logarithms and roots, of
denominators, of what minima, maxima and cases compare, and of what is assumed, the zeros
in one name are found: exactly where it is linear in the name, else between the integers
where its sign changes. Untrusted: this only chooses points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import sympy
from flint import fmpq
from sympy import Mul, Pow

from derivation.prove.refute import ball
from derivation.prove.refute.ball import (
    ImpreciseError,
    Number,
    UndefinedError,
    UnsupportedError,
    is_exact,
)
from derivation.prove.refute.conditions import MakeEvaluator
from derivation.prove.refute.inventory import Inventory
from derivation.prove.refute.scope import Point
from derivation.term import Comparison, Maximum, Minimum, Term, add, names, negate, number, walk

MAXIMUM_TERMS = 12
"""How many terms are looked at for zeros."""

_GRID = tuple(
    map(fmpq, (-(10**6), -(10**4), -1000, -100, -10, -3, 0, 3, 10, 100, 1000, 10**4, 10**6))
)

_SPLITTING = (sympy.Abs, sympy.sign, sympy.floor, sympy.ceiling, sympy.log, sympy.gamma)


def critical(terms: Iterable[Term], inventory: Inventory) -> tuple[Term, ...]:
    """The terms at whose zeros something happens, free of bound variables."""
    open_names = set(inventory.names)
    found: dict[Term, None] = {}
    for term in terms:
        for part in walk(term):
            for each in (factor for whole in _of(part) for factor in _factors(whole)):
                if names(each) and names(each) <= open_names:
                    found[each] = None
    return tuple(found)[:MAXIMUM_TERMS]


def _of(part: Term) -> Iterator[Term]:
    if isinstance(part, Pow):
        base, exponent = part.args
        if not (exponent.is_Integer and exponent > 0):
            yield base
    elif isinstance(part, _SPLITTING):
        yield part.args[0]
    elif isinstance(part, Minimum | Maximum | Comparison):
        yield from (add(one, negate(other)) for one, other in combinations(part.args, 2))
    elif isinstance(part, sympy.asin | sympy.acos | sympy.acosh | sympy.atanh):
        yield add(part.args[0], number(-1))
        yield add(part.args[0], number(1))


def _factors(term: Term) -> Iterator[Term]:
    """What a product or a power of such terms vanishes with."""
    if isinstance(term, Mul):
        for part in term.args:
            yield from _factors(part)
    elif isinstance(term, Pow):
        yield from _factors(term.args[0])
    else:
        yield term


def beside(
    terms: Iterable[Term], point: Point, inventory: Inventory, evaluator: MakeEvaluator
) -> Iterator[Point]:
    """The point with one name moved to or beside a zero of one of the terms."""
    for term in terms:
        for name in sorted(names(term)):
            if name in inventory.vectors or name in inventory.complex_names:
                continue
            line = _Line(term, name, point, evaluator)
            for value in dict.fromkeys(sorted(line.values(), key=ease)):
                if value.q == 1 or name not in inventory.whole:
                    yield line.moved(value)


def ease(value: Number) -> tuple[int, bool, int, int]:
    """How easy to read a number is, the easiest first: few digits, no sign, no fraction."""
    digits = str(abs(int(value.p))).rstrip("0")
    return (int(value.q), value < 0, len(digits), abs(int(value.p)))


class _Line:
    """A term along the values of one name, the others as they are at a point."""

    def __init__(self, term: Term, name: str, point: Point, evaluator: MakeEvaluator) -> None:
        self._term, self._name, self._point, self._evaluator = term, name, point, evaluator

    def moved(self, value: Number) -> Point:
        return replace(self._point, held={**self._point.held, self._name: value})

    def values(self) -> Iterator[Number]:
        """Values of the name at and beside the zeros that are found."""
        root = self._linear()
        if root is not None:
            low = fmpq(root.p // root.q)
            yield from (root, low, low + 1, low - 1, low + 2, root + fmpq(1, 2))
            return
        for low, high in pairwise(_GRID):
            yield from self._between(low, high)

    def _at(self, value: Number) -> Number | None:
        try:
            return self._evaluator(self.moved(value)).value(self._term)
        except (UndefinedError, ImpreciseError, UnsupportedError):
            return None

    def _linear(self) -> Number | None:
        values = [self._at(fmpq(i)) for i in range(3)]
        if not all(map(is_exact, values)):
            return None
        zero, one, two = map(fmpq, values)
        step = one - zero
        return -zero / step if step != 0 and two - one == step else None

    def _between(self, low: Number, high: Number) -> Iterator[Number]:
        """The integers around a change of sign, by bisection."""
        before = self._sign(low)
        if before is None or before == self._sign(high):
            return
        while high - low > 1:
            middle = fmpq((low + high).p // (2 * (low + high).q))
            if self._sign(middle) == before:
                low = middle
            else:
                high = middle
        yield from (low, high, low - 1, high + 1)

    def _sign(self, value: Number) -> int | None:
        number = self._at(value)
        try:
            return None if number is None else ball.sign(number)
        except (ImpreciseError, UndefinedError):
            return None
