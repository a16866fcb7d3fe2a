"""One ring for one comparison: the generators of some terms, and the terms' values.

Trusted. A `Ring` is made for the terms that are to be compared; its generators are
the atoms that occur outermost in them, in the order of their keys, so that normal
forms do not depend on the ring. `evaluate` turns each +, ·, integer power and number
into field arithmetic, and records what was inverted on the way: at a point where the
atoms are defined and no recorded term vanishes, the result has the term's value.

Not here: which atoms a subterm stands for (`generators`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from sympy import Add, Mul, Pow, Rational

from derivation.errors import KernelError
from derivation.prove.decide.budget import Budget
from derivation.prove.decide.fraction_field import (
    FractionField,
    Polynomial,
    Quotient,
    monomials,
)
from derivation.prove.decide.normal import Atom, Factors, Normal, Sum, normal
from derivation.prove.decide.structure import post_order
from derivation.term import Term


@dataclass(frozen=True, slots=True)
class Known:
    """What is known so far about the subterms of one problem, by identity.

    `numbers`: values of the subterms made of numbers alone; `factors`: the atoms
    that each generator stands for; `inverted`: for each power with a negative
    exponent its base, unless that is a constant.
    """

    budget: Budget
    numbers: dict[int, Fraction] = field(default_factory=dict)
    factors: dict[int, Factors] = field(default_factory=dict)
    inverted: dict[int, Term] = field(default_factory=dict)

    def integer_exponent(self, term: Term) -> int | None:
        """The exponent of a power if it is an integer, else None."""
        value = self.numbers.get(id(term.args[1]))
        return value.numerator if value is not None and value.denominator == 1 else None

    def operands(self, term: Term) -> tuple[Term, ...]:
        """The operands of a ring operation; () for a number or a generator."""
        if isinstance(term, Add | Mul):
            return tuple(term.args)
        if isinstance(term, Pow) and self.integer_exponent(term) is not None:
            return (term.args[0],)
        return ()


class Ring:
    """The generators of some terms; every generator in them must be in `known`."""

    def __init__(self, terms: tuple[Term, ...], known: Known) -> None:
        self._known = known
        self._nodes = post_order(terms, known.operands, known.budget.nodes)
        atoms: dict[str, Atom] = {}
        scales: dict[str, int] = {}
        for node in self._nodes:
            for atom, exponent in known.factors.get(id(node), ()):
                atoms[atom.key] = atom
                scales[atom.key] = lcm(scales.get(atom.key, 1), exponent.denominator)
        keys = sorted(atoms)
        self._atoms = tuple(atoms[key] for key in keys)
        self._scales = tuple(scales[key] for key in keys)
        self._index = {key: index for index, key in enumerate(keys)}
        self.field = FractionField(len(keys), known.budget)
        self._values: dict[int, Quotient] = {}

    def evaluate(self, term: Term) -> Quotient:
        """The value of one of the ring's terms.

        NowhereDefinedError if it divides by what is identically zero,
        OutOfBudgetError if it grows too large.
        """
        if not self._values:
            for node in self._nodes:
                self._values[id(node)] = self._value(node)
        return self._values[id(term)]

    def sum(self, polynomial: Polynomial) -> Sum:
        """A polynomial of the ring as data."""
        return tuple((c, self._factors(exponents)) for exponents, c in monomials(polynomial))

    def normal(self, reduced: Quotient) -> Normal:
        """A reduced quotient as data; OutOfBudgetError if its key is too long."""
        return normal(
            self.sum(reduced.numerator), self.sum(reduced.denominator), self._known.budget.key
        )

    def units(self, reduced: Quotient) -> list[tuple[Fraction, Normal]]:
        """A reduced quotient as a sum of coefficients times monomials over its denominator."""
        found = []
        for exponents, coefficient in monomials(reduced.numerator):
            monomial = self.field.from_monomials([(exponents, Fraction(1))])
            unit = self.field.reduce(Quotient(monomial, reduced.denominator, reduced.bits))
            found.append((coefficient, self.normal(unit)))
        return found

    def _factors(self, exponents: tuple[int, ...]) -> Factors:
        return tuple(
            (self._atoms[index], Fraction(int(exponent), self._scales[index]))
            for index, exponent in enumerate(exponents)
            if exponent
        )

    def _value(self, node: Term) -> Quotient:
        operands = [self._values[id(part)] for part in self._known.operands(node)]
        if not operands:
            return self._leaf(node)
        if isinstance(node, Add):
            return self.field.add(operands)
        if isinstance(node, Mul):
            return self.field.multiply(operands)
        return self._power(node, operands[0])

    def _leaf(self, node: Term) -> Quotient:
        if isinstance(node, Rational):
            return self.field.number(Fraction(int(node.p), int(node.q)))
        exponents = []
        for atom, exponent in self._known.factors[id(node)]:
            index = self._index[atom.key]
            exponents.append((index, int(exponent * self._scales[index])))
        return self.field.monomial(exponents)

    def _power(self, node: Term, base: Quotient) -> Quotient:
        exponent = self._known.integer_exponent(node)
        if exponent is None:
            raise KernelError("this power is not a ring operation")
        if exponent < 0 and self.field.constant(base) is None:
            self._known.inverted[id(node)] = node.args[0]
        return self.field.power(base, exponent)
