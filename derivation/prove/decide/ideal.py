"""Ideal membership over the rationals: what follows from polynomial equations.

Trusted by checking: `member` answers with cofactors, found in whatever way
(`groebner`), and accepts them only after multiplying out

    target^power · factor^saturation = sum of cofactor · generator,

so that wherever all generators are 0 and the factor is not, the target is 0. With
`power` 1 and `saturation` 0 the target is in the ideal; the saturation takes denominators
that are known not to vanish into account, the power the radical.

Complete within the budget for vanishing on the complex points where the factor does
not vanish (Hilbert's Nullstellensatz, by the trick of Rabinowitsch); equations that
force more in the reals alone, such as x² + y² = 0, are not understood that far.
Source: D. Cox, J. Little, D. O'Shea, Ideals, Varieties, and Algorithms, ch. 2 and 4.

Not here: what the polynomials stand for (`hypotheses`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.groebner import Polynomial, SearchBudget, cofactors, graded

DEFAULT_SEARCH = SearchBudget()
"""Enough for the constraints that people write; a search within it takes less than a second."""

MAXIMUM_WORK = 2_000_000
"""Pairs of monomials in one multiplication when cofactors are checked."""


@dataclass(frozen=True, slots=True)
class Membership:
    """target^power · factor^saturation is the sum of cofactor · generator."""

    cofactors: tuple[Polynomial, ...]
    power: int = 1
    saturation: int = 0


def checks(
    target: Polynomial,
    generators: Sequence[Polynomial],
    factor: Polynomial,
    membership: Membership,
) -> bool:
    """Whether the identity that a membership states holds, by multiplying out.

    OutOfBudgetError if that would take too long.
    """
    if membership.power < 1 or membership.saturation < 0:
        return False
    if len(membership.cofactors) != len(generators):
        return False
    combined = target.context().constant(0)
    for cofactor, generator in zip(membership.cofactors, generators, strict=True):
        combined += _times(cofactor, generator)
    whole = _times(_raised(target, membership.power), _raised(factor, membership.saturation))
    return bool(combined == whole)


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MAXIMUM_WORK:
        raise OutOfBudgetError("the cofactors are too large to be multiplied out")
    return left * right


def _raised(base: Polynomial, power: int) -> Polynomial:
    """A power, within the budget at each multiplication."""
    result = base.context().constant(1)
    for _ in range(power):
        result = _times(result, base)
    return result


def member(
    target: Polynomial,
    generators: Sequence[Polynomial],
    factor: Polynomial,
    budget: SearchBudget = DEFAULT_SEARCH,
) -> Membership | None:
    """A checked membership, the simplest kind first; None if there is none.

    All polynomials are of one ring. OutOfBudgetError if it could not be found out.
    """
    ring = _Compressed.of((target, factor, *generators), budget)
    for attempt in (_plain, _saturated, _radical):
        found = attempt(ring, target, generators, factor, budget)
        if found is not None and checks(target, generators, factor, found):
            return found
    return None


def contradictory(
    generators: Sequence[Polynomial],
    factor: Polynomial,
    budget: SearchBudget = DEFAULT_SEARCH,
) -> bool:
    """Whether no complex point has all generators 0 and the factor not.

    OutOfBudgetError if it could not be found out.
    """
    one = factor.context().constant(1)
    ring = _Compressed.of((factor, *generators), budget)
    attempt = _plain if factor.is_constant() else _saturated
    found = attempt(ring, one, generators, factor, budget)
    return found is not None and checks(one, generators, factor, found)


@dataclass(frozen=True, slots=True)
class _Compressed:
    """The ring of the variables that occur, one more put first for the inverse."""

    context: Any
    size: int
    occurring: tuple[int, ...]

    @staticmethod
    def of(polynomials: Sequence[Polynomial], budget: SearchBudget) -> _Compressed:
        degrees = [p.degrees() for p in polynomials if not p.is_zero()]
        size = polynomials[0].context().nvars()
        occurring = tuple(i for i in range(size) if any(d[i] for d in degrees))
        if len(occurring) > budget.variables:
            raise OutOfBudgetError(f"more than {budget.variables} variables")
        return _Compressed(polynomials[0].context(), size, occurring)

    def inside(self, polynomial: Polynomial) -> Polynomial:
        """A polynomial of the ring outside as one of this ring."""
        terms = polynomial.to_dict()
        return graded(len(self.occurring) + 1).from_dict(
            {(0, *(e[i] for i in self.occurring)): c for e, c in terms.items()}
        )

    def inverse_of(self, polynomial: Polynomial) -> Polynomial:
        """1 - t · polynomial, with the variable t of the inverse."""
        ring = graded(len(self.occurring) + 1)
        return ring.constant(1) - ring.gens()[0] * self.inside(polynomial)

    def outside(self, polynomial: Polynomial, base: Polynomial, power: int) -> Polynomial:
        """base^power · polynomial, with 1/base for t."""
        levels: dict[int, dict[tuple[int, ...], Any]] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            whole = [0] * self.size
            for index, exponent in zip(self.occurring, exponents[1:], strict=True):
                whole[index] = int(exponent)
            levels.setdefault(int(exponents[0]), {})[tuple(whole)] = coefficient
        parts = (
            _times(self.context.from_dict(terms), _raised(base, power - level))
            for level, terms in levels.items()
        )
        return sum(parts, self.context.constant(0))


def _degree(found: Mapping[int, Polynomial], count: int) -> int:
    """The degree of the variable of the inverse in the cofactors of the generators."""
    degrees = (int(c.degrees()[0]) for n, c in found.items() if n < count and c != 0)
    return max(degrees, default=0)


def _cofactors(
    ring: _Compressed, found: Mapping[int, Polynomial], count: int, base: Polynomial, power: int
) -> tuple[Polynomial, ...]:
    """The cofactors of the generators, with base^power · (1/base for t)."""
    zero = ring.context.constant(0)
    return tuple(
        ring.outside(found[n], base, power) if n in found and found[n] != 0 else zero
        for n in range(count)
    )


def _plain(
    ring: _Compressed,
    target: Polynomial,
    generators: Sequence[Polynomial],
    factor: Polynomial,
    budget: SearchBudget,
) -> Membership | None:
    inside = [ring.inside(g) for g in generators]
    found = cofactors(ring.inside(target), inside, budget)
    if found is None:
        return None
    return Membership(_cofactors(ring, found, len(generators), factor, 0))


def _saturated(
    ring: _Compressed,
    target: Polynomial,
    generators: Sequence[Polynomial],
    factor: Polynomial,
    budget: SearchBudget,
) -> Membership | None:
    if factor.is_constant():
        return None
    inside = [*(ring.inside(g) for g in generators), ring.inverse_of(factor)]
    found = cofactors(ring.inside(target), inside, budget)
    if found is None:
        return None
    power = _degree(found, len(generators))
    return Membership(_cofactors(ring, found, len(generators), factor, power), 1, power)


def _radical(
    ring: _Compressed,
    target: Polynomial,
    generators: Sequence[Polynomial],
    factor: Polynomial,
    budget: SearchBudget,
) -> Membership | None:
    if target.is_zero():
        return None
    base = _times(target, factor)
    inside = [*(ring.inside(g) for g in generators), ring.inverse_of(base)]
    one = graded(len(ring.occurring) + 1).constant(1)
    found = cofactors(one, inside, budget)
    if found is None:
        return None
    power = max(1, _degree(found, len(generators)))
    return Membership(_cofactors(ring, found, len(generators), base, power), power, power)
