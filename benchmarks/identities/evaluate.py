"""Values of expressions as balls, by python-flint alone.

A ball encloses the value for certain; where an expression has no real value, or the
ball cannot tell, there is no value. Independent of the program's own evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from flint import acb, arb, fmpq

from benchmarks.identities.differentiate import differentiate
from benchmarks.identities.expression import Expression, name, substitute

Ball: TypeAlias = Any
"""An `arb`, or an `acb` below an integral; python-flint's classes are opaque to mypy."""

FUNCTIONS: Mapping[str, Expression] = {
    "f": name("1_") ** 2 + Expression("sin", (name("1_"),)) + 2,
    "g": name("1_") * name("2_") + Expression("sin", (name("1_") + 2 * name("2_"),)),
    "h": Expression("exp", (name("1_") / 2,)) + name("1_"),
}
"""What the unspecified functions stand for when they are evaluated."""

RANDOM_VALUES: tuple[tuple[Fraction, Mapping[str, Fraction]], ...] = tuple(
    (Fraction(weight, 12), {"X": Fraction(x), "Y": Fraction(y)})
    for weight, x, y in ((1, -1, 2), (2, 0, 1), (3, 2, -2), (4, 3, 5), (2, 1, -1))
)
"""Weights and values of the random variables, under an expectation."""


class NoValueError(Exception):
    """The expression has no value here, or the ball cannot tell."""


def ball(value: Fraction) -> Ball:
    """A rational number as a ball."""
    return arb(fmpq(value.numerator, value.denominator))


def evaluate(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    """The value at a point; NoValueError where there is none for certain."""
    value = _value(expression, point)
    if not value.is_finite():
        raise NoValueError
    return value


def _value(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    parts, head = expression.parts, expression.head
    if head == "number" and isinstance(expression.value, Fraction):
        return ball(expression.value)
    if head == "name":
        return point[str(expression.value)]
    if head == "pi":
        return arb.pi()
    if head in _BOUND:
        return _BOUND[head](expression, point)
    if head in ("apply", "prime"):
        body = FUNCTIONS[str(expression.value)]
        body = differentiate(body, "1_") if head == "prime" else body
        inside = {f"{i}_": evaluate(part, point) for i, part in enumerate(parts, start=1)}
        return evaluate(body, inside)
    if head == "D":
        return evaluate(differentiate(unfolded(parts[0]), str(parts[1].value)), point)
    if head == "cases":
        return _cases(expression, point)
    values = [evaluate(part, point) for part in parts]
    return _function(head, values)


def unfolded(expression: Expression) -> Expression:
    """The expression with the concrete functions put in for the unspecified ones."""
    parts = tuple(unfolded(part) for part in expression.parts)
    if expression.head in ("apply", "prime"):
        mapping = {f"{i}_": part for i, part in enumerate(parts, start=1)}
        body = FUNCTIONS[str(expression.value)]
        body = differentiate(body, "1_") if expression.head == "prime" else body
        return substitute(body, mapping)
    return Expression(expression.head, parts, expression.value)


def _cases(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    *branches, last = expression.parts
    for value, condition in zip(branches[::2], branches[1::2], strict=True):
        low, high = (evaluate(part, point) for part in condition.parts)
        if low <= high:
            return evaluate(value, point)
        if not low > high:
            raise NoValueError
    return evaluate(last, point)


def _total(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    body, variable, lower, upper = expression.parts
    ends = [evaluate(each, point).unique_fmpz() for each in (lower, upper)]
    if None in ends:
        raise NoValueError
    total = arb(0) if expression.head == "sum" else arb(1)
    for value in range(int(ends[0]), int(ends[1]) + 1):
        term = evaluate(body, {**point, str(variable.value): arb(value)})
        total = total + term if expression.head == "sum" else total * term
    return total


ANALYTIC = frozenset(("number", "name", "pi", "+", "-", "*", "/", "sin", "cos", "exp"))
"""Heads that may stand below an integral: the integration rests on analytic integrands."""


def _is_analytic(expression: Expression) -> bool:
    if expression.head == "^":
        base, exponent = expression.parts
        whole = isinstance(exponent.value, Fraction) and exponent.value.denominator == 1
        return whole and _is_analytic(base)
    return expression.head in ANALYTIC and all(_is_analytic(p) for p in expression.parts)


def _integral(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    body, variable, lower, upper = expression.parts
    if not _is_analytic(body):
        raise NoValueError
    outside = {key: acb(value) for key, value in point.items()}

    def integrand(at: Ball, _: bool) -> Ball:
        try:
            return acb(evaluate(body, {**outside, str(variable.value): at}))
        except NoValueError:
            return acb("nan")

    ends = [acb(evaluate(each, point)) for each in (lower, upper)]
    return acb.integral(integrand, *ends, eval_limit=3000).real


def _limit(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    """The bodies used here are continuous where they have a value."""
    body, variable, target = expression.parts
    return evaluate(body, {**point, str(variable.value): evaluate(target, point)})


def _expectation(expression: Expression, point: Mapping[str, Ball]) -> Ball:
    total = arb(0)
    for weight, values in RANDOM_VALUES:
        here = {**point, **{key: ball(value) for key, value in values.items()}}
        total += ball(weight) * evaluate(expression.parts[0], here)
    return total


_BOUND = {
    "sum": _total,
    "product": _total,
    "integral": _integral,
    "limit": _limit,
    "expectation": _expectation,
}


def _function(head: str, values: list[Ball]) -> Ball:
    one = values[0]
    other = values[-1]
    match head:
        case "+":
            return one + other
        case "*":
            return one * other
        case "-":
            return -one
        case "/":
            return one / other
        case "^":
            return _power(one, other)
        case "abs":
            return abs(one)
        case "sign":
            return one.sgn()
        case "max":
            return one.max(other)
        case "min":
            return one.min(other)
        case "factorial":
            return _factorial(one)
        case "binomial":
            return _factorial(one) / (_factorial(other) * _factorial(one - other))
        case "beta":
            return one.gamma() * other.gamma() / (one + other).gamma()
        case "sigmoid":
            return 1 / (1 + (-one).exp())
    return getattr(one, head)()


def _power(base: Ball, exponent: Ball) -> Ball:
    whole = exponent.unique_fmpz() if isinstance(exponent, arb) else exponent.real.unique_fmpz()
    if whole is not None:
        return base ** int(whole)
    if isinstance(base, arb) and not base > 0:
        raise NoValueError
    return base**exponent


def _factorial(value: Ball) -> Ball:
    if not value > -1:
        raise NoValueError
    return (value + 1).gamma()
