r"""Tables: which Unicode characters stand for which LaTeX commands, and their ASCII.

Data only; how they are put together is in `plain` (LaTeX to Unicode) and `ascii`.
"""

from __future__ import annotations

from collections.abc import Mapping


def _table(words: str) -> dict[str, str]:
    pairs = words.split()
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


GREEK: Mapping[str, str] = _table(
    r"""alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ
    vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ
    Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"""
)
"""Greek letters by their command's name."""

LETTERS: Mapping[str, str] = {
    **GREEK,
    **_table(
        r"""ell ℓ partial ∂ nabla ∇ infty ∞ hbar ℏ imath ı jmath ȷ Re ℜ Im ℑ aleph ℵ
        emptyset ∅ varnothing ∅ forall ∀ exists ∃ dots … ldots … cdots ⋯ vdots ⋮
        prime ′ top ᵀ intercal ᵀ bullet • star ⋆ ast ∗ dagger † circ ∘ perp ⊥
        bigcup ⋃ bigcap ⋂ bigotimes ⨂ bigoplus ⨁ bigvee ⋁ bigwedge ⋀ bigsqcup ⨆ coprod ∐
        int ∫ iint ∬ oint ∮ sum ∑ prod ∏ degree °"""
    ),
}
"""Commands that are one character and behave like a letter."""

OPERATORS: Mapping[str, str] = _table(
    r"""cdot · times × pm ± mp ∓ div ÷ otimes ⊗ oplus ⊕ odot ⊙ cup ∪ cap ∩ setminus ∖
    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ lt < gt > approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡
    propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ to → rightarrow →
    mapsto ↦ Rightarrow ⇒ implies ⇒ iff ⇔ Leftrightarrow ⇔ leftarrow ← ll ≪ gg ≫
    coloneqq ≔ mid | land ∧ wedge ∧ lor ∨ vee ∨ triangleq ≜ doteq ≐ vdash ⊢ leqslant ≤
    geqslant ≥ bmod mod"""
)
"""Commands that are one character with a space on either side."""

WORDS = frozenset(
    """log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth
    max min sup inf lim arg argmax argmin det dim ker gcd deg Pr""".split()
)
"""Commands that print their own name."""

BRACKETS: Mapping[str, str] = {
    "{": "{",
    "}": "}",
    **_table(
        r"""langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace }
        lbrack [ rbrack ] lvert | rvert | vert | Vert ‖ lVert ‖ rVert ‖ | ‖"""
    ),
}
"""Commands that are brackets."""

LAYOUT = frozenset(
    r"""displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits left right
    middle bigl bigr Bigl Bigr biggl biggr Biggl Biggr big Big bigg Bigg bigm Bigm
    nonumber notag thinspace medspace thickspace negthinspace quad qquad enspace
    enskip , ; : ! > / relax strut mathstrut allowbreak nobreak""".split()
) | {" ", "\n", "\t"}
"""Commands that only lay out; they become at most a space."""

FONTS = frozenset(
    """mathrm mathit mathbf mathsf mathtt mathbb mathcal mathfrak mathscr mathnormal
    boldsymbol bm pmb""".split()
)
"""Commands for a font: their argument is read on as mathematics."""

PROSE = frozenset(
    """text textrm textit textbf textsf texttt textnormal mbox hbox operatorname
    operatorname*""".split()
)
"""Commands whose argument is words, kept as they are."""

ACCENTS: Mapping[str, str] = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
}
"""Accents and the combining character of each."""

_DIGITS = "0123456789"

SUPERSCRIPTS: Mapping[str, str] = {
    **dict(zip(_DIGITS + "+−-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True)),
    **_table("n ⁿ i ⁱ k ᵏ m ᵐ t ᵗ x ˣ y ʸ z ᶻ a ᵃ b ᵇ c ᶜ d ᵈ j ʲ p ᵖ r ʳ u ᵘ T ᵀ"),
}
"""Characters that exist raised."""

SUBSCRIPTS: Mapping[str, str] = dict(zip(_DIGITS, "₀₁₂₃₄₅₆₇₈₉", strict=True))
"""Characters that are written lowered; letters stay as `_m`, which reads better."""

TO_ASCII: Mapping[str, str] = {
    **{glyph: name for name, glyph in GREEK.items() if not name.startswith("var")},
    **_table(
        """ϑ vartheta ϱ varrho ς varsigma ℓ ell ∂ d ∇ nabla ∞ inf ∅ {} ∀ forall
        ∃ exists ∫ int ∬ iint ∮ oint ∑ sum ∏ prod … ... ⋯ ... ⋮ ... ′ ' · * × x ± +/- ∓ -/+ ÷ /
        ≤ <= ≥ >= ≠ != ≈ ~= ∼ ~ ≡ == ∝ ~ ∈ in ∉ not_in → -> ↦ |-> ⇒ => ⇔ <=> ← <-
        ≔ := − - – - — -- √ sqrt ∛ cbrt ⟨ < ⟩ > ⌊ floor( ⌋ ) ⌈ ceil( ⌉ ) ‖ ||
        ⟦ [[ ⟧ ]] • * ⋆ * ∗ * ∘ o † + ∧ and ∨ or ⊢ |- ✓ ok ✗ x ≜ := ⊥ _|_
        “ " ” " ‘ ' ’ ' ∣ | ╌ - ─ - │ | ≪ << ≫ >> ° deg ı i ȷ j"""
    ),
}
"""What a character becomes on a terminal that has only ASCII."""

FROM_SUPERSCRIPT: Mapping[str, str] = {
    glyph: character for character, glyph in SUPERSCRIPTS.items() if character != "−"
}
FROM_SUBSCRIPT: Mapping[str, str] = {
    glyph: character for character, glyph in SUBSCRIPTS.items()
}
ACCENT_NAMES: Mapping[str, str] = {
    glyph: name for name, glyph in ACCENTS.items() if not name.startswith(("wide", "over"))
}
