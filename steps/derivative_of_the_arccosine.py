"""Derivative of the arccosine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the arccosine",
    statement=r"\frac{\partial}{\partial t} \arccos u = -\frac{1}{\sqrt{1 - u^2}} \frac{\partial}{\partial t} u",
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of arccosine",
        "derivative of arccos",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \arccos x", r"-\frac{1}{\sqrt{1 - x^2}}"),
        Valid(r"\frac{d}{dx} \arccos x^2", r"-\frac{2 x}{\sqrt{1 - x^4}}"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \arccos x",
            r"\frac{1}{\sqrt{1 - x^2}}",
            Refuted,
            "the sign belongs to the arcsine",
        ),
    ),
    explanation="The derivative of the arccosine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
