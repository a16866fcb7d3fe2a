"""Notation: terms, propositions and names as LaTeX and as one line of Unicode.

    latex(term), text(term)              a term as it was built
    proposition_latex(p), proposition_text(p)
    name_text(name), latex_text(latex)   LaTeX as Unicode
    ascii_text(text)                     Unicode for terminals that have only ASCII

`plain` and `ascii` need no SymPy; `printer` and `propositions` do. So the functions on
terms and propositions (`shown`) are imported when they are first asked for: a report
that was proved before is shown without the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derivation.notation.ascii import ascii_text
from derivation.notation.plain import latex_text, name_text

if TYPE_CHECKING:
    from derivation.notation.shown import latex, proposition_latex, proposition_text, text

__all__ = [
    "ascii_text",
    "latex",
    "latex_text",
    "name_text",
    "proposition_latex",
    "proposition_text",
    "text",
]


def __getattr__(name: str) -> Any:
    """The functions on terms and propositions, imported when they are first asked for."""
    if name in ("latex", "proposition_latex", "proposition_text", "text"):
        from derivation.notation import shown

        return getattr(shown, name)
    raise AttributeError(name)
