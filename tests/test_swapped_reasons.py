"""A reason at the wrong step is found, and the rule that makes the step is named."""

from __future__ import annotations

from itertools import combinations

import pytest

from derivation import verify
from derivation.verdict import StepReport
from tests import seed as documents

BRACKETED = range(3, 12)
"""The steps of the example that have a reason."""

SIMPLIFY, CANCEL = 7, 10


def steps(text: str) -> tuple[StepReport, ...]:
    return verify(text).steps


@pytest.fixture(scope="module")
def right() -> tuple[StepReport, ...]:
    return steps(documents.markdown(documents.load()))


@pytest.mark.parametrize(("one", "other"), combinations(BRACKETED, 2))
def test_exchanged_reasons_are_misnamed_and_the_right_rule_is_given(
    right: tuple[StepReport, ...], one: int, other: int
) -> None:
    exchanged = documents.load().with_exchanged_reasons(one, other)
    report = steps(documents.markdown(exchanged))
    assert report[one - 1].justification == right[other - 1].justification
    for number in (one, other):
        step, unswapped = report[number - 1], right[number - 1]
        if (one, other) == (SIMPLIFY, CANCEL) and number == CANCEL:
            # "Simplify the fraction" truly makes the step in which factors cancel.
            assert step.verdict.word == "proved"
        else:
            assert step.verdict.word == "misnamed", step
            assert step.rule == unswapped.rule


@pytest.mark.parametrize(("one", "other"), [(3, 11), (6, 9)])
def test_the_other_steps_stay_proved(one: int, other: int) -> None:
    report = steps(documents.markdown(documents.load().with_exchanged_reasons(one, other)))
    rest = [step for step in report if step.number not in (one, other)]
    assert {step.verdict.word for step in rest} == {"definition", "proved"}
