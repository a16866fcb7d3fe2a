"""A page of text for a terminal: styled lines, wrapped to a width, plain or coloured.

Here: wrapping, indenting, ASCII, colour. Not here: what stands on the page. rich is
imported only when colour is asked for.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from derivation.notation.ascii import ascii_text

Span = tuple[str, str]
"""A piece of a line: its text and its style ("" for none), as rich names styles."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a terminal report looks: columns, colour, and whether only ASCII can be shown."""

    width: int = 80
    colour: bool = False
    ascii_only: bool = False

    def text(self, text: str) -> str:
        """The text as this terminal can show it, without control characters."""
        shown = ascii_text(text) if self.ascii_only else text
        return "".join(c if c.isprintable() else " " for c in shown)


class Page:
    """Collects lines; `render` gives them as one string that ends in a line feed."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.lines: list[tuple[Span, ...]] = []

    def blank(self) -> None:
        """An empty line, but never two."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def line(self, *spans: Span) -> None:
        """A line that is not wrapped."""
        self.lines.append(tuple((self.look.text(text), style) for text, style in spans))

    def wrapped(self, text: str, indent: int = 0, style: str = "") -> None:
        """A paragraph under an indent."""
        self.labelled(" " * indent, text, style)

    def labelled(
        self, label: str, text: str, style: str = "", label_style: str = "", after: int = 0
    ) -> None:
        """A label with a paragraph beside it, later lines under the paragraph's start.

        `after` is a further indent for the later lines.
        """
        label = self.look.text(label)
        hang = " " * (len(label) + after)
        room = max(self.look.width - len(label), 20)
        later = max(self.look.width - len(hang), 20)
        pieces = _wrap(self.look.text(text), room, later)
        self.lines.append(((label, label_style), (pieces[0], style)))
        self.lines.extend(((hang, ""), (piece, style)) for piece in pieces[1:])

    def render(self) -> str:
        """The page as text, with escape codes only if the look asks for colour."""
        if self.look.colour:
            return _coloured(self.lines)
        return "".join("".join(t for t, _ in spans).rstrip() + "\n" for spans in self.lines)


def _wrap(text: str, first: int, later: int) -> list[str]:
    """The text in lines, the first of another width than the rest."""
    pieces = textwrap.wrap(
        text,
        width=later,
        initial_indent="\0" * max(later - first, 0),
        break_on_hyphens=False,
    )
    if not pieces:
        return [""]
    return [pieces[0].lstrip("\0"), *pieces[1:]]


def _coloured(lines: list[tuple[Span, ...]]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="standard", width=10_000, highlight=False,
        no_color=False, legacy_windows=False,
    )  # fmt: skip
    for spans in lines:
        text = Text()
        for piece, style in spans:
            text.append(piece, style or None)
        text.rstrip()
        console.print(text, soft_wrap=True)
    return out.getvalue()


def source_excerpt(source_line: str, column: int, width: int) -> tuple[str, str]:
    """The part of a source line around a column (from 1), and the caret line below it."""
    line = "".join(c if c.isprintable() else " " for c in source_line)
    at = min(max(column - 1, 0), len(line))
    if len(line) <= width:
        return line.rstrip(), " " * at + "^"
    start = max(0, min(at - width // 2, len(line) - width + 2))
    head = "…" if start else ""
    tail = "…" if start + width - 2 < len(line) else ""
    shown = head + line[start : start + width - 2] + tail
    return shown, " " * (at - start + len(head)) + "^"
