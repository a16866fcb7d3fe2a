"""Exponential of a logarithm."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="exponential of a logarithm",
    statement=r"e^{\log u} = u",
    conditions=(r"u > 0",),
    phrases=(
        "exponential of the logarithm",
        "exp and log cancel",
        "exponential and logarithm cancel",
    ),
    valid=(Valid(r"e^{\log x}", r"x", given=("x > 0",)),),
    invalid=(Invalid(r"e^{\log x}", r"\log x", Refuted, "both functions go"),),
    explanation="The exponential undoes the logarithm.",
    rank=44,
)
