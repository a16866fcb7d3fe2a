r"""An author's LaTeX as one readable line of Unicode.

`latex_text` never fails and loses nothing: what it does not know stays as written.
It is for showing only; nothing is ever proved from it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from derivation.notation.glyphs import (
    ACCENTS,
    BRACKETS,
    FONTS,
    LAYOUT,
    LETTERS,
    OPERATORS,
    PROSE,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    WORDS,
)

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.|$)|\s+|\d+(?:\.\d+)?|.", re.DOTALL)
_MAXIMUM_DEPTH = 60
_INFIX = frozenset("+-=<>*:")
_LARGE = frozenset("int iint oint sum prod".split())
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A printed piece; `kind` decides the spaces around it and the brackets it needs."""

    text: str
    kind: str  # atom, word, infix, open, close, comma, space


_SPACE = _Piece("", "space")
_UNCLOSED = _Piece("{", "open")
_NAMES = frozenset(("atom", "word", "prose"))


def latex_text(latex: str) -> str:
    """LaTeX as one line of Unicode; unknown commands stay as they are written."""
    return _joined(_Reader(latex).pieces(None, 0))


def name_text(latex_name: str) -> str:
    r"""A name as Unicode: `\theta` is θ, `\hat{y}` ŷ, `\ell^{\mathrm{BCE}}` ℓ^BCE."""
    return latex_text(latex_name)


def raised(text: str, atom: bool = True) -> str:
    """An exponent or label written above: x², xⁿ, ℓ^BCE, x^(n − 1)."""
    tight = text.replace(" ", "")
    if tight and len(tight) <= 3 and all(c in SUPERSCRIPTS for c in tight):
        return "".join(SUPERSCRIPTS[c] for c in tight)
    if tight in ("ᵀ", "′", "∗", "*", "†"):
        return tight
    return f"^{text}" if atom or _is_bracketed(text) else f"^({text})"


def lowered(text: str) -> str:
    """A subscript: x₁, θ_m, W_{i,j}."""
    if text and all(c in SUBSCRIPTS for c in text):
        return "".join(SUBSCRIPTS[c] for c in text)
    return f"_{text}" if text.isalpha() or len(text) == 1 else f"_{{{text}}}"


def _is_bracketed(text: str) -> bool:
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return index == len(text) - 1
    return False


def bracketed(text: str) -> str:
    """The text in round brackets unless it stands in them already."""
    return text if _is_bracketed(text) else f"({text})"


class _Reader:
    """Goes through the tokens once; arguments are taken as they are met."""

    def __init__(self, latex: str) -> None:
        self.tokens = _TOKEN.findall(latex)
        self.index = 0

    def pieces(self, closing: str | None, depth: int) -> list[_Piece]:
        """Everything up to the closing brace of this group, or to the end."""
        found: list[_Piece] = []
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
            found.insert(0, _UNCLOSED)  # never closed: keep what was written
        return found

    def _token(self, mark: str, depth: int) -> list[_Piece]:
        if mark.isspace() or mark == "~":
            return [_SPACE]
        if mark == "{":
            if depth >= _MAXIMUM_DEPTH:
                return [_Piece("{", "open")]
            return self.pieces("}", depth + 1)
        if mark.startswith("\\"):
            return self._command(mark, depth)
        if mark in _INFIX:
            return [_Piece("−" if mark == "-" else mark, "infix")]
        if mark in "([":
            return [_Piece(mark, "open")]
        if mark in ")]":
            return [_Piece(mark, "close")]
        if mark in ",;":
            return [_Piece(mark, "comma")]
        return [_Piece("′" if mark == "'" else mark, "tight" if mark in "'/!" else "atom")]

    def _command(self, mark: str, depth: int) -> list[_Piece]:
        name = mark[1:]
        if name in LAYOUT:
            return self._layout(name)
        if name in _LARGE:
            return [_Piece(LETTERS[name], "word")]
        if name in LETTERS:
            return [_Piece(LETTERS[name], "tight" if LETTERS[name] in "ᵀ′" else "atom")]
        if name in OPERATORS:
            return [_Piece(OPERATORS[name], "infix")]
        if name in WORDS:
            return [_Piece(name, "word")]
        if name in BRACKETS:
            closing = name.startswith("r") or name == "}"
            either = name in ("vert", "Vert", "|")
            kind = "atom" if either else "close" if closing else "open"
            return [_Piece(BRACKETS[name], kind)]
        if name in _FRACTIONS:
            above, below = self._argument(depth), self._argument(depth)
            return [_fraction(above, below)]
        if name == "sqrt":
            return [self._root(depth)]
        if name in PROSE:
            return [_Piece(self._raw(), "prose" if name.startswith("t") else "word")]
        if name in FONTS:
            inside = _joined(self._argument(depth))
            return [_Piece(inside, "atom" if len(inside) == 1 else "word")]
        if name in ACCENTS:
            return [_accented(_joined(self._argument(depth)), name)]
        if name in "%$#&_":
            return [_Piece(name or mark, "atom")]
        return self._unknown(mark, depth)

    def _unknown(self, mark: str, depth: int) -> list[_Piece]:
        """A command that is not known, its arguments kept in their braces."""
        shown = mark
        while self.tokens[self.index : self.index + 1] == ["{"] and depth < _MAXIMUM_DEPTH:
            self.index += 1
            inside = self.pieces("}", depth + 1)
            if inside and inside[0] is _UNCLOSED:
                return [_Piece(shown, "word"), *inside]
            shown += "{" + _joined(inside) + "}"
        return [_Piece(shown, "word")]

    def _layout(self, name: str) -> list[_Piece]:
        following = self.tokens[self.index] if self.index < len(self.tokens) else ""
        if name in ("left", "right", "middle") and following == ".":
            self.index += 1
        return [_SPACE]

    def _skip_space(self) -> None:
        while self.index < len(self.tokens) and self.tokens[self.index].isspace():
            self.index += 1

    def _argument(self, depth: int) -> list[_Piece]:
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

    def _root(self, depth: int) -> _Piece:
        self._skip_space()
        index = ""
        if self.index < len(self.tokens) and self.tokens[self.index] == "[":
            self.index += 1
            index = _joined(self.pieces("]", depth + 1))
        inside = self._argument(depth)
        body = _joined(inside)
        sign = raised(index) + "√" if index else "√"
        shown = sign + (body if _is_single(inside) else bracketed(body))
        return _Piece(shown, "word" if index else "atom")

    def _script(self, mark: str, found: list[_Piece], depth: int) -> None:
        inside = self._argument(depth)
        text = _joined(inside)
        if not text:
            found.append(_Piece(mark, "tight"))
            return
        while found and found[-1].kind == "space":
            found.pop()
        simple = _is_single(inside) or all(p.kind in _NAMES for p in inside)
        script = raised(text, simple) if mark == "^" else lowered(text)
        if found and found[-1].kind in ("atom", "word", "close", "scripted"):
            last = found.pop()
            flat = last.kind == "atom" and script[0] in "_^"
            found.append(_Piece(last.text + script, "scripted" if flat else last.kind))
        else:
            found.append(_Piece(script, "tight" if found else "atom"))


def _is_single(pieces: list[_Piece]) -> bool:
    shown = [piece for piece in pieces if piece.kind != "space"]
    return len(shown) == 1 and shown[0].kind in ("atom", "word", "scripted")


def _fraction(above: list[_Piece], below: list[_Piece]) -> _Piece:
    top, bottom = _joined(above), _joined(below)
    if top.startswith(("∂", "d")) and bottom.startswith(("∂", "d")):
        return _Piece(f"{top}/{bottom}", "word")
    sign = ""
    if above and above[0].text == "−" and _is_single(above[1:]):
        sign, top, above = "−", _joined(above[1:]), above[1:]
    left = top if _is_single(above) else bracketed(top)
    right = bottom if _is_single(below) else bracketed(bottom)
    return _Piece(f"{sign}{left}/{right}", "fraction")


def _accented(body: str, name: str) -> _Piece:
    if len(body) == 1:
        return _Piece(unicodedata.normalize("NFC", body + ACCENTS[name]), "atom")
    return _Piece(f"{name}({body})", "word")


_LOOSE = frozenset(("word", "prose", "fraction"))


def _joined(pieces: list[_Piece]) -> str:
    """The pieces as one line, with spaces where a reader wants them."""
    out: list[str] = []
    before: _Piece | None = None
    for piece in pieces:
        if piece.kind == "space":
            continue
        if before is not None and _wants_space(out, before, piece):
            out.append(" ")
        out.append(piece.text)
        before = _Piece(piece.text, "sign") if _is_sign(before, piece) else piece
    return "".join(out).strip()


def _is_sign(before: _Piece | None, piece: _Piece) -> bool:
    """A plus or minus that belongs to what follows, not between two things."""
    if piece.text not in ("+", "−"):
        return False
    return before is None or before.kind in ("open", "infix", "comma", "sign")


def _wants_space(out: list[str], before: _Piece, piece: _Piece) -> bool:
    if "prose" in (before.kind, piece.kind):
        return not (out[-1][-1:].isspace() or piece.text[:1].isspace())
    if piece.kind in ("close", "comma", "tight") or before.kind in ("open", "sign"):
        return False
    if before.kind == "tight":
        return piece.kind == "infix" and before.text != "/"
    if "infix" in (before.kind, piece.kind) or before.kind == "comma":
        return True
    if piece.kind == "open":
        return before.kind == "fraction"
    if before.kind == "close":
        return piece.kind in _LOOSE
    if before.kind in _LOOSE or piece.kind in _LOOSE:
        return True
    digits = before.text[-1:].isdigit() and piece.text[:1].isdigit()
    return digits or before.kind == "scripted"
