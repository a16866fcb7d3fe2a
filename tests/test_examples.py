"""Every example is verified as it stands, but for the one with a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivation import verify
from derivation.verdict import Misnamed, Outcome, Refuted

EXAMPLES = Path(__file__).parents[1] / "examples"
MISTAKE = EXAMPLES / "with-a-mistake.md"
RIGHT = sorted(path for path in EXAMPLES.iterdir() if path != MISTAKE)


def test_the_examples_are_in_every_container() -> None:
    assert len(RIGHT) >= 8
    assert {path.suffix for path in RIGHT} == {".md", ".tex", ".ipynb"}


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: str(path.name))
def test_an_example_is_verified_by_the_rules_its_reasons_name(path: Path) -> None:
    (document,) = verify(path).documents
    assert document.errors == ()
    assert document.derivations
    for derivation in document.derivations:
        assert [
            s.verdict
            for s in derivation.steps
            if s.verdict.word not in ("proved", "definition")
        ] == []
        assert derivation.outcome is Outcome.VERIFIED
        assert len(derivation.steps) >= 4
        for step in derivation.steps:
            assert step.rule
            assert bool(step.stated_rules) == (step.justification is not None), step


def test_the_mistake_is_refuted_where_it_stands_and_nowhere_else() -> None:
    (step, *rest) = [
        s for s in verify(MISTAKE).steps if isinstance(s.verdict, Refuted | Misnamed)
    ]
    assert rest == []
    assert isinstance(step.verdict, Refuted)
    lines = MISTAKE.read_text(encoding="utf-8").splitlines()
    assert lines[step.position.line - 1].startswith(r"$$= \frac{1 + x^2 + 2x^2}")
    values = dict(step.verdict.counterexample.assignment)
    assert "x" in values
