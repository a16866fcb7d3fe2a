"""Normal forms as products: a rational number times powers of irreducible polynomials.

Trusted. Each polynomial comes with whole coprime coefficients, the leading one positive,
so that the same polynomial has the same key wherever it occurs. Source: K. Geddes,
S. Czapor, G. Labahn, Algorithms for Computer Algebra, ch. 8 (python-flint factors).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod

from flint import fmpz

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.budget import Budget
from derivation.prove.decide.elementary.atom_ring import AtomRing
from derivation.prove.decide.fraction_field import Polynomial, Quotient
from derivation.prove.decide.normal import Normal, of_atom, of_number

MAXIMUM_FACTORED_TERMS = 150
"""Polynomials with more terms are not factored."""

MAXIMUM_FACTORED_SIZE = 4000
"""Nor are those whose degrees in their variables, each raised by 1, have a larger product."""

MAXIMUM_FACTORED_BITS = 96
"""Whole numbers longer than this are not factored into primes."""


@dataclass(frozen=True, slots=True)
class Factored:
    """constant * product of factor ** exponent; a lone atom may have a fractional one."""

    constant: Fraction
    factors: tuple[tuple[Normal, Fraction], ...]


def factored(value: Normal, budget: Budget) -> Factored:
    """A normal form as a product; OutOfBudgetError if it is too large to factor."""
    if value.constant is not None:
        return Factored(value.constant, ())
    ring = AtomRing((value,), budget)
    reduced = ring.quotient(value)
    found: dict[str, tuple[Normal, Fraction]] = {}
    constant = Fraction(1)
    for polynomial, direction in ((reduced.numerator, 1), (reduced.denominator, -1)):
        unit, parts = _factor(polynomial)
        constant *= unit**direction
        for part, exponent in parts:
            scale, factor = _standard(part, ring)
            constant *= scale ** (direction * exponent)
            power = Fraction(direction * exponent)
            factor, power = _root_of_atom(factor, power)
            before = found.get(factor.key, (factor, Fraction(0)))[1]
            found[factor.key] = (factor, before + power)
    kept = tuple((f, e) for _, (f, e) in sorted(found.items()) if e)
    return Factored(constant, kept)


def _factor(polynomial: Polynomial) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
    size = prod(int(degree) + 1 for degree in polynomial.degrees())
    if len(polynomial) > 2 and (
        len(polynomial) > MAXIMUM_FACTORED_TERMS or size > MAXIMUM_FACTORED_SIZE
    ):
        raise OutOfBudgetError("a polynomial is too large to be factored")
    unit, parts = polynomial.factor()
    return Fraction(int(unit.p), int(unit.q)), [(p, int(e)) for p, e in parts]


def _standard(polynomial: Polynomial, ring: AtomRing) -> tuple[Fraction, Normal]:
    """The number and the polynomial of the form described at the top, as a product."""
    coefficients = [Fraction(int(c.p), int(c.q)) for c in polynomial.coeffs()]
    common = lcm(*(c.denominator for c in coefficients))
    content = Fraction(gcd(*(int(c * common) for c in coefficients)), common)
    leading = polynomial.leading_coefficient()
    if leading < 0:
        content = -content
    scaled = polynomial / ring.field.number(content).numerator.leading_coefficient()
    return content, ring.data(Quotient(scaled, ring.field.one[0], 1))


def _root_of_atom(factor: Normal, power: Fraction) -> tuple[Normal, Fraction]:
    """A generator that is a root of an atom, as a power of the atom itself."""
    if len(factor.numerator) != 1 or len(factor.numerator[0][1]) != 1:
        return factor, power
    atom, exponent = factor.numerator[0][1][0]
    return of_atom(atom), power * exponent


def primes(number: int) -> tuple[tuple[int, int], ...]:
    """The primes of a positive whole number with their exponents.

    A number that is too long to be factored counts as one factor.
    """
    if number.bit_length() > MAXIMUM_FACTORED_BITS:
        return ((number, 1),)
    return tuple((int(p), int(e)) for p, e in fmpz(number).factor())


def prime_powers(value: Fraction) -> tuple[tuple[Normal, Fraction], ...]:
    """A positive rational number as primes with their exponents."""
    above = [(of_number(Fraction(p)), Fraction(e)) for p, e in primes(value.numerator)]
    below = [(of_number(Fraction(p)), Fraction(-e)) for p, e in primes(value.denominator)]
    return (*above, *below)
