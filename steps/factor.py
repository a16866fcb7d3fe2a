"""Factor."""

from __future__ import annotations

from sympy import Add

from derivation.rule import Change, Family, Invalid, Misnamed, Refuted, Rule, Valid, forms


def _makes(change: Change) -> bool:
    sums = [each for each in forms.factors(change.after)[0] if isinstance(each, Add)]
    return (
        isinstance(change.before, Add)
        and not isinstance(change.after, Add)
        and len(sums) > 1
        and change.equal(change.before, change.after)
    )


RULE = Rule(
    name="factor",
    statement=r"x^2 - y^2 = (x - y) (x + y)",
    family=Family.FORM,
    phrases=(
        "factor",
        "factorise",
        "factorize",
        "factorisation",
        "factorization",
        "difference of squares",
        "factor the numerator",
        "factor the denominator",
        "factor the polynomial",
        "factor the quadratic",
        "binomial formula",
    ),
    valid=(
        Valid(r"x^2 - y^2", r"(x - y) (x + y)"),
        Valid(r"\frac{r^2 + r - 6}{r - 2}", r"\frac{(r - 2) (r + 3)}{r - 2}"),
        Valid(r"x^2 + 2 x + 1", r"(x + 1)^2"),
    ),
    invalid=(
        Invalid(r"x^2 + y^2", r"(x - y) (x + y)", Refuted, "a sum of squares"),
        Invalid(r"(x - y) (x + y)", r"x^2 - y^2", Misnamed, "this multiplies out"),
    ),
    explanation="A sum is written as a product of sums.",
    makes=_makes,
    rank=25,
)
