"""The inequalities from which a polynomial's sign is sought as a linear consequence.

Trusted. For a goal they are: what is given about its generators, directly or through
other facts; what its definitions say; the known bounds of its generators and
monomials; squares; products of two of these where the goal is not linear. All of them
hold wherever the facts they rest on do and the generators are defined.

Source: D. Handelman, Representing polynomials by positive linear functions on compact
convex polyhedra, Pacific J. Math. 132 (1988) (products of bounds).
Not here: the search for a positive sum of them (`linear`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import combinations, combinations_with_replacement, permutations
from typing import TYPE_CHECKING

import sympy
from sympy import Pow, Symbol

from derivation.prove.decide import integers
from derivation.prove.decide.facts import Fact
from derivation.prove.decide.intervals import (
    NONE,
    Facts,
    Interval,
    exactly,
    integer_power,
    product,
)
from derivation.prove.decide.linear import Inequality
from derivation.prove.decide.polynomials import (
    ONE,
    Monomial,
    Polynomial,
    generators,
    negated,
    plus,
    quotient,
    times,
)
from derivation.prove.decide.structure import FUNCTION_NAMES
from derivation.prove.proposition import NonNegative, NonZero, Positive
from derivation.term import Binder, Cases, Maximum, Minimum, Term, add, multiply, negate, number

if TYPE_CHECKING:
    from derivation.prove.decide.ranges import Ranges

MAXIMUM_FACTS = 48
"""How many given facts are looked at for one goal; the nearest ones first."""
MAXIMUM_SQUARES = 4
MAXIMUM_FACTORS = 12
"""How many inequalities are multiplied with each other."""
MAXIMUM_LENGTH = 8
"""Longer polynomials are not multiplied."""


def hypotheses(goal: Polynomial, known: Ranges) -> list[Inequality]:
    """What may add up to the goal; 1 > 0 is among them."""
    found = _near(goal, known)
    atoms = tuple(dict.fromkeys(g for fact in found for g in generators(fact.polynomial)))
    near = [atom for atom in atoms if not isinstance(atom, Binder | Cases)]
    atoms = tuple(dict.fromkeys((*generators(goal), *near)))
    found += [fact for atom in atoms for fact in _about(atom, known)]
    found += _monotone(atoms, known)
    stated = [monomial for fact in found for _, monomial in fact.polynomial]
    if any(_degree(monomial) > 1 for monomial in (*stated, *(m for _, m in goal))):
        found += _nonlinear(goal, found, known)
    found.append(Fact(ONE, True, NONE))
    return [_inequality(fact) for fact in found]


def _inequality(fact: Fact) -> Inequality:
    form = {monomial: coefficient for coefficient, monomial in fact.polynomial}
    return Inequality(form, fact.strict, fact.used)


def _degree(monomial: Monomial) -> int:
    return sum(exponent for _, exponent in monomial)


def _near(goal: Polynomial, known: Ranges) -> list[Fact]:
    """The given facts that share generators with the goal, or with one that does."""
    reached = dict.fromkeys(generators(goal))  # in order: the answer is the same every time
    pending = [*known.facts.inequalities]
    found: list[Fact] = []
    while len(found) < MAXIMUM_FACTS:
        new = [f for f in pending if not reached.keys().isdisjoint(generators(f.polynomial))]
        new += [f for atom in list(reached) for f in _defined(atom, known) if f not in found]
        if not new:
            break
        pending = [f for f in pending if f not in new]
        found += new
        reached.update(dict.fromkeys(g for f in new for g in generators(f.polynomial)))
    return [_sharpened(fact, known) for fact in found[:MAXIMUM_FACTS]]


def _defined(atom: Term, known: Ranges) -> Iterator[Fact]:
    """A name and what its definition says are equal."""
    for body, used in known.unfolded(atom):
        parts = quotient(add(atom, negate(body)))
        if parts is not None and parts[1] == ONE and parts[0]:
            yield Fact(parts[0], False, used)
            yield Fact(negated(parts[0]), False, used)


def _sharpened(fact: Fact, known: Ranges) -> Fact:
    """An integer that is > 0 is >= 1."""
    if not fact.strict or not known.facts.integers:
        return fact
    used = integers.whole_polynomial(fact.polynomial, known)
    if used is None:
        return fact
    return Fact(plus(fact.polynomial, negated(ONE)), False, fact.used | used)


def _about(atom: Term, known: Ranges) -> Iterator[Fact]:
    """What is known of a generator because of its head; of a name, nothing."""
    if isinstance(atom, Symbol):
        return
    yield from _ends(((atom, 1),), known.enclose(atom))
    for strict, term in _relations(atom):
        parts = quotient(term)
        if parts is not None and parts[1] == ONE:
            yield Fact(parts[0], strict, NONE)


def _ends(monomial: Monomial, interval: Interval) -> Iterator[Fact]:
    low, high = interval.low, interval.high
    if low is not None:
        above = _affine(Fraction(1), monomial, -low.value)
        yield Fact(above, low.open, low.used)
    if high is not None:
        below = _affine(Fraction(-1), monomial, high.value)
        yield Fact(below, high.open, high.used)


def _affine(factor: Fraction, monomial: Monomial, offset: Fraction) -> Polynomial:
    return ((factor, monomial), (offset, ())) if offset else ((factor, monomial),)


def _relations(atom: Term) -> Iterator[tuple[bool, Term]]:
    """Terms that are >= 0 (> 0 if True), relating a generator to its arguments."""
    quarter = multiply(number(Fraction(1, 2)), sympy.pi)
    if isinstance(atom, sympy.floor):
        yield False, _minus(atom.args[0], atom)
        yield True, add(atom, number(1), negate(atom.args[0]))
    elif isinstance(atom, sympy.ceiling):
        yield False, _minus(atom, atom.args[0])
        yield True, add(atom.args[0], number(1), negate(atom))
    elif isinstance(atom, sympy.Abs):
        yield False, _minus(atom, atom.args[0])
        yield False, add(atom, atom.args[0])
    elif isinstance(atom, Maximum):
        yield from ((False, _minus(atom, part)) for part in atom.args)
    elif isinstance(atom, Minimum):
        yield from ((False, _minus(part, atom)) for part in atom.args)
    elif isinstance(atom, sympy.atan | sympy.asin):
        strict = isinstance(atom, sympy.atan)
        yield strict, _minus(quarter, atom)
        yield strict, add(quarter, atom)
    elif isinstance(atom, sympy.acos):
        yield False, _minus(sympy.pi, atom)
    elif isinstance(atom, sympy.exp):
        yield False, add(atom, number(-1), negate(atom.args[0]))  # e^x >= 1 + x
    elif isinstance(atom, sympy.log):
        yield False, add(atom.args[0], number(-1), negate(atom))


def _minus(one: Term, other: Term) -> Term:
    return add(one, negate(other))


def _monotone(atoms: Iterable[Term], known: Ranges) -> list[Fact]:
    """Values of an increasing function are in the order of their arguments."""
    found = []
    composed = [a for a in atoms if FUNCTION_NAMES.get(type(a)) in _INCREASING]
    for one, other in permutations(composed[:MAXIMUM_SQUARES], 2):
        if type(one) is not type(other):
            continue
        room = _minus(one.args[0], other.args[0])
        parts = quotient(_minus(one, other))
        for strict, wanted in ((True, Positive(room)), (False, NonNegative(room))):
            used = known.shows(wanted) if parts is not None else None
            if used is not None and parts is not None and parts[1] == ONE:
                found.append(Fact(parts[0], strict, used))
                break
    return found


_INCREASING = frozenset(
    ("exp", "log", "asin", "atan", "sinh", "tanh", "asinh", "acosh", "atanh", "erf", "sigmoid")
)


def _nonlinear(goal: Polynomial, found: list[Fact], known: Ranges) -> list[Fact]:
    new: list[Fact] = []
    every = dict.fromkeys(m for _, m in goal if _degree(m) > 1)
    every.update(dict.fromkeys(m for f in found for _, m in f.polynomial if _degree(m) > 1))
    for monomial in every:
        factors = (integer_power(known.enclose(g), e) for g, e in monomial)
        new += _ends(monomial, reduce(product, factors, exactly(1)))
    new += _squares(generators(goal))
    atoms = dict.fromkeys(generators(goal))
    useful = [f for f in found if atoms.keys() >= set(generators(f.polynomial))]
    useful += [
        f for g in atoms if isinstance(g, Symbol) for f in _ends(((g, 1),), known.enclose(g))
    ]
    useful = list(dict.fromkeys(useful))[:MAXIMUM_FACTORS]
    useful = [fact for fact in useful if len(fact.polynomial) <= MAXIMUM_LENGTH]
    for one, other in combinations_with_replacement(useful, 2):
        both = times(one.polynomial, other.polynomial)
        new.append(Fact(both, one.strict and other.strict, one.used | other.used))
    return new


def _squares(atoms: tuple[Term, ...]) -> Iterator[Fact]:
    units: list[Polynomial] = [((Fraction(1), ((g, 1),)),) for g in atoms[:MAXIMUM_SQUARES]]
    for unit in units:
        yield Fact(times(unit, unit), False, NONE)
        for constant in (ONE, negated(ONE)):
            moved = plus(unit, constant)
            yield Fact(times(moved, moved), False, NONE)
    for one, other in combinations(units, 2):
        for sum_ in (plus(one, other), plus(one, negated(other))):
            yield Fact(times(sum_, sum_), False, NONE)


def nonzero_generator(atom: Term, known: Ranges) -> Facts | None:
    """The facts from which a function's value is not 0, through its only zero."""
    if isinstance(atom, Pow):
        return known.shows(NonZero(atom.args[0]))
    name = FUNCTION_NAMES.get(type(atom))
    if name in _ZERO_AT_ZERO:
        return known.shows(NonZero(atom.args[0]))
    if name in ("log", "acos", "acosh"):
        return known.shows(NonZero(add(atom.args[0], number(-1))))
    for body, rests in known.unfolded(atom):
        used = known.shows(NonZero(body))
        if used is not None:
            return used | rests
    return None


_ZERO_AT_ZERO = frozenset(
    ("sinh", "tanh", "asinh", "atanh", "asin", "atan", "erf", "abs", "sign")
)
