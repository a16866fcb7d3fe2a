"""Inverse trigonometric and hyperbolic functions, by their defining ranges.

Trusted, for real arguments. acos u = pi/2 - asin u; asin and atan are odd; with
asin u in [-pi/2, pi/2] its cosine is the nonnegative root sqrt(1 - u^2), so
exp(i asin u) = sqrt(1 - u^2) + iu, and exp(i atan u) = (1 + iu)/sqrt(1 + u^2). Their
values at 0, 1/2, 1, the roots of 2 and 3 are multiples of pi. asin(sin v) is v only where
v is known to lie in the range. The inverse hyperbolic functions are logarithms.
Source: NIST DLMF 4.23 and 4.37.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import sympy
from sympy import Integer, Rational

from derivation.prove.decide.elementary import absolute, exponentials
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.normal import ONE_SUM, Atom, Normal, of_number
from derivation.prove.decide.rebuilding import normal_term
from derivation.prove.proposition import NonNegative, Positive, Proposition
from derivation.term import Term, add, divide, is_real, known, multiply, negate, number, power

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation

_HALF = Rational(1, 2)


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of such a function; None if the term is none, or it is not allowed."""
    if type(term) not in _ALL or not evaluation.allows(Treatment.TRIGONOMETRIC):
        return None
    argument = term.args[0]
    if not is_real(argument):
        return None
    if type(term) in _LOGARITHMS:
        logarithm = _LOGARITHMS[type(term)](argument)
        if type(term) is not sympy.atanh:  # u + sqrt(u^2 + 1) > 0, u + sqrt(u^2 - 1) > 0
            evaluation.positive.add(evaluation.value(logarithm.args[0]).key)
        return evaluation.value(logarithm)
    if type(term) is sympy.acos:
        quarter = evaluation.scaled(exponentials.PI, Fraction(1, 2))
        arcsine = _odd(evaluation, "asin", argument)
        return evaluation.plus(quarter, evaluation.scaled(arcsine, Fraction(-1)))
    return _odd(evaluation, "asin" if type(term) is sympy.asin else "atan", argument)


def _odd(evaluation: Evaluation, name: str, argument: Term) -> Normal:
    """Asin or atan of a term, its sign taken out."""
    inverse = _by_range(evaluation, name, argument)
    if inverse is not None:
        return inverse
    inner = evaluation.value(argument)
    leading = inner.numerator[0][0] if inner.numerator else Fraction(0)
    if leading == 0:
        return of_number(Fraction(0))
    sign = Fraction(1 if leading > 0 else -1)
    inner = evaluation.scaled(inner, sign)
    special = _special(name).get(inner.key)
    if special is not None:
        return evaluation.scaled(exponentials.PI, sign * special)
    turned = _turned(evaluation, inner) if name == "atan" else None
    if turned is not None:
        return evaluation.scaled(turned, sign)
    node = known(name, normal_term(inner))
    return evaluation.scaled(evaluation.composed(name, node, (inner,)), sign)


def _turned(evaluation: Evaluation, argument: Normal) -> Normal | None:
    """Atan u = pi/2 - atan(1/u) for u > 0, where 1/u is the simpler of the two.

    For u < 0 it is -pi/2 - atan(1/u). None where u is simpler, or its sign is not known.
    """
    if argument.constant is not None:
        if argument.constant <= 1:
            return None
    elif argument.denominator == ONE_SUM or len(argument.denominator) < len(argument.numerator):
        return None
    elif len(argument.denominator) == len(argument.numerator):
        other = evaluation.raised(argument, -1)
        if other.denominator != ONE_SUM and argument.key < other.key:
            return None
    signed = absolute.known_sign(evaluation, argument)
    if signed is None or not signed[1]:
        return None
    evaluation.needed |= signed[2]
    quarter = evaluation.scaled(exponentials.PI, Fraction(signed[0], 2))
    inverse = normal_term(evaluation.raised(argument, -1))
    rest = _odd(evaluation, "atan", inverse)
    return evaluation.plus(quarter, evaluation.scaled(rest, Fraction(-1)))


def _by_range(evaluation: Evaluation, name: str, argument: Term) -> Normal | None:
    """asin(sin v) = v and atan(tan v) = v for -pi/2 <= v <= pi/2 (open for the tangent)."""
    if type(argument) is not (sympy.sin if name == "asin" else sympy.tan):
        return None
    from derivation.prove.decide import ranges

    quarter = multiply(_HALF, sympy.pi)
    inner = argument.args[0]
    bound = NonNegative if name == "asin" else Positive
    used: frozenset[Proposition] = frozenset()
    for fact in (bound(add(inner, quarter)), bound(add(quarter, negate(inner)))):
        shown = ranges.shows(fact, evaluation.given)
        if shown is None:
            return None
        used |= shown
    evaluation.needed |= used
    return evaluation.value(inner)


@lru_cache(maxsize=2)
def _special(name: str) -> dict[str, Fraction]:
    """Arguments whose asin or atan is a rational multiple of pi, by their keys."""
    from derivation.prove.decide.elementary.evaluation import Evaluation
    from derivation.prove.decide.elementary.treatment import EVERY

    two, three = (power(number(n), _HALF) for n in (2, 3))
    table = {
        "asin": {
            _HALF: Fraction(1, 6),
            divide(two, number(2)): Fraction(1, 4),
            divide(three, number(2)): Fraction(1, 3),
            Integer(1): Fraction(1, 2),
        },
        "atan": {
            divide(three, number(3)): Fraction(1, 6),
            Integer(1): Fraction(1, 4),
            three: Fraction(1, 3),
        },
    }[name]
    plain = Evaluation(EVERY, ())
    return {plain.value(term).key: angle for term, angle in table.items()}


def exponential(evaluation: Evaluation, atom: Atom) -> Normal | None:
    """exp(i a) for an atom a that is asin u or atan u; None for any other."""
    if type(atom.node) not in (sympy.asin, sympy.atan) or not atom.parts:
        return None
    inner = normal_term(atom.parts[0])
    square = power(inner, number(2))
    imaginary = evaluation.times(exponentials.IMAGINARY, atom.parts[0])
    if type(atom.node) is sympy.asin:
        root = evaluation.value(power(add(number(1), negate(square)), _HALF))
        return evaluation.plus(root, imaginary)
    root = evaluation.value(power(add(number(1), square), _HALF))
    above = evaluation.plus(of_number(Fraction(1)), imaginary)
    return evaluation.times(above, evaluation.raised(root, -1))


def _area_sine(argument: Term) -> Term:
    root = power(add(power(argument, number(2)), number(1)), _HALF)
    return known("log", add(argument, root))


def _area_cosine(argument: Term) -> Term:
    root = power(add(power(argument, number(2)), number(-1)), _HALF)
    return known("log", add(argument, root))


def _area_tangent(argument: Term) -> Term:
    above, below = add(number(1), argument), add(number(1), negate(argument))
    return multiply(_HALF, known("log", divide(above, below)))


_LOGARITHMS = {sympy.asinh: _area_sine, sympy.acosh: _area_cosine, sympy.atanh: _area_tangent}

_ALL = frozenset((sympy.asin, sympy.acos, sympy.atan, *_LOGARITHMS))
