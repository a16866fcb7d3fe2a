"""From a path to a source, with what a run gives to every document: files of macros.

The one place where a run's files of macros meet the reading of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from derivation.errors import SourceError, UsageError
from derivation.model import Source
from derivation.read.inclusions import macro_files, open_document


def opener(macros: Sequence[str] = ()) -> Callable[[str], Source]:
    """What opens a document with its inclusions (SourceError where it cannot be read).

    UsageError for a file of macros that cannot be read.
    """
    try:
        files = macro_files(macros)
    except SourceError as error:
        raise UsageError(f"macros: {error}") from None
    return partial(open_document, macros=files)
