r"""Markdown to blocks: CommonMark's block structure, with mathematics kept whole.

markdown-it finds code, comments, headings, lists and quotes; one rule of our own reads
paragraphs, because a display in a paragraph may hold lines that Markdown would take
for lists, quotes or underlined headings (`- y`, `> 0`, `=`). Not here: what is inside
a paragraph (`inline`), what the front matter says (`front_matter`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from derivation.model import Excerpt, Problem
from derivation.read import front_matter
from derivation.read.blocks import Block, Display, Heading, Lost
from derivation.read.delimiters import Tracker, reads_as_prose
from derivation.read.excerpts import extent, join, trim
from derivation.read.inline import blocks, scan

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_MAXIMUM_NESTING = 60
"""How deep quotes and lists may nest; markdown-it reads by recursion."""

_MATHEMATICS = re.compile(r"\{?math\}?\b")
_OPENS = re.compile(r"\$\$|\\\[|\\begin[ \t]*\{")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")


def read_markdown(excerpt: Excerpt, *, whole: bool = True) -> Iterator[Block]:
    """The blocks of a Markdown text; only a `whole` one may begin with front matter."""
    lines = _lines(excerpt)
    environment: dict[str, object] = {}
    opening = ""
    for token in _parser(whole).parse(excerpt.text, environment):
        if token.type == "front_matter":
            yield from front_matter.read(_located(excerpt, lines, token, 1))
        elif token.type == "fence":
            yield from _fence(excerpt, lines, token)
        elif token.type == "html_block":
            if not re.match(r"\s*<(?:script|style|pre|textarea)\b", token.content, re.I):
                yield from blocks(scan(_located(excerpt, lines, token)))
        elif token.type == "inline":
            if "pieces" in token.meta:
                content = join(excerpt.cut(*piece) for piece in token.meta["pieces"])
            else:
                content = _located(excerpt, lines, token)
            if opening == "heading_open":
                yield Heading(content)
            else:
                yield from blocks(scan(content))
        opening = token.type


def _fence(excerpt: Excerpt, lines: list[tuple[int, int]], token: Token) -> Iterator[Block]:
    first, last = token.map or (0, 0)
    body = token.content.count("\n") + (
        not token.content.endswith("\n") and bool(token.content)
    )
    opening = trim(excerpt.cut(*lines[first]))
    is_mathematics = _MATHEMATICS.match(token.info.strip()) is not None
    if last - first < body + 2 and not _closes(excerpt, lines, token):
        if is_mathematics or _OPENS.search(token.content):
            sentence = "this fence is never closed, so nothing below it can be read"
            yield Lost(Problem(sentence, extent(opening)), token.content)
        return
    if is_mathematics:
        content = _located(excerpt, lines, token, 1)
        closing = trim(excerpt.cut(*lines[last - 1]))
        yield Display(content, extent(opening).to(extent(closing)))


def _closes(excerpt: Excerpt, lines: list[tuple[int, int]], token: Token) -> bool:
    first, last = token.map or (0, 0)
    if last - first < 2:
        return False
    return excerpt.cut(*lines[last - 1]).text.strip(" \t>").startswith(token.markup)


def _lines(excerpt: Excerpt) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for line in excerpt.text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _located(
    excerpt: Excerpt, lines: list[tuple[int, int]], token: Token, skipped: int = 0
) -> Excerpt:
    """A token's content with its places: each of its lines found again in the text."""
    first = (token.map or (0, 0))[0] + skipped
    pieces = []
    for number, line in enumerate(token.content.split("\n")):
        if first + number >= len(lines):
            break
        start, end = lines[first + number]
        here = excerpt.text.rfind(line.strip(), start, end)
        place = max(here, start)
        pieces.append(excerpt.cut(place, place + len(line.strip()) if here >= 0 else end))
        if end < len(excerpt.text):
            pieces.append(excerpt.cut(end, end + 1))
    return join(pieces)


@lru_cache(maxsize=2)
def _parser(whole: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _MAXIMUM_NESTING})
    if whole:
        parser.use(front_matter_plugin)
    parser.core.ruler.disable(["inline", "text_join"])
    parser.block.ruler.before("lheading", "mathematical_paragraph", _paragraph)
    return parser


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for paragraphs: as CommonMark has it, but displays stay whole."""
    if silent:
        return True
    tracker = Tracker()
    tracker.feed(_line(state, start))
    outer, state.parentType = state.parentType, "paragraph"
    line = start + 1
    underlined = False
    while line < end:
        if state.isEmpty(line):
            if not (tracker.inside and _goes_on(state, line, end)):
                break
        elif not tracker.inside:
            underlined = not tracker.seen and _is_underline(state, line)
            if underlined or _is_interruption(state, line, end):
                break
        tracker.feed(_line(state, line))
        line += 1
    state.parentType = outer
    if underlined:  # a heading: left to the next rule
        return False
    _push(state, start, line)
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_underline(state: StateBlock, line: int) -> bool:
    indent = state.sCount[line] - state.blkIndent
    return 0 <= indent < 4 and _UNDERLINE.match(_line(state, line)) is not None


def _is_interruption(state: StateBlock, line: int, end: int) -> bool:
    """Whether something else begins at this line (CommonMark's rules for paragraphs)."""
    if state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)


def _goes_on(state: StateBlock, blank: int, end: int) -> bool:
    """Whether a display that holds an empty line goes on behind it."""
    line = blank
    while line < end and state.isEmpty(line):
        line += 1
    if line >= end or state.sCount[line] < state.blkIndent:
        return False
    chunk = []
    while line < end and not state.isEmpty(line):
        chunk.append(_line(state, line))
        line += 1
    return not reads_as_prose("\n".join(chunk))


def _push(state: StateBlock, start: int, end: int) -> None:
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    pieces = []
    for line in range(start, end):
        first = min(state.bMarks[line] + state.tShift[line], state.eMarks[line])
        pieces.append((first, min(state.eMarks[line] + 1, len(state.src))))
    inline = state.push("inline", "", 0)
    inline.map, inline.children, inline.meta = [start, end], [], {"pieces": pieces}
    state.push("paragraph_close", "p", -1)
