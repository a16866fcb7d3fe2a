"""Derivative of the sigmoid."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the sigmoid",
    statement=r"\frac{\partial}{\partial t} \sigma(u) = \sigma(u) (1 - \sigma(u)) \frac{\partial}{\partial t} u",
    also=(r"\sigma'(u) = \sigma(u) (1 - \sigma(u))",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of the sigmoid",
        "derivative of sigma",
        "sigmoid derivative",
        "derivative of the logistic",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \sigma(x)", r"\sigma(x) (1 - \sigma(x))"),
        Valid(r"\frac{d}{dx} \sigma(w x)", r"\sigma(w x) (1 - \sigma(w x)) \frac{d}{dx} (w x)"),
    ),
    invalid=(
        Invalid(r"\frac{d}{dx} \sigma(x)", r"\sigma(x) (1 + \sigma(x))", Refuted, "the sign"),
        Invalid(
            r"\frac{d}{dx} \sigma(w x)",
            r"\sigma(w x) (1 - \sigma(w x))",
            Refuted,
            "the inner derivative is missing",
        ),
    ),
    explanation="The derivative of the sigmoid at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
