"""Substitute back."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="substitute back",
    statement=r"\ldots = f(x)",
    family=Family.DEFINITION,
    phrases=(
        "substitute back",
        "abbreviate",
        "back substitution",
        "resubstitute",
        "recognise the definition",
        "recognize the definition",
        "write as",
        "with the abbreviation",
        "by definition",
        "in terms of",
        "definition",
        "replace",
    ),
    valid=(Valid(r"(w x + b)^2 + 1", r"z^2 + 1", given=("z = w x + b",)),),
    invalid=(
        Invalid(r"(w x - b)^2", r"z^2", Refuted, "the sign of b", given=("z = w x + b",)),
    ),
    explanation="What the document gives a name is replaced by that name.",
    rank=62,
)
