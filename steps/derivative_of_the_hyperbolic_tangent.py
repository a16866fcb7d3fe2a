"""Derivative of the hyperbolic tangent."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the hyperbolic tangent",
    statement=r"\frac{\partial}{\partial t} \tanh u = (1 - \tanh^2 u) \frac{\partial}{\partial t} u",
    also=(r"\tanh' u = 1 - \tanh^2 u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of hyperbolic tangent",
        "derivative of tanh",
    ),
    valid=(Valid(r"\frac{d}{dx} \tanh x", r"1 - \tanh^2 x"),),
    invalid=(Invalid(r"\frac{d}{dx} \tanh x", r"1 + \tanh^2 x", Refuted, "the sign"),),
    explanation="The derivative of the hyperbolic tangent at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
