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
from itertools import combinations

import sympy
from sympy import Indexed, IndexedBase, Integer, Pow, Rational

from derivation.prove.decide import rational
from derivation.prove.proposition import (
    Differentiable,
    Exists,
    InRange,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    SingleComponent,
    Throughout,
    free_names,
)
from derivation.term import (
    OTHERWISE,
    Application,
    Approach,
    Binder,
    Cases,
    Comparison,
    Derivative,
    Domain,
    Hidden,
    Infinite,
    Maximum,
    Minimum,
    Operator,
    ProductOver,
    ScalarProduct,
    SlotDerivative,
    Summation,
    Term,
    add,
    children,
    depends,
    digamma,
    known,
    multiply,
    names,
    negate,
    number,
    power,
    walk,
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
    if isinstance(term, Infinite):
        return frozenset((NonZero(number(0)),))  # it is no number, so this never holds
    if isinstance(term, Binder):
        return _binder(term)
    if isinstance(term, Operator):
        return frozenset((Exists(term),))
    if isinstance(term, Cases):
        return _by_cases(term)
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
    if isinstance(term, Binder):
        return _smooth_binder(term, variable)
    own = _own(term, strict=True)
    if isinstance(term, Operator | Cases):
        return definedness(term) | {Differentiable(term, variable)}
    if isinstance(term, Application | SlotDerivative):
        own |= {Differentiable(term, variable)}
        if isinstance(term, SlotDerivative):
            return own | definedness(term.args[0])
    if isinstance(term, Derivative):
        body = term.args[0]
        own |= definedness(term)
        return own | differentiability(body, variable)
    return own.union(*(differentiability(part, variable) for part in _parts(term)))


def over_whole_numbers(binder: Term) -> bool:
    """Whether a binder's variable runs through integers (or a finite set), not reals."""
    return isinstance(binder, Summation | ProductOver)


def is_finite_binder(binder: Term) -> bool:
    """Whether a binder is a sum or product over finitely many values."""
    if not over_whole_numbers(binder):
        return False
    domain = binder.args[2]
    return isinstance(domain, Domain) or not _is_unbounded(domain)


def _is_unbounded(domain: Term) -> bool:
    return any(isinstance(part, Infinite) for part in walk(domain))


def close(conditions: Conditions, binder: Term) -> Conditions:
    """The conditions as they must hold around a binder: for all values of its variable.

    Those that do not mention the variable stay as they are.
    """
    _, variable, domain = binder.args
    whole = over_whole_numbers(binder)
    return frozenset(
        Throughout(each, variable, domain, whole) if variable.name in free_names(each) else each
        for each in conditions
    )


def _binder(term: Term) -> Conditions:
    """A finite sum or product needs its parts defined, anything else that it exists.

    An integral or a limit may exist although its body is not defined everywhere.
    """
    body, variable, domain = term.args
    ends = frozenset[Proposition]().union(*(definedness(end) for end in _finite_ends(domain)))
    if is_finite_binder(term):
        return ends | close(definedness(body), term)
    outside = (c for c in definedness(body) if variable.name not in free_names(c))
    return ends | frozenset(outside) | {Exists(term)}


def _finite_ends(domain: Term) -> tuple[Term, ...]:
    if isinstance(domain, Domain):
        return tuple(p for p in domain.args[1].args if not isinstance(p, IndexedBase))
    ends = domain.args[:1] if isinstance(domain, Approach) else domain.args
    return tuple(end for end in ends if not _is_unbounded(end))


def _by_cases(term: Term) -> Conditions:
    """Each branch need only be defined where it is taken; the last must take the rest."""
    needed = frozenset[Proposition]().union(
        *(definedness(part) for branch in term.args for part in _compared(branch))
    )
    complete = term.args[-1].args[1] == OTHERWISE
    return _NONE if complete and not needed else frozenset((Exists(term),))


def _compared(branch: Term) -> tuple[Term, ...]:
    """The terms of a branch: its value, and what its condition compares."""
    value, condition = branch.args
    parts = [part for part in walk(condition) if isinstance(part, Comparison)]
    return (value, *(side for part in parts for side in part.args))


def _smooth_binder(term: Term, variable: Term) -> Conditions:
    body, _, domain = term.args
    if is_finite_binder(term) and not depends(domain, variable):
        return definedness(term) | close(differentiability(body, variable), term)
    return definedness(term) | {Differentiable(term, variable)}


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
    if isinstance(term, Minimum | Maximum):
        return _apart(term) if strict else _NONE
    if isinstance(term, sympy.binomial):
        lower = term.args[1]
        return frozenset((IsInteger(lower), NonNegative(lower)))
    if isinstance(term, sympy.beta):
        return frozenset((Positive(term.args[0]), Positive(term.args[1])))
    rule = _FUNCTIONS.get(type(term))
    return rule(term.args[0], strict) if rule else _NONE


def _apart(term: Term) -> Conditions:
    """Where no two arguments are equal, the least and the greatest are smooth."""
    return frozenset(NonZero(add(a, negate(b))) for a, b in combinations(term.args, 2))


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


def _no_pole(argument: Term, strict: bool) -> Conditions:
    return frozenset((NotPole(argument),))


def _no_pole_above(argument: Term, strict: bool) -> Conditions:
    """N! is gamma(n + 1)."""
    return frozenset((NotPole(add(argument, number(1))),))


def _nonzero(argument: Term, strict: bool) -> Conditions:
    return frozenset((NonZero(argument),))


def _at_least_one(argument: Term, strict: bool) -> Conditions:
    room = add(argument, number(-1))
    return frozenset((Positive(room) if strict else NonNegative(room),))


def _inside_one(argument: Term, strict: bool) -> Conditions:
    return frozenset((Positive(add(number(1), negate(power(argument, number(2))))),))


def _step(argument: Term, strict: bool) -> Conditions:
    """The floor and the ceiling are smooth between the integers."""
    return (
        frozenset((NonZero(known("sin", multiply(sympy.pi, argument))),)) if strict else _NONE
    )


_FUNCTIONS = {
    sympy.log: _logarithm,
    sympy.tan: _nonzero_cosine,
    sympy.sec: _nonzero_cosine,
    sympy.cot: _nonzero_sine,
    sympy.csc: _nonzero_sine,
    sympy.asin: _within_one,
    sympy.acos: _within_one,
    sympy.Abs: _absolute,
    sympy.sign: _absolute,
    sympy.coth: _nonzero,
    sympy.csch: _nonzero,
    sympy.acosh: _at_least_one,
    sympy.atanh: _inside_one,
    sympy.floor: _step,
    sympy.ceiling: _step,
    sympy.gamma: _no_pole,
    sympy.factorial: _no_pole_above,
    digamma: _no_pole,
}
"""The known functions that are not defined and smooth everywhere."""
