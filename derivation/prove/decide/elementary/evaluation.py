"""Terms to normal forms over atoms with relations, and what that rests on.

Trusted. `Evaluation.value` follows a term as written: sums, products and integer powers
are computed with, every other head goes to the file of its kind, and what no treatment
understands becomes an opaque atom, named by the normal forms of its arguments. What must
hold for a value to be the term's is recorded: `inverted` (terms that must not be 0) and
`needed` (other propositions). That every term is defined as written is taken for granted.

Not here: what the functions are (`exponentials`, `logarithms`, ...), comparing
(`identity`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import sympy
from sympy import Add, Indexed, Mul, Pow, Rational

from derivation.errors import OutOfBudgetError
from derivation.prove.decide import exponential as exponential_heads
from derivation.prove.decide import reorder
from derivation.prove.decide.budget import DEFAULT, Budget
from derivation.prove.decide.elementary import (
    absolute,
    binders,
    exponentials,
    gamma_functions,
    inverse_functions,
    logarithms,
    powers,
    trigonometric,
)
from derivation.prove.decide.elementary.atom_ring import AtomRing
from derivation.prove.decide.elementary.signs import Signs
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.fraction_field import NowhereDefinedError, Quotient
from derivation.prove.decide.normal import ONE_SUM, Atom, Normal, joined, of_atom, of_number
from derivation.prove.decide.structure import FUNCTION_NAMES, is_name, leaf_key
from derivation.prove.proposition import IsInteger, Proposition, terms
from derivation.term import (
    Application,
    Binder,
    Derivative,
    Hidden,
    Operator,
    ScalarProduct,
    SlotDerivative,
    Term,
    children,
    names,
    varied,
)

Compute = Callable[[AtomRing, list[Quotient]], Quotient]


@dataclass(slots=True)
class Evaluation:
    """The values of the terms of one comparison.

    `shifts` are the least integer shifts of the gamma functions' arguments by the key of
    what is shifted; what is met is collected in `met`. With `unity` the roots of 2, 3
    and 5 are written as sums of roots of unity. `positive` are the keys of polynomials
    that are > 0 wherever they are defined.
    """

    treatments: frozenset[Treatment]
    given: tuple[Proposition, ...]
    shifts: dict[str, int] = field(default_factory=dict)
    unity: bool = False
    budget: Budget = DEFAULT
    met: dict[str, int] = field(default_factory=dict)
    inverted: set[Term] = field(default_factory=set)
    needed: set[Proposition] = field(default_factory=set)
    positive: set[str] = field(default_factory=set)
    _values: dict[Term, Normal] = field(default_factory=dict)
    _signs: Signs | None = None
    _whole: dict[str, frozenset[Proposition] | None] = field(default_factory=dict)

    def allows(self, treatment: Treatment) -> bool:
        """Whether functions of that kind are taken apart."""
        return treatment in self.treatments

    @property
    def signs(self) -> Signs:
        """What is known of signs."""
        if self._signs is None:
            self._signs = Signs(self.given, self.budget, self._plainly)
        return self._signs

    def _plainly(self, term: Term) -> Normal | None:
        """The normal form with every function opaque; None if it is nowhere defined."""
        try:
            return Evaluation(frozenset(), (), budget=self.budget).value(term)
        except NowhereDefinedError:
            return None

    def inside(self, given: tuple[Proposition, ...] | None = None) -> Evaluation:
        """An evaluation with a record of its own, for the body of something that binds."""
        facts = self.given if given is None else given
        return Evaluation(
            self.treatments, facts, self.shifts, self.unity, self.budget, self.met
        )

    def value(self, term: Term) -> Normal:
        """The normal form of a term.

        NowhereDefinedError where it divides by what is identically zero,
        OutOfBudgetError where it grows too large, KernelError for what is no term.
        """
        found = self._values.get(term)
        if found is None:
            if len(self._values) > self.budget.nodes:
                raise OutOfBudgetError("the terms have too many parts")
            found = self._values[term] = self._compute(term)
        return found

    def _compute(self, term: Term) -> Normal:
        if isinstance(term, Rational):
            return of_number(Fraction(int(term.p), int(term.q)))
        if term is sympy.I:
            return exponentials.IMAGINARY
        if isinstance(term, Add | Mul) or self._whole_exponent(term) is not None:
            return self._arithmetic(term)
        if term is sympy.E:
            return exponentials.of_normal(self, of_number(Fraction(1)))
        if is_name(term):
            return of_atom(Atom(leaf_key(term), term))
        return self._function(term)

    def _function(self, term: Term) -> Normal:
        exponent = exponential_heads.argument(term)
        if exponent is not None:
            return exponentials.value(self, term, exponent)
        for family in _FAMILIES:
            found = family(self, term)
            if found is not None:
                return found
        return self.opaque(term)

    def _whole_exponent(self, term: Term) -> int | None:
        if not isinstance(term, Pow) or term.args[0] is sympy.E:
            return None
        written = term.args[1]
        if isinstance(written, sympy.Integer):
            return int(written)
        value = self.value(written).constant
        return value.numerator if value is not None and value.denominator == 1 else None

    def _arithmetic(self, term: Term) -> Normal:
        """The value of sums, products and integer powers in one ring."""
        leaves: dict[Term, Normal] = {}
        self._gather(term, leaves)
        ring = AtomRing(leaves.values(), self.budget)
        return ring.normal(self._in_ring(term, ring, leaves, {}))

    def _gather(self, term: Term, leaves: dict[Term, Normal]) -> None:
        if isinstance(term, Add | Mul):
            for part in term.args:
                self._gather(part, leaves)
        elif self._whole_exponent(term) is not None:
            self._gather(term.args[0], leaves)
        elif term not in leaves:
            leaves[term] = self.value(term)

    def _in_ring(
        self,
        term: Term,
        ring: AtomRing,
        leaves: dict[Term, Normal],
        known: dict[Term, Quotient],
    ) -> Quotient:
        found = known.get(term)
        if found is None:
            found = known[term] = self._ring_value(term, ring, leaves, known)
        return found

    def _ring_value(
        self,
        term: Term,
        ring: AtomRing,
        leaves: dict[Term, Normal],
        known: dict[Term, Quotient],
    ) -> Quotient:
        if isinstance(term, Add | Mul):
            parts = [self._in_ring(part, ring, leaves, known) for part in term.args]
            return (
                ring.field.add(parts) if isinstance(term, Add) else ring.field.multiply(parts)
            )
        exponent = self._whole_exponent(term)
        if exponent is None:
            return ring.quotient(leaves[term])
        base = self._in_ring(term.args[0], ring, leaves, known)
        if exponent < 0:
            if ring.field.constant(base) is None:
                self.inverted.add(term.args[0])
            base, exponent = ring.invert(base), -exponent
        return ring.tidy(ring.field.power(base, exponent))

    def combine(self, values: Sequence[Normal], compute: Compute) -> Normal:
        """What `compute` makes of some values in the ring of their atoms."""
        ring = AtomRing(values, self.budget)
        return ring.normal(compute(ring, [ring.quotient(value) for value in values]))

    def plus(self, *values: Normal) -> Normal:
        """The sum; of no values, 0."""
        kept = [v for v in values if v.constant != 0] or [of_number(Fraction(0))]
        return kept[0] if len(kept) == 1 else self.combine(kept, lambda r, q: r.field.add(q))

    def times(self, *values: Normal) -> Normal:
        """The product; of no values, 1."""
        kept = [v for v in values if v.constant != 1] or [of_number(Fraction(1))]
        if len(kept) == 1:
            return kept[0]
        return self.combine(kept, lambda ring, q: ring.field.multiply(q))

    def scaled(self, value: Normal, factor: Fraction) -> Normal:
        """A rational multiple."""
        return self.times(of_number(factor), value)

    def raised(self, value: Normal, exponent: int) -> Normal:
        """An integer power; NowhereDefinedError for 0 to a negative one."""
        if exponent == 1:
            return value

        def compute(ring: AtomRing, values: list[Quotient]) -> Quotient:
            base = values[0] if exponent >= 0 else ring.invert(values[0])
            return ring.field.power(base, abs(exponent))

        return self.combine([value], compute)

    def atom_power(self, atom: Atom, exponent: Fraction) -> Normal:
        """A rational power of an atom, reduced by its relation."""
        if exponent == 0:
            return of_number(Fraction(1))
        top = ((Fraction(1), ((atom, abs(exponent)),)),)
        positive = Normal("", top, ONE_SUM)
        ring = AtomRing((positive,), self.budget)
        value = ring.quotient(positive)
        return ring.normal(value if exponent > 0 else ring.invert(value))

    def is_whole(self, value: Normal) -> bool:
        """Whether a value is an integer by what is given; what shows it becomes needed."""
        if value.denominator != ONE_SUM:
            return False
        used: set[Proposition] = set()
        for coefficient, factors in value.numerator:
            if coefficient.denominator != 1:
                return False
            for atom, exponent in factors:
                shown = self._whole_atom(atom)
                if shown is None or exponent.denominator != 1:
                    return False
                used |= shown
        self.needed |= used
        return True

    def _whole_atom(self, atom: Atom) -> frozenset[Proposition] | None:
        if atom.key not in self._whole:
            fact = IsInteger(atom.node)
            shown = frozenset((fact,)) if fact in self.given else None
            self._whole[atom.key] = shown
        return self._whole[atom.key]

    def composed(self, name: str, node: Term, parts: Iterable[Normal]) -> Normal:
        """The opaque atom of a head over its arguments' normal forms."""
        kept = tuple(parts)
        keys = joined((part.key for part in kept), ",", self.budget.key)
        return of_atom(Atom(f"{name}({keys})", node, kept))

    def opaque(self, term: Term) -> Normal:
        """A term that is known by its head and its arguments alone."""
        name = FUNCTION_NAMES.get(type(term))
        if name is not None:
            parts = [self.value(part) for part in term.args]
            if name in ("min", "max"):
                parts.sort(key=lambda part: part.key)
            return self.composed(name, term, parts)
        match term:
            case Application():
                return self._application(term)
            case SlotDerivative():
                inner = (self.value(term.args[0]),)
                return self.composed(f"@slot {leaf_key(term.args[1])} ", term, inner)
            case Hidden():
                return self.composed("@hidden", term, (self.value(term.args[0]),))
            case Indexed():
                return self.composed("@component", term, map(self.value, term.args))
            case Pow():
                return self.composed("@power", term, map(self.value, term.args))
            case ScalarProduct():
                pair = sorted(map(self.value, term.args), key=lambda part: part.key)
                return self.composed("@product", term, pair)
            case Derivative():
                return self._derivative(term)
            case Operator():
                return self._operator(term)
            case _:
                return self.by_form(term)

    def by_form(self, term: Term) -> Normal:
        """A term known by its form alone, which needs no condition at all."""
        return of_atom(Atom(f"@form({reorder.key(term)})", term))

    def _application(self, term: Term) -> Normal:
        count = len(term.args[1].args)
        head = f"@apply {leaf_key(term.args[0])} {count} "
        return self.composed(head, term, map(self.value, _written(term)))

    def _operator(self, term: Term) -> Normal:
        """Inside an operator names vary, so nothing may be needed there."""
        inner = self.inside(())
        try:
            parts = [inner.value(part) for part in _written(term)]
        except NowhereDefinedError:
            return self.by_form(term)
        if inner.inverted or inner.needed:
            return self.by_form(term)
        head = f"@operator {leaf_key(term.args[0])} {len(term.args[1].args)} "
        return self.composed(head, term, parts)

    def _derivative(self, term: Term) -> Normal:
        """Bodies must be equal near the point, so nothing that varies may be needed."""
        body, variable = term.args
        inner = self.inside()
        try:
            parts = (inner.value(body), inner.value(variable))
        except NowhereDefinedError:
            return self.by_form(term)
        varying = varied(variable)
        conditions = [
            *inner.inverted,
            *(part for each in inner.needed for part in terms(each)),
        ]
        if any(_may_vary(part, varying) for part in conditions):
            return self.by_form(term)
        self.inverted |= inner.inverted
        self.needed |= inner.needed
        return self.composed("@derivative", term, parts)


def _written(term: Term) -> tuple[Term, ...]:
    """The parameters and arguments of an application or operator."""
    return (*term.args[1].args, *term.args[2].args)


def _may_vary(term: Term, name: str) -> bool:
    """Whether a term may vary with the name: it mentions it, or applies a function."""
    if isinstance(term, Application | Operator | Binder) or name in names(term):
        return True
    return any(_may_vary(part, name) for part in children(term))


_FAMILIES: tuple[Callable[[Evaluation, Term], Normal | None], ...] = (
    trigonometric.value,
    inverse_functions.value,
    logarithms.value,
    powers.value,
    absolute.value,
    gamma_functions.value,
    binders.value,
)
