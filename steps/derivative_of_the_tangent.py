"""Derivative of the tangent."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the tangent",
    statement=r"\frac{\partial}{\partial t} \tan u = (1 + \tan^2 u) \frac{\partial}{\partial t} u",
    also=(r"\tan' u = 1 + \tan^2 u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of tangent",
        "derivative of tan",
    ),
    valid=(Valid(r"\frac{d}{dx} \tan x", r"1 + \tan^2 x"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \tan x",
            r"1 - \tan^2 x",
            Refuted,
            "the sign belongs to the hyperbolic tangent",
        ),
    ),
    explanation="The derivative of the tangent at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
