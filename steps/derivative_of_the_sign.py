"""Derivative of the sign."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the sign",
    statement=r"\frac{\partial}{\partial t} \operatorname{sgn} u = 0",
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of the sign",
        "derivative of the signum function",
        "derivative of sgn",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{sgn} x", "0"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{sgn} x",
            r"\operatorname{sgn} x",
            Refuted,
            "where it is constant, its derivative is 0",
        ),
    ),
    explanation="Away from 0 the sign is constant.",
    together_with=BASIC,
    rank=35,
)
