"""Logarithms: log u is the sum of log|p| over the irreducible factors p of u.

Trusted. A real u > 0 with u = c p1^e1 p2^e2 ... has log u = log|c| + e1 log|p1| + ...,
whatever the signs of the factors: that log u is defined (u > 0) is all it needs, and
log(ab) = log a + log b holds only where both sides are defined, which is their own
condition. log|exp(v)| is v for real v. The atoms log|p| are independent for different
irreducible p (Risch's structure theorem; M. Bronstein, Symbolic Integration I, 2nd ed.,
ch. 9). The logarithm of what may not be real is opaque.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import sympy

from derivation.prove.decide.elementary import exponentials
from derivation.prove.decide.elementary.atom_ring import UNITY
from derivation.prove.decide.elementary.factoring import factored, primes
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.normal import Atom, Normal, of_atom, of_number
from derivation.prove.decide.rebuilding import normal_term
from derivation.term import Term, is_real, known

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of a logarithm; None if the term is none that is understood."""
    if type(term) is not sympy.log or not evaluation.allows(Treatment.LOGARITHM):
        return None
    if not is_real(term.args[0]):
        return None
    return of_modulus(evaluation, evaluation.value(term.args[0]))


def of_modulus(evaluation: Evaluation, argument: Normal) -> Normal | None:
    """log|u| for a value u; None if u is 0."""
    product = factored(argument, evaluation.budget)
    if product.constant == 0:
        return None
    parts = [of_positive_number(evaluation, abs(product.constant))]
    for factor, exponent in product.factors:
        parts.append(evaluation.scaled(of_factor(evaluation, factor), exponent))
    return evaluation.plus(*parts)


def of_positive_number(evaluation: Evaluation, number: Fraction) -> Normal:
    """The logarithm of a positive rational by those of its primes."""
    every = [(p, e) for p, e in primes(number.numerator)]
    every += [(p, -e) for p, e in primes(number.denominator)]
    parts = [
        evaluation.scaled(of_atom(_atom(of_number(Fraction(p)))), Fraction(e))
        for p, e in every
        if p != 1
    ]
    return evaluation.plus(*parts)


def of_factor(evaluation: Evaluation, factor: Normal) -> Normal:
    """log|p| for an irreducible factor."""
    atom = factor.single
    if atom is None:
        return of_atom(_atom(factor))
    if atom.key == UNITY.key:
        return of_number(Fraction(0))
    if exponentials.is_exponential(atom):
        inner = exponentials.modulus_logarithm(atom.parts[0])
        if inner is not None:
            return inner
    if atom.key.startswith(ABSOLUTE_KEY):
        below = of_modulus(evaluation, atom.parts[0])
        if below is not None:
            return below
    return of_atom(_atom(factor))


ABSOLUTE_KEY = "|abs|"
"""How the keys of the atoms |p| begin."""


def _atom(factor: Normal) -> Atom:
    node = known("log", known("abs", normal_term(factor)))
    return Atom(f"{exponentials.LOGARITHM_KEY}({factor.key})", node, (factor,))
