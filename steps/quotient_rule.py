"""Quotient rule."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="quotient rule",
    statement=r"\frac{\partial}{\partial t} \frac{u}{v} = \frac{v \frac{\partial}{\partial t} u - u \frac{\partial}{\partial t} v}{v^2}",
    also=(
        r"\frac{\partial}{\partial t} \frac{1}{v} = -\frac{1}{v^2} \frac{\partial}{\partial t} v",
    ),
    conditions=(
        r"u differentiable in t",
        r"v differentiable in t",
    ),
    phrases=(
        "quotient rule",
        "derivative of a quotient",
        "derivative of a fraction",
        "reciprocal rule",
    ),
    valid=(
        Valid(
            r"\frac{d}{dx} \frac{f(x)}{g(x)}",
            r"\frac{g(x) \frac{d}{dx} f(x) - f(x) \frac{d}{dx} g(x)}{g(x)^2}",
        ),
        Valid(r"\frac{d}{dx} \frac{\sin x}{x}", r"\frac{x \cos x - \sin x}{x^2}"),
        Valid(r"\frac{d}{dx} \frac{1}{x}", r"-\frac{1}{x^2}"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \frac{\sin x}{x}",
            r"\frac{x \cos x + \sin x}{x^2}",
            Refuted,
            "the sign of the second term",
        ),
        Invalid(r"\frac{d}{dx} \frac{1}{x}", r"\frac{1}{x^2}", Refuted, "the sign"),
    ),
    explanation="The derivative of u/v is (v u' - u v') / v^2.",
    structural=True,
    rank=41,
)
