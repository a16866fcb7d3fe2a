"""The interval of a term from those of its parts.

Trusted. One rule for each head of the language; None for a head of which nothing is
known. Every rule holds for the values of the parts where the whole term is defined.
Not here: what is given about the term itself (`ranges`), the arithmetic
(`intervals`) and the functions (`images`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

import sympy
from sympy import Add, Mul, Pow

from derivation.prove.decide import constants, images, quantified, reorder
from derivation.prove.decide.facts import condition_facts
from derivation.prove.decide.intervals import (
    EVERYTHING,
    NONE,
    End,
    Facts,
    Interval,
    between,
    exactly,
    greatest,
    hull,
    integer_power,
    intersection,
    least,
    product,
    total,
)
from derivation.prove.decide.structure import FUNCTION_NAMES
from derivation.prove.proposition import (
    IsInteger,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.term import (
    Cases,
    Integral,
    Maximum,
    Minimum,
    ProductOver,
    ScalarProduct,
    Summation,
    Term,
    add,
    multiply,
    negate,
    number,
)

if TYPE_CHECKING:
    from derivation.prove.decide.ranges import Ranges


def interval(term: Term, known: Ranges) -> Interval | None:
    """An interval around the term, None if nothing is known of its head."""
    rule = _RULES.get(type(term))
    if rule is not None:
        return rule(term, known)
    name = FUNCTION_NAMES.get(type(term))
    if name is None or len(term.args) != 1:
        return None
    if name == "factorial":
        return _factorial(term.args[0], known)
    return _function(name, term.args[0], known)


def _add(term: Term, known: Ranges) -> Interval:
    return total(known.enclose(part) for part in term.args)


def _multiply(term: Term, known: Ranges) -> Interval:
    counted = Counter(term.args)
    powers = (integer_power(known.enclose(part), n) for part, n in counted.items())
    return reduce(product, powers, exactly(1))


def _power(term: Term, known: Ranges) -> Interval:
    base, written = term.args
    exponent = constants.numeral(written)
    if exponent is None:
        return _real_power(base, written, known)
    inner = known.argument(base)
    if exponent.denominator == 1:
        return integer_power(inner, exponent.numerator)
    return images.root(inner, exponent)


def _real_power(base: Term, exponent: Term, known: Ranges) -> Interval:
    """A power is defined for a base > 0, and for an exponent that is an integer."""
    inner = known.argument(base)
    if inner.positive:
        return images.real_power(inner, known.argument(exponent))
    if inner.nonnegative and inner.low is not None:
        return Interval(End(Fraction(0), False, inner.low.used))
    halved = known.shows(IsInteger(multiply(number(Fraction(1, 2)), exponent)))
    if halved is None:
        return EVERYTHING
    nonzero = known.shows(NonZero(base))
    return Interval(End(Fraction(0), nonzero is not None, halved | (nonzero or NONE)))


def _function(name: str, argument: Term, known: Ranges) -> Interval:
    found = images.image(name, known.argument(argument))
    refine = _REFINED.get(name)
    if refine is None or found.nonnegative or found.nonpositive:
        return found
    return intersection(found, refine(argument, known))


def _at_least_zero(known: Ranges, *terms: Term) -> Interval:
    """[0, oo) if all these terms are >= 0, (0, oo) if they are > 0."""
    for strict, wanted in ((True, Positive), (False, NonNegative)):
        used = _all(known, tuple(wanted(term) for term in terms))
        if used is not None:
            return Interval(End(Fraction(0), strict, used))
    return EVERYTHING


def _all(known: Ranges, wanted: tuple[Proposition, ...]) -> Facts | None:
    every: Facts = NONE
    for each in wanted:
        used = known.shows(each)
        if used is None:
            return None
        every |= used
    return every


def _sine(argument: Term, known: Ranges) -> Interval:
    """The sine is > 0 between 0 and pi."""
    return _at_least_zero(known, argument, add(sympy.pi, negate(argument)))


def _cosine(argument: Term, known: Ranges) -> Interval:
    """The cosine is > 0 between -pi/2 and pi/2."""
    return _at_least_zero(
        known, add(argument, _QUARTER_TURN), add(_QUARTER_TURN, negate(argument))
    )


def _tangent(argument: Term, known: Ranges) -> Interval:
    """The tangent is > 0 between 0 and pi/2."""
    return _at_least_zero(known, argument, add(_QUARTER_TURN, negate(argument)))


def _above_one(argument: Term, known: Ranges) -> Interval:
    """The logarithm has the sign of what its argument exceeds 1 by."""
    above = known.argument(add(argument, number(-1)))
    low = high = None
    if above.nonnegative and above.low is not None:
        low = End(Fraction(0), above.positive, above.low.used)
    if above.nonpositive and above.high is not None:
        high = End(Fraction(0), above.negative, above.high.used)
    return Interval(low, high)


def _factorial(argument: Term, known: Ranges) -> Interval:
    """N! >= 1 for integers; among them a factorial is defined for n >= 0."""
    found = images.image("factorial", known.argument(argument))
    used = known.shows(IsInteger(argument))
    whole = EVERYTHING if used is None else Interval(End(Fraction(1), False, used))
    return intersection(found, whole)


_QUARTER_TURN = multiply(number(Fraction(1, 2)), sympy.pi)

_REFINED: Mapping[str, Callable[[Term, Ranges], Interval]] = {
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "log": _above_one,
}


def _binomial(term: Term, known: Ranges) -> Interval:
    """n(n-1)...(n-k+1)/k!; k is an integer >= 0 where it is defined."""
    upper, lower = term.args
    room = known.argument(add(upper, number(1), negate(lower)))
    if room.nonnegative and room.low is not None:
        return Interval(End(Fraction(0), room.positive, room.low.used))
    used = _all(known, (IsInteger(upper), NonNegative(upper)))
    return EVERYTHING if used is None else Interval(End(Fraction(0), False, used))


def _beta(term: Term, known: Ranges) -> Interval:
    return between(0, None, closed=False)


def _minimum(term: Term, known: Ranges) -> Interval:
    return least(known.enclose(part) for part in term.args)


def _maximum(term: Term, known: Ranges) -> Interval:
    return greatest(known.enclose(part) for part in term.args)


def _scalar_product(term: Term, known: Ranges) -> Interval:
    same = reorder.same(term.args[0], term.args[1])
    return between(0, None) if same else EVERYTHING


def _cases(term: Term, known: Ranges) -> Interval:
    """The hull of the values, each where its condition holds."""
    found = []
    for branch in term.args:
        value, condition = branch.args
        local = dict.fromkeys(condition_facts(condition), NONE)
        found.append(known.under(local).enclose(value) if local else known.argument(value))
    return hull(found)


def _summation(term: Term, known: Ranges) -> Interval:
    """A sum of what is >= 0 is; of what is > 0 as well, if it is not empty."""
    body = quantified.body(term, known)
    signs = _sign_of_all(body)
    if signs is None:
        return EVERYTHING
    positive, end = signs
    filled = quantified.nonempty(term, known) if end.open or end.value != 0 else None
    strict = filled is not None
    zero = End(Fraction(0), strict, end.used | (filled or NONE))
    return Interval(zero) if positive else Interval(None, zero)


def _sign_of_all(body: Interval) -> tuple[bool, End] | None:
    if body.nonnegative and body.low is not None:
        return True, body.low
    if body.nonpositive and body.high is not None:
        return False, body.high
    return None


def _product_over(term: Term, known: Ranges) -> Interval:
    """A product of what is > 0 is > 0 (an infinite one might be 0), of >= 0 >= 0."""
    body = quantified.body(term, known)
    if not body.nonnegative or body.low is None:
        return EVERYTHING
    strict = body.positive and quantified.is_finite(term)
    return Interval(End(Fraction(0), strict, body.low.used))


def _integral(term: Term, known: Ranges) -> Interval:
    """An integral from a lower to a higher end has the sign of its integrand."""
    direction = quantified.direction(term, known)
    signs = _sign_of_all(quantified.body(term, known))
    if direction is None or signs is None:
        return EVERYTHING
    positive, end = signs
    strict = direction.strict and (end.open or end.value != 0)
    zero = End(Fraction(0), strict, end.used | direction.used)
    return Interval(zero) if positive == direction.rising else Interval(None, zero)


_RULES: Mapping[type, Callable[[Term, Ranges], Interval]] = {
    Add: _add,
    Mul: _multiply,
    Pow: _power,
    sympy.binomial: _binomial,
    sympy.beta: _beta,
    Minimum: _minimum,
    Maximum: _maximum,
    ScalarProduct: _scalar_product,
    Cases: _cases,
    Summation: _summation,
    ProductOver: _product_over,
    Integral: _integral,
}
