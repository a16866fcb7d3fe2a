r"""JSON that keeps its places: strings stay slices of the text until they are wanted.

The standard library's reader forgets where a string stood; a formula in a notebook
cell needs its line and column in the file, escapes counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from derivation.errors import ReadError
from derivation.model import Excerpt
from derivation.read.excerpts import join

MAXIMUM_DEPTH = 100
"""How deep arrays and objects may nest; notebooks stay below 20."""


@dataclass(frozen=True, slots=True)
class JsonString:
    """A string of the text: the offsets of what is between its quotes."""

    start: int
    end: int


JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | JsonString | str | None"
"""A value; numbers and literals are kept as their text."""

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:"(?P<string>[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*)"|(?P<sign>[\[\]{},:])
    |(?P<other>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity))""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}


def parse(excerpt: Excerpt) -> JsonValue:
    """The JSON value that the whole text is; ReadError with a place if it is none."""
    reader = _Reader(excerpt)
    value = reader.value(0)
    if excerpt.text[reader.position :].strip(" \t\n\r"):
        raise reader.error("this JSON goes on behind its end")
    return value


def decode(excerpt: Excerpt, string: JsonString) -> Excerpt:
    """A string's text with its places; a lone surrogate becomes U+FFFD."""
    pieces = []
    start = string.start
    for match in _ESCAPE.finditer(excerpt.text, string.start, string.end):
        pieces.append(excerpt.cut(start, match.start()))
        origin = excerpt.origin(match.start())
        pieces.append(Excerpt(_character(excerpt, match), ((0, origin),)))
        start = match.end()
    pieces.append(excerpt.cut(start, string.end))
    return join(piece for piece in pieces if piece.text)


def _character(excerpt: Excerpt, match: re.Match[str]) -> str:
    high, low, single, short = match.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
    if single:
        code = int(single, 16)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
    if short not in _SHORT:
        raise ReadError(f"JSON has no escape \\{short}", excerpt.span(*match.span()))
    return _SHORT[short]


class _Reader:
    """A recursive descent over the tokens of the text."""

    def __init__(self, excerpt: Excerpt) -> None:
        self.excerpt = excerpt
        self.position = 0

    def error(self, message: str) -> ReadError:
        """A ReadError at the next token."""
        text = self.excerpt.text
        rest = text[self.position :]
        place = self.position + len(rest) - len(rest.lstrip())
        return ReadError(message, self.excerpt.span(place, min(place + 1, len(text))))

    def _take(self) -> re.Match[str]:
        match = _TOKEN.match(self.excerpt.text, self.position)
        if match is None:
            raise self.error("this is not JSON: a value or one of [ ] { } , : is expected here")
        self.position = match.end()
        return match

    def _at(self, sign: str) -> bool:
        match = _TOKEN.match(self.excerpt.text, self.position)
        if match is None or match["sign"] != sign:
            return False
        self.position = match.end()
        return True

    def value(self, depth: int) -> JsonValue:
        """Value = string | number | literal | array | object."""
        if depth > MAXIMUM_DEPTH:
            raise self.error(f"this JSON is nested more than {MAXIMUM_DEPTH} deep")
        if self._at("["):
            return self._array(depth)
        if self._at("{"):
            return self._object(depth)
        match = self._take()
        if match["string"] is not None:
            return JsonString(*match.span("string"))
        if match["other"] is None:
            self.position = match.start()
            raise self.error("this is not JSON: a value is expected here")
        return match["other"]

    def _array(self, depth: int) -> list[JsonValue]:
        items: list[JsonValue] = []
        if self._at("]"):
            return items
        while True:
            items.append(self.value(depth + 1))
            if self._at("]"):
                return items
            self._expect(",")

    def _object(self, depth: int) -> dict[str, JsonValue]:
        members: dict[str, JsonValue] = {}
        if self._at("}"):
            return members
        while True:
            key = self.value(MAXIMUM_DEPTH)
            if not isinstance(key, JsonString):
                raise self.error("this is not JSON: the name before : must be a string")
            self._expect(":")
            members[decode(self.excerpt, key).text] = self.value(depth + 1)
            if self._at("}"):
                return members
            self._expect(",")

    def _expect(self, sign: str) -> None:
        if not self._at(sign):
            raise self.error(f"this is not JSON: {sign} is expected here")
