"""Product rule."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="product rule",
    statement=r"\frac{\partial}{\partial t} (u v) = v \frac{\partial}{\partial t} u + u \frac{\partial}{\partial t} v",
    conditions=(
        r"u differentiable in t",
        r"v differentiable in t",
    ),
    phrases=(
        "product rule",
        "leibniz rule",
        "derivative of a product",
    ),
    valid=(
        Valid(r"\frac{d}{dx} (f(x) g(x))", r"g(x) \frac{d}{dx} f(x) + f(x) \frac{d}{dx} g(x)"),
        Valid(r"\frac{d}{dx} (x^2 \sin x)", r"2 x \sin x + x^2 \cos x"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} (f(x) g(x))",
            r"\frac{d}{dx} f(x) \cdot \frac{d}{dx} g(x)",
            Refuted,
            "the derivative of a product is not the product of the derivatives",
        ),
        Invalid(
            r"\frac{d}{dx} (x \sin x)",
            r"\sin x - x \cos x",
            Refuted,
            "the sign of the second term",
        ),
    ),
    explanation="The derivative of a product is the derivative of the first times the second plus the first times the derivative of the second.",
    structural=True,
    rank=40,
)
