"""The formats of a report by name, and what each needs to know besides the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivation.report.failing import FAILURES
from derivation.report.page import Look
from derivation.report.tally import Tally
from derivation.report.tool import tool_version
from derivation.verdict import DocumentReport, Report

FORMATS = ("terminal", "json", "jsonl", "junit")
"""The names that `--format` takes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the formats use: the look of a terminal, and which results fail."""

    look: Look = field(default_factory=Look)
    fail_on: frozenset[str] = frozenset(FAILURES)
    strict: bool = False


def render(report: Report, format_name: str, settings: Settings) -> str:
    """The report in a format; each is imported when it is asked for."""
    if format_name == "json":
        from derivation.report import json_format

        return json_format.render(report, tool_version(), settings.look.ascii_only)
    if format_name == "jsonl":
        found = [render_document(each, settings) for each in report.documents]
        return "".join(found) + render_summary(
            Tally.of(report.documents), format_name, settings
        )
    if format_name == "junit":
        from derivation.report import junit

        return junit.render(report, settings.fail_on, settings.strict)
    from derivation.report import terminal

    return terminal.render(report, settings.look, settings.strict)


def render_document(document: DocumentReport, settings: Settings) -> str:
    """What a format that is written as it comes (`jsonl`) says of one document."""
    from derivation.report import json_format

    return json_format.lines(document, settings.look.ascii_only)


def render_summary(tally: Tally, format_name: str, settings: Settings) -> str:
    """The summary alone in a format that has one (all but `junit`)."""
    if format_name == "terminal":
        from derivation.report import terminal

        return terminal.render_summary(tally, settings.look)
    from derivation.report import json_format

    render = json_format.last_line if format_name == "jsonl" else json_format.render_summary
    return render(tally, tool_version(), settings.look.ascii_only)
