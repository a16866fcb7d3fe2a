r"""reStructuredText into blocks: `.. math::`, `:math:` roles, headings, comments.

Read line by line by a scanner of our own. docutils would parse more exactly what is no
mathematics, but it gives lines and no columns, and its nodes no way back to characters;
what is wanted here (indented bodies, roles) is a small part of the format. Code, literal
blocks and raw text are left alone; other directives hold text like any other.
"""

from __future__ import annotations

import re

from derivation.model import Excerpt, Label
from derivation.read import statements
from derivation.read.blocks import Begin, Block, Comment, Display, End
from derivation.read.directives import options
from derivation.read.expansion import Expander
from derivation.read.lines import Inline, Line, lines, paragraph, together

_DIRECTIVE = re.compile(r"\s*\.\.[ \t]+(?:\|[^|]*\|[ \t]+)?(?P<name>[\w:.+-]+?)::(?:[ \t]+|$)")
_EXPLICIT = re.compile(r"\s*\.\.(?:[ \t]+|$)")
_TARGET = re.compile(r"\s*(?:\.\.[ \t]+_[^:]*:|__[ \t])")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")
_LEFT = frozenset(
    """
    code code-block sourcecode highlight literalinclude parsed-literal raw include image figure
    graphviz digraph plot csv-table toctree index only autosummary automodule autoclass
    autofunction automethod testcode testoutput doctest ipython jupyter-execute prompt
    productionlist default-role role contents currentmodule module replace unicode
    """.split()
)
"""Directives whose inside is no text to be read."""

_INLINE = Inline(
    re.compile(
        r"``.{1,2000}?``|(?P<formula>:math:`(?P<inside>[^`]*)`)"
        r"|(?<![:\w`])`[^`\n]+`_{0,2}(?!`)",
        re.DOTALL,
    ),
    re.compile(r":math:`"),
)


def blocks(excerpt: Excerpt, expander: Expander) -> list[Block]:
    """The blocks of a text in order."""
    return _Scan(lines(excerpt), expander).run()


class _Scan:
    """One pass over the lines."""

    def __init__(self, every: list[Line], expander: Expander) -> None:
        self.lines = every
        self.expander = expander
        self.at = 0
        self.found: list[Block] = []
        self.levels: list[str] = []
        self.open: list[tuple[int, str]] = []

    def run(self) -> list[Block]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.bare:
                self.at += 1
                continue
            self._close(line)
            if (directive := _DIRECTIVE.match(line.text)) is not None:
                self._directive(line, directive)
            elif _TARGET.match(line.text):
                self.at += 1
            elif (comment := _EXPLICIT.match(line.text)) is not None:
                self._comment(line, comment.end())
            elif not self._heading():
                self._paragraph()
        last = self.lines[-1].excerpt
        end = last.span(len(last.text), len(last.text))
        self.found.extend(End(kind, end) for _, kind in reversed(self.open))
        return self.found

    def _close(self, line: Line) -> None:
        """Theorems and proofs end where the text is indented no more."""
        while self.open and line.indent <= self.open[-1][0]:
            _, kind = self.open.pop()
            self.found.append(End(kind, line.excerpt.span(0, 0)))

    def _body(self, indent: int) -> list[Line]:
        """The lines below that belong to what is indented by `indent`, without blank ends."""
        start = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.bare and line.indent <= indent:
                break
            self.at += 1
        body = self.lines[start : self.at]
        while body and not body[-1].bare:
            body.pop()
        while body and not body[0].bare:
            body.pop(0)
        return body

    def _directive(self, line: Line, directive: re.Match[str]) -> None:
        name = directive["name"].lower()
        self.at += 1
        if name in ("math", "displaymath"):
            argument = line.excerpt.cut(directive.end(), max(directive.end(), len(line.text)))
            self._math(line, argument, self._body(line.indent))
            return
        if name in _LEFT or name.startswith("auto"):
            self._body(line.indent)
            return
        kind = statements.kind(name)
        labels: list[str] = []
        while self.at < len(self.lines) and re.match(r":[\w-]+:", self.lines[self.at].bare):
            labels.extend(options(self.lines[self.at].excerpt)[1])
            self.at += 1
        title = line.text[directive.end() :].strip()
        if kind is not None:
            span = line.excerpt.span(line.indent, len(line.text))
            self.found.append(Begin(kind, title, tuple(labels), span))
            self.open.append((line.indent, kind))

    def _math(self, line: Line, argument: Excerpt, body: list[Line]) -> None:
        """A display for every part between empty lines; the label is for the last one."""
        inside, names = options(together(body)) if body else (argument.cut(0, 0), ())
        parts = [argument, *_parts(inside)]
        parts = [part for part in parts if part.text.strip()]
        if not parts:
            self.found.append(line.problem("This directive holds no mathematics."))
        for number, part in enumerate(parts, start=1):
            labels = tuple(Label(name) for name in names) if number == len(parts) else ()
            self.found.append(Display(self.expander.expand(part, tex=False), labels))

    def _comment(self, line: Line, start: int) -> None:
        self.at += 1
        if start < len(line.text):
            self.found.append(Comment(line.excerpt.cut(start, len(line.text))))
        self._body(line.indent)

    def _heading(self) -> bool:
        """A heading: a line with a rule below it, or between two."""
        line = self.lines[self.at]
        over = _RULE.match(line.text)
        below = self._line(1)
        if over is not None:
            closed = self._line(2)
            if below and below.bare and closed and closed.text == line.text:
                self._title(below, line.text[0] * 2)
                self.at += 3
            else:
                self.at += 1
            return True
        rule = below and _RULE.match(below.text)
        if not rule or below is None or line.indent or len(below.text) < len(line.text):
            return False
        self._title(line, below.text[0])
        self.at += 2
        return True

    def _title(self, line: Line, style: str) -> None:
        if style not in self.levels:
            self.levels.append(style)
        level = self.levels.index(style) + 1
        self.found.extend(paragraph([line], _INLINE, self.expander, level))

    def _line(self, ahead: int) -> Line | None:
        index = self.at + ahead
        return self.lines[index] if index < len(self.lines) else None

    def _paragraph(self) -> None:
        """Lines up to an empty one; after `::` what is indented below is literal."""
        start = self.at
        indent = self.lines[start].indent
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.bare or (self.at > start and _EXPLICIT.match(line.text)):
                break
            if self.at > start and line.indent < indent:
                break
            self.at += 1
        parts = self.lines[start : self.at]
        if not parts[0].bare.startswith(">>>"):
            self.found.extend(paragraph(parts, _INLINE, self.expander))
        if parts[-1].text.endswith("::"):
            self._body(indent)


def _parts(inside: Excerpt) -> list[Excerpt]:
    """The parts of a body between empty lines, environments kept whole."""
    if r"\begin" in inside.text:
        return [inside]
    found = []
    at = 0
    for gap in re.finditer(r"\n[ \t]*\n\s*|\Z", inside.text):
        found.append(inside.cut(at, gap.start()))
        at = gap.end()
    return found
