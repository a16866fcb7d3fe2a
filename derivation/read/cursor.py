r"""A cursor over the tokens of one excerpt: looking, taking, groups, errors with places.

Here: everything the grammar needs that is about tokens. Not here: the grammar.
"""

from __future__ import annotations

from derivation.errors import ReadError
from derivation.model import Excerpt, Span
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import UNICODE_LETTERS

MAXIMUM_DEPTH = 60
"""How deep brackets, scripts and fractions may nest; people stay below 15."""

MAXIMUM_TOKENS = 20_000
"""How long one line may be; a longer one is a listing, not a line of a derivation."""

MAXIMUM_DIGITS = 4_000
"""How long one number may be; Python itself refuses to print much longer ones."""


class Cursor:
    """Tokens of an excerpt with a position; made anew for every group that is parsed."""

    def __init__(self, excerpt: Excerpt, tokens: tuple[Token, ...], depth: int = 0) -> None:
        self.excerpt = excerpt
        self.tokens = [_latin(token) for token in tokens]
        self.index = 0
        self.depth = depth
        if depth > MAXIMUM_DEPTH:
            raise self.error(f"nested more than {MAXIMUM_DEPTH} deep")
        if len(tokens) > MAXIMUM_TOKENS:
            raise self.error(f"longer than {MAXIMUM_TOKENS} symbols")

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.index]

    def ahead(self, distance: int = 1) -> Token:
        """The token that far behind the next one (END beyond the last)."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, stepping over it; END is never stepped over."""
        token = self.tokens[self.index]
        if token.kind is not Kind.END:
            self.index += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these texts."""
        token = self.tokens[self.index]
        return token.kind is not Kind.END and token.text in texts

    def at_end(self) -> bool:
        """Whether every token has been taken."""
        return self.tokens[self.index].kind is Kind.END

    def expect(self, text: str, message: str) -> Token:
        """The next token if it is `text`; otherwise ReadError with the message."""
        if not self.at(text):
            raise self.error(message)
        return self.take()

    def span(self, start: int, end: int | None = None) -> Span:
        """The source span from a text offset to another (default: the last token taken)."""
        stop = self.tokens[self.index - 1].end if end is None and self.index else end
        return self.excerpt.span(start, stop if stop is not None else start)

    def error(self, message: str, token: Token | None = None) -> ReadError:
        """A ReadError under the token (default: the next one)."""
        place = token or self.token
        return ReadError(message, self.excerpt.span(place.start, max(place.end, place.start)))

    def group(self, what: str) -> tuple[Token, ...]:
        r"""The tokens of a TeX argument, END last: a braced group, or a single token.

        Of a number with several digits TeX takes the first one only (`\frac12`).
        """
        token = self.token
        if token.kind is Kind.OPEN:
            return self._braced()
        if token.kind in (Kind.CLOSE, Kind.END, Kind.AMPERSAND, Kind.ROW):
            raise self.error(f"{what} is missing here")
        if token.kind is Kind.NUMBER and "." in token.text:
            raise self.error(f"write {{{token.text}}}: TeX would take one sign of it only")
        if token.kind is Kind.NUMBER and len(token.text) > 1:
            rest = Token(Kind.NUMBER, token.text[1:], token.start + 1, token.end)
            self.tokens[self.index] = rest
            token = Token(Kind.NUMBER, token.text[0], token.start, token.start + 1)
        else:
            self.take()
        return (token, Token(Kind.END, "", token.end, token.end))

    def _braced(self) -> tuple[Token, ...]:
        opening = self.take()
        start = self.index
        depth = 1
        while depth:
            token = self.take()
            if token.kind is Kind.END:
                raise self.error("this brace is never closed", opening)
            depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        closing = self.tokens[self.index - 1]
        inner = tuple(self.tokens[start : self.index - 1])
        return (*inner, Token(Kind.END, "", closing.start, closing.start))

    def raw(self, tokens: tuple[Token, ...]) -> str:
        """The source text that a group's tokens span."""
        return self.excerpt.text[tokens[0].start : tokens[-1].end].strip()


def _latin(token: Token) -> Token:
    text = UNICODE_LETTERS.get(token.text)
    if text is None:
        return token
    kind = Kind.COMMAND if text.startswith("\\") else Kind.SYMBOL
    return Token(kind, text, token.start, token.end)
