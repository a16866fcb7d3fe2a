"""Where functions of complex arguments are defined, and smooth, by their principal values.

Trusted, like `definedness`, which asks here about heads whose arguments are not all
real: log z is defined for z != 0 and √z everywhere, with the cut along the negative real
axis, while log x of a real x asks for x > 0. What makes a function smooth in the reals
makes it holomorphic at the same points of the plane (log at z > 0, arcsin where
1 - z² > 0), so those conditions are kept where smoothness is asked for.
Source: NIST Digital Library of Mathematical Functions, 4.2, 4.14, 4.15, 4.23, 4.28, 4.37.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Add, Integer, Mul, NumberSymbol, Pow, Rational

from derivation.prove.proposition import NonZero, Positive, Proposition
from derivation.term import (
    Maximum,
    Metavariable,
    Minimum,
    Term,
    add,
    is_real,
    known,
    negate,
    number,
    power,
    sigmoid,
)

Conditions = frozenset[Proposition]
_NONE: Conditions = frozenset()
NEVER: Conditions = frozenset((NonZero(number(0)),))
"""A condition that never holds."""


def own_conditions(term: Term, *, strict: bool) -> Conditions | None:
    """What the head of a term asks of its arguments, some of which are not real.

    `strict` asks for smoothness as well. None where the conditions are those of the
    reals.
    """
    if isinstance(term, Pow):
        return None if strict else _power(term)
    if isinstance(term, Minimum | Maximum | sympy.floor | sympy.ceiling):
        return NEVER  # complex numbers have no order
    for heads, always, conditions in _RULES:
        if type(term) in heads and (always or not strict):
            return conditions(term.args[0])
    return None


def _power(term: Term) -> Conditions | None:
    """The principal value exp(w log z), for z = 0 also where w > 0 is a number."""
    base, exponent = term.args
    if isinstance(exponent, Integer) or is_real(base):
        return None
    if isinstance(exponent, Rational) and exponent > 0:
        return _NONE
    return frozenset((NonZero(base),))


def extends(left: Term, right: Term) -> bool:
    """Whether an equality of real terms holds for complex ones where both are defined.

    It does if both sides are made of numbers, pattern variables, +, ·, integer powers
    and functions that are meromorphic in the whole plane, by the identity theorem
    (W. Rudin, Real and Complex Analysis, theorem 10.18).
    """
    return all(map(_is_meromorphic, (left, right)))


def _is_meromorphic(term: Term) -> bool:
    if isinstance(term, Rational | NumberSymbol) or type(term) is Metavariable:
        return True
    if isinstance(term, Pow):
        base, exponent = term.args
        if base is sympy.E:
            return _is_meromorphic(exponent)
        return isinstance(exponent, Integer) and _is_meromorphic(base)
    if isinstance(term, Add | Mul) or type(term) in _MEROMORPHIC:
        return all(map(_is_meromorphic, term.args))
    return False


def _anywhere(argument: Term) -> Conditions:
    return _NONE


def _not_zero(argument: Term) -> Conditions:
    return frozenset((NonZero(argument),))


def _where_cosh(argument: Term) -> Conditions:
    return frozenset((NonZero(known("cosh", argument)),))


def _where_sinh(argument: Term) -> Conditions:
    return frozenset((NonZero(known("sinh", argument)),))


def _no_pole_of_the_sigmoid(argument: Term) -> Conditions:
    return frozenset((NonZero(add(number(1), known("exp", negate(argument)))),))


def _not_one_or_minus_one(argument: Term) -> Conditions:
    return frozenset((NonZero(add(number(1), negate(power(argument, number(2))))),))


def _between_the_cuts(argument: Term) -> Conditions:
    """1 + z² > 0: z is real, or imaginary between -i and i."""
    return frozenset((Positive(add(number(1), power(argument, number(2)))),))


def _not_i_or_minus_i(argument: Term) -> Conditions:
    return frozenset((NonZero(add(number(1), power(argument, number(2)))),))


_RULES: tuple[tuple[tuple[Term, ...], bool, Callable[[Term], Conditions]], ...] = (
    ((sympy.log,), False, _not_zero),
    ((sympy.asin, sympy.acos, sympy.acosh, sympy.asinh), False, _anywhere),
    ((sympy.atanh,), False, _not_one_or_minus_one),
    ((sympy.atan,), False, _not_i_or_minus_i),
    ((sympy.asinh, sympy.atan), True, _between_the_cuts),
    ((sympy.tanh, sympy.sech), True, _where_cosh),
    ((sympy.coth, sympy.csch), True, _where_sinh),
    ((sigmoid,), True, _no_pole_of_the_sigmoid),
)
"""Heads, whether the conditions hold for smoothness too, and the conditions; the first
that fits counts."""

_MEROMORPHIC = (
    *(sympy.exp, sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc),
    *(sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch, sigmoid),
)
"""Functions that are meromorphic in the whole plane."""
