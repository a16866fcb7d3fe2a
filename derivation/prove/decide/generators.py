"""Which subterms are the same generator: their arguments have the same normal form.

Trusted. `read` visits every subterm of a problem, inner ones first, and gives each
that is not +, ·, an integer power or a number the atoms it stands for:

- a name, a vector or a constant is its own atom;
- a known function, a document's function, a component, a scalar product (symmetric),
  a power with another exponent: by the normal forms of their arguments, because equal
  arguments give equal values;
- an exponential: the atoms of its splitting (`exponential`);
- a derivative: by the normal form of its body, which must hold near the point and not
  only at it. If a division in the body may vary with the variable (it mentions the
  variable's name, or an unspecified function), the body is instead taken by its form
  (`reorder`), which needs no condition;
- any other head: by its form as a whole. It may bind variables.

Not here: what is then computed with the atoms (`ring`, `rational`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import ClassVar

from sympy import Add, Indexed, IndexedBase, Mul, Pow, Rational, Symbol

from derivation.errors import OutOfBudgetError
from derivation.prove.decide import exponential, reorder
from derivation.prove.decide.budget import Budget
from derivation.prove.decide.fraction_field import NowhereDefinedError
from derivation.prove.decide.normal import (
    Atom,
    Factors,
    Normal,
    joined,
    of_atom,
    of_number,
)
from derivation.prove.decide.ring import Known, Ring
from derivation.prove.decide.structure import FUNCTION_NAMES, is_name, leaf_key, post_order
from derivation.term import (
    Application,
    Derivative,
    Hidden,
    ScalarProduct,
    SlotDerivative,
    Term,
    is_variable,
    varied,
)


def read(roots: tuple[Term, ...], budget: Budget) -> Known:
    """What each generator in the roots stands for; the roots must be kept alive.

    NowhereDefinedError if an argument divides by what is identically zero,
    OutOfBudgetError if the problem is too large, KernelError if something is not of
    the term language.
    """
    known = Known(budget)
    reader = _Reader(known)
    for term in post_order(roots, _parts, budget.nodes):
        value = _number(term, known)
        if value is not None:
            known.numbers[id(term)] = value
        elif not known.operands(term):
            known.factors[id(term)] = reader.factors(term)
    return known


def _parts(term: Term) -> tuple[Term, ...]:
    """The subterms whose values the term's value is a function of."""
    if isinstance(term, Rational) or is_name(term):
        return ()
    if isinstance(term, Application):
        return (*term.args[1].args, *term.args[2].args)
    if isinstance(term, SlotDerivative | Hidden):
        return (term.args[0],)
    if isinstance(term, Add | Mul | Pow | Derivative | ScalarProduct | Indexed):
        return tuple(term.args)
    return tuple(term.args) if type(term) in FUNCTION_NAMES else ()


class _Reader:
    """Names generators; `known` must hold everything about their parts."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._normals: dict[int, Normal] = {}

    def factors(self, term: Term) -> Factors:
        """The atoms that a generator stands for."""
        exponent = exponential.argument(term)
        if exponent is not None:
            return exponential.split(term, exponent, Ring((exponent,), self._known))
        return ((self._atom(term), Fraction(1)),)

    def _atom(self, term: Term) -> Atom:
        if is_name(term):
            return Atom(leaf_key(term), term)
        name = FUNCTION_NAMES.get(type(term))
        if name is not None:
            return self._composed(name, term)
        special = self._SPECIAL.get(type(term))
        if special is not None:
            return special(self, term)
        return Atom(f"@form({reorder.key(term)})", term)

    def _composed(self, name: str, term: Term, *, symmetric: bool = False) -> Atom:
        parts = tuple(self._normal(part) for part in _parts(term))
        if symmetric:
            parts = tuple(sorted(parts, key=lambda part: part.key))
        keys = joined((part.key for part in parts), ",", self._known.budget.key)
        return Atom(f"{name}({keys})", term, parts)

    def _application(self, term: Term) -> Atom:
        parameters = len(term.args[1].args)
        return self._composed(f"@apply {leaf_key(term.args[0])} {parameters} ", term)

    def _slot_derivative(self, term: Term) -> Atom:
        return self._composed(f"@slot {leaf_key(term.args[1])} ", term)

    def _hidden(self, term: Term) -> Atom:
        return self._composed("@hidden", term)

    def _component(self, term: Term) -> Atom:
        return self._composed("@component", term)

    def _scalar_product(self, term: Term) -> Atom:
        return self._composed("@product", term, symmetric=True)

    def _power(self, term: Term) -> Atom:
        exponent = self._known.numbers.get(id(term.args[1]))
        if exponent is not None and exponent < 0:
            base = self._normal(term.args[0]).constant
            if base == 0:
                raise NowhereDefinedError
            if base is None:
                self._known.inverted[id(term)] = term.args[0]
        return self._composed("@power", term)

    def _derivative(self, term: Term) -> Atom:
        body, variable = term.args
        self._normal(body)  # evaluates it, so that all its divisions are known below
        if is_variable(variable) and not self._division_varies(body, varied(variable)):
            return self._composed("@derivative", term)
        return Atom(f"@derivative form({reorder.key(term)})", term)

    _SPECIAL: ClassVar[dict[type, Callable[[_Reader, Term], Atom]]] = {
        Application: _application,
        SlotDerivative: _slot_derivative,
        Hidden: _hidden,
        Indexed: _component,
        ScalarProduct: _scalar_product,
        Pow: _power,
        Derivative: _derivative,
    }

    def _division_varies(self, body: Term, name: str) -> bool:
        inverted = self._known.inverted
        parts = post_order((body,), _parts, self._known.budget.nodes)
        bases = [inverted[id(part)] for part in parts if id(part) in inverted]
        return any(_varies(base, name, self._known.budget) for base in bases)

    def _normal(self, term: Term) -> Normal:
        """The normal form of a part, whose generators are known."""
        found = self._normals.get(id(term))
        if found is None:
            found = self._normals[id(term)] = self._normalise(term)
        return found

    def _normalise(self, term: Term) -> Normal:
        if isinstance(term, Rational):
            return of_number(Fraction(int(term.p), int(term.q)))
        factors = self._known.factors.get(id(term), ())
        if len(factors) == 1 and factors[0][1] == 1:
            return of_atom(factors[0][0])
        ring = Ring((term,), self._known)
        return ring.normal(ring.field.reduce(ring.evaluate(term)))


def _varies(base: Term, name: str, budget: Budget) -> bool:
    """Whether a term may vary with the name: it mentions it, or applies a function."""
    for part in post_order((base,), _below, budget.nodes):
        if isinstance(part, Application):
            return True
        leaf = part.label if isinstance(part, IndexedBase) else part
        if isinstance(leaf, Symbol) and leaf.name == name:
            return True
    return False


def _below(term: Term) -> tuple[Term, ...]:
    return () if is_name(term) else tuple(term.args)


def _number(term: Term, known: Known) -> Fraction | None:
    """The value of a term made of numbers alone, None for any other."""
    if isinstance(term, Rational):
        return Fraction(int(term.p), int(term.q))
    if not isinstance(term, Add | Mul | Pow) or not term.args:
        return None
    values = []
    for part in term.args:
        value = known.numbers.get(id(part))
        if value is None:
            return None
        values.append(value)
    if isinstance(term, Pow):
        return _number_power(values[0], values[1], known.budget)
    if _bits(values) > known.budget.bits:
        raise OutOfBudgetError("a number is too large")
    if isinstance(term, Add):
        return sum(values, Fraction(0))
    result = Fraction(1)
    for value in values:
        result *= value
    return result


def _number_power(base: Fraction, exponent: Fraction, budget: Budget) -> Fraction | None:
    if exponent.denominator != 1:
        return None
    if base == 0 and exponent < 0:
        raise NowhereDefinedError
    if _bits((base,)) * abs(exponent.numerator) > budget.bits:
        raise OutOfBudgetError("a number is too large")
    return base**exponent.numerator


def _bits(values: Iterable[Fraction]) -> int:
    return sum((max(abs(v.numerator), v.denominator) - 1).bit_length() for v in values)
