"""Laws of exponents."""

from __future__ import annotations

from sympy import Add

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    """Both sides are products of powers only, and equal."""
    return all(
        not isinstance(part, Add)
        for side in (change.before, change.after)
        for group in forms.factors(side)
        for part in group
    ) and change.equal(change.before, change.after)


RULE = Rule(
    name="laws of exponents",
    statement=r"e^{a + b} = e^a e^b",
    family=Family.FORM,
    phrases=(
        "laws of exponents",
        "exponent law",
        "rules of exponents",
        "exponential law",
        "properties of exponents",
        "product of exponentials",
        "combine the exponentials",
        "product of powers",
    ),
    valid=(
        Valid(r"e^{a + b}", r"e^a e^b"),
        Valid(r"e^{-x}", r"\frac{1}{e^x}"),
        Valid(r"x^2 x^3", r"x^5"),
    ),
    invalid=(
        Invalid(
            r"e^{a + b}", r"e^a + e^b", Refuted, "a sum of exponents is a product of powers"
        ),
    ),
    explanation="Exponents add when powers of one base are multiplied.",
    makes=_makes,
    rank=24,
)
