"""Where a report goes: a file, or standard output in its own encoding and with its look.

Not here: what is written (`derivation.report`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias

from derivation.errors import UsageError
from derivation.report.page import Look

_WIDEST, _NARROWEST = 100, 40


Write: TypeAlias = Callable[[str], None]
"""Takes the next piece of a report."""


def look(output: str | None, colour: str) -> Look:
    """The look of a report: colour only where a terminal shows it and nobody minds."""
    from shutil import get_terminal_size

    terminal = output is None and sys.stdout.isatty()
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    coloured = colour == "always" or (colour == "auto" and bool(wanted))
    columns = get_terminal_size((80, 24)).columns if terminal else 80
    width = max(_NARROWEST, min(columns, _WIDEST))
    return Look(width, coloured, output is None and not _shows_mathematics(sys.stdout))


def _shows_mathematics(stream: TextIO) -> bool:
    """Whether the stream's encoding has the characters that formulas need."""
    try:
        "✓≔✗θ∂ᵀ²₁·−≠≤⟦⟧…".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextmanager
def writing(path: str | None) -> Iterator[Write]:
    """What writes to a file as UTF-8, or to standard output. UsageError if it cannot."""
    if path is None:
        yield _to_standard_output
        return
    try:
        file = Path(path).open("wb")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from None

    def put(text: str) -> None:
        try:
            file.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise _unwritable(path, error) from None

    try:
        yield put
    finally:
        try:
            file.close()
        except OSError as error:  # a full disk is noticed here
            raise _unwritable(path, error) from None


def _unwritable(path: str, error: Exception) -> UsageError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UsageError(f"--output {path} cannot be written: {reason}")


def write(text: str, path: str | None) -> None:
    """Write a whole text. UsageError if it cannot be."""
    with writing(path) as put:
        put(text)


def complain(message: str) -> None:
    """A sentence on standard error."""
    encoding = sys.stderr.encoding or "ascii"
    text = f"verify-derivation: {message}\n"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))


def _to_standard_output(text: str) -> None:
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stdout.flush()
