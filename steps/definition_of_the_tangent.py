"""Definition of the tangent."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="definition of the tangent",
    statement=r"\tan u = \frac{\sin u}{\cos u}",
    phrases=(
        "definition of the tangent",
        "tangent as a quotient",
        "definition of tan",
    ),
    valid=(Valid(r"\tan x", r"\frac{\sin x}{\cos x}"),),
    invalid=(Invalid(r"\tan x", r"\frac{\cos x}{\sin x}", Refuted, "upside down"),),
    explanation="The tangent is the sine over the cosine.",
    rank=45,
)
