"""What is given, read for the procedures about signs.

Trusted. A `FactBase` holds the given propositions as polynomials that are >= 0, > 0
or not 0, the bounds they put on single terms, what they say of integers, and the
definitions. Each keeps the given proposition it comes from.

Not here: what follows from them (`ranges`, `linear`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sympy import Abs

from derivation.prove.decide import polynomials
from derivation.prove.decide.intervals import (
    EVERYTHING,
    End,
    Facts,
    Interval,
    exactly,
    intersection,
    product,
    total,
)
from derivation.prove.decide.polynomials import (
    Polynomial,
    negated,
    plus,
    quotient,
    split,
    times,
)
from derivation.prove.matching import match
from derivation.prove.proposition import (
    Definition,
    Different,
    Equal,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    Proposition,
    Throughout,
    terms,
)
from derivation.term import (
    AllOf,
    AtMost,
    Derivative,
    EqualTo,
    Less,
    Term,
    UnequalTo,
    add,
    is_real,
    names,
    negate,
    walk,
)
from derivation.term import replace as replace_terms


@dataclass(frozen=True, slots=True)
class Fact:
    """A polynomial that is >= 0 (> 0 if strict) where the facts it rests on hold."""

    polynomial: Polynomial
    strict: bool
    used: Facts


class FactBase:
    """The given propositions, read once."""

    def __init__(self, given: Iterable[Proposition]) -> None:
        self.given = tuple(given)
        self.every = frozenset(self.given)
        self.definitions = tuple(g for g in self.given if isinstance(g, Definition))
        self.quantified = tuple(g for g in self.given if isinstance(g, Throughout))
        self.integers = tuple(g for g in self.given if isinstance(g, IsInteger))

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Every name in what is given, free or bound."""
        return frozenset().union(*(names(t) for given in self.given for t in terms(given)))

    @cached_property
    def inequalities(self) -> tuple[Fact, ...]:
        """Every given inequality and equation, as polynomials."""
        return tuple(fact for given in self.given for fact in _inequalities(given))

    @cached_property
    def products(self) -> tuple[tuple[Fact, Fraction, tuple[tuple[Polynomial, int], ...]], ...]:
        """The inequalities about products: a constant and factors with exponents."""
        factored = ((fact, *polynomials.factors(fact.polynomial)) for fact in self.inequalities)
        return tuple(each for each in factored if len(each[2]) > 1)

    @cached_property
    def _bounds(self) -> dict[Polynomial, Interval]:
        """Bounds on monic polynomials without a constant."""
        bounds: dict[Polynomial, Interval] = {}
        for fact in self.inequalities:
            parts = split(fact.polynomial)
            if parts is None:
                continue
            monic, leading, offset = parts
            end = End(-offset / leading, fact.strict, fact.used)
            new = Interval(end, None) if leading > 0 else Interval(None, end)
            bounds[monic] = intersection(bounds.get(monic, EVERYTHING), new)
        return bounds

    def bounds(self, polynomial: Polynomial) -> Interval:
        """What the facts say directly of a polynomial, up to a factor and a constant."""
        parts = split(polynomial) if self._bounds else None
        if parts is None:
            return EVERYTHING
        monic, leading, offset = parts
        found = self._bounds.get(monic)
        if found is None:
            return EVERYTHING
        return total((product(found, exactly(leading)), exactly(offset)))

    @cached_property
    def nonzero(self) -> dict[Polynomial, Facts]:
        """Irreducible monic polynomials that do not vanish."""
        found: dict[Polynomial, Facts] = {}
        for given in self.given:
            for polynomial in _nonzero(given):
                for factor, _ in polynomials.factors(polynomial)[1]:
                    found.setdefault(factor, frozenset((given,)))
        return found

    def unfolded(self, term: Term) -> Iterator[tuple[Term, Definition]]:
        """What the definitions say the term is equal to, where that is defined."""
        for definition in self.definitions:
            found = match(definition.left, term, definition.variables)
            if found is None or replace_terms(definition.left, found) != term:
                continue
            moved = {name: value for name, value in found.items() if name != value}
            if moved and any(isinstance(p, Derivative) for p in walk(definition.right)):
                continue  # the derivative's variable could be caught
            yield replace_terms(definition.right, found), definition


def condition_facts(condition: Term) -> tuple[Proposition, ...]:
    """What holds where the condition of a case does."""
    match condition:
        case Less():
            return (Positive(add(condition.args[1], negate(condition.args[0]))),)
        case AtMost():
            return (NonNegative(add(condition.args[1], negate(condition.args[0]))),)
        case EqualTo():
            return (Equal(*condition.args),)
        case UnequalTo():
            return (NonZero(add(condition.args[0], negate(condition.args[1]))),)
        case AllOf():
            return tuple(fact for part in condition.args for fact in condition_facts(part))
    return ()


def _inequalities(given: Proposition) -> Iterator[Fact]:
    if not isinstance(given, Positive | NonNegative | Equal) or not _are_real(given):
        return
    used = frozenset((given,))
    if isinstance(given, Equal):
        parts = quotient(add(given.left, negate(given.right)))
        if parts is not None and parts[0]:
            yield Fact(parts[0], False, used)
            yield Fact(negated(parts[0]), False, used)
        return
    parts = quotient(given.term)
    if parts is None:
        return
    strict = isinstance(given, Positive)
    top, bottom = parts
    if len(top) * len(bottom) > polynomials.MAXIMUM_TERMS:
        return
    polynomial = times(top, bottom)  # has the sign of the quotient
    yield Fact(polynomial, strict, used)
    for unfolded in _without_absolute_values(polynomial):
        yield Fact(unfolded, strict, used)
    if strict and len(polynomial) == 1 and polynomial[0][1]:
        coefficient, monomial = polynomial[0]
        odd = tuple((generator, 1) for generator, e in monomial if e % 2)
        unit = Fraction(1 if coefficient > 0 else -1)
        if odd and odd != monomial:  # the sign of x^2 y is that of y
            yield Fact(((unit, odd),), True, used)


def _without_absolute_values(polynomial: Polynomial) -> Iterator[Polynomial]:
    """What is >= 0 with -k|u| in it is so with -k u and with k u."""
    for index, (coefficient, monomial) in enumerate(polynomial):
        if coefficient >= 0 or len(monomial) != 1 or monomial[0][1] != 1:
            continue
        inner = quotient(monomial[0][0].args[0]) if isinstance(monomial[0][0], Abs) else None
        if inner is None or inner[1] != polynomials.ONE:
            continue
        rest = (*polynomial[:index], *polynomial[index + 1 :])
        for factor in (coefficient, -coefficient):
            yield plus(rest, times(((factor, ()),), inner[0]))


def _nonzero(given: Proposition) -> Iterator[Polynomial]:
    """The numerators of terms of which it says that they are not 0."""
    if not _are_real(given):
        return
    match given:
        case Positive(term) | NonZero(term) | NotPole(term):
            parts = quotient(term)
        case Different(left, right):
            parts = quotient(add(left, negate(right)))
        case _:
            return
    if parts is not None and parts[0]:
        yield parts[0]


def _are_real(given: Proposition) -> bool:
    return all(is_real(term) for term in terms(given))
