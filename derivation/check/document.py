"""Checking: a document in, a report with a verdict on every step out.

The order of a step's trial: can both lines be read; does the line introduce a name;
do the rules that the reason names make the step; does another rule; is there a
counterexample. Not here: how rules are tried (`search`), a single step's report
(`step`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from derivation.catalogue import Catalogue
from derivation.check.reading import macros, notes
from derivation.check.step import (
    Checker,
    Place,
    StepInput,
    parse_text,
    report,
    unfinished,
)
from derivation.errors import ReadError, ReadingStoppedError
from derivation.limits import Exhausted
from derivation.meaning.elaborate import elaborate
from derivation.meaning.understand import understand
from derivation.model import (
    CONFIGURED,
    Derivation,
    Directive,
    Document,
    Excerpt,
    Line,
    Problem,
    Source,
    Span,
)
from derivation.monitor import (
    ELABORATING,
    GOAL,
    NOTES,
    PARSING,
    READING,
    SHOWING,
    STEP,
    UNDERSTANDING,
    Monitor,
    Task,
    Unsupervised,
    Watched,
    unread,
)
from derivation.notation import text
from derivation.prove.decide import reorder
from derivation.read.document import read_document
from derivation.read.grammar import parse, parse_labelled, parse_statement
from derivation.read.naming import named, named_problem
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
T = TypeVar("T")
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
    monitor: Monitor | None = None,
    *,
    certificates: bool = False,
    assumptions: Sequence[str] = (),
) -> DocumentReport:
    """The report on one document; `goal` (LaTeX) overrides the document's own.

    `assumptions` are directives from outside of the document, which hold in all of it
    unless its own say otherwise; the report names them.

    Everything that may take long is a task of the monitor; without one there are only
    the soft limits of the arithmetic, and no clock (see `derivation.supervise`). With
    `certificates`, the proof of every step that has one is written down as data.
    """
    watched = Watched(monitor or Unsupervised())
    given = tuple(Directive(text, Span(0, 0), CONFIGURED) for text in assumptions)
    report = _checked(source, catalogue, goal, watched, certificates, given)
    within = report.within_limits and not watched.exhausted
    return replace(report, within_limits=within, assumed=tuple(assumptions))


def _checked(
    source: Source,
    catalogue: Catalogue,
    goal: str | None,
    monitor: Monitor,
    certificates: bool,
    given: tuple[Directive, ...],
) -> DocumentReport:
    document = monitor.attempt((READING, 0, 0), lambda: read_document(source))
    if isinstance(document, Exhausted):
        return unread(source, document)
    document = replace(document, directives=(*given, *document.directives))
    parsed = [
        [
            _parse(monitor, line, (PARSING, i, j), _reader(derivation, j))
            for j, line in enumerate(derivation.lines)
        ]
        for i, derivation in enumerate(document.derivations)
    ]
    parsed = [[_named(document, node) for node in nodes] for nodes in parsed]
    chains = [
        [(line.relation, node) for line, node in zip(d.lines, nodes, strict=True)]
        for d, nodes in zip(document.derivations, parsed, strict=True)
    ]
    understanding = monitor.attempt((UNDERSTANDING, 0, 0), lambda: understand(document, chains))
    wanted = goal if goal is not None else (document.goal.text if document.goal else None)
    if isinstance(understanding, Exhausted):
        return _not_understood(document, understanding, wanted)
    checker = Checker(document, understanding, catalogue, chains, certificates)
    last = len(document.derivations) - 1
    reports = tuple(
        _derivation(_Trial(checker, monitor, index), nodes, wanted if index == last else None)
        for index, nodes in enumerate(parsed)
    )
    reading = monitor.attempt((NOTES, 0, 0), lambda: notes(checker.context), kept=True)
    return DocumentReport(
        source.path,
        _mistakes(document, understanding.problems),
        reports,
        macros(document) + (() if isinstance(reading, Exhausted) else reading),
    )


def _not_understood(document: Document, cause: Exhausted, goal: str | None) -> DocumentReport:
    """The report on a document whose names' meaning was not found within the limits."""
    why = replace(cause, what=f"{cause.what}, in deciding what the document's names mean")
    reports = []
    for derivation in document.derivations:
        steps = tuple(
            unfinished(document.source, Place(number, before, after), why)
            for number, (before, after) in enumerate(pairwise(derivation.lines), start=1)
        )
        latex = derivation.lines[-1].expression.text if goal is None else goal
        reports.append(_report(document, derivation, steps, Goal(latex, False, why.message)))
    mistakes = _mistakes(document, ())
    return DocumentReport(document.source.path, mistakes, tuple(reports))


def _named(document: Document, found: T | ReadError) -> T | ReadError:
    """What was found; an error names the macro in which it lies."""
    if isinstance(found, ReadError):
        return named(found, document.expansions)
    return found


def _reader(derivation: Derivation, place: int) -> Callable[[Excerpt], Node]:
    """How a line is parsed: only what stands beside an equality must be a number.

    The first line may have the name of a hypothesis or a model before it.
    """
    beside = [line.relation for line in derivation.lines[place : place + 2]]
    if "=" in (beside if place else beside[1:]):
        return parse if place else parse_labelled
    return parse_statement


def _parse(
    monitor: Monitor, line: Line, task: Task, reader: Callable[[Excerpt], Node]
) -> Parsed:
    def parsed() -> Parsed:
        try:
            return reader(line.expression)
        except ReadError as error:
            return error

    return _or_stopped(monitor.attempt(task, parsed), line)


def _or_stopped(found: T | Exhausted, line: Line) -> T | ReadError:
    """What was found, or that reading the line was stopped."""
    if not isinstance(found, Exhausted):
        return found
    text = line.expression
    message = f"{found.message}, in reading this line"
    return ReadingStoppedError(message, text.span(0, len(text.text)))


def _mistakes(document: Document, more: Sequence[Problem]) -> tuple[Mistake, ...]:
    problems = sorted((*document.problems, *more), key=lambda p: p.span)
    mistakes = []
    for problem in (named_problem(each, document.expansions) for each in problems):
        position = document.source.position(problem.span.start)
        text = document.source.line_text(position.line)
        mistakes.append(Mistake(position, problem.message, text))
    return tuple(mistakes)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One derivation on trial: by whom, watched by whom, and which one it is."""

    checker: Checker
    monitor: Monitor
    index: int

    @property
    def derivation(self) -> Derivation:
        return self.checker.document.derivations[self.index]


def _derivation(trial: _Trial, nodes: Sequence[Parsed], goal: str | None) -> DerivationReport:
    derivation, checker = trial.derivation, trial.checker
    lines = [
        ReadLine(line, node, _term(trial, number, line, node))
        for number, (line, node) in enumerate(zip(derivation.lines, nodes, strict=True))
    ]
    steps = []
    for number, (before, after) in enumerate(pairwise(lines), start=1):
        earlier = [e.term for e in lines[: number - 1] if not isinstance(e.term, ReadError)]
        step = _step(trial, StepInput(number, before, after, number == 1, tuple(earlier)))
        if isinstance(step.verdict, Refuted):
            checker.refuted.add((before.term, after.term))
            checker.citations.refuted.add(trial.index)
        steps.append(step)
    checker.citations.proved[trial.index] = all(isinstance(s.verdict, _EQUAL) for s in steps)
    task = (GOAL, trial.index, 0)
    reached = trial.monitor.attempt(
        task, lambda: _goal(checker, lines[-1], goal, steps), kept=True
    )
    if isinstance(reached, Exhausted):
        latex = derivation.lines[-1].expression.text if goal is None else goal
        reached = Goal(latex, False, reached.message)
    return _report(checker.document, derivation, steps, reached)


def _report(
    document: Document, derivation: Derivation, steps: Sequence[StepReport], goal: Goal
) -> DerivationReport:
    line = document.source.position(derivation.span.start).line
    outcome = _outcome(steps, goal)
    return DerivationReport(derivation.title, line, outcome, goal, tuple(steps))


def _term(trial: _Trial, number: int, line: Line, node: Parsed) -> Term | ReadError:
    if isinstance(node, ReadError):
        return node

    def elaborated() -> Term | ReadError:
        try:
            return elaborate(node, trial.checker.context)
        except ReadError as error:
            return error

    task = (ELABORATING, trial.index, number)
    found = _or_stopped(trial.monitor.attempt(task, elaborated), line)
    return _named(trial.checker.document, found)


def _step(trial: _Trial, step: StepInput) -> StepReport:
    """The report on a step, whether or not its trial came to an end."""
    found = trial.monitor.attempt(
        (STEP, trial.index, step.number), lambda: report(trial.checker, step), kept=True
    )
    if not isinstance(found, Exhausted):
        return found
    place = Place(step.number, step.before.line, step.after.line)
    shown = trial.monitor.attempt(
        (SHOWING, trial.index, step.number),
        lambda: (text(step.before.term), text(step.after.term)),
        kept=True,
    )
    texts = ("", "") if isinstance(shown, Exhausted) else shown
    return unfinished(trial.checker.document.source, place, found, texts)


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
