"""A source as a document: its chains, what stands around them, the overrides.

Here: which displays and rows make one chain, with which reasons. Not here: how a
container is taken apart (`containers`) or a display split (`rows`).
Nothing raises: what cannot be read is a `Problem` with its place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from derivation.model import (
    Derivation,
    Directive,
    Document,
    Excerpt,
    Justification,
    Label,
    Line,
    Passage,
    Problem,
    Source,
    Span,
)
from derivation.read import containers, justification
from derivation.read.blocks import (
    Begin,
    Block,
    Comment,
    Display,
    End,
    Goal,
    Lost,
    Named,
    Override,
    Prose,
)
from derivation.read.environments import unpaired
from derivation.read.excerpts import joined, stripped
from derivation.read.rows import Part, Row, rows
from derivation.read.statements import Statements
from derivation.read.tokens import Kind, tokenise

LONGEST_PROSE = 300
"""Characters up to which one paragraph between two displays is taken as a reason."""

_SEPARATOR = re.compile(r"(?<!\\);")  # a semicolon, not the space of LaTeX
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")

_EQUATIONS = re.compile(
    r"\\begin\{(?:aligned|alignedat|gathered|split|array)\}(?:(?!\\end).)*=", re.DOTALL
)
"""Equations set as lines of their own inside a formula."""

_RELATED = re.compile(
    r"(?:\s|&|\\begin\{[^}]*\}(?:\{[^}]*\})?|\\label\{[^}]*\})*"
    r"(?:[=<>]|\\(?:leq?|geq?|approx|equiv|sim|propto|Rightarrow|implies|iff)(?![A-Za-z]))"
)
"""The beginning of a display that goes on a chain."""

MAXIMUM_DISPLAY = 1_000_000
"""Characters; longer displays are data that somebody put between dollar signs."""

_OVERRIDE = re.compile(r"\s*verify-derivation\s*:")


def read_document(source: Source) -> Document:
    """The whole document; the container by the path's suffix, else by its text."""
    reader = _Reader()
    contents = containers.contents(source)
    for block in contents.blocks:
        reader.take(block)
    document = reader.document(source)
    return replace(document, expansions=contents.expansions, notes=contents.notes)


class _Reader:
    """Takes the blocks of a document in order and makes chains of its displays."""

    def __init__(self) -> None:
        self.chains: list[tuple[str | None, list[Line]]] = []
        self.title: str | None = None
        self.between: list[Passage] = []
        self.passages: list[Passage] = []
        self.directives: list[Directive] = []
        self.problems: list[Problem] = []
        self.goal: Excerpt | None = None
        self.pending: Justification | None = None
        self.dangling: Part | None = None
        self.interrupted = False
        self.statements = Statements()

    def take(self, block: Block) -> None:
        """Deal with the next block."""
        if isinstance(block, Display):
            self._display(block.inside)
            self._label(block.labels)
        elif isinstance(block, Prose):
            self._prose(block)
        elif isinstance(block, Comment):
            self._comment(block.inside)
        elif isinstance(block, Goal):
            self._goal(block.expression)
        elif isinstance(block, Override):
            self.directives.append(Directive(block.text, block.span))
        elif isinstance(block, Lost):
            self._lost(block)
        elif isinstance(block, Begin | End | Named):
            self.statements.take(block)
        else:
            self.problems.append(block)

    def document(self, source: Source) -> Document:
        """What has been taken, as a document."""
        self._settle_dangling()
        derivations = []
        for title, lines in self.chains:
            if len(lines) > 1:
                span = lines[0].span.to(lines[-1].span)
                derivations.append(Derivation(title, tuple(lines), span))
            else:
                self._keep_single(lines[0])
        self.passages.sort(key=lambda each: each.span)
        return Document(
            source,
            tuple(derivations),
            tuple(self.passages),
            tuple(self.directives),
            self.goal,
            tuple(sorted(self.problems, key=lambda each: each.span)),
            statements=self.statements.found(),
        )

    def _keep_single(self, line: Line) -> None:
        """An expression alone is no derivation, but it stands in the text."""
        if _EQUATIONS.search(line.expression.text):
            message = "The equations inside this expression are not read as lines of a chain."
            self.problems.append(Problem(message, line.span))
        unclosed = _unclosed(line.expression)
        if unclosed is not None:
            self.problems.append(Problem("This brace is never closed.", unclosed))
        words = f"${line.expression.text}$"
        self.passages.append(Passage(words, line.span, (line.expression,)))
        if line.justification is not None:
            self._keep_reason(line.justification)

    def _keep_reason(self, reason: Justification) -> None:
        """Words that are the reason of no step stay as prose."""
        self.passages.append(Passage(reason.text, reason.span, reason.formulas))

    def _prose(self, block: Prose) -> None:
        self.passages.append(block.passage)
        if block.heading:
            self.title = block.passage.text
        else:
            self.between.append(block.passage)

    def _comment(self, inside: Excerpt) -> None:
        opening = _OVERRIDE.match(inside.text)
        if opening is None:
            return
        at = opening.end()
        for text in _SEPARATOR.split(inside.text[at:]):
            part = stripped(inside.cut(at, at + len(text)))
            at += len(text) + 1
            if part.text.startswith("goal:"):
                self._goal(part.cut(len("goal:"), len(part.text)))
            elif part.text:
                span = part.span(0, len(part.text))
                self.directives.append(Directive(" ".join(part.text.split()), span))

    def _goal(self, expression: Excerpt) -> None:
        goal = stripped(expression)
        if self.goal is not None:
            place = goal.span(0, len(goal.text))
            self.problems.append(
                Problem("A goal is stated twice; the first one counts.", place)
            )
        else:
            self.goal = goal

    def _lost(self, block: Lost) -> None:
        """A display that could not be read; what goes on it must not go on another one."""
        self.problems.append(block.problem)
        self.between = []
        if not _RELATED.match(block.text):
            self.interrupted = True

    def _display(self, inside: Excerpt) -> None:
        if len(inside.text) > MAXIMUM_DISPLAY:
            message = f"A display of more than {MAXIMUM_DISPLAY} characters is not read."
            self._lost(Lost(Problem(message, inside.span(0, 1)), inside.text[:100]))
            return
        self.problems.extend(unpaired(inside))
        for number, row in enumerate(rows(inside)):
            self._row(row, self._reason_before(row) if number == 0 else None)
        self._settle_dangling()
        self.between = []

    def _reason_before(self, row: Row) -> Justification | None:
        """The reason in the prose between the last display and this row."""
        if not row.parts or row.parts[0].relation is None:
            return None
        between = [each for each in self.between if not _FOOTNOTE.fullmatch(each.text)]
        for prose in reversed(between):
            if justification.without_brackets(prose.text) is not None:
                return justification.from_passage(prose)
        if len(between) == 1 and len(between[0].text) <= LONGEST_PROSE:
            return justification.from_passage(between[0])
        return None

    def _row(self, row: Row, before: Justification | None) -> None:
        reason = justification.combined(self.pending, justification.combined(before, row.lead))
        self.pending = None
        if not row.parts:
            self.pending = reason
            return
        for part in row.parts:
            reason = self._part(part, reason)
        self._label(row.labels)
        if reason is not None:
            self._keep_reason(reason)

    def _label(self, labels: tuple[Label, ...]) -> None:
        """Put labels on the last line there is."""
        if labels and self.chains:
            lines = self.chains[-1][1]
            lines[-1] = replace(lines[-1], labels=(*lines[-1].labels, *labels))

    def _part(self, part: Part, reason: Justification | None) -> Justification | None:
        """Put a part in its place; the reason, if it was not for this part."""
        if self.dangling is not None:
            part = self._after_dangling(self.dangling, part)
        if part.expression is None:
            self.dangling = replace(part, reason=justification.combined(reason, part.reason))
            return None
        if part.relation is not None:
            return self._related(part, part.expression, reason)
        if part.continues and self.chains:
            self._continue(part, part.expression)
        else:
            line = Line("", part.expression, part.span, part.reason)
            self.chains.append((self.title, [line]))
            self.interrupted = False
        return reason

    def _related(
        self, part: Part, expression: Excerpt, reason: Justification | None
    ) -> Justification | None:
        if not self.chains or self.interrupted:
            message = "This begins with a relation, but no line stands before it."
            if self.interrupted:
                message = "This goes on a display that could not be read."
                self.interrupted = False
            self.problems.append(Problem(message, part.span))
            self.chains.append((self.title, [Line("", expression, part.span, part.reason)]))
            return reason
        whole = justification.combined(reason, part.reason)
        line = Line(part.relation or "", expression, part.span, whole)
        self.chains[-1][1].append(line)
        return None

    def _continue(self, part: Part, expression: Excerpt) -> None:
        r"""Put the rest of a broken expression behind its beginning.

        `\right.` and `\left.` at the break only satisfy TeX; they are taken out.
        """
        lines = self.chains[-1][1]
        last = lines[-1]
        start = last.expression
        behind = start.text.removesuffix(r"\right.").rstrip()
        if behind != start.text and expression.text.startswith(r"\left."):
            start = start.cut(0, len(behind))
            expression = expression.cut(len(r"\left."), len(expression.text))
        lines[-1] = replace(
            last,
            expression=joined((start, stripped(expression)), " "),
            span=last.span.to(part.span),
            justification=justification.combined(last.justification, part.reason),
        )

    def _after_dangling(self, dangling: Part, part: Part) -> Part:
        """A relation at the end of a row belongs to the expression of the next one."""
        self.dangling = None
        if part.relation not in (None, dangling.relation):
            self.problems.append(_nothing_behind(dangling))
            return part
        return Part(
            dangling.relation,
            part.expression,
            dangling.span.to(part.span),
            justification.combined(dangling.reason, part.reason),
        )

    def _settle_dangling(self) -> None:
        if self.pending is not None:
            self._keep_reason(self.pending)
            self.pending = None
        if self.dangling is not None:
            self.problems.append(_nothing_behind(self.dangling))
            self.dangling = None


def _nothing_behind(part: Part) -> Problem:
    return Problem(f"Nothing stands behind this `{part.relation}`.", part.span)


def _unclosed(expression: Excerpt) -> Span | None:
    """The place of the first brace that nothing closes, or that closes nothing."""
    opened: list[Span] = []
    for token in tokenise(expression):
        if token.kind is Kind.OPEN:
            opened.append(expression.span(token.start, token.end))
        elif token.kind is Kind.CLOSE:
            if not opened:
                return expression.span(token.start, token.end)
            opened.pop()
    return opened[0] if opened else None
