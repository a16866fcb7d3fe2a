"""Derivative of a rounded number."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a rounded number",
    statement=r"\frac{\partial}{\partial t} \lfloor u \rfloor = 0",
    also=(r"\frac{\partial}{\partial t} \lceil u \rceil = 0",),
    conditions=("u differentiable in t",),
    phrases=(
        "derivative of the floor function",
        "derivative of the ceiling function",
        "derivative of a step function",
    ),
    valid=(Valid(r"\frac{d}{dx} \lfloor x \rfloor", "0"),),
    invalid=(
        Invalid(
            r"\frac{d}{dx} \lfloor x \rfloor",
            "1",
            Refuted,
            "between the integers it is constant",
        ),
    ),
    explanation="Between the integers floor and ceiling are constant.",
    together_with=BASIC,
    rank=35,
)
