"""Absolute values by cases."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="absolute values by cases",
    statement=r"|x|^2 = x^2",
    family=Family.PROCEDURE,
    treatments=frozenset(
        (
            Treatment.ABSOLUTE,
            Treatment.ROOT,
        )
    ),
    cases=True,
    phrases=(
        "by cases",
        "case distinction",
        "distinguish cases",
        "definition of the absolute value",
        "absolute value",
        "definition of the maximum",
        "definition of the minimum",
    ),
    valid=(
        Valid(r"|x|^2", r"x^2"),
        Valid(r"|x + |x||", r"x + |x|"),
    ),
    invalid=(Invalid(r"|x + y|", r"|x| + |y|", Refuted, "only for equal signs"),),
    explanation="Both signs of what stands in absolute values are tried; the sides are equal for each.",
    rank=64,
)
