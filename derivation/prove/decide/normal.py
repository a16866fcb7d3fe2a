"""Normal forms of rational functions as data: atoms, monomials, keys.

Here: frozen values that belong to no ring, so that normal forms from different rings
can be compared: `Normal` is a reduced fraction whose monomials have rational
exponents (only exponentials have ones that are not integers). Two of them with the
same key are the same rational function of the same atoms.
Not here: how they are computed (`generators`, `exponential`), or turned back into
terms (`rebuilding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.structure import number_key
from derivation.term import Term

Factors: TypeAlias = tuple[tuple["Atom", Fraction], ...]
"""A product of powers of atoms."""

Sum: TypeAlias = tuple[tuple[Fraction, Factors], ...]
"""A polynomial: coefficients and monomials, highest first."""


@dataclass(frozen=True, slots=True)
class Atom:
    """An independent generator: two atoms with one key have the same value.

    `node` is the subterm it was made from, `parts` the normal forms of the
    arguments that the key consists of. For an exponential, `parts` is its one
    argument with coefficient 1, whatever multiple of it stood in the node. `relation`
    is the algebraic relation that the atom satisfies, where it has one.
    """

    key: str
    node: Term = field(compare=False)
    parts: tuple[Normal, ...] = field(default=(), compare=False)
    relation: Relation | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Normal:
    """numerator/denominator in lowest terms, leading denominator coefficient 1."""

    key: str
    numerator: Sum = field(compare=False)
    denominator: Sum = field(compare=False)

    @property
    def single(self) -> Atom | None:
        """The atom that this is, if it is just one."""
        return _single(self.numerator) if is_one(self.denominator) else None

    @property
    def constant(self) -> Fraction | None:
        """The rational number that this is, if it is one."""
        return _constant(self.numerator) if is_one(self.denominator) else None


@dataclass(frozen=True, slots=True)
class Relation:
    """What an algebraic atom satisfies: atom^degree = value, a polynomial of other atoms.

    `height` is greater than that of every algebraic atom in the value. `independent`
    tells whether the relations of this atom and of those below it make a field of the
    rational functions of the others: then one may divide by whatever is not zero.
    The atom of roots of unity, exp(i pi), has degree 0: its powers satisfy cyclotomic
    equations instead.
    """

    degree: int
    value: Normal
    height: int
    independent: bool


ONE_SUM: Sum = ((Fraction(1), ()),)


def of_atom(atom: Atom) -> Normal:
    """The normal form that is one atom."""
    return Normal(atom.key, ((Fraction(1), ((atom, Fraction(1)),)),), ONE_SUM)


def of_number(value: Fraction) -> Normal:
    """The normal form that is a number."""
    numerator: Sum = ((value, ()),) if value else ()
    return Normal(number_key(value.numerator, value.denominator), numerator, ONE_SUM)


def normal(numerator: Sum, denominator: Sum, limit: int) -> Normal:
    """The normal form with this (reduced) numerator and denominator.

    OutOfBudgetError if its key is longer than `limit`.
    """
    if is_one(denominator):
        value, atom = _constant(numerator), _single(numerator)
        if value is not None:
            return of_number(value)
        if atom is not None:
            return of_atom(atom)
    top = joined(_monomial_keys(numerator), ";", limit)
    bottom = joined(_monomial_keys(denominator), ";", limit)
    return Normal(f"{{{top}|{bottom}}}", numerator, denominator)


def joined(pieces: Iterable[str], separator: str, limit: int) -> str:
    """The pieces joined; OutOfBudgetError as soon as they are longer than `limit`."""
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > limit:
            raise OutOfBudgetError("the normal form of a subterm is too long")
        kept.append(piece)
    return separator.join(kept)


def is_one(polynomial: Sum) -> bool:
    """Whether a polynomial is the constant 1."""
    return polynomial is ONE_SUM or polynomial == ONE_SUM


def _monomial_keys(polynomial: Sum) -> Iterator[str]:
    for coefficient, factors in polynomial:
        pieces = [number_key(coefficient.numerator, coefficient.denominator)]
        for atom, exponent in factors:
            power = number_key(exponent.numerator, exponent.denominator)
            pieces.append(f"{atom.key}^{power}")
        yield "*".join(pieces)


def _constant(polynomial: Sum) -> Fraction | None:
    if not polynomial:
        return Fraction(0)
    (value, factors), *others = polynomial
    return value if not others and not factors else None


def _single(polynomial: Sum) -> Atom | None:
    if len(polynomial) != 1:
        return None
    coefficient, factors = polynomial[0]
    if coefficient != 1 or len(factors) != 1:
        return None
    atom, exponent = factors[0]
    return atom if exponent == 1 else None
