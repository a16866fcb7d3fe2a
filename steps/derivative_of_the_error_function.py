"""Derivative of the error function."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the error function",
    statement=r"\frac{\partial}{\partial t} \operatorname{erf} u = \frac{2}{\sqrt{\pi}} e^{-u^2} \frac{\partial}{\partial t} u",
    also=(r"\operatorname{erf}' u = \frac{2}{\sqrt{\pi}} e^{-u^2}",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of error function",
        "derivative of erf",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{erf} x", r"\frac{2}{\sqrt{\pi}} e^{-x^2}"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{erf} x",
            r"\frac{1}{\sqrt{\pi}} e^{-x^2}",
            Refuted,
            "the factor is 2 over the root of pi",
        ),
    ),
    explanation="The derivative of the error function at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
