"""Steps that rest on equations the document states."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.verdict import Proved, Refuted, Status, StepReport, Undecided

USE = "use a stated equation"


def steps(text: str) -> tuple[StepReport, ...]:
    return verify(text + "\n").steps


def step(text: str) -> StepReport:
    return steps(text)[-1]


def stated(report: StepReport) -> set[str]:
    return {c.text for c in report.conditions if c.because == "the document states it"}


PROVED = [
    ("Let $p + q = 1$.", "p^2 + 2 p q + q^2 = 1"),
    ("Let $p + q = 1$.", r"\log(1 - p) = \log q"),
    ("Let $p + q = 1$.", r"\frac{p - p^2}{q} = p"),
    ("Let $p + q = 1$.", r"f(p + q + x) = f(1 + x)"),
    ("where $x^2 + y^2 = r^2$", "x^4 - y^4 = r^2 (x^2 - y^2)"),
    ("where $x^2 + y^2 = r^2$", r"\sin(x^2 + y^2) = \sin(r^2)"),
    ("Suppose $a + b + c = 0$.", "a^3 + b^3 + c^3 = 3 a b c"),
    ("where $s^2 = s + 1$", "s^3 = 2 s + 1"),
    ("Assume $a d = b c$ and $b d \\neq 0$.", r"\frac{a}{b} = \frac{c}{d}"),
    ("where $x^2 + y^2 = r^2$ and $r > 0$", r"\sqrt{x^2 + y^2} = r"),
    ("where $x^2 + y^2 = r^2$", r"\log(\sqrt{x^2 + y^2}) = \log |r|"),
    ("Suppose $\\alpha + \\beta = \\frac{\\pi}{2}$.", r"\sin \alpha = \cos \beta"),
    ("Suppose $p + q = 1$.", r"\sin(\pi p) = \sin(\pi q)"),
    (
        r"Let $\omega \in \mathbb{C}$ with $\omega^3 = 1$ and $\omega \neq 1$.",
        r"\omega^2 + \omega + 2 = 1",
    ),
    (r"Suppose $a b = a c$ and $a > 0$.", "b^2 + a = c^2 + a"),
    ("Let $x + y = 3$ and let $x - y = 1$.", "x y = 2"),
]

REFUTED = [
    ("Suppose $a b = a c$.", "b^2 + a + c = c^2 + a + b"),
    ("Let $p + q = 1$.", "p^2 + q^2 = 1"),
    ("Let $p + q = 1$.", r"\log(1 - p) = \log p"),
    ("Let $p + q = 1$.", r"\frac{p - p^2}{q} = q"),
    ("Suppose $a + b + c = 0$.", "a^3 + b^3 + c^3 = 2 a b c"),
    ("Let $x + y = 3$ and let $x - y = 1$.", "x y = 3"),
]


@pytest.mark.parametrize(("words", "equation"), PROVED)
def test_what_follows_from_a_stated_equation_is_proved(words: str, equation: str) -> None:
    found = step(f"{words}\n\n$${equation}$$")
    assert isinstance(found.verdict, Proved)
    assert found.rule is not None
    assert USE in found.rule
    assert stated(found)


@pytest.mark.parametrize("equation", [equation for _, equation in PROVED])
def test_without_the_equation_it_is_not_proved(equation: str) -> None:
    assert not isinstance(step(f"$${equation}$$").verdict, Proved)


@pytest.mark.parametrize(("words", "equation"), REFUTED)
def test_a_counterexample_satisfies_the_stated_equation(words: str, equation: str) -> None:
    assert isinstance(step(f"{words}\n\n$${equation}$$").verdict, Refuted)


def test_the_equation_is_a_condition_that_the_document_discharges() -> None:
    found = step("Let $p + q = 1$.\n\n$$p^2 + 2 p q + q^2 = 1$$")
    (condition,) = found.conditions
    assert condition.text == "p + q = 1"
    assert condition.status is Status.DISCHARGED
    assert [a.rule for a in found.applications] == [USE]


@pytest.mark.parametrize(
    "reason", ["Use $p + q = 1$", "since $p + q = 1$", "by the constraint", "by assumption"]
)
def test_a_reason_may_name_the_equation(reason: str) -> None:
    found = step(f"Let $p + q = 1$.\n\n$$p^2 + 2 p q + q^2$$\n\n[{reason}]\n\n$$= 1$$")
    assert isinstance(found.verdict, Proved)
    assert found.stated_rules == (USE,)


def test_an_equation_in_a_reason_alone_is_assumed_and_shown() -> None:
    found = step("$$p^2 + 2 p q + q^2$$\n\n[since $p + q = 1$]\n\n$$= 1$$")
    assert isinstance(found.verdict, Proved)
    assert {c.text for c in found.assumed} == {"p + q = 1"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("$$a^2 + 2 a b + b^2$$\n\n[{}]\n\n$$= a^2 + b^2$$", "Use $(a + b)^2 = a^2 + b^2$"),
        ("$$\\sin(2 x)$$\n\n[{}]\n\n$$= 2 \\sin x$$", "Use $\\sin(2 x) = 2 \\sin x$"),
        ("$$\\sin^2 x + \\cos^2 x$$\n\n[{}]\n\n$$= 2$$", "$\\sin^2 x + \\cos^2 x = 2$"),
        ("$$\\log(a b)$$\n\n[{}]\n\n$$= \\log a \\log b$$", "$\\log(a b) = \\log a \\log b$"),
        ("$$p + q$$\n\n[{}]\n\n$$= 1$$", "$p + q = 1$"),
    ],
)
def test_a_false_identity_or_a_mere_repetition_is_not_assumed(line: str, reason: str) -> None:
    assert not isinstance(step(line.format(reason)).verdict, Proved)


def test_a_step_is_not_proved_by_a_later_line() -> None:
    text = "$$p^2 + 2 p q + q^2 = 1$$\n\n$$p + q = 1$$\n\n$$1 - p = q$$"
    assert not any(isinstance(each.verdict, Proved) for each in steps(text))


def test_an_equation_of_another_section_is_not_used() -> None:
    text = "# One\n\nLet $p + q = 1$.\n\n$$p + q + 1 = 2$$\n\n# Two\n\n$$p + q + 2 = 3$$"
    first, second = steps(text)
    assert isinstance(first.verdict, Proved)
    assert not isinstance(second.verdict, Proved)


def test_nothing_follows_from_equations_that_contradict_each_other() -> None:
    text = "Let $x + y = 1$. Let $x + y = 2$.\n\n$$z + x + y = 3 + z$$"
    assert isinstance(step(text).verdict, Undecided)
    text = "Let $x = 1$ and let $x + y = 2$ and $y + 1 = 3$.\n\n$$z y = 2 z$$"
    assert not isinstance(step(text).verdict, Proved)


@pytest.mark.parametrize(
    "words",
    ["Let $x^2 = -1$.", "Let $e^x = -1$.", "Let $x > 0$ and let $y > 0$ and $x + y = 0$."],
)
def test_equations_that_no_real_numbers_satisfy_are_not_used(words: str) -> None:
    assert not isinstance(step(f"{words}\n\n$$x^4 + y = x^4 - x$$").verdict, Proved)
    assert not isinstance(step(f"{words}\n\n$$x^4 = 1$$").verdict, Proved)


def test_a_derivative_is_not_refuted_where_an_equation_ties_its_names() -> None:
    text = "Let $p + q = 1$.\n\n$$\\frac{d}{dp} (p q) = 1 - 2 p$$"
    assert isinstance(step(text).verdict, Undecided)


def test_an_equation_does_not_make_a_derivative_in_its_names_another() -> None:
    text = "Let $p + q = 1$.\n\n$$\\frac{\\partial}{\\partial p} q^2 = 2 q - 2$$"
    assert not isinstance(step(text).verdict, Proved)


@pytest.mark.parametrize(
    "words", ["We know that $p + q = 1$.", "Clearly $p + q = 1$.", "Note that $p + q = 1$."]
)
def test_a_step_is_not_refuted_against_what_the_text_says(words: str) -> None:
    found = step(f"{words}\n\n$$p^2 + 2 p q + q^2 = 1$$")
    assert isinstance(found.verdict, Undecided)


@pytest.mark.parametrize(
    ("words", "equation"),
    [
        ("where $x^2 + y^2 = r^2$", "x^4 - y^4 = r^2 (x - y)"),
        ("where $x^2 + y^2 = 1$", "x + y = 1"),
        ("where $x^2 + y^2 = r^2$ and $r > 0$", "r (x + y) = r^2"),
        ("Assume $a d = b c$.", "a c + b d = a b + c d"),
        ("Assume $\\frac{a}{b} = \\frac{c}{d}$.", "a d + b + c = b c + a + b + d - d"),
        ("Assume $x^2 + y^2 = z^2$ and assume $x + y = s$.", "x y + s = s^2 - z^2 + x + y"),
        ("Let $u$ satisfy $u^2 = 4$.", "u^3 + u = 8 + u"),
    ],
)
def test_points_are_found_on_curves_too(words: str, equation: str) -> None:
    assert isinstance(step(f"{words}\n\n$${equation}$$").verdict, Refuted)


class TestConditions:
    CONTRADICTION = "Let $x + y = 1$. Let $x + y = 2$.\n\n$${}$$"

    def test_a_reason_cannot_borrow_the_equation_of_another_section(self) -> None:
        text = "# One\n\nLet $p + q = 1$.\n\n$$a + a = 2 a$$\n\n# Two\n\n"
        text += "$$p^2 + 2 p q + q^2$$\n\n[since $p + q = 1$]\n\n$$= 1$$"
        found = step(text)
        assert isinstance(found.verdict, Proved)
        assert {c.text for c in found.assumed} == {"p + q = 1"}

    def test_equations_that_contradict_each_other_discharge_nothing(self) -> None:
        found = step(self.CONTRADICTION.format(r"\frac{x + y}{x + y} = 1"))
        assert {c.text for c in found.assumed} == {"x + y ≠ 0"}

    def test_they_are_shown_with_the_reading(self) -> None:
        report = verify("Let $p + q = 1$.\n\n$$p + q = 1$$\n").documents[0]
        assert ("p + q = 1", "assumption") in {(n.subject, n.reading) for n in report.reading}
