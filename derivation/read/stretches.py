r"""Stretches of a display's tokens: groups, environments, depth, and the way back to text.

Here: what rows, relations and remarks need to know about LaTeX tokens. Not here: the
grammar of formulas (`grammar`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from derivation.model import Excerpt
from derivation.read.excerpts import join
from derivation.read.tokens import Kind, Token, tokenise

Tokens: TypeAlias = tuple[Token, ...]

TEXT_COMMANDS = frozenset(
    r"\text \textrm \textnormal \textit \textbf \textsf \textup \mbox \hbox \mathrm \rm".split()
)
"""Commands whose group may hold words."""

SEPARATING = re.compile(r"\\q?quad(?![A-Za-z])|\\hspace|\\hfill?(?![A-Za-z])|\\enspace|\\[;: ]|~")
"""Layout that sets things apart."""

WIDE = re.compile(r"\\q?quad(?![A-Za-z])|\\hspace|\\hfill?(?![A-Za-z])|(?:\\;\s*){2}")
"""Layout that sets things far apart."""

OPENING = frozenset(("(", "[", r"\{", r"\lbrace", r"\langle", r"\lbrack", r"\lfloor", r"\lceil"))
CLOSING = frozenset((")", "]", r"\}", r"\rbrace", r"\rangle", r"\rbrack", r"\rfloor", r"\rceil"))

_REMOVED = frozenset(
    r"\label \tag \tag* \hspace \hspace* \vspace \vspace* \phantom \hphantom \vphantom".split()
)
_IGNORED = frozenset(r"\allowdisplaybreaks \hline \notag \nonumber \displaybreak".split())


@dataclass(frozen=True, slots=True)
class Text:
    """A display's content with its tokens, labels and tags left out of them."""

    content: Excerpt
    tokens: Tokens
    following: Mapping[int, int]

    @staticmethod
    def of(content: Excerpt) -> Text:
        """The tokens of a display's content."""
        every = tokenise(content)[:-1]
        starts = [token.start for token in every]
        following = dict(zip(starts, starts[1:], strict=False))
        return Text(content, _without_labels(every), following)

    def excerpt(self, tokens: Tokens) -> Excerpt:
        """The text of some of the tokens; what was left out between two is a space."""
        pieces = []
        start = 0
        for index, token in enumerate(tokens):
            last = index + 1 == len(tokens)
            if last or self.following.get(token.start) != tokens[index + 1].start:
                pieces.append(self.content.cut(tokens[start].start, token.end))
                start = index + 1
        return join(pieces, " ")

    def gap(self, before: Token, after: Token) -> str:
        """What was written between two tokens."""
        return self.content.text[before.end : after.start]


def group_end(tokens: Tokens, start: int) -> int:
    """The index behind the group that opens at `start` (END of tokens if it never closes)."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += (tokens[index].kind is Kind.OPEN) - (tokens[index].kind is Kind.CLOSE)
        if depth <= 0:
            return index + 1
    return len(tokens)


def group(tokens: Tokens, start: int) -> Tokens:
    """The tokens inside the group that opens at `start`."""
    end = group_end(tokens, start)
    closed = end > start + 1 and tokens[end - 1].kind is Kind.CLOSE
    return tokens[start + 1 : end - 1 if closed else end]


def has_group(tokens: Tokens, index: int) -> bool:
    """Whether a group opens at this index."""
    return index < len(tokens) and tokens[index].kind is Kind.OPEN


def words_group(tokens: Tokens, index: int) -> int | None:
    r"""The index behind a `\text{…}` (or its kind) that begins at `index`, or None."""
    if tokens[index].text in TEXT_COMMANDS and has_group(tokens, index + 1):
        return group_end(tokens, index + 1)
    return None


def environment(tokens: Tokens, index: int) -> tuple[str, int] | None:
    r"""The name in a `\begin{name}` or `\end{name}` at `index`, and the index behind it."""
    if tokens[index].text not in (r"\begin", r"\end") or not has_group(tokens, index + 1):
        return None
    name = "".join(token.text for token in group(tokens, index + 1))
    return name, group_end(tokens, index + 1)


def hard_depths(tokens: Sequence[Token]) -> list[int]:
    r"""How many braces, environments and `\left` are open before each token."""
    depths = []
    depth = 0
    for token in tokens:
        closes = token.kind is Kind.CLOSE or token.text in (r"\end", r"\right")
        depth = max(depth - closes, 0)
        depths.append(depth)
        depth += token.kind is Kind.OPEN or token.text in (r"\begin", r"\left")
    return depths


def soft_depths(tokens: Sequence[Token]) -> list[int]:
    r"""Like `hard_depths`, with written brackets counted; one more behind the last token.

    Brackets need not match in kind: an interval may be written [0, 1).
    """
    depths = []
    depth = 0
    sized = False
    for token in tokens:
        closes = (
            token.kind is Kind.CLOSE
            or token.text in (r"\end", r"\right")
            or (token.text in CLOSING and not sized)
        )
        depth = max(depth - closes, 0)
        depths.append(depth)
        depth += (
            token.kind is Kind.OPEN
            or token.text in (r"\begin", r"\left")
            or (token.text in OPENING and not sized)
        )
        # The bracket behind \left or \right is counted with it.
        sized = token.text in (r"\left", r"\right")
    return [*depths, depth]


def split(tokens: Tokens, kind: Kind) -> list[Tokens]:
    """The tokens cut at every outermost token of a kind."""
    pieces = []
    start = 0
    for index, depth in enumerate(hard_depths(tokens)):
        if depth == 0 and tokens[index].kind is kind:
            pieces.append(tokens[start:index])
            start = index + 1
    return [*pieces, tokens[start:]]


def _without_labels(tokens: Tokens) -> Tokens:
    kept = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text in _REMOVED and has_group(tokens, index + 1):
            index = group_end(tokens, index + 1)
            continue
        if token.text not in _IGNORED:
            kept.append(token)
        index += 1
    return tuple(kept)
