"""Properties of elementary functions."""

from __future__ import annotations

from derivation.rule import EVERY, Family, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="properties of elementary functions",
    statement=r"\ln \sqrt{x^2 + 1} = \frac{1}{2} \ln(x^2 + 1)",
    family=Family.PROCEDURE,
    treatments=EVERY,
    cases=True,
    phrases=(
        "properties of elementary functions",
        "elementary functions",
    ),
    valid=(
        Valid(r"\ln \sqrt{x^2 + 1}", r"\frac{1}{2} \ln(x^2 + 1)"),
        Valid(r"\ln |x^2 - 9|", r"\ln |x - 3| + \ln |x + 3|"),
        Valid(r"\ln |\sin 2x|", r"\ln 2 + \ln |\sin x| + \ln |\cos x|"),
    ),
    invalid=(
        Invalid(
            r"\ln(x^2)", r"\ln(x)", Refuted, "the exponent becomes a factor", given=("x > 0",)
        ),
    ),
    explanation="Laws of logarithms, powers, roots, trigonometric and gamma functions together.",
    rank=90,
)
