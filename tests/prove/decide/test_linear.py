"""Linear consequences: found where there is a witness, never where a point contradicts."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from derivation.prove.decide.linear import Form, Inequality, consequence
from derivation.prove.proposition import Positive
from derivation.term import number

ONE = Inequality({"": Fraction(1)}, True, frozenset())
UNKNOWNS = ("u", "v", "w")


def value(form: Form, point: dict[str, Fraction]) -> Fraction:
    return sum(
        (c * point.get(unknown, Fraction(1)) for unknown, c in form.items()), Fraction(0)
    )


def some_form(chance: random.Random) -> dict[str, Fraction]:
    return {unknown: Fraction(chance.randint(-3, 3)) for unknown in ("", *UNKNOWNS)}


def some_known(chance: random.Random) -> list[Inequality]:
    facts = [frozenset((Positive(number(n)),)) for n in range(1, 6)]
    return [ONE, *(Inequality(some_form(chance), chance.random() < 0.5, f) for f in facts)]


@pytest.mark.parametrize("seed", range(150))
def test_a_positive_sum_is_found_again(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secrets
    known = some_known(chance)
    factors = [Fraction(chance.randint(0, 3)) for _ in known]
    goal = {
        unknown: sum(
            (f * each.form.get(unknown, 0) for f, each in zip(factors, known, strict=True)),
            Fraction(0),
        )
        for unknown in ("", *UNKNOWNS)
    }
    if not any(goal.values()):
        return
    assert consequence(goal, known, strict=False) is not None
    if any(f and each.strict for f, each in zip(factors, known, strict=True)):
        assert consequence(goal, known, strict=True) is not None


@pytest.mark.parametrize("seed", range(150))
def test_nothing_is_found_that_a_point_contradicts(seed: int) -> None:
    """The facts that are named suffice: the goal holds wherever just these hold."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    known, goal = some_known(chance), some_form(chance)
    strict = chance.random() < 0.5
    found = consequence(goal, known, strict=strict)
    for _ in range(60):
        point = {unknown: Fraction(chance.randint(-12, 12), 3) for unknown in UNKNOWNS}
        true = [
            each
            for each in known
            if (v := value(each.form, point)) > 0 or (v == 0 and not each.strict)
        ]
        if found is not None and all(each in true for each in found):
            assert value(goal, point) > 0 or (value(goal, point) == 0 and not strict)


def test_an_unbounded_direction_still_gives_a_strict_sum() -> None:
    fact = frozenset((Positive(number(1)),))
    known = [
        ONE,
        Inequality({"u": Fraction(1)}, True, fact),
        Inequality({"u": Fraction(-1)}, False, fact),
    ]
    assert consequence({"u": Fraction(0), "v": Fraction(0)}, known, strict=False) is not None
    assert consequence({"u": Fraction(1)}, known, strict=True) is not None
