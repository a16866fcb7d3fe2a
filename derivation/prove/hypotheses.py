"""Equality under hypotheses: equations that hold, such as p + q = 1.

Untrusted: everything here calls the kernel. Three ways, one after the other: ring
arithmetic modulo the equations (`kernel.modulo`); names that the equations give
rewritten everywhere, q by 1 - p, inside functions too; arguments of functions that are
equal under the equations made the same, as in sin(x² + y²) = sin(r²).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from sympy import Add, Rational

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.decide import consequence, rational
from derivation.prove.definedness import definedness
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Equal, NonNegative, NonZero, Positive, Proposition
from derivation.prove.replacement import joined, rewritten
from derivation.prove.solving import arguments, atoms, connected, solve
from derivation.term import (
    Term,
    heads,
    is_leaf,
    names,
    replace,
)

MAXIMUM_PAIRS = 60
"""How many pairs of arguments are compared."""

MAXIMUM_APART = 4
"""How many terms that are not zero are tried as what may be cancelled."""

MAXIMUM_ROUNDS = 4
"""How deep below each other arguments are made the same."""


@dataclass(frozen=True, slots=True)
class Help:
    """What may be done without the equations.

    `forms` gives theorems term = another form of it, the simplest first; `equal` the
    theorem that two terms are equal, or None.
    """

    forms: Callable[[Term], Iterable[Theorem]]
    equal: Callable[[Term, Term], Theorem | None]


@dataclass
class Hypotheses:
    """Equations under which equalities are proved; remembers what they give.

    Of what is `given` besides, terms that are not zero are used: they can be cancelled.
    """

    equations: tuple[Equal, ...]
    given: tuple[Proposition, ...] = ()
    _facts: dict[tuple[Term, Term], Theorem | None] = field(default_factory=dict)

    def entails(self, left: Term, right: Term) -> Theorem | None:
        """Left = right by ring arithmetic modulo the equations it needs, or None."""
        key = (left, right)
        if key not in self._facts:
            self._facts[key] = self._entails(left, right)
        return self._facts[key]

    def _entails(self, left: Term, right: Term) -> Theorem | None:
        spoken = atoms(Equal(left, right))
        near = connected(self.equations, spoken)
        sides = [(each.left, each.right) for each in near]
        for apart in self._apart(spoken.union(*(atoms(each) for each in near))):
            terms = [term for _, term in apart]
            try:
                found = consequence.follows(left, right, sides, terms)
                if found is not None:
                    used = [kernel.assume(near[index]) for index in found.used]
                    return kernel.modulo(left, right, [*used, *(fact for fact, _ in apart)])
            except (KernelError, OutOfBudgetError):
                continue
        return None

    def _apart(self, spoken: frozenset[str]) -> Iterator[tuple[tuple[Theorem, Term], ...]]:
        """No theorem, then those that a term of these names is not zero: each, and all."""
        yield ()
        facts = []
        for each in self.given:
            if isinstance(each, Positive | NonZero) and names(each.term) <= spoken:
                with suppress(KernelError):
                    fact = kernel.within_range(NonZero(each.term), (each,))
                    facts.append((fact, each.term))
        facts = facts[:MAXIMUM_APART]
        yield from ((fact,) for fact in facts)
        if len(facts) > 1:
            yield tuple(facts)

    def prove(self, left: Term, right: Term, help_: Help) -> Theorem | None:
        """Left = right under the equations, in one of the ways described above."""
        direct = self.entails(left, right)
        if direct is not None:
            return direct
        found = self._otherwise(left, right, help_)
        return None if found is None else self._as_written(found)

    def _otherwise(self, left: Term, right: Term, help_: Help) -> Theorem | None:
        one, other = self._substituted(left), self._substituted(right)
        for first in help_.forms(one.right):
            for second in islice(help_.forms(other.right), 4):
                theorem = self._matched(first.right, second.right, help_)
                if theorem is not None:
                    back = (kernel.symmetry(second), kernel.symmetry(other))
                    return joined(one, first, theorem, *back)
        return None

    def _as_written(self, theorem: Theorem) -> Theorem:
        """The theorem with bounds on the terms as written instead of on what they equal."""
        written = definedness(theorem.left) | definedness(theorem.right)
        for condition in theorem.conditions - written:
            if not isinstance(condition, Positive | NonNegative | NonZero):
                continue
            for known in (*_same_bounds(condition, written), *_constant_bound(condition)):
                equality = self.entails(condition.term, known.term)
                if equality is None or not equality.conditions <= theorem.conditions:
                    continue
                fact = kernel.transport(kernel.assume(known), equality)
                if condition not in fact.conditions:
                    theorem = kernel.discharge(theorem, fact)
                    break
        return theorem

    def _substituted(self, term: Term) -> Theorem:
        """The term with every name that the equations give replaced."""
        whole = kernel.reflexivity(term)
        for fact in self._solutions(term):
            whole = rewritten(whole, fact)
        return whole

    def _solutions(self, term: Term) -> list[Theorem]:
        """Theorems name = term, one for each equation that gives a name."""
        near = connected(self.equations, names(term) | heads(term))
        solved: dict[Term, Term] = {}
        for equation in near:
            found = solve(equation, solved)
            if found is not None:
                name, value = found
                solved = {n: replace(v, {name: value}) for n, v in solved.items()}
                solved[name] = value
        facts = (self.entails(name, value) for name, value in solved.items())
        return [fact for fact in facts if fact is not None]

    def _matched(self, left: Term, right: Term, help_: Help) -> Theorem | None:
        """Left = right with arguments of functions made the same where they are equal."""
        one, other = kernel.reflexivity(left), kernel.reflexivity(right)
        for _ in range(MAXIMUM_ROUNDS):
            before = (one.right, other.right)
            for fact in self._equal_arguments(*before):
                one, other = rewritten(one, fact), rewritten(other, fact)
            if before == (one.right, other.right):
                break
        middle = self.entails(one.right, other.right)
        middle = middle or help_.equal(one.right, other.right)
        return None if middle is None else joined(one, middle, kernel.symmetry(other))

    def _equal_arguments(self, left: Term, right: Term) -> Iterator[Theorem]:
        """Theorems that make an argument of one side one of the other, never a leaf.

        Or the one monomial that a side of an equation is, such as r² where x² + y² = r².
        """
        ours, theirs = arguments(left), arguments(right)
        every = [
            each for side in (ours, theirs) for several in side.values() for each in several
        ]
        sides = [
            side for equation in self.equations for side in (equation.left, equation.right)
        ]
        pairs = [(a, b) for a in every if isinstance(a, Add) for b in sides if _is_simple(b)]
        pairs += [
            (two, one) if is_leaf(one) else (one, two)
            for place, several in ours.items()
            for one in several
            for two in theirs.get(place, ())
            if one != two and not (is_leaf(one) and is_leaf(two))
        ]
        for one, two in islice(dict.fromkeys(pairs), MAXIMUM_PAIRS):
            fact = self.entails(one, two)
            if fact is not None:
                yield fact


def _is_simple(side: Term) -> bool:
    """Whether a side of an equation is one monomial, and no name: names are solved for."""
    return isinstance(side, Rational) or not (isinstance(side, Add) or is_leaf(side))


def _same_bounds(
    condition: Positive | NonNegative | NonZero, written: Iterable[Proposition]
) -> Iterator[Positive | NonNegative | NonZero]:
    """The bounds of the same kind among these."""
    for each in sorted(written, key=repr):
        if isinstance(each, Positive | NonNegative | NonZero) and type(each) is type(condition):
            yield each


def _constant_bound(
    condition: Positive | NonNegative | NonZero,
) -> Iterator[Positive | NonNegative | NonZero]:
    """The same bound on the number that the term is, if it is one."""
    try:
        value = rational.canonical(condition.term).term
    except (KernelError, OutOfBudgetError):
        return
    if isinstance(value, Rational) and value != condition.term:
        yield type(condition)(value)
