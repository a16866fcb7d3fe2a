"""Arithmetic on excerpts: the whole of a source, joining, trimming.

Every container reader works on excerpts only, so that each character it hands on
knows its place in the file. Not here: what the text means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivation.model import Excerpt, Source, Span

_RETURN = re.compile(r"\r\n?")


def whole(source: Source) -> Excerpt:
    r"""The whole source with line endings as `\n` (CRLF and lone CR included)."""
    text = source.text
    if "\r" not in text:
        return Excerpt.of(source, 0, len(text))
    pieces = []
    start = 0
    for match in _RETURN.finditer(text):
        # Of CRLF only the CR is left out; a lone CR is replaced.
        pieces.append(Excerpt.of(source, start, match.start()))
        pieces.append(Excerpt("\n", ((0, match.end() - 1),)))
        start = match.end()
    pieces.append(Excerpt.of(source, start, len(text)))
    return join(pieces)


def join(pieces: Iterable[Excerpt], glue: str = "") -> Excerpt:
    """The pieces one behind the other, `glue` between them; each keeps its places."""
    texts: list[str] = []
    anchors: list[tuple[int, int]] = []
    length = 0
    for piece in pieces:
        if texts and glue:
            texts.append(glue)
            length += len(glue)
        for here, there in piece.anchors:
            new = (length + here, there)
            if anchors and anchors[-1][0] == new[0]:
                anchors.pop()
            if not anchors or anchors[-1][1] - anchors[-1][0] != new[1] - new[0]:
                anchors.append(new)
        texts.append(piece.text)
        length += len(piece.text)
    return Excerpt("".join(texts), tuple(anchors) or ((0, 0),))


def trim(excerpt: Excerpt) -> Excerpt:
    """The excerpt without white space at its ends."""
    text = excerpt.text
    end = len(text.rstrip())
    start = min(len(text) - len(text.lstrip()), end)
    return excerpt if (start, end) == (0, len(text)) else excerpt.cut(start, end)


def extent(excerpt: Excerpt) -> Span:
    """The source span of the whole excerpt."""
    return excerpt.span(0, len(excerpt.text))
