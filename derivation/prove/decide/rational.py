"""Ring arithmetic: equality of rational functions over Q in independent generators.

Trusted. Everything that is not a rational number, +, · or an integer power is a
generator, identified by the normal forms of its arguments (`generators`);
exponentials are split first (`exponential`). Two terms are equal in this fragment if
their difference is the zero element of the field of fractions of the polynomial ring
over the generators. That is decided completely (K. Geddes, S. Czapor, G. Labahn,
Algorithms for Computer Algebra, ch. 3; J. Davenport, Y. Siret, E. Tournier, Computer
Algebra, ch. 2); relations between generators other than those of exp, such as
sin² + cos² = 1 or sqrt(x)² = x, are not in the fragment.

Sound wherever every generator is defined and the returned terms are not zero: those
are all the bases of negative powers, as written, at any depth. Definedness of the
generators (a logarithm's argument, a root's, differentiability) is the caller's
business. b^0 is 1 for every b, as everywhere in this language.

Not here: laws of logarithms, powers with other exponents, trigonometry, Γ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import rebuilding
from derivation.prove.decide.budget import DEFAULT, Budget
from derivation.prove.decide.fraction_field import NowhereDefinedError, Quotient
from derivation.prove.decide.generators import read
from derivation.prove.decide.normal import Sum, is_one
from derivation.prove.decide.ring import Known, Ring
from derivation.prove.decide.structure import post_order
from derivation.term import Term, children

__all__ = [
    "DEFAULT",
    "Budget",
    "Canonical",
    "as_number",
    "canonical",
    "equal",
    "fraction",
    "is_zero_number",
    "monomials",
]

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Canonical:
    """A normal form as a term, and what must not be zero for it to equal the original."""

    term: Term
    nonzero: frozenset[Term]


def equal(left: Term, right: Term, budget: Budget = DEFAULT) -> frozenset[Term] | None:
    """What must not be zero for left = right; None if they are not equal here.

    Constant denominators are left out. None also if a side divides by what is
    identically zero. OutOfBudgetError if that would take too long to find out,
    KernelError for what is not of the term language.
    """

    def decide() -> frozenset[Term] | None:
        known = read((left, right), budget)
        ring = Ring((left, right), known)
        same = ring.field.same(ring.evaluate(left), ring.evaluate(right))
        return _nonzero(known, budget) if same else None

    return _guarded(decide)


def canonical(term: Term, budget: Budget = DEFAULT) -> Canonical:
    """The term's normal form: a reduced fraction of expanded, sorted polynomials.

    Terms that are equal in this fragment get the same normal form, except where a
    subterm is only known by its form. KernelError if the term is nowhere defined;
    otherwise errors as for `equal`.
    """

    def compute() -> Canonical:
        ring, value, known = _value(term, budget)
        built = rebuilding.normal_term(ring.normal(ring.field.reduce(value)))
        return Canonical(built, _nonzero(known, budget))

    return _defined(_guarded(compute))


def fraction(
    term: Term, *, reduced: bool = True, budget: Budget = DEFAULT
) -> tuple[Term, Term]:
    """Numerator and denominator, expanded, with whole coefficients.

    In lowest terms if `reduced`; otherwise as cross-multiplication gives them (only
    common whole factors are cancelled). Errors as for `canonical`.
    """

    def compute() -> tuple[Term, Term]:
        ring, value, _ = _value(term, budget)
        if reduced:
            value = ring.field.reduce(value)
        sums = rebuilding.whole(ring.sum(value.numerator), ring.sum(value.denominator))
        return rebuilding.sum_term(sums[0]), rebuilding.sum_term(sums[1])

    return _defined(_guarded(compute))


def monomials(term: Term, budget: Budget = DEFAULT) -> rebuilding.Expanded | None:
    """The term as a polynomial: coefficients and powers of generators, highest first.

    None if its reduced denominator is not a constant, or it is nowhere defined;
    errors as for `equal`.
    """

    def compute() -> rebuilding.Expanded | None:
        ring, value, _ = _value(term, budget)
        reduced = ring.field.reduce(value)
        denominator: Sum = ring.sum(reduced.denominator)
        if not is_one(denominator):
            return None
        return rebuilding.generator_powers(ring.sum(reduced.numerator))

    return _guarded(compute)


def as_number(term: Term, budget: Budget = DEFAULT) -> Fraction | None:
    """The value of a term made of numbers, +, · and integer powers alone, else None.

    x - x is not such a term: its value is 0 only where x is defined.
    """

    def compute() -> Fraction | None:
        return read((term,), budget).numbers.get(id(term))

    return _guarded(compute)


def is_zero_number(term: Term, budget: Budget = DEFAULT) -> bool:
    """Whether a term made of numbers alone is 0."""
    return as_number(term, budget) == 0


def _value(term: Term, budget: Budget) -> tuple[Ring, Quotient, Known]:
    known = read((term,), budget)
    ring = Ring((term,), known)
    return ring, ring.evaluate(term), known


def _guarded(compute: Callable[[], _Result]) -> _Result | None:
    """None for what is nowhere defined; Python's stack limit counts as budget."""
    try:
        return compute()
    except NowhereDefinedError:
        return None
    except RecursionError:
        raise OutOfBudgetError("the terms are nested too deeply") from None


def _defined(result: _Result | None) -> _Result:
    if result is None:
        raise KernelError("the term divides by zero everywhere")
    return result


def _nonzero(known: Known, budget: Budget) -> frozenset[Term]:
    bases = known.inverted.values()
    for part in post_order(bases, children, budget.nodes) if bases else ():
        hash(part)  # from the inside out: SymPy hashes recursively, and remembers
    return frozenset(bases)
