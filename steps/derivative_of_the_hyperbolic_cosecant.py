"""Derivative of the hyperbolic cosecant."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of the hyperbolic cosecant",
    statement=r"\frac{\partial}{\partial t} \operatorname{csch} u = -\operatorname{csch} u \coth u \frac{\partial}{\partial t} u",
    also=(r"\operatorname{csch}' u = -\operatorname{csch} u \coth u",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of hyperbolic cosecant",
        "derivative of csch",
    ),
    valid=(Valid(r"\frac{d}{dx} \operatorname{csch} x", r"-\operatorname{csch} x \coth x"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \operatorname{csch} x",
            r"\operatorname{csch} x \coth x",
            Refuted,
            "the sign",
        ),
    ),
    explanation="The derivative of the hyperbolic cosecant at u, times the derivative of u.",
    together_with=BASIC,
    rank=35,
)
