"""What the program is: its own sources, the rules, the libraries that it computes with.

Two states of the program that could differ in a verdict have different stamps: a
developer's checkout never answers from what another state of it found.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("sympy", "mpmath", "python-flint", "markdown-it-py", "mdit-py-plugins", "pyyaml")
"""The distributions that a report may depend on."""

_SETTINGS = ("SYMPY_", "PYTHONHASHSEED")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A hash of everything the program consists of, and how its files looked then.

    `files` pairs every source file with its size and times; `unchanged` compares them,
    which takes no reading.
    """

    digest: str
    packages: tuple[str, ...]
    files: tuple[tuple[str, int, int, int], ...]

    def unchanged(self) -> bool:
        """Whether the sources are still the files that were hashed."""
        try:
            return self.files == tuple(map(_look, _sources(self.packages)))
        except OSError:
            return False


def stamp(rules: str) -> Stamp | None:
    """The stamp of this program with a package of rules; None where it has no files.

    A program in an archive, or one that changes while it is read, has none.
    """
    packages = ("derivation", rules)
    try:
        before = tuple(map(_look, _sources(packages)))
        digest = hashlib.sha256("\0".join(_surroundings()).encode())
        for path, *_ in before:
            content = Path(path).read_bytes()
            digest.update(f"\0{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            digest.update(content)
    except OSError:
        return None
    found = Stamp(digest.hexdigest(), packages, before)
    return found if before and found.unchanged() else None


def _surroundings() -> Iterator[str]:
    """What a verdict may depend on besides the sources."""
    yield from (sys.version, sys.implementation.cache_tag or "", platform.machine())
    yield from libraries()
    for name in sorted(os.environ):
        if name.startswith(_SETTINGS):
            yield f"{name}={os.environ[name]!r}"


def libraries() -> Iterator[str]:
    """The installed versions, as the folders of their metadata are named.

    `importlib.metadata` says the same; importing it takes longer than all the rest.
    """
    ours = tuple(f"{name.replace('-', '_')}_" for name in LIBRARIES)
    for place in sys.path:
        try:
            names = sorted(os.listdir(place or os.curdir))
        except OSError:
            continue
        for name in names:
            if name.lower().replace("-", "_").startswith(ours) and name.endswith(
                (".dist-info", ".egg-info")
            ):
                yield f"{place}/{name}"


def _sources(packages: tuple[str, ...]) -> Iterator[str]:
    """Every file of the packages, in a fixed order, what Python compiled left out."""
    for package in packages:
        spec = find_spec(package)
        for root in sorted((spec and spec.submodule_search_locations) or ()):
            yield from _below(root)


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            if entry.name != "__pycache__" and not entry.name.startswith("."):
                yield from _below(entry.path)
        elif entry.is_file() and not entry.name.endswith((".pyc", "~")):
            yield entry.path


def _look(path: str) -> tuple[str, int, int, int]:
    status = os.stat(path)
    return path, status.st_size, status.st_mtime_ns, status.st_ino
