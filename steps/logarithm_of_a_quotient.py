"""Logarithm of a quotient."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="logarithm of a quotient",
    statement=r"\log \frac{u}{v} = \log u - \log v",
    also=(r"\log \frac{1}{v} = -\log v",),
    conditions=(
        r"u > 0",
        r"v > 0",
    ),
    phrases=(
        "log of a quotient",
        "logarithm of a quotient",
        "log of a fraction",
        "logarithm law",
        "log rules",
        "properties of the logarithm",
        "properties of logarithms",
    ),
    valid=(
        Valid(r"\log \frac{x}{y}", r"\log x - \log y", given=("x > 0", "y > 0")),
        Valid(r"\log \frac{1}{y}", r"-\log y", given=("y > 0",)),
    ),
    invalid=(
        Invalid(
            r"\log \frac{x}{y}",
            r"\frac{\log x}{\log y}",
            Refuted,
            "the logarithm of a quotient is a difference",
            given=("x > 1", "y > 1"),
        ),
    ),
    explanation="For positive terms the logarithm turns a quotient into a difference.",
    rank=45,
)
