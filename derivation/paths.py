"""From the paths a user names to the documents meant: files, and those in directories.

Not here: reading a file (`derivation.read.files`), what kind it is
(`derivation.read.document`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".tex", ".ipynb")
"""The endings of the files that are taken from a directory."""


def documents(paths: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Every file meant, once, in order; a directory without documents is a problem."""
    seen: set[str] = set()
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            found: list[tuple[str, str | None]] = [(path, None)]
        else:
            found = list(_inside(path))
            if not found:
                endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
                found = [(path, f"{path}: no documents in this directory ({endings})")]
        for each in found:
            if each[0] not in seen:
                seen.add(each[0])
                yield each


def _inside(directory: str) -> Iterator[tuple[str, str | None]]:
    """The documents under a directory, sorted, hidden files and directories left out."""
    problems: list[OSError] = []
    for folder, folders, files in os.walk(directory, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield str(Path(folder) / name), None
    for problem in problems:
        path = str(problem.filename)
        yield path, f"{path}: this directory cannot be read: {problem.strerror}"
