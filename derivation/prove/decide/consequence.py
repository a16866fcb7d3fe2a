"""Equality modulo given equations: the terms' difference in the ideal of the equations'.

Trusted. All terms are read into one ring of generators (`generators`, `ring`); what is
to be shown and each equation becomes a polynomial, the numerator of the difference of
its sides. Left = right follows where all equations hold, if a power of the first
numerator, times a power of the denominators, is a combination of the others (`ideal`).
Denominators do not vanish where every term that is inverted is not 0: those of the two
sides are returned; those of an equation are not, because it holds only where both its
sides are defined.

Complete, within the budget, for what follows by complex arithmetic of the generators
as they are written: that log(1 - p) is log(q) where p + q = 1 is not seen here, but by
rewriting the argument first (`derivation.prove.hypotheses`).
Source: D. Cox, J. Little, D. O'Shea, Ideals, Varieties, and Algorithms, ch. 2, 4 and 6
(proving theorems from hypotheses).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.budget import DEFAULT, Budget
from derivation.prove.decide.fraction_field import FractionField, NowhereDefinedError, Quotient
from derivation.prove.decide.generators import read
from derivation.prove.decide.groebner import Polynomial, SearchBudget
from derivation.prove.decide.ideal import DEFAULT_SEARCH, contradictory, member
from derivation.prove.decide.ring import Known, Ring
from derivation.prove.decide.structure import post_order
from derivation.term import Term, children

Sides = tuple[Term, Term]


@dataclass(frozen=True, slots=True)
class Consequence:
    """Which equations (by index) were needed, and what must not be zero."""

    used: tuple[int, ...]
    nonzero: frozenset[Term]


def follows(
    left: Term,
    right: Term,
    equations: Sequence[Sides],
    nonzero: Sequence[Term] = (),
    budget: Budget = DEFAULT,
    search: SearchBudget = DEFAULT_SEARCH,
) -> Consequence | None:
    """What left = right needs besides the equations; None if it does not follow.

    The terms `nonzero` are known not to vanish.

    None also where the equations contradict each other, because anything would follow
    from them. OutOfBudgetError if it could not be found out, KernelError for what is not
    of the term language.
    """
    roots = (left, right, *(side for pair in equations for side in pair), *nonzero)
    try:
        known = read(roots, budget)
        ring = Ring(roots, known)
        (target, ours), *others = (
            _difference(ring, sides) for sides in ((left, right), *equations)
        )
        apart = [polynomial for term in nonzero for polynomial in ring.evaluate(term)[:2]]
        denominators = (denominator for _, denominator in others)
        factor = _product(ring.field, [ours, *denominators, *apart])
        generators = [numerator for numerator, _ in others]
        found = member(target, generators, factor, search)
        if found is None or _contradict(generators, factor, search):
            return None
    except NowhereDefinedError:
        return None
    except RecursionError:
        raise OutOfBudgetError("the terms are nested too deeply") from None
    used = tuple(i for i, cofactor in enumerate(found.cofactors) if not cofactor.is_zero())
    return Consequence(used, _nonzero((left, right), known, budget))


def contradict(
    equations: Sequence[Sides],
    budget: Budget = DEFAULT,
    search: SearchBudget = DEFAULT_SEARCH,
) -> bool:
    """Whether the equations certainly contradict each other; errors as for `follows`."""
    roots = tuple(side for equation in equations for side in equation)
    try:
        ring = Ring(roots, read(roots, budget))
        parts = [_difference(ring, sides) for sides in equations]
        factor = _product(ring.field, [denominator for _, denominator in parts])
        return _contradict([numerator for numerator, _ in parts], factor, search)
    except NowhereDefinedError:
        return True  # an equation holds only where both its sides are defined
    except RecursionError:
        raise OutOfBudgetError("the terms are nested too deeply") from None


def _difference(ring: Ring, sides: Sides) -> tuple[Polynomial, Polynomial]:
    """Numerator and denominator of left - right, not in lowest terms."""
    one, other = (ring.evaluate(side) for side in sides)
    minus_one = ring.field.number(Fraction(-1))
    difference = ring.field.add([one, ring.field.multiply([minus_one, other])])
    return difference.numerator, difference.denominator


def _product(field: FractionField, denominators: Sequence[Polynomial]) -> Polynomial:
    """The product of what may not vanish; constants say nothing."""
    distinct: list[Polynomial] = []
    for each in denominators:
        if not each.is_constant() and each not in distinct:
            distinct.append(each)
    one = field.one.numerator
    values = [Quotient(each, one, 0) for each in distinct]
    return field.multiply([field.one, *values]).numerator


def _contradict(
    generators: Sequence[Polynomial], factor: Polynomial, search: SearchBudget
) -> bool:
    try:
        return contradictory(generators, factor, search)
    except OutOfBudgetError:
        return False  # what follows then rests on conditions that are shown


def _nonzero(roots: Sides, known: Known, budget: Budget) -> frozenset[Term]:
    """The bases of negative powers in these terms."""
    parts = post_order(roots, children, budget.nodes)
    bases = [known.inverted[id(part)] for part in parts if id(part) in known.inverted]
    for part in post_order(bases, children, budget.nodes) if bases else ():
        hash(part)  # from the inside out: SymPy hashes recursively, and remembers
    return frozenset(bases)
