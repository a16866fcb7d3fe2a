"""Checking: a document in, a report with a verdict on every step out.

The order of a step's trial: can both lines be read; does the line introduce a name;
do the rules that the reason names make the step; does another rule; is there a
counterexample. Not here: how rules are tried (`search`), a single step's report
(`step`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from derivation.catalogue import Catalogue
from derivation.check.reading import notes
from derivation.check.step import Checker, StepInput, parse_text, report
from derivation.errors import ReadError
from derivation.meaning.elaborate import elaborate
from derivation.meaning.understand import Understanding, understand
from derivation.model import Derivation, Document, Line, Source
from derivation.prove.decide import reorder
from derivation.read.document import read_document
from derivation.read.grammar import parse
from derivation.read.surface import Node
from derivation.term import Term
from derivation.verdict import (
    Defined,
    DerivationReport,
    DocumentReport,
    Goal,
    Misnamed,
    Mistake,
    Outcome,
    Proved,
    Refuted,
    StepReport,
)

Parsed = Node | ReadError
_EQUAL = (Proved, Defined, Misnamed)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line with its surface tree and term, or the error that prevents them."""

    line: Line
    node: Parsed
    term: Term | ReadError


def verify_source(
    source: Source,
    catalogue: Catalogue,
    goal: str | None = None,
    *,
    certificates: bool = False,
) -> DocumentReport:
    """The report on one document; `goal` (LaTeX) overrides the document's own.

    With `certificates`, the proof of every step that has one is written down as data.
    """
    document = read_document(source)
    parsed = [[_parse(line) for line in d.lines] for d in document.derivations]
    chains = [
        [(line.relation, node) for line, node in zip(d.lines, nodes, strict=True)]
        for d, nodes in zip(document.derivations, parsed, strict=True)
    ]
    understanding = understand(document, chains)
    checker = Checker(document, understanding, catalogue, chains, certificates)
    wanted = goal if goal is not None else (document.goal.text if document.goal else None)
    last = len(document.derivations) - 1
    reports = tuple(
        _derivation(checker, derivation, nodes, wanted if index == last else None)
        for index, (derivation, nodes) in enumerate(
            zip(document.derivations, parsed, strict=True)
        )
    )
    return DocumentReport(
        source.path, _mistakes(document, understanding), reports, notes(checker.context)
    )


def _parse(line: Line) -> Parsed:
    try:
        return parse(line.expression)
    except ReadError as error:
        return error


def _mistakes(document: Document, understanding: Understanding) -> tuple[Mistake, ...]:
    problems = sorted((*document.problems, *understanding.problems), key=lambda p: p.span)
    mistakes = []
    for problem in problems:
        position = document.source.position(problem.span.start)
        text = document.source.line_text(position.line)
        mistakes.append(Mistake(position, problem.message, text))
    return tuple(mistakes)


def _derivation(
    checker: Checker, derivation: Derivation, nodes: Sequence[Parsed], goal: str | None
) -> DerivationReport:
    lines = [
        ReadLine(line, node, _term(checker, node))
        for line, node in zip(derivation.lines, nodes, strict=True)
    ]
    steps = []
    for number, (before, after) in enumerate(pairwise(lines), start=1):
        step = StepInput(number, before, after, first=number == 1)
        steps.append(report(checker, step))
    reached = _goal(checker, lines[-1], goal, steps)
    source = checker.document.source
    return DerivationReport(
        derivation.title,
        source.position(derivation.span.start).line,
        _outcome(steps, reached),
        reached,
        tuple(steps),
    )


def _term(checker: Checker, node: Parsed) -> Term | ReadError:
    if isinstance(node, ReadError):
        return node
    try:
        return elaborate(node, checker.context)
    except ReadError as error:
        return error


def _goal(
    checker: Checker, last: ReadLine, goal: str | None, steps: Sequence[StepReport]
) -> Goal:
    """Whether the last line is the goal, and every step up to it shown to be equal."""
    latex = last.line.expression.text if goal is None else goal
    because = _missed(checker, last, goal)
    connected = all(isinstance(step.verdict, _EQUAL) for step in steps)
    if goal is None:  # the last line, which needs no word about itself
        return Goal(latex, not because and connected)
    if not because and not connected:
        because = "a step before it is not proved"
    return Goal(latex, not because, because or "the last line")


def _missed(checker: Checker, last: ReadLine, goal: str | None) -> str:
    """Why the last line is not the goal; empty if it is."""
    if isinstance(last.term, ReadError):
        return "the last line cannot be read"
    if goal is None:
        return ""
    try:
        term = elaborate(parse_text(goal), checker.context)
    except ReadError as error:
        return f"the goal cannot be read: {error.message}"
    if reorder.same(last.term, term):
        return ""
    if checker.prover.equality(last.term, term, None) is not None:
        return "the last line equals the goal, but is not written as the goal"
    return "the last line is another expression"


def _outcome(steps: Sequence[StepReport], goal: Goal) -> Outcome:
    verdicts = [step.verdict for step in steps]
    if any(isinstance(verdict, Refuted | Misnamed) for verdict in verdicts):
        return Outcome.FAILED
    if not all(isinstance(verdict, Proved | Defined) for verdict in verdicts):
        return Outcome.INCOMPLETE
    return Outcome.VERIFIED if goal.reached else Outcome.FAILED
