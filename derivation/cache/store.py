"""The files of the cache: found, checked, written whole or not at all, kept few.

A file holds a hash of its content; one that is damaged, half written, of another user
or unreadable counts as not there, and is written anew where that is possible. Nothing
here raises for the state of a disk: without a cache everything is merely computed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from derivation.cache.codec import CodecError, decode, encode
from derivation.verdict import DocumentReport

CAPACITY = 256 << 20
"""Bytes that the cache may take; beyond them the files longest unused go."""

LARGEST = 64 << 20
"""Bytes that one file may take; a larger report is not kept."""


class Store:
    """Reports in a directory, by their keys."""

    def __init__(self, directory: str, capacity: int = CAPACITY) -> None:
        self._directory = Path(directory)
        self._capacity = capacity
        self._written = 0
        self._usable = True

    def find(self, key: str) -> DocumentReport | None:
        """The report kept under a key, None if there is none that is whole."""
        try:
            with self._path(key).open("rb") as file:
                if not _is_ours(os.fstat(file.fileno())):
                    return None
                checksum, _, content = file.read(LARGEST + 1).partition(b"\n")
        except (OSError, ValueError):
            return None
        if checksum.decode("ascii", "replace") != _checksum(key, content):
            return None
        try:
            report = decode(json.loads(content))
        except (ValueError, RecursionError, CodecError):
            return None
        with contextlib.suppress(OSError):
            os.utime(self._path(key))  # it was of use: what is not goes first
        return report

    def keep(self, key: str, report: DocumentReport) -> None:
        """Keep a report, unless it ran out of limits, or there is nowhere to keep it.

        What ran out might not do so the next time, on another machine.
        """
        if not self._usable or not report.within_limits:
            return
        try:
            content = json.dumps(encode(report), separators=(",", ":")).encode("ascii")
        except (CodecError, ValueError, RecursionError):
            return
        if len(content) >= LARGEST - 100:
            return
        try:
            self._write(key, f"{_checksum(key, content)}\n".encode() + content)
        except OSError:
            self._usable = False  # a full or closed disk: not tried for every document
            return
        self._written += len(content)
        if self._written > self._capacity // 8:
            self.tidy()

    def tidy(self) -> None:
        """Remove what was not used for longest, so that the capacity holds."""
        self._written = 0
        found: list[tuple[float, int, str]] = []
        with contextlib.suppress(OSError):
            for folder, _, names in os.walk(self._directory):
                for name in names:
                    path = os.path.join(folder, name)
                    with contextlib.suppress(OSError):
                        status = os.stat(path, follow_symlinks=False)
                        found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._capacity:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                total -= size

    def close(self) -> None:
        """The end of a run: the capacity is seen to, if anything was written."""
        if self._written:
            self.tidy()

    def _path(self, key: str) -> Path:
        return self._directory / key[:2] / key[2:]

    def _write(self, key: str, content: bytes) -> None:
        """Write a file under another name first: nobody ever sees half of it."""
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(os.stat(path.parent)):
            raise PermissionError(path)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(name, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise


def default_directory() -> str:
    """Where a user's caches are on this system, in a folder of this program's own."""
    from platformdirs import user_cache_dir

    return user_cache_dir("verify-derivation", appauthor=False)


def _is_ours(status: os.stat_result) -> bool:
    """Whether a file belongs to who runs this: nobody else's is believed."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _checksum(key: str, content: bytes) -> str:
    """A hash of key and content: a file under another file's name is not believed."""
    return hashlib.sha256(key.encode() + b"\0" + content).hexdigest()
