"""Derivative of the arctangent."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the arctangent",
    statement=r"\frac{\partial}{\partial t} \arctan u = \frac{1}{1 + u^2} \frac{\partial}{\partial t} u",
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of arctangent",
        "derivative of arctan",
    ),
    valid=(Valid(r"\frac{d}{dx} \arctan x", r"\frac{1}{1 + x^2}"),),
    invalid=(Invalid(r"\frac{d}{dx} \arctan x", r"\frac{1}{1 - x^2}", Refuted, "the sign"),),
    explanation="The derivative of the arctangent at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
