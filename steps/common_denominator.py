"""Common denominator."""

from __future__ import annotations

from sympy import Add

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    parts = forms.addends(change.before)
    below = forms.denominator(change.after)
    if len(parts) < 2 or isinstance(change.after, Add) or below == 1:
        return False
    if all(forms.denominator(part) == 1 for part in parts):
        return False
    return forms.sums_to(
        parts, forms.addends(forms.numerator(change.after)), below, change.equal
    )


RULE = Rule(
    name="common denominator",
    statement=r"\frac{a}{b} + \frac{c}{d} = \frac{a d + c b}{b d}",
    family=Family.FORM,
    phrases=(
        "common denominator",
        "same denominator",
        "combine the fractions",
        "combine into one fraction",
        "one fraction",
        "single fraction",
        "add the fractions",
        "put over",
    ),
    valid=(
        Valid(r"\frac{a}{b} + \frac{c}{d}", r"\frac{a d + c b}{b d}"),
        Valid(r"1 + \frac{1}{x}", r"\frac{x + 1}{x}"),
        Valid(r"\frac{a}{c} - \frac{b}{c}", r"\frac{a - b}{c}"),
    ),
    invalid=(
        Invalid(
            r"\frac{a}{b} + \frac{c}{d}",
            r"\frac{a + c}{b + d}",
            Refuted,
            "numerators and denominators do not add",
        ),
        Invalid(
            r"\frac{a}{b} + \frac{c}{d}",
            r"\frac{a d - c b}{b d}",
            Refuted,
            "the sign of the second term",
        ),
    ),
    explanation="Fractions are written over one denominator, each numerator extended.",
    makes=_makes,
    rank=20,
)
