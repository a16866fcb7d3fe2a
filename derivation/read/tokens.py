r"""LaTeX mathematics as tokens with places.

Tokenising is total: every character of the excerpt is a token, white space or a
comment, so nothing can be dropped before the grammar has seen it.

Not here: brackets that must match, commands that must be known (`grammar`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from derivation.model import Excerpt


class Kind(Enum):
    r"""What a token is.

    COMMAND `\frac`, `\{`; LETTER one letter of any alphabet; NUMBER `12`, `0.5`;
    OPEN and CLOSE are braces; ROW is `\\` with its optional skip; AMPERSAND `&`;
    SYMBOL any other single character; END stands behind the last token.
    """

    COMMAND = "command"
    LETTER = "letter"
    NUMBER = "number"
    OPEN = "open"
    CLOSE = "close"
    ROW = "row"
    AMPERSAND = "ampersand"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: kind, text, and its offsets [start, end) in the excerpt's text."""

    kind: Kind
    text: str
    start: int
    end: int


_PATTERN = re.compile(
    r"""(?P<skip>\s+|~|%[^\n]*(?:\n|$))
    |(?P<row>\\\\(?:\*)?(?:\s*\[-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|sp|bp|pc)\])?|\\(?:newline|cr|tabularnewline)(?![A-Za-z]))
    |(?P<command>\\(?:[A-Za-z]+\*?|.|$))
    |(?P<number>\d+(?:\.\d+)?|\.\d+)
    |(?P<open>\{)|(?P<close>\})|(?P<ampersand>&)
    |(?P<letter>[^\W\d_])
    |(?P<symbol>.)""",
    re.VERBOSE | re.DOTALL,
)

_SPACING = frozenset(
    r"\, \; \: \! \> \  \quad \qquad \enspace \enskip \thinspace \medspace \thickspace "
    r"\negthinspace \nobreak \allowbreak \displaystyle \textstyle \scriptstyle "
    r"\scriptscriptstyle \limits \nolimits \nonumber \notag \hfill \hfil \noindent "
    r"\bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr \big \Big \bigg \Bigg "
    r"\bigm \Bigm \null \strut \mathstrut \relax".split()
) | {"\\ ", "\\\n", "\\\t", "\\/"}
r"""Commands that only lay out; `\bigl` and its kind leave the bracket that follows.

`\left` and `\right` are kept: `grammar` checks that they pair.
"""


_KINDS = {kind.value: kind for kind in Kind}


def tokenise(excerpt: Excerpt) -> tuple[Token, ...]:
    """Every token of the excerpt without white space and pure layout, END last."""
    text = excerpt.text
    tokens = []
    for match in _PATTERN.finditer(text):
        kind = _KINDS.get(match.lastgroup or "")
        written = match.group()
        if kind is None or (kind is Kind.COMMAND and written in _SPACING):
            continue
        tokens.append(Token(kind, written, match.start(), match.end()))
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tuple(tokens)
