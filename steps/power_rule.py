"""Power rule."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="power rule",
    statement=r"\frac{\partial}{\partial t} u^n = n u^{n-1} \frac{\partial}{\partial t} u",
    conditions=(
        r"n constant in t",
        r"u differentiable in t",
    ),
    phrases=(
        "power rule",
        "derivative of a power",
        "derivative of the square",
        "derivative of a square",
        "derivative of the polynomial",
        "derivative of a polynomial",
    ),
    valid=(
        Valid(r"\frac{d}{dx} x^3", r"3 x^2"),
        Valid(r"\frac{d}{dx} (x^2 + 1)^2", r"2 (x^2 + 1) \frac{d}{dx} (x^2 + 1)"),
        Valid(r"\frac{d}{dx} x^{-1}", r"-x^{-2}"),
    ),
    invalid=(
        Invalid(r"\frac{d}{dx} x^3", r"3 x^3", Refuted, "the exponent goes down by one"),
        Invalid(r"\frac{d}{dx} x^3", r"x^2", Refuted, "the exponent comes down as a factor"),
    ),
    explanation="A power u^n with a constant exponent has the derivative n u^(n-1) times that of u.",
    together_with=BASIC,
    rank=34,
)
