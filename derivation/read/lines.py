"""What the containers that are read line by line have in common: lines and paragraphs.

Here: lines with their places, and paragraphs whose formulas a pattern finds. Not here:
what a line begins (`restructured`, `asciidoc`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from derivation.model import Excerpt, Problem
from derivation.read.blocks import Block, Prose, Words, passage
from derivation.read.excerpts import joined, with_plain_line_endings
from derivation.read.expansion import Expander


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its ending: its text with places, and its indentation."""

    excerpt: Excerpt

    @property
    def text(self) -> str:
        """The text without white space at its end."""
        return self.excerpt.text.rstrip()

    @property
    def bare(self) -> str:
        """The text without white space at its ends."""
        return self.excerpt.text.strip()

    @property
    def indent(self) -> int:
        """How many blanks stand before it."""
        return len(self.excerpt.text) - len(self.excerpt.text.lstrip())

    def problem(self, message: str) -> Problem:
        """A problem that is said of the whole line."""
        return Problem(
            message, self.excerpt.span(self.indent, max(len(self.text), self.indent))
        )


def lines(excerpt: Excerpt) -> list[Line]:
    """Every line of a text."""
    whole = with_plain_line_endings(excerpt)
    found = []
    at = 0
    for text in whole.text.split("\n"):
        found.append(Line(whole.cut(at, at + len(text))))
        at += len(text) + 1
    return found


def together(parts: Sequence[Line], indent: int | None = None) -> Excerpt:
    """Lines as one text, without the indentation (by default what they share)."""
    if indent is None:
        indent = min((each.indent for each in parts if each.bare), default=0)
    return joined((_from(each, indent) for each in parts), "\n")


def _from(line: Line, indent: int) -> Excerpt:
    end = max(len(line.text), min(indent, len(line.excerpt.text)))
    return line.excerpt.cut(min(indent, end), end)


@dataclass(frozen=True, slots=True)
class Inline:
    """How formulas stand in running text.

    `pattern` finds code, which is skipped, and formulas (group `formula`, whose inside is
    group `inside`); `unclosed` a formula that is opened only; `cleaned` makes the inside
    LaTeX, or gives the problem that it is not.
    """

    pattern: re.Pattern[str]
    unclosed: re.Pattern[str]
    cleaned: Callable[[Excerpt], Excerpt | Problem] = lambda inside: inside


def paragraph(
    parts: Sequence[Line], inline: Inline, expander: Expander, level: int = 0
) -> list[Block]:
    """A paragraph or heading as prose, with its formulas and what is wrong with them."""
    if not parts:
        return []
    whole = joined((each.excerpt for each in parts), "\n")
    words: list[Words] = []
    found: list[Block] = []
    at = 0
    for match in inline.pattern.finditer(whole.text):
        if match["formula"] is None:
            continue
        inside = inline.cleaned(whole.cut(match.start("inside"), match.end("inside")))
        if isinstance(inside, Problem):
            found.append(inside)
            continue
        _plain(whole, at, match.start(), inline, words, found)
        at = match.end()
        formula = expander.expand(inside, tex=False)
        if formula.text.replace(r"\relax", "").strip():
            words.append(Words(formula, formula=True))
    _plain(whole, at, len(whole.text), inline, words, found)
    start = len(whole.text) - len(whole.text.lstrip())
    prose = passage(words, whole.span(start, max(start, len(whole.text.rstrip()))))
    if prose.formulas or any(each.isalnum() for each in prose.text):
        shown = Prose(prose)
        found.insert(0, shown.at_level(level) if level else shown)
    return found


def _plain(
    whole: Excerpt, start: int, end: int, inline: Inline, words: list[Words], found: list[Block]
) -> None:
    """Words between formulas; one that is opened and not closed is a problem."""
    words.append(Words(whole.cut(start, end), formula=False))
    for code in inline.pattern.split(whole.text[start:end])[:1]:
        opened = inline.unclosed.search(code)
        if opened is not None:
            span = whole.span(start + opened.start(), start + opened.end())
            found.append(Problem("This formula is never closed.", span))
