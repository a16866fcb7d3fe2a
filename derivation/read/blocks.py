"""What every container reader hands on: a document's blocks, in order.

Here: frozen data. Not here: how blocks are found (`markdown`, `tex`, `notebook`),
what becomes of them (`document`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from derivation.model import Excerpt, Problem, Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its text, markup included."""

    words: Excerpt


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, or what of it stands beside a display."""

    pieces: tuple[Piece, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Display:
    r"""A displayed formula: what is between its delimiters, and its whole span.

    `environment` is the environment it is written in, starred or not, if it is one
    (`align` for a bare `\begin{align*}`), else empty.
    """

    content: Excerpt
    span: Span
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: the text inside its delimiters."""

    words: Excerpt


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry of the front matter that is meant for this program."""

    words: Excerpt
    span: Span
    goal: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that could not be read; `content` is what was lost with it."""

    problem: Problem
    content: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of prose without formulas, as written."""

    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Formula:
    """An inline formula without its delimiters."""

    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code with its delimiters: kept as words, never read as mathematics."""

    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a paragraph."""


Piece: TypeAlias = Words | Formula | Code
"""What a paragraph consists of."""

Block: TypeAlias = Heading | Prose | Display | Comment | Setting | Lost
"""What a document consists of."""
