"""Dual numbers over exact rationals and balls: derivatives without any limit taken.

A value is a number (`ball`), or a `Dual`: the value of something and its derivative
in one variable. Each derivative that is being taken has its own level; the parts of a
`Dual` have lower levels, so that nesting gives higher and mixed derivatives (forward
mode with tagged perturbations: J. M. Siskind and B. A. Pearlmutter, Nesting
forward-mode AD in a functional framework, 2008). What depends on the variable is
always a `Dual`, even with slope 0: |v| at v = 0 has to be refused, |c| has not.

Every function here is differentiable where it returns a `Dual`; where it is not, or
where that is not certain, it raises as `ball` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flint import arb, fmpq

from derivation.prove.refute import ball, elementary, special
from derivation.prove.refute.ball import ONE, TWO, ZERO, Number, UndefinedError
from derivation.prove.refute.extension import greater


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """A value and its slope in the variable of a level."""

    level: int
    value: Value
    slope: Value


Value: TypeAlias = Number | Dual
"""A number, or a dual number."""


def level_of(value: Value) -> int:
    """The level of a dual number, 0 for a number."""
    return value.level if isinstance(value, Dual) else 0


def primal(value: Value) -> Number:
    """The number itself, without any slopes."""
    while isinstance(value, Dual):
        value = value.value
    return value


def slope_at(value: Value, level: int) -> Value:
    """The derivative at a level: 0 for what does not depend on its variable."""
    return value.slope if isinstance(value, Dual) and value.level == level else ZERO


def _value_at(value: Value, level: int) -> Value:
    return value.value if isinstance(value, Dual) and value.level == level else value


def add(one: Value, other: Value) -> Value:
    """The sum."""
    level = max(level_of(one), level_of(other))
    if level == 0:
        return ball.add(one, other)
    return Dual(
        level,
        add(_value_at(one, level), _value_at(other, level)),
        add(slope_at(one, level), slope_at(other, level)),
    )


def multiply(one: Value, other: Value) -> Value:
    """The product (product rule)."""
    level = max(level_of(one), level_of(other))
    if level == 0:
        return ball.multiply(one, other)
    if level_of(one) < level:
        one, other = other, one
    if level_of(other) < level:
        return Dual(
            level, multiply(_value_at(one, level), other), multiply(slope_at(one, level), other)
        )
    left, right = _value_at(one, level), _value_at(other, level)
    slope = add(multiply(slope_at(one, level), right), multiply(left, slope_at(other, level)))
    return Dual(level, multiply(left, right), slope)


def negate(value: Value) -> Value:
    """The negative."""
    return multiply(fmpq(-1), value)


def subtract(one: Value, other: Value) -> Value:
    """The difference."""
    return add(one, negate(other))


def inverse(value: Value) -> Value:
    """1/value; UndefinedError at 0."""
    if not isinstance(value, Dual):
        return ball.inverse(value)
    result = inverse(value.value)
    return Dual(value.level, result, negate(multiply(value.slope, multiply(result, result))))


def integer_power(base: Value, exponent: int) -> Value:
    """base**exponent for an integer; 1 for exponent 0, whatever the base."""
    if not isinstance(base, Dual):
        return ball.integer_power(base, exponent)
    slope = ZERO
    if exponent != 0:
        slope = multiply(fmpq(exponent), integer_power(base.value, exponent - 1))
    return Dual(base.level, integer_power(base.value, exponent), multiply(slope, base.slope))


def real_power(base: Value, exponent: Value) -> Value:
    """base**exponent for any real exponent; base > 0 where it varies or the exponent."""
    level = max(level_of(base), level_of(exponent))
    if level == 0:
        return ball.real_power(base, exponent)
    if ball.sign(primal(base)) <= 0:
        raise UndefinedError("a power that is not differentiable here")
    below, above = _value_at(base, level), _value_at(exponent, level)
    value = real_power(below, above)
    relative: Value = ZERO
    if level_of(base) == level:
        relative = multiply(above, multiply(slope_at(base, level), inverse(below)))
    if level_of(exponent) == level:
        part = multiply(slope_at(exponent, level), function("log", below))
        relative = add(relative, part)
    return Dual(level, value, multiply(value, relative))


def function(name: str, value: Value) -> Value:
    """A known function of one argument, by its name in `term.KNOWN_FUNCTIONS`."""
    if not isinstance(value, Dual):
        return _FUNCTIONS[name][0](value)
    result = function(name, value.value)
    derivative = _FUNCTIONS[name][1](value.value, result)
    return Dual(value.level, result, multiply(derivative, value.slope))


def polygamma(order: int, value: Value) -> Value:
    """The derivative of that order of the digamma function."""
    if not isinstance(value, Dual):
        return special.polygamma(order, value)
    slope = multiply(polygamma(order + 1, value.value), value.slope)
    return Dual(value.level, polygamma(order, value.value), slope)


def extreme(values: Sequence[Value], direction: int) -> Value:
    """The greatest (direction 1) or the least (-1) of several values."""
    best = values[0]
    for other in values[1:]:
        if level_of(best) or level_of(other):
            ahead = ball.sign(ball.add(primal(other), -primal(best))) * direction
            if ahead == 0:
                raise UndefinedError("the greatest and the least have a corner here")
            best = other if ahead > 0 else best
        elif direction > 0:
            best = greater(best, other)
        else:
            best = negate(greater(negate(best), negate(other)))
    return best


def _square(value: Value) -> Value:
    return multiply(value, value)


def _direction(value: Value, _: Value) -> Value:
    """The derivative of the absolute value."""
    direction = ball.sign(primal(value))
    if direction == 0:
        raise UndefinedError("the absolute value is not differentiable at 0")
    return fmpq(direction)


def _flat(value: Value, result: Value) -> Value:
    """The derivative of the sign."""
    _direction(value, result)
    return ZERO


def _between_integers(value: Value, result: Value) -> Value:
    """The derivative of the floor and of the ceiling."""
    if ball.is_zero(ball.add(primal(value), -primal(result))):
        raise UndefinedError("the floor and the ceiling jump at integers")
    return ZERO


def _bell(value: Value, _: Value) -> Value:
    """The derivative of erf: 2/sqrt(pi) exp(-v^2)."""
    factor = 2 / arb.pi().sqrt()
    return multiply(factor, function("exp", negate(_square(value))))


def _factorial_slope(value: Value, result: Value) -> Value:
    return multiply(result, polygamma(0, add(value, ONE)))


def _minus_half(value: Value) -> Value:
    return real_power(value, -1 / TWO)


_FUNCTIONS: Mapping[str, tuple[Callable[[Number], Number], Callable[[Value, Value], Value]]] = {
    "exp": (elementary.exponential, lambda _, f: f),
    "log": (elementary.logarithm, lambda v, _: inverse(v)),
    "sin": (elementary.sine, lambda v, _: function("cos", v)),
    "cos": (elementary.cosine, lambda v, _: negate(function("sin", v))),
    "tan": (elementary.tangent, lambda _, f: add(ONE, _square(f))),
    "cot": (elementary.cotangent, lambda _, f: negate(add(ONE, _square(f)))),
    "sec": (elementary.secant, lambda v, f: multiply(f, function("tan", v))),
    "csc": (elementary.cosecant, lambda v, f: negate(multiply(f, function("cot", v)))),
    "asin": (elementary.arcsine, lambda v, _: _minus_half(subtract(ONE, _square(v)))),
    "acos": (elementary.arccosine, lambda v, _: negate(_minus_half(subtract(ONE, _square(v))))),
    "atan": (elementary.arctangent, lambda v, _: inverse(add(ONE, _square(v)))),
    "sinh": (elementary.hyperbolic_sine, lambda v, _: function("cosh", v)),
    "cosh": (elementary.hyperbolic_cosine, lambda v, _: function("sinh", v)),
    "tanh": (elementary.hyperbolic_tangent, lambda _, f: subtract(ONE, _square(f))),
    "coth": (elementary.hyperbolic_cotangent, lambda _, f: subtract(ONE, _square(f))),
    "sech": (
        elementary.hyperbolic_secant,
        lambda v, f: negate(multiply(f, function("tanh", v))),
    ),
    "csch": (
        elementary.hyperbolic_cosecant,
        lambda v, f: negate(multiply(f, function("coth", v))),
    ),
    "asinh": (elementary.area_sine, lambda v, _: _minus_half(add(ONE, _square(v)))),
    "acosh": (elementary.area_cosine, lambda v, _: _minus_half(subtract(_square(v), ONE))),
    "atanh": (elementary.area_tangent, lambda v, _: inverse(subtract(ONE, _square(v)))),
    "abs": (elementary.absolute, _direction),
    "sign": (special.direction, _flat),
    "floor": (special.floor, _between_integers),
    "ceiling": (special.ceiling, _between_integers),
    "factorial": (special.factorial, _factorial_slope),
    "gamma": (special.gamma, lambda v, f: multiply(f, polygamma(0, v))),
    "digamma": (special.digamma, lambda v, _: polygamma(1, v)),
    "erf": (special.error_function, _bell),
    "sigmoid": (elementary.sigmoid, lambda _, f: multiply(f, subtract(ONE, f))),
}
"""For each name the function on numbers, and its derivative from v and f(v)."""
