r"""Rows with a left side of their own: an equation is made of the one before it."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.verdict import Proved, Refuted, StepReport, Undecided


def last(display: str) -> StepReport:
    return verify(f"Solve it:\n\n$$\n{display}\n$$\n").steps[-1]


FOLLOWS = [
    r"\begin{aligned} 3 x + 1 &= 2 x + 5 \\ 3 x &= 2 x + 4 \\ x &= 4 \end{aligned}",
    r"a x + b = c \quad \Rightarrow \quad a x = c - b",
    r"a x = c - b \Rightarrow x = \frac{c - b}{a}",
    r"v = 2 \Leftrightarrow 3 v = 6",
    r"\begin{aligned} p - q &= 0 \\ \Rightarrow p &= q \end{aligned}",
    r"y = 2 \Rightarrow y^2 = 4",
]


@pytest.mark.parametrize("display", FOLLOWS)
def test_what_follows_from_the_row_before_is_proved_and_says_so(display: str) -> None:
    found = last(display)
    assert isinstance(found.verdict, Proved)
    assert any("from which this one follows" in c.because for c in found.conditions)


FALLACIES = [
    r"y^2 = 4 \Rightarrow y = 2",
    r"u = 2 \Leftrightarrow u^2 = 4",
    r"\begin{aligned} 3 x + 1 &= 2 x + 5 \\ 3 x &= 2 x + 6 \end{aligned}",
    r"0 x = 0 y \Rightarrow x = y",
    r"a x = c - b \Rightarrow x = \frac{c + b}{a}",
    r"p - q = 0 \Rightarrow p = - q",
]


@pytest.mark.parametrize("display", FALLACIES)
def test_what_does_not_follow_is_not_proved(display: str) -> None:
    assert not isinstance(last(display).verdict, Proved)


def test_an_equation_that_is_solved_is_not_refuted_as_an_identity() -> None:
    rows = r"\begin{aligned} 2 x + 1 &= x + 5 \\ 2 x &= x + 4 \\ x &= 4 \end{aligned}"
    report = verify(f"Solve it:\n\n$$\n{rows}\n$$\n")
    assert not any(isinstance(step.verdict, Refuted) for step in report.steps)


def test_one_direction_of_an_equivalence_is_not_enough() -> None:
    found = last(r"u = 2 \Leftrightarrow u^2 = 4")
    assert isinstance(found.verdict, Undecided)
    assert "converse" in found.explanation


def test_a_false_identity_alone_is_refuted() -> None:
    assert isinstance(last(r"(a + b)^2 = a^2 + b^2").verdict, Refuted)
