"""Conditions for all values of a bound name that one of its values breaks."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol

from derivation import verify
from derivation.check.throughout import fails_at_a_value
from derivation.prove.discharge import Discharger
from derivation.prove.proposition import NonZero, Positive, Throughout
from derivation.term import INFINITY, Range, Term, add, number

X, N = Symbol("x"), Symbol("n")


def fails(low: Term, high: Term, condition: Term, *, whole: bool) -> bool:
    return fails_at_a_value(
        Throughout(NonZero(condition), X, Range(low, high), whole), Discharger(())
    )


@pytest.mark.parametrize(
    ("low", "high", "whole"),
    [
        (number(0), number(1), False),
        (number(0), N, True),
        (number(-1), number(1), False),
        (number(-3), INFINITY, False),
    ],
)
def test_a_range_with_zero_in_it_breaks_what_must_not_vanish(
    low: Term, high: Term, whole: bool
) -> None:
    assert fails(low, high, X, whole=whole)


@pytest.mark.parametrize(
    ("low", "high", "whole"), [(number(1), N, True), (number(1), number(2), False)]
)
def test_a_range_without_zero_does_not(low: Term, high: Term, whole: bool) -> None:
    assert not fails(low, high, X, whole=whole)


def test_a_half_is_no_value_of_a_sum() -> None:
    shifted = add(X, Rational(-1, 2))
    assert not fails(number(0), number(1), shifted, whole=True)
    assert fails(number(0), number(1), shifted, whole=False)


def test_a_condition_on_a_name_is_left_open() -> None:
    assert not fails_at_a_value(Positive(X), Discharger(()))


@pytest.mark.parametrize(
    "text",
    [
        r"$$\int_0^1 \frac{x}{x} dx = \int_0^1 1 dx$$",
        r"$$\sum_{k=0}^n \frac1k = \sum_{j=0}^n \frac1j$$",
    ],
)
def test_a_step_under_such_a_condition_is_not_proved(text: str) -> None:
    (step,) = verify(text).steps
    assert step.verdict.word == "undecided"
    assert "is shown only if" in step.explanation
