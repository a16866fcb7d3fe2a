"""Every bound that is proved holds at random points, by ball arithmetic.

A claim is compared with the value at every point where the facts *it says it used*
hold, not only where all that was given does: too few facts named is an error as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from flint import ctx, fmpq
from sympy import Symbol, Tuple, pi

from derivation.prove.decide.intervals import End
from derivation.prove.decide.ranges import Ranges
from derivation.prove.proposition import (
    Different,
    Equal,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    Proposition,
    Throughout,
)
from derivation.prove.refute.ball import ImpreciseError, UndefinedError, UnsupportedError
from derivation.prove.refute.conditions import holds
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.scope import Definitions, Point
from derivation.term import (
    OTHERWISE,
    AtMost,
    Cases,
    Integral,
    Less,
    ProductOver,
    Range,
    Summation,
    Term,
    add,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
)

X, Y, Z, N, K = (Symbol(name) for name in "xyznk")
Facts = tuple[Proposition, ...]
UNKNOWN = (UndefinedError, ImpreciseError, UnsupportedError)
VALUES = [Fraction(n, 2) for n in range(-7, 8)]
VALUES += [Fraction(n, 7) for n in (-9, -5, -1, 1, 3, 6, 8, 20)] + [Fraction(40), Fraction(-25)]

UNARY = (
    *("exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "abs"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "sign"),
    *("floor", "ceiling", "factorial", "gamma", "digamma", "erf", "sigmoid"),
)


def less(one: Term, other: Term) -> Proposition:
    return Positive(add(other, negate(one)))


def at_most(one: Term, other: Term) -> Proposition:
    return NonNegative(add(other, negate(one)))


def num(numerator: int, denominator: int = 1) -> Term:
    return number(Fraction(numerator, denominator))


ABOUT_ONE: tuple[Callable[[Term], Facts], ...] = (
    lambda v: (),
    lambda v: (Positive(v),),
    lambda v: (NonNegative(v),),
    lambda v: (Positive(v), less(v, num(1))),
    lambda v: (less(num(-1), v), less(v, num(1))),
    lambda v: (Positive(negate(v)),),
    lambda v: (at_most(num(2), v), at_most(v, num(3))),
    lambda v: (NonZero(v),),
    lambda v: (at_most(v, num(-1, 2)),),
    lambda v: (less(known("abs", v), num(2)),),
    lambda v: (Positive(v), less(v, pi)),
    lambda v: (Positive(power(v, num(3))),),
)
ABOUT_TWO: tuple[Callable[[], Facts], ...] = (
    lambda: (),
    lambda: (less(X, Y),),
    lambda: (Equal(add(X, Y), num(1)),),
    lambda: (Positive(add(X, Y)), Positive(add(X, negate(Y)))),
    lambda: (Positive(multiply(X, Y)),),
    lambda: (NonNegative(add(power(X, num(2)), negate(Y))),),
    lambda: (Equal(Y, multiply(num(2), X)),),
    lambda: (Different(X, Y), less(divide(X, Y), num(1))),
    lambda: (NonZero(add(power(X, num(2)), negate(power(Y, num(2))))),),
    lambda: (less(Y, Z), at_most(Z, X)),
)


def some_facts(chance: random.Random) -> tuple[Proposition, ...]:
    facts = [*chance.choice(ABOUT_ONE)(X), *chance.choice(ABOUT_ONE)(Y)]
    facts += chance.choice(ABOUT_TWO)()
    facts += [IsInteger(N), chance.choice((NonNegative(N), Positive(N)))]
    return tuple(facts)


def some_term(chance: random.Random, depth: int) -> Term:
    if depth == 0 or chance.random() < 0.1:
        return chance.choice((X, X, Y, Y, Z, N, num(1), num(2), num(-3, 2), pi))

    def part() -> Term:
        return some_term(chance, depth - 1)

    kind = chance.randrange(14)
    if kind < 3:
        return add(part(), part(), *((part(),) if chance.random() < 0.3 else ()))
    if kind < 5:
        return multiply(part(), part())
    if kind == 5:
        return divide(part(), part())
    if kind == 6:
        return power(part(), num(chance.choice((-3, -2, -1, 2, 3, 4))))
    if kind == 7:
        return power(part(), num(chance.choice((1, 1, -1, 3, 2)), chance.choice((2, 3))))
    if kind == 8:
        return power(part(), chance.choice((N, part(), multiply(num(2), N))))
    if kind < 12:
        return known(chance.choice(UNARY), part())
    if kind == 12:
        return known(chance.choice(("min", "max", "binomial", "beta")), part(), part())
    return some_structure(chance, part)


def some_structure(chance: random.Random, part: Callable[[], Term]) -> Term:
    one, other = part(), part()
    shape = chance.randrange(5)
    if shape == 0:
        comparison = chance.choice((Less, AtMost))(part(), part())
        return Cases(Tuple(one, comparison), Tuple(other, OTHERWISE))
    body = add(multiply(K, one), other) if shape % 2 else power(add(K, one), num(2))
    if shape < 3:
        return Summation(body, K, Range(num(1), N))
    if shape == 3:
        return ProductOver(body, K, Range(num(0), num(2)))
    return Integral(body, K, Range(chance.choice((num(0), X)), num(1)))


def some_points(chance: random.Random, count: int) -> Iterator[Point]:
    for _ in range(count):
        values = {name: chance.choice(VALUES) for name in "xyz"}
        if chance.random() < 0.3:
            values["y"] = 1 - values["x"]
        elif chance.random() < 0.2:
            values["y"] = 2 * values["x"]
        held = {k: fmpq(v.numerator, v.denominator) for k, v in values.items()}
        yield Point(2, {**held, "n": fmpq(chance.randrange(5))})


def evaluator(point: Point) -> Evaluator:
    return Evaluator(point, Definitions({}, {}), frozenset("n"))


class Watcher:
    """Checks claims at points, and counts how many could be checked."""

    def __init__(self, points: list[Point]) -> None:
        self.points = points
        self.evaluators = [evaluator(point) for point in points]
        self._hold: dict[tuple[Proposition, int], bool] = {}
        self.checked = 0

    def _holds(self, fact: Proposition, index: int) -> bool:
        key = (fact, index)
        if key not in self._hold:
            try:
                self._hold[key] = holds(fact, self.points[index], evaluator)
            except UNKNOWN:
                self._hold[key] = False
        return self._hold[key]

    def values(self, term: Term, used: frozenset[Proposition]) -> Iterator[tuple[Point, Any]]:
        for index, point in enumerate(self.points):
            if all(self._holds(fact, index) for fact in used):
                try:
                    value = self.evaluators[index].value(term)
                except UNKNOWN:
                    continue
                self.checked += 1
                yield point, value

    def end(self, term: Term, end: End | None, sign: int) -> None:
        if end is None:
            return
        bound = fmpq(end.value.numerator, end.value.denominator)
        for point, value in self.values(term, end.used):
            off = (value - bound) * sign
            assert not off < 0, (term, end, point.held, value)
            assert not (end.open and off == 0), (term, end, point.held, value)

    def claim(self, proposition: Proposition, term: Term, used: frozenset[Proposition]) -> None:
        for point, value in self.values(term, used):
            assert not is_wrong(proposition, value), (proposition, used, point.held, value)


def is_wrong(proposition: Proposition, value: Any) -> bool:
    match proposition:
        case Positive():
            return bool(value <= 0)
        case NonNegative():
            return bool(value < 0)
        case NonZero():
            return bool(value == 0)
        case IsInteger():
            return not arb_may_be_integer(value)
        case _:
            return type(value) is fmpq and bool(value.q == 1 and value <= 0)


def arb_may_be_integer(value: Any) -> bool:
    if type(value) is fmpq:
        return bool(value.q == 1)
    return bool(value.contains_integer())


@pytest.mark.parametrize("seed", range(6))
def test_every_proved_bound_holds_where_what_it_used_does(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secrets
    proved = checked = 0
    with ctx.workprec(100):
        for _ in range(20):
            facts = some_facts(chance)
            watcher = Watcher(list(some_points(chance, 20)))
            ranges = Ranges(facts)
            for _ in range(12):
                term = some_term(chance, chance.choice((1, 2, 2, 3)))
                found = ranges.enclose(term)
                watcher.end(term, found.low, 1)
                watcher.end(term, found.high, -1)
                for kind in (Positive, NonNegative, NonZero, IsInteger, NotPole):
                    used = ranges.shows(kind(term))
                    if used is not None:
                        proved += 1
                        watcher.claim(kind(term), term, used)
            checked += watcher.checked
    assert proved > 100
    assert checked > 1000


@pytest.mark.parametrize("seed", range(3))
def test_every_polynomial_bound_holds_where_what_it_used_does(seed: int) -> None:
    chance = random.Random(1000 + seed)  # noqa: S311 - no secrets
    proved = 0
    with ctx.workprec(100):
        for _ in range(40):
            facts = some_facts(chance)
            watcher = Watcher(list(some_points(chance, 20)))
            ranges = Ranges(facts)
            for _ in range(12):
                parts = [
                    multiply(
                        num(chance.randrange(-3, 4)),
                        *(chance.choice((X, Y, Z, N)) for _ in range(chance.randrange(3))),
                    )
                    for _ in range(chance.randrange(1, 5))
                ]
                term = add(*parts)
                for kind in (Positive, NonNegative, NonZero):
                    used = ranges.shows(kind(term))
                    if used is not None:
                        proved += 1
                        watcher.claim(kind(term), term, used)
    assert proved > 60


@pytest.mark.parametrize("seed", range(3))
def test_what_is_shown_throughout_a_range_holds_at_points_of_it(seed: int) -> None:
    chance = random.Random(2000 + seed)  # noqa: S311 - no secrets
    ends = (num(-1), num(0), num(1), num(3, 2), num(2), X, Y, N, add(X, num(1)))
    proved = 0
    with ctx.workprec(100):
        for _ in range(60):
            facts = some_facts(chance)
            watcher = Watcher(list(some_points(chance, 15)))
            ranges = Ranges(facts)
            for _ in range(6):
                lower, upper = chance.choice(ends), chance.choice(ends)
                term, whole = some_term(chance, 2), chance.random() < 0.5
                moved = add(term, chance.choice((num(-1), num(1))), K)
                condition = chance.choice((Positive, NonNegative, NonZero))(moved)
                claim = Throughout(condition, K, Range(lower, upper), whole)
                used = ranges.shows(claim)
                if used is None:
                    continue
                proved += 1
                check_throughout(watcher, chance, claim, used)
    assert proved > 10


def check_throughout(
    watcher: Watcher, chance: random.Random, claim: Throughout, used: frozenset[Proposition]
) -> None:
    lower, upper = claim.domain.args
    assert isinstance(claim.condition, Positive | NonNegative | NonZero)
    for point, low in watcher.values(lower, used):
        high = evaluator(point).value(upper)
        if not (type(low) is fmpq and type(high) is fmpq):
            continue
        if claim.whole:
            inside = [v for v in range(-4, 8) if low <= v <= high]
        else:
            inside = [low + (high - low) * fmpq(chance.randrange(5), 4) for _ in range(3)]
        for value in inside:
            place = Point(point.length, {**point.held, "k": fmpq(value)})
            whole = frozenset("nk") if claim.whole else frozenset("n")
            try:
                at = Evaluator(place, Definitions({}, {}), whole).value(claim.condition.term)
            except UNKNOWN:
                continue
            assert not is_wrong(claim.condition, at), (claim, used, place.held, at)
