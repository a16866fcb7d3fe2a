"""Conditions for all values of a bound name, and the existence of integrals.

Trusted. Inside a sum, a product or an integral over a `Range` the bound name lies
between its ends: in order for the integers of a sum (whose range is empty otherwise),
in either order for the reals of an integral, unless it is known which end is the
lower one. What is given for all values in the same domain holds inside as well.

The integral of a continuous function over a closed bounded interval exists (W. Rudin,
Principles of Mathematical Analysis, theorem 6.8); the known functions are continuous
where they are defined, but for sign, floor and ceiling.
Not here: bounds on the body (`ranges`, `structural`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sympy
from sympy import Add, Mul, Pow, Rational, Symbol

from derivation.prove.decide.facts import condition_facts
from derivation.prove.decide.intervals import NONE, Facts, Interval, hull
from derivation.prove.decide.structure import FUNCTION_NAMES
from derivation.prove.definedness import definedness, is_finite_binder
from derivation.prove.proposition import (
    IsInteger,
    NonNegative,
    Positive,
    Proposition,
    Throughout,
    free_names,
    substitute,
    terms,
)
from derivation.term import (
    INFINITY,
    OTHERWISE,
    Cases,
    Comparison,
    Infinite,
    Integral,
    Maximum,
    Minimum,
    Range,
    Summation,
    Term,
    add,
    depends,
    names,
    negate,
    replace,
    walk,
)

if TYPE_CHECKING:
    from derivation.prove.decide.ranges import Inner, Ranges

is_finite = is_finite_binder
MAXIMUM_NESTING = 4
"""How many quantified conditions deep one is looked for."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether a range of reals rises from its first end to its second, and why."""

    rising: bool
    strict: bool
    used: Facts


def direction(binder: Term, known: Ranges) -> Direction | None:
    """Which end of an integral's range is the lower one, None if it is not known."""
    return _direction(binder.args[2], known)


def _direction(domain: Term, known: Ranges) -> Direction | None:
    if not isinstance(domain, Range):
        return None
    lower, upper = domain.args
    if _is_infinite(lower) or _is_infinite(upper):
        minus = negate(INFINITY)
        if lower == minus or upper == INFINITY:
            return Direction(True, True, NONE) if lower != upper else None
        if lower == INFINITY or upper == minus:
            return Direction(False, True, NONE)
        return None
    for rising, room in ((True, _difference(upper, lower)), (False, _difference(lower, upper))):
        for strict, wanted in ((True, Positive(room)), (False, NonNegative(room))):
            used = known.shows(wanted)
            if used is not None:
                return Direction(rising, strict, used)
    return None


def _difference(one: Term, other: Term) -> Term:
    return add(one, negate(other))


def _is_infinite(end: Term) -> bool:
    return any(isinstance(part, Infinite) for part in walk(end))


def nonempty(binder: Term, known: Ranges) -> Facts | None:
    """The facts from which a sum's range holds an integer, None if none show it."""
    domain = binder.args[2]
    if not isinstance(domain, Range):
        return None
    lower, upper = domain.args
    if lower == negate(INFINITY) or upper == INFINITY:
        return NONE if lower != upper else None
    if _is_infinite(lower) or _is_infinite(upper):
        return None
    filled = known.shows(NonNegative(_difference(upper, lower)))
    for end in (lower, upper):
        whole = known.shows(IsInteger(end)) if filled is not None else None
        if filled is not None and whole is not None:
            return filled | whole
    return None


def body(binder: Term, known: Ranges) -> Interval:
    """An interval around all values of a binder's body."""
    inner, variable, domain = binder.args
    whole = not isinstance(binder, Integral)
    return hull(
        each.enclose(replace(inner, {variable: fresh}))
        for fresh, each in _inside(variable, domain, known, names(inner), whole=whole)
    )


def throughout(proposition: Throughout, known: Ranges) -> Facts | None:
    """The facts from which the condition holds for all values, None if none show it."""
    variable, condition = proposition.variable, proposition.condition
    if not isinstance(variable, Symbol) or known.nesting >= MAXIMUM_NESTING:
        return None
    mentioned = frozenset[str]().union(*(names(term) for term in terms(condition)))
    used = NONE
    for fresh, inner in _inside(
        variable, proposition.domain, known, mentioned, whole=proposition.whole
    ):
        found = inner.shows(substitute(condition, {variable: fresh}))
        if found is None:
            return None
        used |= found
    return used


def _inside(
    variable: Term, domain: Term, known: Ranges, mentioned: frozenset[str], *, whole: bool
) -> Iterator[tuple[Term, Inner]]:
    """What is known within a domain, case by case, with a name for the variable."""
    fresh, taken = variable.name, known.facts.mentioned | names(domain)
    while fresh in taken or (fresh != variable.name and fresh in mentioned):
        fresh += "'"
    name = Symbol(fresh)
    stated: dict[Proposition, Facts] = {}
    for given in known.facts.quantified:
        integers = whole and isinstance(domain, Range)  # they are among the reals
        if given.domain == domain and (given.whole == whole or integers):
            inner = substitute(given.condition, {given.variable: name})
            stated[inner] = frozenset((given,))
    for local in _between_the_ends(name, domain, known, whole=whole):
        yield name, known.under({**stated, **local})


def _between_the_ends(
    name: Term, domain: Term, known: Ranges, *, whole: bool
) -> Iterator[dict[Proposition, Facts]]:
    if not isinstance(domain, Range):
        yield {}
        return
    lower, upper = domain.args
    if whole:
        local = _ordered(lower, name, upper, NONE)
        local[IsInteger(name)] = NONE
        if not (_is_infinite(lower) or _is_infinite(upper)):
            local[NonNegative(_difference(upper, lower))] = NONE
        yield local
        return
    known_direction = _direction(domain, known)
    used = known_direction.used if known_direction else NONE
    if known_direction is None or known_direction.rising:
        yield _ordered(lower, name, upper, used)
    if known_direction is None or not known_direction.rising:
        yield _ordered(upper, name, lower, used)


def _ordered(low: Term, name: Term, high: Term, used: Facts) -> dict[Proposition, Facts]:
    """Low <= name <= high, without what is infinite."""
    local: dict[Proposition, Facts] = {}
    if not _is_infinite(low):
        local[NonNegative(_difference(name, low))] = used
    if not _is_infinite(high):
        local[NonNegative(_difference(high, name))] = used
    return local


def exists(term: Term, known: Ranges) -> Facts | None:
    """The facts from which the term has a value, None if none show it.

    Where its parts outside of a bound name's reach are defined (`needed`).
    """
    if isinstance(term, Integral):
        return _integral_exists(term, known)
    return _cases_exist(term, known) if isinstance(term, Cases) else None


def _integral_exists(term: Term, known: Ranges) -> Facts | None:
    inner, variable, domain = term.args
    if not isinstance(domain, Range) or any(_is_infinite(end) for end in domain.args):
        return None
    if not is_continuous(inner, variable):
        return None
    used = NONE
    for condition in definedness(inner):
        if variable.name not in free_names(condition):
            continue
        found = known.shows(Throughout(condition, variable, domain, False))
        if found is None:
            return None
        used |= found
    return used


def _cases_exist(term: Term, known: Ranges) -> Facts | None:
    """The last case takes the rest, and each value is defined where it is taken."""
    if term.args[-1].args[1] != OTHERWISE:
        return None
    used = NONE
    for branch in term.args:
        value, condition = branch.args
        compared = [s for p in walk(condition) if isinstance(p, Comparison) for s in p.args]
        outside = NONE.union(*(definedness(side) for side in compared))
        inner = known.under(dict.fromkeys(condition_facts(condition), NONE))
        found = [known.shows(each) for each in outside]
        found += [inner.shows(each) for each in definedness(value)]
        if any(each is None for each in found):
            return None
        used = used.union(*(each for each in found if each is not None))
    return used


def is_continuous(term: Term, variable: Term) -> bool:
    """Whether the term is continuous in the variable wherever it is defined."""
    if not depends(term, variable) or term == variable:
        return True
    if isinstance(term, Pow):
        base, exponent = term.args
        if depends(exponent, variable) and not _is_positive_number(base):
            return False
        return is_continuous(base, variable) and is_continuous(exponent, variable)
    if isinstance(term, Summation) and is_finite(term):
        return not depends(term.args[2], variable) and is_continuous(term.args[0], variable)
    if isinstance(term, sympy.binomial):
        return not depends(term.args[1], variable) and is_continuous(term.args[0], variable)
    known = type(term) in FUNCTION_NAMES and not isinstance(term, _STEPS)
    if not known and not isinstance(term, Add | Mul | Minimum | Maximum):
        return False
    return all(is_continuous(part, variable) for part in term.args)


_STEPS = (sympy.sign, sympy.floor, sympy.ceiling)


def _is_positive_number(base: Term) -> bool:
    return base is sympy.E or (isinstance(base, Rational) and base > 0)
