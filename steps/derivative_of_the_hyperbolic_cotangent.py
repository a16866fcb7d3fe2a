"""Derivative of the hyperbolic cotangent."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the hyperbolic cotangent",
    statement=r"\frac{\partial}{\partial t} \coth u = (1 - \coth^2 u) \frac{\partial}{\partial t} u",
    also=(r"\coth' u = (1 - \coth^2 u)",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of hyperbolic cotangent",
        "derivative of coth",
    ),
    valid=(Valid(r"\frac{d}{dx} \coth x", r"1 - \coth^2 x"),),
    invalid=(Invalid(r"\frac{d}{dx} \coth x", r"1 + \coth^2 x", Refuted, "the sign"),),
    explanation="The derivative of the hyperbolic cotangent at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
