"""The report for a terminal: a line a step, failures with all there is to know.

A pure function of a `Report` and a `Look`. Not here: the teaching aid (`explain`), how
things were read (`reading`).
"""

from __future__ import annotations

from derivation.model import Position
from derivation.notation.plain import latex_text
from derivation.report.failing import strictly
from derivation.report.page import Look, Page, source_excerpt
from derivation.report.tally import Tally
from derivation.verdict import (
    VERDICTS,
    Defined,
    DerivationReport,
    DocumentReport,
    Mistake,
    Outcome,
    Proved,
    Refuted,
    Report,
    StepReport,
    Undecided,
    Unreadable,
)

SYMBOLS = {
    "proved": ("✓", "+", "green"),
    "definition": ("≔", "=", "cyan"),
    "misnamed": ("!", "!", "bold yellow"),
    "refuted": ("✗", "x", "bold red"),
    "undecided": ("?", "?", "bold yellow"),
    "unreadable": ("?", "?", "bold magenta"),
}
"""For each verdict: its symbol, the same in ASCII, and its style."""

_OUTCOMES = {
    Outcome.VERIFIED: "bold green",
    Outcome.FAILED: "bold red",
    Outcome.INCOMPLETE: "bold yellow",
}
_INDENT = 9


def render(report: Report, look: Look, strict: bool = False) -> str:
    """The whole report as text; under strictness, steps that fail by it say so."""
    page = Page(look)
    for document in report.documents:
        _document(page, document, strict)
    page.blank()
    page.wrapped(summary(Tally.of(report.documents)), 0, "bold")
    return page.render()


def summary(tally: Tally) -> str:
    """One sentence: how many of what, with every verdict that occurs."""
    counts = tally.data()
    counted = [f"{counts[v.word]} {v.word}" for v in VERDICTS if counts[v.word]]
    parts = [
        counting(tally.documents, "document"),
        counting(tally.derivations, "derivation"),
        counting(tally.steps, "step"),
    ]
    text = ", ".join(parts) + (": " + ", ".join(counted) if counted else "")
    return text + (
        f"; {counting(tally.errors, 'place')} not understood" if tally.errors else ""
    )


def counting(number: int, noun: str) -> str:
    """A number with its noun: 1 step, 2 steps."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def render_summary(tally: Tally, look: Look) -> str:
    """The summary alone, as it stands at the end of a report."""
    page = Page(look)
    page.wrapped(summary(tally), 0, "bold")
    return page.render()


def _document(page: Page, document: DocumentReport, strict: bool) -> None:
    page.blank()
    page.line((document.path, "bold"))
    if document.assumed:
        text = "; ".join(document.assumed)
        page.labelled("  assumed by the configuration: ", text, "yellow", "yellow")
    for mistake in document.errors:
        _mistake(page, document.path, mistake)
    if not document.derivations:
        page.wrapped("no derivation found: no two lines joined by a relation sign", 2)
    for derivation in document.derivations:
        page.blank()
        page.labelled("  ", heading(derivation), "bold")
        shown: set[str] = set()
        for step in derivation.steps:
            _step(page, document.path, step)
            _ground(page, step, shown, strict)
        _outcome(page, derivation)


def heading(derivation: DerivationReport) -> str:
    """A derivation's title and the line it starts on."""
    return f"{latex_words(derivation.title or 'Derivation')} (line {derivation.line})"


def _mistake(page: Page, path: str, mistake: Mistake) -> None:
    symbol, plain, style = SYMBOLS["unreadable"]
    page.labelled(f"  {plain if page.look.ascii_only else symbol} ", mistake.message, "", style)
    _place(page, path, mistake.position, mistake.source_line)


def _place(page: Page, path: str, position: Position, source_line: str) -> None:
    """`path:line:column`, which editors jump to, and the source line with a caret."""
    page.line((" " * _INDENT, ""), (f"{path}:{position.line}:{position.column}", "dim"))
    if not source_line:
        return
    room = page.look.width - _INDENT - 4
    shown, caret = source_excerpt(source_line, position.column, room)
    if page.look.ascii_only and not shown.isascii():
        at = len(page.look.text(shown[: len(caret) - 1]))
        shown, caret = source_excerpt(page.look.text(shown), at + 1, room)
    page.line((" " * (_INDENT + 2), ""), (shown, ""))
    page.line((" " * (_INDENT + 2), ""), (caret, "bold red"))


def _step(page: Page, path: str, step: StepReport) -> None:
    word = step.verdict.word
    symbol, plain, style = SYMBOLS[word]
    mark = plain if page.look.ascii_only else symbol
    page.labelled(f"  {step.number:>3} {mark} {word:<10} ", what(step), "", style, after=2)
    if not isinstance(step.verdict, Proved | Defined):
        _failure(page, path, step)


def _ground(page: Page, step: StepReport, shown: set[str], strict: bool) -> None:
    """The assumed conditions, each where it first comes up, or why strictness fails."""
    indent = " " * _INDENT
    if strict and strictly(step):
        page.labelled(f"{indent}fails under --strict: ", strictly(step), "red", "red")
        return
    for condition in step.assumed:
        if condition.text not in shown:
            page.labelled(f"{indent}assumed: ", condition.text, "yellow", "yellow")
        shown.add(condition.text)


def what(step: StepReport) -> str:
    """The rule and the author's reason, whichever there are."""
    reason = f"[{latex_words(step.justification)}]" if step.justification else ""
    if not isinstance(step.verdict, Proved | Defined):
        return reason or "(no reason given)"
    return f"{step.rule or step.verdict.rule}  {reason}".rstrip()


def latex_words(words: str) -> str:
    """Prose with formulas between dollar signs, the formulas in Unicode."""
    parts = words.split("$")
    if len(parts) % 2 == 0:  # a stray dollar sign: nothing is a formula for certain
        return words
    shown = [latex_text(p) if i % 2 else p for i, p in enumerate(parts)]
    return " ".join("".join(shown).split())


def side(text: str, latex: str) -> str:
    """One side of a step: as it was read, or the author's LaTeX in Unicode."""
    return text or latex_text(latex)


def _failure(page: Page, path: str, step: StepReport) -> None:
    verdict = step.verdict
    if isinstance(verdict, Unreadable):
        page.wrapped(verdict.message, _INDENT)
        _place(page, path, verdict.position, verdict.source_line)
        return
    _place(page, path, step.position, "")
    indent = " " * _INDENT
    page.labelled(f"{indent}before: ", side(step.before_text, step.before))
    page.labelled(f"{indent}after:  ", side(step.after_text, step.after))
    if isinstance(verdict, Refuted):
        counterexample(page, verdict, _INDENT)
    if isinstance(verdict, Undecided) and verdict.tried != step.explanation:
        page.wrapped(verdict.tried, _INDENT)
    if step.explanation:
        page.wrapped(step.explanation, _INDENT)


def counterexample(page: Page, verdict: Refuted, indent: int) -> None:
    """The point, and the values of both sides there."""
    found = verdict.counterexample
    point = ", ".join(f"{latex_text(name)} = {value}" for name, value in found.assignment)
    values = f"the line before is {found.before}, the line after is {found.after}"
    text = f"at {point}: {values}" if point else values
    page.wrapped(text, indent, "red")


def _outcome(page: Page, derivation: DerivationReport) -> None:
    goal, style = derivation.goal, _OUTCOMES[derivation.outcome]
    shown = latex_text(goal.latex)
    if goal.reached:
        page.labelled("      goal reached: ", shown)
    elif goal.because:  # otherwise nobody stated a goal, and the steps say what is wrong
        page.labelled("      goal not reached: ", shown, "", "bold red")
        page.wrapped(goal.because, _INDENT)
    assumed = dict.fromkeys(c.text for step in derivation.steps for c in step.assumed)
    note = f", assuming {', '.join(assumed)}" if assumed else ""
    text = f"{derivation.outcome.value}: {counting(len(derivation.steps), 'step')}{note}"
    page.labelled("      ", text, style, after=2)
