"""Propositions as people write them: r ≠ 2, h < 1, 1 ≤ m ≤ n, x^n is defined.

Here: the words and relations of each proposition, for both styles. Not here: terms
(`printer`).
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Mul, Rational, Tuple

from derivation.notation.printer import Printer
from derivation.prove.proposition import (
    Constant,
    Definition,
    Different,
    Differentiable,
    Equal,
    Exists,
    InRange,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    SingleComponent,
    Throughout,
)
from derivation.term import MINUS_ONE, ZERO, Range, Term, add, multiply, names, power

LATEX_SIGNS: Mapping[str, str] = {
    "≠": r"\neq",
    "≤": r"\leq",
    "≥": r"\geq",
    "∈": r"\in",
    "ℤ": r"\mathbb{Z}",
    ">": ">",
    "<": "<",
    "=": "=",
}


class PropositionPrinter:
    """Prints propositions with the terms of a printer; `latex` says in which style."""

    def __init__(self, printer: Printer, latex: bool) -> None:
        self.terms = printer
        self.latex = latex

    def show(self, proposition: Proposition) -> str:  # noqa: C901 - one case a proposition
        """The proposition as people write it."""
        match proposition:
            case Equal(left, right) | Definition(left, right):
                return self._related(left, "=", right)
            case NonZero(term):
                return self._against_zero(term, "≠", "≠")
            case Positive(term):
                return self._against_zero(term, ">", "<")
            case NonNegative(term):
                return self._against_zero(term, "≥", "≤")
            case Different(left, right):
                return self._related(left, "≠", right)
            case IsInteger(term):
                return f"{self._term(term)} {self._sign('∈')} {self._sign('ℤ')}"
            case PowerDefined(base, exponent):
                return self._term(power(base, exponent)) + self._words(" is defined")
            case Differentiable(term, Tuple() as variables):
                every = ", ".join(self._term(each) for each in variables.args)
                return self._term(term) + self._words(" is differentiable in ") + every
            case Differentiable(term, variable):
                return self._about(term, "is differentiable in", variable)
            case Constant(term, variable):
                return self._about(term, "does not depend on", variable)
            case InRange(index, vector):
                return self._in_range(index, vector)
            case NotPole(term):
                poles = ", ".join(
                    ("0", f"{self.terms.style.minus}1", f"{self.terms.style.minus}2")
                )
                return self._term(term) + self._words(" is none of ") + f"{poles}, …"
            case Exists(term):
                return self._term(term) + self._words(" exists")
            case Throughout(InRange(index, vector), variable, Range() as domain) if (
                index == variable
            ):
                low, high = (self._term(end) for end in domain.args)
                of = self._words(" has components from ")
                return f"{self._term(vector)}{of}{low}{self._words(' to ')}{high}"
            case Throughout(condition, variable, domain):
                return (
                    self.show(condition)
                    + self._words(" for ")
                    + self._running(variable, domain)
                )
            case SingleComponent(vector):
                return self._term(vector) + self._words(" has one component")

    def _term(self, term: Term) -> str:
        return self.terms.text(term)

    def _sign(self, sign: str) -> str:
        return LATEX_SIGNS[sign] if self.latex else sign

    def _words(self, words: str) -> str:
        return rf"\text{{{words}}}" if self.latex else words

    def _related(self, left: Term, sign: str, right: Term) -> str:
        return f"{self._term(left)} {self._sign(sign)} {self._term(right)}"

    def _about(self, term: Term, words: str, variable: Term) -> str:
        return f"{self._term(term)}{self._words(f' {words} ')}{self._term(variable)}"

    def _against_zero(self, term: Term, sign: str, turned: str) -> str:
        """Compares a term with 0; a difference is written as a comparison of its parts."""
        sides = _difference(term)
        if sides is None:
            return self._related(term, sign, ZERO)
        left, right = sides
        if isinstance(left, Rational):
            return self._related(right, turned, left)
        return self._related(left, sign, right)

    def _running(self, variable: Term, domain: Term) -> str:
        """The values of a bound variable: i = 1, …, n, or every i."""
        if isinstance(domain, Range):
            low, high = (self._term(end) for end in domain.args)
            return f"{low} {self._sign('≤')} {self._term(variable)} {self._sign('≤')} {high}"
        return self._words("every ") + self._term(variable)

    def _in_range(self, index: Term, vector: Term) -> str:
        """1 ≤ m ≤ n; n is the unknown length, called N where n is the index."""
        mentioned = names(index) | names(vector)
        length = next(name for name in ("n", "N", "d", "K", "L") if name not in mentioned)
        low = self._sign("≤")
        return f"1 {low} {self._term(index)} {low} {length}"


def _difference(term: Term) -> tuple[Term, Term] | None:
    """The two sides of a − b (or a + 2, which is a − (−2)), None for anything else."""
    if not isinstance(term, Add):
        return None
    *first, last = term.args
    left = add(*first)
    if isinstance(last, Rational):
        return left, -last
    if isinstance(left, Rational):  # 1 − h: its constant moves to the other side
        opposite = _unsigned(last)
        return (left, opposite) if opposite is not None else (last, -left)
    opposite = _unsigned(last)
    if opposite is None or len(term.args) != 2:
        return None
    return left, opposite


def _unsigned(term: Term) -> Term | None:
    """The t of −t, None for what has no minus before it."""
    if isinstance(term, Mul) and term.args[0] == MINUS_ONE and len(term.args) > 1:
        return multiply(*term.args[1:])
    return None
