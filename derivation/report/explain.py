"""The teaching aid: each step with its rule, what it was applied to, and why it holds.

Pure functions of a report and a `Look`. `blocks` gives the text step by step, so that
the command can wait between steps; `render` gives it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivation.notation.plain import latex_text
from derivation.report.marking import find
from derivation.report.page import Look, Page, Span
from derivation.report.tally import Tally
from derivation.report.terminal import (
    SYMBOLS,
    counterexample,
    heading,
    latex_words,
    side,
    summary,
)
from derivation.verdict import (
    Application,
    Defined,
    DerivationReport,
    DocumentReport,
    Proved,
    Refuted,
    Report,
    Status,
    StepReport,
    Undecided,
    Unreadable,
)

_INDENT = "    "
MARKED = "reverse"


def render(report: Report, look: Look, latex: bool = False) -> str:
    """All steps explained, as text."""
    return "".join(blocks(report, look, latex))


def blocks(report: Report, look: Look, latex: bool = False) -> Iterator[str]:
    """The explanation in pieces that follow one another, one a step."""
    for document in report.documents:
        yield from _document(document, look, latex)
    page = Page(look)
    page.wrapped(summary(Tally.of(report.documents)), 0, "bold")
    yield page.render()


def _document(document: DocumentReport, look: Look, latex: bool) -> Iterator[str]:
    page = Page(look)
    page.line((document.path, "bold"))
    if document.assumed:
        assumed = "; ".join(document.assumed)
        page.labelled("  assumed by the configuration: ", assumed, "yellow", "yellow")
    for mistake in document.errors:
        place = f"{document.path}:{mistake.position.line}:{mistake.position.column}"
        page.line((f"  {place}", "dim"))
        page.wrapped(mistake.message, 4, "magenta")
    if not document.derivations:
        page.wrapped("no derivation found: no two lines joined by a relation sign", 2)
    start = page.render() + "\n"
    for derivation in document.derivations:
        page = Page(look)
        page.wrapped(heading(derivation), 0, "bold")
        start += page.render() + "\n"
        for step in derivation.steps:
            yield start + _Explanation(look, latex, document.path).step(step, derivation)
            start = ""
    if start:
        yield start


class _Explanation:
    """Writes one step onto a page."""

    def __init__(self, look: Look, latex: bool, path: str) -> None:
        self.page = Page(look)
        self.latex = latex
        self.path = path

    def step(self, step: StepReport, derivation: DerivationReport) -> str:
        page = self.page
        word = step.verdict.word
        symbol, plain, style = SYMBOLS[word]
        mark = plain if page.look.ascii_only else symbol
        count = f"Step {step.number} of {len(derivation.steps)}  "
        page.line((count, "bold"), (f"{mark} {word}", style))
        page.line((f"  {self.path}:{step.position.line}:{step.position.column}", "dim"))
        applied = step.applications
        self.formula("", self.side(step.before_text, step.before), [a.before for a in applied])
        self.ground(step)
        several = len({a.rule for a in applied}) > 1
        for application in applied:
            self.application(application, several)
        self.conditions(step)
        self.failure(step)
        relation = step.relation if self.latex else latex_text(step.relation)
        self.formula(f"{relation} ", self.side(step.after_text, step.after), [])
        page.blank()
        if step.number == len(derivation.steps):
            self.goal(derivation)
        return page.render()

    def side(self, text: str, latex: str) -> str:
        return " ".join(latex.split()) if self.latex else side(text, latex)

    def math(self, latex: str, own: bool = False) -> str:
        return latex if self.latex else latex_text(latex, own)

    def formula(self, label: str, line: str, parts: Iterable[str]) -> None:
        """A whole line of the derivation, the parts that change marked."""
        page = self.page
        page.blank()
        ranges = sorted({r for part in parts for r in find(line, self.math(part, own=True))})
        if page.look.colour and ranges and len(_INDENT + label + line) <= page.look.width:
            page.line((_INDENT + label, ""), *_painted(line, ranges))
        else:
            page.labelled(_INDENT + label, _bracketed(line, ranges))
        page.blank()

    def ground(self, step: StepReport) -> None:
        """The author's reason and the rule that makes the step."""
        page = self.page
        if step.justification:
            words = step.justification if self.latex else latex_words(step.justification)
            page.labelled("  Reason given: ", f"[{words}]")
        if step.rule:
            page.labelled("  Rule:         ", step.rule, "bold")
        shown = dict.fromkeys((a.rule, a.statement) for a in step.applications)
        several = {rule for rule, _ in shown} != {step.rule}
        for rule, statement in shown:
            name = f"{rule}: " if several else ""
            page.labelled("  Statement:    ", f"{name}{self.math(statement)}", after=2)
        if step.explanation and isinstance(step.verdict, Proved | Defined):
            page.labelled("  In words:     ", step.explanation)

    def application(self, application: Application, several: bool) -> None:
        """One rewrite: the part, what it becomes, and what stands for what."""
        page = self.page
        mark = _brackets()
        name = f" ({application.rule})" if several else ""
        before, after = (
            self.math(part, own=True) for part in (application.before, application.after)
        )
        if page.look.colour:
            page.labelled("  Applied to:   ", before + name, "bold")
        else:
            page.labelled("  Applied to:   ", f"{mark[0]}{before}{mark[1]}{name}")
        page.labelled("  which becomes ", after)
        pairs = [
            f"{self.math(n)} = {self.math(v, own=True)}" for n, v in application.substitution
        ]
        if pairs:
            page.labelled("  with          ", ", ".join(pairs))

    def conditions(self, step: StepReport) -> None:
        """Every side condition and how it stands."""
        for condition in step.conditions:
            stated = condition.latex if self.latex else condition.text
            assumed = condition.status is Status.ASSUMED
            text = f"{stated}: {condition.status.value}, {condition.because}"
            self.page.labelled("  Condition:    ", text, "yellow" if assumed else "green")

    def failure(self, step: StepReport) -> None:
        """What is wrong with a step that is not proved."""
        verdict, page = step.verdict, self.page
        if isinstance(verdict, Proved | Defined):
            return
        if isinstance(verdict, Unreadable):
            place = f"{self.path}:{verdict.position.line}:{verdict.position.column}"
            page.labelled("  Not read:     ", f"{verdict.message} ({place})", "magenta")
            return
        if isinstance(verdict, Refuted):
            counterexample(page, verdict, 2)
        if isinstance(verdict, Undecided) and verdict.tried != step.explanation:
            page.labelled("  Tried:        ", verdict.tried)
        if step.explanation:
            page.labelled("  Found:        ", step.explanation)

    def goal(self, derivation: DerivationReport) -> None:
        """Where the derivation was to arrive, and whether it did."""
        goal, page = derivation.goal, self.page
        reached = "reached" if goal.reached else "not reached"
        because = f" ({goal.because})" if goal.because and not goal.reached else ""
        page.labelled(f"Goal {reached}: ", self.math(goal.latex) + because, "", "bold")
        page.wrapped(f"The derivation is {derivation.outcome.value}.")
        page.line()


def _brackets() -> tuple[str, str]:
    return "⟦", "⟧"


def _bracketed(line: str, ranges: list[tuple[int, int]]) -> str:
    """The line with ⟦ ⟧ around the ranges (which may nest; inner ones are left out)."""
    opening, closing = _brackets()
    shown, at = "", 0
    for start, end in _outermost(ranges):
        shown += line[at:start] + opening + line[start:end] + closing
        at = end
    return shown + line[at:]


def _painted(line: str, ranges: list[tuple[int, int]]) -> list[Span]:
    """The line as spans, the ranges in the style of what is marked."""
    spans: list[Span] = []
    at = 0
    for start, end in _outermost(ranges):
        spans += [(line[at:start], ""), (line[start:end], MARKED)]
        at = end
    return [*spans, (line[at:], "")]


def _outermost(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
