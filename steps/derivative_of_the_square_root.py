"""Derivative of the square root."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the square root",
    statement=r"\frac{\partial}{\partial t} \sqrt{u} = \frac{1}{2 \sqrt{u}} \frac{\partial}{\partial t} u",
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of square root",
        "derivative of root",
    ),
    valid=(Valid(r"\frac{d}{dx} \sqrt{x}", r"\frac{1}{2 \sqrt{x}}"),),
    invalid=(
        Invalid(r"\frac{d}{dx} \sqrt{x}", r"\frac{1}{\sqrt{x}}", Refuted, "the factor 1/2"),
    ),
    explanation="The derivative of the square root at u, times the derivative of u.",
    together_with=BASIC,
    rank=33,
)
