"""Derivative of the sine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the sine",
    statement=r"\frac{\partial}{\partial t} \sin u = \cos u \frac{\partial}{\partial t} u",
    also=(r"\sin' u = \cos u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of sine",
        "derivative of sin",
    ),
    valid=(Valid(r"\frac{d}{dx} \sin x", r"\cos x"),),
    invalid=(
        Invalid(r"\frac{d}{dx} \sin x", r"-\cos x", Refuted, "the sign belongs to the cosine"),
    ),
    explanation="The derivative of the sine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
