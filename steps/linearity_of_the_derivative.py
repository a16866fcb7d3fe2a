"""Linearity of the derivative."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="linearity of the derivative",
    statement=r"\frac{\partial}{\partial t} (u + v) = \frac{\partial}{\partial t} u + \frac{\partial}{\partial t} v",
    also=(r"\frac{\partial}{\partial t} (c u) = c \frac{\partial}{\partial t} u",),
    conditions=(
        r"u differentiable in t",
        r"v differentiable in t",
        r"c constant in t",
    ),
    phrases=(
        "linearity",
        "linearity of the derivative",
        "derivative is linear",
        "derivative of the linear function",
        "derivative of a linear function",
        "sum rule",
        "constant factor rule",
        "constant multiple rule",
        "differentiate term by term",
        "derivative of a sum",
        "pull out the constant",
    ),
    valid=(
        Valid(r"\frac{d}{dx} (f(x) + g(x))", r"\frac{d}{dx} f(x) + \frac{d}{dx} g(x)"),
        Valid(r"\frac{d}{dx} (3 f(x))", r"3 \frac{d}{dx} f(x)"),
        Valid(r"\frac{d}{dx} (a f(x) - b g(x))", r"a \frac{d}{dx} f(x) - b \frac{d}{dx} g(x)"),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} (x f(x))", r"x \frac{d}{dx} f(x)", Refuted, "x is not constant in x"
        ),
        Invalid(
            r"\frac{d}{dx} (f(x) + g(x))",
            r"\frac{d}{dx} f(x) - \frac{d}{dx} g(x)",
            Refuted,
            "the sign of the second term",
        ),
    ),
    explanation="The derivative of a sum is the sum of the derivatives, and constant factors come out.",
    together_with=(
        "derivative of a constant",
        "derivative of the variable",
    ),
    structural=True,
    rank=30,
)
