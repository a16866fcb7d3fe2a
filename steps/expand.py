"""Expand."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Misnamed, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    if not change.equal(change.before, change.after):
        return False
    before, after = forms.distributable(change.before), forms.distributable(change.after)
    more = len(forms.addends(change.after)) > len(forms.addends(change.before))
    return before > after and more


RULE = Rule(
    name="expand",
    statement=r"a (b + c) = a b + a c",
    family=Family.FORM,
    phrases=(
        "expand",
        "multiply out",
        "distribute",
        "expand the numerator",
        "expand the denominator",
        "expand the brackets",
        "remove the brackets",
        "open the brackets",
        "distributive law",
        "binomial formula",
        "expand the square",
    ),
    valid=(
        Valid(r"a (b + c)", r"a b + a c"),
        Valid(r"(a + b)^2", r"a^2 + 2 a b + b^2"),
        Valid(r"\frac{-y (1 - h) + (1 - y) h}{c}", r"\frac{-y + y h + h - y h}{c}"),
    ),
    invalid=(
        Invalid(r"(a + b)^2", r"a^2 + b^2", Refuted, "the mixed term is missing"),
        Invalid(r"-y + y h + h - y h", r"h - y", Misnamed, "nothing is multiplied out here"),
    ),
    explanation="Products of sums are multiplied out.",
    makes=_makes,
    rank=23,
)
