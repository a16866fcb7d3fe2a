"""verify-derivation: checks derivations as their authors wrote them.

    from derivation import verify
    report = verify("notes.md")

The data of a report is in `derivation.verdict`. Names are imported on first use, so
that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from derivation.verdict import Report

__all__ = ["Report", "verify", "verify_source"]


def verify(document: str | Path, *, goal: str | None = None, rules: str = "steps") -> Report:
    """The report on a document, given as a path or as its text.

    A `Path`, or a string of one line that names an existing file, is read from disk;
    any other string is the text itself, as Markdown, LaTeX or a notebook. `goal` is
    what the last line must be, as LaTeX; `rules` the package of rules. Raises
    `derivation.errors.SourceError` for a file that cannot be read and
    `CatalogueError` for a broken package of rules; a broken document raises nothing.
    """
    from pathlib import Path

    from derivation.catalogue import load_catalogue
    from derivation.check import verify_source
    from derivation.model import Source
    from derivation.read.files import load
    from derivation.verdict import Report

    text = str(document)
    is_path = isinstance(document, Path) or (
        "\n" not in text and len(text) < 4096 and Path(text).exists()
    )
    source = load(text) if is_path else Source("<text>", text)
    return Report((verify_source(source, load_catalogue(rules), goal),))


def __getattr__(name: str) -> Any:
    """`Report` and `verify_source`, imported when they are first asked for."""
    if name == "Report":
        from derivation.verdict import Report

        return Report
    if name == "verify_source":
        from derivation.check import verify_source

        return verify_source
    raise AttributeError(name)
