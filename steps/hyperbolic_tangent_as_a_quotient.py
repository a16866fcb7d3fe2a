"""Hyperbolic tangent as a quotient."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="hyperbolic tangent as a quotient",
    statement=r"\tanh u = \frac{\sinh u}{\cosh u}",
    phrases=(
        "hyperbolic tangent as a quotient",
        "definition of the hyperbolic tangent",
        "definition of tanh",
    ),
    valid=(Valid(r"\tanh x", r"\frac{\sinh x}{\cosh x}"),),
    invalid=(Invalid(r"\tanh x", r"\frac{\cosh x}{\sinh x}", Refuted, "upside down"),),
    explanation="The hyperbolic tangent is sinh over cosh.",
    rank=44,
)
