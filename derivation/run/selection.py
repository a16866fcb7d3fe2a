"""From the paths a user names to the documents meant: files, directories and globs.

Here: which files, in which order, what is left out. Not here: what git ignores
(`derivation.run.ignoring`), reading a file (`derivation.read.files`), what kind it is
(`derivation.read.containers`).
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from derivation.read.containers import TAKEN_FROM_DIRECTORIES

if TYPE_CHECKING:
    from derivation.run.ignoring import Ignoring

_GLOB = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Selected:
    """A document that is meant, or what is wrong with a path (then `problem` says it)."""

    path: str
    problem: str | None = None


def documents(
    paths: Sequence[str], excludes: Sequence[str] = (), root: str | None = None
) -> Iterator[Selected]:
    """Every document meant, once, in a stable order.

    A file named as such is always taken. From directories, and by globs, come files
    that are neither ignored by git nor excluded: `excludes` are patterns as in a
    `.gitignore` of the folder `root` (the current directory where none is given). A
    directory or a glob without documents is a problem, and so is one that cannot be read.
    UsageError for an exclude that is no pattern.
    """
    ignoring = None
    if excludes:  # pathspec is imported only where there is something to match
        from derivation.run.ignoring import Ignoring

        ignoring = Ignoring(excludes, root)
    if len(paths) == 1:  # no file comes twice, and nothing needs to be remembered
        yield from _meant(paths[0], ignoring)
        return
    seen: set[str] = set()
    for path in paths:
        for each in _meant(path, ignoring):
            key = each.path if each.path == "-" else os.path.realpath(each.path)
            if key not in seen:
                seen.add(key)
                yield each


def _meant(path: str, given: Ignoring | None) -> Iterator[Selected]:
    if path == "-" or os.path.isfile(path):
        yield Selected(path)
    elif os.path.isdir(path):
        yield from _some(_inside(path, given), path, "in this directory")
    elif _GLOB & set(path) and not os.path.lexists(path):
        yield from _some(_matching(path, given), path, "match this pattern")
    else:
        yield Selected(path)  # reading it will say what is wrong


def _some(found: Iterator[Selected], path: str, where: str) -> Iterator[Selected]:
    """What was found; a problem if that is nothing."""
    nothing = True
    for each in found:
        nothing = False
        yield each
    if nothing:
        endings = " ".join(f"*{suffix}" for suffix in TAKEN_FROM_DIRECTORIES)
        yield Selected(path, f"{path}: no documents {where} ({endings})")


def _matching(pattern: str, given: Ignoring | None) -> Iterator[Selected]:
    """The files that a glob matches, in sorted order, and those in its directories.

    A pattern that says what a file's name ends with may take any file; one that leaves
    it open takes documents alone.
    """
    from derivation.run.ignoring import Ignoring

    ignoring = given or Ignoring()
    any_ending = pattern.endswith(("*", "?", "]"))
    for path in sorted(glob.iglob(pattern, recursive=True)):
        if _ignored(path, pattern, ignoring):
            continue
        name = os.path.basename(path)
        if os.path.isfile(path):
            if not any_ending or _is_document(name):
                yield Selected(path)
        elif os.path.isdir(path) and "**" not in pattern:
            yield from _walk(path, ignoring)


def _ignored(path: str, pattern: str, ignoring: Ignoring) -> bool:
    """Whether a path, or a folder on the way to it that the pattern left open, is ignored."""
    given = len(list(takewhile(lambda part: not _GLOB & set(part), Path(pattern).parts)))
    parts = Path(path).parts
    for end in range(given + 1, len(parts) + 1):
        folder, name = str(Path(*parts[: end - 1])), parts[end - 1]
        if ignoring.ignores(folder, name, end < len(parts) or os.path.isdir(path)):
            return True
    return False


def _inside(directory: str, given: Ignoring | None) -> Iterator[Selected]:
    """The documents under a directory."""
    from derivation.run.ignoring import Ignoring

    yield from _walk(directory, given or Ignoring())


def _walk(directory: str, ignoring: Ignoring) -> Iterator[Selected]:
    """The documents under a directory, sorted; hidden and ignored ones left out.

    Links to directories are not followed, so that there is no walking in circles; links
    to files are.
    """
    problems: list[OSError] = []
    ignoring.begin_at(directory)
    for folder, folders, names in os.walk(directory, onerror=problems.append):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not ignoring.ignores(folder, name, True)
        )
        for name in sorted(names):
            if _is_document(name) and not ignoring.ignores(folder, name, False):
                yield Selected(str(Path(folder, name)))
        yield from _unreadable(problems)
    yield from _unreadable(problems)


def _unreadable(problems: list[OSError]) -> Iterator[Selected]:
    for problem in problems:
        path = str(problem.filename)
        message = f"{path}: this directory cannot be read: {problem.strerror}"
        yield Selected(path, message)
    problems.clear()


def _is_document(name: str) -> bool:
    return name.lower().endswith(TAKEN_FROM_DIRECTORIES) and not name.startswith(".")
