"""Ctrl-C during a run: the first one ends it in good order, a second one at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Whether the user asked to stop; a context, in which Ctrl-C is heard this way.

    Outside of the main thread Python lets nobody listen: then it never is.
    """

    def __init__(self) -> None:
        self.asked = False
        self._at_once = False
        self._before: object = None

    def __enter__(self) -> Interrupts:
        """Begin to listen."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave Ctrl-C to whoever had it before."""
        if callable(self._before) or isinstance(self._before, signal.Handlers):
            signal.signal(signal.SIGINT, self._before)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Here the first Ctrl-C is a KeyboardInterrupt too: nobody would ask for it."""
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False

    def _hear(self, _signal: int, _frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if again or self._at_once:
            raise KeyboardInterrupt
