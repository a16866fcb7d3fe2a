"""Split a fraction."""

from __future__ import annotations

from sympy import Add

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    if not isinstance(change.after, Add) and forms.denominator(change.after) != 1:
        return forms.coefficient(change.before) == forms.coefficient(change.after)
    parts = forms.addends(change.after)
    below = forms.denominator(change.before)
    if len(parts) < 2 or isinstance(change.before, Add) or below == 1:
        return False
    above = forms.addends(forms.numerator(change.before))
    return len(above) > 1 and forms.sums_to(parts, above, below, change.equal)


RULE = Rule(
    name="split a fraction",
    statement=r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}",
    family=Family.FORM,
    phrases=(
        "split the fraction",
        "split fraction",
        "separate the fraction",
        "divide term by term",
        "break up the fraction",
    ),
    valid=(
        Valid(r"\frac{a + b}{c}", r"\frac{a}{c} + \frac{b}{c}"),
        Valid(r"\frac{x - 1}{x}", r"\frac{x}{x} - \frac{1}{x}"),
    ),
    invalid=(
        Invalid(
            r"\frac{c}{a + b}",
            r"\frac{c}{a} + \frac{c}{b}",
            Refuted,
            "a denominator does not split",
        ),
    ),
    explanation="Each term of the numerator gets the denominator; or a fraction becomes a product of fractions.",
    makes=_makes,
    rank=21,
)
