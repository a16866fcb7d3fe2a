"""Rearrange."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Misnamed, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    return forms.same(change.before, change.after)


RULE = Rule(
    name="rearrange",
    statement=r"a + b = b + a",
    family=Family.FORM,
    phrases=(
        "rearrange",
        "reorder",
        "commute",
        "commutativity",
        "associativity",
        "regroup",
        "change the order",
        "swap the factors",
        "swap the terms",
    ),
    valid=(
        Valid(r"a + b c", r"c b + a"),
        Valid(r"\frac{a b}{c}", r"a \cdot \frac{b}{c}"),
    ),
    invalid=(
        Invalid(r"a - b", r"b - a", Refuted, "subtraction does not commute"),
        Invalid(r"a (b + c)", r"a b + a c", Misnamed, "this multiplies out"),
    ),
    explanation="Only the order, the grouping or the layout of fractions changes.",
    makes=_makes,
    rank=1,
)
