"""Signs of polynomials: factors, real roots in an interval, sums of squares.

Trusted. Here: a term as a quotient of polynomials in generators (`rational`), their
factorisation over Q, and two procedures for the sign of a polynomial: for one
generator, counting the real roots in an interval (complete); for several, writing it
as a sum of squares by exact elimination.

Sources: S. Basu, R. Pollack, M.-F. Roy, Algorithms in Real Algebraic Geometry, ch. 2
(Sturm's theorem), and ch. 4 (quadratic forms); P. Parrilo, Semidefinite programming
relaxations for semialgebraic problems, Math. Program. 96 (2003) (Gram matrices).
Not here: where bounds on the generators come from (`ranges`).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import rational, reorder
from derivation.prove.decide.budget import Budget
from derivation.prove.decide.intervals import Interval
from derivation.term import Term

Monomial: TypeAlias = tuple[tuple[Term, int], ...]
"""Powers of generators, in one order (`_rank`); () for the constant."""

Polynomial: TypeAlias = tuple[tuple[Fraction, Monomial], ...]
"""Coefficients and monomials, those of highest degree first; () is 0.

Equal polynomials in the same generators are equal data.
"""

BUDGET = Budget(nodes=2_000, terms=400, work=20_000, exponent=64, degree=2_000, bits=2_000)
MAXIMUM_TERMS = 60
MAXIMUM_DEGREE = 16
ONE: Polynomial = ((Fraction(1), ()),)


@lru_cache(maxsize=16384)
def quotient(term: Term) -> tuple[Polynomial, Polynomial] | None:
    """Numerator and denominator of a term, None if it is too large or nowhere defined.

    Where the term is defined, the denominator is not 0.
    """
    try:
        whole = rational.monomials(term, BUDGET)
        if whole is not None:
            return (_sorted(whole), ONE) if _is_small(whole) else None
        parts = rational.fraction(term, budget=BUDGET)
        top, bottom = (rational.monomials(part, BUDGET) for part in parts)
    except (OutOfBudgetError, KernelError):
        return None
    if top is None or bottom is None or not (_is_small(top) and _is_small(bottom)):
        return None
    return _sorted(top), _sorted(bottom)


@lru_cache(maxsize=16384)
def _rank(generator: Term) -> str:
    return reorder.key(generator)


def _sorted(polynomial: Iterable[tuple[Fraction, Monomial]]) -> Polynomial:
    """In one order of generators and monomials, whichever ring it comes from."""
    parts = [
        (c, tuple(sorted(monomial, key=lambda part: _rank(part[0]))))
        for c, monomial in polynomial
    ]
    return tuple(sorted(parts, key=lambda part: _place(part[1])))


def _place(monomial: Monomial) -> tuple[int, list[tuple[str, int]]]:
    degree = sum(exponent for _, exponent in monomial)
    return -degree, [(_rank(generator), -exponent) for generator, exponent in monomial]


def _is_small(polynomial: Polynomial) -> bool:
    if len(polynomial) > MAXIMUM_TERMS:
        return False
    return all(sum(e for _, e in monomial) <= MAXIMUM_DEGREE for _, monomial in polynomial)


def generators(polynomial: Polynomial) -> tuple[Term, ...]:
    """The generators that occur, each once."""
    return tuple(dict.fromkeys(g for _, monomial in polynomial for g, _ in monomial))


def constant(polynomial: Polynomial) -> Fraction | None:
    """The number that the polynomial is, None for any other."""
    if not polynomial:
        return Fraction(0)
    return polynomial[0][0] if len(polynomial) == 1 and not polynomial[0][1] else None


def split(polynomial: Polynomial) -> tuple[Polynomial, Fraction, Fraction] | None:
    """Monic m, leading coefficient k and constant c with polynomial = k m + c.

    None for a constant.
    """
    rest = tuple(part for part in polynomial if part[1])
    if not rest:
        return None
    leading = rest[0][0]
    offset = sum((c for c, monomial in polynomial if not monomial), Fraction(0))
    return tuple((c / leading, m) for c, m in rest), leading, offset


def negated(polynomial: Polynomial) -> Polynomial:
    """-p."""
    return tuple((-c, monomial) for c, monomial in polynomial)


@lru_cache(maxsize=16384)
def times(one: Polynomial, two: Polynomial) -> Polynomial:
    """The product."""
    if two == ONE:
        return one
    if one == ONE:
        return two
    every = generators(one + two)
    return _from_flint(_to_flint(one, every) * _to_flint(two, every), every)


def plus(one: Polynomial, two: Polynomial) -> Polynomial:
    """The sum."""
    every = generators(one + two)
    return _from_flint(_to_flint(one, every) + _to_flint(two, every), every)


@lru_cache(maxsize=16384)
def factors(polynomial: Polynomial) -> tuple[Fraction, tuple[tuple[Polynomial, int], ...]]:
    """A constant, and the irreducible factors over Q with multiplicities, monic."""
    value = constant(polynomial)
    if value is not None:
        return value, ()
    every = generators(polynomial)
    coefficient, parts = _to_flint(polynomial, every).factor()
    scale = Fraction(int(coefficient.p), int(coefficient.q))
    found = []
    for part, multiplicity in parts:
        factor = _from_flint(part, every)
        leading = factor[0][0]
        scale *= leading ** int(multiplicity)
        found.append((tuple((c / leading, m) for c, m in factor), int(multiplicity)))
    return scale, tuple(found)


def _to_flint(polynomial: Polynomial, every: tuple[Term, ...]) -> Any:
    from flint import Ordering, fmpq, fmpq_mpoly_ctx

    names = tuple(f"g{index}" for index in range(len(every)))
    context = fmpq_mpoly_ctx.get(names, Ordering.lex)
    terms = {}
    for coefficient, monomial in polynomial:
        powers = dict(monomial)
        exponents = tuple(powers.get(g, 0) for g in every)
        terms[exponents] = fmpq(coefficient.numerator, coefficient.denominator)
    return context.from_dict(terms)


def _from_flint(polynomial: Any, every: tuple[Term, ...]) -> Polynomial:
    return _sorted(
        (
            Fraction(int(c.p), int(c.q)),
            tuple((g, int(e)) for g, e in zip(every, exponents, strict=True) if e),
        )
        for exponents, c in polynomial.terms()
    )


def sign_on(polynomial: Polynomial, interval: Interval) -> tuple[int, bool] | None:
    """The sign of a square-free polynomial in one generator on an interval.

    1 or -1, and whether it is strict; None if both signs occur. By Sturm's theorem
    the polynomial has no root inside; the ends are looked at by themselves.
    """
    low = None if interval.low is None else interval.low.value
    high = None if interval.high is None else interval.high.value
    dense = _dense(polynomial)
    if low is not None and high is not None and low >= high:
        return None
    chain = _sturm(dense)
    inside = _variations(chain, low, -1) - _variations(chain, high, 1)
    if high is not None and dense(_flint_number(high)) == 0:
        inside -= 1
    if inside:
        return None
    sign = 1 if dense(_flint_number(_between(low, high))) > 0 else -1
    ends = (interval.low, interval.high)
    reached = [end for end in ends if end is not None and not end.open]
    return sign, all(dense(_flint_number(end.value)) != 0 for end in reached)


def _between(low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is None:
        return Fraction(0) if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2


def _dense(polynomial: Polynomial) -> Any:
    from flint import fmpq_poly

    degree = max(sum(e for _, e in monomial) for _, monomial in polynomial)
    coefficients = [_flint_number(Fraction(0))] * (degree + 1)
    for coefficient, monomial in polynomial:
        coefficients[sum(e for _, e in monomial)] = _flint_number(coefficient)
    return fmpq_poly(coefficients)


def _flint_number(value: Fraction) -> Any:
    from flint import fmpq

    return fmpq(value.numerator, value.denominator)


def _sturm(dense: Any) -> list[Any]:
    chain = [dense, dense.derivative()]
    while chain[-1].degree() > 0:
        remainder = -(chain[-2] % chain[-1])
        if remainder == 0:
            break
        chain.append(remainder)
    return chain


def _variations(chain: list[Any], point: Fraction | None, side: int) -> int:
    """The changes of sign along the chain at a point, or at infinity on a side."""
    if point is None:
        values = [
            p.leading_coefficient() * (side if p.degree() % 2 else 1) for p in chain if p != 0
        ]
    else:
        values = [p(_flint_number(point)) for p in chain]
    signs = [value > 0 for value in values if value != 0]
    return sum(one != other for one, other in pairwise(signs))


def sum_of_squares(polynomial: Polynomial) -> bool | None:
    """Whether it is > 0 (True) or >= 0 (False) for all real generators, else None.

    It is written as z^T Q z with z the square roots of its even monomials with
    positive coefficients; Q is then eliminated exactly, the constant last.
    """
    basis = [m for c, monomial in polynomial if c > 0 and (m := _halved(monomial)) is not None]
    basis.sort(key=lambda monomial: not monomial)  # the constant last
    if len(basis) > MAXIMUM_DEGREE:
        return None
    gram = _gram(polynomial, basis)
    if gram is None:
        return None
    pivots = _eliminate(gram)
    if pivots is None:
        return None
    return bool(basis) and not basis[-1] and pivots[-1] > 0


def _halved(monomial: Monomial) -> Monomial | None:
    if any(e % 2 for _, e in monomial):
        return None
    return tuple((g, e // 2) for g, e in monomial)


def _gram(polynomial: Polynomial, basis: list[Monomial]) -> list[list[Fraction]] | None:
    size = len(basis)
    products: dict[frozenset[tuple[Term, int]], tuple[int, int]] = {}
    for i in range(size):
        for j in range(i + 1, size):
            products.setdefault(_key(basis[i] + basis[j]), (i, j))
    squares = {_key(basis[i] + basis[i]): i for i in range(size)}
    gram = [[Fraction(0)] * size for _ in range(size)]
    for coefficient, monomial in polynomial:
        key = _key(monomial)
        if coefficient > 0 and key in squares:
            index = squares[key]
            gram[index][index] += coefficient
            continue
        pair = products.get(key)
        if pair is None:
            return None
        i, j = pair
        gram[i][j] += coefficient / 2
        gram[j][i] += coefficient / 2
    return gram


def _key(powers: Iterable[tuple[Term, int]]) -> frozenset[tuple[Term, int]]:
    merged: dict[Term, int] = {}
    for generator, exponent in powers:
        merged[generator] = merged.get(generator, 0) + exponent
    return frozenset(merged.items())


def _eliminate(gram: list[list[Fraction]]) -> list[Fraction] | None:
    """The pivots of a positive semidefinite matrix, None for any other."""
    size = len(gram)
    pivots = []
    for i in range(size):
        pivot = gram[i][i]
        pivots.append(pivot)
        if pivot < 0 or (pivot == 0 and any(gram[i][j] for j in range(i + 1, size))):
            return None
        if pivot == 0:
            continue
        for j in range(i + 1, size):
            ratio = gram[j][i] / pivot
            if ratio:
                for k in range(i, size):
                    gram[j][k] -= ratio * gram[i][k]
    return pivots
