r"""AsciiDoc into blocks: `[latexmath]` and `[stem]` blocks, `latexmath:[…]`, headings.

Read line by line by a scanner of our own: no library parses AsciiDoc in Python with places.
Listings, literal and passthrough blocks are left alone. `stem` is LaTeX where the document
says `:stem: latexmath` or where it is written with commands; AsciiMath is refused with its
place, as its words (`sqrt(x)`) would be read as products.
"""

from __future__ import annotations

import re
from functools import partial

from derivation.model import Excerpt, Label, Problem
from derivation.read import statements
from derivation.read.blocks import Begin, Block, Comment, Display, End, Lost
from derivation.read.excerpts import joined, stripped
from derivation.read.expansion import Expander
from derivation.read.lines import Inline, Line, lines, paragraph, together

_DELIMITER = re.compile(
    r"(?:(?P<left>-{4,}|\.{4,}|\+{4,}|/{4,}|`{3}\S*)|={4,}|\*{4,}|_{4,}|--)$"
)
_HEADING = re.compile(r"(?P<marks>={1,6})[ \t]+(?=\S)")
_ATTRIBUTES = re.compile(r"\[(?P<inside>[^\[\]]*|\[[^\[\]]*\])\]$")
_ATTRIBUTE = re.compile(r":!?[\w-]+!?:(?:\s|$)")
_IDENTIFIER = re.compile(
    r"\[(?P<anchor>[^\[\],]+)|#(?P<short>[\w:.-]+)|\bid=\"?(?P<long>[\w:.-]+)"
)
_LATEX = re.compile(r"^:stem:[ \t]*(?:latexmath|tex)\b", re.MULTILINE)
_ASCII_WORD = re.compile(r"[A-Za-z]{2,}")
_MACRO = r"(?P<kind>stem|latexmath|asciimath):[\w,]*"
_PATTERN = re.compile(
    rf"(?P<formula>{_MACRO}\[(?P<inside>(?:\\\]|[^\]]){{0,2000}})\])|\+\+\+.{{0,2000}}?\+\+\+|`[^`\n]+`",
    re.DOTALL,
)
_UNCLOSED = re.compile(r"(?:stem|latexmath):\[")
_ESCAPED = re.compile(r"\\(?=\])")


def blocks(excerpt: Excerpt, expander: Expander) -> list[Block]:
    """The blocks of a text in order."""
    return _Scan(lines(excerpt), expander, latex=bool(_LATEX.search(excerpt.text))).run()


class _Scan:
    """One pass over the lines."""

    def __init__(self, every: list[Line], expander: Expander, *, latex: bool) -> None:
        self.lines = every
        self.expander = expander
        self.latex = latex
        self.inline = Inline(_PATTERN, _UNCLOSED, partial(_cleaned, latex=latex))
        self.at = 0
        self.found: list[Block] = []
        self.style = ""
        self.labels: list[str] = []
        self.title = ""
        self.open: list[tuple[str, str | None]] = []

    def run(self) -> list[Block]:
        while self.at < len(self.lines):
            self._line(self.lines[self.at])
        return self.found

    def _line(self, line: Line) -> None:
        text = line.text
        attributes = _ATTRIBUTES.match(text)
        delimiter = _DELIMITER.match(text)
        heading = _HEADING.match(text)
        self.at += 1
        if attributes is not None:
            self._attributes(attributes["inside"])
        elif delimiter is not None:
            self._delimited(line, text, code=delimiter["left"] is not None)
            self._forget()
        elif text.startswith("//"):
            self.found.append(Comment(line.excerpt.cut(2, len(text))))
        elif heading is not None:
            whole = Line(line.excerpt.cut(heading.end(), len(text)))
            level = len(heading["marks"])
            self.found.extend(paragraph([whole], self.inline, self.expander, level))
            self._forget()
        elif re.match(r"\.[^\s.]", text):
            self.title = text[1:]
        elif text and text != "+" and not _ATTRIBUTE.match(text):
            self._paragraph(line)
            self._forget()

    def _forget(self) -> None:
        self.style, self.labels, self.title = "", [], ""

    def _attributes(self, inside: str) -> None:
        """The style and names that a line in brackets gives the block below it."""
        style = re.match(r"[\w-]+", inside)
        self.style = (
            style.group().lower() if style and "=" not in inside.split(",")[0] else self.style
        )
        for match in _IDENTIFIER.finditer(inside):
            self.labels.append(next(each for each in match.groups() if each).strip())

    def _delimited(self, line: Line, text: str, *, code: bool) -> None:
        if not code:
            self._division(line, text)
            return
        closer = "```" if text.startswith("```") else text
        behind = range(self.at, len(self.lines))
        end = next((at for at in behind if self.lines[at].text == closer), None)
        math = text[0] == "+" and self.style in ("stem", "latexmath", "asciimath")
        if end is None:
            problem = line.problem("This block is never closed.")
            self.found.append(Lost(problem, "") if math else problem)
            return
        body = self.lines[self.at : end]
        self.at = end + 1
        if math:
            self._math(line, body)
        elif text[0] == "/" and body:
            self.found.append(Comment(together(body)))

    def _math(self, line: Line, body: list[Line]) -> None:
        inside = together(body) if body else line.excerpt.cut(0, 0)
        if not inside.text.strip():
            self.found.append(line.problem("This block holds no mathematics."))
            return
        latex = self.latex or self.style == "latexmath"
        cleaned = _latex(inside, latex=latex and self.style != "asciimath")
        if isinstance(cleaned, Problem):
            self.found.append(Lost(cleaned, ""))
            return
        labels = tuple(Label(each) for each in self.labels)
        self.found.append(Display(self.expander.expand(cleaned, tex=False), labels))

    def _division(self, line: Line, text: str) -> None:
        """An example or open block begins or ends; its inside is text like any other."""
        span = line.excerpt.span(0, len(text))
        if any(opened == text for opened, _ in self.open):
            opened, kind = self.open.pop()
            while opened != text:
                opened, kind = self.open.pop()
            self.found.extend([End(kind, span)] if kind else [])
            return
        kind = statements.kind(self.style)
        self.open.append((text, kind))
        if kind is not None:
            self.found.append(Begin(kind, self.title, tuple(self.labels), span))

    def _paragraph(self, first: Line) -> None:
        """Lines up to an empty one or a block's mark; indented ones are literal."""
        parts = [first]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.bare or line.text == "+" or _DELIMITER.match(line.text):
                break
            if _ATTRIBUTES.match(line.text):
                break
            parts.append(line)
            self.at += 1
        if first.indent == 0 or re.match(r"[*.\-]+[ \t]", first.bare):
            self.found.extend(paragraph(parts, self.inline, self.expander))


def _cleaned(inside: Excerpt, *, latex: bool) -> Excerpt | Problem:
    r"""The inside of a macro without its escapes (`\]`) and dollars."""
    parts = []
    at = 0
    for escape in _ESCAPED.finditer(inside.text):
        parts.append(inside.cut(at, escape.start()))
        at = escape.end()
    found = stripped(joined([*parts, inside.cut(at, len(inside.text))], ""))
    if len(found.text) > 2 and found.text[0] == found.text[-1] == "$":
        found = found.cut(1, len(found.text) - 1)
    return _latex(found, latex=latex)


def _latex(inside: Excerpt, *, latex: bool) -> Excerpt | Problem:
    """The mathematics if it is LaTeX, or means the same in LaTeX; else a problem."""
    text = inside.text
    if latex or "\\" in text or not _ASCII_WORD.search(text):
        return inside
    message = "This is AsciiMath, which is not read (LaTeX is: latexmath)."
    return Problem(message, inside.span(0, len(text)))
