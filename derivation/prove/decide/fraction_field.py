"""Exact arithmetic of fractions of polynomials over the rationals, within a budget.

Trusted. A `Quotient` is a pair of python-flint polynomials whose denominator is not
the zero polynomial. Sums and products are formed by cross-multiplication; greatest
common divisors are taken in `reduce` only. The size of a result is estimated before
it is computed, and `OutOfBudgetError` raised instead of computing it.
Source: K. Geddes, S. Czapor, G. Labahn, Algorithms for Computer Algebra, ch. 3.

If at a point no denominator that went into a computation vanishes, nor any value
that was inverted, then no resulting denominator does, and the result's value there
is that of the computation.

Not here: what the polynomials' generators stand for (`generators`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from math import comb, lcm, prod
from typing import Any, NamedTuple, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.budget import Budget

Polynomial: TypeAlias = Any
"""A python-flint `fmpq_mpoly` (python-flint's types are not checked here)."""

Monomials: TypeAlias = list[tuple[tuple[int, ...], Fraction]]
"""A polynomial's exponent vectors and coefficients, in lexicographic order."""


class Quotient(NamedTuple):
    """numerator/denominator; `bits` bounds the size of their coefficients."""

    numerator: Polynomial
    denominator: Polynomial
    bits: int


class NowhereDefinedError(Exception):
    """A division by what is identically zero; never leaves this package's deciders."""


@lru_cache(maxsize=256)
def _context(size: int) -> tuple[Any, tuple[Polynomial, ...], Polynomial]:
    context = fmpq_mpoly_ctx.get(tuple(f"g{i}" for i in range(size)), Ordering.lex)
    return context, tuple(context.gens()), context.constant(1)


class FractionField:
    """The field of fractions of Q[g0, ..., g(size-1)], with its budget."""

    def __init__(self, size: int, budget: Budget) -> None:
        if size > budget.generators:
            raise OutOfBudgetError(f"more than {budget.generators} generators")
        self.budget = budget
        self.context, self._generators, self._one = _context(size)
        self.one = Quotient(self._one, self._one, 0)

    def number(self, value: Fraction) -> Quotient:
        """A rational constant."""
        top, bottom = value.numerator, value.denominator
        bits = (max(abs(top), bottom) - 1).bit_length()
        self._check_bits(bits)
        return Quotient(self.context.constant(fmpq(top, bottom)), self._one, bits)

    def monomial(self, exponents: Iterable[tuple[int, int]]) -> Quotient:
        """A product of generators, given as (index, exponent), exponents of any sign."""
        top = bottom = self._one
        for index, exponent in exponents:
            if abs(exponent) > self.budget.exponent:
                raise OutOfBudgetError("an exponent is too large")
            if exponent > 0:
                top = top * self._generators[index] ** exponent
            elif exponent < 0:
                bottom = bottom * self._generators[index] ** -exponent
        return Quotient(top, bottom, 0)

    def add(self, values: list[Quotient]) -> Quotient:
        """The sum of one or more quotients."""
        return _pairwise(values, self._plus)

    def multiply(self, values: list[Quotient]) -> Quotient:
        """The product of one or more quotients."""
        return _pairwise(values, self._by)

    def power(self, base: Quotient, exponent: int) -> Quotient:
        """An integer power; b^0 is 1. NowhereDefinedError for 0 to a negative power."""
        top, bottom, _ = base
        if exponent < 0:
            if top.is_zero():
                raise NowhereDefinedError
            top, bottom, exponent = bottom, top, -exponent
        if exponent > self.budget.exponent:
            raise OutOfBudgetError("an exponent is too large")
        if exponent == 1:
            return Quotient(top, bottom, base.bits)
        longest = max(len(top), len(bottom))
        bits = exponent * (base.bits + (longest - 1).bit_length()) if longest else 0
        self._check_bits(bits)
        return Quotient(
            self._raise(top, exponent, bits), self._raise(bottom, exponent, bits), bits
        )

    def same(self, left: Quotient, right: Quotient) -> bool:
        """Whether two quotients are the same rational function."""
        if left.denominator == right.denominator:
            return bool(left.numerator == right.numerator)
        crossed = self._times(left.numerator, right.denominator)
        return bool(crossed == self._times(right.numerator, left.denominator))

    def reduce(self, value: Quotient) -> Quotient:
        """The same in lowest terms; the denominator's leading coefficient is 1."""
        top, bottom, bits = value
        if top.is_zero():
            return Quotient(top, self._one, 0)
        if not bottom.is_constant():
            if len(top) > 1 and len(bottom) > 1:
                self._check_degrees(top, bottom)
            common = top.gcd(bottom)
            if not common.is_constant():
                top, bottom = top / common, bottom / common
                bits = max(_size(top), _size(bottom))
        leading = bottom.leading_coefficient()
        if leading != 1:
            top, bottom, bits = top / leading, bottom / leading, 2 * bits
        return Quotient(top, bottom, bits)

    def constant(self, value: Quotient) -> Fraction | None:
        """The value of a quotient of constants, None for any other."""
        top, bottom, _ = value
        if not (top.is_constant() and bottom.is_constant()):
            return None
        return _leading(top) / _leading(bottom)

    def from_monomials(self, monomials: Monomials) -> Polynomial:
        """The polynomial with these monomials."""
        return self.context.from_dict(
            {exponents: fmpq(c.numerator, c.denominator) for exponents, c in monomials}
        )

    def _plus(self, left: Quotient, right: Quotient) -> Quotient:
        bits = left.bits + right.bits + 1
        bottom = left.denominator
        if bottom == right.denominator:
            self._check_bits(bits)
            return Quotient(left.numerator + right.numerator, bottom, bits)
        shorter = min(max(len(left[0]), len(left[1])), max(len(right[0]), len(right[1])))
        self._check_bits(bits := bits + shorter.bit_length())
        top = self._times(left.numerator, right.denominator)
        top = top + self._times(right.numerator, bottom)
        return Quotient(self._checked(top), self._times(bottom, right.denominator), bits)

    def _by(self, left: Quotient, right: Quotient) -> Quotient:
        shorter = min(max(len(left[0]), len(left[1])), max(len(right[0]), len(right[1])))
        bits = left.bits + right.bits + max(shorter - 1, 0).bit_length()
        self._check_bits(bits)
        top = self._times(left.numerator, right.numerator)
        return Quotient(top, self._times(left.denominator, right.denominator), bits)

    def _times(self, left: Polynomial, right: Polynomial) -> Polynomial:
        if left.is_one():
            return right
        if right.is_one():
            return left
        if len(left) * len(right) > self.budget.work:
            raise OutOfBudgetError("a product of polynomials has too many terms")
        return self._checked(left * right)

    def _raise(self, base: Polynomial, exponent: int, bits: int) -> Polynomial:
        count = len(base)
        if exponent == 0:
            return self._one
        if count == 0 or base.is_one():
            return base
        degrees = [int(degree) for degree in base.degrees()]
        if max(degrees, default=0) * exponent > self.budget.exponent:
            raise OutOfBudgetError("an exponent is too large")
        if count > 1:
            limit = self.budget.terms
            if exponent > limit:
                raise OutOfBudgetError("a power of a sum has too many terms")
            dense = prod(degree * exponent + 1 for degree in degrees)
            terms = min(dense, _power_terms(count, exponent))
            if terms > limit or terms * bits > 64 * self.budget.work:
                raise OutOfBudgetError("a power of a sum has too many terms")
        return base**exponent

    def _checked(self, polynomial: Polynomial) -> Polynomial:
        if len(polynomial) > self.budget.terms:
            raise OutOfBudgetError("a polynomial has too many terms")
        return polynomial

    def _check_bits(self, bits: int) -> None:
        if bits > self.budget.bits:
            raise OutOfBudgetError("a coefficient is too large")

    def _check_degrees(self, left: Polynomial, right: Polynomial) -> None:
        """A greatest common divisor takes time in the product of the degrees."""
        both = zip(left.degrees(), right.degrees(), strict=True)
        if prod(max(1, min(int(one), int(other))) for one, other in both) > self.budget.degree:
            raise OutOfBudgetError("a greatest common divisor would take too long")


def monomials(polynomial: Polynomial) -> Monomials:
    """The exponent vectors and coefficients of a polynomial, highest first."""
    return [(exponents, _fraction(c)) for exponents, c in polynomial.terms()]


def _pairwise(
    values: list[Quotient], combine: Callable[[Quotient, Quotient], Quotient]
) -> Quotient:
    """Combines neighbours until one is left, so that operands stay of like size."""
    while len(values) > 1:
        odd = values[-1:] if len(values) % 2 else []
        pairs = zip(values[::2], values[1::2], strict=False)
        values = [combine(left, right) for left, right in pairs] + odd
    return values[0]


def _power_terms(count: int, exponent: int) -> int:
    """How many monomials a power of a sum can have: multisets of its terms."""
    smaller = min(count - 1, exponent)
    return comb(exponent + count - 1, smaller) if smaller < 64 else 1 << 64


def _size(polynomial: Polynomial) -> int:
    """The bits of the coefficients over their common denominator."""
    coefficients = [_fraction(c) for c in polynomial.coeffs()]
    common = lcm(*(c.denominator for c in coefficients))
    largest = max((abs(c.numerator) for c in coefficients), default=1)
    return common.bit_length() + largest.bit_length()


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _leading(polynomial: Polynomial) -> Fraction:
    if polynomial.is_zero():
        return Fraction(0)
    return _fraction(polynomial.leading_coefficient())
