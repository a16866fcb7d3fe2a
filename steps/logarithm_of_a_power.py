"""Logarithm of a power."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="logarithm of a power",
    statement=r"\log u^n = n \log u",
    conditions=(r"u > 0",),
    phrases=(
        "log of a power",
        "logarithm of a power",
        "logarithm law",
        "log rules",
        "properties of the logarithm",
        "properties of logarithms",
    ),
    valid=(Valid(r"\log x^3", r"3 \log x", given=("x > 0",)),),
    invalid=(
        Invalid(
            r"\log x^3",
            r"(\log x)^3",
            Refuted,
            "the exponent comes down as a factor",
            given=("x > 1",),
        ),
    ),
    explanation="For a positive base the exponent comes down as a factor.",
    rank=44,
)
