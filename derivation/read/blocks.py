"""What a container is read into: prose, displays, comments and problems in order.

Here: the data every container's reader gives, and how prose is put into words.
Not here: how a container is taken apart (`markdown`, `tex`, `notebook`) or what a
display holds (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from derivation.model import Excerpt, Label, Passage, Problem, Span
from derivation.read.excerpts import stripped
from derivation.read.references import citations


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph or a heading."""

    passage: Passage

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.passage.level > 0

    def at_level(self, level: int) -> Prose:
        """The same as a heading of that level, 1 or more."""
        return Prose(replace(self.passage, level=level))


@dataclass(frozen=True, slots=True)
class Display:
    """Mathematics set off from the text: what stands between its delimiters."""

    inside: Excerpt
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Begin:
    """A theorem, proof, … begins (`kind` as in `statements`)."""

    kind: str
    title: str
    labels: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class End:
    """What was begun last ends; `kind` is None where the container does not say what."""

    kind: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    r"""A label outside displays: of the theorem, proof, … that it stands in."""

    label: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What stands in a comment of the container."""

    inside: Excerpt


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal stated in front matter."""

    expression: Excerpt


@dataclass(frozen=True, slots=True)
class Override:
    """A directive stated in front matter."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Lost:
    """A display that could not be read, with the text that was lost with it."""

    problem: Problem
    text: str


Block: TypeAlias = (
    Prose | Display | Comment | Goal | Override | Lost | Problem | Begin | End | Named
)

_MARKUP = (
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s\ue000]*(?:\s+\"[^\"\ue000]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|\*|(?<!\w)__|(?<!\w)_)(?=\S)([^*_]*[^\s*_])\1(?!\w)"), r"\2"),
    (re.compile(r"</?[A-Za-z][^<>\ue000]*>"), " "),
    (re.compile(r"\\(?:emph|text[a-z]+|mbox|underline)\{([^{}]*)\}"), r"\1"),
    (
        re.compile(
            r"\\(?:relax|noindent|smallskip|medskip|bigskip|indent|newline|centering)\b"
        ),
        " ",
    ),
    (re.compile(r"~|\\\\"), " "),
    (re.compile(r"\\([\[\](){}$%&#_*.!-])"), r"\1"),
)
"""Markup around words of Markdown and TeX, and what stays of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of prose between formulas, or one formula in it."""

    excerpt: Excerpt
    formula: bool


def passage(words: Sequence[Words], span: Span) -> Passage:
    """Prose as plain words: formulas as `$...$`, markup taken off, blanks collapsed."""
    formulas: list[Excerpt] = []
    template = []
    for piece in words:
        if piece.formula:
            # U+E000 (private use) stands for a formula while markup is taken off.
            template.append("\ue000")
            formulas.append(stripped(piece.excerpt))
        else:
            template.append(piece.excerpt.text.replace("\ue000", " "))
    text = "".join(template)
    cites = citations(text)
    for pattern, kept in _MARKUP:
        text = pattern.sub(kept, text)
    text = " ".join(text.split())
    pieces = iter(formulas)
    whole = re.sub("\ue000", lambda _: f"${next(pieces).text}$", text)
    return Passage(whole, span, tuple(formulas), cites=cites)
