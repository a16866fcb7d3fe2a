r"""Where mathematics begins and ends in running text: `$`, `$$`, `\[`, environments.

Here: finding the closing delimiter, and saying so when there is none. Not here: which
text is looked at (`markdown`, `tex`), what stands between the delimiters (`rows`).
"""

from __future__ import annotations

import re

from derivation.model import Excerpt, Problem
from derivation.read.blocks import Display, Formula, Lost

ALIGNED = frozenset(
    "align aligned alignat alignedat flalign xalignat eqnarray split gather gathered "
    "multline multlined equation displaymath math dmath dgroup IEEEeqnarray "
    "subequations empheq".split()
)
"""Environments whose rows are lines of chains; a star changes nothing."""

NAME = r"(?:" + "|".join(sorted(ALIGNED, key=len, reverse=True)) + r")"

DISPLAY_OPENERS = rf"\$\$|\\\\\[|\\\[|\\begin[ \t]*\{{{NAME}\*?\}}"
"""A pattern of everything that opens a display."""

_INSIDE = re.compile(
    r"""(?P<blank>\n[ \t]*(?=\n))
    |\\begin[ \t]*\{(?P<begin>[A-Za-z]+\*?)\}|\\end[ \t]*\{(?P<end>[A-Za-z]+\*?)\}
    |(?P<pair>\\\\)|(?P<square>\\\[)|\\.|(?P<dollars>\$\$)|\$|(?P<percent>%[^\n]*)""",
    re.VERBOSE | re.DOTALL,
)
_IN_FORMULA = re.compile(r"\\.|[{}$]|\n[ \t]*\n", re.DOTALL)
_CLOSERS = {"$$": "$$", r"\[": r"\]", r"\\[": r"\\]"}
_IN_TEXT = re.compile(r"\\[A-Za-z]+\*?\s*\{[^{}]*\}|\\[A-Za-z]+")
_WORD_RUN = re.compile(r"(?:[A-Za-z]{2,}[ ,]+){2}[A-Za-z]{2,}|[A-Za-z]{2,}[.:]?\s*$")
_MATHEMATICAL = re.compile(r"[\\=+_^&<>*/|]")


def display_at(
    excerpt: Excerpt, start: int, opener: str, *, tex: bool
) -> tuple[Display | Lost, int]:
    """The display that `opener` begins at `start`, and the offset behind it.

    Where it is never closed: what was lost, and where reading can go on. In TeX a
    percent sign hides the rest of its line, delimiters too.
    """
    text = excerpt.text
    inner = start + len(opener)
    environment = "" if opener in _CLOSERS else opener[opener.index("{") + 1 : -1]
    closed, end = _find_close(text, inner, environment or _CLOSERS[opener], tex=tex)
    if closed < 0:
        sentence = f"the display that {opener} opens here is never closed"
        problem = Problem(sentence, excerpt.span(start, start + len(opener)))
        return Lost(problem, text[inner:end]), end
    content = excerpt.cut(inner, closed)
    return Display(content, excerpt.span(start, end), environment.rstrip("*")), end


def formula_at(excerpt: Excerpt, start: int, opener: str) -> tuple[Formula, int] | None:
    r"""The inline formula that `opener` (`$`, `\(`, `\\(`) begins, and the offset behind."""
    text = excerpt.text
    inner = start + len(opener)
    if opener == "$":
        closed = _closing_dollar(text, inner)
        size = 1
    else:
        closer = opener[:-1] + ")"
        closed = text.find(closer, inner)
        blank = text.find("\n\n", inner)
        closed = -1 if 0 <= blank < closed else closed
        size = len(closer)
    if closed < 0:
        return None
    return Formula(excerpt.cut(inner, closed)), closed + size


def reads_as_prose(text: str) -> bool:
    """Whether a stretch of text is sentences, no formula: words in a row, no signs."""
    if text.lstrip().startswith(("#", "```", "<!--")):
        return True
    bare = _IN_TEXT.sub(" ", text)
    found = _WORD_RUN.search(bare)
    return bool(found) and (found.group().count(" ") > 1 or not _MATHEMATICAL.search(text))


def is_formula(text: str) -> bool:
    """Whether what stands between brackets or dollars is a formula, not words."""
    if _MATHEMATICAL.search(text):
        return True
    return len(text.strip()) == 1 and text.strip().isalpha()


def _find_close(text: str, start: int, closer: str, *, tex: bool) -> tuple[int, int]:
    """(end of the content, end of the display), or (-1, where reading can go on)."""
    first_blank = len(text)
    depth = 1
    position = start
    while (match := _INSIDE.search(text, position)) is not None:
        position = match.end()
        kind = match.lastgroup
        if kind == "percent":
            position = match.end() if tex else match.start() + 1
        elif kind == "blank":
            first_blank = min(first_blank, match.start())
            following = text[position : _chunk_end(text, position)]
            if reads_as_prose(following):
                return -1, match.start()
        elif kind == "pair":
            if closer == r"\\]" and text.startswith("]", position):
                return match.start(), position + 1
        elif match.group() == closer:
            return match.start(), position
        elif kind in ("square", "dollars"):
            return -1, match.start()
        elif kind == "begin" and match.group(kind) == closer:
            depth += 1
        elif kind == "end" and match.group(kind) == closer:
            depth -= 1
            if not depth:
                return match.start(), position
    return -1, first_blank


def _chunk_end(text: str, start: int) -> int:
    match = re.compile(r"\S[^\n]*\n[ \t]*\n").search(text, start)
    return match.end() if match else len(text)


def _closing_dollar(text: str, start: int) -> int:
    depth = 0
    first = -1
    for match in _IN_FORMULA.finditer(text, start):
        sign = match.group()
        if sign == "$":
            first = match.start() if first < 0 else first
            if depth <= 0:
                return match.start()
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign[0] == "\n":
            break
    return first


_OUTSIDE = re.compile(
    rf"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->|(?P<opener>{DISPLAY_OPENERS})|\\."
)


class Tracker:
    """Whether running text, fed line by line, is inside a display; `seen` if ever."""

    def __init__(self) -> None:
        self._closer: re.Pattern[str] | None = None
        self.seen = False

    @property
    def inside(self) -> bool:
        """Whether a display is open behind the last line."""
        return self._closer is not None

    def feed(self, line: str) -> None:
        """One more line."""
        position = 0
        while (match := (self._closer or _OUTSIDE).search(line, position)) is not None:
            position = match.end()
            if self._closer is None:
                if match["opener"]:
                    self._closer = _closer(match["opener"])
                    self.seen = True
            elif match["closer"]:
                self._closer = None


def _closer(opener: str) -> re.Pattern[str]:
    if opener in _CLOSERS:
        return re.compile(rf"(?P<closer>{re.escape(_CLOSERS[opener])})|\\.")
    name = re.escape(opener[opener.index("{") + 1 : -1])
    return re.compile(rf"(?P<closer>\\end[ \t]*\{{{name}\}})|\\.")
