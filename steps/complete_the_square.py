"""Complete the square."""

from __future__ import annotations

from sympy import Add, Pow

from derivation.rule import Change, Family, Invalid, Misnamed, Refuted, Rule, Valid, forms
from derivation.term import Term


def _makes(change: Change) -> bool:
    return _squares(change.after) > _squares(change.before) and (
        change.equal(change.before, change.after)
    )


def _squares(term: Term) -> int:
    return sum(
        isinstance(part, Pow) and isinstance(part.args[0], Add) and part.args[1] == 2
        for each in forms.addends(term)
        for part in (each, *each.args)
    )


RULE = Rule(
    name="complete the square",
    statement=r"x^2 + 2 a x = (x + a)^2 - a^2",
    family=Family.FORM,
    phrases=(
        "complete the square",
        "completing the square",
        "quadratic completion",
    ),
    valid=(
        Valid(r"x^2 + 2 a x", r"(x + a)^2 - a^2"),
        Valid(r"x^2 + 6 x + 5", r"(x + 3)^2 - 4"),
    ),
    invalid=(
        Invalid(
            r"x^2 + 2 a x", r"(x + a)^2 + a^2", Refuted, "what was added is taken away again"
        ),
        Invalid(r"(x + a)^2 - a^2", r"x^2 + 2 a x", Misnamed, "this multiplies out"),
    ),
    explanation="A square and a linear term become the square of a sum, less what that adds.",
    makes=_makes,
    rank=26,
)
