"""From a path to a source: bytes read and decoded, or one sentence that says why not.

Not here: what kind of document it is (`document`).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from derivation.errors import SourceError
from derivation.model import Source

MAXIMUM_BYTES = 64 * 1024 * 1024
"""How large a document may be; a larger file is data, not a document."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def load(path: str) -> Source:
    """The file at `path` as a source; `-` is standard input. SourceError if unreadable."""
    return decode(_standard_input() if path == "-" else _bytes(path), path)


def decode(data: bytes, path: str) -> Source:
    """Bytes as a source: UTF-8, a byte order mark left out. SourceError if it is not."""
    if len(data) > MAXIMUM_BYTES:
        raise SourceError(_too_large(path))
    skipped = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    try:
        return Source(path, data[skipped:].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: {_not_utf8(data, error.start + skipped)}") from None


def _not_utf8(data: bytes, place: int) -> str:
    """Where bytes are no UTF-8, and what they may be instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is UTF-16 text; it has to be saved as UTF-8"
    line = 1 + len(re.findall(rb"\r\n?|\n", data[:place]))
    sign = data[place : place + 1].decode("latin-1")
    shown = f", {sign} if this is Latin-1" if sign.isprintable() else ""
    return (
        f"this is not UTF-8 text (see line {line}, byte {place}: 0x{data[place]:02X}{shown}); "
        "it has to be saved as UTF-8"
    )


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise SourceError(f"standard input cannot be read: {_because(error)}") from None


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: this is a directory, not a file") from None
    except PermissionError:
        if Path(path).is_dir():  # how opening a directory fails on Windows
            raise SourceError(f"{path}: this is a directory, not a file") from None
        raise SourceError(f"{path}: reading this file is not permitted") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        raise SourceError(f"{path}: cannot be read: {_because(error)}") from None


def _because(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _too_large(path: str) -> str:
    return f"{path}: larger than {MAXIMUM_BYTES // 1024 // 1024} MB, which no document is"
