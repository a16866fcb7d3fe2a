r"""A display taken apart: rows, the lines in each row, and the reasons beside them.

Here: where a row is split at relations, which rows go on the line before, and what
at the end of a row is a reason. Not here: which display goes on which chain
(`document`); whether an expression can be read (`grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivation.model import Excerpt, Justification, Label, Span
from derivation.read import justification, references, remarks
from derivation.read.columns import groups
from derivation.read.excerpts import joined
from derivation.read.units import (
    CLOSERS,
    END_MARKS,
    EQUALITIES,
    OPENERS,
    Role,
    Unit,
    units,
)

_CONTINUING = frozenset(
    ("+", "-", "−", "*", "/", "·", "×", "⋅", r"\cdot", r"\times", r"\pm", r"\mp", r"\div")
)
"""Signs that cannot begin a line of their own after another line of a chain."""

_PUNCTUATION = frozenset((".", ",", ";"))
_BIG = re.compile(r"\\[bB]igg?[lrm]?\s*\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """A relation with the expression behind it, as it stands in a row.

    `relation` is None where an expression has no relation before it; `expression`
    is None where a relation has nothing behind it; `continues` says that the
    expression goes on the one before it.
    """

    relation: str | None
    expression: Excerpt | None
    span: Span
    reason: Justification | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The parts of a row, the words before the first of them, and its labels."""

    parts: tuple[Part, ...]
    lead: Justification | None = None
    labels: tuple[Label, ...] = ()


@dataclass
class _Piece:
    """A part while its row is being read."""

    relation: Unit | None
    body: list[Unit] = field(default_factory=list)
    reasons: list[Justification] = field(default_factory=list)


def rows(display: Excerpt) -> list[Row]:
    """The rows of a display that hold something, in order (columns one by one)."""
    found: list[Row] = []
    begins: list[int] = []
    open_brackets = False
    open_end = False
    for index, group in enumerate(groups(units(display))):
        reader = _RowReader(display, group, inside_brackets=open_brackets)
        row = reader.read(goes_on=open_end or open_brackets, first=index == 0)
        if row.parts or row.lead is not None:
            found.append(row)
            begins.append(group[0].start)
        if row.parts:
            open_brackets = reader.depth > 0
            open_end = reader.ends_open
    return _labelled(display, found, begins)


def _labelled(display: Excerpt, found: list[Row], begins: Sequence[int]) -> list[Row]:
    """The rows with their labels; what stands before all of them is for the last one."""
    for at, label in references.labels(display.text):
        before = [(start, index) for index, start in enumerate(begins) if start <= at]
        index = max(before)[1] if before else len(found) - 1
        if found:
            row = found[index]
            found[index] = replace(row, labels=(*row.labels, label))
    return found


class _RowReader:
    """Reads one row of units from left to right."""

    def __init__(self, display: Excerpt, row: Sequence[Unit], *, inside_brackets: bool) -> None:
        self.display = display
        self.row = row
        inner = [unit for unit in row if unit.role not in (Role.GAP, Role.CELL)]
        starts_related = bool(inner) and inner[0].role is Role.RELATION
        self.depth = 1 if inside_brackets and not starts_related else 0
        self.pieces = [_Piece(None)]
        self.lead: list[Justification] = []
        self.ends_open = False
        self.goes_on = False
        self.last_statement = remarks.last_statement(row)

    def read(self, *, goes_on: bool, first: bool) -> Row:
        """The row's parts; `goes_on`: the row before breaks off in mid expression."""
        goes_on = goes_on or (not first and self._starts_with_operator())
        self.goes_on = goes_on
        self._take_apart()
        parts = [part for piece in self.pieces if (part := self._part(piece)) is not None]
        if parts and parts[0].relation is None and goes_on:
            parts[0] = replace(parts[0], continues=True)
        lead: Justification | None = None
        for reason in self.lead:
            lead = justification.combined(lead, reason)
        return Row(tuple(parts), lead)

    def _starts_with_operator(self) -> bool:
        """Whether the row begins like the rest of the line before.

        `- x = b` begins a line of its own unless it is set to the right of the
        alignment mark, as broken lines are.
        """
        inner = [unit for unit in self.row if unit.role is not Role.GAP]
        aligned = bool(inner) and inner[0].role is Role.CELL
        inner = [unit for unit in inner if unit.role is not Role.CELL]
        if not inner or not (inner[0].text in _CONTINUING or inner[0].text == r"\left."):
            return False
        related = any(unit.role is Role.RELATION for unit in inner)
        return aligned or not related or inner[0].text not in ("-", "−")

    def _take_apart(self) -> None:
        at = 0
        while at < len(self.row):
            unit = self.row[at]
            piece = self.pieces[-1]
            if unit.role is Role.RELATION and self.depth == 0:
                self._relation(unit)
            elif unit.role in (Role.CELL, Role.GAP) and not self._is_tail(at):
                if unit.role is Role.CELL:
                    piece.body.append(unit)
            elif unit.role is Role.WORDS and _last(piece.body) is None and self._leads(at):
                self._keep(self.lead if piece.relation is None else piece.reasons, [unit])
            elif self._is_tail(at):
                at = self._tail(at)
                continue
            else:
                self.depth += (unit.text in OPENERS) - (unit.text in CLOSERS)
                self.depth = max(self.depth, 0)
                piece.body.append(unit)
            at += 1

    def _keep(self, reasons: list[Justification], tail: Sequence[Unit]) -> None:
        found = justification.from_units(self.display, tail)
        if found is not None:
            reasons.append(found)

    def _relation(self, unit: Unit) -> None:
        piece = _Piece(unit)
        if unit.inside is not None:
            found = justification.above(self.display, *unit.inside)
            piece.reasons.extend([] if found is None else [found])
        self.pieces.append(piece)

    def _leads(self, at: int) -> bool:
        """Whether words before any expression are words about it, not a factor."""
        if not remarks.reads_as_reason(self.display, self.row[at]):
            return False
        behind = self._behind(at)
        return behind is None or behind.text not in ("^", "_", "(")

    def _behind(self, at: int) -> Unit | None:
        """The next unit after `at` that is no gap and no cell."""
        for index in range(at + 1, len(self.row)):  # a slice would copy the whole row
            if self.row[index].role not in (Role.GAP, Role.CELL):
                return self.row[index]
        return None

    def _is_tail(self, at: int) -> bool:
        """Whether the row's mathematics ends before the unit at `at`."""
        unit = self.row[at]
        last = _last(self.pieces[-1].body)
        if self.depth > 0 or last is None:
            return unit.role is Role.NUMBER
        if unit.role is Role.NUMBER or unit.text in (r"\because", r"\therefore"):
            return True
        if last.text in _CONTINUING or last.text in ("^", "_"):
            return False
        behind = self._behind(at)
        if unit.text == ",":
            related = self.goes_on or len(self.pieces) > 1
            joined_on = behind is not None and behind.role is Role.RELATION
            return related and not joined_on and at < self.last_statement
        if unit.role is Role.GAP:
            return behind is not None and not (
                behind.role is Role.RELATION or behind.text in _CONTINUING
            )
        if unit.role is not Role.WORDS:
            return False
        if behind is not None and behind.text in ("^", "_", "("):
            return False
        return last.text in _PUNCTUATION or remarks.reads_as_reason(self.display, unit)

    def _tail(self, at: int) -> int:
        """Keep the reason that begins at `at`; where to go on.

        "And" before an equation begins a chain; words followed by a relation are a
        reason in mid row; else the reason is all the rest of the row.
        """
        end = at
        while end < len(self.row) and self.row[end].role in (Role.GAP, Role.CELL, Role.WORDS):
            end += 1
        if remarks.joins_equations(self.display, self.row, at, end):
            self.pieces.append(_Piece(None))
            return end
        words = "".join(
            self.display.text[slice(*unit.inside)] for unit in self.row[at:end] if unit.inside
        )
        whole = words.count("(") == words.count(")") and words.count("[") == words.count("]")
        goes_on = end < len(self.row) and self.row[end].role is Role.RELATION
        if not (words and whole and goes_on):
            end = remarks.implication(self.row, at)
        self._keep(self.pieces[-1].reasons, self.row[at:end])
        return end

    def _part(self, piece: _Piece) -> Part | None:
        body = list(piece.body)
        while body and (
            body[-1].role is Role.CELL or body[-1].text in _PUNCTUATION | END_MARKS
        ):
            body.pop()
        kept = _mathematics(body)
        reason: Justification | None = None
        for each in piece.reasons:
            reason = justification.combined(reason, each)
        if piece.relation is None and not kept:
            if reason is not None:
                self.lead.append(reason)
            return None
        self.ends_open = not kept or kept[-1].text in _CONTINUING
        edges = ([piece.relation] if piece.relation else []) + kept
        start, end = self._start(edges[0]), edges[-1].end
        span = self.display.span(start, end)
        if reason is not None:
            span = span.to(reason.span)
        return Part(_plain(piece.relation), self._expression(body, kept), span, reason)

    def _expression(self, body: Sequence[Unit], kept: Sequence[Unit]) -> Excerpt | None:
        """The units of an expression without the alignment marks between them."""
        if not kept:
            return None
        runs = _runs(body)
        return joined((self.display.cut(self._start(run[0]), run[-1].end) for run in runs), " ")

    def _start(self, unit: Unit) -> int:
        r"""Where a unit begins, with a size command (`\bigl`) that stands before it."""
        size = _BIG.search(self.display.text, max(0, unit.start - 12), unit.start)
        return unit.start if size is None else size.start()


def _last(body: Sequence[Unit]) -> Unit | None:
    """The last unit of a body that is no alignment mark."""
    return next((unit for unit in reversed(body) if unit.role is not Role.CELL), None)


def _mathematics(body: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in body if unit.role is not Role.CELL]


def _runs(body: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Stretches of units between alignment marks."""
    run: list[Unit] = []
    for unit in body:
        if unit.role is not Role.CELL:
            run.append(unit)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _plain(relation: Unit | None) -> str | None:
    """The relation as LaTeX; every sign of equality is `=`."""
    if relation is None:
        return None
    return "=" if relation.text in EQUALITIES else relation.text
