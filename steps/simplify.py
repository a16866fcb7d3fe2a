"""Simplify."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Misnamed, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    shorter = forms.size(change.after) < forms.size(change.before)
    return shorter and change.equal(change.before, change.after)


RULE = Rule(
    name="simplify",
    statement=r"(x + 1)^2 - (x^2 + 1) = 2 x",
    family=Family.FORM,
    phrases=(
        "simplify",
        "simplify the fraction",
        "simplify the expression",
        "simplification",
        "simplifies to",
        "tidy up",
    ),
    valid=(
        Valid(r"(x + 1)^2 - (x^2 + 1)", r"2 x"),
        Valid(r"e^x e^{-x} + 1", r"2"),
    ),
    invalid=(
        Invalid(r"\frac{x^2 + 1}{x + 1}", r"x + 1", Refuted, "the numerator is not divisible"),
        Invalid(r"a (b + c)", r"a b + a c", Misnamed, "this is longer than before"),
    ),
    explanation="The same value, written shorter.",
    makes=_makes,
    rank=28,
)
