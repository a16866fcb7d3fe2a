r"""An author's LaTeX as one readable line of Unicode.

`latex_text` never fails and loses nothing: what it does not know stays as written.
It is for showing only; nothing is ever proved from it.
"""

from __future__ import annotations

import re
import unicodedata

from derivation.notation.glyphs import (
    ACCENTS,
    BRACKETS,
    FONTS,
    LAYOUT,
    LETTERS,
    OPERATORS,
    PROSE,
    WORDS,
)
from derivation.notation.pieces import (
    NAMES,
    SPACE,
    UNCLOSED,
    Piece,
    is_application,
    is_differential,
    is_group,
    is_operator,
    is_single,
    joined,
)
from derivation.notation.scripts import bracketed, lowered, raised

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.|$)|\s+|\d+(?:\.\d+)?|.", re.DOTALL)
_MAXIMUM_DEPTH = 60
_INFIX = frozenset("+-=<>*:")
_LARGE = frozenset("int iint oint sum prod".split())
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))


def latex_text(latex: str, own: bool = False) -> str:
    """LaTeX as one line of Unicode; unknown commands stay as they are written.

    `own` is for LaTeX that this program wrote, where every product has its sign: a
    name before brackets is then an application, and needs none around it.
    """
    return joined(_Reader(latex, own).pieces(None, 0))


def name_text(latex_name: str) -> str:
    r"""A name as Unicode: `\theta` is θ, `\hat{y}` ŷ, `\ell^{\mathrm{BCE}}` ℓ^BCE."""
    return latex_text(latex_name)


class _Reader:
    """Goes through the tokens once; arguments are taken as they are met."""

    def __init__(self, latex: str, own: bool) -> None:
        self.own = own
        self.tokens = _TOKEN.findall(latex)
        self.index = 0

    def pieces(self, closing: str | None, depth: int) -> list[Piece]:
        """Everything up to the closing brace of this group, or to the end."""
        found: list[Piece] = []
        while self.index < len(self.tokens):
            mark = self.tokens[self.index]
            self.index += 1
            if mark == closing:
                return found
            if mark in ("^", "_"):
                self._script(mark, found, depth)
            else:
                found.extend(self._token(mark, depth))
        if closing is not None:
            found.insert(0, UNCLOSED[closing])  # never closed: keep what was written
        return found

    def _token(self, mark: str, depth: int) -> list[Piece]:
        if mark.isspace() or mark == "~":
            return [SPACE]
        if mark == "{":
            if depth >= _MAXIMUM_DEPTH:
                return [Piece("{", "open")]
            return self.pieces("}", depth + 1)
        if mark.startswith("\\"):
            return self._command(mark, depth)
        if mark in _INFIX:
            return [Piece("−" if mark == "-" else mark, "infix")]
        if mark in "([":
            return [Piece(mark, "open")]
        if mark in ")]":
            return [Piece(mark, "close")]
        if mark in ",;":
            return [Piece(mark, "comma")]
        return [Piece("′" if mark == "'" else mark, "tight" if mark in "'/!" else "atom")]

    def _command(self, mark: str, depth: int) -> list[Piece]:
        name = mark[1:]
        if name in LAYOUT:
            return self._layout(name)
        if name in _LARGE:
            return [Piece(LETTERS[name], "word")]
        if name in LETTERS:
            return [Piece(LETTERS[name], "tight" if LETTERS[name] in "ᵀ′" else "atom")]
        if name in OPERATORS:
            return [Piece(OPERATORS[name], "infix")]
        if name in WORDS:
            return [Piece(name, "word")]
        if name in BRACKETS:
            closing = name.startswith("r") or name == "}"
            either = name in ("vert", "Vert", "|")
            kind = "atom" if either else "close" if closing else "open"
            return [Piece(BRACKETS[name], kind)]
        if name in _FRACTIONS:
            above, below = self._argument(depth), self._argument(depth)
            return [self._fraction(above, below)]
        if name == "sqrt":
            return [self._root(depth)]
        if name in PROSE:
            return [Piece(self._raw(), "prose" if name.startswith("t") else "word")]
        if name in FONTS:
            inside = joined(self._argument(depth))
            return [Piece(inside, "atom" if len(inside) == 1 else "word")]
        if name in ACCENTS:
            return [_accented(joined(self._argument(depth)), name)]
        if name in "%$#&_":
            return [Piece(name or mark, "atom")]
        return self._unknown(mark, depth)

    def _unknown(self, mark: str, depth: int) -> list[Piece]:
        """A command that is not known, its arguments kept in their braces."""
        shown = mark
        while self.tokens[self.index : self.index + 1] == ["{"] and depth < _MAXIMUM_DEPTH:
            self.index += 1
            inside = self.pieces("}", depth + 1)
            if inside and inside[0] in UNCLOSED.values():
                return [Piece(shown, "word"), *inside]
            shown += "{" + joined(inside) + "}"
        return [Piece(shown, "word")]

    def _layout(self, name: str) -> list[Piece]:
        following = self.tokens[self.index] if self.index < len(self.tokens) else ""
        if name in ("left", "right", "middle") and following == ".":
            self.index += 1
        return [SPACE]

    def _skip_space(self) -> None:
        while self.index < len(self.tokens) and self.tokens[self.index].isspace():
            self.index += 1

    def _argument(self, depth: int) -> list[Piece]:
        r"""One argument: a group or one mark (\frac12 takes the digits one by one)."""
        self._skip_space()
        if self.index >= len(self.tokens):
            return []
        mark = self.tokens[self.index]
        if depth >= _MAXIMUM_DEPTH or mark in ("}", "^", "_", "&"):
            return []
        if mark[0].isdigit() and len(mark) > 1:
            self.tokens[self.index : self.index + 1] = list(mark)
            mark = mark[0]
        self.index += 1
        return self._token(mark, depth + 1)

    def _raw(self) -> str:
        r"""The argument of \text: its words as they stand."""
        self._skip_space()
        if self.index >= len(self.tokens) or self.tokens[self.index] != "{":
            return ""
        depth, words = 0, []
        while self.index < len(self.tokens):
            mark = self.tokens[self.index]
            self.index += 1
            depth += (mark == "{") - (mark == "}")
            if depth == 0:
                break
            words.append(mark)
        return "".join(words[1:]).replace("$", "").replace("\n", " ")

    def _root(self, depth: int) -> Piece:
        self._skip_space()
        index = ""
        if self.index < len(self.tokens) and self.tokens[self.index] == "[":
            self.index += 1
            index = joined(self.pieces("]", depth + 1))
        inside = self._argument(depth)
        body = joined(inside)
        sign = raised(index) + "√" if index else "√"
        shown = sign + (body if is_single(inside) else bracketed(body))
        return Piece(shown, "word" if index else "atom")

    def _script(self, mark: str, found: list[Piece], depth: int) -> None:
        inside = self._argument(depth)
        text = joined(inside)
        if not text:
            found.append(Piece(mark, "tight"))
            return
        while found and found[-1].kind == "space":
            found.pop()
        simple = is_single(inside) or all(p.kind in NAMES for p in inside)
        script = raised(text, simple) if mark == "^" else lowered(text)
        if found and found[-1].kind in ("atom", "word", "close", "scripted"):
            last = found.pop()
            flat = last.kind == "atom" and script[0] in "_^"
            found.append(Piece(last.text + script, "scripted" if flat else last.kind))
        else:
            found.append(Piece(script, "tight" if found else "atom"))

    def _fraction(self, above: list[Piece], below: list[Piece]) -> Piece:
        if is_operator(above) and is_differential(below):
            return Piece(f"{joined(above)}/{joined(below)}", "fraction")
        sign = ""
        if above and above[0].text == "−" and self._is_closed(above[1:]):
            sign, above = "−", above[1:]
        left, right = (
            joined(part) if self._is_closed(part) else bracketed(joined(part))
            for part in (above, below)
        )
        return Piece(f"{sign}{left}/{right}", "fraction")

    def _is_closed(self, pieces: list[Piece]) -> bool:
        """Whether a part of a fraction needs no brackets around it."""
        return is_single(pieces) or is_group(pieces) or (self.own and is_application(pieces))


def _accented(body: str, name: str) -> Piece:
    if len(body) == 1:
        return Piece(unicodedata.normalize("NFC", body + ACCENTS[name]), "atom")
    return Piece(f"{name}({body})", "word")
