"""Verdicts on single steps: what is proved, refuted, and what is left open, and why."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.verdict import (
    DerivationReport,
    Misnamed,
    Proved,
    Refuted,
    Status,
    StepReport,
    Undecided,
    Unreadable,
)


def derivation(text: str, goal: str | None = None) -> DerivationReport:
    return verify(text + "\n", goal=goal).documents[0].derivations[-1]


def step(text: str) -> StepReport:
    return derivation(text).steps[-1]


def assumed(report: StepReport) -> set[str]:
    return {condition.text for condition in report.assumed}


class TestConditions:
    def test_a_cancelled_factor_must_not_be_zero(self) -> None:
        found = step(r"$$\frac{r^2 + r - 6}{r - 2} = r + 3$$")
        assert isinstance(found.verdict, Proved)
        assert assumed(found) == {"r ≠ 2"}

    def test_a_stated_assumption_discharges(self) -> None:
        found = step("Let $r > 2$.\n\n$$\\frac{r^2 + r - 6}{r - 2} = r + 3$$")
        assert not found.assumed
        assert [c.status for c in found.conditions] == [Status.DISCHARGED]

    def test_a_known_range_discharges(self) -> None:
        found = step(r"$$\frac{x \sigma(z)}{\sigma(z)} = x$$")
        assert isinstance(found.verdict, Proved)
        assert not found.assumed

    def test_what_follows_from_other_assumptions_is_not_assumed_again(self) -> None:
        assert assumed(step(r"$$\log a + \log b = \log(a b)$$")) == {"a > 0", "b > 0"}

    def test_an_unspecified_function_is_assumed_to_be_differentiable(self) -> None:
        found = step("$$(f(x) g(x))' = f'(x) g(x) + f(x) g'(x)$$")
        assert isinstance(found.verdict, Proved)
        assert len(found.assumed) == 2

    @pytest.mark.parametrize(
        "latex",
        [
            r"\log(-1) + 1 = 1 + \log(-1)",
            r"\frac{1}{0} = \frac{1}{0}",
            r"\frac{1}{\sin \pi} = \frac{1}{\sin \pi} + 0",
            "0^0 = 1",
            r"\frac{a}{x - x} = \frac{2 a}{2 (x - x)}",
        ],
    )
    def test_nothing_is_proved_about_lines_without_a_value(self, latex: str) -> None:
        assert isinstance(step(f"$${latex}$$").verdict, Undecided)


class TestNeverProved:
    @pytest.mark.parametrize(
        "latex",
        [
            r"\sqrt{x^2} = x",
            r"(x^2)^{1/2} = x",
            r"\frac{d}{dx} |x| = 1",
            r"\frac{d}{dx} \sqrt{x^2} = 1",
            r"\frac{d}{dx} x^x = x \cdot x^{x - 1}",
            r"\frac{d}{dx} f(2 x) = f'(2 x)",
            "f(x + y) = f(x) + f(y)",
            r"\pi = 3.14",
            "1/3 = 0.333",
            r"e^{\pi \sqrt{163}} = 262537412640768744",
            r"\theta^\top x = \theta_m x_m",
            r"\frac{\partial}{\partial \theta_m} \theta^\top \theta = \theta_m",
        ],
    )
    def test_false_steps_are_refuted(self, latex: str) -> None:
        assert isinstance(step(f"$${latex}$$").verdict, Refuted)

    @pytest.mark.parametrize(
        "latex",
        [
            "AB = BA",
            r"\mathbf{A} \mathbf{B} = \mathbf{B} \mathbf{A}",
            r"\mathrm{Var}(X + Y) = \mathrm{Var}(X) + \mathrm{Var}(Y)",
            "E[X^2] = E[X]^2",
            r"\frac{\partial}{\partial \theta_m} h_{\theta}(x) = 0",
            r"\frac{\partial}{\partial w_1} \log h_{w}(x) = 0",
            r"\frac{d L(\hat\mu)}{d \mu} = 0",
            "F(g^{-1}(y)) = F(1 / g(y))",
        ],
    )
    def test_what_may_mean_something_else_is_neither(self, latex: str) -> None:
        assert isinstance(step(f"$${latex}$$").verdict, Undecided | Unreadable)


def test_a_dependent_name_is_not_constant_in_a_nested_derivative() -> None:
    text = r"where $a = w^2$ and $L = a^2$." + "\n\n"
    inner = r"\frac{\partial}{\partial w} \frac{\partial L}{\partial a}"
    found = step(text + rf"$${inner} = 0 \cdot w$$")
    assert isinstance(found.verdict, Undecided | Unreadable)


class TestNoHastyRefutation:
    def test_a_new_name_is_asked_for(self) -> None:
        found = step("$$x + 1 = x + 1$$\n\n$$= q x$$")
        assert isinstance(found.verdict, Undecided)
        assert "what is q?" in found.verdict.tried

    def test_another_component_is_no_new_name(self) -> None:
        found = step("$$w^\\top x + w_j = w_j + w^\\top x$$\n\n$$= w_k + w^\\top x$$")
        assert isinstance(found.verdict, Refuted)

    def test_a_line_that_says_what_a_name_is_is_not_false(self) -> None:
        text = "$$c + 1 = 1 + c$$\n\nHence\n\n$$c = \\frac{1}{2}$$"
        assert isinstance(step(text).verdict, Undecided)

    def test_a_line_that_relates_different_names_is_not_false(self) -> None:
        assert isinstance(step("$$d_1 x - d_1 x y = d_2 y$$").verdict, Undecided)

    def test_a_derivative_set_to_zero_is_not_false(self) -> None:
        found = step(r"$$\frac{d}{dx} (x^2 - x) = 0$$")
        assert isinstance(found.verdict, Undecided)

    def test_other_equations_of_the_document_are_respected(self) -> None:
        text = "$$t + k = k + t$$\n\nHere\n\n$$t = k^2$$\n\nThus\n\n$$t + k = k^2 + k$$"
        assert not isinstance(step(text).verdict, Refuted)

    @pytest.mark.parametrize(
        "line",
        [
            r"\frac{d}{dx} (x + 1)(x + 2) = 2 x + 3",
            r"y + \frac{dy}{dx}(x + 1) = 3 y + y^2",
            r"x + \log{(x)}^2 = x + \log(x^2)",
            r"x \prod_{k=1}^3 x^k \sum_{k=1}^3 k = 6 x^7",
        ],
    )
    def test_an_ambiguous_reading_is_not_refuted(self, line: str) -> None:
        found = step(f"$${line}$$")
        assert isinstance(found.verdict, Undecided)
        assert "read otherwise" in found.verdict.tried

    def test_a_loss_that_may_depend_on_the_variable_is_not_constant(self) -> None:
        found = step(r"$$\frac{d}{dw} (\hat y - y)^2 = 2 (\hat y - y) x$$")
        assert isinstance(found.verdict, Undecided)

    def test_a_counterexample_is_looked_for_where_the_assumptions_hold(self) -> None:
        assert isinstance(step(r"$$\sqrt{x^2} = x$$").verdict, Refuted)
        found = step("Let $x > 0$.\n\n$$\\sqrt{x^2} = x$$")
        assert not isinstance(found.verdict, Refuted)


class TestReasons:
    def test_a_rule_that_does_not_make_the_step_is_misnamed(self) -> None:
        found = step("$$a (b + c)$$\n\n[Collect like terms]\n\n$$= a b + a c$$")
        assert found.verdict == Misnamed("expand")
        assert found.stated_rules == ("collect like terms",)

    def test_an_unknown_reason_leaves_the_step_to_the_rule_found(self) -> None:
        found = step("$$a (b + c)$$\n\n[Obviously]\n\n$$= a b + a c$$")
        assert found.verdict == Proved("expand")
        assert found.stated_rules == ()

    def test_a_formula_in_a_reason_is_a_rule(self) -> None:
        text = "$$(x - 3)(x + 3)$$\n\n[as $(a - b)(a + b) = a^2 - b^2$]\n\n$$= x^2 - 9$$"
        assert isinstance(step(text).verdict, Proved)

    def test_a_false_formula_in_a_reason_is_said_to_be_false(self) -> None:
        text = "$$2 x + 3 x$$\n\n[as $(a + b)^2 = a^2 + b^2$]\n\n$$= 5 x$$"
        found = step(text)
        assert isinstance(found.verdict, Misnamed)
        assert "is false" in found.explanation

    def test_a_word_that_names_several_rules_is_satisfied_by_one(self) -> None:
        for before, after in (("2 x + 3 x", "5 x"), (r"\frac{a b}{a c}", r"\frac{b}{c}")):
            found = step(f"$${before}$$\n\n[Simplify]\n\n$$= {after}$$")
            assert isinstance(found.verdict, Proved)

    def test_a_slip_of_sign_is_suggested(self) -> None:
        found = step("$$(a - b)^2 = a^2 + 2 a b + b^2$$")
        assert isinstance(found.verdict, Refuted)
        assert "other sign" in found.explanation


class TestKnownQuantities:
    def test_a_wrong_sigmoid_is_refuted_where_the_text_names_it(self) -> None:
        text = "The sigmoid is\n\n$$\\sigma(z) = \\frac{1}{1 + e^{z}}$$"
        assert isinstance(step(text).verdict, Refuted)

    def test_a_sigma_that_nobody_calls_sigmoid_may_be_anything(self) -> None:
        assert step("$$\\sigma(z) = 2 z$$").verdict.word == "definition"

    def test_a_cross_entropy_in_either_order_of_arguments(self) -> None:
        text = "The binary cross-entropy is\n\n$$L(y, p) = -y \\log p - (1 - y) \\log(1 - p)$$"
        assert step(text).verdict.word == "definition"


class TestScope:
    TWICE = (
        "# One\n\n$$f(x) = x^2$$\n\n# Two\n\n$$f(x) = x^3$$\n\nThen\n\n$$f(x) + 1 = x^2 + 1$$"
    )

    def test_a_name_defined_in_two_ways_is_unfolded_nowhere(self) -> None:
        found = verify(self.TWICE + "\n").documents[0].derivations
        assert [d.steps[0].verdict.word for d in found[:2]] == ["definition", "definition"]
        assert not isinstance(found[2].steps[0].verdict, Proved)

    def test_a_chain_that_begins_with_the_name_again_goes_on_from_the_first(self) -> None:
        text = "$$f(x) = (x + 1)^2$$\n\nThus, by hand,\n\n$$f(x) = x^2 + 2 x - 1$$"
        assert isinstance(step(text).verdict, Refuted)


class TestGoals:
    CHAIN = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + 2 a b + b^2$$"

    def test_the_last_line_up_to_order_is_the_goal(self) -> None:
        assert derivation(self.CHAIN, "b^2 + a^2 + 2 b a").goal.reached

    def test_an_equal_expression_in_another_form_is_not(self) -> None:
        goal = derivation(self.CHAIN, "(a + b)(a + b)").goal
        assert not goal.reached
        assert "equals the goal" in goal.because

    def test_a_goal_behind_a_false_step_is_not_reached(self) -> None:
        assert not derivation("$$(a + b)^2 = a^2 + b^2$$", "a^2 + b^2").goal.reached

    def test_a_goal_that_cannot_be_read_says_so(self) -> None:
        assert "cannot be read" in derivation(self.CHAIN, "(").goal.because


def test_a_long_text_in_one_line_is_no_name_of_a_file() -> None:
    sums = " + ".join(["x"] * 200)
    assert verify(f"$${sums} = 200 x$$").steps[0].verdict.word == "proved"


class TestWhatNamesSpeakOf:
    @pytest.mark.parametrize(
        "latex",
        [
            r"\sum_{i=1}^n (x_i - \bar{x}) + z = 1 + z",
            r"\sum_{i=1}^n x_i^2 - s_x + z = z",
            r"\sum_{i=1}^n y_i^2 - y^\top y + z = z",
        ],
    )
    def test_a_name_that_speaks_of_data_is_not_free_beside_them(self, latex: str) -> None:
        verdict = step(f"$${latex}$$").verdict
        assert isinstance(verdict, Undecided)

    def test_away_from_the_data_it_is_a_name_like_any_other(self) -> None:
        text = r"$$\sum_{i=1}^n x_i = y$$" + "\n\n" + r"$$\bar{x} + 1 = \bar{x}$$"
        assert isinstance(step(text).verdict, Refuted)


def test_values_that_more_precision_encloses_worse_are_shown_at_less() -> None:
    # The balls of 8300 bits around the right side, which is 0, are not finite.
    right = (
        r"\left(\frac{\sinh y \cosh(-y) + (-\sqrt{1 + (\sinh y)^2}) \sinh y}"
        r"{\frac{\cosh(y + y) + \sinh(y + y) + \exp(-(y + y))}{2}}\right)^2"
    )
    (step,) = verify(f"Let $y$ be real.\n\n$$(\\tanh(y + y))^2 = {right}$$").steps
    assert isinstance(step.verdict, Refuted)
