"""The formats of a report by name, and what each needs to know besides the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivation.report.failing import FAILURES
from derivation.report.page import Look
from derivation.report.tool import tool_version
from derivation.verdict import Report

FORMATS = ("terminal", "json", "junit")
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
    if format_name == "junit":
        from derivation.report import junit

        return junit.render(report, settings.fail_on, settings.strict)
    from derivation.report import terminal

    return terminal.render(report, settings.look, settings.strict)
