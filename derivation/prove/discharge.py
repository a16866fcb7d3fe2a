"""Discharging side conditions from what a document states and from known ranges.

Untrusted: it proposes facts, the kernel proves them. A discharger gives a theorem or
nothing, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sympy import Integer, Rational

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.indices import for_every_index
from derivation.prove.kernel import Theorem
from derivation.prove.matching import match
from derivation.prove.proposition import (
    Definition,
    Different,
    Differentiable,
    Exists,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    Throughout,
)

MAXIMUM_ROUNDS = 200


class Discharger:
    """Proves conditions from given propositions; remembers what it has proved."""

    def __init__(
        self, given: Sequence[Proposition], indices: frozenset[str] = frozenset()
    ) -> None:
        """`indices` are names that stand for every index in what is given."""
        self.given = tuple(given)
        self.indices = indices
        self._facts: dict[Proposition, Theorem | None] = {}

    def discharge(self, theorem: Theorem) -> tuple[Theorem, tuple[Theorem, ...]]:
        """The theorem without the conditions that could be proved, and their proofs."""
        facts: list[Theorem] = []
        pending = [c for c in theorem.conditions if not isinstance(c, Definition)]
        for _ in range(MAXIMUM_ROUNDS):
            if not pending:
                break
            condition = pending.pop()
            fact = self.fact(condition)
            if fact is None or condition not in theorem.conditions:
                continue
            before = theorem.conditions
            theorem = kernel.discharge(theorem, fact)
            facts.append(fact)
            new = theorem.conditions - before
            pending += [c for c in new if not isinstance(c, Definition)]
        return theorem, tuple(facts)

    def fact(self, condition: Proposition) -> Theorem | None:
        """A theorem that concludes the condition from what is given, or None."""
        if condition not in self._facts:
            self._facts[condition] = None  # a proof that needs itself is none
            self._facts[condition] = self._prove(condition)
        return self._facts[condition]

    def _prove(self, condition: Proposition) -> Theorem | None:
        if self.is_stated(condition):
            return kernel.assume(condition)
        function = _FUNCTIONS.get(type(condition))
        fact = self._shown(function, condition) if function is not None else None
        if fact is None and isinstance(condition, Positive | NonNegative | NonZero):
            fact = self._shown(kernel.within_real_arithmetic, condition)
        if fact is None and isinstance(condition, Differentiable):
            return self._smooth(condition)
        if fact is None and isinstance(condition, PowerDefined):
            return self._power(condition)
        return fact

    def is_stated(self, condition: Proposition) -> bool:
        """Whether the document says just this, perhaps for every index."""
        return condition in self.given or condition in self._for_every_index(condition)

    def _for_every_index(self, condition: Proposition) -> tuple[Proposition, ...]:
        return for_every_index(self.given, self.indices, condition)

    def _shown(
        self,
        function: Callable[[Proposition, Iterable[Proposition]], Theorem],
        condition: Proposition,
    ) -> Theorem | None:
        try:
            return function(condition, (*self.given, *self._for_every_index(condition)))
        except (KernelError, OutOfBudgetError):
            return None

    def _smooth(self, condition: Differentiable) -> Theorem | None:
        for given in self.given:
            if not isinstance(given, Definition):
                continue
            found = match(given.left, condition.term, given.variables)
            if found is None:
                continue
            try:
                fact = kernel.smoothness(condition, kernel.unfold(given, found))
            except KernelError:
                continue
            return self._settled(fact)
        return None

    def _settled(self, fact: Theorem) -> Theorem | None:
        """The fact with its own conditions discharged, if all of them can be."""
        settled, _ = self.discharge(fact)
        rest = [c for c in settled.conditions if not isinstance(c, Definition)]
        return settled if all(self.is_stated(c) for c in rest) else None

    def _power(self, condition: PowerDefined) -> Theorem | None:
        base, exponent = condition.base, condition.exponent
        needed: list[tuple[Proposition, ...]] = [(Positive(base),)]
        if isinstance(exponent, Rational) and not isinstance(exponent, Integer):
            needed.append((NonNegative(base),) if exponent > 0 else (Positive(base),))
        needed.append((IsInteger(exponent), NonZero(base)))
        needed.append((IsInteger(exponent), NonNegative(exponent)))
        for conditions in needed:
            facts = [self.fact(each) for each in conditions]
            if all(fact is not None for fact in facts):
                return kernel.power_is_defined(condition, [f for f in facts if f is not None])
        return None


_FUNCTIONS: Mapping[type, Callable[[Proposition, Iterable[Proposition]], Theorem]] = {
    Positive: kernel.within_range,
    NonNegative: kernel.within_range,
    NonZero: kernel.within_range,
    Different: kernel.within_range,
    IsInteger: kernel.integrality,
    NotPole: kernel.integrality,
    Throughout: kernel.throughout,
    Exists: kernel.existence,
}
"""The kernel's function for each kind of condition that follows from what is given."""
