"""Derivative of the logarithm."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the logarithm",
    statement=r"\frac{\partial}{\partial t} \log u = \frac{1}{u} \frac{\partial}{\partial t} u",
    also=(r"\log' u = \frac{1}{u}",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of log",
        "derivative of the logarithm",
        "derivative of the natural log",
        "derivative of ln",
        "logarithmic derivative",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \log x", r"\frac{1}{x}"),
        Valid(r"\frac{d}{dx} \log(x^2 + 1)", r"\frac{1}{x^2 + 1} \frac{d}{dx} (x^2 + 1)"),
    ),
    invalid=(
        Invalid(r"\frac{d}{dx} \log x", r"\frac{1}{x^2}", Refuted, "the derivative is 1/x"),
        Invalid(
            r"\frac{d}{dx} \log(2 x)",
            r"\frac{1}{2 x}",
            Refuted,
            "the inner derivative is missing",
        ),
    ),
    explanation="The derivative of the logarithm at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
