"""Add and subtract the same term."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    before, after = forms.addends(change.before), forms.addends(change.after)
    ours, theirs = forms.unmatched(before, after)
    return not ours and len(theirs) >= 2 and change.equal(forms.total(theirs), forms.total([]))


RULE = Rule(
    name="add and subtract the same term",
    statement=r"a = a + b - b",
    family=Family.FORM,
    phrases=(
        "add and subtract",
        "add zero",
        "adding zero",
        "insert zero",
    ),
    valid=(
        Valid(r"x^2", r"x^2 + a - a"),
        Valid(r"\frac{e^x}{c}", r"\frac{e^x + 1 - 1}{c}"),
    ),
    invalid=(Invalid(r"a x^2", r"a x^2 + a + a", Refuted, "the second sign"),),
    explanation="Adding a term and subtracting it again changes nothing.",
    makes=_makes,
    rank=12,
)
