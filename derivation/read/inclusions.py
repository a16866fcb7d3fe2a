r"""The files that a document includes: `\input`, `\include`, `\subfile`, a style of its own.

Only files inside one folder are opened: that of the document, or another that is given.
What leads out of it (`..`, an absolute path, a link) is not followed. Only the macros of
these files are used (`expansion`); a chapter is verified by naming it. Not here: reading
the document itself (`files`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from derivation.errors import SourceError
from derivation.model import Inclusion, Source, Span
from derivation.read.files import decode, load

MOST_FILES = 200
"""How many files one document may include, all told."""

DEEPEST = 20
"""How deep inclusions may nest."""

MAXIMUM_BYTES = 16 * 1024 * 1024
"""How large all included files together may be."""

_QUICK = re.compile(
    r"\\(?:input|include|subfile|usepackage|RequirePackage)|%\s*!\s*T[eE]X|include"
)
_COMMAND = re.compile(
    r"""\\\\|\\%|%[ \t]*![ \t]*T[eE]X[ \t]+root[ \t]*=[ \t]*(?P<root>[^\r\n]*)|%[^\n]*
    |\\verb\*?(?P<tick>[^\w\s*])[^\n]*?(?P=tick)
    |\\(?P<style>usepackage|RequirePackage)\s*(?:\[[^\[\]]*\])?\s*\{(?P<styles>[^{}]*)\}
    |\\documentclass\[(?P<main>[^\[\],]*\.tex)\]\{subfiles\}
    |\\(?:input|include|subfile)(?![A-Za-z])\s*(?:\{(?P<braced>[^{}]*)\}|(?P<bare>[\w./-]+))
    |\{\{<\s*include\s+(?P<quarto>\S+)\s*>\}\}
    |^[ ]{0,3}[`:]{3,}\s*\{include\}[ \t]+(?P<myst>\S+)""",
    re.VERBOSE | re.MULTILINE,
)


def open_document(
    path: str, macros: Sequence[Source] = (), root: str | Path | None = None
) -> Source:
    """The document at `path` with its inclusions and with files of macros.

    SourceError where the document itself cannot be read.
    """
    return replace(with_inclusions(load(path), root), macros=tuple(macros))


def macro_files(paths: Sequence[str]) -> tuple[Source, ...]:
    """Files of macros with what they include; SourceError for one that cannot be read."""
    return tuple(with_inclusions(load(path)) for path in paths)


def with_inclusions(source: Source, root: str | Path | None = None) -> Source:
    """The source with the files that it includes, those looked for in `root` and inside.

    Without `root` that is the folder of the document. A text that is no file has none.
    """
    if source.path == "-" or not _QUICK.search(source.text):
        return source
    try:
        path = Path(source.path)
        folder = (path.parent if root is None else Path(root)).resolve()
        main = path.resolve()
    except (OSError, ValueError, RuntimeError):
        return source
    return _Search(folder).of(source, (main,))


@dataclass
class _Search:
    """The files found so far, and how many."""

    root: Path
    files: int = 0
    bytes: int = 0
    known: dict[Path, Source] = field(default_factory=dict)

    def of(self, source: Source, above: tuple[Path, ...]) -> Source:
        """The source with its inclusions; `above` are the files that lead to it."""
        found: list[Inclusion] = []
        for match in _COMMAND.finditer(source.text):
            span = Span(*match.span())
            for name, endings, silent in _names(match):
                inclusion = self._inclusion(name, endings, span, above)
                if not silent or inclusion.source is not None:
                    found.append(inclusion)
        return replace(source, inclusions=tuple(found)) if found else source

    def _inclusion(
        self, name: str, endings: tuple[str, ...], span: Span, above: tuple[Path, ...]
    ) -> Inclusion:
        if "\\" in name or "#" in name:
            return Inclusion(span, None, f"`{name}` is no name of a file.")
        if Path(name).is_absolute() or name.startswith(("~", "|")):
            return Inclusion(span, None, f"`{name}` is not looked for: it is an absolute path.")
        for ending in endings:
            try:
                path = self._place(name + ending, above)
                if path is None:
                    continue
                if not path.is_relative_to(self.root):
                    why = f"`{name}` is not opened: it lies outside the document's folder."
                    return Inclusion(span, None, why)
                if path in above:
                    why = f"`{name}` includes itself, by way of {above[-1].name}."
                    return Inclusion(span, None, why)
                return Inclusion(span, self._load(path, above))
            except (OSError, ValueError, RuntimeError, SourceError) as error:
                return Inclusion(span, None, f"`{name}` cannot be read: {_because(error)}.")
        return Inclusion(span, None, f"`{name}` is not found in the document's folder.")

    def _place(self, name: str, above: tuple[Path, ...]) -> Path | None:
        """Where a file lies: beside the main document, or beside the file that says so."""
        for folder in dict.fromkeys((above[0].parent, above[-1].parent, self.root)):
            path = (folder / name).resolve()
            if path.is_file() or not path.is_relative_to(self.root):
                return path
        return None

    def _load(self, path: Path, above: tuple[Path, ...]) -> Source:
        if path in self.known:
            return self.known[path]
        size = path.stat().st_size
        self.files += 1
        self.bytes += size
        if self.files > MOST_FILES or self.bytes > MAXIMUM_BYTES or len(above) > DEEPEST:
            raise SourceError("too many files are included, or too large ones")
        shown = path.relative_to(self.root).as_posix()
        with path.open("rb") as file:
            source = decode(file.read(size), shown)
        found = self.of(source, (*above, path))
        self.known[path] = found
        return found


def _names(match: re.Match[str]) -> list[tuple[str, tuple[str, ...], bool]]:
    """The names in a command, the endings they may lack, and whether a lack is no news."""
    groups = match.groupdict()
    if groups["styles"] is not None:
        # Most packages belong to TeX; one beside the document is the author's own.
        names = [name.strip() for name in groups["styles"].split(",")]
        return [(name, (".sty",), True) for name in names if name]
    for key in ("braced", "bare", "root", "main", "quarto", "myst"):
        if groups[key] is not None and groups[key].strip():
            name = groups[key].strip().strip('"')
            known = name.endswith((".tex", ".sty", ".cls", ".ltx", ".def", ".md", ".qmd"))
            return [(name, ("",) if known else (".tex", ""), False)]
    return []


def _because(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
