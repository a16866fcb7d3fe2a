"""Documents about complex numbers: what holds in the reals alone is not proved."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.verdict import Proved, Refuted, StepReport


def step(text: str) -> StepReport:
    return verify(text + "\n").steps[-1]


SAID = [
    r"Let $z \in \mathbb{C}$.",
    r"Let $w, z \in \mathbb{C}$.",
    "Let $z$ be a complex number.",
    "For complex $z$ we have",
    "Let $w$ and $z$ be two complex numbers.",
    "The complex numbers $w$ and $z$ are given.",
    r"Let $i$ be the imaginary unit and let $z = x + i y$.",
    r"where $i^2 = -1$ and $u = x + i y$ and $z = u^2$",
    "<!-- verify-derivation: z is complex -->",
]

REAL_ALONE = [
    r"|z|^2 = z^2",
    r"\sqrt{z^2} = |z|",
    r"\log(e^z) = z",
    r"|e^z| = e^z",
    r"\log(z^2) = 2 \log |z|",
    r"\arctan(\tan z) = z",
]

EVERYWHERE = [
    r"(z + 1)^2 = z^2 + 2 z + 1",
    r"\frac{z^2 - 1}{z - 1} = z + 1",
    r"\sin^2 z + \cos^2 z = 1",
    r"e^z e^{2 z} = e^{3 z}",
    r"\tanh z \cosh z = \sinh z",
]


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("equation", REAL_ALONE)
def test_what_holds_for_real_numbers_alone_is_not_proved(words: str, equation: str) -> None:
    assert not isinstance(step(f"{words}\n\n$${equation}$$").verdict, Proved)


@pytest.mark.parametrize("equation", REAL_ALONE[:5])
def test_for_a_real_name_it_is(equation: str) -> None:
    assert isinstance(step(f"$${equation}$$").verdict, Proved)


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("equation", EVERYWHERE)
def test_what_holds_for_complex_numbers_is_proved(words: str, equation: str) -> None:
    assert isinstance(step(f"{words}\n\n$${equation}$$").verdict, Proved)


def test_the_conditions_are_those_of_the_plane() -> None:
    found = step(r"Let $z \in \mathbb{C}$." + "\n\n$$\\tanh z \\cosh z = \\sinh z$$")
    assert {c.text for c in found.assumed} == {"cosh(z) ≠ 0"}
    found = step(r"Let $z \in \mathbb{C}$." + "\n\n$$e^{\\log z} + 1 = z + 1$$")
    assert not any(">" in c.text for c in found.conditions) or not found.conditions


def test_a_power_with_a_whole_exponent_asks_for_nothing() -> None:
    found = step(r"Let $z \in \mathbb{C}$." + "\n\n$$\\frac{d}{dz} z^2 = 2 z$$")
    assert isinstance(found.verdict, Proved)
    assert not found.assumed


def test_a_counterexample_may_be_complex() -> None:
    found = step(r"Let $z \in \mathbb{C}$." + "\n\n$$|z|^2 = z^2$$")
    assert isinstance(found.verdict, Refuted)


@pytest.mark.parametrize(
    "words",
    ["The matter is complex: let $z$ be given.", "Let $z > 0$.", r"Let $z \in \mathbb{R}$."],
)
def test_other_words_leave_a_name_real(words: str) -> None:
    assert isinstance(step(f"{words}\n\n$$|z|^2 = z^2$$").verdict, Proved)
