r"""The two ways to write a term: LaTeX and one line of Unicode.

Here: how each construction looks in each (a fraction, a root, an application), given
its parts as text. Not here: which construction a term is and where brackets belong
(`printer`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from derivation.notation.plain import name_text
from derivation.notation.scripts import lowered, raised

WORDS = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arsinh",
    "acosh": "arcosh",
    "atanh": "artanh",
    "sign": "sgn",
}
"""Known functions whose name is written another way."""

LETTERS = {"gamma": (r"\Gamma", "Γ"), "digamma": (r"\psi", "ψ"), "beta": (r"\mathrm{B}", "B")}
"""Known functions that are written as a letter: in LaTeX and in Unicode."""

_COMMANDS = frozenset(
    """exp log sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth
    min max""".split()
)
"""Function words that are commands of LaTeX."""


class Style(ABC):
    """How the constructions look; every method gets parts that are text already."""

    minus: str
    times: str
    imaginary: str
    beside: str
    transpose: str
    flat_fraction: bool

    @abstractmethod
    def name(self, latex_name: str) -> str:
        """A name."""

    @abstractmethod
    def bracket(self, text: str) -> str:
        """Round brackets around the text."""

    @abstractmethod
    def absolute(self, text: str) -> str:
        """Bars around the text."""

    @abstractmethod
    def fraction(self, above: str, below: str) -> str:
        """A quotient."""

    @abstractmethod
    def root(self, text: str, index: int, single: bool) -> str:
        """A root; `single` where the text needs no bracket of its own."""

    @abstractmethod
    def power(self, base: str, exponent: str, single: bool) -> str:
        """A power; `single` where the exponent is one name or number."""

    @abstractmethod
    def subscript(self, base: str, indices: Sequence[str]) -> str:
        """A name with indices below."""

    @abstractmethod
    def function(self, known: str) -> str:
        """The name of a known function."""

    @abstractmethod
    def derivative(self, variable: str, order: int, body: str | None) -> str:
        """The operator; with a body, the quotient of differentials."""

    @abstractmethod
    def slot(self, number: int, head: str) -> str:
        """The partial derivative in the argument of that number (from 1)."""

    @abstractmethod
    def scalar_product(self, left: str, right: str) -> str:
        """A scalar product."""

    @abstractmethod
    def large(self, sign: str, below: str, above: str, body: str) -> str:
        """A sum (`sum`) or product (`prod`); `above` may be empty."""

    @abstractmethod
    def integral(self, lower: str, upper: str, body: str, variable: str) -> str:
        """An integral; both ends may be empty, or the upper one."""

    @abstractmethod
    def limit(self, below: str, body: str) -> str:
        """A limit."""

    @abstractmethod
    def approach(self, variable: str, point: str, side: int) -> str:
        """Where the variable of a limit goes, from above (1), below (-1) or both."""

    @abstractmethod
    def cases(self, branches: Sequence[tuple[str, str]]) -> str:
        """Values with their conditions; an empty condition is "otherwise"."""

    @abstractmethod
    def binomial(self, upper: str, lower: str) -> str:
        """A binomial coefficient."""

    @abstractmethod
    def rounded(self, text: str, *, up: bool) -> str:
        """Floor or ceiling brackets around the text."""

    @abstractmethod
    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """A matrix by its entries."""

    @abstractmethod
    def mean(self, text: str) -> str:
        """Angle brackets around the text."""

    @abstractmethod
    def relation(self, sign: str) -> str:
        """A relation, given in Unicode."""

    @abstractmethod
    def separator(self, sign: str) -> str:
        """What separates arguments, given in Unicode."""


class LatexStyle(Style):
    """LaTeX that any renderer of mathematics shows."""

    minus = "-"
    times = r" \cdot "
    imaginary = r"\mathrm{i}"
    beside = r" \, "
    transpose = r"\top"
    flat_fraction = False

    def name(self, latex_name: str) -> str:
        """The name as it is."""
        return latex_name

    def bracket(self, text: str) -> str:
        """Brackets that grow with what is inside."""
        return rf"\left({text}\right)" if r"\frac" in text else f"({text})"

    def absolute(self, text: str) -> str:
        """Bars that grow with what is inside."""
        return rf"\left|{text}\right|"

    def fraction(self, above: str, below: str) -> str:
        """One above the other."""
        return rf"\frac{{{above}}}{{{below}}}"

    def root(self, text: str, index: int, single: bool) -> str:
        """The root sign over all of it."""
        return rf"\sqrt{{{text}}}" if index == 2 else rf"\sqrt[{index}]{{{text}}}"

    def power(self, base: str, exponent: str, single: bool) -> str:
        """The exponent above; a base that has one already is put in braces."""
        return f"{{{base}}}^{{{exponent}}}" if "^" in base else f"{base}^{{{exponent}}}"

    def subscript(self, base: str, indices: Sequence[str]) -> str:
        """The indices below; a base that has some already is put in braces."""
        below = ",".join(indices)
        return f"{{{base}}}_{{{below}}}" if "_" in base else f"{base}_{{{below}}}"

    def function(self, known: str) -> str:
        """The command of that name, or the word in roman letters."""
        if known in LETTERS:
            return LETTERS[known][0]
        word = WORDS.get(known, known)
        return f"\\{word}" if word in _COMMANDS else rf"\operatorname{{{word}}}"

    def derivative(self, variable: str, order: int, body: str | None) -> str:
        """In curly d, which is right for any number of variables."""
        curly = r"\partial" if order == 1 else rf"\partial^{{{order}}}"
        below = variable if order == 1 else f"{{{variable}}}^{{{order}}}"
        above = curly if body is None else f"{curly} {body}"
        return rf"\frac{{{above}}}{{\partial {below}}}"

    def slot(self, number: int, head: str) -> str:
        """The number of the argument below the sign."""
        return rf"\partial_{{{number}}} {head}"

    def scalar_product(self, left: str, right: str) -> str:
        """Transposed times plain; a name with a superscript is put in braces."""
        first = f"{{{left}}}" if "^" in left else left
        return rf"{first}^{{\top}} {right}"

    def large(self, sign: str, below: str, above: str, body: str) -> str:
        """The sign with what stands below and above it."""
        upper = f"^{{{above}}}" if above else ""
        return rf"\{sign}_{{{below}}}{upper} {body}"

    def integral(self, lower: str, upper: str, body: str, variable: str) -> str:
        """The sign with its ends, and the differential behind."""
        ends = (f"_{{{lower}}}" if lower else "") + (f"^{{{upper}}}" if upper else "")
        return rf"\int{ends} {body} \, \mathrm{{d}}{variable}"

    def limit(self, below: str, body: str) -> str:
        """The word with what stands below it."""
        return rf"\lim_{{{below}}} {body}"

    def approach(self, variable: str, point: str, side: int) -> str:
        """An arrow; the side is raised."""
        raised_side = {1: "^{+}", -1: "^{-}"}.get(side, "")
        return rf"{variable} \to {point}{raised_side}"

    def cases(self, branches: Sequence[tuple[str, str]]) -> str:
        """Rows behind a brace."""
        rows = [
            rf"{value} & \text{{if }} {holds}" if holds else rf"{value} & \text{{otherwise}}"
            for value, holds in branches
        ]
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"

    def binomial(self, upper: str, lower: str) -> str:
        """One above the other in brackets."""
        return rf"\binom{{{upper}}}{{{lower}}}"

    def rounded(self, text: str, *, up: bool) -> str:
        """Brackets that grow with what is inside."""
        side = "ceil" if up else "floor"
        return rf"\left\l{side} {text} \right\r{side}"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """In square brackets."""
        lines = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{bmatrix}} {lines} \end{{bmatrix}}"

    def mean(self, text: str) -> str:
        """Angle brackets that grow with what is inside."""
        return rf"\left\langle {text} \right\rangle"

    def relation(self, sign: str) -> str:
        """The command of a sign that ASCII has not."""
        return {"≤": r"\leq", "≠": r"\neq"}.get(sign, sign)

    def separator(self, sign: str) -> str:
        """The command of a bar."""
        return {" | ": r" \mid ", " ‖ ": r" \parallel "}.get(sign, sign)


class UnicodeStyle(Style):
    """One line for terminals."""

    minus = "−"
    times = " · "
    imaginary = "i"
    beside = " "
    transpose = "ᵀ"
    flat_fraction = True

    def name(self, latex_name: str) -> str:
        """The name in Unicode."""
        return name_text(latex_name)

    def bracket(self, text: str) -> str:
        """Round brackets."""
        return f"({text})"

    def absolute(self, text: str) -> str:
        """Bars."""
        return f"|{text}|"

    def fraction(self, above: str, below: str) -> str:
        """With a slash; the printer has put brackets where they are needed."""
        return f"{above}/{below}"

    def root(self, text: str, index: int, single: bool) -> str:
        """The root sign before it."""
        sign = "√" if index == 2 else raised(str(index)) + "√"
        return sign + (text if single else f"({text})")

    def power(self, base: str, exponent: str, single: bool) -> str:
        """Raised characters where Unicode has them."""
        return base + raised(exponent, single)

    def subscript(self, base: str, indices: Sequence[str]) -> str:
        """Lowered digits, else an underscore."""
        return base + lowered(",".join(indices))

    def function(self, known: str) -> str:
        """The plain word, or the letter."""
        return LETTERS[known][1] if known in LETTERS else WORDS.get(known, known)

    def derivative(self, variable: str, order: int, body: str | None) -> str:
        """∂/∂x, or ∂y/∂x with a body."""
        count = "" if order == 1 else raised(str(order))
        return f"∂{count}{body or ''}/∂{variable}{count}"

    def slot(self, number: int, head: str) -> str:
        """The number of the argument below the sign."""
        return f"∂{lowered(str(number))}{head}"

    def scalar_product(self, left: str, right: str) -> str:
        """Transposed times plain."""
        return f"{left}ᵀ{right}"

    def large(self, sign: str, below: str, above: str, body: str) -> str:
        """∑_i x_i, ∑_{i=1}^{n} x_i."""
        upper = _above(above) if above else ""
        return f"{_SIGNS[sign]}{_below(below)}{upper} {body}"

    def integral(self, lower: str, upper: str, body: str, variable: str) -> str:
        """∫₀¹ x² dx."""
        ends = (_below(lower) if lower else "") + (_above(upper) if upper else "")
        return f"∫{ends} {body} d{variable}"

    def limit(self, below: str, body: str) -> str:
        """lim_{x → a} f(x)."""
        return f"lim_{{{below}}} {body}"

    def approach(self, variable: str, point: str, side: int) -> str:
        """X → a, x → a⁺."""
        return f"{variable} → {point}" + {1: "⁺", -1: "⁻"}.get(side, "")

    def cases(self, branches: Sequence[tuple[str, str]]) -> str:
        """{x if x > 0; 0 otherwise}."""
        rows = [
            f"{value} if {holds}" if holds else f"{value} otherwise"
            for value, holds in branches
        ]
        return "{" + "; ".join(rows) + "}"

    def binomial(self, upper: str, lower: str) -> str:
        """binom(n, k)."""
        return f"binom({upper}, {lower})"

    def rounded(self, text: str, *, up: bool) -> str:
        """⌊x⌋, ⌈x⌉."""
        return f"⌈{text}⌉" if up else f"⌊{text}⌋"

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        """[a, b; c, d]."""
        return "[" + "; ".join(", ".join(row) for row in rows) + "]"

    def mean(self, text: str) -> str:
        """⟨x⟩."""
        return f"⟨{text}⟩"

    def relation(self, sign: str) -> str:
        """The sign itself."""
        return sign

    def separator(self, sign: str) -> str:
        """The sign itself."""
        return sign


_SIGNS = {"sum": "∑", "prod": "∏"}


def _below(text: str) -> str:
    """What stands below a sign: ₀, _i, _{i=1}."""
    return lowered(text)


def _above(text: str) -> str:
    """What stands above a sign: ¹, ^n, ^{n + 1}."""
    shown = raised(text)
    if not shown.startswith("^"):
        return shown
    return shown if len(text) == 1 else f"^{{{text}}}"
