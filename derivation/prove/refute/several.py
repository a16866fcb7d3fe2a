"""The known functions of several arguments, on numbers and dual numbers.

binomial(n, k) is n (n-1) ... (n-k+1) / k! for any n and a whole k >= 0; beta needs
positive arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flint import fmpq

from derivation.prove.refute import ball, dual
from derivation.prove.refute.ball import ONE, ImpreciseError, UndefinedError, UnsupportedError
from derivation.prove.refute.dual import Dual, Value

LARGEST_CHOICE = 300
"""Binomial coefficients with a larger lower number are not evaluated."""


def minimum(values: Sequence[Value]) -> Value:
    """The least of the values."""
    return dual.extreme(values, -1)


def maximum(values: Sequence[Value]) -> Value:
    """The greatest of the values."""
    return dual.extreme(values, 1)


def binomial(values: Sequence[Value]) -> Value:
    """The binomial coefficient."""
    upper, lower = values
    if isinstance(lower, Dual):
        raise UnsupportedError("a binomial coefficient whose lower number varies")
    if not ball.is_exact(lower):
        raise ImpreciseError("the lower number is not certain to be whole")
    if lower.q != 1 or lower < 0:
        raise UndefinedError("a binomial coefficient with such a lower number")
    if lower > LARGEST_CHOICE:
        raise ImpreciseError("the lower number is too large")
    product: Value = ONE
    for place in range(int(lower.p)):
        factor = dual.add(upper, fmpq(-place))
        product = dual.multiply(product, dual.multiply(factor, fmpq(1, place + 1)))
    return product


def beta(values: Sequence[Value]) -> Value:
    """The beta function of positive arguments."""
    one, other = values
    if any(ball.sign(dual.primal(each)) <= 0 for each in values):
        raise UndefinedError("the beta function of an argument that is not positive")
    above = dual.multiply(dual.function("gamma", one), dual.function("gamma", other))
    return dual.multiply(above, dual.inverse(dual.function("gamma", dual.add(one, other))))


FUNCTIONS: Mapping[str, Callable[[Sequence[Value]], Value]] = {
    "binomial": binomial,
    "beta": beta,
    "min": minimum,
    "max": maximum,
}
"""By their names in `term.KNOWN_OF_SEVERAL`."""
