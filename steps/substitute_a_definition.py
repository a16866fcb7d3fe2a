"""Substitute a definition."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Misnamed, Refuted, Rule, Valid

RULE = Rule(
    name="substitute a definition",
    statement=r"f(x) = \ldots",
    family=Family.DEFINITION,
    phrases=(
        "substitute the definition",
        "definition of the model",
        "use the definition",
        "by definition",
        "insert the definition",
        "plug in",
        "substitute",
        "substituting",
        "substitution",
        "insert",
        "replace",
    ),
    valid=(
        Valid(r"z^2", r"(w x + b)^2", given=("z = w x + b",)),
        Valid(r"f(2 a)", r"4 a^2", given=("f(x) = x^2",)),
    ),
    invalid=(
        Invalid(r"z^2", r"(w x - b)^2", Refuted, "the sign of b", given=("z = w x + b",)),
        Invalid(r"z + z", r"2 z", Misnamed, "nothing is substituted", given=("z = w x + b",)),
    ),
    explanation="A name is replaced by what the document defines it to be.",
    rank=61,
)
