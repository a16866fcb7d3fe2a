"""Derivative of the hyperbolic cosine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the hyperbolic cosine",
    statement=r"\frac{\partial}{\partial t} \cosh u = \sinh u \frac{\partial}{\partial t} u",
    also=(r"\cosh' u = \sinh u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of hyperbolic cosine",
        "derivative of cosh",
    ),
    valid=(Valid(r"\frac{d}{dx} \cosh x", r"\sinh x"),),
    invalid=(Invalid(r"\frac{d}{dx} \cosh x", r"-\sinh x", Refuted, "there is no sign"),),
    explanation="The derivative of the hyperbolic cosine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
