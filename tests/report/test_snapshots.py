"""Every format on one document with every verdict, compared with a stored snapshot.

After a change that is meant, run `UPDATE_SNAPSHOTS=1 pytest tests/report` and read the
difference before it is committed.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from derivation.catalogue import load_catalogue
from derivation.check import verify_source
from derivation.model import Source
from derivation.report import explain, junit, reading, terminal
from derivation.report.failing import FAILURES
from derivation.report.json_format import as_data, render
from derivation.report.page import Look
from derivation.verdict import VERDICTS, Report

HERE = Path(__file__).parent / "snapshots"
SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"

DOCUMENT = r"""# Every verdict

where $z = w x$.

$$f(x) = \frac{x^2 - 1}{x - 1}$$

[Cancel common factors]

$$= x + 1$$

[Expand]

$$= 1 + x$$

[Rearrange]

$$= 2 + x$$

[Now]

$$= q$$

[Then]

$$= \foo$$

$$ = \frac{1}{2 $$
"""


@pytest.fixture(scope="module")
def report() -> Report:
    found = verify_source(Source("every.md", DOCUMENT), load_catalogue())
    derivations = tuple(
        replace(d, steps=tuple(replace(s, seconds=0.0) for s in d.steps))
        for d in found.derivations
    )
    return Report((replace(found, derivations=derivations),))


def compare(name: str, text: str) -> None:
    path = HERE / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_the_document_has_every_verdict(report: Report) -> None:
    found = {type(step.verdict) for step in report.steps}
    assert found == set(VERDICTS)


def test_terminal(report: Report) -> None:
    compare("terminal.txt", terminal.render(report, Look()))


def test_terminal_in_plain_ascii(report: Report) -> None:
    look = Look(ascii_only=True)
    text = terminal.render(report, look)
    assert text.isascii()
    compare("terminal-ascii.txt", text)


def test_explanation(report: Report) -> None:
    compare("explain.txt", "".join(explain.blocks(report, Look(), False)))


def test_explanation_in_latex(report: Report) -> None:
    compare("explain-latex.txt", "".join(explain.blocks(report, Look(), True)))


def test_reading(report: Report) -> None:
    compare("reading.txt", reading.render(report, Look()))


def test_json(report: Report) -> None:
    compare("report.json", render(report, "0"))


def test_json_keeps_to_its_schema(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(as_data(report, "0"))


def test_junit(report: Report) -> None:
    compare("junit.xml", junit.render(report, frozenset(FAILURES), False))


@pytest.mark.parametrize("name", ["terminal.txt", "explain.txt", "reading.txt"])
def test_nothing_is_wider_than_a_terminal(name: str) -> None:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 80
