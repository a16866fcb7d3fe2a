"""The report as JUnit XML, which every continuous integration service shows.

A test suite a derivation, a test case a step; a step that fails the run is a failure.
What could not be read outside the steps, and a goal that is not reached, are test
cases of their own, so that a failed run never shows green.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from derivation.report.failing import UNREADABLE, failing, goal_missed, strictly
from derivation.report.json_format import explanation
from derivation.report.terminal import latex_words
from derivation.verdict import (
    DerivationReport,
    DocumentReport,
    Refuted,
    Report,
    StepReport,
    Unreadable,
)

_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, not even escaped."""


def render(report: Report, fail_on: frozenset[str], strict: bool) -> str:
    """The report as XML text, declared as UTF-8."""
    root = Element("testsuites", name="verify-derivation")
    for document in report.documents:
        _document(root, document, fail_on, strict)
    suites = list(root)
    for key in ("tests", "failures"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    root.set("time", _seconds(sum(step.seconds for step in report.steps)))
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def valid(text: str) -> str:
    """The text with characters that XML does not allow shown as U+FFFD."""
    return _INVALID.sub("\ufffd", text)


def _document(
    root: Element, document: DocumentReport, fail_on: frozenset[str], strict: bool
) -> None:
    if document.errors:
        suite = SubElement(root, "testsuite", name=valid(f"{document.path}: reading"))
        for error in document.errors:
            place = f"{document.path}:{error.position.line}:{error.position.column}"
            case = _case(suite, document.path, f"line {error.position.line}")
            case.set("line", str(error.position.line))
            if UNREADABLE in fail_on:
                _fail(case, UNREADABLE, error.message, f"{place}\n{error.source_line}")
        _count(suite, 0.0)
    for derivation in document.derivations:
        title = latex_words(derivation.title or "Derivation")
        name = valid(f"{document.path}: {title} (line {derivation.line})")
        suite = SubElement(root, "testsuite", name=name, file=valid(document.path))
        if document.assumed:
            told = SubElement(SubElement(suite, "properties"), "property")
            told.set("name", "assumed by the configuration")
            told.set("value", valid("; ".join(document.assumed)))
        _derivation(suite, document.path, derivation, fail_on, strict)


def _derivation(
    suite: Element,
    path: str,
    derivation: DerivationReport,
    fail_on: frozenset[str],
    strict: bool,
) -> None:
    for step in derivation.steps:
        _step(suite, path, step, fail_on, strict)
    if goal_missed(derivation, fail_on):
        case = _case(suite, path, "goal")
        _fail(
            case, "goal", f"goal not reached: {derivation.goal.because}", derivation.goal.latex
        )
    _count(suite, sum(step.seconds for step in derivation.steps))


def _step(
    suite: Element, path: str, step: StepReport, fail_on: frozenset[str], strict: bool
) -> None:
    label = f"step {step.number}: {step.rule or step.justification or step.verdict.word}"
    case = _case(suite, path, label)
    case.set("line", str(step.position.line))
    case.set("time", _seconds(step.seconds))
    if failing(step, fail_on, strict):
        word = step.verdict.word
        message = explanation(step) if word in fail_on else strictly(step)
        _fail(case, word, f"{word}: {message}", details(path, step))
    else:
        SubElement(case, "system-out").text = valid(details(path, step))


def details(path: str, step: StepReport) -> str:
    """Everything about a step, as lines of text."""
    position = step.position
    lines = [
        f"{path}:{position.line}:{position.column}",
        f"before: {step.before}",
        f"after: {step.after}",
        f"reason: {step.justification or 'none given'}",
        f"verdict: {step.verdict.word}" + (f" ({step.rule})" if step.rule else ""),
    ]
    lines += [f"{c.status.value}: {c.text} ({c.because})" for c in step.conditions]
    if isinstance(step.verdict, Refuted):
        found = step.verdict.counterexample
        point = ", ".join(f"{name} = {value}" for name, value in found.assignment)
        lines.append(f"counterexample: {point}: {found.before} and {found.after}")
    if isinstance(step.verdict, Unreadable):
        place = step.verdict.position
        caret = " " * (place.column - 1) + "^"
        lines += [f"at {place.line}:{place.column}", step.verdict.source_line, caret]
    return "\n".join([*lines, explanation(step)]).rstrip()


def _case(suite: Element, path: str, name: str) -> Element:
    attributes = {"name": valid(name), "classname": valid(path), "file": valid(path)}
    return SubElement(suite, "testcase", attributes)


def _fail(case: Element, kind: str, message: str, text: str) -> None:
    failure = SubElement(case, "failure", {"type": kind, "message": valid(message)})
    failure.text = valid(text)


def _count(suite: Element, seconds: float) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", "0")
    suite.set("time", _seconds(seconds))


def _seconds(seconds: float) -> str:
    return f"{seconds:.6f}"
