"""Derivative of the arcsine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the arcsine",
    statement=r"\frac{\partial}{\partial t} \arcsin u = \frac{1}{\sqrt{1 - u^2}} \frac{\partial}{\partial t} u",
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of arcsine",
        "derivative of arcsin",
    ),
    valid=(Valid(r"\frac{d}{dx} \arcsin x", r"\frac{1}{\sqrt{1 - x^2}}"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \arcsin x",
            r"-\frac{1}{\sqrt{1 - x^2}}",
            Refuted,
            "the sign belongs to the arccosine",
        ),
    ),
    explanation="The derivative of the arcsine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
