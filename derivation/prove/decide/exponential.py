"""The exponential as far as it is ring arithmetic: exp(a + b) = exp(a)·exp(b).

Trusted. An exponential of a sum is split into powers of exponentials of single
monomials: exp(c1·u1 + c2·u2 + ...) = exp(u1)^c1 · exp(u2)^c2 · ..., valid for all
reals, where each u is a monomial of the argument's reduced numerator over its
denominator. exp(0) = 1 is the empty product, exp(-z) is 1/exp(z), and the constant e
is exp(1). In a ring the generator is exp(u/N) with N the common denominator of the
exponents of exp(u) that occur, so that only integer powers are needed.

Complete (with the independent generators of `generators`) where the arguments'
denominators are constant, because different monomials are linearly independent over
the rationals; exp(x/(x + 1))·exp(1/(x + 1)) = e is not found.
Source: J. Davenport, Y. Siret, E. Tournier, Computer Algebra, ch. 2 and 5 (elementary
transcendental extensions).

Not here: logarithms, and powers with symbolic exponents.
"""

from __future__ import annotations

from sympy import E, Pow, exp

from derivation.prove.decide.normal import Atom, Factors, Normal
from derivation.prove.decide.ring import Ring
from derivation.term import ONE, Term


def argument(term: Term) -> Term | None:
    """What is exponentiated: u for exp(u), e^u and (with 1) e itself; else None."""
    if type(term) is exp:  # isinstance would be true of every power of e
        return term.args[0]
    if isinstance(term, Pow) and term.args[0] is E:
        return term.args[1]
    return ONE if term is E else None


def split(node: Term, exponent: Term, ring: Ring) -> Factors:
    """The exponential of a term of the ring as a product of powers of atoms.

    Errors as for the ring's evaluation.
    """
    value = ring.field.reduce(ring.evaluate(exponent))
    return tuple((_atom(node, unit), c) for c, unit in ring.units(value))


def _atom(node: Term, unit: Normal) -> Atom:
    return Atom(f"exp({unit.key})", node, (unit,))
