"""Linearity of sums and integrals."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="linearity of sums and integrals",
    statement=r"\sum_{i=1}^{n} c x_i = c \sum_{i=1}^{n} x_i",
    family=Family.PROCEDURE,
    treatments=frozenset((Treatment.SUM,)),
    phrases=(
        "linearity of the sum",
        "linearity of sums",
        "linearity of the integral",
        "linearity of integrals",
        "linearity of summation",
        "pull the constant out of the sum",
        "take the constant out of the integral",
        "split the sum",
        "constant factor",
    ),
    valid=(
        Valid(r"\sum_{i=1}^{n} c x_i", r"c \sum_{i=1}^{n} x_i"),
        Valid(r"\sum_{i=1}^{n} (x_i + y_i)", r"\sum_{i=1}^{n} x_i + \sum_{j=1}^{n} y_j"),
    ),
    invalid=(
        Invalid(
            r"\sum_{i=1}^{3} x_i^2",
            r"\left( \sum_{i=1}^{3} x_i \right)^2",
            Refuted,
            "a sum of squares is no square of a sum",
        ),
    ),
    explanation="A finite sum is taken term by term; what does not depend on the variable comes out.",
    rank=58,
)
