"""How far what a document says in its prose reaches.

Not here: what it says (`hypotheses`).
"""

from __future__ import annotations

import re

from derivation.meaning.definitions import Formula
from derivation.model import Document, Passage, Span

_BEHIND = re.compile(r"\W*(with|where)\b", re.IGNORECASE)

_STATEMENT = re.compile(
    r"\W*(theorem|lemma|proposition|corollary|example|exercise|problem|question|task|case|"
    r"claim|part|step|remark)\b",
    re.IGNORECASE,
)
"""A paragraph that begins so opens a statement of its own."""


def passage_at(document: Document, place: int) -> Passage | None:
    """The paragraph or heading in which a place lies."""
    found = (p for p in document.passages if p.span.start <= place < p.span.end)
    return next(found, None)


def section_of(document: Document, start: int) -> Span:
    """From the heading above a place to where what is said there ends."""
    headings = (p.span.start for p in document.passages if p.level and p.span.start <= start)
    return Span(max(headings, default=0), _end(document, start))


def scope_of(document: Document, formula: Formula) -> Span:
    """From where it stands to the end of its section, or to the next statement.

    What is said right behind a derivation ("..., where p + q = 1") holds in it too.
    """
    begin = start = formula.span.start
    passage = passage_at(document, start)
    if passage is not None and _BEHIND.match(passage.text):
        for derivation in document.derivations:
            between = document.source.text[derivation.span.end : passage.span.start]
            if derivation.span.end <= passage.span.start and not re.search(
                r"[A-Za-z]", between
            ):
                begin = derivation.span.start
    return Span(begin, _end(document, start))


def _end(document: Document, start: int) -> int:
    """Where the section that holds a place ends, or a statement after the one it is in."""
    level, inside = 0, False
    for passage in document.passages:
        stating = passage.level == 0 and _STATEMENT.match(passage.text) is not None
        place = passage.span.start
        if place > start:
            if 0 < passage.level <= level or (stating and inside):
                return place
            if passage.level and not level and _derives(document, start, place):
                return place
        elif passage.level:
            level, inside = passage.level, False
        elif stating:
            inside = True
    return len(document.source.text)


def _derives(document: Document, start: int, end: int) -> bool:
    """Whether a derivation stands between two places."""
    return any(start < d.span.start < end for d in document.derivations)
