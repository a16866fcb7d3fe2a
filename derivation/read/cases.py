r"""Values by cases: the rows of `cases`, or of an array behind `\left\{`.

    cases     = row { "\\" row }
    row       = expression [","] { "&" } [condition]
    condition = ["if" | "for" | "when"] relational { ("," | "and") relational } | "otherwise"

A matrix is its rows of entries.
"""

from __future__ import annotations

import re

from derivation.errors import ReadError
from derivation.read.atoms import AtomParser
from derivation.read.big_operators import split
from derivation.read.cursor import Cursor
from derivation.read.surface import (
    Bracket,
    CasesOf,
    Dots,
    Infix,
    Label,
    MatrixOf,
    Node,
    Relations,
    Sequence,
)
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import CONNECTIVES, ROMAN_FONTS

_CASES = frozenset(("cases", "dcases", "rcases", "cases*", "dcases*"))
_MATRICES = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split()
)
_ARRAYS = frozenset(("array", "matrix", "aligned", "split", "alignedat"))
_OTHERWISE = frozenset(("otherwise", "else", "elsewhere", "or else", "in all other cases"))


class CasesParser(AtomParser):
    """The part of the parser that reads environments inside formulas."""

    def environment(self) -> Node:
        r"""A `\begin{…}` in a formula; the cursor stands on it. Cases, or a ReadError."""
        cursor = self.cursor
        opening = cursor.take()
        name = cursor.raw(cursor.group("the name of the environment"))
        if name in _MATRICES:
            if name == "array":
                cursor.group("the columns")
            return self._matrix(opening, name, self._rest(opening))
        if name not in _CASES:
            raise cursor.error(f"a {name or 'nameless'} is not read here", opening)
        return self._cases(opening, self._rest(opening))

    def _matrix(self, opening: Token, name: str, tokens: tuple[Token, ...]) -> Node:
        rows = []
        for row in split(tokens, (Kind.ROW,)):
            if len(row) > 1:
                cells = split(row, (Kind.AMPERSAND,))
                rows.append(tuple(self._entry(cell) for cell in cells))
        if not rows:
            raise self.cursor.error("an empty matrix", opening)
        span = self.cursor.span(opening.start)
        found = MatrixOf(span, tuple(rows))
        bars = {"vmatrix": "|", "Vmatrix": r"\|"}
        return Bracket(span, bars[name], found) if name in bars else found

    def _entry(self, cell: tuple[Token, ...]) -> Node:
        parser = self.sub(cell)
        if parser.cursor.at_end():
            return Label(self.cursor.excerpt.span(cell[-1].start, cell[-1].end), "")
        if len(cell) == 2 and cell[0].text in (r"\vdots", r"\ddots"):
            return Dots(self.cursor.excerpt.span(cell[0].start, cell[0].end))
        return parser.whole(parser.expression)

    def at_braced_array(self) -> bool:
        r"""Whether `\left\{` with an array, which stands for cases, begins here."""
        ahead = [self.cursor.ahead(i).text for i in range(4)]
        return (
            ahead[0] == r"\left" and ahead[1] in (r"\{", r"\lbrace") and ahead[2] == r"\begin"
        )

    def braced_array(self) -> Node:
        r"""Cases written as `\left\{ \begin{array}{ll} … \end{array} \right.`."""
        cursor = self.cursor
        opening = cursor.take()
        cursor.take()
        begin = cursor.take()
        name = cursor.raw(cursor.group("the name of the environment"))
        if name not in _ARRAYS:
            raise cursor.error(f"a {name or 'nameless'} is not read here", begin)
        if name == "array":
            cursor.group("the columns")
        rows = self._rest(begin)
        cursor.expect(r"\right", r"this \left has no \right")
        if not cursor.at("."):
            raise cursor.error(f"a {name} in brackets is not read here", begin)
        cursor.take()
        return self._cases(opening, rows)

    def _rest(self, opening: Token) -> tuple[Token, ...]:
        r"""The tokens up to the `\end` that belongs to the `\begin` just read, END last."""
        cursor = self.cursor
        start, depth = cursor.index, 1
        while depth:
            token = cursor.take()
            if token.kind is Kind.END:
                raise cursor.error("this environment is never ended", opening)
            depth += (token.text == r"\begin") - (token.text == r"\end")
        end = cursor.index - 1
        cursor.group("the name of the environment")
        place = cursor.tokens[end].start
        return (*cursor.tokens[start:end], Token(Kind.END, "", place, place))

    def _cases(self, opening: Token, tokens: tuple[Token, ...]) -> Node:
        cursor = self.cursor
        rows = split(tokens, (Kind.ROW,))
        branches = [self._branch(row) for row in rows if len(row) > 1]
        if len(branches) < 2:
            raise cursor.error("a single case", opening)
        if any(condition is None for _, condition in branches[:-1]):
            raise cursor.error("only the last case may be the one for all others", opening)
        return CasesOf(cursor.span(opening.start), tuple(branches))

    def _branch(self, row: tuple[Token, ...]) -> tuple[Node, Node | None]:
        cells = split(row, (Kind.AMPERSAND,))
        if len(cells) == 1:
            cells = _at_words(row)
        condition = tuple(t for cell in cells[1:] for t in cell if t.kind is not Kind.END)
        value = _without_comma(cells[0])
        parser = self.sub(value)
        if not condition:
            raise ReadError(
                "under which condition?",
                self.cursor.excerpt.span(value[0].start, value[-1].end),
            )
        worth = parser.whole(parser.expression)
        end = row[-1]
        return worth, self._condition((*condition, end))

    def _condition(self, tokens: tuple[Token, ...]) -> Node | None:
        """The condition of a case, None for "otherwise"."""
        parts, words = self._between_words(tokens)
        if not parts and words in _OTHERWISE:
            return None
        if not set(words.split()) <= CONNECTIVES:
            span = self.cursor.excerpt.span(tokens[0].start, tokens[-1].end)
            said = re.sub(r"^(?:if|for|when|where) ", "", words)
            return Infix(span, f"\\mathrm{{{said}}}", self._spoken(parts))
        found: list[Node] = []
        for part in parts:
            node = (parser := self.sub(part)).whole(parser.contents)
            found += node.items if isinstance(node, Sequence) else (node,)
        wrong = [node for node in found if not isinstance(node, Relations)]
        if wrong or not found:
            place = wrong[0].span if wrong else self.cursor.span(tokens[0].start)
            raise ReadError("a condition is a comparison here", place)
        span = found[0].span.to(found[-1].span)
        return found[0] if len(found) == 1 else Sequence(span, tuple(found))

    def _spoken(self, parts: list[tuple[Token, ...]]) -> tuple[Node, ...]:
        """The formulas in a condition in words, of which nothing else is known."""
        parsers = (self.sub(part) for part in parts)
        return tuple(parser.whole(parser.contents) for parser in parsers)

    def _between_words(self, tokens: tuple[Token, ...]) -> tuple[list[tuple[Token, ...]], str]:
        """The formulas of a condition, and all the words around them as one text."""
        cursor = Cursor(self.cursor.excerpt, tokens, self.cursor.depth)
        parts: list[tuple[Token, ...]] = []
        words: list[str] = []
        part: list[Token] = []
        depth = 0
        while not cursor.at_end():
            said = _words(cursor) if depth == 0 else None
            if said is None:
                token = cursor.take()
                depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
                part.append(token)
                continue
            words.append(said)
            parts, part = _closed(parts, part), []
        return _closed(parts, part), " ".join(words)


def _closed(parts: list[tuple[Token, ...]], part: list[Token]) -> list[tuple[Token, ...]]:
    """The parts and one more, its punctuation left out; an empty one is none."""
    while part and part[-1].text in (",", ";", "."):
        part = part[:-1]
    while part and part[0].text in (",", ";"):
        part = part[1:]
    if not part:
        return parts
    end = Token(Kind.END, "", part[-1].end, part[-1].end)
    return [*parts, (*part, end)]


def _words(cursor: Cursor) -> str | None:
    r"""The words of a `\text{if}` the cursor stands on, taken; None if there are none."""
    if not cursor.at(*ROMAN_FONTS) or cursor.ahead().kind is not Kind.OPEN:
        return None
    mark = cursor.index
    cursor.take()
    raw = cursor.raw(cursor.group("words"))
    said = re.sub(r"[\s~,.;:]+", " ", raw).strip().lower()
    if said in _OTHERWISE or set(said.split()) <= CONNECTIVES or " " in said:
        return said
    cursor.index = mark
    return None


def _at_words(row: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """A row without an alignment mark, cut before its words."""
    depth = 0
    for index, token in enumerate(row):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 0 and index and token.text in (r"\text", r"\mbox", r"\textrm"):
            end = Token(Kind.END, "", token.start, token.start)
            return [(*row[:index], end), row[index:]]
    return [row]


def _without_comma(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    kept = list(tokens[:-1])
    while kept and kept[-1].text in (",", ";"):
        kept.pop()
    return (*kept, tokens[-1])
