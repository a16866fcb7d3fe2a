r"""Brackets and what stands in them: lists, relations, conditional bars, values at bars.

    bracket    = opening contents closing           `\left` and `\right` in pairs
    contents   = relational { separator relational }
    relational = expression { relation expression }
    separator  = "," | ";" | "\mid" | a bar that opens or closes nothing

Whether a bar in brackets separates (p(y | x), KL[P || Q]) or encloses (E(|X|)) is
decided by counting: bars that enclose come in pairs. Not here: what a list or a
relation means (`derivation.meaning`).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.errors import ReadError
from derivation.read.atoms import CLOSING, AtomParser
from derivation.read.surface import (
    Braces,
    Bracket,
    Evaluated,
    Node,
    Relations,
    Scripts,
    Sequence,
)
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import (
    BARS,
    BRACKET_KINDS,
    INNER_RELATIONS,
    OPENING,
    PHANTOMS,
    SEPARATORS,
)

_ENDS = (")", "]")
_SINGLE_BARS = ("|", r"\vert")
_DOUBLE_BARS = (r"\|", r"\Vert")


class BracketParser(AtomParser):
    """The part of the parser that reads brackets and their contents."""

    def bracketed(self) -> Node:
        r"""Something between matching brackets, `\left` and `\right` checked in pairs."""
        cursor = self.cursor
        sized = cursor.at(r"\left")
        start = cursor.take().start if sized else cursor.token.start
        opening = cursor.take()
        if sized and opening.text == ".":
            return self._open_left(start, opening)
        if opening.text in BARS:
            closing, kind = opening.text, BARS[opening.text]
        elif opening.text in OPENING:
            closing = OPENING[opening.text]
            kind = BRACKET_KINDS.get(opening.text, opening.text)
        else:
            raise cursor.error(f"{opening.text} is not a bracket that is read here", opening)
        body = self._inside(opening, kind)
        if sized:
            cursor.expect(r"\right", r"this \left has no \right")
            if kind == r"\{" and cursor.at("."):
                cursor.take()
                return self.open_ended(start, body)
        if cursor.at_end():
            raise cursor.error("this bracket is never closed", opening)
        if closing in _ENDS and cursor.at(*_ENDS) and _is_pair(body):
            kind = opening.text + cursor.token.text if not cursor.at(closing) else kind
            closing = cursor.token.text
        if not cursor.at(closing):
            raise cursor.error(
                f"{opening.text} is closed by {cursor.token.text or 'nothing'} here"
            )
        cursor.take()
        return Bracket(cursor.span(start), kind, body)

    def _inside(self, opening: Token, kind: str) -> Node:
        if self.cursor.at_end():
            raise self.cursor.error("this bracket is never closed", opening)
        bars = 1 if kind in ("|", r"\|") else 0
        if not bars:
            self.mark_separators()
        inner = type(self)(self.cursor, bars=bars, depth=self.depth + 1)
        return inner.contents()

    def contents(self) -> Node:
        """Contents = relational { separator relational }; a single one stays itself."""
        cursor = self.cursor
        start = cursor.token.start
        items = [self.relational()]
        signs: list[str] = []
        while cursor.token.text in SEPARATORS and not (self.bars and cursor.at(*_DOUBLE_BARS)):
            signs.append(SEPARATORS[cursor.take().text])
            items.append(self.relational())
        if len(items) == 1:
            return items[0]
        kept = tuple(signs) if set(signs) != {","} else ()
        return Sequence(cursor.span(start), tuple(items), kept)

    def relational(self) -> Node:
        """Relational = expression { relation expression }; a single one stays itself."""
        cursor = self.cursor
        start = cursor.token.start
        links = [("", self.expression())]
        while cursor.token.text in INNER_RELATIONS:
            relation = INNER_RELATIONS[cursor.take().text]
            links.append((relation, self.expression()))
        return links[0][1] if len(links) == 1 else Relations(cursor.span(start), tuple(links))

    def _open_left(self, start: int, opening: Token) -> Node:
        r"""What follows `\left.`: a value at `\right|_{…}`, or a group without brackets."""
        cursor = self.cursor
        self._open_sized_bars()
        inner = type(self)(cursor, depth=self.depth + 1)
        body = inner.expression()
        cursor.expect(r"\right", r"this \left has no \right")
        if cursor.at("."):
            cursor.take()
            return Braces(cursor.span(start), body)
        if not cursor.at(*_SINGLE_BARS, "]"):
            raise cursor.error(r"\left. is closed by a bar or a point", opening)
        return self.evaluated(start, body)

    def evaluated(self, start: int, body: Node) -> Node:
        """The body at the ends that stand behind a bar; the cursor stands on the bar."""
        bar = self.cursor.take()
        lower, upper, primes = self.scripts()
        if lower is None or primes:
            raise self.cursor.error("the value at what? Nothing stands behind this bar", bar)
        return Evaluated(self.cursor.span(start), body, lower, upper)

    def open_ended(self, start: int, body: Node) -> Node:
        r"""What stands between `\left\{` and `\right.`: cases."""
        raise ReadError(r"\left\{ has no closing bracket", self.cursor.span(start))

    def at_value_bar(self) -> bool:
        """Whether the cursor stands on a bar behind an expression with its ends below."""
        if self.bars or not self.cursor.at(*_SINGLE_BARS):
            return False
        return self.cursor.ahead().text == "_"

    def mark_separators(self) -> None:
        r"""Turn the bars that separate the contents of this bracket into `\mid`."""
        cursor = self.cursor
        self._open_sized_bars()
        places = self._bars(_SINGLE_BARS)
        if len(places) == 2 and places[1] == places[0] + 1:
            self._become(places[0], r"\parallel")
            del cursor.tokens[places[1]]
        elif len(places) == 1:
            self._become(places[0], r"\mid")
        elif len(places) % 2:
            self._mark_odd(places)
        places = self._bars(_DOUBLE_BARS)
        if len(places) == 1:
            self._become(places[0], r"\parallel")

    def _mark_odd(self, places: list[int]) -> None:
        """Of an odd number of bars one separates: the one around which all others pair.

        A bar that opens follows an opening, a sign or another bar; so the bar before
        which a whole expression ends and behind which one begins is the separator.
        """
        cursor = self.cursor
        for place in places[::2]:
            before, behind = cursor.tokens[place - 1], cursor.tokens[place + 1]
            opens = before.text in (*OPENING, "+", "-", ",", ";", "=") or place in (places[0],)
            if not opens and behind.text not in (")", "]", "+", "-", ",", "^"):
                self._become(place, r"\mid")
                return

    def _become(self, place: int, text: str) -> None:
        token = self.cursor.tokens[place]
        self.cursor.tokens[place] = Token(Kind.COMMAND, text, token.start, token.end)

    def _bars(self, signs: tuple[str, ...]) -> list[int]:
        """Where bars stand at the top level of the bracket that the cursor is in."""
        found = []
        depth = 0
        tokens = self.cursor.tokens
        for place in range(self.cursor.index, len(tokens)):
            token = tokens[place]
            if token.text in (r"\right", r"\left"):
                continue
            if token.kind is Kind.OPEN or token.text in OPENING:
                depth += 1
            elif token.kind is Kind.CLOSE or token.text in CLOSING:
                depth -= 1
            elif depth == 0 and token.text in signs and tokens[place + 1].text != "_":
                sized = tokens[place - 1].text in (r"\right", r"\left")
                found += [] if sized else [place]
            if depth < 0:
                break
        return found

    def _open_sized_bars(self) -> None:
        r"""`\middle|` and `\left. … \right|` without ends are a conditional bar each."""
        cursor = self.cursor
        depth = 0
        place = cursor.index
        open_left: list[int] = []
        while place < len(cursor.tokens) - 1 and depth >= 0:
            token, behind = cursor.tokens[place], cursor.tokens[place + 1]
            if token.kind is Kind.OPEN or token.text in OPENING:
                depth += 1
            elif token.kind is Kind.CLOSE or token.text in CLOSING:
                depth -= 1
            elif token.text == r"\middle" and behind.text in (*_SINGLE_BARS, "/") and not depth:
                self._become(place, r"\mid" if behind.text != "/" else "/")
                del cursor.tokens[place + 1]
            elif token.text == r"\left" and behind.text == "." and not depth:
                open_left.append(place)
            elif token.text == r"\right" and behind.text in _SINGLE_BARS and open_left:
                if not depth and cursor.tokens[place + 2].text not in ("_", "^"):
                    self._become(place, r"\mid")
                    del cursor.tokens[place + 1]
                    del cursor.tokens[open_left[-1] : open_left[-1] + 2]
                    place -= 2
                open_left.pop()
            place += 1


def rejoined(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    r"""The tokens without the `\right. … \left.` of brackets that go over two rows.

    A bracket that `\right.` leaves open is closed by the next `\right` whose `\left.`
    stands at the same level.
    """
    kept = list(_visible(tokens))
    opened: list[int] = []
    pending: list[tuple[int, int]] = []
    dropped: set[int] = set()
    for place, token in enumerate(kept[:-1]):
        if token.text == r"\left":
            if kept[place + 1].text == "." and pending and pending[-1][1] == len(opened):
                closed, _ = pending.pop()
                dropped |= {closed, closed + 1, place, place + 1}
            opened.append(place)
        elif token.text == r"\right" and opened:
            start = opened.pop()
            bracket, behind = kept[start + 1].text, kept[start + 2].text
            if kept[place + 1].text == "." and bracket != "." and behind != r"\begin":
                pending.append((place, len(opened)))
    return tuple(token for place, token in enumerate(kept) if place not in dropped)


def _is_pair(body: Node) -> bool:
    """Whether what stands in a bracket may be the two ends of an interval."""
    return isinstance(body, Sequence) and len(body.items) == 2 and not body.separators


def _visible(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The tokens without what only takes up space."""
    place = 0
    while place < len(tokens):
        if tokens[place].text in PHANTOMS and tokens[place + 1].kind is Kind.OPEN:
            depth = 0
            place += 1
            while tokens[place].kind is not Kind.END:
                depth += (tokens[place].kind is Kind.OPEN) - (tokens[place].kind is Kind.CLOSE)
                place += 1
                if depth == 0:
                    break
            continue
        yield tokens[place]
        place += 1


def is_square(node: Node) -> bool:
    """Whether a node is a pair of square brackets with scripts: [F(x)]_a^b."""
    return (
        isinstance(node, Scripts)
        and isinstance(node.base, Bracket)
        and node.base.kind == "["
        and node.subscript is not None
    )
