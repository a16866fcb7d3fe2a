"""Derivative of a maximum or minimum."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a maximum or minimum",
    statement=r"\frac{\partial}{\partial t} \max(u, v) = \frac{1}{2} \frac{\partial}{\partial t} (u + v + |u - v|)",
    also=(
        r"\frac{\partial}{\partial t} \min(u, v) = \frac{1}{2} \frac{\partial}{\partial t} (u + v - |u - v|)",
    ),
    conditions=(
        "u differentiable in t",
        "v differentiable in t",
    ),
    phrases=(
        "derivative of the maximum",
        "derivative of the minimum",
        "derivative of max",
        "derivative of min",
    ),
    valid=(Valid(r"\frac{d}{dx} \max(x, 0)", r"\frac{1}{2} (1 + \frac{x}{|x|})"),),
    invalid=(Invalid(r"\frac{d}{dx} \max(x, 0)", "1", Refuted, "for x < 0 it is 0"),),
    explanation="The maximum is half of the sum and the distance of both, the minimum half of the sum without the distance.",
    structural=True,
    rank=35,
)
