"""Definitions that lead back to themselves are not unfolded."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.report.json_format import explanation


@pytest.mark.parametrize(
    "definitions",
    [
        "Let $a = b + 1$, where $b = a - 1$.",
        "Let $a = b c$, where $b = d + 1$, where $d = 2 a$.",
        "Define $f(x) = x f(x - 1)$ and let $a = f(3)$.",
    ],
)
def test_a_circle_does_not_end_the_step(definitions: str) -> None:
    (step,) = verify(f"{definitions}\n\n$$(a + y)^2 = a^2 + 2 a y + y^2$$").steps[-1:]
    assert step.verdict.word == "proved"
    (open_step,) = verify(f"{definitions}\n\n$$\\sin a = \\cos y$$").steps[-1:]
    assert "nested too deeply" not in explanation(open_step)


def test_what_stands_beside_a_circle_is_unfolded_still() -> None:
    text = "Let $a = b + 1$, where $b = a - 1$, and let $c = y^2$.\n\n$$c + 1 = 1 + y^2$$"
    assert verify(text).steps[-1].verdict.word == "proved"


@pytest.mark.parametrize("second", ["Let $x = 3$.", "Then let $x = -2$.", "Set $x = 1/2$."])
def test_a_name_that_is_set_to_two_values_is_not_unfolded(second: str) -> None:
    text = f"Let $x = 2$. {second}\n\n$$x + y = 2 + y$$"
    assert verify(text).steps[-1].verdict.word != "proved"


def test_a_value_that_is_said_twice_is_one() -> None:
    text = "Let $x = 2$. As before let $x = 2$.\n\n$$x + y = 2 + y$$"
    assert verify(text).steps[-1].verdict.word == "proved"
