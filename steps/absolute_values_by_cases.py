"""Absolute values by cases."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="absolute values by cases",
    statement=r"\max(a, b) = \frac{a + b + |a - b|}{2}",
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
        Valid(r"\max(a, b) + \min(a, b)", r"a + b"),
        Valid(r"|x + |x||", r"x + |x|"),
    ),
    invalid=(
        Invalid(r"|x - 1000|", r"1000 - x", Refuted, "only up to 1000"),
        Invalid(r"|x + y|", r"|x| + |y|", Refuted, "only for equal signs"),
    ),
    explanation="Both signs of what stands in absolute values are tried; the sides are equal for each.",
    rank=64,
)
