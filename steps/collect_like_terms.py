"""Collect like terms."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    before, after = forms.addends(change.before), forms.addends(change.after)
    return len(after) < len(before) and (
        forms.like_terms(change.before) == forms.like_terms(change.after)
    )


RULE = Rule(
    name="collect like terms",
    statement=r"a x + b x = (a + b) x",
    family=Family.FORM,
    phrases=(
        "collect like terms",
        "collect terms",
        "combine like terms",
        "combine terms",
        "group like terms",
        "opposite terms cancel",
        "terms cancel",
        "gather terms",
        "simplify",
        "simplify the fraction",
        "simplify the numerator",
        "simplify the denominator",
        "simplify the expression",
        "tidy up",
    ),
    valid=(
        Valid(r"2 x + 3 x", r"5 x"),
        Valid(r"-y + y h + h - y h", r"h - y"),
        Valid(r"\frac{a + b - a}{c}", r"\frac{b}{c}"),
    ),
    invalid=(
        Invalid(r"2 x + 3 x", r"6 x", Refuted, "coefficients add"),
        Invalid(r"x + x^2", r"2 x^2", Refuted, "unlike terms"),
    ),
    explanation="Terms that differ only in a numerical factor are added up.",
    makes=_makes,
    rank=11,
)
