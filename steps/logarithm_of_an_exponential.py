"""Logarithm of an exponential."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="logarithm of an exponential",
    statement=r"\log e^u = u",
    phrases=(
        "logarithm of the exponential",
        "logarithm of an exponential",
        "log and exp cancel",
        "logarithm and exponential cancel",
    ),
    valid=(
        Valid(r"\log e^x", r"x"),
        Valid(r"\log e^{-x^2}", r"-x^2"),
    ),
    invalid=(Invalid(r"\log e^{2 x}", r"e^{2 x}", Refuted, "both functions go"),),
    explanation="The logarithm undoes the exponential.",
    rank=44,
)
