"""Documents that explode: each gets a clear answer, and what follows is still proved."""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.report.json_format import explanation
from derivation.verdict import Proved, Refuted, StepReport, Undecided

GOOD = "$$(p + q)^2$$\n\n[Expand]\n\n$$= p^2 + 2 p q + q^2$$\n"


class TestDocumentsThatExplode:
    """Each with a step behind it that must still be proved; none may be believed."""

    def nested(self, template: str, times: int, inner: str = "x") -> str:
        for _ in range(times):
            inner = template.replace("#", inner)
        return inner

    def first(self, line: str, time_limit: float = 5.0) -> StepReport:
        report = verify(f"$${line}$$\n\n# Next\n\n{GOOD}", time_limit=time_limit)
        assert isinstance(report.steps[-1].verdict, Proved)
        (step, *_) = report.steps
        assert explanation(step)
        return step

    @pytest.mark.parametrize(
        "line",
        [
            r"10^{10^{10}} = 10^{10^{10}} + 1",
            r"10^{10^{10}} = 10^{10^{9}}",
            r"10^{10^{10}} = 10^{10^{10^{10}}}",
            r"10^{10^{10^{10}}} = 3",
            r"10^{-10^{10}} = 0",
            r"2^{19000} = 5",
            r"x^{10^{10^{10}}} = x",
            r"(x + y)^{1000000} = x^{1000000} + y^{1000000}",
            r"(x + y)^{1000000} = x^{1000000}",
            r"\sqrt[1000000007]{2} = 5",
            r"\sin(10^{10^{10}}) = 5",
            r"\log(10^{10^{10}}) = 10^{9} \log 10",
            r"\Gamma(10^{12}) = 5",
        ],
    )
    def test_what_is_false_and_large_is_never_proved(self, line: str) -> None:
        assert isinstance(self.first(line).verdict, Refuted | Undecided)

    @pytest.mark.parametrize(
        "line",
        [
            r"\log(10^{10^{10}}) = 10^{10} \log 10",
            r"x^{10^{10^{10}}} = x^{10^{10^{10}}}",
            r"(a+b+c+d+f)^{60} = (a+b+c+d+f)^{59} (a+b+c+d+f)",
        ],
    )
    def test_what_is_true_and_large_is_never_refuted(self, line: str) -> None:
        assert isinstance(self.first(line).verdict, Proved | Undecided)

    def test_what_was_too_large_is_said(self) -> None:
        step = self.first(r"(a+b+c+d+f)^{60} = (a+b+c+d+f)^{59} (a+b+c+d+f)")
        assert explanation(step).startswith("out of budget: ")

    @pytest.mark.parametrize(
        "line",
        [
            r"10^{10^{10}} = 10^{10^{10}}",
            r"(x + y)^{1000000} = (y + x)^{1000000}",
            r"y + 10^{10^{10}} = 10^{10^{10}} + y",
        ],
    )
    def test_what_needs_no_computing_is_proved(self, line: str) -> None:
        assert isinstance(self.first(line).verdict, Proved)

    @pytest.mark.parametrize("times", [40, 400])
    def test_nested_fractions(self, times: int) -> None:
        step = self.first(self.nested(r"\frac{1}{1 + #}", times) + " = x")
        assert step.verdict.word == ("refuted" if times == 40 else "unreadable")

    def test_a_nested_fraction_is_itself(self) -> None:
        fraction = self.nested(r"\frac{1}{1 + #}", 40)
        # No explosion, but 40 divisors to show apart from zero: on a slow machine long.
        step = self.first(f"{fraction} = 0 + {fraction}", time_limit=60.0)
        assert isinstance(step.verdict, Proved)

    @pytest.mark.parametrize("template", ["(#)", "{#}", "(1 + #)", "x^{#}"])
    def test_thousands_of_brackets(self, template: str) -> None:
        step = self.first(self.nested(template, 3000) + " = x", time_limit=60.0)
        assert step.verdict.word == "unreadable"
        assert explanation(step).startswith(("nested more than", "longer than"))

    @pytest.mark.parametrize("term", ["1", r"# a^{#}"])
    def test_twenty_thousand_terms(self, term: str) -> None:
        sums = " + ".join(term.replace("#", str(n)) for n in range(1, 20_001))
        step = self.first(f"{sums} = 7")
        assert step.verdict.word in ("unreadable", "undecided", "refuted")

    @pytest.mark.parametrize("front", ["", "0.", "x^{2} + "])
    def test_numbers_of_a_hundred_thousand_digits(self, front: str) -> None:
        number = front + "7" * 100_000
        step = self.first(f"{number} = {number[:-1]}8")
        assert explanation(step) == "a number of more than 4000 digits"

    @pytest.mark.parametrize("display", [r"x + " * 300_000 + "x", r"x &= x \\ " * 110_000])
    def test_a_display_of_more_than_a_million_characters(self, display: str) -> None:
        report = verify(f"\\[\n{display}\n\\]\n\n# Next\n\n{GOOD}")
        (error,) = report.documents[0].errors
        assert error.message == "A display of more than 1000000 characters is not read."
        assert isinstance(report.steps[-1].verdict, Proved)
