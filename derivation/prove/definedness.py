"""Definedness: what must hold for a term, as written, to have a value in the reals.

Trusted. `definedness(t)` gives conditions that together suffice for t to be defined;
`differentiability(t, v)` conditions that suffice for t to be defined near the value
of v and differentiable (as often as needed) in v there. Both look at the term as the
author wrote it: terms are never evaluated, so no division is lost.

Conventions: functions a document does not define are defined wherever their
arguments are; where it writes their derivative, `Differentiable` says that it exists.
Source: the domains of elementary functions, and the differentiability of sums,
products, quotients and compositions (W. Rudin, Principles of Mathematical Analysis,
theorems 5.3 and 5.5).
"""

from __future__ import annotations

from functools import lru_cache

import sympy
from sympy import Indexed, IndexedBase, Integer, Pow, Rational

from derivation.prove.decide import rational
from derivation.prove.proposition import (
    Differentiable,
    InRange,
    NonNegative,
    NonZero,
    Positive,
    PowerDefined,
    Proposition,
    SingleComponent,
)
from derivation.term import (
    Application,
    Derivative,
    Hidden,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    children,
    depends,
    known,
    names,
    negate,
    number,
    power,
)

Conditions = frozenset[Proposition]
_NONE: Conditions = frozenset()


@lru_cache(maxsize=65536)
def definedness(term: Term) -> Conditions:
    """Conditions that suffice for the term to be defined."""
    if isinstance(term, Derivative):
        return differentiability(term.args[0], term.args[1]) | definedness(term.args[1])
    if isinstance(term, SlotDerivative):
        return definedness(term.args[0])
    if isinstance(term, IndexedBase):
        return frozenset((SingleComponent(term),))  # a vector where a number stands
    own = _own(term, strict=False)
    parts = _parts(term)
    return own.union(*(definedness(part) for part in parts)) if parts else own


@lru_cache(maxsize=65536)
def differentiability(term: Term, variable: Term) -> Conditions:
    """Conditions that suffice for the term to be differentiable in the variable."""
    if not depends(term, variable):
        return definedness(term)
    if isinstance(term, Indexed):
        return definedness(term)
    own = _own(term, strict=True)
    if isinstance(term, Application | SlotDerivative):
        own |= {Differentiable(term, variable)}
        if isinstance(term, SlotDerivative):
            return own | definedness(term.args[0])
    if isinstance(term, Derivative):
        body = term.args[0]
        own |= definedness(term)
        return own | differentiability(body, variable)
    return own.union(*(differentiability(part, variable) for part in _parts(term)))


def _parts(term: Term) -> tuple[Term, ...]:
    if isinstance(term, Application):
        arguments = (*term.args[1].args, *term.args[2].args)
        plain = (a.args[0] if isinstance(a, Hidden) else a for a in arguments)
        return tuple(a for a in plain if not isinstance(a, IndexedBase))
    if isinstance(term, ScalarProduct):
        return ()
    return tuple(term.args[1:]) if isinstance(term, Indexed) else children(term)


def _own(term: Term, *, strict: bool) -> Conditions:
    """What this head asks of its arguments; `strict` asks it near the point as well."""
    if isinstance(term, Pow):
        return _power(term, strict=strict)
    if isinstance(term, Indexed):
        return frozenset(InRange(index, term.args[0]) for index in term.args[1:])
    if isinstance(term, ScalarProduct):
        return _scalar_product(term)
    rule = _FUNCTIONS.get(type(term))
    return rule(term.args[0], strict) if rule else _NONE


def _scalar_product(term: Term) -> Conditions:
    """A number may stand for a vector only where vectors have one component."""
    vectors = [part for part in term.args if isinstance(part, IndexedBase)]
    if len(vectors) == 2 or not vectors:
        return _NONE
    return frozenset((SingleComponent(vectors[0]),))


def _power(term: Term, *, strict: bool) -> Conditions:
    base, exponent = term.args[0], _numeral(term.args[1])
    if isinstance(exponent, Integer):
        if isinstance(base, Rational) and base != 0:
            return _NONE
        return frozenset((NonZero(base),)) if exponent <= 0 else _NONE  # 0^0 has no value
    if isinstance(base, Integer | Rational) and base > 0:
        return _NONE
    if isinstance(exponent, Rational):
        if exponent < 0 or strict:
            return frozenset((Positive(base),))
        return frozenset((NonNegative(base),))
    return frozenset((PowerDefined(base, exponent),))


def _numeral(exponent: Term) -> Term:
    """The exponent as a numeral where it is one, such as 3 - 1."""
    if isinstance(exponent, Rational) or names(exponent):
        return exponent
    value = rational.as_number(exponent)
    return exponent if value is None else number(value)


def _logarithm(argument: Term, strict: bool) -> Conditions:
    return frozenset((Positive(argument),))


def _nonzero_cosine(argument: Term, strict: bool) -> Conditions:
    return frozenset((NonZero(known("cos", argument)),))


def _nonzero_sine(argument: Term, strict: bool) -> Conditions:
    return frozenset((NonZero(known("sin", argument)),))


def _within_one(argument: Term, strict: bool) -> Conditions:
    room = add(number(1), negate(power(argument, number(2))))
    return frozenset((Positive(room) if strict else NonNegative(room),))


def _absolute(argument: Term, strict: bool) -> Conditions:
    return frozenset((NonZero(argument),)) if strict else _NONE


_FUNCTIONS = {
    sympy.log: _logarithm,
    sympy.tan: _nonzero_cosine,
    sympy.sec: _nonzero_cosine,
    sympy.cot: _nonzero_sine,
    sympy.csc: _nonzero_sine,
    sympy.asin: _within_one,
    sympy.acos: _within_one,
    sympy.Abs: _absolute,
}
"""The known functions that are not defined and smooth everywhere."""
