"""Terms with a sign in front of them, as text: sums, integrals, limits, cases, operators.

Part of the printer (`printer.Printer` completes it).
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import sympy
from sympy import Tuple

from derivation.notation.binding import Binding, Shown
from derivation.notation.opaque import accent_word, enclosed, opaque
from derivation.notation.style import Style
from derivation.term import (
    AllOf,
    Approach,
    AtMost,
    Binder,
    Cases,
    Comparison,
    Domain,
    EqualTo,
    FunctionName,
    Integral,
    Less,
    Limit,
    Maximum,
    Minimum,
    Operator,
    ProductOver,
    Range,
    Summation,
    Term,
    UnequalTo,
)

_INFIX = frozenset(r"\cap \cup \setminus \otimes \oplus \odot \circ \wedge \vee \bmod".split())
_SIGNS = {Summation: "sum", ProductOver: "prod"}
_COMPARISONS = {Less: "<", AtMost: "≤", EqualTo: "=", UnequalTo: "≠"}
_SEPARATORS = {"|": " | ", ";": "; ", ":": " : ", r"\|": " ‖ "}


class LargePrinter(ABC):
    """The part of the printer for everything that has a sign or a word in front."""

    style: Style

    @abstractmethod
    def show(self, term: Term) -> Shown:
        """The term as text with its binding."""

    @abstractmethod
    def text(self, term: Term) -> str:
        """The term as text."""

    def within(self, term: Term, least: Binding, closed: bool = False) -> str:
        """The term as text, in brackets if it binds less tightly than asked."""
        return self.wrap(self.show(term), least, closed)

    def wrap(self, shown: Shown, least: Binding, closed: bool = False) -> str:
        """Printed text, in brackets if it binds less tightly than asked."""
        if shown.binding < least or (closed and shown.open):
            return self.style.bracket(shown.text)
        return shown.text

    def large(self, term: Term) -> Shown | None:
        """The term as text, or None if it is of another kind."""
        match term:
            case Binder():
                return self._binder(term)
            case Operator():
                return self._operator(term)
            case Cases():
                return Shown(self._cases(term), Binding.ATOM)
            case Minimum() | Maximum():
                word = self.style.function("min" if isinstance(term, Minimum) else "max")
                inside = ", ".join(self.text(each) for each in term.args)
                return Shown(word + self.style.bracket(inside), Binding.ATOM)
            case Comparison() | AllOf():
                return Shown(self.condition(term), Binding.SUM)
            case sympy.floor() | sympy.ceiling():
                up = isinstance(term, sympy.ceiling)
                return Shown(self.style.rounded(self.text(term.args[0]), up=up), Binding.ATOM)
            case sympy.factorial():
                inside = self.within(term.args[0], Binding.ATOM)
                return Shown(f"{inside}!", Binding.POWER)
            case sympy.binomial():
                return Shown(self.style.binomial(*map(self.text, term.args)), Binding.ATOM)
            case Range() | Approach() | Domain():
                return Shown(self._reach(term, "·"), Binding.SUM)
            case _:
                return None

    def _binder(self, term: Term) -> Shown:
        body, variable, domain = term.args
        name = self.text(variable)
        if isinstance(term, Integral):
            inside = self.within(body, Binding.PRODUCT)
            lower, upper = self._ends(domain, name)
            shown = self.style.integral(lower, upper, inside, name)
            return Shown(shown, Binding.OPERATOR)
        inside = self.within(body, Binding.PRODUCT)
        if isinstance(term, Limit):
            shown = self.style.limit(self._reach(domain, name), inside)
            return Shown(shown, Binding.OPERATOR, open=True)
        if isinstance(domain, Range):
            lower, upper = (self.text(end) for end in domain.args)
            below = f"{name}={lower}"
        else:
            below, upper = self._reach(domain, name) or name, ""
        shown = self.style.large(_SIGNS[type(term)], below, upper, inside)
        return Shown(shown, Binding.OPERATOR, open=True)

    def _ends(self, domain: Term, name: str) -> tuple[str, str]:
        if isinstance(domain, Range):
            lower, upper = (self.text(end) for end in domain.args)
            return lower, upper
        return self._reach(domain, name), ""

    def _reach(self, domain: Term, name: str) -> str:
        """Where a variable runs or goes, as it stands under the sign."""
        if isinstance(domain, Range):
            lower, upper = (self.text(end) for end in domain.args)
            return f"{lower}, …, {upper}"
        if isinstance(domain, Approach):
            point, side = domain.args
            return self.style.approach(name, self.text(point), int(side))
        label, parameters = domain.args
        shown = label.name.replace(r"\#0", name)
        for number, parameter in enumerate(parameters.args, start=1):
            shown = shown.replace(rf"\#{number}", self.text(parameter))
        return self.style.name(shown) if shown else ""

    def _operator(self, term: Term) -> Shown:
        head, parameters, arguments = term.args
        if head.name == r"\ldots":
            return Shown(self.style.name(r"\ldots"), Binding.ATOM)
        matrix = self._matrix(head.name, parameters.args, arguments.args)
        if matrix is not None:
            return matrix
        if head.name in _INFIX and not parameters.args:
            sign = f" {self.style.name(head.name)} "
            inside = sign.join(self.within(each, Binding.POWER) for each in arguments.args)
            return Shown(inside, Binding.SUM)
        if head.name == r"\langle":
            mean = self.style.mean(self.text(arguments.args[0]))
            below = [self.text(each) for each in parameters.args]
            return Shown(self.style.subscript(mean, below) if below else mean, Binding.ATOM)
        shown = opaque(self.style, self.text, head.name, parameters.args, arguments.args)
        if shown is not None:
            return shown
        text = accent_word(head.name) or self.style.name(head.name)
        if parameters.args:
            text = self.style.subscript(text, [self.text(each) for each in parameters.args])
        inside = ""
        separator = ""
        for argument in arguments.args:
            if isinstance(argument, FunctionName) and argument.name in _SEPARATORS:
                separator = self.style.separator(_SEPARATORS[argument.name])
                continue
            inside += separator + self.text(argument)
            separator = ", "
        listed = enclosed(self.style, head.name, inside)
        return Shown(listed or text + self.style.bracket(inside), Binding.ATOM)

    def _matrix(
        self, head: str, parameters: tuple[Term, ...], arguments: tuple[Term, ...]
    ) -> Shown | None:
        """A product, transpose, inverse, power or entry of matrices, or one by entries."""
        if head == r"\cdot" and not parameters:
            factors = [self.within(each, Binding.FRACTION, closed=True) for each in arguments]
            return Shown(self.style.beside.join(factors), Binding.PRODUCT)
        if head in (r"^{\top}", r"^{-1}", "^"):
            base = self.within(arguments[0], Binding.ATOM)
            if head == "^":
                raised = self.show(arguments[1])
                single = raised.binding is Binding.ATOM
                return Shown(self.style.power(base, raised.text, single), Binding.POWER)
            exponent = self.style.transpose if "top" in head else f"{self.style.minus}1"
            return Shown(self.style.power(base, exponent, single=False), Binding.POWER)
        if head == r"\mathrm{const}":
            size = self.style.name(parameters[0].name)
            return Shown(self.style.subscript(self.text(arguments[0]), [size]), Binding.ATOM)
        if head == "_":
            base = self.within(arguments[0], Binding.ATOM)
            below = [self.text(each) for each in arguments[1:]]
            return Shown(self.style.subscript(base, below), Binding.ATOM)
        if head == r"\begin{matrix}":
            width = int(parameters[1])
            cells = [self.text(each) for each in arguments]
            rows = [cells[at : at + width] for at in range(0, len(cells), width)]
            return Shown(self.style.matrix(rows), Binding.ATOM)
        return None

    def _cases(self, term: Term) -> str:
        branches = []
        for branch in term.args:
            value, condition = branch.args if isinstance(branch, Tuple) else (branch, AllOf())
            holds = "" if condition == AllOf() else self.condition(condition)
            branches.append((self.text(value), holds))
        return self.style.cases(branches)

    def condition(self, term: Term) -> str:
        """A condition of a case, or an event, as text."""
        if isinstance(term, AllOf):
            return ", ".join(self.condition(each) for each in term.args)
        left, right = (self.text(side) for side in term.args)
        return f"{left} {self.style.relation(_COMPARISONS[type(term)])} {right}"
