"""Derivative of the hyperbolic sine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the hyperbolic sine",
    statement=r"\frac{\partial}{\partial t} \sinh u = \cosh u \frac{\partial}{\partial t} u",
    also=(r"\sinh' u = \cosh u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of hyperbolic sine",
        "derivative of sinh",
    ),
    valid=(Valid(r"\frac{d}{dx} \sinh x", r"\cosh x"),),
    invalid=(Invalid(r"\frac{d}{dx} \sinh x", r"-\cosh x", Refuted, "there is no sign"),),
    explanation="The derivative of the hyperbolic sine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
