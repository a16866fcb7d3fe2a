r"""The author's reasons: from brackets, text in a row, words above a relation.

Here: taking brackets off, and finding the formulas inside the words. Not here: to
which step a reason belongs (`rows`, `document`) or which rule it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from derivation.model import Excerpt, Justification, Passage, Span
from derivation.read.blocks import Words, passage
from derivation.read.excerpts import joined
from derivation.read.references import citations
from derivation.read.units import END_MARKS, Role, Unit

_BRACKETS = {"[": "]", "(": ")"}
_NUMBER = re.compile(r"[\[(]?\s*(?:\d+(?:\.\d+)*[a-z]?|\*+|[ivx]+)?\s*[\])]?")
_JOINING = frozenset(("and", "or", "with", "where"))
"""Words that only lead to the next row."""

_FORMULA = re.compile(r"\$(?P<dollar>[^$]*)\$|\\\((?P<round>.*?)\\\)", re.DOTALL)


def without_brackets(text: str) -> str | None:
    """The words of a text that is wholly in square or round brackets, else None."""
    whole = text.strip().rstrip(".,;:").rstrip()
    closer = _BRACKETS.get(whole[:1])
    if closer is None or whole[-1:] != closer or len(whole) < 2:
        return None
    depth = 0
    for index, sign in enumerate(whole):
        depth += {whole[0]: 1, closer: -1}.get(sign, 0)
        if depth == 0 and index < len(whole) - 1:
            return None
    return whole[1:-1].strip() if depth == 0 else None


def from_passage(prose: Passage) -> Justification:
    """A paragraph as a reason, its brackets taken off."""
    bare = without_brackets(prose.text)
    text = prose.text.rstrip(" :,") if bare is None else bare
    return Justification(text, prose.span, prose.formulas, prose.cites)


def from_words(display: Excerpt, start: int, end: int) -> Justification | None:
    r"""The words at [start, end) of a display, as in `\text{...}`; None if blank."""
    words = list(_split(display, start, end))
    return _citing(_reason(words, display.span(start, end)), display.text[start:end])


def from_units(display: Excerpt, tail: Sequence[Unit]) -> Justification | None:
    """What stands behind a row's last expression; None for a number or a blank."""
    kept = _without_outer_brackets([unit for unit in tail if unit.role is not Role.CELL])
    if not kept:
        return None
    words: list[Words] = []
    run: list[Unit] = []
    for unit in kept:
        if unit.role in (Role.MATHEMATICS, Role.RELATION):
            run.append(unit)
            continue
        words.extend(_formula(display, run))
        run = []
        if unit.inside is not None:
            words.extend(_split(display, *unit.inside))
        words.append(_blank(display, unit.end))
    words.extend(_formula(display, run))
    start, end = kept[0].start, kept[-1].end
    return _citing(_reason(words, display.span(start, end)), display.text[start:end])


def above(display: Excerpt, start: int, end: int) -> Justification | None:
    r"""What stands above a relation: words, a number, or a formula such as `u = x^2`."""
    text = display.text[start:end].strip()
    span = display.span(start, end)
    cited = citations(text)
    words = re.sub(
        r"\\(?:text[a-z]*|mbox|mathrm|eqref|ref|small|scriptsize|tiny)\b\s*\{?|[{}]", "", text
    )
    if words != text or "=" not in text:
        plain = " ".join(words.replace("$", "").split())
        bare = without_brackets(plain) or plain
        return Justification(bare, span, cites=cited) if plain else None
    formula = display.cut(start, end)
    return _reason([Words(formula, formula=True)], span)


def combined(first: Justification | None, second: Justification | None) -> Justification | None:
    """Two reasons for one step as one, in their order."""
    if first is None or second is None:
        return first or second
    return Justification(
        f"{first.text}; {second.text}",
        first.span.to(second.span),
        first.formulas + second.formulas,
        first.cites + second.cites,
    )


def _citing(reason: Justification | None, source: str) -> Justification | None:
    """The reason with the labels that its source text cites."""
    cited = citations(source)
    return replace(reason, cites=cited) if reason is not None and cited else reason


def _reason(words: list[Words], span: Span) -> Justification | None:
    words = [each for each in words if not each.formula or each.excerpt.text not in END_MARKS]
    prose = passage(words, span)
    text = prose.text.strip(" ,;.")
    if not prose.formulas and (_NUMBER.fullmatch(text) or text.lower() in _JOINING):
        return None
    bare = without_brackets(text)
    text = text if bare is None else bare
    return Justification(text, span, prose.formulas) if text else None


def _split(display: Excerpt, start: int, end: int) -> Iterable[Words]:
    """Words inside mathematics, with the formulas inside them."""
    at = start
    for match in _FORMULA.finditer(display.text, start, end):
        yield Words(display.cut(at, match.start()), formula=False)
        group = "round" if match["dollar"] is None else "dollar"
        yield Words(display.cut(match.start(group), match.end(group)), formula=True)
        at = match.end()
    yield Words(display.cut(at, end), formula=False)


def _formula(display: Excerpt, run: Sequence[Unit]) -> list[Words]:
    """A stretch of mathematics in a reason; signs alone (a comma) are words."""
    if not run:
        return []
    # An alignment mark inside a formula is left out.
    between = (display.text[a.end : b.start] for a, b in pairwise(run))
    starts = [0, *(at for at, gap in enumerate(between, start=1) if "&" in gap)]
    ends = [*starts[1:], len(run)]
    pieces = [
        display.cut(run[first].start, run[end - 1].end)
        for first, end in zip(starts, ends, strict=True)
    ]
    excerpt = joined(pieces, " ")
    formula = any(each.isalnum() for each in excerpt.text)
    if run[0].text in (r"\because", r"\therefore"):
        return _formula(display, run[1:])
    return [
        _blank(display, run[0].start),
        Words(excerpt, formula),
        _blank(display, run[-1].end),
    ]


def _blank(display: Excerpt, at: int) -> Words:
    return Words(Excerpt(" ", ((0, display.origin(at)),)), formula=False)


def _without_outer_brackets(tail: list[Unit]) -> list[Unit]:
    """The tail without gaps, commas and brackets around all of it."""
    kept = list(tail)
    while kept and (kept[0].role is Role.GAP or kept[0].text in (",", ";", ".")):
        kept.pop(0)
    while kept and (kept[-1].role is Role.GAP or kept[-1].text in (",", ";", ".")):
        kept.pop()
    around = len(kept) > 2 and _BRACKETS.get(kept[0].text) == kept[-1].text
    return kept[1:-1] if around else kept
