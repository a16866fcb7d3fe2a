"""Checking documents in several processes at once.

Each member of the pool imports the engine once and supervises the checking of one
document after the other, each in a fork of its own (`derivation.supervise`): what a
document takes of memory is gone with it, and no verdict depends on which documents came
before. A member that dies costs nothing but the time for its document, which is tried
once more; only then is the document given up.

Not here: which documents, in which order they are reported (`results`).
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import signal
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any, BinaryIO

from derivation.errors import CatalogueError, InternalError
from derivation.limits import Exhausted
from derivation.model import Source
from derivation.monitor import unread
from derivation.run.checking import Checking
from derivation.supervise.supervisor import fork, run, wait_for
from derivation.supervise.worker import import_engine
from derivation.verdict import DocumentReport, Report

PATIENCE = 0.2
"""Seconds after which a wait gives its caller a chance to look around."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a document, by its number: a report, or a defect of this program."""

    number: int
    report: DocumentReport | None
    defect: str = ""


@dataclass(frozen=True, slots=True)
class _Broken:
    """The package of rules is broken: nothing can be checked."""

    message: str


@dataclass
class _Member:
    """A process of the pool, and the document that it has in hand."""

    process: int
    tasks: BinaryIO
    answers: BinaryIO
    number: int
    source: Source


class Pool:
    """Up to so many processes; a context, at the end of which all are gone.

    Every member has a document in hand: one that is idle waits in `_idle`.
    """

    def __init__(self, checking: Checking, size: int) -> None:
        self._checking = checking
        self._size = max(size, 1)
        self._busy: list[_Member] = []
        self._idle: list[_Member] = []
        self._again: set[int] = set()

    def __enter__(self) -> Pool:
        """The pool, of which no process runs yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every process, whatever it has in hand."""
        for member in self._all():
            self._end(member)
        self._busy, self._idle = [], []

    @property
    def busy(self) -> int:
        """How many documents are in hand."""
        return len(self._busy)

    @property
    def full(self) -> bool:
        """Whether every process that there may be has a document in hand."""
        return len(self._busy) >= self._size

    def submit(self, number: int, source: Source) -> None:
        """Give a document to a process; only where the pool is not full."""
        while True:
            member = self._idle.pop() if self._idle else self._start(number, source)
            member.number, member.source = number, source
            try:
                pickle.dump((number, source), member.tasks, pickle.HIGHEST_PROTOCOL)
                member.tasks.flush()
            except BrokenPipeError:  # it was ended while it was idle
                self._end(member)
                continue
            self._busy.append(member)
            return

    def wait(self) -> list[Answer]:
        """The answers that have come; none when patience ran out before.

        CatalogueError for a broken package of rules.
        """
        with selectors.DefaultSelector() as selector:
            for member in self._busy:
                selector.register(member.answers, selectors.EVENT_READ, member)
            ready = [key.data for key, _ in selector.select(PATIENCE)]
        found = (self._answer(member) for member in ready)
        return [answer for answer in found if answer is not None]

    def _answer(self, member: _Member) -> Answer | None:
        """What a member says, or what its end means."""
        self._busy.remove(member)
        try:
            said = pickle.load(member.answers)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError, OSError):
            self._end(member)
            return self._bury(member)
        if isinstance(said, _Broken):
            raise CatalogueError(said.message)
        if not isinstance(said, Answer):
            raise InternalError("a process of the pool says what nobody asked for")
        self._idle.append(member)
        return said

    def _bury(self, member: _Member) -> Answer | None:
        """A member died over a document: another one tries it, but once only."""
        number, source = member.number, member.source
        if number in self._again:
            self._again.discard(number)
            cause = Exhausted("more than the system allows (its process was ended)", hard=True)
            return Answer(number, unread(source, cause))
        self._again.add(number)
        self.submit(number, source)
        return None

    def _all(self) -> list[_Member]:
        return [*self._busy, *self._idle]

    def _start(self, number: int, source: Source) -> _Member:
        tasks_out, tasks_in = os.pipe()
        answers_out, answers_in = os.pipe()
        process = fork()
        if process == 0:
            try:
                for each in self._all():  # else they would not see this program end
                    os.close(each.tasks.fileno())
                    os.close(each.answers.fileno())
                os.close(tasks_in)
                os.close(answers_out)
                with os.fdopen(tasks_out, "rb") as tasks, os.fdopen(answers_in, "wb") as out:
                    _serve(self._checking, tasks, out)
            finally:
                os._exit(0)  # no cleaning up: all that is here belongs to the parent
        os.close(tasks_out)
        os.close(answers_in)
        into, back = os.fdopen(tasks_in, "wb"), os.fdopen(answers_out, "rb")
        return _Member(process, into, back, number, source)

    def _end(self, member: _Member) -> None:
        """End a process, with the worker that it supervises."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(member.process, signal.SIGTERM)
        with contextlib.suppress(OSError):
            member.tasks.close()
        member.answers.close()
        wait_for(member.process)


def _serve(checking: Checking, tasks: BinaryIO, out: BinaryIO) -> None:
    """A member's work: documents in, answers out, until there are no more."""

    def send(message: object) -> None:
        pickle.dump(message, out, pickle.HIGHEST_PROTOCOL)
        out.flush()

    _obey()
    with contextlib.suppress(BrokenPipeError, EOFError):
        try:
            import_engine(checking.rules)
        except CatalogueError as error:
            send(_Broken(str(error)))
            return
        gc.freeze()  # shared with every fork, as long as nobody looks through it
        while True:
            number, source = pickle.load(tasks)  # noqa: S301 - from our own process
            send(check(checking, number, source))


def check(checking: Checking, number: int, source: Source) -> Answer:
    """What comes of one document; CatalogueError for a broken package of rules."""
    try:
        report: Report = run(checking.job(source))
    except InternalError as error:
        return Answer(number, None, _defect(str(error)))
    return Answer(number, report.documents[0])


def _defect(message: str) -> str:
    """An error of ours in one line: what it is, and the last place that it names."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    places = [line.partition(", in ")[0] for line in lines if line.startswith('File "')]
    what = f"a defect of this program, please report it: {lines[-1] if lines else 'unknown'}"
    return f"{what} ({places[-1]})" if places else what


def _obey() -> None:
    """Leave interrupts to the program itself, and end when it says so.

    Ending is an exception, so that the worker in hand is ended too.
    """

    def leave(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit

    handlers: dict[int, Callable[[int, FrameType | None], Any] | signal.Handlers] = {
        signal.SIGINT: signal.SIG_IGN,
        signal.SIGTERM: leave,
    }
    signal.set_wakeup_fd(-1)
    for name, handler in handlers.items():
        signal.signal(name, handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, handlers)
