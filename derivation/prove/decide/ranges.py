"""Bounds on terms: intervals, signs of polynomials, linear arithmetic, integers.

Trusted. `shows(p, given)` says from which of the given propositions a condition p
follows, or that it could not be shown. It holds *where its terms are defined*: that
they are is the caller's business (`definedness`). Tried in turn are

- constants, by ball arithmetic (`constants`);
- intervals of the parts, from known ranges and given bounds (`intervals`, `images`);
- the term as a quotient of polynomials in its generators (`polynomials`): the signs of
  its irreducible factors, each by its interval, by its real roots, as a sum of
  squares, or as a linear consequence of what is given (`linear`, `hypotheses`);
- what is known of integers (`integers`) and for all values of a name (`quantified`).

Sound, not complete: complete for linear consequences of linear facts in independent
generators, and for polynomials in one generator on an interval with rational ends.
Source: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis,
ch. 2; S. Basu, R. Pollack, M.-F. Roy, Algorithms in Real Algebraic Geometry, ch. 2, 4.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, TypeVar

from sympy import Pow, Rational

from derivation.prove.decide import constants, integers, polynomials, quantified, structural
from derivation.prove.decide.facts import FactBase
from derivation.prove.decide.hypotheses import hypotheses, nonzero_generator
from derivation.prove.decide.intervals import (
    EVERYTHING,
    NONE,
    End,
    Facts,
    Interval,
    exactly,
    integer_power,
    intersection,
    is_above,
    product,
    total,
)
from derivation.prove.decide.linear import Form, Inequality, consequence
from derivation.prove.decide.polynomials import Polynomial, negated, quotient, times
from derivation.prove.definedness import definedness
from derivation.prove.proposition import (
    Different,
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
from derivation.term import Binder, Cases, Term, add, is_real, names, negate

_Key = TypeVar("_Key", bound=Hashable)
_Result = TypeVar("_Result")

MAXIMUM_UNFOLDINGS = 8
"""How many definitions deep a bound is looked for; cyclic ones end here."""
MAXIMUM_NESTING = 3
"""How many binders and cases deep a bound is looked for."""
MAXIMUM_SEARCHES = 100
"""How many linear programs are solved for one question."""


def shows(proposition: Proposition, given: Iterable[Proposition]) -> Facts | None:
    """The given propositions from which it follows where it is defined, or None."""
    try:
        return knowledge(tuple(given)).shows(proposition)
    except RecursionError:  # a term nested too deeply: nothing is known of it
        return None


@lru_cache(maxsize=256)
def knowledge(given: tuple[Proposition, ...], nesting: int = 0) -> Ranges:
    """What is known where all of these hold; kept, because it is asked often."""
    return Ranges(given, nesting)


class Ranges:
    """What follows from some given propositions; remembers what it has found."""

    def __init__(self, given: Iterable[Proposition], nesting: int = 0) -> None:
        """`nesting` counts the binders and cases that were entered to get here."""
        self.nesting = nesting
        self.facts = FactBase(given)
        self._intervals: dict[Term, Interval] = {}
        self._shown: dict[Proposition, Facts | None] = {}
        self._deduced: dict[tuple[str, Polynomial, bool], tuple[bool, Facts] | None] = {}
        self._signs: dict[tuple[Polynomial, bool], Facts | None] = {}
        self._unfoldings = 0
        self._depth = 0
        self._cuts = 0
        self._open: set[object] = set()
        self._provisional: list[tuple[dict[Any, Any], object]] = []
        self._searches = 0
        self._answers: dict[Proposition, Facts | None] = {}

    def shows(self, proposition: Proposition) -> Facts | None:
        """The given propositions from which it follows where it is defined, or None."""
        if proposition in self.facts.every:
            return frozenset((proposition,))
        if self._depth:
            return self._answer(proposition)
        if proposition not in self._answers:
            self._answers[proposition] = self._answer(proposition)
        return self._answers[proposition]

    def _answer(self, proposition: Proposition) -> Facts | None:
        return self._remembered(self._shown, proposition, lambda: self._show(proposition), None)

    def _remembered(
        self,
        cache: dict[_Key, _Result],
        key: _Key,
        compute: Callable[[], _Result],
        unknown: _Result,
    ) -> _Result:
        """The result, kept for good unless it was cut short by a question that is open.

        What needs itself gets the answer that nothing is known, and what rests on that
        is kept until the outermost question has its answer. So the answers do not depend
        on the order of the questions.
        """
        if key in cache:
            self._cuts += key in self._open
            return cache[key]
        cache[key] = unknown
        self._open.add(key)  # until it is known not to have been cut short
        cuts, finished = self._cuts, False
        self._depth += 1
        try:
            cache[key] = compute()
            finished = True
        finally:
            self._depth -= 1
            self._cuts += not finished
            if self._cuts == cuts:
                self._open.discard(key)
            else:
                self._provisional.append((cache, key))
            result = cache[key]
            if self._depth == 0:
                self._forget()
        return result

    def _forget(self) -> None:
        """Answers that were cut short serve for one question only."""
        for cache, key in self._provisional:
            cache.pop(key, None)
        self._provisional.clear()
        self._open.clear()
        self._searches = 0

    def _show(self, proposition: Proposition) -> Facts | None:
        match proposition:
            case Positive(term):
                return self._at_least(term, strict=True)
            case NonNegative(term):
                return self._at_least(term, strict=False)
            case NonZero(term):
                return self._nonzero(term)
            case Different(left, right):
                return self.shows(NonZero(add(left, negate(right))))
            case IsInteger(term):
                return integers.integer(term, self)
            case NotPole(term):
                return integers.no_pole(term, self)
            case PowerDefined(base, exponent):
                return self._power_defined(base, exponent)
            case Throughout():
                return quantified.throughout(proposition, self)
            case Exists(term):
                return quantified.exists(term, self)
            case _:
                return None

    def under(self, local: Mapping[Proposition, Facts]) -> Inner:
        """What is known if some more propositions hold, each resting on some facts."""
        inner = knowledge((*self.facts.given, *local), self.nesting + 1)
        return Inner(inner, dict(local))

    def enclose(self, term: Term) -> Interval:
        """An interval that holds every value of the term where the given facts hold."""
        if isinstance(term, Rational):
            return exactly(constants.fraction(term))
        if not is_real(term) or self._is_too_deep(term):
            return EVERYTHING
        return self._remembered(self._intervals, term, lambda: self._enclose(term), EVERYTHING)

    def _is_too_deep(self, term: Term) -> bool:
        """A local fact may speak of the binder it was found inside of."""
        return self.nesting >= MAXIMUM_NESTING and isinstance(term, Binder | Cases)

    def _enclose(self, term: Term) -> Interval:
        if not names(term):
            closed = constants.interval(term)
            if closed is not None:
                return closed
        computed = structural.interval(term, self)
        if computed is None:
            computed = self._unfolded(term)
        parts = quotient(term) if self.facts.given else None
        if parts is None or parts[1] != polynomials.ONE:
            return computed
        return intersection(computed, self.facts.bounds(parts[0]))

    def _unfolded(self, term: Term) -> Interval:
        if self._unfoldings >= MAXIMUM_UNFOLDINGS:
            self._cuts += 1
            return EVERYTHING
        self._unfoldings += 1
        found = EVERYTHING
        for body, used in self.unfolded(term):
            found = intersection(found, self.enclose(body).resting_on(used))
        self._unfoldings -= 1
        return found

    def unfolded(self, term: Term) -> Iterator[tuple[Term, Facts]]:
        """What definitions say the term is equal to, if that is shown to be defined.

        With the facts it rests on.
        """
        for body, definition in self.facts.unfolded(term):
            used: Facts | None = frozenset((definition,))
            for condition in definedness(body):
                shown = self.shows(condition)
                used = None if used is None or shown is None else used | shown
            if used is not None:
                yield body, used

    def argument(self, term: Term) -> Interval:
        """The interval of a function's argument, with its sign looked for harder."""
        interval = self.enclose(term)
        if isinstance(term, Rational) or interval.nonnegative or interval.nonpositive:
            return interval
        for strict in (True, False):
            wanted = Positive if strict else NonNegative
            used = self.shows(wanted(term))
            if used is not None:
                return intersection(interval, Interval(End(constants.ZERO, strict, used)))
            used = self.shows(wanted(negate(term)))
            if used is not None:
                return intersection(interval, Interval(None, End(constants.ZERO, strict, used)))
        return interval

    def _at_least(self, term: Term, *, strict: bool) -> Facts | None:
        if not is_real(term):
            return None
        if constants.shows(Positive(term) if strict else NonNegative(term)):
            return NONE
        low = self.enclose(term).low
        if low is not None and is_above(low, strict=strict):
            return low.used
        parts = quotient(term)
        return None if parts is None else self._quotient(*parts, strict=strict)

    def _quotient(self, top: Polynomial, bottom: Polynomial, *, strict: bool) -> Facts | None:
        """Whether top/bottom > 0 (>= 0); where it is defined, bottom is not 0."""
        if not top:
            return None if strict else NONE
        used = self._by_factors(top, bottom, strict=strict)
        if used is not None:
            return used
        if len(top) * len(bottom) > polynomials.MAXIMUM_TERMS:
            return None
        return self._expanded(times(top, bottom), strict=strict)

    def _by_factors(self, top: Polynomial, bottom: Polynomial, *, strict: bool) -> Facts | None:
        (one, above), (two, below) = polynomials.factors(top), polynomials.factors(bottom)
        positive = (one > 0) == (two > 0)
        used = NONE
        for factor, multiplicity in above:
            if multiplicity % 2:
                found = self._sign(factor, strict=strict)
            else:
                found = (True, self._nonzero_factor(factor) if strict else NONE)
            if found is None or found[1] is None:
                return None
            positive, used = positive == found[0], used | found[1]
        for factor, multiplicity in below:
            found = self._sign(factor, strict=False) if multiplicity % 2 else (True, NONE)
            if found is None or found[1] is None:
                return None
            positive, used = positive == found[0], used | found[1]
        return used if positive else None

    def _sign(self, factor: Polynomial, *, strict: bool) -> tuple[bool, Facts | None] | None:
        """Whether the factor is > 0 (True) or < 0, or >= 0 and <= 0; None if neither."""
        used = self._expanded(factor, strict=strict)
        if used is not None:
            return True, used
        used = self._expanded(negated(factor), strict=strict)
        if used is not None:
            return False, used
        return self._remembered(
            self._deduced,
            ("product", factor, strict),
            lambda: self._from_products(factor, strict=strict),
            None,
        )

    def _from_products(self, factor: Polynomial, *, strict: bool) -> tuple[bool, Facts] | None:
        """From the sign of a product, if those of its other factors are known.

        A product that may be 0 tells it only if no other factor is 0.
        """
        for fact, constant, factors in self.facts.products:
            own = [e for each, e in factors if each == factor]
            if not own or own[0] % 2 == 0 or (strict and not fact.strict):
                continue
            others = [each for each, e in factors if e % 2 and each != factor]
            even = [each for each, e in factors if e % 2 == 0]
            signs = [self._sign(each, strict=not fact.strict) for each in others]
            whole = [self._nonzero_factor(each) for each in even if not fact.strict]
            if None in signs or None in whole:
                continue
            positive, used = constant > 0, fact.used.union(*(w for w in whole if w is not None))
            for sign in signs:
                if sign is not None:
                    positive, used = positive == sign[0], used | (sign[1] or NONE)
            return positive, used
        return None

    def _expanded(self, polynomial: Polynomial, *, strict: bool) -> Facts | None:
        return self._remembered(
            self._signs,
            (polynomial, strict),
            lambda: self._polynomial(polynomial, strict=strict),
            None,
        )

    def _polynomial(self, polynomial: Polynomial, *, strict: bool) -> Facts | None:
        value = polynomials.constant(polynomial)
        if value is not None:
            return NONE if value > 0 or (value == 0 and not strict) else None
        low = intersection(self._evaluated(polynomial), self.facts.bounds(polynomial)).low
        if low is not None and is_above(low, strict=strict):
            return low.used
        every = polynomials.generators(polynomial)
        if len(every) == 1:
            used = self._by_roots(polynomial, every[0], strict=strict)
            if used is not None:
                return used
        square = polynomials.sum_of_squares(polynomial)
        if square or (square is not None and not strict):
            return NONE
        return self._linear(polynomial, strict=strict)

    def _evaluated(self, polynomial: Polynomial) -> Interval:
        return total(
            reduce(
                product,
                (integer_power(self.enclose(g), e) for g, e in monomial),
                exactly(coefficient),
            )
            for coefficient, monomial in polynomial
        )

    def _by_roots(
        self, polynomial: Polynomial, generator: Term, *, strict: bool
    ) -> Facts | None:
        if any(multiplicity > 1 for _, multiplicity in polynomials.factors(polynomial)[1]):
            return None  # the roots are counted of square-free polynomials
        whole = self.enclose(generator)
        tried = (EVERYTHING, Interval(whole.low), Interval(None, whole.high), whole)
        for interval in dict.fromkeys(tried):
            found = polynomials.sign_on(polynomial, interval)
            if found is not None and found[0] > 0 and (found[1] or not strict):
                ends = (interval.low, interval.high)
                return NONE.union(*(end.used for end in ends if end is not None))
        return None

    def _linear(self, polynomial: Polynomial, *, strict: bool) -> Facts | None:
        self._searches += 1
        if self._searches > MAXIMUM_SEARCHES:
            self._cuts += 1
            return None
        known = hypotheses(polynomial, self)
        found = consequence(_form(polynomial), known, strict=strict)
        if found is None and not strict:
            found = self._whole(polynomial, known)
        if found is None:
            return None
        return NONE.union(*(each.used for each in found))

    def _whole(
        self, polynomial: Polynomial, known: Sequence[Inequality]
    ) -> tuple[Inequality, ...] | None:
        """An integer that is > -1 is >= 0."""
        used = integers.whole_polynomial(polynomial, self)
        if used is None:
            return None
        above = polynomials.plus(polynomial, polynomials.ONE)
        found = consequence(_form(above), known, strict=True)
        return None if found is None else (*found, Inequality({}, False, used))

    def _nonzero(self, term: Term) -> Facts | None:
        if not is_real(term):
            return None
        if constants.shows(NonZero(term)):
            return NONE
        interval = self.enclose(term)
        for end in (
            interval.low if interval.positive else None,
            interval.high if interval.negative else None,
        ):
            if end is not None:
                return end.used
        parts = quotient(term)
        if parts is None or not parts[0]:
            return self._nonzero_power(term)
        used = NONE
        for factor, _ in polynomials.factors(parts[0])[1]:
            found = self._nonzero_factor(factor)
            if found is None:
                return None
            used |= found
        return used

    def _nonzero_power(self, term: Term) -> Facts | None:
        return self.shows(NonZero(term.args[0])) if isinstance(term, Pow) else None

    def _nonzero_factor(self, factor: Polynomial) -> Facts | None:
        stated = self.facts.nonzero.get(factor)
        if stated is not None:
            return stated
        if len(factor) == 1:
            found = nonzero_generator(factor[0][1][0][0], self)
            if found is not None:
                return found
        signed = self._sign(factor, strict=True)
        return None if signed is None else signed[1]

    def _power_defined(self, base: Term, exponent: Term) -> Facts | None:
        """Base > 0; or an integer exponent, with exponent >= 0 or base != 0."""
        used = self.shows(Positive(base))
        if used is not None:
            return used
        whole = self.shows(IsInteger(exponent))
        if whole is None:
            return None
        for wanted in (NonNegative(exponent), NonZero(base)):
            used = self.shows(wanted)
            if used is not None:
                return whole | used
        return None


def _form(polynomial: Polynomial) -> Form:
    return {monomial: coefficient for coefficient, monomial in polynomial}


@dataclass(frozen=True, slots=True)
class Inner:
    """What is known where local facts hold as well; answers rest on outer facts only."""

    ranges: Ranges
    local: Mapping[Proposition, Facts]

    def shows(self, proposition: Proposition) -> Facts | None:
        """As `Ranges.shows`."""
        used = self.ranges.shows(proposition)
        return None if used is None else self._outer(used)

    def enclose(self, term: Term) -> Interval:
        """As `Ranges.argument`."""
        found = self.ranges.argument(term)
        return Interval(self._end(found.low), self._end(found.high))

    def _end(self, end: End | None) -> End | None:
        return None if end is None else End(end.value, end.open, self._outer(end.used))

    def _outer(self, used: Facts) -> Facts:
        return NONE.union(*(self.local.get(each, frozenset((each,))) for each in used))
