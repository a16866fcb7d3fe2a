"""Derivative of the variable."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the variable",
    statement=r"\frac{\partial}{\partial t} t = 1",
    phrases=("derivative of the variable",),
    valid=(Valid(r"\frac{d}{dx} x", r"1"),),
    invalid=(
        Invalid(r"\frac{d}{dx} x", r"x", Refuted, "the slope of the variable itself is 1"),
    ),
    explanation="The variable itself has the derivative 1.",
    rank=32,
)
