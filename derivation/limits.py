"""How much time and memory a step may take, and what is said when it was not enough.

Here: the limits as data, and reading them from text. Not here: how they are enforced
(`derivation.check.supervise`), or the soft limits inside the arithmetic
(`derivation.prove.decide.budget`), which stop most explosions long before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derivation.errors import UsageError

_UNITS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?", re.IGNORECASE)
_SECONDS = re.compile(r"(\d+(?:\.\d+)?)\s*s?")
_LONGEST = 1e8
_LEAST_MEMORY = 16 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one step may take; None is no limit.

    `seconds`: time of the processor; `memory`: bytes that may come on top of what the
    program has when it begins. Reading a document and deciding what its names mean run
    under the same limits, with more time for a long document.
    """

    seconds: float | None = 10.0
    memory: int | None = 2 << 30


DEFAULT_LIMITS = Limits()
"""The limits where none are given: 10 s and 2 GiB."""


@dataclass(frozen=True, slots=True)
class Exhausted:
    """What was used up: one phrase for a report, and the time that it took.

    `of_memory`: it was memory, to which earlier work may have contributed. `hard`: time
    or memory ended it, so that another machine might come further; the soft limits of
    the arithmetic are the same everywhere.
    """

    what: str
    seconds: float = 0.0
    of_memory: bool = False
    hard: bool = False

    @property
    def message(self) -> str:
        """The phrase as reports give it."""
        return f"out of budget: {self.what}"


def parse_seconds(text: str) -> float | None:
    """A number of seconds ("10", "0.5", "2s"), "none" for no limit; UsageError otherwise."""
    if text.strip().lower() == "none":
        return None
    match = _SECONDS.fullmatch(text.strip())
    seconds = float(match[1]) if match else 0.0
    if not 0 < seconds <= _LONGEST:
        raise UsageError(f"{text!r} is no number of seconds above 0 (or none)")
    return seconds


def parse_size(text: str) -> int | None:
    """A size ("512M", "2GiB", "1.5 G", bytes without a unit), "none" for no limit.

    UsageError for anything else, and for less than any step needs.
    """
    if text.strip().lower() == "none":
        return None
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"{text!r} is no size such as 512M or 2G (or none)")
    size = int(float(match[1]) * (1 << _UNITS[match[2].upper()]))
    if not _LEAST_MEMORY <= size < 1 << 62:
        raise UsageError(f"{text!r} is not from {size_text(_LEAST_MEMORY)} up, or too much")
    return size


def size_text(size: int) -> str:
    """A number of bytes for people: 2 GiB, 512 MiB."""
    for unit, shift in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 1 << shift:
            return f"{size / (1 << shift):.3g} {unit}"
    return f"{size} bytes"


def seconds_text(seconds: float) -> str:
    """A number of seconds for people: 10 s, 0.5 s."""
    return f"{seconds:.3g} s"
