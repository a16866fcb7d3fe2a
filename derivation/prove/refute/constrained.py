"""Points that satisfy polynomial equations between names: p + q = 1, x² + y² = r².

Linear equations are solved for a name each; on the others a point is moved by solving
for one name where the result is rational, with another name changed if need be (3, 4
and 5 are among the values tried). Nothing rests on success: whether the equations hold
at a point is looked at again (`search`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz
from sympy import Symbol

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import rational
from derivation.prove.decide.rebuilding import Expanded
from derivation.prove.proposition import Equal
from derivation.prove.refute.ball import Number
from derivation.prove.refute.inventory import Inventory
from derivation.prove.refute.scope import Point
from derivation.term import add, negate

MAXIMUM_TRIALS = 600
"""How many values of names are tried for one equation at one point."""

_TRIED = tuple(
    fmpq(f.numerator, f.denominator)
    for f in map(
        Fraction, "3 4 5 12 6 8 1 2 -3 -4 10 15 -1 -2 13 3/5 4/5 5/13 1/2 1/3 2/3 0".split()
    )
)
"""Values that often make the rest rational."""

_Values = dict[int, Number]
"""Values of the names with these numbers."""


@dataclass(frozen=True, slots=True)
class Constrained:
    """Polynomial equations, solved as far as they are linear.

    `names` are what the generators of the polynomials stand for; `given` names (by
    number) with what they are in terms of the others; `rest` the polynomials that must
    be zero besides; `whole` the numbers of names of integers.
    """

    names: tuple[str, ...]
    given: tuple[tuple[int, Any], ...]
    rest: tuple[Any, ...]
    whole: frozenset[int]

    def moved(self, point: Point, number: int) -> Point:
        """The point with names changed so that the equations hold, if that succeeds.

        Different numbers give different solutions of the same equations.
        """
        if not self.given and not self.rest:
            return point
        held = ((i, point.held.get(name)) for i, name in enumerate(self.names))
        values = {i: v for i, v in held if isinstance(v, fmpq)}
        locked: frozenset[int] = frozenset()
        for polynomial in self.rest:
            found = next(self._onto(polynomial, values, locked, number), None)
            if found is None:
                return point
            values = found
            locked |= _spoken(polynomial)
        for index, value in self.given:
            if not _spoken(value) <= values.keys():
                return point
            values[index] = _value(value, values)
        found_values = {self.names[index]: value for index, value in values.items()}
        return replace(point, held={**point.held, **found_values})

    def _onto(
        self, polynomial: Any, values: _Values, locked: frozenset[int], number: int
    ) -> Iterator[_Values]:
        """Values at which the polynomial is zero, the nearest to the given ones first."""
        spoken = sorted(_spoken(polynomial))
        if not all(index in values for index in spoken):
            return
        if _value(polynomial, values) == 0:
            yield values
        free = _rotated([i for i in spoken if i not in locked], number)
        tried = _rotated(_TRIED, number // 2)
        changed = ({**values, other: value} for other in free for value in tried)
        for trial in islice((values, *changed), MAXIMUM_TRIALS):
            for index in free:
                for root in _roots(polynomial, index, trial, number):
                    if index not in self.whole or root.q == 1:
                        yield {**trial, index: root}


def constrained(
    equalities: Iterable[Equal], inventory: Inventory
) -> tuple[Constrained, tuple[Equal, ...]]:
    """The polynomial equations in plain names, solved, and the other equations."""
    usable = frozenset(inventory.names) - inventory.vectors - frozenset(inventory.indices)
    expanded: list[Expanded] = []
    others: list[Equal] = []
    for equality in equalities:
        found = _expanded(equality, usable)
        if found is None:
            others.append(equality)
        else:
            expanded.append(found)
    names = tuple(
        n for n in inventory.names if any(n == g.name for e in expanded for g in _gens(e))
    )
    context = fmpq_mpoly_ctx.get(tuple(f"g{i}" for i in range(len(names))), Ordering.lex)
    whole = frozenset(i for i, name in enumerate(names) if name in inventory.whole)
    polynomials = [_polynomial(context, names, each) for each in expanded]
    given, rest = _eliminated(polynomials, whole)
    return Constrained(names, given, rest, whole), tuple(others)


def _expanded(equality: Equal, usable: frozenset[str]) -> Expanded | None:
    """The numerator of the difference of both sides, if it is a polynomial in names."""
    try:
        numerator, _ = rational.fraction(add(equality.left, negate(equality.right)))
        found = rational.monomials(numerator)
    except (KernelError, OutOfBudgetError):
        return None
    if found is None:
        return None
    plain = all(type(g) is Symbol and g.name in usable for g in _gens(found))
    return found if plain and found else None


def _gens(expanded: Expanded) -> Iterator[Any]:
    return (generator for _, powers in expanded for generator, _ in powers)


def _polynomial(context: Any, names: Sequence[str], expanded: Expanded) -> Any:
    terms = {}
    for coefficient, powers in expanded:
        exponents = {generator.name: exponent for generator, exponent in powers}
        key = tuple(exponents.get(name, 0) for name in names)
        terms[key] = fmpq(coefficient.numerator, coefficient.denominator)
    return context.from_dict(terms)


def _eliminated(
    polynomials: Sequence[Any], whole: frozenset[int]
) -> tuple[tuple[tuple[int, Any], ...], tuple[Any, ...]]:
    """Names that linear equations give, each in terms of names that none gives."""
    given: dict[int, Any] = {}
    rest = list(polynomials)
    while True:
        candidates = ((p, i, v) for p in rest for i, v in _linear(p) if i not in whole)
        found = next(candidates, None)
        if found is None:
            return tuple(given.items()), tuple(p for p in rest if not p.is_zero())
        polynomial, index, value = found
        rest = [_put(p, index, value) for p in rest if p is not polynomial]
        given = {i: _put(v, index, value) for i, v in given.items()}
        given[index] = value


def _linear(polynomial: Any) -> Iterator[tuple[int, Any]]:
    """The names that stand alone with a numerical coefficient, and what they are."""
    degrees = polynomial.degrees()
    terms = polynomial.to_dict()
    for index in reversed(range(len(degrees))):
        coefficient = terms.get(tuple(int(i == index) for i in range(len(degrees))))
        if coefficient is not None and sum(1 for e in terms if e[index]) == 1:
            yield index, polynomial.context().gens()[index] - polynomial / coefficient


def _put(polynomial: Any, index: int, value: Any) -> Any:
    generators = list(polynomial.context().gens())
    generators[index] = value
    return polynomial.compose(*generators)


def _spoken(polynomial: Any) -> frozenset[int]:
    return frozenset(i for i, degree in enumerate(polynomial.degrees()) if degree > 0)


def _value(polynomial: Any, values: Mapping[int, Number]) -> Number:
    zero = fmpq(0)
    return polynomial(*(values.get(i, zero) for i in range(polynomial.context().nvars())))


def _roots(
    polynomial: Any, index: int, values: Mapping[int, Number], number: int
) -> Iterator[Number]:
    """Rational roots in one name, of degree 1 or 2 there; the number says which first."""
    found = [fmpq(0)] * 3
    for exponents, coefficient in polynomial.terms():
        degree = int(exponents[index])
        if degree > 2:
            return
        for other, exponent in enumerate(exponents):
            if other != index and exponent:
                coefficient *= values[other] ** int(exponent)
        found[degree] += coefficient
    constant, linear, square = found
    if square == 0:
        if linear != 0:
            yield -constant / linear
        return
    root = _square_root(linear * linear - 4 * square * constant)
    if root is not None:
        signs = (1, -1) if number % 2 == 0 else (-1, 1)
        yield from ((-linear + sign * root) / (2 * square) for sign in signs)


def _square_root(value: Number) -> Number | None:
    top, bottom = fmpz(value.p), fmpz(value.q)
    if top < 0 or not (top.is_square() and bottom.is_square()):
        return None
    return fmpq(top.isqrt(), bottom.isqrt())


def _rotated(items: Sequence[Any], by: int) -> tuple[Any, ...]:
    at = by % len(items) if items else 0
    return (*items[at:], *items[:at])
