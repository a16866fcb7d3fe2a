"""Factor out a common factor."""

from __future__ import annotations

from sympy import Add

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    terms = forms.addends(change.before)
    above, below = forms.factors(change.after)
    if len(terms) < 2 or isinstance(change.after, Add):
        return False
    for index, factor in enumerate(above):
        inner = forms.addends(factor)
        rest = above[:index] + above[index + 1 :]
        outer = forms.product(rest, below)
        if not rest and not all(forms.divides(below, term) for term in terms):
            continue  # that is a common denominator
        if len(inner) != len(terms) or outer in (1, -1):
            continue
        multiplied = [forms.times(outer, each) for each in inner]
        if forms.paired(terms, multiplied, change.equal):
            return True
    return False


RULE = Rule(
    name="factor out a common factor",
    statement=r"a b + a c = a (b + c)",
    family=Family.FORM,
    phrases=(
        "factor out",
        "factor out a common factor",
        "factor",
        "take out the common factor",
        "pull out the common factor",
        "distributive law",
        "bracket out",
    ),
    valid=(
        Valid(r"a b + a c", r"a (b + c)"),
        Valid(r"\frac{a}{b} x - \frac{c}{d} x", r"\left( \frac{a}{b} - \frac{c}{d} \right) x"),
        Valid(r"x^2 + x y", r"x (x + y)"),
    ),
    invalid=(
        Invalid(r"a b + a c", r"a (b - c)", Refuted, "a sign"),
        Invalid(r"a b + a c", r"b (a + c)", Refuted, "b is no factor of the second term"),
    ),
    explanation="A factor that all terms of a sum have is written before a bracket.",
    makes=_makes,
    linear=True,
    rank=22,
)
