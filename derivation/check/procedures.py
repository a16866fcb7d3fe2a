"""Steps made by a decision procedure: elementary functions, algebraic numbers, cases.

Untrusted: what is tried and in which order; the kernel proves. A rule of the family
PROCEDURE names the kinds of functions it may take apart.
Not here: rules that rewrite (`search`), parts that differ (`congruence`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import sympy
from sympy.functions.elementary.hyperbolic import HyperbolicFunction, InverseHyperbolicFunction
from sympy.functions.elementary.trigonometric import (
    InverseTrigonometricFunction,
    TrigonometricFunction,
)

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.decide.elementary.treatment import EVERY, Treatment
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import NonNegative, Positive, Proposition
from derivation.term import (
    Binder,
    Cases,
    Comparison,
    Derivative,
    Maximum,
    Minimum,
    Operator,
    ScalarProduct,
    Term,
    add,
    children,
    digamma,
    is_real,
    names,
    negate,
    sigmoid,
    walk,
)

MAXIMUM_SPLITS = 3
"""How many terms' signs are tried at the most, so at most eight cases."""

Treatments = frozenset[Treatment]

_HEADS: tuple[tuple[Treatment, tuple[type, ...]], ...] = (
    (Treatment.EXPONENTIAL, (sympy.exp, sympy.Pow)),
    (Treatment.LOGARITHM, (sympy.log,)),
    (Treatment.ROOT, (sympy.Pow,)),
    (Treatment.ABSOLUTE, (sympy.Abs, sympy.sign, Minimum, Maximum, Cases)),
    (
        Treatment.TRIGONOMETRIC,
        (
            TrigonometricFunction,
            HyperbolicFunction,
            InverseTrigonometricFunction,
            InverseHyperbolicFunction,
            sigmoid,
        ),
    ),
    (
        Treatment.GAMMA,
        (sympy.gamma, sympy.factorial, sympy.binomial, sympy.beta, digamma),
    ),
    (Treatment.SUM, (Binder,)),
    (Treatment.MATRIX, (Operator, ScalarProduct)),
)
"""By which heads a treatment shows that it may have a part in a step."""


class Procedures:
    """Tries the decision procedures in one document; remembers what it found."""

    def __init__(self, given: tuple[Proposition, ...]) -> None:
        self.given = given
        self._known: dict[tuple[Term, Term, Treatments], Theorem | None] = {}

    def concerned(self, before: Term, after: Term) -> Treatments:
        """The treatments of which a function, or a power that is no number's, occurs."""
        parts = [p for side in (before, after) for p in walk(side) if not _is_whole_power(p)]
        return frozenset(
            treatment
            for treatment, heads in _HEADS
            if any(isinstance(part, heads) for part in parts)
        )

    def identity(self, before: Term, after: Term, treatments: Treatments) -> Theorem | None:
        """The theorem before = after by the functions that may be taken apart."""
        key = (before, after, treatments)
        if key not in self._known:
            self._known[key] = self._identity(before, after, treatments, self.given)
        return self._known[key]

    def _identity(
        self, before: Term, after: Term, treatments: Treatments, given: tuple[Proposition, ...]
    ) -> Theorem | None:
        try:
            return kernel.identity(before, after, treatments, given)
        except (KernelError, OutOfBudgetError):
            pass
        if Treatment.MATRIX in treatments:
            theorem = self._by_words(before, after, treatments - {Treatment.MATRIX}, given)
            if theorem is not None:
                return theorem
        if Treatment.ROOT not in treatments or names(before) or names(after):
            return None
        try:
            return kernel.algebraic(before, after)
        except (KernelError, OutOfBudgetError):
            return None

    def _by_words(
        self, before: Term, after: Term, treatments: Treatments, given: tuple[Proposition, ...]
    ) -> Theorem | None:
        """The theorem by matrix expressions as sums of words, and what is left by the rest."""
        products = [p for side in (before, after) for p in walk(side)]
        factors = (f for p in products if isinstance(p, ScalarProduct) for f in p.args)
        columns = tuple(dict.fromkeys(f for f in factors if isinstance(f, sympy.Symbol)))
        one, two = _words(before, columns), _words(after, columns)
        if one is None and two is None:
            return None
        one, two = one or kernel.reflexivity(before), two or kernel.reflexivity(after)
        middle = self._identity(one.right, two.right, treatments, given)
        if middle is None:
            return None
        return kernel.transitivity(kernel.transitivity(one, middle), kernel.symmetry(two))

    def with_given(
        self, before: Term, after: Term, extra: tuple[Proposition, ...]
    ) -> Theorem | None:
        """The theorem by every function, with further propositions that may be used."""
        return self._identity(before, after, EVERY, (*self.given, *extra))

    def by_cases(self, before: Term, after: Term) -> Theorem | None:
        """The theorem by the signs of what stands in absolute values and conditions."""
        splitting = tuple(dict.fromkeys((*_signed(before), *_signed(after))))[:MAXIMUM_SPLITS]
        return self._split(before, after, splitting, ()) if splitting else None

    def _split(
        self,
        before: Term,
        after: Term,
        splitting: tuple[Term, ...],
        extra: tuple[Proposition, ...],
    ) -> Theorem | None:
        if extra:
            whole = self.with_given(before, after, extra)
            if whole is not None:
                return whole
        if not splitting:
            return None
        term, *rest = splitting
        cases = []
        for case in (NonNegative(term), Positive(negate(term))):
            theorem = self._split(before, after, tuple(rest), (*extra, case))
            if theorem is None:
                return None
            cases.append(theorem)
        return kernel.by_cases(term, *cases)


def _is_whole_power(term: Term) -> bool:
    return isinstance(term, sympy.Pow) and isinstance(term.args[1], sympy.Integer)


def _words(term: Term, columns: tuple[Term, ...]) -> Theorem | None:
    try:
        return kernel.matrix_words(term, columns)
    except KernelError:
        return None


def _signed(term: Term) -> Iterator[Term]:
    """The terms whose signs decide the value of a part, outside of what binds."""
    if isinstance(term, Binder | Derivative | Operator):
        return
    for part in children(term):
        yield from _signed(part)
    if type(term) in (sympy.Abs, sympy.sign) and is_real(term):
        yield term.args[0]
    elif isinstance(term, Minimum | Maximum):
        for one, other in combinations(term.args, 2):
            yield add(one, negate(other))
    elif isinstance(term, Cases):
        for part in walk(term):
            if isinstance(part, Comparison):
                yield add(part.args[0], negate(part.args[1]))
