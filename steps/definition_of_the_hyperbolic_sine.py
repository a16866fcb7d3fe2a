"""Definition of the hyperbolic sine."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="definition of the hyperbolic sine",
    statement=r"\sinh u = \frac{e^u - e^{-u}}{2}",
    phrases=(
        "definition of the hyperbolic sine",
        "definition of sinh",
    ),
    valid=(Valid(r"\sinh x", r"\frac{e^x - e^{-x}}{2}"),),
    invalid=(
        Invalid(
            r"\sinh x", r"\frac{e^x + e^{-x}}{2}", Refuted, "this is the hyperbolic cosine"
        ),
    ),
    explanation="The hyperbolic sine in exponentials.",
    rank=45,
)
