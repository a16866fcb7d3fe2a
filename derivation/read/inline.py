r"""Running text taken apart: words, formulas, displays, comments, breaks.

Here: one scanner for the inside of paragraphs, in two manners: Markdown's (code
spans, `<!-- -->`) and TeX's (`%` comments, verbatim text, headings, environments).
An opening sign that is never closed is a problem with its place; the scan goes on
behind its paragraph. Not here: block structure of Markdown (`markdown`), rows of
a display (`rows`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from derivation.model import Excerpt, Label, Problem, Span
from derivation.read import conteq, statements
from derivation.read.blocks import (
    Begin,
    Block,
    Comment,
    Display,
    End,
    Lost,
    Named,
    Prose,
    Words,
    passage,
)

DISPLAY_ENVIRONMENTS = (
    "equation|align|gather|multline|flalign|alignat|xalignat|eqnarray|displaymath|dmath|math"
    "|IEEEeqnarray|conteq|darray|aligned|alignedat|gathered|split|multlined"
)
"""Environments that are a display by themselves (each also with a star).

The last five belong inside a display; standing alone, MathJax shows them all the same.
"""

_DISPLAY = rf"\$\$|\\\[|\\begin\{{(?:{DISPLAY_ENVIRONMENTS})\*?\}}"
_DOUBLED = r"\\\\\[(?!\s*[\d.]+\s*[a-z]{2}\s*\])"
r"""`\\[` as in documents where Markdown takes one backslash away; `\\[2pt]` is a skip."""

_FORMULA = r"\$|\\\("
_STRAY = rf"\\\]|\\end\{{(?:{DISPLAY_ENVIRONMENTS})\*?\}}"

_MARKDOWN = re.compile(
    rf"""(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|`+)
    |(?P<comment><!--(?P<inside>(?:(?!<!--).)*?)-->)
    |(?P<display>{_DISPLAY}|{_DOUBLED})|(?P<formula>{_FORMULA}|\\\\\()|(?P<stray>\\end\{{(?:{DISPLAY_ENVIRONMENTS})\*?\}})
    |(?P<escape>\\[^\w\s\[\](])""",
    re.VERBOSE | re.DOTALL,
)
_TEX = re.compile(
    rf"""(?P<comment>%(?P<inside>[^\n]*))
    |(?P<code>\\verb\*?(?P<ticks>[^\w\s*])[^\n]*?(?P=ticks)
      |\\begin\{{(?P<raw>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}}
       .*?(?:\\end\{{(?P=raw)\}}|\Z))
    |(?P<display>{_DISPLAY})|(?P<formula>{_FORMULA})|(?P<stray>{_STRAY})
    |(?P<heading>\\(?P<kind>part|chapter|(?:sub)*section|(?:sub)?paragraph|title)\*?\s*(?:\[[^\]]*\])?\{{)
    |(?P<break>\\(?P<side>begin|end)\{{(?P<name>[^{{}}]*)\}}(?:\[(?P<note>[^\[\]]*)\])?|\\item\b(?:\[[^\[\]]*\])?
      |\\(?:par|maketitle|newpage|clearpage)\b|\n[ \t]*\n\s*|\\label\{{(?P<label>[^{{}}]*)\}})
    |(?P<escape>\\[^A-Za-z\s\[\](])""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = re.compile(r"[\\=+_^&<>*/|-]")
_TEX_COMMENT = re.compile(r"(?<!\\)%(?P<inside>[^\n]*)")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n)|\Z")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_LEVELS = {"title": 1, "part": 2, "chapter": 3, "section": 4, "paragraph": 10}


_BEHIND = re.compile(
    r"[ \t]*(?:\((?P<myst>(?=[^()\s]*[-_:.\d])[\w:.-]+)\)|\{\#(?P<quarto>[\w:.-]+)[^{}\n]*\})"
    r"[ \t]*(?=\n|\Z)"
)
"""Labels behind a display: `$$ (eq:one)` of MyST, `$$ {#eq-one}` of Quarto."""


def _level(kind: str) -> int:
    """The level of a TeX heading: `subsection` lies one below `section`."""
    plain = kind.removeprefix("sub")
    return _LEVELS[kind] if plain == kind else 1 + _level(plain)


def _is_empty(inside: str) -> bool:
    r"""Whether mathematics holds definitions alone, of which `\relax` is what is left."""
    return r"\relax" in inside and not inside.replace(r"\relax", "").strip()


class Manner(Enum):
    """Whose rules the running text follows."""

    MARKDOWN = "markdown"
    TEX = "tex"


@dataclass(frozen=True, slots=True)
class Closing:
    """Where an opened formula or display ends: its inside and the place behind it."""

    inside_start: int
    inside_end: int
    end: int


def closing(text: str, start: int, opening: str, manner: Manner) -> Closing | None:
    r"""The end of what `opening` at `start` opens, or None when it is not closed.

    `$$`, `$`, `\(` and `\\(` do not reach over an empty line (TeX's rule, which keeps a
    forgotten sign from turning the rest of the document inside out); an environment
    or `\[` is given up where another display begins before it is closed.
    """
    behind = start + len(opening)
    if opening in ("$$", "$", r"\(", r"\\("):
        closer = re.escape(opening.replace("(", ")"))
        never = r"\n[ \t]*\n"
    elif opening in (r"\[", r"\\["):
        closer = re.escape(opening.replace("[", "]"))
        never = r"\\\[|\$\$"
    else:
        name = re.escape(opening.removeprefix(r"\begin"))
        closer, never = rf"\\end{name}", rf"\\begin{name}|\\\[|\$\$"
    comment = r"|(?P<skip>%[^\n]*)" if manner is Manner.TEX else ""
    pattern = re.compile(rf"(?P<close>{closer})|(?P<never>{never})|\\.{comment}", re.DOTALL)
    for match in pattern.finditer(text, behind):
        if match["never"] is not None:
            return None
        if match["close"] is not None:
            whole = opening.startswith(r"\begin")
            if whole:
                return Closing(start, match.end(), match.end())
            return Closing(behind, match.start(), match.end())
    return None


def next_display(text: str, at: int) -> tuple[int, str] | None:
    """The next opening of a display in Markdown from `at` on, code left out."""
    while match := _MARKDOWN.search(text, at):
        if match["display"] is not None:
            return match.start(), match.group()
        at = match.end()
    return None


def blocks(excerpt: Excerpt, manner: Manner) -> list[Block]:
    """The blocks of a stretch of running text, in order."""
    return _Scan(excerpt, manner).run()


class _Scan:
    """One pass over a stretch of running text."""

    def __init__(self, excerpt: Excerpt, manner: Manner) -> None:
        self.excerpt = excerpt
        self.text = excerpt.text
        self.manner = manner
        self.found: list[Block] = []
        self.words: list[Words] = []
        self.words_from = 0
        self.plain_from = 0

    def run(self) -> list[Block]:
        pattern = _TEX if self.manner is Manner.TEX else _MARKDOWN
        at = 0
        while match := pattern.search(self.text, at):
            at = self._step(match)
        self._flush(len(self.text), len(self.text))
        return self.found

    def _step(self, match: re.Match[str]) -> int:
        """Deal with one sign; the offset from which to go on."""
        start, end = match.span()
        groups = match.groupdict()
        if groups["display"] is not None:
            return self._display(match)
        if groups["formula"] is not None:
            return self._formula(match)
        if groups["comment"] is not None:
            self._plain(start, end)
            self.found.append(
                Comment(self.excerpt.cut(match.start("inside"), match.end("inside")))
            )
        elif groups["stray"] is not None:
            self._flush(start, end)
            self._problem(f"Nothing is open here that {match.group()} could close.", start, end)
        elif groups.get("heading") is not None:
            return self._heading(match)
        elif groups.get("break") is not None:
            self._flush(start, end)
            self._mark(match)
        elif groups["code"] is not None and self.manner is Manner.TEX:
            self._flush(start, end)  # verbatim text is no prose; Markdown's code words are
        return end

    def _plain(self, start: int, end: int) -> None:
        """Keep the words up to `start`; go on with words at `end`."""
        if start > self.plain_from:
            self.words.append(Words(self.excerpt.cut(self.plain_from, start), formula=False))
        self.plain_from = end

    def _flush(self, start: int, end: int) -> None:
        """End a paragraph at `start`; the next begins at `end`."""
        self._plain(start, end)
        prose = passage(self.words, self._trimmed(start))
        if prose.formulas or any(each.isalnum() for each in prose.text):
            self.found.append(Prose(prose))
        self.words = []
        self.words_from = end

    def _trimmed(self, end: int) -> Span:
        piece = self.text[self.words_from : end]
        first = self.words_from + len(piece) - len(piece.lstrip())
        return self.excerpt.span(first, max(first, self.words_from + len(piece.rstrip())))

    def _display(self, match: re.Match[str]) -> int:
        start = match.start()
        found = closing(self.text, start, match.group(), self.manner)
        if found is None:
            ending = _PARAGRAPH_END.search(self.text, start)
            end = ending.start() if ending else len(self.text)
            self._flush(start, end)
            message = f"{match.group()} opens a display that is not closed."
            problem = Problem(message, self.excerpt.span(start, end))
            self.found.append(Lost(problem, self.text[match.end() : end]))
            return end
        inside = self.excerpt.cut(found.inside_start, found.inside_end)
        if self._is_literal(match.group(), inside.text):
            return match.end()
        labels, end = self._labels(found.end)
        self._flush(start, end)
        if _is_empty(inside.text):
            return end
        if match.group().startswith(r"\begin{conteq"):
            inside = conteq.as_rows(inside)
        self.found.append(Display(inside, labels))
        for comment in _TEX_COMMENT.finditer(inside.text):
            self.found.append(Comment(inside.cut(*comment.span("inside"))))
        return end

    def _labels(self, end: int) -> tuple[tuple[Label, ...], int]:
        """The label that Markdown sets behind a display, and where it ends."""
        label = _BEHIND.match(self.text, end) if self.manner is Manner.MARKDOWN else None
        if label is None:
            return (), end
        text = label["myst"] or label["quarto"]
        return (Label(text, printed=text[0].isdigit()),), label.end()

    def _mark(self, match: re.Match[str]) -> None:
        """The beginning or end of a theorem or proof, or its label."""
        span = self.excerpt.span(*match.span())
        kind = statements.kind(match["name"] or "")
        if match["label"]:
            self.found.append(Named(match["label"].strip()))
        elif match["side"] == "begin" and kind is not None:
            self.found.append(Begin(kind, (match["note"] or "").strip(), (), span))
        elif match["side"] == "end" and kind is not None:
            self.found.append(End(kind, span))

    def _is_literal(self, opening: str, inside: str) -> bool:
        r"""Whether Markdown's `\[1\]`, `\(see above\)` are brackets, no mathematics."""
        if self.manner is Manner.TEX or opening not in (r"\[", r"\("):
            return False
        bare = inside.strip()
        return not _SIGNS.search(bare) and not (len(bare) == 1 and bare.isalpha())

    def _formula(self, match: re.Match[str]) -> int:
        start, opening = match.start(), match.group()
        found = closing(self.text, start, opening, self.manner)
        if found is None and self.manner is Manner.TEX:
            self._problem(f"{opening} opens a formula that is not closed.", start, match.end())
        if found is None or not self._is_formula(opening, found):
            return match.end()
        self._plain(start, found.end)
        inside = self.excerpt.cut(found.inside_start, found.inside_end)
        if _is_empty(inside.text):
            self._plain(start, found.end)
            return found.end
        if self.manner is Manner.MARKDOWN and re.fullmatch(r"`[^`]+`", inside.text):
            inside = inside.cut(1, len(inside.text) - 1)  # GitHub's $`...`$
        self.words.append(Words(inside, formula=True))
        return found.end

    def _is_formula(self, opening: str, found: Closing) -> bool:
        r"""Whether `$...$` is mathematics: in Markdown "$5 and $6" are prices."""
        inside = self.text[found.inside_start : found.inside_end]
        if not inside.strip():
            return False
        if opening != "$" or self.manner is Manner.TEX:
            return not self._is_literal(opening, inside)
        behind = self.text[found.end : found.end + 1]
        return inside[0].isspace() == inside[-1].isspace() and not behind.isdigit()

    def _heading(self, match: re.Match[str]) -> int:
        depth = 1
        for brace in _BRACE.finditer(self.text, match.end()):
            depth += {"{": 1, "}": -1}.get(brace.group(), 0)
            if depth == 0:
                self._flush(match.start(), match.end())
                inside = self.excerpt.cut(match.end(), brace.start())
                for block in blocks(inside, self.manner):
                    if isinstance(block, Prose):
                        self.found.append(block.at_level(_level(match["kind"])))
                    else:
                        self.found.append(block)
                self.words_from = self.plain_from = brace.end()
                return brace.end()
        return match.end()

    def _problem(self, message: str, start: int, end: int) -> None:
        self.found.append(Problem(message, self.excerpt.span(start, end)))
