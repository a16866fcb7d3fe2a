"""Derivative of the exponential."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the exponential",
    statement=r"\frac{\partial}{\partial t} e^u = e^u \frac{\partial}{\partial t} u",
    also=(r"\exp' u = e^u",),
    conditions=(r"u differentiable in t",),
    phrases=(
        "derivative of exp",
        "derivative of the exponential",
        "derivative of exponential",
    ),
    valid=(
        Valid(r"\frac{d}{dx} e^x", r"e^x"),
        Valid(r"\frac{d}{dx} e^{-z x}", r"e^{-z x} \frac{d}{dx} (-z x)"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} e^{2 x}", r"e^{2 x}", Refuted, "the inner derivative is missing"
        ),
        Invalid(r"\frac{d}{dx} e^x", r"x e^{x - 1}", Refuted, "this is no power of x"),
    ),
    explanation="The derivative of the exponential at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
