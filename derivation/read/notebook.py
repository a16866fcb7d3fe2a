"""Jupyter notebooks into blocks: their Markdown cells, with places in the raw JSON.

Here: a scanner of JSON that keeps the place of every character of a string.
Not here: the Markdown inside a cell (`markdown`). Code, outputs and raw cells are
not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivation.errors import ReadError
from derivation.model import Excerpt, Problem, Source, Span
from derivation.read import markdown
from derivation.read.blocks import Block
from derivation.read.excerpts import joined
from derivation.read.expansion import Expander

_BLANK = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BARE = re.compile(r"[^\s\[\]{},:\"]+")
_RUN = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]+",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def blocks(source: Source, expander: Expander) -> list[Block]:
    """The blocks of a notebook's Markdown cells, in order, and what is broken in it."""
    found: list[Block] = []
    try:
        for cell in _Scanner(source.text).cells():
            found.extend(markdown.blocks(cell, expander))
    except ReadError as error:
        found.append(Problem(f"This is not a notebook: {error.message}", error.span))
    return found


class _Scanner:
    """Walks through the JSON of a notebook; ReadError where it is not as it must be."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def cells(self) -> Iterator[Excerpt]:
        """The source of every Markdown cell."""
        seen = False
        for key in self._members():
            if key == "cells":
                seen = True
                for _ in self._elements():
                    cell = self._cell()
                    if cell is not None:
                        yield cell
            else:
                self._skip()
        if not seen:
            raise self._error("it has no list of cells.")
        if self._peek():
            raise self._error("something stands behind its end.")

    def _cell(self) -> Excerpt | None:
        is_markdown = False
        content: Excerpt | None = None
        for key in self._members():
            if key == "cell_type":
                is_markdown = self._string().text == "markdown"
            elif key == "source":
                content = self._source()
            else:
                self._skip()
        return content if is_markdown else None

    def _source(self) -> Excerpt:
        """A cell's text: one string, or a list of strings to be put together."""
        if self._peek() != "[":
            return self._string()
        return joined([self._string() for _ in self._elements()], "")

    def _peek(self) -> str:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._error(f"`{sign}` is expected here.")
        self.at += 1

    def _members(self) -> Iterator[str]:
        """The keys of an object; the caller reads each value."""
        self._take("{")
        if self._peek() == "}":
            self.at += 1
            return
        while True:
            key = self._string().text
            self._take(":")
            yield key
            if self._peek() != ",":
                break
            self.at += 1
        self._take("}")

    def _elements(self) -> Iterator[None]:
        """One turn an element of a list; the caller reads it."""
        self._take("[")
        if self._peek() == "]":
            self.at += 1
            return
        while True:
            yield
            if self._peek() != ",":
                break
            self.at += 1
        self._take("]")

    def _skip(self) -> None:
        """Go over a value of any kind, however deep, without recursion."""
        depth = 0
        while True:
            sign = self._peek()
            if sign in ("{", "["):
                depth += 1
                self.at += 1
            elif sign in ("}", "]"):
                depth -= 1
                self.at += 1
            elif sign in (",", ":") and depth > 0:
                self.at += 1
            else:
                match = (_STRING if sign == '"' else _BARE).match(self.text, self.at)
                if match is None:
                    raise self._error("a value is expected here.")
                self.at = match.end()
            if depth <= 0:
                return

    def _string(self) -> Excerpt:
        """A string's characters, each with the place where it is written."""
        self._peek()
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise self._error("a string is expected here.")
        self.at = match.end()
        pieces: list[str] = []
        anchors: list[tuple[int, int]] = [(0, match.start() + 1)]
        length = 0
        for run in _RUN.finditer(self.text, match.start() + 1, match.end() - 1):
            anchors.append((length, run.start()))
            piece = run.group() if run.group()[0] != "\\" else _unescaped(run.group())
            pieces.append(piece)
            length += len(piece)
        anchors.append((length, match.end() - 1))
        return Excerpt("".join(pieces), tuple(anchors[1:-1]) or (anchors[0],))

    def _error(self, message: str) -> ReadError:
        at = min(self.at, len(self.text))
        return ReadError(message, Span(at, min(at + 1, len(self.text))))


def _unescaped(escape: str) -> str:
    r"""What a JSON escape stands for (`\n`, `\"`, `\u03b8`, a surrogate pair)."""
    if escape.startswith(r"\u") and len(escape) == 12:  # \uD83D\uDE00
        high, low = int(escape[2:6], 16), int(escape[8:12], 16)
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if escape.startswith(r"\u") and len(escape) == 6:  # \u03b8
        code = int(escape[2:], 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    return _ESCAPES.get(escape[1:], escape[1:])
