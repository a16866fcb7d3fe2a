"""Arithmetic."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    if forms.size(change.after) >= forms.size(change.before):
        return False
    one, two = forms.coefficient(change.before), forms.coefficient(change.after)
    return one == two or forms.equal_numbers(change.before, change.after)


RULE = Rule(
    name="arithmetic",
    statement=r"2 \cdot 3 = 6",
    family=Family.FORM,
    phrases=(
        "arithmetic",
        "compute",
        "calculate",
        "evaluate",
        "work out",
        "multiply",
        "simplify",
    ),
    valid=(
        Valid(r"2 \cdot 3 x", r"6 x"),
        Valid(r"x \cdot x", r"x^2"),
        Valid(r"\frac{1}{2} \cdot 2 (x - y)", r"x - y"),
    ),
    invalid=(Invalid(r"2 \cdot 3 x", r"5 x", Refuted, "this is a product"),),
    explanation="Numbers are worked out and equal factors combined.",
    makes=_makes,
    rank=13,
)
