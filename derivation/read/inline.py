r"""Paragraphs of Markdown: words, inline formulas, code, and displays in mid paragraph.

Here: one paragraph's text to pieces, and pieces to blocks (shared with TeX). Not here:
which text is a paragraph (`markdown`, `tex`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from derivation.model import Excerpt, Problem
from derivation.read.blocks import (
    Block,
    Break,
    Code,
    Comment,
    Display,
    Formula,
    Heading,
    Lost,
    Piece,
    Prose,
    Setting,
    Words,
)
from derivation.read.delimiters import (
    DISPLAY_OPENERS,
    display_at,
    formula_at,
    is_formula,
    reads_as_prose,
)
from derivation.read.excerpts import extent

Part: TypeAlias = Piece | Display | Comment | Lost | Heading | Break | Setting
"""What a scan of running text gives, in order."""

_MARKDOWN = re.compile(
    rf"""(?P<comment><!--)|(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))|`+
    |(?P<ticked>\$`(?P<inner>[^`]+)`\$)|(?P<display>{DISPLAY_OPENERS})
    |(?P<round>\\\\?\()|(?P<dollar>\$)|\\.""",
    re.VERBOSE | re.DOTALL,
)


def scan(excerpt: Excerpt) -> Iterator[Part]:
    """The parts of Markdown running text; together they cover every character."""
    text = excerpt.text
    words = position = 0
    while (match := _MARKDOWN.search(text, position)) is not None:
        position = match.end()
        found = _part(excerpt, match)
        if found is None:
            continue
        part, end = found
        if match.start() > words:
            yield Words(excerpt.cut(words, match.start()))
        yield part
        words = position = end
    if words < len(text):
        yield Words(excerpt.cut(words, len(text)))


def blocks(parts: Iterable[Part]) -> Iterator[Block]:
    """Parts as blocks: what is between two displays or breaks is one paragraph."""
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Words | Formula | Code):
            pieces.append(part)
            continue
        if isinstance(part, Comment):  # a comment does not end the sentence around it
            yield part
            continue
        yield from paragraph(pieces)
        pieces = []
        if not isinstance(part, Break):
            yield part
    yield from paragraph(pieces)


def paragraph(pieces: list[Piece]) -> Iterator[Prose]:
    """The pieces as one paragraph, if there is anything but white space in them."""
    kept = [piece for piece in pieces if not isinstance(piece, Words) or piece.excerpt.text]
    if any(not isinstance(piece, Words) or piece.excerpt.text.strip() for piece in kept):
        yield Prose(tuple(kept), extent(kept[0].excerpt).to(extent(kept[-1].excerpt)))


def _part(excerpt: Excerpt, match: re.Match[str]) -> tuple[Part, int] | None:
    start, end = match.span()
    if match["comment"]:
        return _comment(excerpt, start)
    if match["code"]:
        return Code(excerpt.cut(start, end)), end
    if match["ticked"]:
        return Formula(excerpt.cut(*match.span("inner"))), end
    if match["display"]:
        return _display(excerpt, start, match["display"])
    if match["round"] or match["dollar"]:
        return _formula(excerpt, start, match.group())
    return None


def _comment(excerpt: Excerpt, start: int) -> tuple[Part, int]:
    closed = excerpt.text.find("-->", start)
    if closed < 0:
        problem = Problem("this comment is never closed", excerpt.span(start, start + 4))
        return Lost(problem, excerpt.text[start:]), len(excerpt.text)
    return Comment(excerpt.cut(start + 4, max(closed, start + 4))), closed + 3


def _display(excerpt: Excerpt, start: int, opener: str) -> tuple[Part, int] | None:
    part, end = display_at(excerpt, start, opener, tex=False)
    if opener == r"\[":
        # In Markdown \[ is also how a literal bracket is written: \[1\], \[sic\].
        inner = part.content if isinstance(part, Lost) else part.content.text
        if not is_formula(inner):
            return None
    return part, end


def _formula(excerpt: Excerpt, start: int, opener: str) -> tuple[Part, int] | None:
    found = formula_at(excerpt, start, opener)
    if found is None:
        return None
    formula, end = found
    inner = formula.excerpt.text
    if opener != "$":
        return None if not is_formula(inner) and len(inner) > 2 else found
    tight = bool(inner) and not inner[0].isspace() and not inner[-1].isspace()
    if tight and not excerpt.text[end : end + 1].isdigit():
        return found
    # A price list has dollars too; a formula has signs and no sentences in it.
    return found if is_formula(inner) and not reads_as_prose(inner) else None
