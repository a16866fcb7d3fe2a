"""Terms and propositions as LaTeX and as one line of Unicode: the functions, with their memory.

Not here: how the parts are laid out (`printer`, `style`, `propositions`).
"""

from __future__ import annotations

from functools import lru_cache

from derivation.notation.printer import Printer
from derivation.notation.propositions import PropositionPrinter
from derivation.notation.style import LatexStyle, UnicodeStyle
from derivation.prove.proposition import Proposition
from derivation.term import Term

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
