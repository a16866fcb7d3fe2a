"""Ending what takes too long, by the alarm of the operating system."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class TooLongError(Exception):
    """A call took longer than it may."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooLongError inside after so many seconds by the clock."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
