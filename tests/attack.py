"""Equalities attacked at many points: does anything they claim fail where they hold?

A theorem claims that both sides are defined and equal wherever its conditions hold. At
every point at which all conditions certainly hold, either side that has no value, or
two values that certainly differ, is a failure. The points hold zero, negative numbers,
numbers beside the usual boundaries, small and large ones; unspecified functions are
replaced by concrete ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice, product
from random import Random
from time import monotonic

from flint import ctx, fmpq
from sympy import Add, Mul, Symbol

from derivation.prove.kernel import Theorem
from derivation.prove.proposition import (
    Exists,
    IsInteger,
    Proposition,
    Throughout,
    free_names,
    substitute,
)
from derivation.prove.refute import ball
from derivation.prove.refute.ball import ImpreciseError, UndefinedError, UnsupportedError
from derivation.prove.refute.conditions import holds
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.functions import Shape, TestFunction
from derivation.prove.refute.scope import Definitions, Point
from derivation.term import (
    Derivative,
    Range,
    SlotDerivative,
    Term,
    heads,
    names,
    number,
    rebuild,
)

PRECISIONS = (64, 256)

SECONDS = 2.0
"""After so long a point tells nothing."""

VALUES = tuple(
    fmpq(*map(int, text.split("/")))
    for text in """2 1/2 -1 0 1 -2 3 -3/2 7/5 1/3 -1/3 1000001/1000000 999999/1000000
    -1000001/1000000 -999999/1000000 1/1000000 -1/1000000 5 -7 22/7 355/113 -11/7 1000
    -1000 20 1000000 9/10 -9/10 100 -50/3""".split()
)
"""What a name stands for: plain, negative, 0, beside 0, 1, -1 and multiples of pi, far."""

WHOLE = tuple(map(fmpq, (2, 1, 0, -1, 3, 5, -2, 4, -3, 7)))
"""What a name of an integer stands for."""


@dataclass(frozen=True)
class Claim:
    """What is attacked, where it is no theorem: an equality under conditions."""

    left: Term
    right: Term
    conditions: frozenset[Proposition]


class FailureFoundError(AssertionError):
    """A point at which a theorem is false."""


def attack(
    theorem: Theorem | Claim, count: int = 30, integers: Iterable[str] = ()
) -> Counter[str]:
    """How many points told what; FailureFoundError at one where the theorem is false."""
    whole = frozenset(integers) | {
        name
        for condition in theorem.conditions
        if isinstance(condition, IsInteger)
        for name in names(condition.term)
    }
    found: Counter[str] = Counter()
    for point in points(theorem, whole, count):
        outcome = tell(theorem, point, whole)
        if outcome in ("differ", "undefined"):
            raise FailureFoundError(f"{outcome} at {point}: {theorem.left} = {theorem.right}")
        found[outcome] += 1
    return found


def points(theorem: Theorem | Claim, whole: frozenset[str], count: int) -> Iterator[Point]:
    """Points for the names and functions of a theorem."""
    mentioned = names(theorem.left) | names(theorem.right)
    mentioned |= frozenset().union(*(free_names(each) for each in theorem.conditions))
    functions = sorted(heads(theorem.left) | heads(theorem.right))
    columns = [
        cycle(WHOLE if name in whole else VALUES[place * 7 :] + VALUES[: place * 7])
        for place, name in enumerate(sorted(mentioned))
    ]
    for number_, values in enumerate(
        islice(zip(*columns, strict=True), count) if columns else [()]
    ):
        shapes = [list(Shape)[(number_ + place) % 5] for place in range(len(functions))]
        concrete = {h: TestFunction(s) for h, s in zip(functions, shapes, strict=True)}
        yield Point(1, dict(zip(sorted(mentioned), values, strict=True)), concrete)


def tell(theorem: Theorem | Claim, point: Point, whole: frozenset[str] = frozenset()) -> str:
    """What a point says: "outside", "agree", "differ", "undefined" or "unknown"."""
    outcome = "unknown"
    for bits in PRECISIONS:
        with ctx.workprec(bits):
            outcome = _tell(theorem, point, whole)
        if outcome != "unknown":
            break
    return outcome


def _tell(theorem: Theorem | Claim, point: Point, whole: frozenset[str]) -> str:
    def evaluator(at: Point) -> Evaluator:
        return Evaluator(at, Definitions.of(()), whole, deadline)

    deadline = monotonic() + SECONDS
    try:
        for condition in theorem.conditions:
            if not hold(condition, point, whole):
                return "outside"
    except UndefinedError:
        return "outside"
    except (ImpreciseError, UnsupportedError):
        return "unknown"
    try:
        one = evaluator(point).value(evaluable(theorem.left))
        other = evaluator(point).value(evaluable(theorem.right))
    except UndefinedError:
        return "undefined"
    except (ImpreciseError, UnsupportedError):
        return "unknown"
    return "differ" if ball.separated(one, other) else "agree"


def evaluable(term: Term) -> Term:
    """The term with sin'(x) written as the derivative of sin(x) in x."""
    of_a_name = isinstance(term, SlotDerivative) and type(term.args[0].args[0]) is Symbol
    if of_a_name:
        return Derivative(term.args[0], term.args[0].args[0])
    return rebuild(term, map(evaluable, term.args)) if isinstance(term, Add | Mul) else term


def hold(condition: Proposition, point: Point, whole: frozenset[str] = frozenset()) -> bool:
    """Whether a condition certainly holds; one on integrals is taken on trust."""
    if isinstance(condition, Exists):
        return True
    if isinstance(condition, Throughout):
        return all(hold(each, point, whole) for each in _instances(condition, point))
    return holds(condition, point, lambda at: Evaluator(at, Definitions.of(()), whole))


def _instances(condition: Throughout, point: Point) -> Iterator[Proposition]:
    """The condition at every integer of its range, or at some of its reals."""
    if not isinstance(condition.domain, Range):
        raise UnsupportedError("a set that is not written")
    low, high = (
        Evaluator(point, Definitions.of(())).value(end) for end in condition.domain.args
    )
    if not condition.whole:
        inside = [low + (high - low) * fmpq(part, 8) for part in range(9)]
    else:
        inside = [fmpq(k) for k in range(int(low), int(high) + 1)]
    for value in inside:
        term = number(int(value)) if value.q == 1 else _fraction(value)
        yield substitute(condition.condition, {condition.variable: term})


def _fraction(value: fmpq) -> Term:
    return number(Fraction(int(value.p), int(value.q)))


def choices(pools: Mapping[Term, tuple[Term, ...]], count: int) -> Iterator[dict[Term, Term]]:
    """Some of the ways to choose from each pool, always the same ones."""
    every = list(product(*pools.values()))
    chosen = every if len(every) <= count else Random(7).sample(every, count)  # noqa: S311 - no secret
    for values in chosen:
        yield dict(zip(pools, values, strict=True))
