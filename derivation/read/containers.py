r"""Which container a source is, and its blocks.

Here: the choice by the path's suffix, else by the text. Not here: the containers
themselves (`markdown`, `tex`, `notebook`).
"""

from __future__ import annotations

import re
from pathlib import PurePath

from derivation.model import Excerpt, Source
from derivation.read.blocks import Block

_MARKDOWN = frozenset((".md", ".markdown", ".qmd", ".rmd", ".txt"))
_TEX = frozenset((".tex", ".ltx"))

TAKEN_FROM_DIRECTORIES = tuple(sorted((_MARKDOWN | _TEX | {".ipynb"}) - {".txt"}))
"""The endings of the files that are documents wherever they are found, in small letters.

A `.txt` is read when it is named; in a directory it may be anything.
"""

_TEX_TEXT = re.compile(r"\\begin\{document\}|\\documentclass")


def blocks(source: Source) -> list[Block]:
    """The blocks of a source in order, whatever container it is."""
    # Each container's reader is imported where it is used: start-up time counts.
    suffix = PurePath(source.path).suffix.lower()
    text = source.text
    whole = Excerpt.of(source, 0, len(text))
    known = suffix in _MARKDOWN | _TEX
    if suffix == ".ipynb" or (not known and text.lstrip()[:1] == "{" and '"cells"' in text):
        from derivation.read import notebook

        return notebook.blocks(source)
    if suffix in _TEX or (not known and _TEX_TEXT.search(text)):
        from derivation.read import tex

        return tex.blocks(whole)
    from derivation.read import markdown

    return markdown.blocks(whole)
