"""Definition of a named function."""

from __future__ import annotations

from derivation.rule import Family, Rule

RULE = Rule(
    name="definition of a named function",
    statement=r"f(x) = \ldots",
    family=Family.DEFINITION,
    phrases=(
        "by definition",
        "definition of the loss",
        "definition of the cost",
        "definition",
    ),
    valid=(),
    invalid=(),
    explanation="The line introduces a name; from here on it stands for what the line says.",
    rank=60,
)
