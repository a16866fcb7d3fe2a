"""`[tool.verify-derivation]` in `pyproject.toml`, or the same in `.verify-derivation.toml`.

Here: finding the file, checking it, and its settings as data. Not here: what the command
does with them, or with its own options, which win over these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivation.errors import UsageError
from derivation.report.failing import parse_fail_on

OWN, SHARED = ".verify-derivation.toml", "pyproject.toml"
"""The files that may hold the configuration; where both do, the first one counts."""

TABLE = "tool.verify-derivation"

LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration says; None or empty is nothing.

    Paths are as they are found from the current directory; `excludes` are patterns
    relative to `folder`, where the file stands.
    """

    file: str = ""
    folder: str = "."
    paths: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    macros: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    fail_on: frozenset[str] | None = None


def find(start: Path) -> Configuration:
    """The nearest configuration from a folder up to the root of its repository.

    UsageError, with file, line and key, for one that is not right.
    """
    here = start.absolute()
    for folder in (here, *here.parents):
        for name in (OWN, SHARED):
            found = _table(folder / name, name)
            if found is not None:
                return _checked(folder / name, *found)
        if (folder / ".git").exists():
            break
    return Configuration()


def _table(path: Path, name: str) -> tuple[Mapping[str, Any], str] | None:
    """The table of settings in a file with the file's text; None if there is none."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UsageError(f"{path}: this is too large for a configuration")
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8 text") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    if name == SHARED and "verify-derivation" not in text:
        return None  # somebody else's, and not ours to judge
    import tomllib

    try:
        data: Mapping[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: this is no TOML: {error}") from None
    if name == OWN and "tool" not in data:
        return data, text
    tools = data.get("tool", {})
    if not isinstance(tools, dict) or "verify-derivation" not in tools:
        return None
    table = tools["verify-derivation"]
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [{TABLE}] is not a table")
    return table, text


def _checked(path: Path, table: Mapping[str, Any], text: str) -> Configuration:
    """The settings in a table, every key of which is known and of the right kind."""
    settings: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}:{_line_of(key, text)}: "
        read = KEYS.get(key)
        if read is None:
            raise UsageError(f"{where}{key!r} is no key of [{TABLE}]; {_keys(key)}")
        try:
            settings[key.replace("-", "_")] = read(value)
        except UsageError as error:
            raise UsageError(f"{where}{key}: {error}") from None
    for key in ("paths", "macros"):
        if key in settings:
            settings[key] = tuple(_from(path.parent, each) for each in settings[key])
    return Configuration(str(path), str(path.parent), **settings)


def _from(folder: Path, path: str) -> str:
    """A path of the configuration as it is found from here: relative where that is short."""
    whole = folder / path
    try:
        return str(whole.relative_to(Path.cwd()))
    except ValueError:
        return str(whole)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UsageError("a list of strings is expected")
    texts = tuple(each.strip() for each in value)
    if not all(texts) or any("\0" in each for each in texts):
        raise UsageError("one of the strings is empty, or holds a null character")
    return texts


def _verdicts(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return parse_fail_on(value)
    if value == []:
        return frozenset()
    return parse_fail_on(",".join(_strings(value)))


KEYS: Mapping[str, Callable[[object], object]] = {
    "paths": _strings,
    "excludes": _strings,
    "macros": _strings,
    "assumptions": _strings,
    "fail-on": _verdicts,
}
"""The keys, each with what reads its value (UsageError for a wrong one)."""


def _keys(wrong: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wrong, KEYS, 1, 0.6)
    hint = f"is {close[0]!r} meant? " if close else ""
    return f"{hint}its keys are {', '.join(KEYS)}"


def _line_of(key: str, text: str) -> int:
    """The line on which a key is given, as well as it can be found; else the first."""
    table = re.search(rf"^\s*\[\s*{re.escape(TABLE)}\s*\]", text, re.MULTILINE)
    start = table.end() if table else 0
    quoted = re.escape(key)
    given = re.compile(rf"^[ \t]*(?:{quoted}|\"{quoted}\"|'{quoted}')[ \t]*[=.]", re.MULTILINE)
    found = given.search(text, start)
    return text.count("\n", 0, found.start() if found else start) + 1
