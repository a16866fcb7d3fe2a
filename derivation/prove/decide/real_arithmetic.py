"""Polynomial inequalities over the real numbers, by z3 where it is installed.

Trusted where it is used: z3's word that no real numbers violate the bound. So it is the
last resort, an optional dependency (`pip install "verify-derivation[z3]"`), and what rests
on it says so (`NAME` is among a theorem's axioms). Everything that is no sum, product or
whole power of names and numbers counts as a number of its own, whatever it is: that only
weakens what is known. Complete for polynomials (real closed fields are decidable), within
the budget; the budget counts z3's steps, so that an answer does not depend on the machine.
Source: D. Jovanović, L. de Moura, Solving non-linear arithmetic, IJCAR 2012.
Not here: bounds that need no helper (`ranges`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from sympy import Add, Integer, Mul, Pow, Rational

from derivation.prove.proposition import (
    Different,
    Equal,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.term import Term, is_real, names

NAME = "polynomial arithmetic over the reals, by z3"
"""What reports and theorems say of a bound that rests on z3."""

MAXIMUM_STEPS = 2_000_000
"""z3's own measure of work (`rlimit`); about half a second."""

MAXIMUM_GIVEN = 12
"""Of more given propositions than this those with the fewest names are used."""

MAXIMUM_POWER = 12
"""Higher powers are numbers of their own."""


@lru_cache(maxsize=1)
def installed() -> bool:
    """Whether z3 can be asked."""
    return find_spec("z3") is not None


def shows(
    proposition: Proposition, given: Iterable[Proposition]
) -> frozenset[Proposition] | None:
    """The given propositions from which the bound follows by z3's word, or None.

    None too for what is no bound, or speaks of complex numbers, and without z3.
    """
    if not installed() or not isinstance(proposition, Positive | NonNegative | NonZero):
        return None
    if not is_real(proposition.term):
        return None
    question = _Question()
    denied = question.denial(proposition)
    kept = [(each, question.statement(each)) for each in _near(proposition, given)]
    stated = [(each, formula) for each, formula in kept if formula is not None]
    if not question.impossible([denied, *(formula for _, formula in stated)]):
        return None
    if question.impossible([formula for _, formula in stated]):
        return None  # they contradict each other: anything would follow
    for each in tuple(stated):
        fewer = [other for other in stated if other is not each]
        if question.impossible([denied, *(formula for _, formula in fewer)]):
            stated = fewer
    return frozenset(each for each, _ in stated)


def _near(proposition: Proposition, given: Iterable[Proposition]) -> Sequence[Proposition]:
    """The given bounds and equations that speak of its names, or of such names' names."""
    useful = [p for p in given if isinstance(p, _UNDERSTOOD)]
    reached = _names(proposition)
    while True:
        near = [p for p in useful if _names(p) & reached]
        wider = reached.union(*map(_names, near))
        if wider == reached:
            return sorted(near, key=lambda p: len(_names(p)))[:MAXIMUM_GIVEN]
        reached = wider


def _names(proposition: Proposition) -> frozenset[str]:
    if isinstance(proposition, Positive | NonNegative | NonZero):
        return names(proposition.term)
    if isinstance(proposition, Equal | Different):
        return names(proposition.left) | names(proposition.right)
    return frozenset()


_UNDERSTOOD = (Positive, NonNegative, NonZero, Equal, Different)


class _Question:
    """Terms and propositions in z3's language; one unknown for each part it cannot see."""

    def __init__(self) -> None:
        import z3  # optional, and 0.1 s: only where it is asked

        self._z3: Any = z3
        self._unknowns: dict[Term, Any] = {}

    def impossible(self, formulas: list[Any]) -> bool:
        """Whether no real numbers satisfy all of these, by z3's word."""
        solver = self._z3.SolverFor("QF_NRA")
        solver.set("rlimit", MAXIMUM_STEPS)
        solver.add(*formulas)
        return bool(solver.check() == self._z3.unsat)

    def denial(self, bound: Positive | NonNegative | NonZero) -> Any:
        """That the bound does not hold."""
        value = self._value(bound.term)
        if isinstance(bound, Positive):
            return value <= 0
        return value < 0 if isinstance(bound, NonNegative) else value == 0

    def statement(self, given: Proposition) -> Any | None:
        """What is given; None where it speaks of complex numbers."""
        if isinstance(given, Equal | Different):
            if not (is_real(given.left) and is_real(given.right)):
                return None
            left, right = self._value(given.left), self._value(given.right)
            return left == right if isinstance(given, Equal) else left != right
        if not isinstance(given, Positive | NonNegative | NonZero) or not is_real(given.term):
            return None
        value = self._value(given.term)
        if isinstance(given, Positive):
            return value > 0
        return value >= 0 if isinstance(given, NonNegative) else value != 0

    def _value(self, term: Term) -> Any:
        if isinstance(term, Rational):
            return self._z3.Q(int(term.p), int(term.q))
        if isinstance(term, Add):
            return self._z3.Sum([self._value(part) for part in term.args])
        if isinstance(term, Mul):
            return self._z3.Product([self._value(part) for part in term.args])
        if isinstance(term, Pow) and isinstance(term.args[1], Integer):
            exponent = int(term.args[1])
            if 1 <= exponent <= MAXIMUM_POWER:
                return self._z3.Product([self._value(term.args[0])] * exponent)
        if term not in self._unknowns:
            self._unknowns[term] = self._z3.Real(f"u{len(self._unknowns)}")
        return self._unknowns[term]
