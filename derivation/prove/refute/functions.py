"""Concrete functions to stand for those a document leaves open.

All are smooth everywhere; they mix all their arguments, so that no two partial
derivatives agree by chance. A vector counts as its components.
Not here: which of them is tried when (`points`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from flint import fmpq

from derivation.prove.refute.ball import ZERO
from derivation.prove.refute.dual import Value, add, integer_power, inverse, multiply, negate

Monomial = tuple[int, tuple[tuple[int, int], ...]]
"""A coefficient, and pairs of a variable's number and its exponent."""


class Shape(Enum):
    """The kinds of test functions, the first ones the easiest to read.

    For one argument: t^2 + 1, t^3 + 2t, 1/(t^2 + 2), 2t^2 + 3, 2t + 1, -(t^2 + 1).
    """

    SQUARE = "square"
    CUBE = "cube"
    FRACTION = "fraction"
    POSITIVE = "positive"
    LINEAR = "linear"
    NEGATIVE = "negative"


DEFINITE_SHAPES = (Shape.FRACTION, Shape.POSITIVE, Shape.NEGATIVE)
"""Those that are > 0 or < 0 everywhere; the first is also <= 1/2."""


@dataclass(frozen=True, slots=True)
class TestFunction:
    """A concrete function of any number of real arguments."""

    __test__ = False  # the name is no request to pytest

    shape: Shape

    def monomials(self, count: int) -> tuple[Monomial, ...]:
        """The polynomial's monomials in so many variables; for FRACTION 1 over it."""
        every = range(count)
        constant: Monomial = (_CONSTANTS[self.shape], ())
        found: list[Monomial]
        match self.shape:
            case Shape.SQUARE:
                found = [(1, ((i, 2),)) if i == 0 else (i + 1, ((i, 1),)) for i in every]
                found += [(1, ((i, 1), (i + 1, 1))) for i in range(count - 1)]
            case Shape.CUBE:
                found = [(1, ((0, 3),))] if count else []
                found += [(i + 2, ((i, 1),)) for i in every]
                found += [(1, ((i, 1), (i + 1, 2))) for i in range(count - 1)]
            case Shape.LINEAR:
                found = [(i + 2, ((i, 1),)) for i in every]
            case Shape.FRACTION | Shape.NEGATIVE:
                found = [(i + 1, ((i, 2),)) for i in every]
            case Shape.POSITIVE:
                found = [(i + 2, ((i, 2),)) for i in every]
        return (*found, constant) if constant[0] else tuple(found)

    def value(self, arguments: Sequence[Value]) -> Value:
        """Its value, with derivatives where the arguments carry them."""
        total: Value = ZERO
        for coefficient, powers in self.monomials(len(arguments)):
            part: Value = fmpq(coefficient)
            for variable, exponent in powers:
                part = multiply(part, integer_power(arguments[variable], exponent))
            total = add(total, part)
        if self.shape is Shape.NEGATIVE:
            return negate(total)
        return inverse(total) if self.shape is Shape.FRACTION else total

    def formula(self, names: Sequence[str]) -> str:
        """Its formula in variables of these names."""
        parts = [_monomial_text(each, names) for each in self.monomials(len(names))]
        total = " + ".join(parts) or "0"
        if self.shape is Shape.NEGATIVE:
            return f"-({total})"
        return f"1/({total})" if self.shape is Shape.FRACTION else total


_CONSTANTS = {
    Shape.SQUARE: 1,
    Shape.CUBE: 0,
    Shape.FRACTION: 2,
    Shape.POSITIVE: 3,
    Shape.LINEAR: 1,
    Shape.NEGATIVE: 1,
}


def _monomial_text(monomial: Monomial, names: Sequence[str]) -> str:
    coefficient, powers = monomial
    factors = [
        names[variable] + (f"^{exponent}" if exponent > 1 else "")
        for variable, exponent in powers
    ]
    if not factors:
        return str(coefficient)
    return " ".join(([str(coefficient)] if coefficient != 1 else []) + factors)
