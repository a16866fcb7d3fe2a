"""Definedness: what must hold for a term, as written, to have a value.

Trusted. `definedness(t)` gives conditions that together suffice for t to be defined;
`differentiability(t, v)` conditions that suffice for t to be defined near the value
of v and differentiable (as often as needed) in v there. Both look at the term as the
author wrote it: terms are never evaluated, so no division is lost.

Smooth in each variable is less than smooth in all of them together, which is what
derivatives in different variables need: `joint_smoothness` asks for that.

A head all of whose arguments are real has the value, if any, that it has in the reals;
other heads have their principal values (`complex_domains`).

Conventions: functions a document does not define are defined wherever their
arguments are, and so are their derivatives in a place (f' as a function of its own);
where it writes a derivative of their value, `Differentiable` says that it exists.
Source: the domains of elementary functions, and the differentiability of sums,
products, quotients and compositions (W. Rudin, Principles of Mathematical Analysis,
theorems 5.3, 5.5 and 9.15).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import sympy
from sympy import Indexed, IndexedBase, Integer, Pow, Rational, Tuple

from derivation.prove import complex_domains
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
    terms,
)
from derivation.term import (
    OTHERWISE,
    Application,
    Approach,
    AtMost,
    Binder,
    Cases,
    Comparison,
    Derivative,
    Domain,
    Hidden,
    Infinite,
    Less,
    Maximum,
    Minimum,
    Operator,
    ProductOver,
    Range,
    ScalarProduct,
    SlotDerivative,
    Summation,
    Term,
    add,
    children,
    depends,
    digamma,
    is_real,
    known,
    multiply,
    names,
    negate,
    number,
    power,
    rebuild,
    walk,
)

Conditions = frozenset[Proposition]
_NONE: Conditions = frozenset()
_NEVER = complex_domains.NEVER
"""A condition that never holds: |z| is differentiable nowhere for complex z."""


@lru_cache(maxsize=65536)
def definedness(term: Term) -> Conditions:
    """Conditions that suffice for the term to be defined."""
    if isinstance(term, Derivative):
        return differentiability(term.args[0], term.args[1]) | definedness(term.args[1])
    if isinstance(term, SlotDerivative):
        return definedness(term.args[0]) | _own(_applied(term), None, strict=True)
    if isinstance(term, IndexedBase):
        return frozenset((SingleComponent(term),))  # a vector where a number stands
    if isinstance(term, Infinite):
        return _NEVER  # it is no number
    if isinstance(term, Binder):
        return _binder(term)
    if isinstance(term, Operator):
        return frozenset((Exists(term),))
    if isinstance(term, Cases):
        return _by_cases(term)
    own = _own(term, None, strict=False)
    parts = _parts(term)
    return own.union(*(definedness(part) for part in parts)) if parts else own


def needed(proposition: Proposition) -> Conditions:
    """Conditions that suffice for the terms a proposition speaks of to be defined.

    Of a name bound in it for all its values; that something exists is not needed for
    the proposition that says so, only what its parts need.
    """
    if isinstance(proposition, Throughout):
        variable, domain = proposition.variable, proposition.domain
        ends = frozenset[Proposition]().union(*(definedness(e) for e in _finite_ends(domain)))
        return ends | frozenset(
            Throughout(each, variable, domain, proposition.whole)
            if variable.name in free_names(each)
            else each
            for each in needed(proposition.condition)
        )
    every = frozenset[Proposition]().union(*(definedness(t) for t in terms(proposition)))
    return every - {proposition} if isinstance(proposition, Exists) else every


@lru_cache(maxsize=65536)
def differentiability(term: Term, variable: Term) -> Conditions:
    """Conditions that suffice for the term to be differentiable in the variable."""
    if not depends(term, variable):
        return definedness(term)
    if isinstance(term, Derivative):
        inner = joint_smoothness(term.args[0], frozenset((term.args[1], variable)))
        return inner | definedness(term.args[1])
    if isinstance(term, SlotDerivative):
        return differentiability(_applied(term), variable)
    if isinstance(term, Binder):
        return _smooth_binder(term, variable)
    if isinstance(term, Operator | Cases):
        return definedness(term) | {Differentiable(term, variable)}
    if isinstance(term, Indexed):
        varies = any(depends(index, variable) for index in term.args[1:])
        return definedness(term) | (_opaque(term, variable) if varies else _NONE)
    own = _own(term, variable, strict=True)
    if isinstance(term, Application):
        own |= _opaque(term, variable)
    return own.union(*(differentiability(part, variable) for part in _parts(term)))


@lru_cache(maxsize=65536)
def joint_smoothness(term: Term, variables: frozenset[Term]) -> Conditions:
    """Conditions that suffice for the term to be smooth in all the variables together.

    Where a part can only be said to be differentiable, it is said of all of them at
    once: a function that is smooth along x and along y need not be smooth.
    """
    every = frozenset[Proposition]().union(*(differentiability(term, v) for v in variables))
    together: dict[Proposition, set[Term]] = {}
    plain = set()
    for condition in every:
        core = _core(condition)
        if not isinstance(core, Differentiable):
            plain.add(condition)
            continue
        found = together.setdefault(_said_of(condition, Tuple()), set())
        found |= set(differentiated_in(core))
        found |= {v for v in variables if depends(core.term, v)}
    return frozenset(plain) | {_said_of(c, jointly(found)) for c, found in together.items()}


def differentiated_in(condition: Differentiable) -> tuple[Term, ...]:
    """The variables of the condition: one, or all those of a `Tuple`."""
    variable = condition.variable
    return tuple(variable.args) if isinstance(variable, Tuple) else (variable,)


def jointly(variables: Iterable[Term]) -> Term:
    """What stands for several variables in `Differentiable`: a `Tuple`, in a fixed order."""
    every = sorted(set(variables), key=str)
    return every[0] if len(every) == 1 else Tuple(*every)


def _core(condition: Proposition) -> Proposition:
    while isinstance(condition, Throughout):
        condition = condition.condition
    return condition


def _said_of(condition: Proposition, variables: Term) -> Proposition:
    """The condition, inside any `Throughout`, with other variables to differentiate in."""
    if isinstance(condition, Throughout):
        return replace(condition, condition=_said_of(condition.condition, variables))
    if isinstance(condition, Differentiable):
        return Differentiable(condition.term, variables)
    return condition


def _opaque(term: Term, variable: Term) -> Conditions:
    return frozenset((Differentiable(term, variable),))


def _applied(term: Term) -> Term:
    """The function's value of which a `SlotDerivative` is a derivative, of any order."""
    while isinstance(term, SlotDerivative):
        term = term.args[0]
    return term


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
    if isinstance(domain, Range) and not is_real(domain):
        return _NEVER  # no numbers lie between complex ends
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
    ordered = (part for part in walk(term) if isinstance(part, Less | AtMost))
    plain = complete and not needed and all(map(is_real, ordered))
    return _NONE if plain else frozenset((Exists(term),))


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


def _own(term: Term, variable: Term | None, *, strict: bool) -> Conditions:
    """What this head asks of its arguments; `strict` asks for smoothness as well.

    The variable is the one in which it is to be smooth; without one, in all arguments.
    """
    if not is_real(term):
        plain = (term.args[0], _numeral(term.args[1])) if isinstance(term, Pow) else term.args
        beyond = complex_domains.own_conditions(rebuild(term, plain), strict=strict)
        if beyond is not None:
            return beyond
    if isinstance(term, Pow):
        return _power(term, variable, strict=strict)
    if isinstance(term, Indexed):
        return frozenset(InRange(index, term.args[0]) for index in term.args[1:])
    if isinstance(term, ScalarProduct):
        return _scalar_product(term)
    if isinstance(term, Minimum | Maximum):
        return _apart(term) if strict else _NONE
    if isinstance(term, sympy.binomial):
        return _binomial(term, variable)
    if isinstance(term, sympy.beta):
        return frozenset((Positive(term.args[0]), Positive(term.args[1])))
    rule = _FUNCTIONS.get(type(term))
    return rule(term.args[0], strict) if rule else _NONE


def _binomial(term: Term, variable: Term | None) -> Conditions:
    """A polynomial in what stands above; what stands below is a whole number."""
    lower = term.args[1]
    whole: Conditions = frozenset((IsInteger(lower), NonNegative(lower)))
    if variable is None or not depends(lower, variable):
        return whole
    return whole | _opaque(term, variable)


def _apart(term: Term) -> Conditions:
    """Where no two arguments are equal, the least and the greatest are smooth."""
    if not is_real(term):
        return _NEVER
    return frozenset(NonZero(add(a, negate(b))) for a, b in combinations(term.args, 2))


def _scalar_product(term: Term) -> Conditions:
    """A number may stand for a vector only where vectors have one component."""
    vectors = [part for part in term.args if isinstance(part, IndexedBase)]
    if len(vectors) == 2 or not vectors:
        return _NONE
    return frozenset((SingleComponent(vectors[0]),))


def _power(term: Term, variable: Term | None, *, strict: bool) -> Conditions:
    base, exponent = term.args[0], _numeral(term.args[1])
    if variable is not None and depends(exponent, variable):
        return _NONE if _is_positive(base) else frozenset((Positive(base),))
    if isinstance(exponent, Integer):
        if isinstance(base, Rational) and base != 0:
            return _NONE
        return frozenset((NonZero(base),)) if exponent <= 0 else _NONE  # 0^0 has no value
    if _is_positive(base):
        return _NONE
    if isinstance(exponent, Rational):
        if exponent < 0 or strict:
            return frozenset((Positive(base),))
        return frozenset((NonNegative(base),))
    return frozenset((PowerDefined(base, exponent),))


def _is_positive(base: Term) -> bool:
    return isinstance(base, Rational) and bool(base > 0)


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
    if not strict:
        return _NONE
    return frozenset((NonZero(argument),)) if is_real(argument) else _NEVER


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
    if not strict:
        return _NONE
    if not is_real(argument):
        return _NEVER
    return frozenset((NonZero(known("sin", multiply(sympy.pi, argument))),))


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
