"""Derivative of a constant."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a constant",
    statement=r"\frac{\partial}{\partial t} c = 0",
    conditions=(r"c constant in t",),
    phrases=(
        "derivative of a constant",
        "constant rule",
        "does not depend on",
        "constants vanish",
    ),
    valid=(
        Valid(r"\frac{d}{dx} 5", r"0"),
        Valid(r"\frac{d}{dx} (a b)", r"0"),
    ),
    invalid=(Invalid(r"\frac{d}{dx} (x + a)", r"1 + a", Refuted, "the derivative of a is 0"),),
    explanation="What does not depend on the variable has the derivative 0.",
    rank=31,
)
