"""How far a long run is, on a terminal; nothing anywhere else.

The bar appears after a while only, and rich is imported only then: a run that is over in
a moment shows nothing, and pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")

AFTER = 1.0
"""Seconds after which a run is long."""

EVERY = 0.1
"""Seconds between two looks of the bar."""


class ProgressBar:
    """Documents done, out of how many; `count` is asked when the bar first appears."""

    def __init__(self, stream: TextIO, count: Callable[[], int], *, shown: bool) -> None:
        self._stream = stream
        self._count = count
        self._shown = shown
        self._began = monotonic()
        self._last = 0.0
        self._done = 0
        self._bar: tuple[Progress, TaskID] | None = None

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """The items, each counted as a document that is done."""
        for item in items:
            self._done += 1
            self.refresh()
            yield item
        self.close()  # before a report comes

    def refresh(self) -> None:
        """Show how far it is, if that is to be shown and some time has passed."""
        now = monotonic()
        if not self._shown or now - self._began < AFTER or now - self._last < EVERY:
            return
        self._last = now
        if self._bar is None:
            self._bar = self._appear()
        progress, task = self._bar
        progress.update(task, completed=self._done, refresh=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar[0].stop()
        self._bar, self._shown = None, False

    def _appear(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        progress = Progress(
            "{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=self._stream),
            auto_refresh=False,  # no thread: this process forks
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        progress.start()
        return progress, progress.add_task("documents", total=self._count())
