r"""Labelled displays and who cites them: `\label{eq:x}`, `\tag{3}`, `\eqref{eq:x}`, links.

Places in the source only; which equations a display holds is the business of
`derivation.check.citations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivation.model import Source, Span

_OPENING = re.compile(
    r"\$\$|\\\[|\\begin\{(?P<name>equation|align|gather|eqnarray|multline|flalign|alignat|dmath)\*?\}"
)
_ROWS = frozenset(("align", "gather", "eqnarray", "flalign", "alignat"))
"""Environments that number their rows."""

_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}|\\tag\*?\s*\{\(?([^{}]*?)\)?\}")
_ROW_END = re.compile(r"\\\\")

_CITING = re.compile(
    r"\\(?:eqref|ref|autoref|cref|Cref)\s*\{([^{}]*)\}"
    r"|\]\(#([^()\s]*)\)"
    r"|\b(?:[Ee]quations?|[Ee]qs?\.)\s*\$?\(([\w.*']{1,8})\)"
)
_ELSEWHERE = re.compile(r"\]\((?!#)[^()\s]+\)|\\cite")


def labelled(source: Source) -> dict[str, Span]:
    """Every label with the display, or the row of one, that it names."""
    found: dict[str, Span] = {}
    doubled: set[str] = set()
    for display, by_rows in displays(source.text):
        for match in _LABEL.finditer(source.text, display.start, display.end):
            name = match[1] or match[2] or ""
            span = _row(source.text, display, match.start()) if by_rows else display
            if name in found:
                doubled.add(name)
            found.setdefault(name, span)
    return {name: span for name, span in found.items() if name and name not in doubled}


def displays(text: str) -> Iterator[tuple[Span, bool]]:
    """Every display, and whether its rows have labels of their own."""
    at = 0
    while (opening := _OPENING.search(text, at)) is not None:
        name = opening["name"]
        closer = {"$$": "$$", r"\[": r"\]"}.get(opening[0], rf"\end{{{name}")
        end = text.find(closer, opening.end())
        if end < 0:
            at = opening.end()
            continue
        yield Span(opening.end(), end), name in _ROWS
        at = end + len(closer)


def _row(text: str, display: Span, place: int) -> Span:
    ends = [m.end() for m in _ROW_END.finditer(text, display.start, display.end)]
    before = max((end for end in ends if end <= place), default=display.start)
    behind = min((end for end in ends if end > place), default=display.end)
    return Span(before, behind)


def cited(text: str) -> tuple[str, ...]:
    """The labels that a piece of text cites, in their order."""
    found = []
    for match in _CITING.finditer(text):
        found += [each.strip() for each in (match[1] or match[2] or match[3] or "").split(",")]
    return tuple(dict.fromkeys(each for each in found if each))


def cites_elsewhere(text: str) -> bool:
    """Whether a piece of text rests on another page or work, which is not read."""
    return _ELSEWHERE.search(text) is not None
