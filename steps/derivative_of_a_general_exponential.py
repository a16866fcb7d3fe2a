"""Derivative of a general exponential."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a general exponential",
    statement=r"\frac{\partial}{\partial t} a^u = a^u \log a \frac{\partial}{\partial t} u",
    conditions=(
        r"a constant in t",
        r"u differentiable in t",
    ),
    phrases=(
        "derivative of a general exponential",
        "derivative of an exponential function",
        "derivative of a to the x",
    ),
    valid=(
        Valid(r"\frac{d}{dx} 2^x", r"2^x \log 2"),
        Valid(r"\frac{d}{dx} b^x", r"b^x \log b", given=("b > 0",)),
    ),
    invalid=(Invalid(r"\frac{d}{dx} 2^x", r"x 2^{x - 1}", Refuted, "this is no power of x"),),
    explanation="An exponential with a constant base has itself times the logarithm of the base as derivative.",
    together_with=BASIC,
    rank=37,
)
