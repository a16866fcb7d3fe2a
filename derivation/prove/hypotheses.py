"""Equality under hypotheses: equations that hold, such as p + q = 1.

Untrusted: everything here calls the kernel. Three ways, one after the other: ring
arithmetic modulo the equations (`kernel.modulo`); names that the equations give
rewritten everywhere, q by 1 - p, inside functions too; arguments of functions that are
equal under the equations made the same, as in sin(x² + y²) = sin(r²).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sympy import Add, IndexedBase, Integer, Mul, Pow, Rational, Tuple

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.decide import consequence, rational
from derivation.prove.definedness import definedness
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Equal, NonNegative, NonZero, Positive, Proposition
from derivation.prove.solving import atoms, connected, solve
from derivation.term import (
    Application,
    Binder,
    Derivative,
    FunctionName,
    Hidden,
    Operator,
    Path,
    SlotDerivative,
    Term,
    children,
    heads,
    is_leaf,
    names,
    replace,
    walk,
)

MAXIMUM_POSITIONS = 60
"""How many places of a term one equation rewrites."""

MAXIMUM_PAIRS = 60
"""How many pairs of arguments are compared."""

MAXIMUM_ROUNDS = 4
"""How deep below each other arguments are made the same."""

Normalise = Callable[[Term], Iterable[Theorem]]
"""Theorems term = another form of it, the simplest way first."""


@dataclass
class Hypotheses:
    """Equations under which equalities are proved; remembers what they give."""

    equations: tuple[Equal, ...]
    _facts: dict[tuple[Term, Term], Theorem | None] = field(default_factory=dict)

    def entails(self, left: Term, right: Term) -> Theorem | None:
        """Left = right by ring arithmetic modulo the equations it needs, or None."""
        key = (left, right)
        if key not in self._facts:
            self._facts[key] = self._entails(left, right)
        return self._facts[key]

    def _entails(self, left: Term, right: Term) -> Theorem | None:
        near = connected(self.equations, atoms(Equal(left, right)))
        sides = [(each.left, each.right) for each in near]
        try:
            found = consequence.follows(left, right, sides)
            if found is None:
                return None
            facts = [kernel.assume(near[index]) for index in found.used]
            return kernel.modulo(left, right, facts)
        except (KernelError, OutOfBudgetError):
            return None

    def prove(self, left: Term, right: Term, normalise: Normalise) -> Theorem | None:
        """Left = right under the equations, in one of the ways described above.

        `normalise` gives other forms of a term, proved without the equations.
        """
        direct = self.entails(left, right)
        if direct is not None:
            return direct
        found = self._otherwise(left, right, normalise)
        return None if found is None else self._as_written(found)

    def _otherwise(self, left: Term, right: Term, normalise: Normalise) -> Theorem | None:
        one, other = self._substituted(left), self._substituted(right)
        for first in normalise(one.right):
            for second in islice(normalise(other.right), 4):
                theorem = self._matched(first.right, second.right)
                if theorem is not None:
                    back = (kernel.symmetry(second), kernel.symmetry(other))
                    return _joined(one, first, theorem, *back)
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

    def _matched(self, left: Term, right: Term) -> Theorem | None:
        """Left = right with arguments of functions made the same where they are equal."""
        one, other = kernel.reflexivity(left), kernel.reflexivity(right)
        for _ in range(MAXIMUM_ROUNDS):
            before = (one.right, other.right)
            for fact in self._equal_arguments(*before):
                one, other = rewritten(one, fact), rewritten(other, fact)
            if before == (one.right, other.right):
                break
        middle = self.entails(one.right, other.right)
        return None if middle is None else _joined(one, middle, kernel.symmetry(other))

    def _equal_arguments(self, left: Term, right: Term) -> Iterator[Theorem]:
        """Theorems that make an argument of one side one of the other, never a leaf."""
        ours, theirs = _arguments(left), _arguments(right)
        pairs = [
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


def rewritten(whole: Theorem, fact: Theorem) -> Theorem:
    """From term = t and a = b, term = t with b for every a that the kernel lets through."""
    free = names(fact.left) | names(fact.right)
    for path in islice(_positions(whole.right, fact.left, free), MAXIMUM_POSITIONS):
        try:
            step = kernel.congruence(whole.right, path, fact)
        except KernelError:  # under a derivative, say: the place stays as it is
            continue
        whole = kernel.transitivity(whole, step)
    return whole


def _positions(term: Term, wanted: Term, free: frozenset[str]) -> list[Path]:
    """Where the wanted term stands, not below a binder of one of the free names."""
    if term == wanted:
        return [()]
    if is_leaf(term) or isinstance(term, Hidden):
        return []
    if isinstance(term, Binder) and term.args[1].name in free:
        return []
    found = []
    for index, part in enumerate(term.args):
        is_variable = isinstance(term, Derivative | Binder) and index == 1
        if isinstance(part, FunctionName) or is_variable:
            continue
        found += [(index, *path) for path in _positions(part, wanted, free)]
    return found


def _joined(*theorems: Theorem) -> Theorem:
    whole = theorems[0]
    for each in theorems[1:]:
        whole = kernel.transitivity(whole, each)
    return whole


def _arguments(term: Term) -> dict[tuple[object, ...], list[Term]]:
    """The arguments of what is no sum, product or integer power, by head and place."""
    found: dict[tuple[object, ...], list[Term]] = {}
    for part in walk(term):
        if isinstance(part, _NO_FUNCTIONS) or _is_ring_power(part):
            continue
        head = part.args[0] if isinstance(part, Application) else None
        for index, argument in enumerate(children(part)):
            inner = argument.args if isinstance(argument, Tuple) else (argument,)
            for place, each in enumerate(inner):
                if not isinstance(each, FunctionName | Hidden | IndexedBase):
                    found.setdefault((type(part), head, index, place), []).append(each)
    return found


_NO_FUNCTIONS = (Add, Mul, Tuple, Derivative, SlotDerivative, Binder, Hidden, Operator)


def _is_ring_power(term: Term) -> bool:
    return isinstance(term, Pow) and isinstance(term.args[1], Integer)


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
