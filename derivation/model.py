"""What a document is made of: sources, places, lines, steps, derivations.

Here: frozen data about the author's text, and the arithmetic of places in it.
Not here: how the text is read (`derivation.read`) or what it means
(`derivation.meaning`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

_LINE_ENDING = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets [start, end) in a source text."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: line and column, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    r"""A file's path and its whole text, exactly as decoded.

    `macros` are files whose macros hold in the whole document; `inclusions` the files that
    it includes, as far as they were looked for (`derivation.read.inclusions`).
    """

    path: str
    text: str
    macros: tuple[Source, ...] = ()
    inclusions: tuple[Inclusion, ...] = ()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        text = self.text
        starts = [0]
        if "\r" in text:
            starts.extend(ending.end() for ending in _LINE_ENDING.finditer(text))
            return tuple(starts)
        offset = text.find("\n")
        while offset != -1:
            starts.append(offset + 1)
            offset = text.find("\n", offset + 1)
        return tuple(starts)

    def position(self, offset: int) -> Position:
        """Line and column (from 1) of a character offset."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """The text of a line (counted from 1) without its line ending."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Inclusion:
    r"""A file that a document includes: where it says so; the file, or why there is none."""

    span: Span
    source: Source | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of text taken out of a source, with the way back.

    `anchors` are pairs (offset in `text`, offset in the source), ascending; between
    two anchors offsets run in step. A block quote, a notebook cell or a list item
    has one anchor a line; a plain slice of the source has one in all.
    """

    text: str
    anchors: tuple[tuple[int, int], ...] = ((0, 0),)

    @staticmethod
    def of(source: Source, start: int, end: int) -> Excerpt:
        """The slice [start, end) of a source."""
        return Excerpt(source.text[start:end], ((0, start),))

    def origin(self, offset: int) -> int:
        """The source offset of the character at `offset` of this text."""
        index = bisect_right(self.anchors, (offset, 1 << 62)) - 1
        here, there = self.anchors[max(index, 0)]
        return there + offset - here

    def span(self, start: int, end: int) -> Span:
        """The source span of [start, end) of this text (never empty backwards)."""
        first = self.origin(start)
        last = self.origin(end - 1) + 1 if end > start else first
        return Span(first, max(first, last))

    def cut(self, start: int, end: int) -> Excerpt:
        """The sub-excerpt [start, end), with its own way back."""
        first = bisect_right(self.anchors, (start, 1 << 62))
        last = bisect_left(self.anchors, (end, -1))
        inner = [(here - start, there) for here, there in self.anchors[first:last]]
        return Excerpt(self.text[start:end], ((0, self.origin(start)), *inner))


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about something that could not be read, and where it stands."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Justification:
    """The author's reason for a step, in the author's words.

    `text` is the reason without its brackets, formulas included as written;
    `formulas` are the formulas inside it, in order; `cites` the labels that it refers to.
    """

    text: str
    span: Span
    formulas: tuple[Excerpt, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    r"""A name by which a line can be cited: of a `\label`, or a number (`\tag`) as printed."""

    text: str
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line of a chain: how it is related to the line before, and its expression.

    `relation` is the relation as LaTeX (`=`, `\leq`, ...), empty on the first line
    of a chain; `expression` is the author's LaTeX of this line with alignment marks
    and trailing punctuation left out; `justification` is the reason given for the
    step *into* this line, if there is one; `labels` the labels and printed numbers of its
    row. Those of a display as a whole are on its last line.
    """

    relation: str
    expression: Excerpt
    span: Span
    justification: Justification | None = None
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """A chain of lines, with the heading it stands under."""

    title: str | None
    lines: tuple[Line, ...]
    span: Span

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels of all its lines, in order."""
        return tuple(label for line in self.lines for label in line.labels)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of prose: its words, and the inline formulas in it, in order.

    `level` is 0 for a paragraph; for a heading it is smaller the higher it stands.
    `cites` are the labels that it refers to.
    """

    text: str
    span: Span
    formulas: tuple[Excerpt, ...] = ()
    level: int = 0
    cites: tuple[str, ...] = ()


WRITTEN, CONFIGURED = "a directive", "the configuration"
"""Where a directive may come from."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One override written for this program, from front matter or a comment.

    `origin` says where it was written; what was written outside of the document has the
    document's beginning as its place.
    """

    text: str
    span: Span
    origin: str = WRITTEN


@dataclass(frozen=True, slots=True)
class Statement:
    """A theorem, proof, solution, … that the document marks as one.

    `kind` is one of the words of `derivation.read.statements` (theorem, lemma, proof, …);
    `title` what stands beside it in brackets or after its name; `labels` what it is cited
    by; `span` reaches from its beginning to its end.
    """

    kind: str
    title: str
    labels: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Expansion:
    """A place where a macro was used, and what it stands for.

    `text` is what it stands for (#1, #2, … are its arguments); `origin` says in words
    where it is defined.
    """

    span: Span
    name: str
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document as read: its derivations and what stands around them.

    `passages` is the prose in document order; `directives` are the author's
    overrides of a reading; `goal` the goal stated in the front matter, as LaTeX;
    `problems` what could not be read outside the derivations' own lines; `expansions` where
    macros were used, in order; `notes` what is worth knowing and no problem; `statements`
    the theorems, proofs and so on that are marked as such, by where they begin.
    """

    source: Source
    derivations: tuple[Derivation, ...]
    passages: tuple[Passage, ...] = ()
    directives: tuple[Directive, ...] = ()
    goal: Excerpt | None = None
    problems: tuple[Problem, ...] = field(default=())
    expansions: tuple[Expansion, ...] = ()
    notes: tuple[Problem, ...] = ()
    statements: tuple[Statement, ...] = ()
