"""Unicode mathematics for terminals that have only ASCII.

Total: any text in, ASCII out; what has no spelling of its own keeps its code point.
"""

from __future__ import annotations

import re
import unicodedata

from derivation.notation.glyphs import (
    ACCENT_NAMES,
    FROM_SUBSCRIPT,
    FROM_SUPERSCRIPT,
    GREEK,
    TO_ASCII,
)

_RAISED = re.compile("[" + re.escape("".join(FROM_SUPERSCRIPT)) + "]+")
_LOWERED = re.compile("[" + re.escape("".join(FROM_SUBSCRIPT)) + "]+")
_LETTERS = frozenset(GREEK.values()) | {"ℓ", "√"}
_WORD = re.compile(r"[^\W\d_]{2,}")


def ascii_text(text: str) -> str:
    """The same in ASCII: θ becomes theta, ∂ d, · *, ≠ !=, x² x^2, θᵀ theta^T."""
    if text.isascii():
        return text
    text = _WORD.sub(_plain_word, text)
    text = _RAISED.sub(_raised, text)
    text = _LOWERED.sub(lambda found: "_" + _translated(found.group(), FROM_SUBSCRIPT), text)
    out: list[str] = []
    for character in text:
        piece = _character(character)
        if out and _runs_together(out[-1], piece, character):
            out.append(" ")
        out.append(piece)
    return "".join(out)


def _plain_word(found: re.Match[str]) -> str:
    """A word of prose without its accents; mathematics is left to the rest."""
    word = found.group()
    bare = "".join(
        c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
    )
    return bare if bare.isascii() else word


def _raised(found: re.Match[str]) -> str:
    inner = _translated(found.group(), FROM_SUPERSCRIPT)
    raised = (
        f"^{inner}" if len(inner) == 1 or inner.isdigit() or inner[0] == "(" else f"^({inner})"
    )
    following = found.string[found.end() : found.end() + 1]
    return raised + " " if following.isalnum() else raised


def _translated(text: str, table: object) -> str:
    return "".join(table[c] for c in text)  # type: ignore[index] # a mapping by construction


def _character(character: str) -> str:
    if character.isascii():
        return character
    if character in TO_ASCII:
        return TO_ASCII[character]
    if character in ACCENT_NAMES:
        return f"_{ACCENT_NAMES[character]}"
    parts = unicodedata.normalize("NFKD", character)
    if parts != character:
        return "".join(_character(part) for part in parts)
    name = f"U+{ord(character):04X}"
    return f"<{name}>"


def _runs_together(before: str, piece: str, character: str) -> bool:
    """Whether a spelled-out letter would melt into its neighbour: 2θx is 2 theta x."""
    if not before[-1:].isalnum() or not piece[:1].isalnum():
        return False
    spelled_before = len(before) > 1 and before.isalpha()
    return spelled_before or (character in _LETTERS and before != "d")
