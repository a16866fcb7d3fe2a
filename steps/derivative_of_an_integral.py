"""Derivative of an integral."""

from __future__ import annotations

from derivation.rule import Invalid, Rule, Undecided, Valid

RULE = Rule(
    name="derivative of an integral",
    statement=r"\frac{\partial}{\partial x} \int_a^x f(t) \, dt = f(x)",
    also=(
        r"\frac{\partial}{\partial x} \int_a^b f(t, x) \, dt = \int_a^b \frac{\partial}{\partial x} f(t, x) \, dt",
    ),
    phrases=(
        "derivative of an integral",
        "fundamental theorem of calculus",
        "leibniz integral rule",
        "differentiate under the integral sign",
        "differentiation under the integral sign",
        "differentiating under the integral",
    ),
    valid=(
        Valid(r"\frac{d}{dx} \int_0^x e^{-t^2} \, dt", r"e^{-x^2}"),
        Valid(
            r"\frac{d}{dx} \int_x^{x^2} \cos t \, dt",
            r"\cos(x^2) \frac{d}{dx} x^2 - \cos(x) \frac{d}{dx} x",
        ),
        Valid(
            r"\frac{d}{dx} \int_0^1 \cos(x t) \, dt", r"\int_0^1 \frac{d}{dx} \cos(x t) \, dt"
        ),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \int_0^{x^2} \cos t \, dt",
            r"\cos(x^2)",
            Undecided,
            "the derivative of the upper limit is missing",
        ),
    ),
    explanation="The integrand at the upper limit, times the derivative of that limit, less the same at the lower one; if the integrand itself varies with the variable, the integral of its derivative besides.",
    structural=True,
    by_kernel=True,
    rank=33,
)
