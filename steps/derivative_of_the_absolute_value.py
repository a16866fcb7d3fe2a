"""Derivative of the absolute value."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the absolute value",
    statement=r"\frac{\partial}{\partial t} |u| = \frac{u}{|u|} \frac{\partial}{\partial t} u",
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of the absolute value",
        "derivative of the modulus",
    ),
    valid=(
        Valid(r"\frac{d}{dx} |x|", r"\frac{x}{|x|}"),
        Valid(r"\frac{d}{dx} |\sin x|", r"\frac{\sin x}{|\sin x|} \frac{d}{dx} \sin x"),
    ),
    invalid=(Invalid(r"\frac{d}{dx} |x|", "1", Refuted, "it is -1 for x < 0"),),
    explanation="Away from 0 the absolute value has the slope 1 or -1, the sign of its argument.",
    together_with=BASIC,
    rank=35,
)
