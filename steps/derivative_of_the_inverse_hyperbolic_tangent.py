"""Derivative of the inverse hyperbolic tangent."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the inverse hyperbolic tangent",
    statement=r"\frac{\partial}{\partial t} \operatorname{artanh} u = \frac{1}{1 - u^2} \frac{\partial}{\partial t} u",
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of inverse hyperbolic tangent",
        "derivative of artanh",
        "derivative of arctanh",
        "derivative of atanh",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{artanh} x", r"\frac{1}{1 - x^2}"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{artanh} x",
            r"\frac{1}{1 + x^2}",
            Refuted,
            "this is the derivative of the arctangent",
        ),
    ),
    explanation="The derivative of the inverse hyperbolic tangent at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
