r"""Markdown into blocks: headings, prose, displays, comments, front matter.

Here: the block structure, taken from markdown-it-py with one block rule of ours, so
that a display keeps together whatever its lines begin with (`- b` in a display is
no list item), and the way from markdown-it's line numbers back to characters.
Not here: the inside of paragraphs (`inline`), what the front matter says
(`front_matter`), rows of displays (`rows`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from derivation.model import Excerpt, Problem
from derivation.read import directives, front_matter, inline
from derivation.read.blocks import Begin, Block, Display, End, Lost, Prose
from derivation.read.excerpts import joined, stripped, with_plain_line_endings
from derivation.read.expansion import Expander
from derivation.read.inline import Manner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MATH_FENCES = frozenset(("math", "latex-math"))
"""Info words of a fenced block that make it a display."""

LONGEST = 400
"""The most lines a display has; an opening sign is not looked after for longer."""

_CODE_HTML = re.compile(r"\s*<(?:script|style|pre|textarea|\?|!\[CDATA)", re.IGNORECASE)


def blocks(excerpt: Excerpt, expander: Expander) -> list[Block]:
    """The blocks of a Markdown text, in order."""
    whole = with_plain_line_endings(excerpt)
    whole = replace(whole, text=whole.text.replace("\0", "\ufffd"))  # as markdown-it does
    tokens = _parser().parse(whole.text)
    lines = _lines(whole)
    found: list[Block] = []
    paragraph: list[Excerpt] = []
    divisions: list[Begin | None] = []
    reached = -1
    for index, token in enumerate(tokens):
        if token.type == "inline" and token.map is not None:
            if not _runs_on(tokens, index, reached):
                found.extend(_paragraph(paragraph, expander))
                paragraph = []
            located = _located(token, lines)
            reached = token.map[1]
            if tokens[index - 1].type == "heading_open":
                found.extend(_heading(located, int(tokens[index - 1].tag[1:]), expander))
            else:
                paragraph.append(located)
        elif token.type == "colons":
            found.extend(_paragraph(paragraph, expander))
            paragraph = []
            found.extend(_colons(token, lines, expander, divisions))
        elif token.type in ("fence", "html_block", "front_matter"):
            found.extend(_paragraph(paragraph, expander))
            paragraph = []
            found.extend(_leaf(token, lines, expander))
    found.extend(_paragraph(paragraph, expander))
    return found


def _parser() -> MarkdownIt:
    """CommonMark without inline parsing and link definitions, with our displays."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").disable(["inline", "reference"])
    parser.use(front_matter_plugin)
    interrupts = {"alt": ["paragraph", "blockquote", "list"]}
    parser.block.ruler.before("lheading", "colons", directives.colon_rule, interrupts)  # type: ignore[arg-type] # as below
    parser.block.ruler.before("lheading", "display", _display_rule, interrupts)  # type: ignore[arg-type] # the stub wants its own TypedDict
    return parser


def _display_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: the lines of a display that begins a line or goes over several.

    The tokens are those of a paragraph: `inline` finds the display again, with
    what stands before and behind it.
    """
    if state.is_code_block(start):
        return False
    last = _display_end(state, start, end)
    if last is None:
        return False
    if silent:
        return True
    state.line = last + 1
    state.push("paragraph_open", "p", 1).map = [start, last + 1]
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, last + 1, state.blkIndent, False).strip()
    token.map = [start, last + 1]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _display_end(state: StateBlock, start: int, end: int) -> int | None:
    """The last line of the display that our rule takes at line `start`, if it does."""
    text = _content(state, start)
    opened = inline.next_display(text, 0)
    if opened is None:
        return None
    ours = opened[0] == 0
    last = start
    while opened is not None:
        found = inline.closing(text, *opened, Manner.MARKDOWN)
        while found is None:
            last += 1
            if last >= min(end, start + LONGEST):
                return None
            line = _content(state, last)
            if line and state.sCount[last] < state.blkIndent:
                return None
            if opened[1] == "$$" and not line:
                return None
            text += "\n" + line
            ours = True
            if _may_close(opened[1], line):
                found = inline.closing(text, *opened, Manner.MARKDOWN)
        opened = inline.next_display(text, found.end)
    return last if ours else None


def _may_close(opening: str, line: str) -> bool:
    """Whether a line is worth a look for the end of a display (saves rescanning)."""
    if opening.startswith(r"\begin"):
        return r"\end" in line
    return ("$$" if opening == "$$" else r"\]") in line


def _content(state: StateBlock, line: int) -> str:
    """A line without its container's marks and its white space at the ends."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _runs_on(tokens: Sequence[Token], index: int, reached: int) -> bool:
    """Whether the paragraph at `index` goes on the one before, with no blank line."""
    before = [token.type for token in tokens[max(0, index - 3) : index]]
    here = tokens[index].map
    return (
        before == ["inline", "paragraph_close", "paragraph_open"]
        and here is not None
        and (here[0] == reached)
    )


def _lines(excerpt: Excerpt) -> list[Excerpt]:
    """Every line of a text, without its ending."""
    found = []
    at = 0
    for line in excerpt.text.split("\n"):
        found.append(excerpt.cut(at, at + len(line)))
        at += len(line) + 1
    return found


def _located(token: Token, lines: Sequence[Excerpt]) -> Excerpt:
    """The content of a token with its places: each of its lines found in the source."""
    first = token.map[0] if token.map is not None else 0
    first += token.type == "fence"
    contents = token.content.removesuffix("\n").split("\n")
    pairs = zip(contents, lines[first:], strict=False)
    return joined((_within(line, content) for content, line in pairs), "\n")


def _within(line: Excerpt, content: str) -> Excerpt:
    """The part of a line that markdown-it gave as its content."""
    whole, part = line.text.rstrip(), content.strip()
    if whole.endswith(part):
        return line.cut(len(whole) - len(part), len(whole))
    start = max(0, line.text.find(part))
    return line.cut(start, start + len(part))


def _running(text: Excerpt, expander: Expander) -> list[Block]:
    """The blocks of running text, its macros replaced."""
    return inline.blocks(expander.expand(text, tex=False), Manner.MARKDOWN)


def _paragraph(parts: list[Excerpt], expander: Expander) -> list[Block]:
    return _running(joined(parts, "\n"), expander) if parts else []


def _heading(content: Excerpt, level: int, expander: Expander) -> list[Block]:
    return [
        block.at_level(level) if isinstance(block, Prose) else block
        for block in _running(content, expander)
    ]


def _leaf(token: Token, lines: Sequence[Excerpt], expander: Expander) -> list[Block]:
    """Blocks of a fenced block, of HTML or of front matter."""
    if token.type == "fence":
        return _fence(token, lines, expander)
    if token.type == "html_block":
        if _CODE_HTML.match(token.content):
            return []
        if token.content.lstrip().startswith("<!--") and "-->" not in token.content:
            opening = _within(lines[token.map[0] if token.map else 0], "<!--")
            return [Problem("This comment is never closed.", opening.span(0, 4))]
        return _running(_located(token, lines), expander)
    return front_matter.blocks(_front_matter(token, lines), expander)


def _fence(token: Token, lines: Sequence[Excerpt], expander: Expander) -> list[Block]:
    """The display in a fenced block, if it is one; what an unclosed fence hides is said."""
    words = token.info.split()
    is_display = bool(words) and words[0].strip("{}.") in MATH_FENCES
    first, behind = token.map or [0, 0]
    head = directives.head(token.markup + token.info) if "{" in token.info else None
    last = lines[behind - 1].text.rstrip()
    closed = behind - first > 1 and re.search(rf"(?:^|[\s>]){token.markup[0]}+$", last)
    if closed and head is not None and head.is_math:
        return _directive(lines[first], _located(token, lines), expander)
    if closed and head is not None and head.holds_markdown:
        body, labels = directives.options(_located(token, lines))
        begin = head.begin(lines[first], labels)
        inside = blocks(body, expander)
        ending = lines[behind - 1]
        end = [] if begin is None else [End(begin.kind, ending.span(0, len(ending.text)))]
        return [*([] if begin is None else [begin]), *inside, *end]
    if closed:
        return (
            [Display(expander.expand(_located(token, lines), tex=False))] if is_display else []
        )
    if not is_display and inline.next_display(token.content, 0) is None:
        return []
    opening = _within(lines[first], token.markup)
    message = "This fence is never closed; all that stands below it is taken as code."
    return [Lost(Problem(message, opening.span(0, len(opening.text))), token.content)]


def _directive(line: Excerpt, inside: Excerpt, expander: Expander) -> list[Block]:
    """The display of a math directive."""
    found = directives.display(line, inside)
    if found is None:
        return [Problem("This directive holds no mathematics.", line.span(0, len(line.text)))]
    body, labels = found
    return [Display(expander.expand(body, tex=False), labels)]


def _colons(
    token: Token,
    lines: Sequence[Excerpt],
    expander: Expander,
    divisions: list[Begin | None],
) -> list[Block]:
    """A display in colons, or the first or last line of a block that holds Markdown."""
    first, behind = token.map or [0, 0]
    line = stripped(lines[first])
    head = directives.head(line.text[line.text.find(":::") :])
    if head is None:
        begun = divisions.pop() if divisions else None
        return [] if begun is None else [End(begun.kind, line.span(0, len(line.text)))]
    if head.is_math:
        if not token.meta["closed"]:
            message = "This directive is never closed."
            return [Lost(Problem(message, line.span(0, len(line.text))), "")]
        contents = token.content.removesuffix("\n").split("\n")
        pairs = zip(contents, lines[first + 1 : behind], strict=False)
        inside = joined((_within(each, content) for content, each in pairs), "\n")
        return _directive(line.cut(line.text.find(":::"), len(line.text)), inside, expander)
    below = joined(lines[first + 1 : behind], "\n")
    begun = head.begin(line, directives.options(below)[1])
    divisions.append(begun)
    return [] if begun is None else [begun]


def _front_matter(token: Token, lines: Sequence[Excerpt]) -> Excerpt:
    first, behind = token.map or [0, 0]
    return joined(lines[first + 1 : behind - 1], "\n")
