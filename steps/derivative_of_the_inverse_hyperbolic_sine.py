"""Derivative of the inverse hyperbolic sine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the inverse hyperbolic sine",
    statement=r"\frac{\partial}{\partial t} \operatorname{arsinh} u = \frac{1}{\sqrt{1 + u^2}} \frac{\partial}{\partial t} u",
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of inverse hyperbolic sine",
        "derivative of arsinh",
        "derivative of arcsinh",
        "derivative of asinh",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{arsinh} x", r"\frac{1}{\sqrt{1 + x^2}}"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{arsinh} x",
            r"\frac{1}{\sqrt{1 - x^2}}",
            Refuted,
            "this is the derivative of the arcsine",
        ),
    ),
    explanation="The derivative of the inverse hyperbolic sine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
