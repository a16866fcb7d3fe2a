"""Raised, lowered and bracketed text: x², θ_m, (a + b).

Not here: which LaTeX asks for them (`plain`) or which term (`style`).
"""

from __future__ import annotations

from derivation.notation.glyphs import SUBSCRIPTS, SUPERSCRIPTS


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
