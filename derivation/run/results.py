"""The reports on documents, in their order, from the cache or computed in a pool.

However many processes there are, results come in the order of the documents, and no more
of them wait than a fixed number: memory does not depend on how many documents there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from derivation.cache.key import key_of
from derivation.cache.stamp import Stamp, stamp
from derivation.cache.store import Store
from derivation.errors import SourceError
from derivation.model import Source
from derivation.read.files import load
from derivation.run.checking import Checking
from derivation.run.interrupts import Interrupts
from derivation.run.pool import Answer, Pool, check
from derivation.run.selection import Selected
from derivation.supervise.supervisor import can_fork
from derivation.verdict import DocumentReport

WAITING_FOR_EACH = 32
"""Results that may wait for an earlier one, for every process."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a path: a report, or what is wrong with it."""

    path: str
    report: DocumentReport | None = None
    problem: str = ""


class Memory:
    """The cache as a run sees it: by documents, for one way of checking them."""

    def __init__(self, store: Store | None, checking: Checking) -> None:
        self._store = store
        self._checking = checking
        self._stamp: Stamp | None = stamp(checking.rules) if store else None

    def find(self, source: Source) -> DocumentReport | None:
        """The report on exactly this document, checked in exactly this way."""
        if self._store is None or self._stamp is None:
            return None
        return self._store.find(key_of(source, self._checking.data(), self._stamp))

    def keep(self, source: Source, report: DocumentReport) -> None:
        """Keep a report that was just computed, unless the program changed meanwhile."""
        if self._store is None or self._stamp is None:
            return
        if not self._stamp.unchanged():
            self._stamp = None
            return
        self._store.keep(key_of(source, self._checking.data(), self._stamp), report)

    def close(self) -> None:
        """The end of a run."""
        if self._store is not None:
            self._store.close()


@dataclass
class Run:
    """A run over documents; iterate over `results`.

    Where an interrupt is asked for, the run ends with what is done, and `stopped` is true;
    `open` reads a document (SourceError where it cannot); `waiting` is called now and then
    while nothing comes.
    """

    checking: Checking
    memory: Memory
    jobs: int
    interrupts: Interrupts
    open: Callable[[str], Source] = load
    waiting: Callable[[], object] = lambda: None
    stopped: bool = False
    _ready: dict[int, Result] = field(default_factory=dict)
    _next: int = 0
    _in_hand: dict[int, Source] = field(default_factory=dict)
    _queue: list[tuple[int, Source]] = field(default_factory=list)

    def results(self, documents: Iterable[Selected]) -> Iterator[Result]:
        """What came of every document, in order. CatalogueError for broken rules."""
        room = WAITING_FOR_EACH * max(self.jobs, 1)
        with Pool(self.checking, self.jobs) as pool:
            for number, selected in enumerate(documents):
                self._take(number, selected)
                # One document needs no pool; it waits to see whether there is another.
                if pool.busy or len(self._queue) > 1 or len(self._ready) > room:
                    self._hand_over(pool)
                yield from self._in_order()
                while pool.busy and len(self._ready) > room and self._continues():
                    self._collect(pool)
                    yield from self._in_order()
                if not self._continues():
                    break
            if not pool.busy and self._continues():
                self._check_here()
            self._hand_over(pool)
            while pool.busy and self._continues():
                self._collect(pool)
                yield from self._in_order()
        for number in sorted(self._ready):  # in an interrupted run, some are missing
            yield self._ready.pop(number)

    def _continues(self) -> bool:
        self.stopped = self.stopped or self.interrupts.asked
        return not self.stopped

    def _take(self, number: int, selected: Selected) -> None:
        """Read a document; look it up, or put it where it is checked."""
        problem = selected.problem
        if problem is None:
            try:
                source = self.open(selected.path)
            except SourceError as error:
                problem = str(error)
        if problem is not None:
            self._ready[number] = Result(selected.path, problem=problem)
            return
        known = self.memory.find(source)
        if known is not None:
            self._ready[number] = Result(source.path, known)
            return
        self._queue.append((number, source))
        if not can_fork():
            self._check_here()

    def _hand_over(self, pool: Pool) -> None:
        """Give what is queued to the pool, as soon as it has room."""
        while self._queue and self._continues():
            if pool.full:
                self._collect(pool)
                continue
            number, source = self._queue.pop(0)
            self._in_hand[number] = source
            pool.submit(number, source)

    def _check_here(self) -> None:
        """Check what is queued without a pool."""
        for number, source in self._queue:
            self._in_hand[number] = source
            try:
                with self.interrupts.at_once():
                    answer = check(self.checking, number, source)
            except KeyboardInterrupt:
                self.stopped = True
                break
            self._note(answer)
        self._queue.clear()

    def _collect(self, pool: Pool) -> None:
        answers = pool.wait()
        for answer in answers:
            self._note(answer)
        if not answers:
            self.waiting()

    def _note(self, answer: Answer) -> None:
        source = self._in_hand.pop(answer.number)
        if answer.report is None:
            problem = f"{source.path}: {answer.defect}"
            self._ready[answer.number] = Result(source.path, problem=problem)
            return
        self.memory.keep(source, answer.report)
        self._ready[answer.number] = Result(source.path, answer.report)

    def _in_order(self) -> Iterator[Result]:
        while self._next in self._ready:
            self._next += 1
            yield self._ready.pop(self._next - 1)
