"""Putting excerpts together without losing the way back to the source.

Here: joining, and one form of line ending. Not here: what an excerpt says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivation.model import Excerpt

_LINE_ENDING = re.compile(r"\r\n?|\n")


def joined(parts: Iterable[Excerpt], glue: str) -> Excerpt:
    """The parts one after the other with `glue` between, each with its own anchors."""
    texts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    for part in parts:
        if texts:
            length += len(glue)
        anchors.extend((length + here, there) for here, there in part.anchors)
        texts.append(part.text)
        length += len(part.text)
    return Excerpt(glue.join(texts), tuple(anchors) or ((0, 0),))


def with_plain_line_endings(excerpt: Excerpt) -> Excerpt:
    r"""The same text with every line ending as `\n`."""
    if "\r" not in excerpt.text:
        return excerpt
    start = 0
    lines = []
    for ending in _LINE_ENDING.finditer(excerpt.text):
        lines.append(excerpt.cut(start, ending.start()))
        start = ending.end()
    lines.append(excerpt.cut(start, len(excerpt.text)))
    return joined(lines, "\n")


def stripped(excerpt: Excerpt) -> Excerpt:
    """The excerpt without white space at its ends."""
    text = excerpt.text
    start = len(text) - len(text.lstrip())
    return excerpt.cut(start, max(start, len(text.rstrip())))
