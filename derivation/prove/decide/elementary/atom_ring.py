"""Polynomials in atoms, reduced by the atoms' algebraic relations.

Trusted. An `AtomRing` is made for some normal forms; its generators are their atoms (and
those of their relations), an atom with fractional exponents standing as a root of itself.
`reduce` brings a fraction to lowest terms modulo the relations: degrees in algebraic
generators below those of their relations, and, where that is safe, no algebraic
generator in the denominator. Every step keeps the value wherever the denominator did not
vanish. Source: D. Cox, J. Little, D. O'Shea, Ideals, Varieties, and Algorithms, ch. 2
(normal forms modulo a triangular set of monic polynomials).

Not here: which atoms a term has (`evaluation`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from sympy import I, exp, pi

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.budget import Budget
from derivation.prove.decide.fraction_field import (
    FractionField,
    NowhereDefinedError,
    Polynomial,
    Quotient,
    monomials,
)
from derivation.prove.decide.normal import (
    ONE_SUM,
    Atom,
    Factors,
    Normal,
    Relation,
    Sum,
    normal,
    of_number,
)
from derivation.term import multiply, rebuild

MAXIMUM_ORDER = 120
"""Roots of unity of higher order are not computed with."""

MAXIMUM_CONJUGATES = 8
"""A denominator with more conjugates is left as it is."""

UNITY = Atom(
    "unity",
    rebuild(exp(1, evaluate=False), (multiply(pi, I),)),
    relation=Relation(0, of_number(Fraction(-1)), 0, independent=True),
)
"""The atom of roots of unity: -1 itself, whose power 1/2 is the imaginary unit."""


@dataclass(frozen=True, slots=True)
class _Reduction:
    """A generator of the ring that satisfies generator^degree = value/denominator."""

    index: int
    degree: int
    value: Polynomial
    denominator: Polynomial
    independent: bool


class AtomRing:
    """The ring over the atoms of some normal forms."""

    def __init__(self, normals: Iterable[Normal], budget: Budget) -> None:
        self._budget = budget
        atoms: dict[str, Atom] = {}
        scales: dict[str, int] = {}
        pending = list(normals)
        while pending:
            each = pending.pop()
            for _, factors in (*each.numerator, *each.denominator):
                for atom, exponent in factors:
                    scales[atom.key] = lcm(scales.get(atom.key, 1), exponent.denominator)
                    if atom.key not in atoms:
                        atoms[atom.key] = atom
                        if atom.relation is not None:
                            pending.append(atom.relation.value)
        keys = sorted(atoms)
        self._atoms = tuple(atoms[key] for key in keys)
        self._scales = tuple(scales[key] for key in keys)
        self._index = {key: index for index, key in enumerate(keys)}
        self.field = FractionField(len(keys), budget)
        self._reductions: tuple[_Reduction, ...] = ()
        self._cyclotomic = self._cyclotomic_reduction()
        self._reductions = tuple(self._radical_reductions())

    @property
    def is_plain(self) -> bool:
        """Whether no generator is algebraic."""
        return self._cyclotomic is None and not self._reductions

    @property
    def mixes_roots(self) -> bool:
        """Whether there are roots of unity beside other roots, on which they may depend."""
        return self._cyclotomic is not None and bool(self._reductions)

    def quotient(self, value: Normal) -> Quotient:
        """A normal form over this ring's atoms as a fraction of polynomials."""
        top = self._sum(value.numerator)
        if value.denominator is ONE_SUM or value.denominator == ONE_SUM:
            return top
        return self.field.multiply([top, self.invert(self._sum(value.denominator))])

    def invert(self, value: Quotient) -> Quotient:
        """1/value; NowhereDefinedError if the value is zero by the relations."""
        return self.field.power(self.tidy(value), -1)

    def is_zero(self, value: Quotient) -> bool:
        """Whether the value is zero by the relations."""
        return bool(self._reduced(value.numerator).numerator.is_zero())

    def same(self, left: Quotient, right: Quotient) -> bool:
        """Whether two values are the same by the relations."""
        minus = self.field.number(Fraction(-1))
        return self.is_zero(self.field.add([left, self.field.multiply([minus, right])]))

    def tidy(self, value: Quotient) -> Quotient:
        """The value with its numerator and denominator reduced by the relations.

        NowhereDefinedError if the denominator turns out to be zero.
        """
        if self.is_plain:
            return value
        top, bottom = self._reduced(value.numerator), self._reduced(value.denominator)
        if bottom.numerator.is_zero():
            raise NowhereDefinedError
        return self.field.multiply([top, self.field.power(bottom, -1)])

    def reduce(self, value: Quotient) -> Quotient:
        """The value in lowest terms, its denominator rational where that is safe."""
        value = self.field.reduce(value)
        if self.is_plain:
            return value
        value = self._rationalised(self.tidy(value))
        return self.field.reduce(self.tidy(value))

    def normal(self, value: Quotient) -> Normal:
        """The value's normal form as data."""
        reduced = self.reduce(value)
        return self.data(reduced)

    def data(self, reduced: Quotient) -> Normal:
        """A reduced value as data; OutOfBudgetError if its key is too long."""
        top, bottom = self._as_sum(reduced.numerator), self._as_sum(reduced.denominator)
        return normal(top, bottom, self._budget.key)

    def units(self, reduced: Quotient) -> list[tuple[Fraction, Normal]]:
        """A reduced value as a sum of coefficients times monomials, some over its denominator.

        The numerator is divided by the denominator first, so that the monomials over it
        are those of the remainder: x/(x + 1) is 1 - 1/(x + 1).
        """
        top, bottom = reduced.numerator, reduced.denominator
        unit, parts = self.field.one[0], [(top, bottom)]
        if not bottom.is_constant():
            whole, rest = divmod(top, bottom)
            parts = [(whole, unit), (rest, bottom)]
        found = []
        for above, below in parts:
            for exponents, coefficient in monomials(above):
                monomial = self.field.from_monomials([(exponents, Fraction(1))])
                part = self.field.reduce(Quotient(monomial, below, reduced.bits))
                found.append((coefficient, self.data(part)))
        return found

    def _sum(self, polynomial: Sum) -> Quotient:
        parts = [
            self.field.multiply([self.field.number(c), self.field.monomial(self._powers(f))])
            for c, f in polynomial
        ]
        return self.field.add(parts) if parts else self.field.number(Fraction(0))

    def _powers(self, factors: Factors) -> Iterator[tuple[int, int]]:
        for atom, exponent in factors:
            index = self._index[atom.key]
            yield index, int(exponent * self._scales[index])

    def _as_sum(self, polynomial: Polynomial) -> Sum:
        return tuple(
            (
                c,
                tuple(
                    (self._atoms[i], Fraction(int(e), self._scales[i]))
                    for i, e in enumerate(exponents)
                    if e
                ),
            )
            for exponents, c in monomials(polynomial)
        )

    def _cyclotomic_reduction(self) -> _Reduction | None:
        """The equation of the roots of unity: their order is twice the scale."""
        index = self._index.get(UNITY.key)
        if index is None:
            return None
        order = 2 * self._scales[index]
        if order > MAXIMUM_ORDER:
            raise OutOfBudgetError("a root of unity of too high an order")
        coefficients = _cyclotomic(order)
        degree = len(coefficients) - 1
        value = self.field.from_monomials(
            [
                (self._exponents(index, power), Fraction(-c))
                for power, c in enumerate(coefficients[:-1])
                if c
            ]
        )
        return _Reduction(index, degree, value, self.field.one[0], independent=True)

    def _radical_reductions(self) -> list[_Reduction]:
        """The other algebraic generators, the highest first."""
        related = [
            (atom.relation.height, index, atom.relation)
            for index, atom in enumerate(self._atoms)
            if atom.relation is not None and atom.relation.degree
        ]
        found = []
        for _, index, relation in sorted(related, key=lambda r: (-r[0], r[1])):
            top, below, _ = self.quotient(relation.value)
            degree = relation.degree * self._scales[index]
            found.append(_Reduction(index, degree, top, below, relation.independent))
        return found

    def _exponents(self, index: int, power: int) -> tuple[int, ...]:
        exponents = [0] * len(self._atoms)
        exponents[index] = power
        return tuple(exponents)

    def _reduced(self, polynomial: Polynomial) -> Quotient:
        """A polynomial as a fraction with low degrees in the algebraic generators."""
        value = self._whole(polynomial)
        for reduction in self._reductions:
            value = self._lowered(value, reduction)
        if self._cyclotomic is not None:
            value = self._lowered(value, self._cyclotomic)
        return value

    def _whole(self, polynomial: Polynomial) -> Quotient:
        return Quotient(polynomial, self.field.one[0], _bits(polynomial))

    def _lowered(self, value: Quotient, reduction: _Reduction) -> Quotient:
        """The value with the generator's degree in the numerator below its relation's.

        The right side of a relation may have the generator in it (a cyclotomic one has),
        so once is not always enough.
        """
        index, degree = reduction.index, reduction.degree
        base = Quotient(reduction.value, reduction.denominator, _bits(reduction.value))
        while True:
            groups: dict[int, dict[tuple[int, ...], object]] = {}
            for exponents, coefficient in value.numerator.to_dict().items():
                times, rest = divmod(int(exponents[index]), degree)
                lowered = (*exponents[:index], rest, *exponents[index + 1 :])
                groups.setdefault(times, {})[lowered] = coefficient
            if not groups or max(groups) == 0:
                return value
            parts = []
            for times, terms in groups.items():
                part = self._whole(self.field.context.from_dict(terms))
                raised = self.field.power(base, times) if times else self.field.one
                parts.append(self.field.multiply([part, raised]))
            total = self.field.add(parts)
            below = self._whole(value.denominator)
            value = self.field.multiply([total, self.field.power(below, -1)])

    def _rationalised(self, value: Quotient) -> Quotient:
        """The value without algebraic generators in the denominator, where it is safe.

        Multiplying by a conjugate is safe for independent relations: what is equal then
        was equal before, whatever relation the other generators may have unseen.
        """
        for reduction in self._reductions:
            if reduction.degree == 2 and reduction.independent:
                value = self._times_conjugates(value, reduction.index, (-1,))
        if self._cyclotomic is not None and self._unity_is_independent():
            order = 2 * self._scales[self._cyclotomic.index]
            powers = tuple(k for k in range(2, order) if gcd(k, order) == 1)
            if len(powers) <= MAXIMUM_CONJUGATES:
                value = self._times_conjugates(value, self._cyclotomic.index, powers)
        return value

    def _unity_is_independent(self) -> bool:
        """Roots of numbers may be sums of roots of unity, but not of those up to order 4."""
        reduction = self._cyclotomic
        few = reduction is not None and self._scales[reduction.index] <= 2
        return few or not self._reductions

    def _times_conjugates(
        self, value: Quotient, index: int, powers: tuple[int, ...]
    ) -> Quotient:
        bottom = value.denominator
        if not bottom.degrees()[index]:
            return value
        top, below = self._whole(value.numerator), self._whole(bottom)
        for power in powers:
            conjugate = self._reduced(self._conjugate(bottom, index, power))
            top = self._tidied(self.field.multiply([top, conjugate]))
            below = self._tidied(self.field.multiply([below, conjugate]))
        if below.numerator.is_zero():
            return value
        return self.field.multiply([top, self.field.power(below, -1)])

    def _tidied(self, value: Quotient) -> Quotient:
        """The value with its numerator reduced."""
        inverse = self.field.power(self._whole(value.denominator), -1)
        return self.field.multiply([self._reduced(value.numerator), inverse])

    def _conjugate(self, polynomial: Polynomial, index: int, power: int) -> Polynomial:
        """The generator replaced by its negative (power -1), or by a power of it."""
        changed: dict[tuple[int, ...], object] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            own = int(exponents[index])
            if power == -1:
                changed[exponents] = -coefficient if own % 2 else coefficient
            else:
                raised = (*exponents[:index], own * power, *exponents[index + 1 :])
                changed[raised] = coefficient
        return self.field.context.from_dict(changed)


def _bits(*polynomials: Polynomial) -> int:
    size = 1
    for polynomial in polynomials:
        for coefficient in polynomial.coeffs():
            size = max(size, int(coefficient.p).bit_length(), int(coefficient.q).bit_length())
    return size


def _cyclotomic(order: int) -> list[int]:
    """The coefficients of the cyclotomic polynomial, the constant one first."""
    from flint import fmpz_poly

    return [int(c) for c in fmpz_poly.cyclotomic(order).coeffs()]
