"""The parts that checking a document consists of, and who watches over them.

`derivation.check.document` hands every part that may grow without bound to a `Monitor`.
Here: the interface, and the monitor of a process that nobody supervises. Not here: the one of a
supervised process (`derivation.supervise.worker`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias, TypeVar

from derivation.errors import OutOfBudgetError
from derivation.limits import Exhausted
from derivation.model import Position, Source
from derivation.verdict import DocumentReport, Mistake

Task: TypeAlias = tuple[str, int, int]
"""A part of checking one document: its kind, which derivation, which line or step."""

READING, UNDERSTANDING, NOTES = "reading", "understanding", "notes"
PARSING, ELABORATING, SHOWING, STEP, GOAL = "parsing", "elaborating", "showing", "step", "goal"

WHOLE = frozenset((READING, UNDERSTANDING, NOTES))
"""The tasks that are about a whole document."""

T = TypeVar("T")


class Monitor(Protocol):
    """Runs the tasks of a document within limits."""

    def attempt(
        self, task: Task, compute: Callable[[], T], *, kept: bool = False
    ) -> T | Exhausted:
        """What `compute` gives, or what it used up.

        A `kept` result is data that can travel between processes: it is not computed
        again when a later task brings the process down.
        """


class Unsupervised:
    """Runs tasks as they come: no clock, but no error for what grew too large either."""

    def attempt(
        self, task: Task, compute: Callable[[], T], *, kept: bool = False
    ) -> T | Exhausted:
        """What `compute` gives, or which of the soft limits it reached."""
        try:
            return within_soft_limits(compute)
        except MemoryError:
            return Exhausted("more memory than there is", hard=True)


class Watched:
    """Another monitor, and whether time or memory was used up under it."""

    def __init__(self, monitor: Monitor) -> None:
        self._monitor = monitor
        self.exhausted = False

    def attempt(
        self, task: Task, compute: Callable[[], T], *, kept: bool = False
    ) -> T | Exhausted:
        """What the monitor gives, noting what it says is used up."""
        found = self._monitor.attempt(task, compute, kept=kept)
        self.exhausted |= isinstance(found, Exhausted) and found.hard
        return found


def within_soft_limits(compute: Callable[[], T]) -> T | Exhausted:
    """What `compute` gives, or the soft limit that it reached; MemoryError passes."""
    try:
        return compute()
    except RecursionError:
        return Exhausted("nested too deeply")
    except OverflowError:
        return Exhausted("a number is too large")
    except OutOfBudgetError as error:
        return Exhausted(str(error) or "a computation grew too large")


def unread(source: Source, cause: Exhausted) -> DocumentReport:
    """The report on a document that was not even read within the limits."""
    message = f"the document could not be checked: {cause.message}"
    mistake = Mistake(Position(1, 1), message, source.line_text(1))
    return DocumentReport(source.path, (mistake,), (), within_limits=False)
