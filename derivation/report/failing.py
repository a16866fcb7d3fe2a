"""Which results fail a run: the one place that knows about `--fail-on` and `--strict`."""

from __future__ import annotations

from derivation.errors import UsageError
from derivation.verdict import DerivationReport, Report, StepReport, Unreadable

FAILURES = ("refuted", "misnamed", "undecided", "unreadable")
"""The verdicts that may fail a run, in the order of reports."""

UNREADABLE = Unreadable.word


def parse_fail_on(text: str) -> frozenset[str]:
    """Verdicts between commas, or "none". UsageError for anything else."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    if words == ["none"]:
        return frozenset()
    unknown = [word for word in words if word not in FAILURES]
    if unknown or not words:
        what = repr(unknown[0]) if unknown else "an empty list"
        known = ", ".join(FAILURES)
        raise UsageError(f"{what} is not one of {known} (or none alone)")
    return frozenset(words)


def failing(step: StepReport, fail_on: frozenset[str], strict: bool) -> bool:
    """Whether a step fails the run: by its verdict, or under strictness by its ground.

    Strict: a condition that is only assumed fails, and so does a reason in which no
    rule was recognised.
    """
    return step.verdict.word in fail_on or (strict and bool(strictly(step)))


def strictly(step: StepReport) -> str:
    """Why a step fails under `--strict`, empty if it does not."""
    if step.assumed:
        conditions = ", ".join(condition.text for condition in step.assumed)
        return f"assumed, not discharged: {conditions}"
    if step.justification is not None and not step.stated_rules:
        return "no rule is recognised in the reason"
    return ""


def goal_missed(derivation: DerivationReport, fail_on: frozenset[str]) -> bool:
    """Whether a derivation fails the run because its goal is not reached.

    A goal that nobody stated is the last line, and fails as its steps do. Where nothing
    may fail, this may not either; a last line that cannot be read misses
    the goal only as an unreadable line does.
    """
    if derivation.goal.reached or not derivation.goal.because or not fail_on:
        return False
    last = derivation.steps[-1].verdict if derivation.steps else None
    return not isinstance(last, Unreadable) or UNREADABLE in fail_on


def failed(report: Report, fail_on: frozenset[str], strict: bool) -> bool:
    """Whether the run as a whole fails; errors outside the steps count as unreadable."""
    if UNREADABLE in fail_on and any(document.errors for document in report.documents):
        return True
    derivations = [d for document in report.documents for d in document.derivations]
    if any(goal_missed(derivation, fail_on) for derivation in derivations):
        return True
    return any(failing(step, fail_on, strict) for step in report.steps)
