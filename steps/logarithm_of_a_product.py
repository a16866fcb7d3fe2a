"""Logarithm of a product."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="logarithm of a product",
    statement=r"\log(u v) = \log u + \log v",
    conditions=(
        r"u > 0",
        r"v > 0",
    ),
    phrases=(
        "log of a product",
        "logarithm of a product",
        "logarithm law",
        "log rules",
        "properties of the logarithm",
        "properties of logarithms",
    ),
    valid=(Valid(r"\log(x y)", r"\log x + \log y", given=("x > 0", "y > 0")),),
    invalid=(
        Invalid(
            r"\log(x + y)",
            r"\log x + \log y",
            Refuted,
            "a sum is not a product",
            given=("x > 0", "y > 0"),
        ),
    ),
    explanation="For positive factors the logarithm turns a product into a sum.",
    rank=46,
)
