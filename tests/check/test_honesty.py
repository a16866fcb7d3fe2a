"""Steps whose theorem says less than they do: the conditions named, and a point shown."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.verdict import Proved, Refuted, StepReport, Undecided


def steps(text: str) -> tuple[StepReport, ...]:
    return verify(text + "\n").documents[0].derivations[-1].steps


def step(text: str) -> StepReport:
    return steps(text)[-1]


def assumed(report: StepReport) -> set[str]:
    return {condition.text for condition in report.assumed}


class TestRegions:
    def test_a_condition_that_cuts_away_a_region_is_named_and_not_assumed(self) -> None:
        found = step(r"$$\ln(a^2 b) = 2 \ln a + \ln b$$")
        assert isinstance(found.verdict, Undecided)
        assert found.explanation.startswith("equal only if a > 0: at a = −1, b = ")
        assert found.explanation.endswith("and the line after has no value")

    def test_it_is_no_matter_where_the_document_states_it(self) -> None:
        found = step("Let $a > 0$ and $b > 0$.\n\n$$\\ln(a^2 b) = 2 \\ln a + \\ln b$$")
        assert isinstance(found.verdict, Proved)
        assert not found.assumed

    @pytest.mark.parametrize(
        ("latex", "conditions"),
        [
            # Needed for the line before to have a value.
            (r"2 \ln a + \ln b = \ln(a^2 b)", {"a > 0", "b > 0"}),
            (r"e^{\log x} = x", {"x > 0"}),
            (r"\frac{d}{dx} \log x = \frac{1}{x}", {"x > 0"}),
            (r"\frac{d}{dx} \sqrt{x} = \frac{1}{2 \sqrt{x}}", {"x > 0"}),
            # Failing at single points, or on the edge.
            (r"\frac{r^2 + r - 6}{r - 2} = r + 3", {"r ≠ 2"}),
            (r"\frac{x \sqrt{x}}{\sqrt{x}} = x", {"x ≥ 0", "√x ≠ 0"}),
        ],
    )
    def test_what_takes_nothing_away_is_shown_and_the_proof_stands(
        self, latex: str, conditions: set[str]
    ) -> None:
        found = step(f"$${latex}$$")
        assert isinstance(found.verdict, Proved)
        assert assumed(found) == conditions

    def test_a_step_that_enlarges_the_domain_is_not_proved(self) -> None:
        found = step(r"$$x = e^{\log x}$$")
        assert isinstance(found.verdict, Undecided)
        assert "equal only if x > 0" in found.explanation
        assert "at x = −1 the line before is −1 and the line after has no value" in (
            found.explanation
        )

    def test_a_condition_of_an_earlier_line_is_no_new_complaint(self) -> None:
        text = r"$$\log(x y) = \log x + \log y$$" + "\n\n$$= \\log(x y)$$\n\n"
        first, second, third = steps(text + r"$$= \log x + \log y$$")
        assert isinstance(first.verdict, Undecided)
        assert isinstance(second.verdict, Proved)
        assert isinstance(third.verdict, Proved)
        assert assumed(third) == {"x > 0", "y > 0"}

    def test_a_reason_that_names_the_rule_changes_nothing(self) -> None:
        text = r"$$\log(x y)$$" + "\n\n[logarithm of a product]\n\n" + r"$$= \log x + \log y$$"
        assert isinstance(step(text).verdict, Undecided)


class TestVacuity:
    def test_conditions_that_never_hold_prove_nothing(self) -> None:
        found = step(r"$$\log x - \log x + \log(-x) = \log(-x)$$")
        assert isinstance(found.verdict, Undecided)
        assert "holds nowhere that was tried" in found.explanation

    def test_conditions_that_can_hold_are_no_matter(self) -> None:
        found = step(r"$$\log x - \log x + \log(9 - x) = \log(9 - x)$$")
        assert isinstance(found.verdict, Proved)


class TestDomains:
    def test_a_point_at_which_one_line_has_no_value_is_shown_and_refutes_nothing(self) -> None:
        found = step(r"$$\log(x^2) = 2 \log x + 0 \cdot \log(x + 7) + \arcsin 0$$")
        assert isinstance(found.verdict, Undecided)
        assert "has no value" in found.explanation

    @pytest.mark.parametrize(
        ("latex", "condition"),
        [
            (r"\sqrt{x^2} = x", "x ≥ 0"),
            ("|x - 1000| = 1000 - x", "x ≤ 1000"),
            (r"\sqrt{(a - b)^2} = a - b", "a ≥ b"),
        ],
    )
    def test_the_condition_under_which_a_false_step_is_true_is_named(
        self, latex: str, condition: str
    ) -> None:
        found = step(f"$${latex}$$")
        assert isinstance(found.verdict, Refuted)
        assert found.explanation.endswith(f"they are equal if {condition}")
