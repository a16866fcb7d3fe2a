r"""Which container a source is, and its blocks.

Here: the table of suffixes, and the choice by it, else by the text. Not here: the
containers themselves (`markdown`, `tex`, `notebook`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from derivation.model import Excerpt, Expansion, Problem, Source
from derivation.read.blocks import Block, Comment, Goal, Override

if TYPE_CHECKING:
    from derivation.read.expansion import Expander

CONTAINERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".tex": "tex",
    ".ltx": "tex",
    ".ipynb": "notebook",
    ".rst": "restructured",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
}
"""The container that a file is, by its suffix in small letters."""

TAKEN_FROM_DIRECTORIES = tuple(sorted(CONTAINERS))
"""The endings of the files that are documents wherever they are found, in small letters."""

_PLAIN = {".txt": "markdown", ".text": "markdown"}
"""What a file is read as when it is named; in a directory, it may be anything."""

_TEX_TEXT = re.compile(r"\\begin\{document\}|\\documentclass")


@dataclass(frozen=True, slots=True)
class Contents:
    """A source's blocks in order, where macros were used in them, and what is to be noted."""

    blocks: tuple[Block, ...]
    expansions: tuple[Expansion, ...] = ()
    notes: tuple[Problem, ...] = ()


def contents(source: Source) -> Contents:
    """The contents of a source, whatever container it is."""
    from derivation.read.expansion import Expander

    expander = Expander(source)
    found = _blocks(source, expander)
    blocks = [_expanded(block, expander) for block in found] + expander.problems
    expansions = sorted(expander.expansions, key=lambda each: each.span)
    return Contents(tuple(blocks), tuple(expansions), tuple(expander.notes))


def container(source: Source) -> str:
    """The name of the container that a source is: by its suffix, else by its text."""
    suffix = PurePath(source.path).suffix.lower()
    known = CONTAINERS.get(suffix) or _PLAIN.get(suffix)
    if known is not None:
        return known
    if source.text.lstrip()[:1] == "{" and '"cells"' in source.text:
        return "notebook"
    return "tex" if _TEX_TEXT.search(source.text) else "markdown"


def _blocks(source: Source, expander: Expander) -> list[Block]:
    # Each container's reader is imported where it is used: start-up time counts.
    whole = Excerpt.of(source, 0, len(source.text))
    match container(source):
        case "notebook":
            from derivation.read import notebook

            return notebook.blocks(source, expander)
        case "tex":
            from derivation.read import tex

            return tex.blocks(whole, expander)
        case "restructured":
            from derivation.read import restructured

            return restructured.blocks(whole, expander)
        case "asciidoc":
            from derivation.read import asciidoc

            return asciidoc.blocks(whole, expander)
        case _:
            from derivation.read import markdown

            expander.learn_inclusions()
            return markdown.blocks(whole, expander)


def _expanded(block: Block, expander: Expander) -> Block:
    """Overrides and goals with the macros that the document has at its end."""
    match block:
        case Goal(expression):
            return Goal(expander.expand(expression, tex=False))
        case Comment(inside) if "verify-derivation" in inside.text:
            return Comment(expander.expand(inside, tex=False))
        case Override(text, span):
            return replace(block, text=expander.expand(_at(text, span.start), tex=False).text)
        case _:
            return block


def _at(text: str, start: int) -> Excerpt:
    return Excerpt(text, ((0, start),))
