"""Conditions for all values of a bound name that one of its values breaks."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol

from derivation import verify
from derivation.check.throughout import fails_at_a_value
from derivation.prove.discharge import Discharger
from derivation.prove.proposition import NonZero, Positive, Throughout
from derivation.term import INFINITY, Range, Term, add, multiply, number, power

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


def test_a_condition_that_is_zero_at_an_end_whatever_its_names_are_is_not_shown() -> None:
    s = Symbol("s")
    assert fails(number(0), INFINITY, multiply(X, power(s, number(2))), whole=False)
    assert not fails(number(0), INFINITY, add(X, power(s, number(2))), whole=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"\int_0^\infty \frac{c}{\sigma} f(x) dx", r"\frac{c}{\sigma} \int_0^\infty f(x) dx"),
        (
            r"\int_a^b \frac{f(x)}{s (x^2 + 1)} dx",
            r"\frac{1}{s} \int_a^b \frac{f(x)}{x^2 + 1} dx",
        ),
        (r"\sum_{i=1}^n \frac{f(i)}{s \, i}", r"\frac{1}{s} \sum_{i=1}^n \frac{f(i)}{i}"),
    ],
)
def test_what_does_not_vary_leaves_a_sum_or_an_integral(before: str, after: str) -> None:
    assert verify(f"$${before} = {after}$$").steps[0].verdict.word == "proved"


def test_what_varies_stays_in_an_integral() -> None:
    wrong = r"$$\int_0^1 \frac{f(x)}{x + 2} dx = \frac{1}{x + 2} \int_0^1 f(x) dx$$"
    assert verify(wrong).steps[0].verdict.word != "proved"
