r"""A display's tokens gathered into units: what stands side by side at its top level.

Here: brace groups, `\left...\right` and inner environments as one unit each; layout
environments (aligned, split, ...) opened up; labels and numbers taken out.
Not here: which units make a line (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from derivation.model import Excerpt
from derivation.read.tokens import Kind, Token, tokenise

LAYOUT = frozenset(
    """
    equation align gather multline flalign alignat xalignat eqnarray displaymath dmath math
    aligned gathered split alignedat multlined subequations IEEEeqnarray
    """.split()
)
"""Environments (each also with a star) whose rows are the display's own."""

EQUALITIES = frozenset(
    ("=", ":=", "=:", r"\coloneqq", r"\coloneq", r"\triangleq", r"\equiv", r"\doteq")
)
"""Relations that are an equality, or define one."""

IMPLICATIONS = frozenset(
    r"\Rightarrow \implies \Longrightarrow \iff \Leftrightarrow \Longleftrightarrow ⇒ ⇔".split()
)
"""Relations between statements."""

EQUIVALENCES = frozenset(r"\iff \Leftrightarrow \Longleftrightarrow ⇔".split())
"""Those that are claimed in both directions."""

RELATIONS = (EQUALITIES | IMPLICATIONS) | frozenset(
    r"""
    < > \lt \gt \leq \le \leqslant \geq \ge \geqslant \neq \ne \ll \gg \approx \sim \simeq
    \cong \propto \to \rightarrow \longrightarrow ≤ ≥ ≠ ≈ ∝ → ≡
    """.split()
)
"""Signs at which a row is split into lines."""

OPENERS = frozenset(("(", "[", r"\{", r"\lbrace", r"\lbrack", r"\langle", r"\lparen"))
END_MARKS = frozenset(("□", "∎", "■", r"\square", r"\blacksquare", r"\qed", r"\Box", r"\QED"))
"""Signs at the end of a proof; they are no part of a formula and no reason."""

CLOSERS = frozenset((")", "]", r"\}", r"\rbrace", r"\rbrack", r"\rangle", r"\rparen"))

_TEXT = frozenset(
    r"\text \textrm \textbf \textit \textnormal \textsf \textup \textsl \mbox \hbox "
    r"\intertext \shortintertext \eqref \ref \cref \cite \emph \footnotesize".split()
)
_REMOVED = frozenset(r"\label \tag \vspace \vspace* \phantom \hphantom \vphantom".split())
_SPACES = frozenset(r"\hspace \hspace* \mspace".split())
_STACKED = frozenset(r"\overset \stackrel \underset".split())
_WIDE = re.compile(r"\\q?quad(?![A-Za-z])|\\hfil{1,2}(?![A-Za-z])|\\enspace(?![A-Za-z])")
_DROPPED = frozenset(
    (r"\qedhere", r"\nonumber", r"\notag", r"\allowdisplaybreaks", r"\hline", r"\displaystyle")
)


class Role(Enum):
    """What a unit is: a sign at which rows are split, words, or mathematics."""

    MATHEMATICS = "mathematics"
    RELATION = "relation"
    WORDS = "words"
    NUMBER = "number"
    GAP = "gap"
    CELL = "cell"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    r"""One unit at [start, end) of the display's text.

    `text` is the sign itself for a single one (for a relation, its plain form);
    `inside` is where the words of `\text{...}`, `\tag*{...}` or the words above a
    relation stand.
    """

    role: Role
    text: str
    start: int
    end: int
    inside: tuple[int, int] | None = None


def units(excerpt: Excerpt) -> list[Unit]:
    """The units of a display, in order."""
    return _Gathering(excerpt).run()


class _Gathering:
    """One pass over the tokens of a display."""

    def __init__(self, excerpt: Excerpt) -> None:
        self.source = excerpt.text
        self.tokens: Sequence[Token] = tokenise(excerpt)
        self.at = 0
        self.found: list[Unit] = []

    def run(self) -> list[Unit]:
        behind = 0
        while self._here().kind is not Kind.END:
            token = self._here()
            between = self.source[behind : token.start]
            if _WIDE.search(between):
                self._add(Role.GAP, "", behind, token.start)
            self._unit(token)
            behind = self.tokens[self.at - 1].end
        return self.found

    def _here(self, ahead: int = 0) -> Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def _add(
        self, role: Role, text: str, start: int, end: int, inside: tuple[int, int] | None = None
    ) -> None:
        self.found.append(Unit(role, text, start, end, inside))

    def _unit(self, token: Token) -> None:
        text = token.text
        if token.kind is Kind.ROW:
            self._single(Role.ROW)
        elif token.kind is Kind.AMPERSAND:
            self._single(Role.CELL)
        elif text in (r"\begin", r"\end"):
            self._environment(token)
        elif text in _DROPPED:
            self.at += 1
        elif text in _REMOVED or text in _SPACES:
            self.at += 1
            self._group()
            if text in _SPACES:
                self._add(Role.GAP, "", token.start, self._behind())
        elif text in _TEXT or text == r"\tag*":
            self._words(token)
        elif text in _STACKED:
            self._stacked(token)
        elif text == r"\not" and self._here(1).text in RELATIONS:
            self.at += 2
            self._add(Role.RELATION, _negated(self._behind_text()), token.start, self._behind())
        elif text in RELATIONS or (text == ":" and self._here(1).text == "="):
            self._relation(token)
        elif token.kind is Kind.OPEN or text == r"\left":
            self._nested(token)
        else:
            self._single(Role.MATHEMATICS)

    def _single(self, role: Role) -> None:
        token = self._here()
        self.at += 1
        self._add(role, token.text, token.start, token.end)

    def _behind(self) -> int:
        return self.tokens[self.at - 1].end

    def _behind_text(self) -> str:
        return self.tokens[self.at - 1].text

    def _after_script(self) -> bool:
        return bool(self.found) and self.found[-1].text in ("^", "_")

    def _group(self) -> tuple[int, int] | None:
        """Go over a brace group if one is here; where its inside stands."""
        if self._here().kind is not Kind.OPEN:
            return None
        start, depth = self._here().end, 0
        while self._here().kind is not Kind.END:
            depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(self._here().kind, 0)
            self.at += 1
            if depth == 0:
                return start, self.tokens[self.at - 1].start
        return start, len(self.source)

    def _words(self, token: Token) -> None:
        scripted = self._after_script()
        self.at += 1
        inside = self._group()
        if scripted or inside is None:
            self._add(Role.MATHEMATICS, token.text, token.start, self._behind())
        else:
            role = Role.NUMBER if token.text == r"\tag*" else Role.WORDS
            self._add(role, token.text, token.start, self._behind(), inside)

    def _stacked(self, token: Token) -> None:
        r"""`\overset{words}{=}`: a relation with words; anything else is mathematics."""
        self.at += 1
        over = self._group()
        if over is None:  # `\overset ! =`
            over = (self._here().start, self._here().end)
            self.at += self._here().kind is not Kind.END
        base_at = self.at
        base = self._group()
        if base is None and self._here().text in RELATIONS:
            self.at += 1
            base = (self.tokens[base_at].start, self.tokens[base_at].end)
        plain = "" if base is None else "".join(self.source[slice(*base)].split())
        if plain in RELATIONS and not self._after_script():
            self._add(Role.RELATION, plain, token.start, self._behind(), over)
        else:
            self._add(Role.MATHEMATICS, token.text, token.start, self._behind())

    def _relation(self, token: Token) -> None:
        self.at += 1
        text = token.text
        if text == ":" or (text == "=" and self._touches(":")):
            text += self._here().text
            self.at += 1
        role = Role.MATHEMATICS if self._after_script() else Role.RELATION
        self._add(role, text, token.start, self._behind())

    def _touches(self, sign: str) -> bool:
        return self._here().text == sign and self._here().start == self._behind()

    def _nested(self, token: Token) -> None:
        r"""A brace group or `\left...\right` with its closing bracket, as one unit."""
        depth = 0
        while self._here().kind is not Kind.END:
            here = self._here()
            depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(here.kind, 0)
            depth += {r"\left": 1, r"\right": -1}.get(here.text, 0)
            self.at += 1
            if depth <= 0:
                if here.text == r"\right" and self._here().kind is not Kind.END:
                    self.at += 1
                break
        text = r"\left." if self._is_open_end(token) else ""
        self._add(Role.MATHEMATICS, text, token.start, self._behind())

    def _is_open_end(self, token: Token) -> bool:
        return token.text == r"\left" and self.source[token.end :].lstrip()[:1] == "."

    def _environment(self, token: Token) -> None:
        opens = token.text == r"\begin"
        self.at += 1
        inside = self._group()
        name = "" if inside is None else self.source[slice(*inside)].strip()
        plain = name.removesuffix("*")
        first = not any(each.role is not Role.GAP for each in self.found)
        if plain in LAYOUT or (plain == "array" and (first or not opens)):
            if opens:
                self._arguments(plain)
            else:
                self._add(Role.ROW, "", token.start, self._behind())
            return
        if opens:
            self._inner_environment()
        self._add(Role.MATHEMATICS, "", token.start, self._behind())

    def _arguments(self, name: str) -> None:
        """Arguments of a layout environment: `[t]`, the columns of an array."""
        opening = self._here()
        if opening.text == "[" and re.match(r"\[[tbc]\]", self.source[opening.start :]):
            self.at += 3
        if name in ("array", "alignat", "xalignat", "alignedat", "IEEEeqnarray"):
            self._group()

    def _inner_environment(self) -> None:
        depth = 1
        while depth and self._here().kind is not Kind.END:
            depth += {r"\begin": 1, r"\end": -1}.get(self._here().text, 0)
            self.at += 1
        self._group()


def _negated(relation: str) -> str:
    return r"\neq" if relation == "=" else rf"\not{relation}"
