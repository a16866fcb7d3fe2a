"""Derivative of a general power."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a general power",
    statement=r"\frac{\partial}{\partial t} u^v = u^v (\frac{v}{u} \frac{\partial}{\partial t} u + \log u \frac{\partial}{\partial t} v)",
    conditions=(
        "u differentiable in t",
        "v differentiable in t",
    ),
    phrases=(
        "derivative of a general power",
        "logarithmic differentiation",
        "generalised power rule",
        "generalized power rule",
    ),
    valid=(
        Valid(r"\frac{d}{dx} x^x", r"x^x (\log x + 1)"),
        Valid(r"\frac{d}{dx} x^{\sin x}", r"x^{\sin x} (\frac{\sin x}{x} + \cos x \log x)"),
    ),
    invalid=(
        Invalid(r"\frac{d}{dx} x^x", "x x^{x - 1}", Refuted, "the exponent varies too"),
        Invalid(r"\frac{d}{dx} x^x", r"x^x \log x", Refuted, "the base varies too"),
    ),
    explanation="A power whose base and exponent both vary is differentiated through its logarithm.",
    structural=True,
    rank=39,
)
