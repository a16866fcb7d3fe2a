r"""Integrals: how far the integrand reaches, and where its differential stands.

    integral = sign { "_" lower | "^" upper } integrand

The integrand reaches to the differential that belongs to the sign, over plus and minus:
`\int f \, dx`, `\int \frac{dx}{x}`; of several signs the last has the first
differential. One that stands right behind its sign (`\int dx\, f`) is followed by its
integrand, which then reaches up to the next plus or minus.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Rational

from derivation.errors import ReadError
from derivation.model import Span
from derivation.read.atoms import CLOSING, AtomParser
from derivation.read.surface import IntegralOf, Label, Node, Number, Scripts
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import (
    FRACTIONS,
    GREEK,
    INNER_RELATIONS,
    INTEGRALS,
    LETTER_FONTS,
    OPENING,
    ROMAN_FONTS,
)


@dataclass(frozen=True, slots=True)
class _Differential:
    """A differential among tokens: [start, end), and where its variable begins."""

    start: int
    variable: int
    end: int


class IntegralParser(AtomParser):
    """The part of the parser that reads integrals.

    `measures`: whether the differential of an expression is one too: `d(x + c)`, `dF(x)`.
    """

    measures = False

    def integral(self) -> Node | None:
        """An integral, or None if none begins here."""
        if self.cursor.token.text not in INTEGRALS:
            return None
        cursor = self.cursor
        opening = cursor.take()
        count = INTEGRALS[opening.text]
        lower, upper = self._ends()
        found = self._differential_at(cursor.index)
        if found is not None and found.start == cursor.index:
            return self._leading(opening, count, lower, upper)
        mark = cursor.index
        try:
            slices, variables = self._reach(opening, count)
        except ReadError:
            cursor.index, self.measures = mark, True  # d(x + c), dF(x): in what is no name
            try:
                slices, variables = self._reach(opening, count)
            finally:
                self.measures = False
        inner = self.sub(slices)
        body: Node
        if inner.cursor.at_end():
            body = Number(cursor.span(opening.start), Rational(1), "1")
        else:
            body = inner.whole(inner.expression)
        return _nested(cursor.span(opening.start).to(body.span), lower, upper, variables, body)

    def _ends(self) -> tuple[Node | None, Node | None]:
        """The ends of an integral; a lone lower one that cannot be read is a label."""
        cursor = self.cursor
        ends: dict[str, Node] = {}
        while cursor.at("_", "^"):
            sign = cursor.take()
            if sign.text in ends:
                raise cursor.error("this integral has two of these ends", sign)
            if cursor.token.text in LETTER_FONTS or cursor.token.text in ROMAN_FONTS:
                ends[sign.text] = self.atom()
                continue
            group = cursor.group("the end of the integral")
            inner = self.sub(group)
            ends[sign.text] = inner.whole(inner.contents)
        if "^" in ends and "_" not in ends:
            raise cursor.error("this integral has no lower end")
        return ends.get("_"), ends.get("^")

    def _leading(
        self, opening: Token, count: int, lower: Node | None, upper: Node | None
    ) -> Node:
        """An integral whose differentials stand before its integrand."""
        cursor = self.cursor
        variables: list[Node] = []
        while len(variables) < count:
            found = self._differential_at(cursor.index)
            if found is None or found.start != cursor.index:
                raise cursor.error("another differential is expected here")
            variables.append(self._integrated(found, cursor.tokens))
            cursor.index = found.end
        if self.stops():
            body: Node = Number(cursor.span(opening.start), Rational(1), "1")
        else:
            body = self.term()
        return _nested(cursor.span(opening.start), lower, upper, variables, body)

    def _reach(self, opening: Token, count: int) -> tuple[tuple[Token, ...], list[Node]]:
        """The integrand's tokens without its differentials, and their variables.

        The cursor stands behind all of it afterwards.
        """
        cursor = self.cursor
        tokens = cursor.tokens
        pending, taken = count, []
        place, depth = cursor.index, 0
        while place < len(tokens) - 1:
            token = tokens[place]
            if token.kind is Kind.OPEN or token.text in OPENING:
                depth += 1
            elif token.kind is Kind.CLOSE or token.text in CLOSING:
                depth -= 1
            if depth < 0 or (depth == 0 and token.text in INNER_RELATIONS):
                break
            if depth == 0 and token.text in INTEGRALS:
                pending += INTEGRALS[token.text]
            found = self._differential_at(place) if depth == 0 else None
            if found is None and depth == 0 and token.text in FRACTIONS:
                found = self._in_numerator(place)
            if found is not None:
                pending -= 1
                if pending < count:
                    taken.append(found)
                if pending == 0:
                    return self._cut(place, taken)
            place = found.end if found is not None and found.start == place else place + 1
        raise cursor.error("this integral has no differential (dx)", opening)

    def _cut(
        self, place: int, taken: list[_Differential]
    ) -> tuple[tuple[Token, ...], list[Node]]:
        cursor = self.cursor
        tokens = cursor.tokens
        variables = [self._integrated(each, tokens) for each in taken]
        last = taken[-1]
        end = last.end if last.start == place else self._fraction_end(place)
        dropped = {i for each in taken for i in range(each.start, each.end)}
        kept = []
        for i in range(cursor.index, end):
            if i not in dropped:
                kept.append(tokens[i])
            elif self._is_whole_numerator(i, taken):
                kept.append(Token(Kind.NUMBER, "1", tokens[i].start, tokens[i].end))
        self._refuse_measure(end)
        cursor.index = end
        stop = tokens[end - 1].end
        return (*kept, Token(Kind.END, "", stop, stop)), variables

    def _refuse_measure(self, end: int) -> None:
        """Refuse dF(x), and more differentials than signs (d may be a name here)."""
        behind = self.cursor.tokens[end]
        if not self.measures and behind.text in ("(", "[", r"\left", "^"):
            message = "what is integrated over here? A bracket follows the differential"
            raise self.cursor.error(message, behind)
        if self._differential_at(end) is not None:
            raise self.cursor.error("this integral has too many differentials", behind)

    def _is_whole_numerator(self, place: int, taken: list[_Differential]) -> bool:
        r"""Whether a dropped differential was all of a numerator: \frac{dx}{x}."""
        tokens = self.cursor.tokens
        return any(
            each.start == place
            and place > 0
            and tokens[place - 1].kind is Kind.OPEN
            and tokens[each.end].kind is Kind.CLOSE
            for each in taken
        )

    def _differential_at(self, place: int) -> _Differential | None:
        r"""The differential that begins at a token, or None: dx, \mathrm{d}x, d\theta_1."""
        tokens = self.cursor.tokens
        length = _sign_length(tokens, place)
        if not length:
            return None
        variable = place + length
        token = tokens[variable]
        if self.measures and token.text in ("(", "[", r"\left") and length > 1:
            return _Differential(place, variable, _bracket_end(tokens, variable))
        if token.text in LETTER_FONTS and tokens[variable + 1].kind is not Kind.END:
            end = _group_end(tokens, variable + 1)
        elif token.kind is Kind.LETTER or (token.text in GREEK and token.text != r"\infty"):
            end = variable + 1
        else:
            return None
        if tokens[end].text == "_":
            end = _group_end(tokens, end + 1)
        if self.measures and tokens[end].text == "^":
            end = _group_end(tokens, end + 1)
        if self.measures and tokens[end].text in ("(", "[", r"\left"):
            end = _bracket_end(tokens, end)
        return _Differential(place, variable, end)

    def _in_numerator(self, place: int) -> _Differential | None:
        """A differential at the beginning or the end of the numerator of a fraction."""
        tokens = self.cursor.tokens
        if tokens[place + 1].kind is not Kind.OPEN:
            return None
        close = _group_end(tokens, place + 1) - 1
        if _is_derivative(tokens, close):
            return None
        first = self._differential_at(place + 2)
        if first is not None:
            return first
        for start in range(max(place + 2, close - 12), close):
            found = self._differential_at(start)
            if found is not None and found.end == close:
                return found
        return None

    def _fraction_end(self, place: int) -> int:
        tokens = self.cursor.tokens
        return _group_end(tokens, _group_end(tokens, place + 1))

    def _integrated(self, found: _Differential, tokens: list[Token]) -> Node:
        inner = tokens[found.variable : found.end]
        stop = inner[-1].end
        parser = self.sub((*inner, Token(Kind.END, "", stop, stop)))
        if self.measures:
            return parser.whole(parser.expression)
        node = parser.whole(lambda: parser.scripted(parser.atom()))
        if isinstance(node, Label) or (isinstance(node, Scripts) and node.superscript):
            raise ReadError("what is integrated over here?", node.span)
        return node


def _nested(
    span: Span, lower: Node | None, upper: Node | None, variables: list[Node], body: Node
) -> Node:
    """One integral a variable, the first variable innermost; the ends belong to all."""
    for variable in variables:
        body = IntegralOf(span, lower, upper, variable, body)
    return body


def _sign_length(tokens: list[Token], place: int) -> int:
    """How many tokens the d of a differential takes; 0 if there is none."""
    token = tokens[place]
    if token.text == "d":
        return 1
    if token.text in ROMAN_FONTS and place + 1 < len(tokens):
        if tokens[place + 1].text == "d":
            return 2
        if [t.text for t in tokens[place + 1 : place + 4]] == ["{", "d", "}"]:
            return 4
    return 0


def _group_end(tokens: list[Token], place: int) -> int:
    """The index behind the group (or single token) that begins at a place."""
    if tokens[place].kind is not Kind.OPEN:
        return min(place + 1, len(tokens) - 1)
    depth = 0
    for index in range(place, len(tokens)):
        depth += (tokens[index].kind is Kind.OPEN) - (tokens[index].kind is Kind.CLOSE)
        if depth == 0:
            return index + 1
    return len(tokens) - 1


def _bracket_end(tokens: list[Token], place: int) -> int:
    """The index behind the bracket that begins at a place."""
    depth = 0
    for index in range(place, len(tokens) - 1):
        token = tokens[index]
        depth += token.text in OPENING or token.kind is Kind.OPEN
        depth -= token.text in CLOSING or token.kind is Kind.CLOSE
        if depth == 0 and token.text != r"\left":
            return index + 1
    return len(tokens) - 1


def _is_derivative(tokens: list[Token], close: int) -> bool:
    r"""Whether the fraction whose numerator ends there is a derivative: \frac{dy}{dx}."""
    below = close + 1
    return tokens[below].kind is Kind.OPEN and _sign_length(tokens, below + 1) > 0
