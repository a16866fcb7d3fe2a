"""Whether what a document assumes holds at a point, for certain.

Not here: how points that satisfy it are found (`points`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from flint import fmpq
from sympy import Indexed, Tuple

from derivation.prove.proposition import (
    Constant,
    Definition,
    Different,
    Differentiable,
    Equal,
    Exists,
    InRange,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    SingleComponent,
    Throughout,
    terms,
)
from derivation.prove.refute import ball
from derivation.prove.refute.ball import UnsupportedError
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.scope import Point
from derivation.term import Derivative, depends, names, power, walk

MakeEvaluator = Callable[[Point], Evaluator]


def holds(proposition: Proposition, point: Point, evaluator: MakeEvaluator) -> bool:
    """Whether it holds for certain; raises as `ball` does where it cannot be told.

    What is said of x_i is meant for every i, so it must hold for each.
    """
    if isinstance(proposition, Throughout):
        return _holds_throughout(proposition, point, evaluator)
    return all(_holds(proposition, evaluator(p)) for p in _every_index(proposition, point))


def _holds_throughout(proposition: Throughout, point: Point, evaluator: MakeEvaluator) -> bool:
    """For each integer of a finite range in turn; on reals it is not evaluated."""
    if not proposition.whole:
        raise UnsupportedError("a condition on a whole range of reals")
    name = proposition.variable.name
    running = {**point.running, name: True}
    return all(
        holds(
            proposition.condition,
            replace(point, held={**point.held, name: fmpq(value)}, running=running),
            evaluator,
        )
        for value in evaluator(point).values_of(proposition.domain)
    )


def _every_index(proposition: Proposition, point: Point) -> Iterator[Point]:
    if isinstance(proposition, InRange | SingleComponent):
        yield point
        return
    indices = sorted(
        {
            str(name)
            for term in terms(proposition)
            for part in walk(term)
            if isinstance(part, Indexed)
            for index in part.args[1:]
            for name in names(index)
        }
    )
    if not indices:
        yield point
        return
    for values in product(range(1, point.length + 1), repeat=len(indices)):
        chosen = dict(zip(indices, map(fmpq, values), strict=True))
        yield replace(point, held={**point.held, **chosen})


def _holds(  # noqa: C901 - one case a proposition
    proposition: Proposition, evaluator: Evaluator
) -> bool:
    value = evaluator.value
    match proposition:
        case Positive(term):
            return ball.sign(value(term)) > 0
        case NonNegative(term):
            return ball.sign(value(term)) >= 0
        case NonZero(term):
            return not ball.is_zero(value(term))
        case IsInteger(term):
            return ball.is_whole(value(term))
        case PowerDefined(base, exponent):
            value(power(base, exponent))
            return not ball.is_zero(value(base)) or ball.is_whole(value(exponent))
        case Differentiable(term, variable):
            for each in variable.args if isinstance(variable, Tuple) else (variable,):
                term = Derivative(term, each)
            value(term)
            return True
        case Constant(term, variable):
            return not depends(term, variable)
        case InRange(index, _):
            number = value(index)
            return ball.is_exact(number) and 1 <= number <= evaluator.length
        case Different(left, right):
            return ball.separated(value(left), value(right))
        case Equal(left, right):
            one, other = value(left), value(right)
            return ball.is_exact(one) and ball.is_exact(other) and bool(one == other)
        case SingleComponent():
            return evaluator.length == 1
        case NotPole(term):
            number = value(term)
            return ball.sign(number) > 0 or (ball.is_exact(number) and bool(number.q != 1))
        case Exists(term):
            value(term)
            return True
        case Throughout() | Definition():  # the former is taken apart, the latter unfolded
            raise UnsupportedError("no condition on one point")
