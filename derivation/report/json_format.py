"""The report as JSON, for programs. `docs/report.schema.json` describes it.

A pure function of a `Report`; the keys and their nesting are `schema_version` 1.
"""

from __future__ import annotations

import json
from typing import Any

from derivation.report.tally import Tally
from derivation.verdict import (
    Condition,
    DerivationReport,
    DocumentReport,
    Refuted,
    Report,
    StepReport,
)

SCHEMA_VERSION = 1


def render(report: Report, version: str, ascii_only: bool = False) -> str:
    """The report as indented JSON; `version` is this program's."""
    data = as_data(report, version)
    return json.dumps(data, indent=2, ensure_ascii=ascii_only) + "\n"


def as_data(report: Report, version: str) -> dict[str, Any]:
    """The report as dictionaries and lists."""
    documents = [_document(document) for document in report.documents]
    return _whole(documents, Tally.of(report.documents), version)


def render_summary(tally: Tally, version: str, ascii_only: bool = False) -> str:
    """The report with its summary alone: no document is listed."""
    return json.dumps(_whole([], tally, version), indent=2, ensure_ascii=ascii_only) + "\n"


def lines(document: DocumentReport, ascii_only: bool = False) -> str:
    """A document for `--format jsonl`: a line a derivation, and one for what is outside them.

    Every line says by `kind` what it is. A document without any derivation has a line too.
    """
    whole = _document(document)
    rows = [
        {"kind": "derivation", "path": document.path, **derivation}
        for derivation in whole["derivations"]
    ]
    del whole["derivations"]
    if document.errors or document.assumed or not rows:
        rows.insert(0, {"kind": "document", **whole})
    return "".join(_line(row, ascii_only) for row in rows)


def last_line(tally: Tally, version: str, ascii_only: bool = False) -> str:
    """The end of `--format jsonl`: the summary, and which program wrote all this."""
    whole = _whole([], tally, version)
    del whole["documents"]
    return _line({"kind": "summary", **whole}, ascii_only)


def _line(row: dict[str, Any], ascii_only: bool) -> str:
    return json.dumps(row, separators=(",", ":"), ensure_ascii=ascii_only) + "\n"


def _whole(documents: list[dict[str, Any]], tally: Tally, version: str) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "verify-derivation", "version": version},
        "documents": documents,
        "summary": tally.data(),
    }


def _document(document: DocumentReport) -> dict[str, Any]:
    return {
        "path": document.path,
        **({"assumed": list(document.assumed)} if document.assumed else {}),
        "errors": [
            {
                "line": mistake.position.line,
                "column": mistake.position.column,
                "message": mistake.message,
            }
            for mistake in document.errors
        ],
        "derivations": [_derivation(derivation) for derivation in document.derivations],
    }


def _derivation(derivation: DerivationReport) -> dict[str, Any]:
    return {
        "title": derivation.title,
        "line": derivation.line,
        "verdict": derivation.outcome.value,
        "goal": {"latex": derivation.goal.latex, "reached": derivation.goal.reached},
        "steps": [_step(step) for step in derivation.steps],
    }


def _step(step: StepReport) -> dict[str, Any]:
    return {
        "number": step.number,
        "line": step.position.line,
        "column": step.position.column,
        "before": step.before,
        "after": step.after,
        "relation": step.relation,
        "justification": step.justification,
        "stated_rules": list(step.stated_rules),
        "rule": step.rule,
        "verdict": step.verdict.word,
        "conditions": [_condition(condition) for condition in step.conditions],
        "counterexample": _counterexample(step),
        "explanation": explanation(step),
        "axioms": list(step.axioms),
        "seconds": round(step.seconds, 6),
    }


def explanation(step: StepReport) -> str:
    """What the step's report says in words; never empty where the verdict has words."""
    verdict = step.verdict
    own = getattr(verdict, "message", "") or getattr(verdict, "tried", "")
    return step.explanation or str(own)


def _condition(condition: Condition) -> dict[str, str]:
    return {
        "latex": condition.latex,
        "status": condition.status.value,
        "because": condition.because,
    }


def _counterexample(step: StepReport) -> dict[str, Any] | None:
    if not isinstance(step.verdict, Refuted):
        return None
    found = step.verdict.counterexample
    return {
        "assignment": dict(found.assignment),
        "before": found.before,
        "after": found.after,
    }
