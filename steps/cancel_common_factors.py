"""Cancel common factors."""

from __future__ import annotations

from sympy import Integer, Rational

from derivation.rule import Change, Family, Invalid, Misnamed, Refuted, Rule, Valid, forms
from derivation.term import Term


def _makes(change: Change) -> bool:
    """The denominator loses factors and nothing else grows."""
    if forms.size(change.after) >= forms.size(change.before):
        return False
    if not change.equal(change.before, change.after):
        return False
    return _divisors(change.after) < _divisors(change.before) or _reduces(change)


def _divisors(term: Term) -> int:
    return sum(not isinstance(each, Rational) for each in forms.factors(term)[1])


def _reduces(change: Change) -> bool:
    """A numeral in the denominator is divided out of the numerator."""
    before, after = (_numeral(forms.factors(t)[1]) for t in (change.before, change.after))
    above = _numeral(forms.factors(change.before)[0])
    return after < before and before % after == 0 and above % (before // after) == 0


def _numeral(factors: list[Term]) -> int:
    value = 1
    for factor in factors:
        value *= abs(int(factor)) if isinstance(factor, Integer) and factor != 0 else 1
    return value


RULE = Rule(
    name="cancel common factors",
    statement=r"\frac{a b}{a c} = \frac{b}{c}",
    family=Family.FORM,
    phrases=(
        "cancel common factors",
        "cancel redundant terms",
        "cancel redundant factors",
        "cancel factors",
        "cancel the fraction",
        "reduce the fraction",
        "cancel",
        "cancels",
        "factors cancel",
        "simplify",
        "simplify the fraction",
    ),
    valid=(
        Valid(r"\frac{a b}{a c}", r"\frac{b}{c}"),
        Valid(r"\frac{x}{y (1 - y)} \cdot y \cdot (1 - y)", r"x"),
        Valid(r"\frac{6 x}{3 y}", r"\frac{2 x}{y}"),
        Valid(r"\frac{a b + a c}{a}", r"b + c"),
    ),
    invalid=(
        Invalid(r"\frac{a + b}{a}", r"b", Refuted, "a is no factor of the sum"),
        Invalid(r"x + y - x", r"y", Misnamed, "terms are collected, no factor is cancelled"),
    ),
    explanation="A factor of both numerator and denominator is taken out of both.",
    makes=_makes,
    rank=10,
)
