"""The search behind ideal membership: Buchberger's algorithm, remembering its way.

Untrusted: what it answers is checked by multiplication in `ideal`, and nothing rests
on it. Every element of the growing basis keeps its recipe, a combination of earlier
elements; only when the target has been reduced to 0 are the recipes unrolled into
cofactors of the generators. Pairs are kept few by the criteria of Gebauer and Möller,
and taken in the order of the degree of their least common multiple; the order of
monomials is the graded reverse lexicographic one.

Complete within its budget: without `OutOfBudgetError`, None means that the target is
no member. Source: D. Cox, J. Little, D. O'Shea, Ideals, Varieties, and Algorithms,
ch. 2, sections 3, 7 and 10; R. Gebauer, H. M. Möller, On an installation of
Buchberger's algorithm, J. Symbolic Computation 6 (1988).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import comb
from typing import Any, TypeAlias

from flint import Ordering, fmpq_mpoly_ctx

from derivation.errors import OutOfBudgetError

Polynomial: TypeAlias = Any
"""A python-flint `fmpq_mpoly` (python-flint's types are not checked here)."""

Combination: TypeAlias = dict[int, Polynomial]
"""Coefficients of the elements with these numbers."""

_Exponents: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchBudget:
    """Limits of one search; past one, `OutOfBudgetError` is raised.

    `pairs`: pairs of basis elements that are reduced; `elements`: of the basis;
    `terms`: of one polynomial; `work`: pairs of monomials in one multiplication;
    `total`: all such pairs together; `degree`: of one least common multiple;
    `monomials`: how many there are up to a polynomial's degree, because a division may
    bring in all of them; `bits`: size of one coefficient; `variables`: of the ring.
    """

    pairs: int = 400
    elements: int = 120
    terms: int = 1_500
    work: int = 200_000
    total: int = 5_000_000
    degree: int = 24
    monomials: int = 500_000
    bits: int = 2_000
    variables: int = 40


@lru_cache(maxsize=64)
def graded(size: int) -> Any:
    """The ring in that many variables with the graded reverse lexicographic order."""
    return fmpq_mpoly_ctx.get(tuple(f"v{i}" for i in range(size)), Ordering.degrevlex)


@dataclass(frozen=True, slots=True)
class _Element:
    """A polynomial, its leading exponents, and the combination of earlier ones it is.

    Without a recipe it is a generator.
    """

    polynomial: Polynomial
    lead: _Exponents
    recipe: Combination | None = None


@dataclass
class _Search:
    budget: SearchBudget
    elements: list[_Element] = field(default_factory=list)
    active: list[int] = field(default_factory=list)
    """Elements whose leading monomial no later one divides; the basis so far."""
    pairs: list[tuple[_Exponents, int, int]] = field(default_factory=list)
    spent: int = 0

    def times(self, left: Polynomial, right: Polynomial) -> Polynomial:
        work = len(left) * len(right)
        self.spend(work)
        if work > self.budget.work:
            raise OutOfBudgetError("a product in the search for cofactors is too large")
        return self.checked(left * right)

    def spend(self, work: int) -> None:
        self.spent += work
        if self.spent > self.budget.total:
            raise OutOfBudgetError("the search for cofactors takes too long")

    def checked(self, polynomial: Polynomial) -> Polynomial:
        if len(polynomial) > self.budget.terms:
            raise OutOfBudgetError("a polynomial of the search has too many terms")
        degree = int(polynomial.total_degree()) if len(polynomial) else 0
        if _reach(degree, polynomial.context().nvars()) > self.budget.monomials:
            raise OutOfBudgetError("the degree of a polynomial of the search is too large")
        for coefficient in polynomial.coeffs():
            size = int(coefficient.p).bit_length() + int(coefficient.q).bit_length()
            if size > self.budget.bits:
                raise OutOfBudgetError("a coefficient of the search is too large")
        return polynomial

    def reduce(self, polynomial: Polynomial, used: Combination) -> Polynomial:
        """The remainder by the basis; `used` is what had to be subtracted."""
        changed = True
        while changed and not polynomial.is_zero():
            changed = False
            for number in self.active:
                divisor = self.elements[number].polynomial
                quotient, remainder = divmod(polynomial, divisor)
                if quotient.is_zero():
                    continue
                self.spend(len(quotient) * len(divisor))
                polynomial = self.checked(remainder)
                used[number] = used.get(number, 0) + quotient
                changed = True
        return polynomial

    def include(self, polynomial: Polynomial, recipe: Combination) -> None:
        """Takes a remainder into the basis, if it is not 0; `recipe` combines to it."""
        used: Combination = {}
        rest = self.reduce(polynomial, used)
        if rest.is_zero():
            return
        leading = rest.leading_coefficient()
        for number, quotient in used.items():
            recipe[number] = recipe.get(number, 0) - quotient
        scaled = {n: c / leading for n, c in recipe.items() if c != 0}
        new = _Element(rest / leading, rest.monomial(0), scaled)
        self.elements.append(new)
        if len(self.elements) > self.budget.elements:
            raise OutOfBudgetError("the basis has too many elements")
        self._update(len(self.elements) - 1)

    def _update(self, new: int) -> None:
        """The pairs of a new element that may matter (Gebauer and Möller)."""
        lead = self.elements[new].lead
        commons = {old: _common(self.elements[old].lead, lead) for old in self.active}
        self.pairs = [
            (common, one, other)
            for common, one, other in self.pairs
            if not _divides(lead, common)
            or _common(self.elements[one].lead, lead) == common
            or _common(self.elements[other].lead, lead) == common
        ]
        kept: list[int] = []
        waiting = sorted(commons, key=lambda n: not self._coprime(n, lead))
        for position, old in enumerate(waiting):
            rest = (*kept, *waiting[position + 1 :])
            if self._coprime(old, lead) or not any(
                _divides(commons[other], commons[old]) for other in rest
            ):
                kept.append(old)
        self.pairs += [(commons[n], n, new) for n in kept if not self._coprime(n, lead)]
        self.active = [n for n in self.active if not _divides(lead, self.elements[n].lead)]
        self.active.append(new)

    def _coprime(self, old: int, lead: _Exponents) -> bool:
        both = zip(self.elements[old].lead, lead, strict=True)
        return all(one == 0 or other == 0 for one, other in both)

    def next_pair(self, context: Any) -> tuple[Polynomial, Combination]:
        """The S-polynomial of the pair of least degree, and how it is combined."""
        self.pairs.sort(key=lambda pair: (-sum(pair[0]), pair[0]))
        common, one, other = self.pairs.pop()
        if sum(common) > self.budget.degree:
            raise OutOfBudgetError("the degrees in the search for cofactors grow too large")
        whole = context.constant(0)
        recipe: Combination = {}
        for number, sign in ((one, 1), (other, -1)):
            element = self.elements[number]
            exponents = tuple(c - e for c, e in zip(common, element.lead, strict=True))
            scale = sign / element.polynomial.leading_coefficient()
            recipe[number] = context.from_dict({exponents: scale})
            whole += self.times(recipe[number], element.polynomial)
        return whole, recipe

    def unrolled(self, combination: Combination, generators: int) -> Combination:
        """A combination of any elements as one of the generators."""
        for number in range(len(self.elements) - 1, generators - 1, -1):
            coefficient = combination.pop(number, None)
            recipe = self.elements[number].recipe
            if coefficient is None or coefficient == 0 or recipe is None:
                continue
            for earlier, factor in recipe.items():
                more = self.times(coefficient, factor)
                combination[earlier] = combination.get(earlier, 0) + more
        return combination


def cofactors(
    target: Polynomial, generators: Sequence[Polynomial], budget: SearchBudget
) -> Mapping[int, Polynomial] | None:
    """Coefficients of the generators whose combination is the target, or None.

    All polynomials are of one ring `graded(n)`. OutOfBudgetError if the search had to
    end before it was known.
    """
    context = target.context()
    search = _Search(budget)
    for generator in generators:
        lead = generator.monomial(0) if not generator.is_zero() else ()
        search.elements.append(_Element(search.checked(generator), lead))
    combination: Combination = {}
    rest = search.checked(target)
    for number, generator in enumerate(generators):
        search.include(generator, {number: context.constant(1)})
        rest = search.reduce(rest, combination)
    for _ in range(budget.pairs):
        if rest.is_zero():
            return search.unrolled(combination, len(generators))
        if not search.pairs:
            return None
        known = len(search.elements)
        search.include(*search.next_pair(context))
        if len(search.elements) > known:
            rest = search.reduce(rest, combination)
    raise OutOfBudgetError("the search for cofactors has too many pairs")


def _reach(degree: int, variables: int) -> int:
    """How many monomials there are up to this degree, as far as it matters."""
    fewer = min(degree, variables)
    return comb(degree + variables, fewer) if fewer < 40 else 1 << 64


def _common(one: _Exponents, other: _Exponents) -> _Exponents:
    return tuple(map(max, one, other))


def _divides(one: _Exponents, other: _Exponents) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))
