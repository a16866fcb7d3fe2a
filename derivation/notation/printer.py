"""Terms as text: what each construction is, how tightly it binds, where brackets go.

One walk serves both styles (`style`). It prints the term as it was built, in its own
order; nothing is simplified on the way. Not here: names and authors' LaTeX (`plain`),
what has a sign in front of it (`large`), propositions (`propositions`).
"""

from __future__ import annotations

import sympy
from sympy import Add, Indexed, IndexedBase, Integer, Mul, Pow, Rational, Symbol, Tuple

from derivation.notation.binding import Binding, Shown
from derivation.notation.large import LargePrinter
from derivation.notation.style import Style
from derivation.term import (
    KNOWN_FUNCTIONS,
    KNOWN_OF_SEVERAL,
    MINUS_ONE,
    ONE,
    Application,
    Derivative,
    Hidden,
    ScalarProduct,
    SlotDerivative,
    Term,
)

_NAMES = {head: name for name, head in ({**KNOWN_FUNCTIONS, **KNOWN_OF_SEVERAL}).items()}


class Printer(LargePrinter):
    """Prints terms in one style; keeps nothing between calls."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def text(self, term: Term) -> str:
        """The term as text."""
        return self.show(term).text

    def show(self, term: Term) -> Shown:
        """The term as text with its binding."""
        match term:
            case Rational():
                return self._number(term)
            case Symbol():
                return Shown(self.style.name(term.name), Binding.ATOM)
            case IndexedBase():
                return Shown(self.style.name(term.label.name), Binding.ATOM)
            case Indexed():
                base = self.text(term.args[0])
                indices = [self.text(index) for index in term.args[1:]]
                return Shown(self.style.subscript(base, indices), Binding.ATOM)
            case Add():
                return self._sum(term)
            case Mul():
                return self._product(term)
            case Pow():
                return self._power(term)
            case Application():
                return self._application(term, 0)
            case SlotDerivative():
                return self._slot(term)
            case Derivative():
                return self._derivative(term)
            case ScalarProduct():
                left, right = (self.within(part, Binding.ATOM) for part in term.args)
                return Shown(self.style.scalar_product(left, right), Binding.PAIR)
            case Hidden():
                return self.show(term.args[0])
            case Tuple():
                return Shown(self._list(term.args), Binding.ATOM)
            case _:
                return self._other(term)

    def _number(self, value: Term) -> Shown:
        magnitude = str(abs(value.p))
        binding = Binding.ATOM
        if value.q != 1:
            magnitude = self.style.fraction(magnitude, str(value.q))
            binding = Binding.FRACTION if self.style.flat_fraction else Binding.PAIR
        if value.p < 0:
            return Shown(self.style.minus + magnitude, Binding.SIGNED)
        return Shown(magnitude, binding)

    def _sum(self, term: Term) -> Shown:
        style = self.style
        parts: list[str] = []
        shown = Shown("", Binding.SUM)
        for addend in term.args:
            shown = self.show(addend)
            if parts and shown.binding is Binding.SIGNED:
                parts.append(f" {style.minus} {shown.text.removeprefix(style.minus)}")
            else:
                text = self.wrap(shown, Binding.SIGNED)
                parts.append(f" + {text}" if parts else text)
        return Shown("".join(parts), Binding.SUM, shown.open)

    def _product(self, term: Term) -> Shown:
        factors = list(term.args)
        if factors[0] == MINUS_ONE and len(factors) > 1:
            rest = self._factors(factors[1:])
            text = self.style.minus + self.wrap(rest, Binding.PRODUCT)
            return Shown(text, Binding.SIGNED, rest.open)
        return self._factors(factors)

    def _factors(self, factors: list[Term]) -> Shown:
        """Factors as written; an inverse goes below the factor before it."""
        shown: list[tuple[Shown, Term]] = []
        for factor in factors:
            if _is_inverse(factor) and shown:
                above, origin = shown.pop()
                shown.append((self._quotient(above, origin, factor.args[0]), factor))
            else:
                shown.append((self.show(factor), factor))
        if len(shown) == 1:
            return shown[0][0]
        text, last = "", len(shown) - 1
        for index, (each, origin) in enumerate(shown):
            least = Binding.FRACTION if index else Binding.SIGNED
            piece = self.wrap(each, least, closed=index < last)
            if index:
                text += self._between(shown[index - 1][1], origin)
            text += piece
        signed = shown[0][0].binding is Binding.SIGNED
        binding = Binding.SIGNED if signed else Binding.PRODUCT
        return Shown(text, binding, shown[-1][0].open and text.endswith(shown[-1][0].text))

    def _between(self, left: Term, right: Term) -> str:
        """Nothing between a whole number and a name (2x), else the product sign."""
        base = right.args[0] if isinstance(right, Pow) and not _is_inverse(right) else right
        number = isinstance(left, Integer) and left >= 0
        if number and isinstance(base, Symbol | Indexed) and not _is_root(right):
            return "" if self.style.flat_fraction else " "
        return self.style.times

    def _quotient(self, above: Shown, origin: Term, below: Term) -> Shown:
        style = self.style
        if not style.flat_fraction:
            return Shown(style.fraction(above.text, self.text(below)), Binding.PAIR)
        bottom = self.within(below, Binding.POWER)
        single = isinstance(origin, Mul) and len(origin.args) == 2
        if above.binding is Binding.SIGNED and single and origin.args[0] == MINUS_ONE:
            inside = self.show(origin.args[1])
            top = style.minus + self.wrap(inside, Binding.PAIR)
            return Shown(style.fraction(top, bottom), Binding.SIGNED)
        if isinstance(origin, Integer):
            signed = origin < 0
            binding = Binding.SIGNED if signed else Binding.FRACTION
            return Shown(style.fraction(above.text, bottom), binding)
        top = self.wrap(above, Binding.PAIR)
        return Shown(style.fraction(top, bottom), Binding.FRACTION)

    def _power(self, term: Term) -> Shown:
        base, exponent = term.args
        style = self.style
        if _is_inverse(term):
            return self._quotient(Shown("1", Binding.ATOM), ONE, base)
        if _is_root(term):
            inside = self.show(base)
            single = inside.binding is Binding.ATOM
            return Shown(style.root(inside.text, int(exponent.q), single), Binding.POWER)
        raised = self.show(exponent)
        single = raised.binding is Binding.ATOM
        text = style.power(self.within(base, Binding.ATOM), raised.text, single)
        return Shown(text, Binding.POWER)

    def _head(self, term: Application, primes: int) -> str:
        head, parameters, _ = term.args
        text = self.style.name(head.name)
        visible = [self.text(p) for p in parameters.args if not isinstance(p, Hidden)]
        if visible:
            text = self.style.subscript(text, visible)
        return text + self._primes(primes)

    def _primes(self, count: int) -> str:
        return ("′" if self.style.flat_fraction else "'") * count

    def _list(self, arguments: tuple[Term, ...]) -> str:
        return self.style.bracket(", ".join(self.text(a) for a in arguments))

    def _application(self, term: Application, primes: int) -> Shown:
        arguments = tuple(a for a in term.args[2].args if not isinstance(a, Hidden))
        text = self._head(term, primes)
        return Shown(text + self._list(arguments) if arguments else text, Binding.ATOM)

    def _slot(self, term: SlotDerivative) -> Shown:
        """f′(x) for one argument, ∂₂f(x, y) for several."""
        slots: list[int] = []
        inner: Term = term
        while isinstance(inner, SlotDerivative):
            slots.append(int(inner.args[1]))
            inner = inner.args[0]
        if not isinstance(inner, Application):
            return self._known(inner, len(slots))
        if len(inner.args[2].args) <= 1:
            return self._application(inner, len(slots))
        text = self.text(inner)
        for slot in reversed(slots):
            text = self.style.slot(slot + 1, text)
        return Shown(text, Binding.ATOM)

    def _derivative(self, term: Derivative) -> Shown:
        body, variable = term.args
        order = 1
        while isinstance(body, Derivative) and body.args[1] == variable:
            body, order = body.args[0], order + 1
        below = self.text(variable)
        shown = self.show(body)
        if _is_name(body):
            text = self.style.derivative(below, order, shown.text)
            return Shown(text, Binding.PAIR)
        operator = self.style.derivative(below, order, None)
        inside = self.wrap(shown, Binding.OPERATOR)
        return Shown(f"{operator} {inside}", Binding.OPERATOR, open=True)

    def _known(self, term: Term, primes: int = 0) -> Shown:
        name = _NAMES.get(type(term))
        if name is None:
            text = self.style.name(rf"\mathrm{{{type(term).__name__}}}")
        elif name == "abs" and not primes:
            return Shown(self.style.absolute(self.text(term.args[0])), Binding.ATOM)
        elif name == "sigmoid":
            text = self.style.name(r"\sigma")
        else:
            text = self.style.function(name)
        return Shown(text + self._primes(primes) + self._list(term.args), Binding.ATOM)

    def _other(self, term: Term) -> Shown:
        large = self.large(term)
        if large is not None:
            return large
        if term is sympy.I:
            return Shown(self.style.imaginary, Binding.ATOM)
        if term == sympy.pi:
            return Shown(self.style.name(r"\pi"), Binding.ATOM)
        if term == sympy.E:
            return Shown(self.style.name("e"), Binding.ATOM)
        if term.args:
            return self._known(term)
        return Shown(str(term), Binding.ATOM)


def _is_inverse(term: Term) -> bool:
    return isinstance(term, Pow) and term.args[1] == MINUS_ONE


def _is_root(term: Term) -> bool:
    exponent = term.args[1] if isinstance(term, Pow) else None
    return isinstance(exponent, Rational) and exponent.p == 1 and exponent.q != 1


def _is_name(term: Term) -> bool:
    """Whether a term is printed as a bare name, so that ∂y/∂x reads well."""
    if isinstance(term, Application):
        return all(isinstance(a, Hidden) for a in term.args[2].args)
    return isinstance(term, Symbol | Indexed)
