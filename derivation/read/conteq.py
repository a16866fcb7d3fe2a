r"""The `conteq` environment: a row is a relation with an expression, then `&` and a reason.

    \begin{conteq} a \\ = b & by the first law \\ = c & by the second \end{conteq}

Here: its rows rewritten as those of `align`, each reason in `\text{…}`, with their places.
A relation in a column of its own (`= & b & reason`) is taken too. Not here: reading rows
(`rows`).
"""

from __future__ import annotations

import re

from derivation.model import Excerpt
from derivation.read.excerpts import joined

_BEGIN = re.compile(r"\\begin\{conteq\*?\}\s*(?:\[[^\[\]]*\])?")
_SIGN = re.compile(
    r"(?P<row>\\\\(?:\s*\[[^\[\]]*\])?)|\\.|(?P<brace>[{}])|(?P<cell>&)|%[^\n]*", re.S
)
_RELATION = re.compile(r"\s*(?:[=<>≤≥≠≈]|:=|\\[A-Za-z]+)\s*\Z")


def as_rows(display: Excerpt) -> Excerpt:
    """The inside of the environment with every reason as text."""
    text = display.text
    begin = _BEGIN.match(text)
    at = begin.end() if begin else 0
    stop = text.rfind(r"\end")
    parts: list[Excerpt] = []
    cells: list[int] = []
    depth = 0
    for sign in [*_SIGN.finditer(text, at, stop), None]:
        if sign is not None and sign["brace"]:
            depth += 1 if sign["brace"] == "{" else -1
        if sign is not None and sign["cell"] and depth <= 0:
            cells.append(sign.start())
        if sign is None or sign["row"]:
            end = stop if sign is None else sign.start()
            parts.extend(_row(display, at, end, cells))
            if sign is not None:
                parts.append(display.cut(*sign.span()))
                at = sign.end()
            cells = []
    return joined(parts, "")


def _row(display: Excerpt, start: int, end: int, cells: list[int]) -> list[Excerpt]:
    """A row up to its reason, and the reason as text."""
    related = len(cells) > 1 and _RELATION.match(display.text[start : cells[0]])
    index = 1 if related else 0
    if index >= len(cells):
        return [display.cut(start, end)]
    bar = cells[index]
    reason = display.cut(bar + 1, end)
    whole = display.cut(start, bar)
    if not reason.text.strip() or r"\text{" in reason.text:
        return [whole, _added(display, bar, r"\quad "), reason]
    return [whole, _added(display, bar, r"\quad\text{"), reason, _added(display, end - 1, "}")]


def _added(display: Excerpt, at: int, text: str) -> Excerpt:
    """Text that the author did not write, all of it at one place."""
    place = display.origin(at)
    return Excerpt(text, tuple((index, place) for index in range(len(text))))
