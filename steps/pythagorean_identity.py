"""Pythagorean identity."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="Pythagorean identity",
    statement=r"\sin^2 u = 1 - \cos^2 u",
    phrases=(
        "pythagorean identity",
        "pythagorean theorem",
        "sine squared plus cosine squared",
    ),
    valid=(
        Valid(r"\sin^2 x + \cos^2 x", r"1"),
        Valid(r"1 - \sin^2 x", r"\cos^2 x"),
    ),
    invalid=(Invalid(r"\sin^2 x - \cos^2 x", r"1", Refuted, "the sign"),),
    explanation="The squares of sine and cosine add up to 1.",
    rank=46,
)
