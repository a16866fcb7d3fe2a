"""From the results of a run to its report: written at the end, or as they come.

`jsonl` and summaries are written as the results come, and nothing of them is kept; the
other formats hold the whole report. Not here: how reports look (`derivation.report`),
where they go (`derivation.run.output`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from derivation.errors import UsageError
from derivation.report.failing import failed
from derivation.report.formats import Settings, render, render_document, render_summary
from derivation.report.tally import Tally
from derivation.run.output import complain, write, writing
from derivation.run.results import Result
from derivation.verdict import DocumentReport, Report


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of a report; the names are those of the command's options."""

    format: str
    settings: Settings
    output: str | None = None
    summary_only: bool = False
    explain: bool = False
    latex: bool = False
    pause: bool = False
    show_reading: bool = False
    certificates: str | None = None


@dataclass
class Reporting:
    """Takes the results of a run and writes its report.

    `fails`: a verdict fails the run; `unread`: a path could not be read, or a certificate
    is missing.
    """

    wanted: Wanted
    fails: bool = False
    unread: bool = False
    tally: Tally = field(default_factory=Tally)

    def take(self, results: Iterable[Result]) -> None:
        """Write the report on all results. UsageError where it cannot be written."""
        wanted = self.wanted
        if wanted.format != "jsonl" and not wanted.summary_only:
            report = Report(tuple(self._reports(results)))
            self._show(report)
            if wanted.certificates is not None and report.documents:
                self._certify(report, wanted.certificates)
            return
        with writing(wanted.output) as put:
            for document in self._reports(results):
                if not wanted.summary_only:
                    put(render_document(document, wanted.settings))
            put(render_summary(self.tally, wanted.format, wanted.settings))

    def _reports(self, results: Iterable[Result]) -> Iterator[DocumentReport]:
        """The reports among the results, counted; what is no report is said so."""
        settings = self.wanted.settings
        for result in results:
            if result.report is None:
                complain(result.problem)
                self.unread = True
                continue
            self.tally.add(result.report)
            self.fails = self.fails or failed(
                Report((result.report,)), settings.fail_on, settings.strict
            )
            yield result.report

    def _pieces(self, report: Report) -> Iterator[str]:
        """The report in the format asked for, in pieces between which `--pause` waits."""
        wanted, settings = self.wanted, self.wanted.settings
        if not report.documents and wanted.format == "terminal":
            return
        shown = ""
        if wanted.show_reading:
            from derivation.report import reading

            shown = reading.render(report, settings.look) + "\n"
        if not wanted.explain:
            yield shown + render(report, wanted.format, settings)
            return
        from derivation.report.explain import blocks

        for piece in blocks(report, settings.look, wanted.latex):
            yield shown + piece
            shown = ""

    def _show(self, report: Report) -> None:
        """The report where it belongs."""
        pieces = tuple(self._pieces(report))
        waits = self.wanted.pause and self.wanted.output is None and sys.stdin.isatty()
        if not pieces:
            return
        if not waits:
            write("".join(pieces), self.wanted.output)
            return
        for number, piece in enumerate(pieces):
            waits = waits and (number == 0 or _wait())
            write(piece, None)

    def _certify(self, report: Report, directory: str) -> None:
        """Write the proofs, remove those of an earlier run, and say which are missing."""
        from derivation.check.certificates import files, missing, stale, versions
        from derivation.report.tool import tool_version

        folder = Path(directory)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in stale(report, [path.name for path in folder.iterdir()]):
                (folder / name).unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise UsageError(f"--certificates {directory}: {reason}") from None
        for name, text in files(report, versions(tool_version())):
            write(text, str(folder / name))
        for problem in missing(report):
            complain(problem)
            self.unread = True


def _wait() -> bool:
    """Waits for Enter; False when no more is to come (end of input)."""
    sys.stderr.write("-- Enter for the next step -- ")
    sys.stderr.flush()
    return bool(sys.stdin.readline())
