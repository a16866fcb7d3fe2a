"""Definition of the hyperbolic cosine."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="definition of the hyperbolic cosine",
    statement=r"\cosh u = \frac{e^u + e^{-u}}{2}",
    phrases=(
        "definition of the hyperbolic cosine",
        "definition of cosh",
    ),
    valid=(Valid(r"\cosh x", r"\frac{e^x + e^{-x}}{2}"),),
    invalid=(
        Invalid(r"\cosh x", r"\frac{e^x - e^{-x}}{2}", Refuted, "this is the hyperbolic sine"),
    ),
    explanation="The hyperbolic cosine in exponentials.",
    rank=45,
)
