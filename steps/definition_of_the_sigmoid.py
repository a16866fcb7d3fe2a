"""Definition of the sigmoid."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="definition of the sigmoid",
    statement=r"\sigma(u) = \frac{1}{1 + e^{-u}}",
    phrases=(
        "definition of the sigmoid",
        "definition of sigma",
        "definition of the logistic function",
        "sigmoid is defined",
    ),
    valid=(
        Valid(r"\sigma(x)", r"\frac{1}{1 + e^{-x}}"),
        Valid(r"\frac{1}{1 + e^{-w x}} + 1", r"\sigma(w x) + 1"),
        Valid(r"1 - \sigma(x)", r"\frac{e^{-x}}{1 + e^{-x}}"),
    ),
    invalid=(
        Invalid(r"\sigma(x)", r"\frac{1}{1 + e^{x}}", Refuted, "the sign of the exponent"),
    ),
    explanation="The sigmoid is 1/(1 + e^-u).",
    rank=44,
)
