"""verify-derivation: checks derivations as their authors wrote them.

    from derivation import verify
    report = verify("notes.md")

The data of a report is in `derivation.verdict`. Names are imported on first use, so
that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from derivation.verdict import Report

__all__ = ["Report", "verify", "verify_source"]


def verify(
    document: str | Path,
    *,
    goal: str | None = None,
    rules: str = "steps",
    macros: Sequence[str | Path] = (),
    time_limit: float | None = 10.0,
    memory_limit: int | None = 2 << 30,
) -> Report:
    """The report on a document, given as a path or as its text.

    A `Path`, or a string of one line that names an existing file, is read from disk;
    any other string is the text itself, as Markdown, LaTeX or a notebook. `goal` is
    what the last line must be, as LaTeX; `rules` the package of rules; `macros` are
    files of macros, as for `--macros`. Raises
    `derivation.errors.SourceError` for a file that cannot be read and
    `CatalogueError` for a broken package of rules; a broken document raises nothing.

    No step takes more than `time_limit` seconds and `memory_limit` bytes: what would is
    undecided. So that this holds inside libraries too, the work is done in a child
    process, which is gone when `verify` returns or raises: a fork if called in the main
    thread, else a fresh interpreter (which starts in about a second and needs no more
    than this package to be importable). With None for both, and on systems without fork,
    it is done in this process, and nothing is hard about its limits.
    """
    from pathlib import Path

    from derivation.limits import Limits
    from derivation.model import Source
    from derivation.read.inclusions import macro_files, open_document
    from derivation.supervise import Job, run
    from derivation.supervise.worker import import_engine

    text = str(document)
    is_path = isinstance(document, Path) or _is_a_file(text)
    files = macro_files([str(path) for path in macros])
    source = open_document(text, files) if is_path else Source("<text>", text, files)
    import_engine(rules)  # here, so that the next call finds it imported
    found: Report = run(Job((source,), rules, goal, Limits(time_limit, memory_limit)))
    return found


def _is_a_file(text: str) -> bool:
    """Whether a string of one line names an existing file."""
    from pathlib import Path

    try:
        return "\n" not in text and len(text) < 4096 and Path(text).exists()
    except (OSError, ValueError):  # no name of a file can be so long, or hold a NUL
        return False


def __getattr__(name: str) -> Any:
    """`Report` and `verify_source`, imported when they are first asked for."""
    if name == "Report":
        from derivation.verdict import Report

        return Report
    if name == "verify_source":
        from derivation.check import verify_source

        return verify_source
    raise AttributeError(name)
