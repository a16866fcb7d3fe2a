"""The text that comes out of an expansion, put together with its places.

Here: stretches of the text as they stand, and signs that stand for a macro, every
character of which has the place of the macro. Not here: what is replaced (`expansion`).
"""

from __future__ import annotations

import re

from derivation.model import Excerpt, Span
from derivation.read.excerpts import joined
from derivation.read.macros import Sign

_WORD = re.compile(r"\\[A-Za-z@]+\Z")


def _goes_on_word(sign: Sign) -> bool:
    return sign.text[0].isalpha() or sign.text[0] == "*"


class Replaced:
    """Takes signs in their order."""

    def __init__(self, excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self._parts: list[Excerpt] = []
        self._stretch: tuple[int, int] | None = None
        self._last = ""
        self._behind: tuple[int, Span | None] = (-1, None)

    @property
    def last(self) -> str:
        """The text of the last sign that is no white space."""
        return self._last

    def add(self, sign: Sign) -> None:
        """Put a sign behind what there is; a control word stays apart from a letter."""
        end = sign.at + len(sign.text)
        goes_on = self._stretch is not None and self._stretch[1] == sign.at
        if sign.call is None and goes_on and self._stretch is not None:
            self._stretch = (self._stretch[0], end)
        else:
            apart = (sign.at, sign.call) != self._behind
            if apart and _WORD.search(self._last) and _goes_on_word(sign):
                self._pinned(" ", self._place(sign))
            self._flush()
            if sign.call is None:
                self._stretch = (sign.at, end)
            else:
                self._pinned(sign.text, sign.call)
        self._behind = (end, sign.call)
        self._last = sign.text if not sign.text.isspace() else self._last + " "

    def mark(self) -> int:
        """Where the text stands now, to come back to."""
        self._flush()
        return len(self._parts)

    def reset(self, mark: int) -> None:
        """Forget all that was added since a mark."""
        self._flush()
        del self._parts[mark:]
        self._last = ""

    def text(self) -> Excerpt:
        """Everything that was added."""
        self._flush()
        if not self._parts:
            return self._excerpt.cut(0, 0)
        return joined(self._parts, "")

    def _place(self, sign: Sign) -> Span:
        return sign.call or self._excerpt.span(sign.at, sign.at + 1)

    def _pinned(self, text: str, call: Span) -> None:
        self._flush()
        anchors = [(index, call.start) for index in range(len(text))]
        anchors[-1] = (len(text) - 1, call.start if len(text) == 1 else call.end - 1)
        self._parts.append(Excerpt(text, tuple(anchors)))

    def _flush(self) -> None:
        if self._stretch is not None:
            self._parts.append(self._excerpt.cut(*self._stretch))
            self._stretch = None
