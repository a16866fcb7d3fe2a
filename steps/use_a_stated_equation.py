"""Use a stated equation."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="use a stated equation",
    statement=r"a = b",
    family=Family.HYPOTHESIS,
    phrases=(
        "use a stated equation",
        "use the constraint",
        "by the constraint",
        "because of the constraint",
        "use the assumption",
        "by assumption",
        "by hypothesis",
        "use the hypothesis",
        "by the condition",
        "use the given equation",
        "use the given relation",
        "as given",
        "since it is given",
        "constraint",
    ),
    valid=(
        Valid(r"p^2 + 2 p q + q^2", r"1", given=("p + q = 1",)),
        Valid(r"\log(1 - p)", r"\log q", given=("p + q = 1",)),
        Valid(r"x^4 - y^4", r"r^2 (x^2 - y^2)", given=("x^2 + y^2 = r^2",)),
        Valid(r"a^3 + b^3 + c^3", r"3 a b c", given=("a + b + c = 0",)),
    ),
    invalid=(
        Invalid(r"p^2 + q^2", r"1", Refuted, "2 p q is missing", given=("p + q = 1",)),
        Invalid(r"x^4 - y^4", r"r^2 (x - y)", Refuted, "a factor", given=("x^2 + y^2 = r^2",)),
    ),
    explanation="An equation that the document states is used, in whatever direction it helps.",
    rank=90,
)
