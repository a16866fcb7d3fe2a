"""Derivative of the hyperbolic secant."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the hyperbolic secant",
    statement=r"\frac{\partial}{\partial t} \operatorname{sech} u = -\operatorname{sech} u \tanh u \frac{\partial}{\partial t} u",
    also=(r"\operatorname{sech}' u = -\operatorname{sech} u \tanh u",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of hyperbolic secant",
        "derivative of sech",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{sech} x", r"-\operatorname{sech} x \tanh x"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{sech} x",
            r"\operatorname{sech} x \tanh x",
            Refuted,
            "the sign belongs to the secant",
        ),
    ),
    explanation="The derivative of the hyperbolic secant at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
