"""Printed pieces of a formula, and the spaces that readers want between them.

Not here: which piece a command becomes (`plain`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed piece; `kind` decides the spaces around it and the brackets it needs."""

    text: str
    kind: str  # atom, word, infix, open, close, comma, space


SPACE = Piece("", "space")
UNCLOSED = {"}": Piece("{", "open"), "]": Piece("[", "open")}
"""What stands for a bracket that is never closed, by the bracket that is missing."""

NAMES = frozenset(("atom", "word", "prose"))
"""The kinds that may be raised together without brackets."""


def is_single(pieces: list[Piece]) -> bool:
    """Whether it is one name, number or root, which needs no brackets."""
    found = shown(pieces)
    return len(found) == 1 and found[0].kind in ("atom", "word", "scripted")


def is_group(pieces: list[Piece]) -> bool:
    """Whether one pair of brackets encloses all of it; a power of brackets counts."""
    found = shown(pieces)
    depth = 0
    for index, piece in enumerate(found):
        depth += (piece.kind == "open") - (piece.kind == "close")
        if depth <= 0:
            return piece.kind == "close" and index == len(found) - 1
    return False


def is_application(pieces: list[Piece]) -> bool:
    """Whether it is a name before brackets: h_θ(x), or a product that looks the same."""
    found = shown(pieces)
    return len(found) > 1 and is_single(found[:1]) and is_group(found[1:])


def is_differential(pieces: list[Piece]) -> bool:
    """Whether it is dx, ∂θ_m or the like: the lower half of a derivative."""
    found = shown(pieces)
    names = all(piece.kind in ("atom", "word", "scripted") for piece in found)
    return len(found) > 1 and names and found[0].text in ("d", "∂")


def is_operator(pieces: list[Piece]) -> bool:
    """Whether it is d, ∂, ∂², dy or the like: the upper half of a derivative."""
    found = shown(pieces)
    names = all(piece.kind in ("atom", "word", "scripted") for piece in found)
    return bool(found) and names and found[0].text[:1] in ("d", "∂")


def shown(pieces: list[Piece]) -> list[Piece]:
    """The pieces without white space."""
    return [piece for piece in pieces if piece.kind != "space"]


_LOOSE = frozenset(("word", "prose", "fraction"))


def joined(pieces: list[Piece]) -> str:
    """The pieces as one line, with spaces where a reader wants them."""
    out: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.kind == "space":
            continue
        if before is not None and _wants_space(out, before, piece):
            out.append(" ")
        out.append(piece.text)
        before = Piece(piece.text, "sign") if _is_sign(before, piece) else piece
    return "".join(out).strip()


def _is_sign(before: Piece | None, piece: Piece) -> bool:
    """A plus or minus that belongs to what follows, not between two things."""
    if piece.text not in ("+", "−"):
        return False
    return before is None or before.kind in ("open", "infix", "comma", "sign")


def _wants_space(out: list[str], before: Piece, piece: Piece) -> bool:
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
