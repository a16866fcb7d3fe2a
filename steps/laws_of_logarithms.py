"""Laws of logarithms."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="laws of logarithms",
    statement=r"\log(a^2 b) = 2 \log a + \log b",
    family=Family.PROCEDURE,
    treatments=frozenset(
        (
            Treatment.LOGARITHM,
            Treatment.EXPONENTIAL,
            Treatment.ROOT,
        )
    ),
    phrases=(
        "laws of logarithms",
        "logarithm laws",
        "log laws",
        "logarithm rules",
        "laws of the logarithm",
        "properties of logs",
        "expand the logarithm",
        "combine the logarithms",
    ),
    valid=(
        Valid(
            r"\ln(a^2 b)",
            r"2 \ln a + \ln b",
            given=(
                "a > 0",
                "b > 0",
            ),
        ),
        Valid(r"\log(8) + \log x", r"\log(8 x)"),
        Valid(
            r"x^{\ln y}",
            r"y^{\ln x}",
            given=(
                "x > 0",
                "y > 0",
            ),
        ),
    ),
    invalid=(
        Invalid(
            r"\log(x + y)",
            r"\log x \cdot \log y",
            Refuted,
            "a sum is not a product",
            given=(
                "x > 1",
                "y > 1",
            ),
        ),
    ),
    explanation="A logarithm of products and powers is a sum of multiples of logarithms, where all of them are defined.",
    rank=61,
)
