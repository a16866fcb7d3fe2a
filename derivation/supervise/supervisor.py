"""Checking under hard limits: a process of its own does the work and may die of it.

The supervisor reads what the worker tells it. When the worker dies in a task (its time
or memory is up, or a library gave up on it), the task is what the budget did not
suffice for; another worker, told so and told every result so far, goes on from there.

Where a worker comes from: `fork` where the system has it and the caller is the main
thread; else a fresh interpreter, which takes a second to start; and where neither is to
be had, as on Windows, the work is done here, with only the soft limits of the
arithmetic. The supervisor itself needs none of the engine: a command that has not
imported it leaves that to the worker, so that nothing has to be shared and copied.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Any, BinaryIO

from derivation.errors import CatalogueError, InternalError
from derivation.limits import Exhausted, seconds_text, size_text
from derivation.monitor import Task, unread
from derivation.supervise.worker import (
    OUT_OF_MEMORY,
    WAITING,
    Begun,
    Done,
    Ended,
    Failed,
    Finished,
    Job,
    detach,
    import_engine,
    patience,
    work,
)
from derivation.verdict import DocumentReport, Report


@dataclass
class Worker:
    """A running worker: its messages, and its exit code (minus the signal) at the end."""

    messages: BinaryIO
    end: Callable[[], int | None]


Start = Callable[[Job], AbstractContextManager[Worker]]
"""Starts a worker, which is gone when the context is left, however that comes about."""


def run(job: Job, start: Start | None = None) -> Any:
    """What the job's `finish` makes of the report (the report, if there is none).

    CatalogueError for a broken package of rules; InternalError for a defect of this
    program, whatever the documents hold. Without any limit there is nothing to
    supervise, and the work is done here.
    """
    start = start or _start(job)
    if start is None:
        return _here(job)
    return _Supervisor(job, start).run()


def _start(job: Job) -> Start | None:
    """How a worker can be started here; None if it cannot, or need not."""
    limits = job.limits
    if not job.sources or (limits.seconds is None and limits.memory is None):
        return None
    if not hasattr(os, "fork") or not hasattr(signal, "setitimer"):
        return None
    if can_fork():
        return forked
    return fresh if sys.executable and job.finish is None else None


def can_fork() -> bool:
    """Whether this process may fork: the system can, and no other thread asks for it."""
    in_main = threading.current_thread() is threading.main_thread()
    return hasattr(os, "fork") and in_main


def _here(job: Job) -> Any:
    import_engine(job.rules)
    from derivation.catalogue import load_catalogue
    from derivation.check import verify_source

    catalogue = load_catalogue(job.rules)
    documents = (
        verify_source(
            source,
            catalogue,
            job.goal,
            certificates=job.certificates,
            assumptions=job.assumptions,
        )
        for source in job.sources
    )
    report = Report(tuple(documents))
    return job.finish(report) if job.finish else report


@dataclass
class _Supervisor:
    """The state of a run: what is done, and what is known of the document in hand."""

    job: Job
    start: Start
    done: list[DocumentReport] = field(default_factory=list)
    known: dict[Task, Any] = field(default_factory=dict)
    spent: dict[Task, Exhausted] = field(default_factory=dict)
    again: set[Task] = field(default_factory=set)
    finished: bool = False
    result: Any = None

    def run(self) -> Any:
        """Start workers until everything is done."""
        self._with_a_worker()
        while not self.finished:
            if self.start is forked:
                import_engine(self.job.rules)  # once, for all the workers to come
            self._with_a_worker()
        return self.result if self.job.finish else Report(tuple(self.done))

    def _with_a_worker(self) -> None:
        done = tuple(self.done)
        job = replace(self.job, done=done, known=self.known, spent=self.spent)
        with self.start(job) as worker:
            self._follow(worker)

    def _follow(self, worker: Worker) -> None:
        """Take down what a worker tells, and what its death means."""
        task: Task | None = None
        ended = 0
        began = perf_counter()
        for message in _messages(worker.messages):
            match message:
                case Begun(task=task):
                    began = perf_counter()
                case Ended(task=over, result=result):
                    ended, task = ended + 1, None
                    if result is not None:
                        self.known[over] = result
                case Done(report=report):
                    self._next(report)
                case Finished(result=result):
                    self.finished, self.result = True, result
                case Failed(message=text, of_catalogue=True):
                    raise CatalogueError(text)
                case Failed(message=text):
                    raise InternalError(f"a defect of this program:\n{text}")
        if not self.finished:
            if len(self.done) == len(self.job.sources):
                raise InternalError(f"writing the report ended with code {worker.end()}")
            cause = self._cause(worker.end(), task, perf_counter() - began)
            self._bury(task, cause, first=ended == 0)

    def _next(self, report: DocumentReport) -> None:
        self.done.append(report)
        self.known, self.spent, self.again = {}, {}, set()

    def _bury(self, task: Task | None, cause: Exhausted, *, first: bool) -> None:
        """A worker died in a task; the work goes on without that task.

        Memory may have been used up by the tasks before it: then it is tried again, by
        a worker that begins with it.
        """
        if task is None:
            self._next(unread(self.job.sources[len(self.done)], cause))
        elif not first and cause.of_memory and task not in self.again:
            self.again.add(task)
        else:
            self.spent[task] = cause

    def _cause(self, code: int | None, task: Task | None, seconds: float) -> Exhausted:
        """What an exit code says of the reason for a worker's death in a task."""
        limits = self.job.limits
        if code in (-signal.SIGPROF, -signal.SIGALRM) and limits.seconds is not None:
            time = limits.seconds * patience(task, self.job.sources[len(self.done)])
            if code == -signal.SIGALRM:
                return Exhausted(
                    f"more than {seconds_text(time * WAITING)}, waiting", seconds, hard=True
                )
            return Exhausted(f"more than {seconds_text(time)}", seconds, hard=True)
        if code in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
            # A library's allocator aborts; the system kills.
            size = f"{size_text(limits.memory)} of memory" if limits.memory else "all memory"
            return Exhausted(f"more than {size}", seconds, of_memory=True, hard=True)
        ended = f"signal {-code}" if code is not None and code < 0 else f"code {code}"
        return Exhausted(
            f"more than a library can do (it ended with {ended})", seconds, hard=True
        )


def _messages(pipe: BinaryIO) -> Iterator[object]:
    """The messages of a worker until it ends, the last one perhaps broken off."""
    while True:
        try:
            yield pickle.load(pipe)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError):
            return


@contextmanager
def forked(job: Job) -> Iterator[Worker]:
    """A worker that is a copy of this process; it starts in a few milliseconds."""
    reading, writing = os.pipe()
    process = fork()
    if process == 0:
        code = 1
        try:
            os.close(reading)
            detach()
            with os.fdopen(writing, "wb") as pipe:
                code = work(job, pipe)
        finally:
            os._exit(code)  # no cleaning up: all that is here belongs to the parent
    os.close(writing)
    codes: list[int | None] = []

    def end() -> int | None:
        if not codes:
            codes.append(wait_for(process))
        return codes[0]

    try:
        with os.fdopen(reading, "rb") as messages:
            yield Worker(messages, end)
    finally:
        if not codes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            end()


def fork() -> int:
    """The process that goes on twice: 0 in the child, its number in the parent."""
    with warnings.catch_warnings():
        # Python warns where other threads run. The worker needs none of their locks,
        # and one that hangs all the same is ended by its timers.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def wait_for(process: int) -> int | None:
    """The exit code of a child, negative for a signal; None if another reaped it."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    except ChildProcessError:
        return None


@contextmanager
def fresh(job: Job) -> Iterator[Worker]:
    """A worker that is an interpreter of its own, safe where other threads run."""
    import subprocess  # only here: it would take its time in every run

    program = "from derivation.supervise.worker import serve; serve()"
    path = os.pathsep.join(entry for entry in sys.path if entry)
    with subprocess.Popen(  # noqa: S603 - this program's own interpreter and code
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        try:
            if process.stdin is None or process.stdout is None:
                raise InternalError("a worker without pipes")
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(pickle.dumps(job))
                process.stdin.close()
            messages: Any = process.stdout
            yield Worker(messages, process.wait)
        finally:
            process.kill()
