r"""The LaTeX commands the grammar knows, by what they are.

Here: tables. Not here: what a name means in a document (`derivation.meaning`).
"""

from __future__ import annotations

GREEK = frozenset(
    "\\" + name
    for name in """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa
    varkappa lambda mu nu xi omicron pi varpi rho varrho sigma varsigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
    Upsilon Phi Psi Omega ell hbar imath jmath aleph wp Re Im infty top bot
    intercal bullet ast star dagger prime circ emptyset
    """.split()
)
"""Commands that are letters, or letter-like signs that occur in labels."""

NAME_COMMANDS = {
    rf"\{word}": rf"\mathrm{{{word}}}" for word in "Pr det dim gcd sup inf ker".split()
}
"""Commands that print a roman word, and the name each is."""

FUNCTION_WORDS = frozenset(
    """
    log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh
    coth sech csch sgn sign signum erf arccot arcsec arccsc arsinh arcosh artanh
    arcsinh arccosh arctanh asin acos atan acot asec acsc asinh acosh atanh min max
    tg ctg arctg cosec
    """.split()
)
"""Words that are functions wherever they stand; their operand may lack brackets."""

ROMAN_FONTS = frozenset(
    "\\" + font
    for font in [
        "mathrm",
        "operatorname",
        "operatorname*",
        "text",
        "textrm",
        "textit",
        "textup",
        "mbox",
        "rm",
        "mathit",
        "textnormal",
        "textsf",
        "texttt",
        "mathtt",
        "textbf",
    ]
)
"""Fonts in which several letters are one word."""

UPRIGHT = frozenset((r"\mathrm", r"\mathit", r"\mathsf", r"\rm"))
"""Fonts in which authors also set whole formulas by mistake."""

CONNECTIVES = frozenset(
    """if for when where and or with while provided that whenever otherwise since because
    then""".split()
)
"""Words of prose that are never names."""

LETTER_FONTS = frozenset(
    "\\" + font
    for font in [
        "mathbf",
        "boldsymbol",
        "bm",
        "mathbb",
        "mathcal",
        "mathfrak",
        "mathscr",
        "mathsf",
        "pmb",
        "vec",
    ]
)
"""Fonts (and the vector arrow) that make another letter of a letter."""

ACCENTS = frozenset(
    "\\" + accent
    for accent in [
        "hat",
        "widehat",
        "bar",
        "overline",
        "tilde",
        "widetilde",
        "check",
        "breve",
        "dot",
        "ddot",
        "acute",
        "grave",
        "underline",
        "overrightarrow",
    ]
)
"""Accents: they belong to the name."""

ACCENT_SYNONYMS = {
    r"\widehat": r"\hat",
    r"\widetilde": r"\tilde",
    r"\overline": r"\bar",
    r"\overrightarrow": r"\vec",
}
"""Accents that differ only in width."""

FRACTIONS = frozenset((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\nicefrac", r"\sfrac"))
"""Commands with a numerator and a denominator."""

MULTIPLICATION = frozenset((r"\cdot", r"\times", r"\ast", "*", "·", "×"))
"""Signs between factors."""

OPENING = {
    "(": ")",
    "[": "]",
    r"\{": r"\}",
    r"\lbrace": r"\rbrace",
    r"\lbrack": r"\rbrack",
    r"\langle": r"\rangle",
    r"\lvert": r"\rvert",
    r"\lVert": r"\rVert",
    r"\lparen": r"\rparen",
    r"\lfloor": r"\rfloor",
    r"\lceil": r"\rceil",
}
"""Opening brackets and what closes them."""

BRACKET_KINDS = {
    r"\lbrace": r"\{",
    r"\lbrack": "[",
    r"\lvert": "|",
    r"\vert": "|",
    r"\lVert": r"\|",
    r"\Vert": r"\|",
    r"\lparen": "(",
}
"""Other spellings of a bracket."""

BARS = {"|": "|", r"\vert": "|", r"\|": r"\|", r"\Vert": r"\|"}
"""Brackets that open and close with the same sign."""

UNICODE_LETTERS = {
    "∂": r"\partial",
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\epsilon",
    "η": r"\eta",
    "θ": r"\theta",
    "κ": r"\kappa",
    "λ": r"\lambda",
    "μ": r"\mu",
    "ν": r"\nu",
    "ξ": r"\xi",
    "π": r"\pi",
    "ρ": r"\rho",
    "σ": r"\sigma",
    "τ": r"\tau",
    "φ": r"\phi",
    "χ": r"\chi",
    "ψ": r"\psi",
    "ω": r"\omega",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
    "Ω": r"\Omega",
    "ℓ": r"\ell",
    "⊤": r"\top",
    "−": "-",
    "⋅": r"\cdot",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "′": "'",
}
"""Unicode characters that people type for commands."""

SUMS = {r"\sum": r"\sum", "∑": r"\sum", r"\prod": r"\prod", "∏": r"\prod"}
"""Signs of sums and products over an index."""

OPAQUE_SIGNS = {
    **{rf"\big{word}": rf"\big{word}" for word in ("cup", "cap", "otimes", "oplus")},
    **{rf"\big{word}": rf"\big{word}" for word in ("vee", "wedge", "sqcup", "odot", "uplus")},
    r"\coprod": r"\coprod",
    r"\cup": r"\bigcup",
    r"\cap": r"\bigcap",
    "⋃": r"\bigcup",
    "⋂": r"\bigcap",
    **{rf"\{word}": rf"\mathrm{{{word}}}" for word in ("max", "min", "sup", "inf")},
    **{rf"\arg{word}": rf"\mathrm{{arg {word}}}" for word in ("max", "min")},
    r"\limsup": r"\mathrm{lim sup}",
    r"\liminf": r"\mathrm{lim inf}",
}
"""Signs with an index below them that are neither a sum nor a product, and what each is."""

INDEXED_WORDS = {
    **{word: rf"\mathrm{{{word}}}" for word in ("max", "min", "sup", "inf")},
    **{f"arg{space}{w}": rf"\mathrm{{arg {w}}}" for w in ("max", "min") for space in ("", " ")},
}
"""Roman words with an index below them, and the sign each is."""

ONE_SIDED = {r"\downarrow": 1, r"\searrow": 1, r"\uparrow": -1, r"\nearrow": -1}
"""Arrows to where a limit is taken from one side: from above (1), from below (-1)."""

PHANTOMS = frozenset((r"\hphantom", r"\phantom", r"\vphantom"))
"""Commands whose argument is not printed."""

PLUS_MINUS = {r"\pm": r"\pm", "±": r"\pm", r"\mp": r"\mp", "∓": r"\mp"}
"""Signs that stand for plus and minus at once."""

INTEGRALS = {r"\int": 1, "∫": 1, r"\iint": 2, "∬": 2, r"\iiint": 3}
"""Signs of integrals, and how many each one is."""

BINOMIALS = frozenset((r"\binom", r"\dbinom", r"\tbinom"))
"""Commands with the two entries of a binomial coefficient."""

ELLIPSES = frozenset(
    (r"\ldots", r"\cdots", r"\dots", r"\dotsc", r"\dotsb", r"\dotsm", "…", "⋯")
)
"""Three dots."""

INFIX = {r"\cap": r"\cap", r"\cup": r"\cup", r"\setminus": r"\setminus"} | {
    r"\backslash": r"\setminus",
    r"\bmod": r"\bmod",
    r"\otimes": r"\otimes",
    r"\oplus": r"\oplus",
    r"\odot": r"\odot",
    r"\circ": r"\circ",
    r"\wedge": r"\wedge",
    r"\vee": r"\vee",
    r"\land": r"\wedge",
    r"\lor": r"\vee",
    "∩": r"\cap",
    "∪": r"\cup",
    "⊗": r"\otimes",
    "∘": r"\circ",
}
"""Signs between two things that are none of arithmetic."""

UNDERBRACES = frozenset((r"\underbrace", r"\overbrace", r"\underbracket", r"\overbracket"))
"""Commands whose note below or above says something about a part of a formula."""

ARROWS = frozenset((r"\to", r"\rightarrow", r"\longrightarrow", "→"))
"""Signs between the variable of a limit and where it goes."""

SEPARATORS = {",": ",", ";": ";", ":": ":", r"\mid": "|", r"\|": r"\|", r"\parallel": r"\|"}
"""Signs between the parts of a list in brackets, and what each is."""

RELATIONS = {
    "=": "=",
    ":": ":",
    r"\coloneqq": "=",
    r"\coloneq": "=",
    r"\triangleq": "=",
    r"\equiv": "=",
    "<": "<",
    r"\lt": "<",
    ">": ">",
    r"\gt": ">",
    r"\leq": "<=",
    r"\le": "<=",
    r"\leqslant": "<=",
    r"\geq": ">=",
    r"\ge": ">=",
    r"\geqslant": ">=",
    r"\neq": "!=",
    r"\ne": "!=",
    r"\in": "in",
}
"""Relations of a statement in prose, and what each is."""

INNER_RELATIONS = {
    **{sign: relation for sign, relation in RELATIONS.items() if sign != ":"},
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "∈": "in",
    r"\notin": r"\notin",
    r"\subset": r"\subset",
    r"\subseteq": r"\subseteq",
    r"\sim": r"\sim",
    **dict.fromkeys((r"\to", r"\rightarrow", r"\longrightarrow", "→"), r"\to"),
    **{sign: sign for sign in (r"\supset", r"\supseteq", r"\perp", r"\approx", r"\propto")},
}
"""Relations inside brackets and under signs, and what each is."""
