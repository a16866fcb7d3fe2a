"""Derivative of a logarithm to a base."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a logarithm to a base",
    statement=r"\frac{\partial}{\partial t} \log_b u = \frac{1}{u \log b} \frac{\partial}{\partial t} u",
    conditions=(
        "b constant in t",
        "u differentiable in t",
    ),
    phrases=(
        "derivative of the logarithm to a base",
        "derivative of a logarithm to a base",
        "derivative of the logarithm to base b",
        "derivative of the common logarithm",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \log_2 x", r"\frac{1}{x \log 2}"),
        Valid(r"\frac{d}{dx} \log_b (x^2 + 1)", r"\frac{2 x}{(x^2 + 1) \log b}"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \log_2 x", r"\frac{1}{x}", Refuted, "that is the natural logarithm"
        ),
    ),
    explanation="A logarithm to another base is the natural one divided by the logarithm of the base.",
    together_with=BASIC,
    rank=29,
)
