"""How documents were read: every line, every name with its kind and the ground for it.

A pure function of a `Report` and a `Look`, for `--show-reading`.
"""

from __future__ import annotations

from derivation.notation.plain import latex_text
from derivation.report.page import Look, Page
from derivation.report.terminal import heading
from derivation.verdict import DerivationReport, Note, Report, StepReport, Unreadable


def render(report: Report, look: Look) -> str:
    """The readings of all documents as text."""
    page = Page(look)
    for document in report.documents:
        page.blank()
        page.line((f"How {document.path} was read", "bold"))
        _notes(page, document.reading)
        for derivation in document.derivations:
            page.blank()
            page.labelled("  ", heading(derivation), "bold")
            _lines(page, derivation)
            _notes(page, derivation.reading)
    return page.render()


def _lines(page: Page, derivation: DerivationReport) -> None:
    """The lines as they were read, each under the author's own LaTeX."""
    for step in derivation.steps:
        if step.number == 1:
            _line(page, derivation.line, ("", step.before, step.before_text), None)
        after = (step.relation, step.after, step.after_text)
        _line(page, step.position.line, after, step)


def _line(page: Page, place: int, line: tuple[str, str, str], step: StepReport | None) -> None:
    """A line by its relation, as written, and as read (empty if it was not)."""
    relation, written, read = line
    page.labelled(f"  {place:>5}  ", " ".join(written.split()), "dim", after=2)
    if read:
        page.labelled("         ", f"{latex_text(relation)} {read}".strip(), "", after=2)
        return
    unreadable = step.verdict if step and isinstance(step.verdict, Unreadable) else None
    why = unreadable.message if unreadable else "a line beside it cannot be read"
    page.labelled("         ", f"not understood: {why}", "magenta")


def _notes(page: Page, notes: tuple[Note, ...]) -> None:
    for note in notes:
        where = f", line {note.position.line}" if note.position else ""
        ground = f" ({note.ground}{where})" if note.ground or where else ""
        page.labelled(f"  {note.subject}: ", f"{note.reading}{ground}", "", "cyan")
