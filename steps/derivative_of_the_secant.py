"""Derivative of the secant."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the secant",
    statement=r"\frac{\partial}{\partial t} \sec u = \sec u \tan u \frac{\partial}{\partial t} u",
    also=(r"\sec' u = \sec u \tan u",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of secant",
        "derivative of sec",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \sec x", r"\sec x \tan x"),
        Valid(r"\frac{d}{dx} \sec(x^2)", r"2 x \sec(x^2) \tan(x^2)"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \sec x",
            r"-\sec x \tan x",
            Refuted,
            "the sign belongs to the cosecant",
        ),
        Invalid(r"\frac{d}{dx} \sec x", r"\sec x", Refuted, "the factor tan x is missing"),
    ),
    explanation="The derivative of the secant at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
