r"""Directives in Markdown: MyST's `{math}` and `{prf:theorem}`, the `:::` blocks of Quarto.

Here: their heads and options, and markdown-it's rule for lines of colons. Not here: the
rest of Markdown (`markdown`), what a display holds (`rows`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivation.model import Excerpt, Label
from derivation.read import statements
from derivation.read.blocks import Begin
from derivation.read.excerpts import joined, stripped

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_HEAD = re.compile(
    r"[:`~]{3,}[ \t]*(?:\{(?P<braces>[^{}\n]*)\}|(?P<word>[\w-]+))?[ \t]*(?P<rest>[^\n]*)"
)
_OPTION = re.compile(r"[ \t]*:(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>[^\n]*)(?:\n|\Z)")
_YAML = re.compile(r"[ \t]*---[ \t]*\n(?P<inside>.*?)\n[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL)
_YAML_LABEL = re.compile(r"^\s*(?:label|name)\s*:\s*(\S+)", re.MULTILINE)
_BOXES = frozenset(
    """
    note warning tip hint important attention caution danger error seealso admonition topic
    margin sidebar dropdown card grid grid-item tab-set tab-item exercise solution epigraph
    exercise-start solution-start div
    """.split()
)
"""Directives whose inside is Markdown."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a directive: its name, and what stands behind it."""

    name: str
    title: str
    identifier: str
    rest: tuple[int, int]

    @property
    def is_math(self) -> bool:
        """Whether it is a display."""
        return self.name == "math"

    @property
    def holds_markdown(self) -> bool:
        """Whether its inside is Markdown."""
        return self.name in _BOXES or self.name.startswith(("prf:", "proof:"))

    def begin(self, line: Excerpt, labels: tuple[str, ...]) -> Begin | None:
        """The theorem, proof, … that begins here, if one does."""
        prefix = self.identifier.split("-")[0] if "-" in self.identifier else ""
        found = statements.kind(self.name) or statements.kind(prefix)
        if found is None:
            return None
        labels = (*([self.identifier] if self.identifier else []), *labels)
        return Begin(found, self.title, labels, line.span(0, len(line.text)))


def head(line: str) -> Head | None:
    """The head of a directive or block in its first line; None for a closing line."""
    match = _HEAD.match(line.strip())
    if match is None or (match["braces"] is None and match["word"] is None):
        return None
    shift = len(line) - len(line.lstrip())
    rest = (match.start("rest") + shift, match.end("rest") + shift)
    title = match["rest"].strip(": ")
    if match["braces"] is None:
        return Head(match["word"].lower(), title, "", rest)
    words = match["braces"].split()
    identifier = next((word[1:] for word in words if word.startswith("#")), "")
    names = [word.lstrip(".") for word in words if not word.startswith("#") and "=" not in word]
    return Head(names[0].lower() if names else "", title, identifier, rest)


def options(inside: Excerpt) -> tuple[Excerpt, tuple[str, ...]]:
    """The inside of a directive without its options, and its labels."""
    labels: list[str] = []
    at = 0
    table = _YAML.match(inside.text)
    if table is not None:
        labels = _YAML_LABEL.findall(table["inside"])
        at = table.end()
    while match := _OPTION.match(inside.text, at):
        if match["key"] in ("label", "name"):
            labels.append(match["value"].strip())
        at = match.end()
    return inside.cut(at, len(inside.text)), tuple(labels)


def display(line: Excerpt, inside: Excerpt) -> tuple[Excerpt, tuple[Label, ...]] | None:
    """What a math directive displays, with its labels; None if there is nothing."""
    body, labels = options(inside)
    parsed = head(line.text)
    argument = line.cut(*parsed.rest) if parsed is not None else line.cut(0, 0)
    parts = [each for each in (stripped(argument), body) if each.text.strip()]
    found = joined(parts, "\n")
    return (found, tuple(Label(label) for label in labels)) if parts else None


def colon_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a line of colons; with `{math}`, all up to the line that closes it."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    if not line.startswith(":::"):
        return False
    if silent:
        return True
    parsed = head(line)
    last = start
    if parsed is not None and parsed.is_math:
        colons = len(line) - len(line.lstrip(":"))
        last = next((at for at in range(start + 1, end) if _closes(state, at, colons)), -1)
    elif parsed is not None:
        while last + 1 < end and _OPTION.fullmatch(_line(state, last + 1)):
            last += 1
    token = state.push("colons", "", 0)
    token.meta = {"closed": last >= 0}
    last = max(last, start)
    token.map = [start, last + 1]
    token.content = state.getLines(start + 1, last, state.blkIndent, False)
    state.line = last + 1
    return True


def _closes(state: StateBlock, at: int, colons: int) -> bool:
    line = _line(state, at)
    return len(line) >= colons and not line.strip(":")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
