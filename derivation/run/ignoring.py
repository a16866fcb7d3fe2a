"""What git ignores: `.gitignore` in every folder, `.git/info/exclude`, and own excludes.

Here: which of these files counts for a path, and in which order. The patterns themselves
are pathspec's. Not here: walking (`selection`); git's global excludes, which belong to
a user and not to a repository.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pathspec import PathSpec, Pattern

from derivation.errors import UsageError

LARGEST = 1 << 20
"""Bytes up to which a file of patterns is read; a larger one is none."""


class Ignoring:
    """Which paths are left out, with the files of patterns read as they are met.

    `excludes` are further patterns, relative to `root` (the current directory where
    none is given). UsageError where one is no pattern.
    """

    def __init__(self, excludes: Sequence[str] = (), root: str | None = None) -> None:
        self._root = os.path.abspath(root or os.curdir)
        self._excludes = _excluding(excludes) if excludes else None
        self._read = lru_cache(maxsize=1024)(_read)  # a run sees one state of each file
        self._folder = ""
        self._rules: tuple[tuple[str, _Patterns], ...] = ()
        self._above_all: str | None = None

    def begin_at(self, folder: str) -> None:
        """Go on from a folder that was named: what ignores it as a whole does not count."""
        here = os.path.abspath(folder)
        self._folder, self._above_all = "", None
        if self.ignores(os.path.dirname(here), os.path.basename(here), True):
            self._folder, self._above_all = "", here

    def ignores(self, folder: str, name: str, is_directory: bool) -> bool:
        """Whether an entry of a folder is ignored, its folder not being so."""
        here = os.path.abspath(folder)
        if here != self._folder:
            # Kept a folder at a time: a hundred thousand of them are walked in turn.
            self._folder, self._rules = here, self._find_rules(here)
        path = os.path.join(here, name)
        if self._excludes and self._excludes.say(self._root, path, is_directory):
            return True
        # The last file that says anything decides: the one nearest to the path.
        for base, patterns in self._rules:
            said = patterns.say(base, path, is_directory)
            if said is not None:
                return said
        return False

    def _find_rules(self, folder: str) -> tuple[tuple[str, _Patterns], ...]:
        """The patterns that count in a folder, the nearest first.

        They end at the repository's root; outside of any, each `.gitignore` from the
        folder up to the file system's root would be a stranger's, so that none counts.
        """
        found = []
        for base in (folder, *map(str, Path(folder).parents)):
            found.append((base, self._read(os.path.join(base, ".gitignore"))))
            if base == self._above_all:
                break
            git = os.path.join(base, ".git")
            if os.path.exists(git):
                found.append((base, self._read(os.path.join(git, "info", "exclude"))))
                break
        else:
            return ()
        return tuple((base, each) for base, each in found if each is not None)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns as two matchers: what ends in a slash is about directories alone.

    For both the last pattern that matches decides, as it does for git, which never
    looks into a directory that is ignored.
    """

    files: PathSpec[Pattern]
    folders: PathSpec[Pattern]

    @staticmethod
    def of(lines: Sequence[str]) -> _Patterns:
        """The matchers of some lines; ValueError where one is no pattern."""
        for_files = [line for line in lines if not line.rstrip().endswith("/")]
        return _Patterns(
            PathSpec.from_lines("gitignore", for_files),
            PathSpec.from_lines("gitignore", lines),
        )

    def say(self, base: str, path: str, is_directory: bool) -> bool | None:
        """What they say of a path below a base: ignored, not ignored, or nothing."""
        relative = os.path.relpath(path, base).replace(os.sep, "/")
        if relative == "." or relative.startswith("../"):
            return None
        if is_directory:
            return self.folders.check_file(relative + "/").include
        return self.files.check_file(relative).include


def _read(path: str) -> _Patterns | None:
    """The patterns in a file; None where there is no such file that can be read."""
    try:
        with open(path, "rb") as file:
            text = file.read(LARGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return None
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if _is_pattern(line)]
    return _Patterns.of(lines) if lines else None


def _is_pattern(line: str) -> bool:
    """Whether git, too, would make something of a line; it passes over what it cannot."""
    try:
        PathSpec.from_lines("gitignore", [line])
    except ValueError:
        return False
    return bool(line.strip())


def _excluding(lines: Sequence[str]) -> _Patterns:
    try:
        return _Patterns.of(lines)
    except ValueError as error:
        raise UsageError(f"an exclude is no pattern: {error}") from None
