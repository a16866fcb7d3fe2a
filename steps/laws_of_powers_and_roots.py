"""Laws of powers and roots."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="laws of powers and roots",
    statement=r"\sqrt{a^2 b} = |a| \sqrt{b}",
    family=Family.PROCEDURE,
    treatments=frozenset(
        (
            Treatment.ROOT,
            Treatment.EXPONENTIAL,
            Treatment.ABSOLUTE,
        )
    ),
    phrases=(
        "laws of powers",
        "power laws",
        "laws of roots",
        "rationalise the denominator",
        "simplify the root",
        "simplify the square root",
        "root laws",
        "combine the powers",
        "simplify the radical",
    ),
    valid=(
        Valid(r"\sqrt{x^2}", r"|x|"),
        Valid(r"\frac{1}{1 + \sqrt{2}}", r"\sqrt{2} - 1"),
        Valid(r"x^a x^b", r"x^{a + b}", given=("x > 0",)),
        Valid(r"\sqrt{5 + 2 \sqrt{6}}", r"\sqrt{2} + \sqrt{3}"),
    ),
    invalid=(
        Invalid(r"\sqrt{x^2}", r"x", Refuted, "a root is never negative"),
        Invalid(
            r"\sqrt{x + y}",
            r"\sqrt{x} + \sqrt{y}",
            Refuted,
            "a root of a sum is no sum of roots",
            given=(
                "x > 0",
                "y > 0",
            ),
        ),
    ),
    explanation="Roots and powers are multiplied and combined, with absolute values where signs are open.",
    rank=60,
)
