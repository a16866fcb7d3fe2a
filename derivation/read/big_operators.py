r"""Sums, products and limits: a sign, conditions under it, and what it is taken of.

    big        = sign { "_" conditions | "^" upper } term
    conditions = contents { row contents }          the rows of a `\substack`
    limit      = "\lim" "_" "{" expression arrow target ["^" ("+" | "-")] "}" term

A sum reaches over the product that follows it, up to the next plus or minus, also where
it stands in the middle of a product. Not here: which name is bound (`meaning.binders`).
"""

from __future__ import annotations

from derivation.errors import ReadError
from derivation.read.atoms import AtomParser
from derivation.read.surface import BigOperator, LimitOf, Node
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import (
    ARROWS,
    INDEXED_WORDS,
    ONE_SIDED,
    OPAQUE_SIGNS,
    ROMAN_FONTS,
    SUMS,
)

_SIDES = {"+": 1, "-": -1}


class BigOperatorParser(AtomParser):
    """The part of the parser that reads sums, products and limits."""

    def big_operator(self) -> Node | None:
        """A sum, product or limit, or None if none begins here."""
        token = self.cursor.token
        if token.text in SUMS:
            return self._sum(SUMS[token.text])
        if token.text in OPAQUE_SIGNS and self.cursor.ahead().text == "_":
            return self._sum(OPAQUE_SIGNS[token.text])
        if token.text == r"\arg" and self.cursor.ahead().text in (r"\max", r"\min"):
            word = self.cursor.ahead().text[1:]
            self.cursor.take()
            return self._sum(rf"\mathrm{{arg {word}}}")
        if token.text in ROMAN_FONTS and self.cursor.ahead().kind is Kind.OPEN:
            return self._indexed_word()
        if token.text == r"\lim" and r"\substack" in (
            self.cursor.ahead(2).text,
            self.cursor.ahead(3).text,
        ):
            return self._sum(r"\mathrm{lim}")
        if token.text == r"\lim":
            return self._limit()
        return None

    def _indexed_word(self) -> Node | None:
        r"""A roman word with an index below it: `\operatorname*{arg\,max}_x`."""
        cursor = self.cursor
        mark = cursor.index
        cursor.take()
        word = cursor.raw(cursor.group("a word")).replace(r"\,", " ").replace("~", " ")
        sign = INDEXED_WORDS.get(" ".join(word.split()))
        if sign is None or not cursor.at("_"):
            cursor.index = mark
            return None
        cursor.index -= 1
        return self._sum(sign)

    def _sum(self, sign: str) -> Node:
        """A sign with its conditions; the cursor stands on its last token."""
        cursor = self.cursor
        opening = cursor.take()
        below: tuple[Node, ...] = ()
        above: Node | None = None
        while cursor.at("_", "^"):
            under = cursor.take().text == "_"
            if bool(below) if under else above is not None:
                raise cursor.error("this sign has two of these ends")
            group = cursor.group("what stands under the sign" if under else "the upper end")
            if under:
                below = self._conditions(group)
            else:
                inner = self.sub(group)
                above = inner.whole(inner.expression)
        if not below:
            raise cursor.error("over what? Nothing stands under this sign", opening)
        body = self._body(opening)
        return BigOperator(cursor.span(opening.start), sign, below, above, body)

    def _body(self, opening: Token) -> Node:
        if self.stops() and not self.cursor.at("-"):
            raise self.cursor.error(f"{opening.text} of what? Nothing follows it")
        return self.term()

    def _conditions(self, group: tuple[Token, ...]) -> tuple[Node, ...]:
        inner = self.sub(group)
        if inner.cursor.at(r"\substack"):
            inner.cursor.take()
            rows = split(inner.cursor.group("the rows under the sign"), (Kind.ROW,))
            if not inner.cursor.at_end():
                raise inner.cursor.error("this was not expected under the sign")
        else:
            rows = [group]
        found = []
        for row in rows:
            parser = self.sub(row)
            if parser.cursor.at_end():
                continue
            found.append(parser.whole(parser.contents))
        return tuple(found)

    def _limit(self) -> Node:
        cursor = self.cursor
        opening = cursor.take()
        if not cursor.at("_"):
            raise cursor.error("the limit where? Nothing stands under it", opening)
        cursor.take()
        group = cursor.group("where the limit is taken")
        place = next(
            (i for i, t in enumerate(group) if t.text in ARROWS | ONE_SIDED.keys()), None
        )
        if place is None:
            raise cursor.error("an arrow is missing under this limit", opening)
        variable = self.sub((*group[:place], _end(group[place])))
        named = variable.whole(variable.expression)
        target, side = self._target(group[place + 1 :])
        side = ONE_SIDED.get(group[place].text, side)
        body = self._body(opening)
        span = cursor.span(opening.start)
        return LimitOf(span, named, target, side, body, ambiguous=cursor.at("+", "-"))

    def _target(self, group: tuple[Token, ...]) -> tuple[Node, int]:
        r"""Where the variable goes, and from which side: `0^+`, `a^{-}`."""
        texts = [token.text for token in group[:-1]]
        side, drop = 0, 0
        if len(texts) > 2 and texts[-2] == "^" and texts[-1] in _SIDES:
            side, drop = _SIDES[texts[-1]], 2
        elif len(texts) > 4 and texts[-4:-2] == ["^", "{"] and texts[-2] in _SIDES:
            side, drop = _SIDES[texts[-2]], 4
        kept = group[: len(group) - 1 - drop]
        if not kept:
            raise ReadError("where does the limit go?", self.cursor.span(group[-1].start))
        inner = self.sub((*kept, _end(group[-1])))
        return inner.whole(inner.expression), side


def _end(token: Token) -> Token:
    return Token(Kind.END, "", token.start, token.start)


def split(tokens: tuple[Token, ...], kinds: tuple[Kind, ...]) -> list[tuple[Token, ...]]:
    """Tokens (END last) cut at those of the kinds outside groups; END last in each."""
    found: list[tuple[Token, ...]] = []
    row: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        depth += (token.text == r"\begin") - (token.text == r"\end")
        if token.kind is Kind.END or (depth == 0 and token.kind in kinds):
            found.append((*row, _end(token)))
            row = []
        else:
            row.append(token)
    return found
