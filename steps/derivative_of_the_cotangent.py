"""Derivative of the cotangent."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the cotangent",
    statement=r"\frac{\partial}{\partial t} \cot u = -(1 + \cot^2 u) \frac{\partial}{\partial t} u",
    also=(r"\cot' u = -(1 + \cot^2 u)",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of cotangent",
        "derivative of cot",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \cot x", r"-(1 + \cot^2 x)"),
        Valid(r"\frac{d}{dx} \cot(3 x)", r"-3 (1 + \cot^2(3 x))"),
    ),
    invalid=(Invalid(r"\frac{d}{dx} \cot x", r"1 + \cot^2 x", Refuted, "the sign"),),
    explanation="The derivative of the cotangent at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
