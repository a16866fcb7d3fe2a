r"""Macros: what a command stands for, in which scope, and the signs that TeX text is made of.

Here: the data of a macro, the table with TeX's groups, and the tokens that expansion works
on. Not here: how definitions are written (`definitions`) or uses replaced (`expansion`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from derivation.model import Span


class Sign(NamedTuple):
    r"""One sign of a text: a command, a brace, a run of letters, white space, a comment.

    `at` is where it stands in the text that is expanded; `call` is the place of the macro
    that it comes out of (then `at` means nothing); a `final` command is not expanded:
    `\let` has taken what it meant before.
    """

    text: str
    at: int
    call: Span | None = None
    final: bool = False

    @property
    def is_command(self) -> bool:
        """Whether it is a control word or a control symbol."""
        return self.text[0] == "\\" and not self.is_raw

    @property
    def is_raw(self) -> bool:
        """Whether it is verbatim text, code or a comment, in which nothing is expanded."""
        if len(self.text) < 2 or self.text[0] not in "%`<\\":
            return False
        verb = self.text.startswith(r"\verb") and not self.text[5:6].isalpha()
        return self.text[0] != "\\" or self.text.startswith(r"\begin{") or verb

    @property
    def is_blank(self) -> bool:
        """Whether it is white space, or a comment of TeX."""
        return self.text.isspace() or self.text[0] == "%"


VERBATIM = r"verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?|alltt"
"""Environments whose inside is no TeX."""

_TEX = re.compile(
    rf"""\\verb\*?(?P<tick>[^\w\s*])[^\n]*?(?P=tick)
    |\\begin\{{(?P<raw>{VERBATIM})\}}.*?(?:\\end\{{(?P=raw)\}}|\Z)
    |%[^\n]*|\\[A-Za-z@]+|\\.|[{{}}\[\]$&#\\]|\s+|[^\\{{}}%$&\[\]#\s]+""",
    re.VERBOSE | re.DOTALL,
)
_MARKDOWN = re.compile(
    r"""(?<!\$)(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)|<!--.*?-->
    |\\[A-Za-z]+|\\.|[{}\[\]$&#\\`<]|%|\s+|[^\\{}%$&\[\]#\s`<]+""",
    re.VERBOSE | re.DOTALL,
)


def signs(text: str, *, tex: bool, start: int = 0) -> Iterator[Sign]:
    """The signs of a text from an offset on, one after the other."""
    for match in (_TEX if tex else _MARKDOWN).finditer(text, start):
        yield Sign(match.group(), match.start())


def parsed(body: str) -> tuple[Sign, ...]:
    """The text of a macro as signs, without comments."""
    return tuple(sign for sign in signs(body, tex=True) if sign.text[0] != "%")


@dataclass(frozen=True, slots=True)
class Macro:
    r"""What a command stands for.

    `default`: what its first parameter is where no `[…]` is given; `starred`: what stands
    for it before a star (`\DeclarePairedDelimiter`); `origin`: where it is defined, in words.
    """

    name: str
    body: tuple[Sign, ...]
    parameters: int = 0
    default: tuple[Sign, ...] | None = None
    starred: tuple[Sign, ...] | None = None
    origin: str = ""

    @property
    def text(self) -> str:
        """The text that it stands for, with #1, #2, … for its parameters."""
        return "".join(sign.text for sign in self.body)


@dataclass
class Scopes:
    """The macros that are defined here, and what each group and environment hides."""

    table: dict[str, Macro] = field(default_factory=dict)
    _opened: list[tuple[str, dict[str, Macro | None]]] = field(default_factory=list)

    def define(self, macro: Macro, *, everywhere: bool = False) -> None:
        """Define a macro to the end of its group, or for all that follows."""
        groups = self._opened if everywhere else self._opened[-1:]
        for _, hidden in groups:
            if everywhere:
                hidden.pop(macro.name, None)
            else:
                hidden.setdefault(macro.name, self.table.get(macro.name))
        self.table[macro.name] = macro

    def open(self, kind: str) -> None:
        """A group (`{`) or an environment begins."""
        self._opened.append((kind, {}))

    def close(self, kind: str) -> None:
        """The last group of its kind ends, with all that is open inside."""
        if all(each != kind for each, _ in self._opened) or (
            kind == "{" and self._opened[-1][0] != kind
        ):
            return
        while self._opened:
            opened, hidden = self._opened.pop()
            for name, macro in hidden.items():
                if macro is None:
                    self.table.pop(name, None)
                else:
                    self.table[name] = macro
            if opened == kind:
                return

    def close_all(self) -> None:
        """The end of a text: every group ends."""
        while self._opened:
            self.close(self._opened[-1][0])


def _styles() -> dict[str, Macro]:
    """Commands that only colour or space, and what is left of them."""
    bodies = {
        r"\ensuremath": ("#1", 1),
        r"\mathop": ("#1", 1),
        r"\mathbin": ("#1", 1),
        r"\mathrel": ("#1", 1),
        r"\mathord": ("#1", 1),
        r"\mathopen": ("#1", 1),
        r"\mathclose": ("#1", 1),
        r"\mathinner": ("#1", 1),
        r"\textcolor": ("{#2}", 2),
        r"\color": ("", 1),
        r"\xspace": ("", 0),
    }
    return {n: Macro(n, parsed(body), count) for n, (body, count) in bodies.items()}


STYLES = _styles()
"""Commands of LaTeX that are taken off wherever a macro's text is read."""


def filled(body: Sequence[Sign], arguments: Sequence[Sequence[Sign]]) -> Iterator[Sign]:
    """A macro's text with its arguments put in; `##` is a single `#`."""
    at = 0
    while at < len(body):
        sign = body[at]
        behind = body[at + 1].text if at + 1 < len(body) else ""
        if sign.text != "#" or not (behind[:1].isdigit() or behind == "#"):
            yield sign
            at += 1
            continue
        if behind == "#":
            yield sign
        else:
            index = int(behind[0]) - 1
            yield from arguments[index] if 0 <= index < len(arguments) else ()
            if behind[1:]:
                rest = body[at + 1]
                yield rest._replace(text=behind[1:], at=rest.at + 1)
        at += 2
