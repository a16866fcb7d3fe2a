from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from flint import arb, fmpq

from derivation.prove.refute import ball
from derivation.prove.refute.ball import ImpreciseError, UndefinedError

UNSURE = arb(0, 1e-9)
"""A ball around 0 that does not tell the sign."""


def q(text: str) -> Any:
    value = Fraction(text)
    return fmpq(value.numerator, value.denominator)


@pytest.mark.parametrize(
    ("apply", "argument", "value"),
    [
        (ball.exponential, "0", "1"),
        (ball.logarithm, "1", "0"),
        (ball.sine, "0", "0"),
        (ball.cosine, "0", "1"),
        (ball.sigmoid, "0", "1/2"),
        (ball.absolute, "-3/2", "3/2"),
        (ball.inverse, "-3/2", "-2/3"),
        (ball.arccosine, "1", "0"),
        (ball.tangent, "0", "0"),
        (ball.secant, "0", "1"),
    ],
)
def test_rational_values_stay_exact(
    apply: Callable[[Any], Any], argument: str, value: str
) -> None:
    result = apply(q(argument))
    assert ball.is_exact(result)
    assert result == q(value)


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [("9/4", "1/2", "3/2"), ("8/27", "-2/3", "9/4"), ("0", "1/2", "0"), ("2", "-3", "1/8")],
)
def test_rational_roots_stay_exact(base: str, exponent: str, value: str) -> None:
    result = ball.real_power(q(base), q(exponent))
    assert ball.is_exact(result)
    assert result == q(value)


@pytest.mark.parametrize(
    ("apply", "argument"),
    [
        (ball.logarithm, "0"),
        (ball.logarithm, "-1"),
        (ball.inverse, "0"),
        (ball.arcsine, "2"),
        (ball.arccosine, "-3/2"),
        (ball.cotangent, "0"),
        (ball.cosecant, "0"),
    ],
)
def test_outside_its_domain_a_function_is_undefined(
    apply: Callable[[Any], Any], argument: str
) -> None:
    with pytest.raises(UndefinedError):
        apply(q(argument))


@pytest.mark.parametrize(
    ("base", "exponent"), [("-8", "1/3"), ("-1", "1/2"), ("0", "-1/2"), ("-1", "2")]
)
def test_a_real_power_needs_a_positive_base(base: str, exponent: str) -> None:
    with pytest.raises(UndefinedError):
        ball.real_power(q(base), q(exponent))


def test_an_integer_power_takes_any_base_but_0_for_negative_exponents() -> None:
    assert ball.integer_power(q("-2"), 3) == -8
    assert ball.integer_power(q("0"), 0) == 1
    with pytest.raises(UndefinedError):
        ball.integer_power(q("0"), -1)


@pytest.mark.parametrize("apply", [ball.sign, ball.inverse, ball.logarithm])
def test_a_ball_around_0_decides_nothing(apply: Callable[[Any], Any]) -> None:
    with pytest.raises(ImpreciseError):
        apply(UNSURE)


def test_the_tangent_has_no_value_near_its_pole() -> None:
    with pytest.raises(ImpreciseError):
        ball.tangent(arb.pi() / 2)


def test_balls_that_meet_are_not_separated() -> None:
    assert not ball.separated(arb(2).sqrt() ** 2, fmpq(2))
    assert ball.separated(arb(2).sqrt(), fmpq(3, 2))
    assert ball.separated(fmpq(1), fmpq(2))
    assert not ball.separated(fmpq(2), fmpq(2))


def test_large_exponents_end() -> None:
    assert not ball.is_exact(ball.integer_power(q("3/2"), 10**6))
    with pytest.raises(ImpreciseError):
        ball.integer_power(q("10"), 10**100)
    with pytest.raises(ImpreciseError):
        ball.exponential(ball.integer_power(q("10"), 10**10))
