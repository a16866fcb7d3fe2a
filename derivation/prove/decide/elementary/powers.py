"""Powers with exponents that are no integers, and absolute values of polynomials.

Trusted. |p| for an irreducible polynomial p is an atom whose rational powers are roots of
|p|. Its relation is |p| = p or |p| = -p where the sign of p is known, else |p|^2 = p^2.
A root of u >= 0 is the product of such powers over the factors of u; factors of unknown
sign with odd exponents stay together as one radicand, because only their product is known
to be >= 0. A power u^v with symbolic v is exp(v log u) where u > 0 is known, and splits
into powers of factors where v is an integer; otherwise it is opaque in u, and only its
exponent is split: u^(a+b) = u^a u^b holds wherever these are defined.
Source: NIST DLMF 4.2(iv); the domains are those of `definedness`.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from sympy import Pow

from derivation.prove.decide.budget import DEFAULT
from derivation.prove.decide.elementary import exponentials, logarithms
from derivation.prove.decide.elementary.atom_ring import UNITY, AtomRing
from derivation.prove.decide.elementary.factoring import Factored, factored, prime_powers
from derivation.prove.decide.elementary.signs import Sign
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.normal import ONE_SUM, Atom, Normal, Relation, of_number
from derivation.prove.decide.rebuilding import normal_term
from derivation.prove.proposition import NonZero
from derivation.term import Term, is_real, known, power

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation

MAXIMUM_ROOT = 24
"""Roots of a higher degree are opaque."""


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of a power; None if the term is none that is understood."""
    if not isinstance(term, Pow) or not is_real(term):
        return None
    base, exponent = (evaluation.value(part) for part in term.args)
    if exponent.constant is not None:
        if (
            not evaluation.allows(Treatment.ROOT)
            or exponent.constant.denominator > MAXIMUM_ROOT
        ):
            return None
        return _root(evaluation, base, exponent.constant)
    if not evaluation.allows(Treatment.EXPONENTIAL):
        return None
    return _symbolic(evaluation, base, exponent)


def _root(evaluation: Evaluation, base: Normal, exponent: Fraction) -> Normal | None:
    """Base ** exponent for a base >= 0 and a rational exponent that is no integer."""
    if not exponentials.is_real_value(base):
        return _root_of_whole(evaluation, base, exponent)
    product = factored(base, evaluation.budget)
    if product.constant == 0:
        return of_number(Fraction(0)) if exponent > 0 else None
    if exponent == Fraction(1, 2):
        denested = _denested(evaluation, base)
        if denested is not None:
            return denested
    sign = 1 if product.constant > 0 else -1
    parts = [_number_power(evaluation, abs(product.constant), exponent)]
    open_factors: list[Normal] = []
    for factor, power_ in product.factors:
        own = _sign(evaluation, factor)
        if power_.denominator != 1 or power_.numerator % 2 == 0:
            parts.append(absolute_power(evaluation, factor, power_ * exponent))
        elif own is not None:
            sign *= own.sign
            parts.append(absolute_power(evaluation, factor, power_ * exponent))
        else:
            open_factors.append(factor)
            parts.append(absolute_power(evaluation, factor, (power_ - 1) * exponent))
    if not open_factors:
        return evaluation.times(*parts) if sign > 0 else None
    radicand = evaluation.scaled(evaluation.times(*open_factors), Fraction(sign))
    parts.append(evaluation.atom_power(_absolute_atom(radicand, Sign(1, False)), exponent))
    return evaluation.times(*parts)


def _denested(evaluation: Evaluation, base: Normal) -> Normal | None:
    """The root of a + b r with r^2 a rational number, as a sum of roots of rationals.

    With d^2 = a^2 - b^2 r^2 and d rational, it is sqrt((a + d)/2) + sqrt((a - d)/2), the
    second with the sign of b; both radicands must be positive. Source: A. Borodin,
    R. Fagin, J. Hopcroft, M. Tompa, Decreasing the nesting depth of expressions involving
    square roots, J. Symbolic Computation 1 (1985).
    """
    constant = next((c for c, factors in base.numerator if not factors), Fraction(0))
    rest = evaluation.plus(base, of_number(-constant))
    if base.denominator != ONE_SUM or len(rest.numerator) != 1 or constant <= 0:
        return None
    squared = evaluation.raised(rest, 2).constant
    if squared is None:
        return None
    root = _rational_root(constant**2 - squared)
    if root is None or root >= constant:
        return None
    halves = [(constant + root) / 2, (constant - root) / 2]
    first, second = (_number_power(evaluation, half, Fraction(1, 2)) for half in halves)
    sign = 1 if rest.numerator[0][0] > 0 else -1
    return evaluation.plus(first, evaluation.scaled(second, Fraction(sign)))


def _rational_root(number: Fraction) -> Fraction | None:
    """The rational root of a rational number >= 0, if it has one."""
    if number < 0:
        return None
    root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
    return root if root**2 == number else None


def _root_of_whole(evaluation: Evaluation, base: Normal, exponent: Fraction) -> Normal | None:
    """A power of a real value >= 0 whose atoms may not be real, such as 1 - cos^2 x.

    It is |f| to twice the exponent where it is a square f^2 of a real value.
    """
    product = factored(base, evaluation.budget)
    size = abs(product.constant)
    roots = [isqrt(size.numerator), isqrt(size.denominator)]
    square = roots[0] ** 2 == size.numerator and roots[1] ** 2 == size.denominator
    halves = [(f, e / 2) for f, e in product.factors]
    if square and exponent.denominator == 2 and all(_divides(*pair) for pair in halves):
        parts = [of_number(Fraction(*roots))]
        for factor, half in halves:
            single = factor.single
            if single is not None:
                parts.append(evaluation.atom_power(single, half))
            else:
                parts.append(evaluation.raised(factor, int(half)))
        if product.constant < 0:
            parts.append(exponentials.IMAGINARY)
        # f^2 is real and >= 0, so f is real
        root = modulus_of_whole(evaluation, evaluation.times(*parts))
        return evaluation.raised(root, exponent.numerator)
    return evaluation.atom_power(_whole_atom(evaluation, base, Sign(1, strict=False)), exponent)


def _divides(factor: Normal, half: Fraction) -> bool:
    """Whether half the exponent of a factor gives a function of its own."""
    atom = factor.single
    rooted = atom is not None and (
        exponentials.is_exponential(atom)
        or atom.key == UNITY.key
        or atom.key.startswith(logarithms.ABSOLUTE_KEY)
    )
    return rooted or half.denominator == 1


def _sign(evaluation: Evaluation, factor: Normal) -> Sign | None:
    if factor.key in evaluation.positive:
        return Sign(1, strict=True)
    own = evaluation.signs.of(factor)
    if own is not None:
        evaluation.needed |= own.used
    return own


def _number_power(evaluation: Evaluation, number: Fraction, exponent: Fraction) -> Normal:
    """A rational power of a positive rational number."""
    parts = [
        _prime_power(evaluation, prime, power_ * exponent)
        for prime, power_ in prime_powers(number)
    ]
    return evaluation.times(*parts)


def _prime_power(evaluation: Evaluation, prime: Normal, exponent: Fraction) -> Normal:
    """A rational power of a prime; square roots as roots of unity where that is asked."""
    angle = _AS_UNITY.get(prime.key) if evaluation.unity and exponent.denominator == 2 else None
    if angle is None:
        return evaluation.atom_power(_absolute_atom(prime, Sign(1, strict=True)), exponent)
    turn, scale, constant = angle
    both = [evaluation.atom_power(UNITY, turn), evaluation.atom_power(UNITY, -turn)]
    doubled = evaluation.scaled(evaluation.plus(*both), Fraction(scale))
    root = evaluation.plus(of_number(Fraction(constant)), doubled)
    return evaluation.raised(root, exponent.numerator)


_AS_UNITY = {
    of_number(Fraction(2)).key: (Fraction(1, 4), 1, 0),
    of_number(Fraction(3)).key: (Fraction(1, 6), 1, 0),
    of_number(Fraction(5)).key: (Fraction(2, 5), 2, 1),
}
"""The root of a prime is constant + scale * (w + 1/w) with w = exp(i pi turn)."""


def absolute_power(evaluation: Evaluation, factor: Normal, exponent: Fraction) -> Normal:
    """|p| ** exponent for an irreducible p (or a prime number)."""
    if exponent == 0:
        return of_number(Fraction(1))
    if factor.constant is not None:
        return _number_power(evaluation, abs(factor.constant), exponent)
    atom = factor.single
    if atom is not None:
        if atom.key == UNITY.key:
            return of_number(Fraction(1))
        positive = exponentials.is_exponential(atom) and exponentials.is_real_value(
            atom.parts[0]
        )
        if positive or atom.key.startswith(logarithms.ABSOLUTE_KEY):
            return evaluation.atom_power(atom, exponent)
    real = exponentials.is_real_value(factor)
    if real and exponent.denominator == 1 and exponent.numerator % 2 == 0:
        return evaluation.raised(factor, int(exponent))
    own = _sign(evaluation, factor) if real else None
    if own is not None and exponent.denominator == 1:
        signed = evaluation.scaled(factor, Fraction(own.sign))
        return evaluation.raised(signed, int(exponent))
    return evaluation.atom_power(_absolute_atom(factor, own), exponent)


def _absolute_atom(factor: Normal, sign: Sign | None) -> Atom:
    """|p| with its relation; no relation for what may not be real."""
    node = known("abs", normal_term(factor))
    key = f"{logarithms.ABSOLUTE_KEY}({factor.key})"
    if not exponentials.is_real_value(factor):
        return Atom(key, node, (factor,))
    below = [
        atom.relation
        for _, factors in factor.numerator
        for atom, _ in factors
        if atom.relation is not None
    ]
    height = 1 + max((relation.height for relation in below), default=0)
    if sign is None:
        relation = Relation(2, _square(factor), height, independent=False)
    else:
        signed = _negative(factor) if sign.sign < 0 else factor
        relation = Relation(1, signed, height, independent=not below)
    return Atom(key, node, (factor,), relation)


def _square(value_: Normal) -> Normal:
    ring = AtomRing((value_,), DEFAULT)
    return ring.normal(ring.field.power(ring.quotient(value_), 2))


def _negative(value_: Normal) -> Normal:
    top = tuple((-coefficient, factors) for coefficient, factors in value_.numerator)
    return Normal("", top, value_.denominator)


def _symbolic(evaluation: Evaluation, base: Normal, exponent: Normal) -> Normal | None:
    """Base ** exponent for an exponent that is no number."""
    product = factored(base, evaluation.budget)
    if product.constant == 0:
        return None
    sign = _total_sign(evaluation, product)
    if sign == 1:
        logarithm = logarithms.of_modulus(evaluation, base)
        if logarithm is None:
            return None
        return exponentials.of_normal(evaluation, evaluation.times(exponent, logarithm))
    if evaluation.is_whole(exponent):
        return _whole_power(evaluation, product, exponent)
    positive = logarithms.of_positive_number(evaluation, abs(product.constant))
    size = exponentials.of_normal(evaluation, evaluation.times(exponent, positive))
    unit = evaluation.scaled(base, 1 / abs(product.constant))
    return evaluation.times(size, _opaque(evaluation, unit, exponent))


def _total_sign(evaluation: Evaluation, product: Factored) -> int | None:
    """The sign of a product that is known not to be 0, if it is known.

    Factors with even exponents only must not be 0, which becomes a condition.
    """
    sign = 1 if product.constant > 0 else -1
    nonzero: list[Normal] = []
    for factor, exponent in product.factors:
        own = evaluation.signs.of(factor)
        if own is not None and own.strict:
            evaluation.needed |= own.used
            sign *= own.sign if exponent.numerator % 2 else 1
        elif exponent.denominator == 1 and exponent.numerator % 2 == 0:
            nonzero.append(factor)
        else:
            return None
    evaluation.needed |= {NonZero(normal_term(factor)) for factor in nonzero}
    return sign


def _whole_power(evaluation: Evaluation, product: Factored, exponent: Normal) -> Normal:
    """A product to an integer power: the product of the factors' powers."""
    size = logarithms.of_positive_number(evaluation, abs(product.constant))
    parts = [exponentials.of_normal(evaluation, evaluation.times(exponent, size))]
    if product.constant < 0:
        parts.append(_opaque(evaluation, of_number(Fraction(-1)), exponent))
    for factor, power_ in product.factors:
        scaled = evaluation.scaled(exponent, power_)
        own = evaluation.signs.of(factor)
        if own is not None and own.strict and own.sign > 0:
            evaluation.needed |= own.used
            logarithm = logarithms.of_factor(evaluation, factor)
            parts.append(
                exponentials.of_normal(evaluation, evaluation.times(scaled, logarithm))
            )
        else:
            parts.append(_opaque(evaluation, factor, scaled))
    return evaluation.times(*parts)


def _opaque(evaluation: Evaluation, base: Normal, exponent: Normal) -> Normal:
    """A power whose base is not known to be positive, split by its exponent alone."""
    ring = AtomRing((exponent,), evaluation.budget)
    pieces = []
    for coefficient, unit in ring.units(ring.reduce(ring.quotient(exponent))):
        if unit.constant is not None and coefficient.denominator == 1:
            pieces.append(evaluation.raised(base, int(coefficient)))
            continue
        node = power(normal_term(base), normal_term(unit))
        relation = None
        if base.constant == -1 and evaluation.is_whole(unit):
            relation = Relation(2, of_number(Fraction(1)), 1, independent=False)
        atom = Atom(f"@power({base.key},{unit.key})", node, (base, unit), relation)
        pieces.append(evaluation.atom_power(atom, coefficient))
    return evaluation.times(*pieces)


def modulus_of_whole(evaluation: Evaluation, argument: Normal) -> Normal:
    """|u| for a real value whose atoms may not be real, such as a sine.

    The atom's relation is |u|^2 = u^2; u and -u have the same atom.
    """
    other = evaluation.scaled(argument, Fraction(-1))
    chosen = min(argument, other, key=lambda each: each.key)
    return evaluation.atom_power(_whole_atom(evaluation, chosen, None), Fraction(1))


def _whole_atom(evaluation: Evaluation, argument: Normal, sign: Sign | None) -> Atom:
    below = [
        atom.relation.height
        for _, factors in (*argument.numerator, *argument.denominator)
        for atom, _ in factors
        if atom.relation is not None
    ]
    value_ = argument if sign is not None else evaluation.raised(argument, 2)
    degree = 1 if sign is not None else 2
    relation = Relation(degree, value_, 1 + max(below, default=0), independent=False)
    key = f"{logarithms.ABSOLUTE_KEY}({argument.key})"
    return Atom(key, known("abs", normal_term(argument)), (argument,), relation)
