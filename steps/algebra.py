"""Algebra."""

from __future__ import annotations

from derivation.rule import Change, Family, Invalid, Refuted, Rule, Valid


def _makes(change: Change) -> bool:
    return change.equal(change.before, change.after)


RULE = Rule(
    name="algebra",
    statement=r"(a + b)^2 - (a - b)^2 = 4 a b",
    family=Family.FORM,
    phrases=(
        "algebra",
        "algebraic manipulation",
        "elementary algebra",
        "rewrite",
        "rewriting",
        "equivalently",
    ),
    valid=(
        Valid(r"(a + b)^2 - (a - b)^2", r"4 a b"),
        Valid(r"x^2 - 1", r"(x - 1) (x + 1)"),
    ),
    invalid=(Invalid(r"x^2 + 1", r"(x + 1)^2", Refuted, "the mixed term"),),
    explanation="Both sides are the same rational function; several changes of form at once.",
    makes=_makes,
    rank=29,
)
