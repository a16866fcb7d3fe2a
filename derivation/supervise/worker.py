"""The process that checks documents under hard limits and tells its supervisor of it.

It sends messages through a pipe: a task begins, a task has ended (with its result where
that is to be kept), a document is done. Its limits are the system's: a timer that ends
the process where a task takes too long, even inside a library written in C, and a limit
on its address space. The timer counts the process's own time, so that no verdict depends
on what else the machine does; a second one, by the clock, is there for what only waits.
A process that has run out of memory is not to be trusted with more work: it ends, and the
supervisor starts another one.

Not here: starting and replacing it (`supervisor`).
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeVar

from derivation.errors import CatalogueError
from derivation.limits import Exhausted, Limits
from derivation.model import Source
from derivation.monitor import WHOLE, Task, within_soft_limits
from derivation.verdict import DocumentReport, Report

OUT_OF_MEMORY, TOLD, FORSAKEN = 81, 82, 83
"""Exit codes: an allocation failed; an error was sent; nobody listens any more."""

CHARACTERS_A_LIMIT = 100_000
"""A whole document may take the limit once more for every so many characters."""

MOST_PATIENCE = 12
"""But no more often than this: a document of 50 MB has its answer within minutes."""

WAITING = 12
"""By the clock a task may take this many times its limit, on a machine that is busy."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Begun:
    """The task begins."""

    task: Task


@dataclass(frozen=True, slots=True)
class Ended:
    """The task has ended; `result` is what a kept task gave, else None."""

    task: Task
    result: Any = None


@dataclass(frozen=True, slots=True)
class Done:
    """A document is done: its report."""

    report: DocumentReport


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything is done: what was made of the whole report."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """An error ends the run: a broken catalogue's message, or a defect's traceback."""

    message: str
    of_catalogue: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done, and what is known of it already.

    `rules` is the package of rules; `done` the reports on the first sources; `known` are
    results for the next source that an earlier worker kept, `spent` its tasks that
    brought one down, and how; `finish` makes of the report what the caller wants;
    `certificates`: whether proofs are written down; `assumptions`: what holds in every
    document though none says it.
    """

    sources: tuple[Source, ...]
    rules: str
    goal: str | None
    limits: Limits
    finish: Callable[[Report], Any] | None = None
    certificates: bool = False
    assumptions: tuple[str, ...] = ()
    done: tuple[DocumentReport, ...] = ()
    known: Mapping[Task, Any] = field(default_factory=dict)
    spent: Mapping[Task, Exhausted] = field(default_factory=dict)


class Reporting:
    """The monitor of a supervised process, for one document."""

    def __init__(self, job: Job, source: Source, send: Callable[[object], None]) -> None:
        self._limits = job.limits
        self._source = source
        self._known = job.known
        self._spent = job.spent
        self._send = send

    def attempt(
        self, task: Task, compute: Callable[[], T], *, kept: bool = False
    ) -> T | Exhausted:
        """What `compute` gives or gave before, or what it used up."""
        if task in self._spent:
            return self._spent[task]
        if task in self._known:
            found: T | Exhausted = self._known[task]
            return found
        self._send(Begun(task))
        _set_timers(self._limits, patience(task, self._source))
        result = within_soft_limits(compute)
        self._send(Ended(task, result if kept else None))
        _set_timers(self._limits, patience(None, self._source))
        return result


def patience(task: Task | None, source: Source) -> int:
    """How many times the limit on time a task may take; None is what lies between tasks."""
    if task is not None and task[0] not in WHOLE:
        return 1
    return min(1 + len(source.text) // CHARACTERS_A_LIMIT, MOST_PATIENCE)


def import_engine(rules: str) -> None:
    """Import the engine, SymPy with it, and the rules, without looking for garbage.

    Nothing that is imported becomes garbage, and looking for it takes a tenth of the
    time. CatalogueError for a broken package of rules.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        import derivation.check  # noqa: F401 - for its effect on the next imports
        from derivation.catalogue import load_catalogue

        load_catalogue(rules)
    finally:
        if enabled:
            gc.enable()


def work(job: Job, pipe: BinaryIO) -> int:
    """Do the job, telling of it through the pipe; the exit code of the process."""

    def send(message: object) -> None:
        pickle.dump(message, pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()

    try:
        import_engine(job.rules)
        gc.freeze()  # what is there stays: no looking through it, and so no copying of it
        _limit_memory(job.limits)
        reports = _documents(job, send)
        _lift(job.limits)
        send(Finished(job.finish(Report(reports)) if job.finish else None))
    except MemoryError:
        return OUT_OF_MEMORY
    except BrokenPipeError:
        return FORSAKEN
    except CatalogueError as error:
        send(Failed(str(error), of_catalogue=True))
        return TOLD
    except BaseException:  # told to the supervisor, which raises it
        import traceback

        with contextlib.suppress(OSError):
            send(Failed(traceback.format_exc()))
        return TOLD
    return 0


def _documents(job: Job, send: Callable[[object], None]) -> tuple[DocumentReport, ...]:
    from derivation.catalogue import load_catalogue
    from derivation.check import verify_source

    catalogue = load_catalogue(job.rules)
    reports = list(job.done)
    fresh = Job((), job.rules, job.goal, job.limits)
    for source in job.sources[len(reports) :]:
        monitor = Reporting(job if len(reports) == len(job.done) else fresh, source, send)
        reports.append(
            verify_source(
                source,
                catalogue,
                job.goal,
                monitor,
                certificates=job.certificates,
                assumptions=job.assumptions,
            )
        )
        send(Done(reports[-1]))
    return tuple(reports)


def detach() -> None:
    """Keep this process off the terminal, and let its timers end it.

    An interrupt from the keyboard is its supervisor's business; what libraries write
    when they abort is of no use to a reader.
    """
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    deadly = (signal.SIGTERM, signal.SIGALRM, signal.SIGPROF)
    for name in deadly:
        signal.signal(name, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, deadly)
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.set_int_max_str_digits(0)  # time is limited, digits need not be


def _set_timers(limits: Limits, times: int) -> None:
    """Let the process end when it has worked so many times the limit; 0 is never."""
    if limits.seconds is not None:
        signal.setitimer(signal.ITIMER_PROF, limits.seconds * times)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds * times * WAITING)


def _limit_memory(limits: Limits) -> None:
    """Limit the address space to what is in use now and the limit on top of it."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    used = _address_space()
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limits.memory is not None and used is not None:
            wanted = used + limits.memory
            wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _lift(limits: Limits) -> None:
    """Lift the limits: what is left to do is to write down what was found."""
    import resource

    _set_timers(limits, 0)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _address_space() -> int | None:
    """The size of this process's address space, where the system says."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def serve() -> None:
    """A fresh interpreter's whole program: a job from standard input, messages out."""
    job = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the supervisor
    with os.fdopen(os.dup(1), "wb") as pipe:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        detach()
        os._exit(work(job, pipe))
