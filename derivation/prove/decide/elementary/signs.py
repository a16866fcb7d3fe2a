"""The signs of polynomials, from what is given.

Trusted. What is given (t > 0, t >= 0, t != 0) is brought to normal form and factored: a
product whose sign is known gives the sign of a factor when those of the others are
known. What that does not show, `ranges` may. Not here: what follows from a sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import ranges, rebuilding
from derivation.prove.decide.budget import Budget
from derivation.prove.decide.elementary.factoring import Factored, factored
from derivation.prove.decide.normal import Normal
from derivation.prove.proposition import (
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.term import Term, is_real, negate

MAXIMUM_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a value: +1 or -1; `strict` if it is not 0 either; what shows it."""

    sign: int
    strict: bool
    used: frozenset[Proposition] = frozenset()


_Fact = tuple[Factored, bool, Proposition]


@dataclass(slots=True)
class Signs:
    """What is known of signs in one comparison; remembers what it was asked."""

    given: tuple[Proposition, ...]
    budget: Budget
    normalise: Callable[[Term], Normal | None]
    _known: dict[str, Sign] | None = None
    _nonzero: dict[str, frozenset[Proposition]] = field(default_factory=dict)
    _asked: dict[str, Sign | None] = field(default_factory=dict)

    def of(self, polynomial: Normal) -> Sign | None:
        """The sign of an irreducible polynomial (as `factoring` gives it), if known."""
        key = polynomial.key
        if key not in self._asked:
            self._asked[key] = None  # a question that needs its own answer has none
            self._asked[key] = self._find(polynomial)
        return self._asked[key]

    def _find(self, polynomial: Normal) -> Sign | None:
        if polynomial.constant is not None:
            value = polynomial.constant
            return Sign(1 if value > 0 else -1, strict=True) if value else None
        if self._known is None:
            self._known = {}
            self._known = self._deduced()
        known = self._known.get(polynomial.key)
        if known is not None and known.strict:
            return known
        return self._by_ranges(polynomial) or self._sharpened(polynomial, known)

    def _sharpened(self, polynomial: Normal, known: Sign | None) -> Sign | None:
        """A known sign, strict if the value is also known not to be 0."""
        if known is None or polynomial.key not in self._nonzero:
            return known
        return Sign(known.sign, strict=True, used=known.used | self._nonzero[polynomial.key])

    def _by_ranges(self, polynomial: Normal) -> Sign | None:
        term = rebuilding.normal_term(polynomial)
        if not is_real(term):
            return None
        for sign, value in ((1, term), (-1, negate(term))):
            used = ranges.shows(Positive(value), self.given)
            if used is not None:
                return Sign(sign, strict=True, used=used)
            used = ranges.shows(NonNegative(value), self.given)
            if used is not None:
                return self._sharpened(polynomial, Sign(sign, strict=False, used=used))
        return None

    def _deduced(self) -> dict[str, Sign]:
        known: dict[str, Sign] = {}
        facts = list(self._facts())
        for _ in range(MAXIMUM_ROUNDS):
            before = len(known)
            for product, strict, fact in facts:
                _deduce(product, strict, fact, known)
            if len(known) == before:
                break
        return known

    def _facts(self) -> Iterable[_Fact]:
        for fact in self.given:
            if not isinstance(fact, Positive | NonNegative | NonZero) or not is_real(fact.term):
                continue
            try:
                normal = self.normalise(fact.term)
                if normal is None:
                    continue
                product = factored(normal, self.budget)
            except (OutOfBudgetError, KernelError):
                continue
            if isinstance(fact, NonZero):
                for factor, _ in product.factors:
                    self._nonzero.setdefault(factor.key, frozenset((fact,)))
            else:
                yield product, isinstance(fact, Positive), fact


def _deduce(product: Factored, strict: bool, fact: Proposition, known: dict[str, Sign]) -> None:
    """The sign of the one factor with an odd exponent whose sign is not known yet.

    A product that may be 0 tells the sign of a factor only if no other can vanish.
    """
    if product.constant == 0:
        return
    sign = 1 if product.constant > 0 else -1
    used = frozenset((fact,))
    unknown: list[str] = []
    for factor, exponent in product.factors:
        own = known.get(factor.key)
        settled = own is not None and (own.strict or strict)
        if exponent.denominator != 1 or (exponent.numerator % 2 == 0 and strict):
            if exponent.denominator != 1:
                return  # a root is nonnegative, but of what sign its radicand is is open
            continue
        if exponent.numerator % 2 == 0 or not settled:
            unknown.append(factor.key)
        elif own is not None:
            sign *= own.sign
            used |= own.used
    if len(unknown) == 1:
        odd = next(e for f, e in product.factors if f.key == unknown[0])
        if odd.denominator == 1 and odd.numerator % 2 == 1:
            old = known.get(unknown[0])
            if old is None or (strict and not old.strict):
                known[unknown[0]] = Sign(sign, strict, used)
