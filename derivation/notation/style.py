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
}
"""Known functions whose name is written another way."""


class Style(ABC):
    """How the constructions look; every method gets parts that are text already."""

    minus: str
    times: str
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


class LatexStyle(Style):
    """LaTeX that any renderer of mathematics shows."""

    minus = "-"
    times = r" \cdot "
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
        """The command of that name."""
        return "\\" + WORDS.get(known, known)

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


class UnicodeStyle(Style):
    """One line for terminals."""

    minus = "−"
    times = " · "
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
        """The plain word."""
        return WORDS.get(known, known)

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
