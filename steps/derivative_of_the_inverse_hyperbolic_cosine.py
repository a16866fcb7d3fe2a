"""Derivative of the inverse hyperbolic cosine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the inverse hyperbolic cosine",
    statement=r"\frac{\partial}{\partial t} \operatorname{arcosh} u = \frac{1}{\sqrt{u^2 - 1}} \frac{\partial}{\partial t} u",
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of inverse hyperbolic cosine",
        "derivative of arcosh",
        "derivative of arccosh",
        "derivative of acosh",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{arcosh} x", r"\frac{1}{\sqrt{x^2 - 1}}"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{arcosh} x",
            r"-\frac{1}{\sqrt{x^2 - 1}}",
            Refuted,
            "the sign",
        ),
    ),
    explanation="The derivative of the inverse hyperbolic cosine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
