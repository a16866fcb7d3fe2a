r"""TeX to blocks: prose, displays, comments and headings of a `.tex` file's body.

Here: one pass over the text between `\begin{document}` and `\end{document}` (over all
of it where there is none). Macros are not expanded. Not here: what stands inside a
display (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivation.model import Excerpt, Problem
from derivation.read.blocks import Block, Break, Code, Comment, Heading, Lost, Words
from derivation.read.delimiters import DISPLAY_OPENERS, display_at, formula_at
from derivation.read.inline import Part, blocks

_VERBATIM = r"(?:verbatim|Verbatim|lstlisting|minted|comment|filecontents|tikzpicture)"
_HEADINGS = r"(?:part|chapter|section|subsection|subsubsection|paragraph|subparagraph)"
_TEX = re.compile(
    rf"""(?P<comment>%)|(?P<verb>\\(?:verb|lstinline)\*?(?P<mark>[^A-Za-z\s{{*])[^\n]*?(?P=mark))
    |(?P<listing>\\begin\s*\{{(?P<name>{_VERBATIM}\*?)\}})
    |(?P<display>{DISPLAY_OPENERS})|(?P<round>\\\()|(?P<dollar>\$)
    |(?P<heading>\\{_HEADINGS}\*?\s*(?:\[[^\]]*\]\s*)?\{{)
    |(?P<boundary>\n[ \t]*\n\s*|\\(?:par|item|maketitle|newpage|clearpage)(?![A-Za-z])
        |\\(?:begin|end)\s*\{{[^{{}}\n]*\}}(?:\[[^\]\n]*\])?)
    |\\[A-Za-z]+|\\.""",
    re.VERBOSE | re.DOTALL,
)
_STRUCTURE = re.compile(r"\\.|[{}]|\n[ \t]*\n", re.DOTALL)
_BODY = re.compile(r"^[^%\n]*?\\begin\s*\{document\}", re.MULTILINE)
_BODY_END = re.compile(r"^[^%\n]*?(?=\\end\s*\{document\})", re.MULTILINE)


def read_tex(excerpt: Excerpt) -> Iterator[Block]:
    """The blocks of a TeX document; comments of its preamble are among them."""
    opening = _BODY.search(excerpt.text)
    start = opening.end() if opening else 0
    for match in re.finditer(r"(?<!\\)%([^\n]*)", excerpt.text[:start]):
        yield Comment(excerpt.cut(*match.span(1)))
    closing = _BODY_END.search(excerpt.text, start)
    body = excerpt.cut(start, closing.end() if closing else len(excerpt.text))
    yield from blocks(_scan(body))


def _scan(excerpt: Excerpt) -> Iterator[Part]:
    text = excerpt.text
    words = position = 0
    while (match := _TEX.search(text, position)) is not None:
        position = match.end()
        found = _part(excerpt, match)
        if found is None:
            continue
        part, end = found
        if match.start() > words:
            yield Words(excerpt.cut(words, match.start()))
        yield part
        words = position = end
    if words < len(text):
        yield Words(excerpt.cut(words, len(text)))


def _part(excerpt: Excerpt, match: re.Match[str]) -> tuple[Part, int] | None:
    text = excerpt.text
    start, end = match.span()
    if match["comment"]:
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        return Comment(excerpt.cut(start + 1, line_end)), line_end
    if match["verb"]:
        return Code(excerpt.cut(start, end)), end
    if match["listing"]:
        return _listing(excerpt, match)
    if match["display"]:
        # Outside a formula \\[2pt] ends a line of prose; it opens nothing.
        if match["display"] == r"\\[":
            return None
        return display_at(excerpt, start, match["display"], tex=True)
    if match["round"] or match["dollar"]:
        return _formula(excerpt, start, match.group())
    if match["heading"]:
        return _heading(excerpt, start, end)
    return (Break(), end) if match["boundary"] else None


def _listing(excerpt: Excerpt, match: re.Match[str]) -> tuple[Part, int]:
    text = excerpt.text
    closing = re.compile(rf"\\end\s*\{{{re.escape(match['name'])}\}}").search(text, match.end())
    if closing is None:
        sentence = f"{match['name']} is never ended, so nothing below it can be read"
        problem = Problem(sentence, excerpt.span(*match.span()))
        return Lost(problem, text[match.end() :]), len(text)
    return Break(), closing.end()


def _formula(excerpt: Excerpt, start: int, opener: str) -> tuple[Part, int]:
    found = formula_at(excerpt, start, opener)
    if found is not None:
        return found
    problem = Problem(
        f"the formula that {opener} opens here is never closed",
        excerpt.span(start, start + len(opener)),
    )
    return Lost(problem), start + len(opener)


def _heading(excerpt: Excerpt, start: int, inner: int) -> tuple[Part, int]:
    depth = 1
    for match in _STRUCTURE.finditer(excerpt.text, inner):
        if match.group()[0] == "\n":
            break
        if match.group() in "{}":
            depth += 1 if match.group() == "{" else -1
        if not depth:
            return Heading(excerpt.cut(inner, match.start())), match.end()
    problem = Problem("this heading is never closed by }", excerpt.span(start, inner))
    return Lost(problem), inner
