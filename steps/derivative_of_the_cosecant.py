"""Derivative of the cosecant."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the cosecant",
    statement=r"\frac{\partial}{\partial t} \csc u = -\csc u \cot u \frac{\partial}{\partial t} u",
    also=(r"\csc' u = -\csc u \cot u",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of cosecant",
        "derivative of csc",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \csc x", r"-\csc x \cot x"),
        Valid(r"\frac{d}{dx} \csc(2 x)", r"-2 \csc(2 x) \cot(2 x)"),
    ),
    invalid=(Invalid(r"\frac{d}{dx} \csc x", r"\csc x \cot x", Refuted, "the sign"),),
    explanation="The derivative of the cosecant at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
