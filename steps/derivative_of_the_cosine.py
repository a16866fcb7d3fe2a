"""Derivative of the cosine."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the cosine",
    statement=r"\frac{\partial}{\partial t} \cos u = (-\sin u) \frac{\partial}{\partial t} u",
    also=(r"\cos' u = -\sin u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of cosine",
        "derivative of cos",
    ),
    valid=(Valid(r"\frac{d}{dx} \cos x", r"-\sin x"),),
    invalid=(Invalid(r"\frac{d}{dx} \cos x", r"\sin x", Refuted, "the sign"),),
    explanation="The derivative of the cosine at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
