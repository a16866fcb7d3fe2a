"""Definition of the hyperbolic tangent."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="definition of the hyperbolic tangent",
    statement=r"\tanh u = \frac{e^u - e^{-u}}{e^u + e^{-u}}",
    phrases=(
        "definition of the hyperbolic tangent",
        "definition of tanh",
    ),
    valid=(
        Valid(r"\tanh x", r"\frac{e^x - e^{-x}}{e^x + e^{-x}}"),
        Valid(r"1 + \tanh x", r"\frac{2 e^{x}}{e^{x} + e^{-x}}"),
    ),
    invalid=(
        Invalid(r"\tanh x", r"\frac{e^x + e^{-x}}{e^x - e^{-x}}", Refuted, "upside down"),
    ),
    explanation="The hyperbolic tangent in exponentials.",
    rank=45,
)
