"""Derivative of the gamma function."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the gamma function",
    statement=r"\frac{\partial}{\partial t} \Gamma(u) = \Gamma(u) \mathrm{digamma}(u) \frac{\partial}{\partial t} u",
    also=(r"\Gamma'(u) = \Gamma(u) \mathrm{digamma}(u)",),
    conditions=("u differentiable in t",),
    phrases=("derivative of the gamma function",),
    valid=(Valid(r"\frac{d}{dx} \Gamma(x)", r"\Gamma(x) \mathrm{digamma}(x)"),),
    invalid=(
        Invalid(r"\frac{d}{dx} \Gamma(x)", r"\Gamma(x - 1)", Refuted, "this is no power of x"),
    ),
    explanation="The derivative of the gamma function at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
