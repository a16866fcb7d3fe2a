"""Notation: terms, propositions and names as LaTeX and as one line of Unicode.

    latex(term), text(term)              a term as it was built
    proposition_latex(p), proposition_text(p)
    name_text(name), latex_text(latex)   LaTeX as Unicode
    ascii_text(text)                     Unicode for terminals that have only ASCII

`plain` and `ascii` need no SymPy; `printer` and `propositions` do.
"""

from __future__ import annotations

from functools import lru_cache

from derivation.notation.ascii import ascii_text
from derivation.notation.plain import latex_text, name_text
from derivation.notation.printer import Printer
from derivation.notation.propositions import PropositionPrinter
from derivation.notation.style import LatexStyle, UnicodeStyle
from derivation.prove.proposition import Proposition
from derivation.term import Term

__all__ = [
    "ascii_text",
    "latex",
    "latex_text",
    "name_text",
    "proposition_latex",
    "proposition_text",
    "text",
]

_LATEX = Printer(LatexStyle())
_UNICODE = Printer(UnicodeStyle())


@lru_cache(maxsize=8192)
def latex(term: Term) -> str:
    """The term as LaTeX, in the order and grouping in which it was built."""
    return _LATEX.text(term)


@lru_cache(maxsize=8192)
def text(term: Term) -> str:
    """The term as one line of Unicode: ∂/∂θ_m h_θ(x), (a + b)/c, x², √x."""
    return _UNICODE.text(term)


@lru_cache(maxsize=8192)
def proposition_latex(proposition: Proposition) -> str:
    r"""The proposition as LaTeX, words in `\text{…}`."""
    return PropositionPrinter(_LATEX, latex=True).show(proposition)


@lru_cache(maxsize=8192)
def proposition_text(proposition: Proposition) -> str:
    """The proposition as one line of Unicode."""
    return PropositionPrinter(_UNICODE, latex=False).show(proposition)
