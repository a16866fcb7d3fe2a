from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from flint import acb, arb, fmpq

from derivation.prove.refute import ball, elementary, special
from derivation.prove.refute.ball import ImpreciseError, UndefinedError

UNSURE = arb(0, 1e-9)
"""A ball around 0 that does not tell the sign."""


def q(text: str) -> Any:
    value = Fraction(text)
    return fmpq(value.numerator, value.denominator)


@pytest.mark.parametrize(
    ("apply", "argument", "value"),
    [
        (elementary.exponential, "0", "1"),
        (elementary.logarithm, "1", "0"),
        (elementary.sine, "0", "0"),
        (elementary.cosine, "0", "1"),
        (elementary.sigmoid, "0", "1/2"),
        (elementary.absolute, "-3/2", "3/2"),
        (ball.inverse, "-3/2", "-2/3"),
        (elementary.arccosine, "1", "0"),
        (elementary.tangent, "0", "0"),
        (elementary.secant, "0", "1"),
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
        (elementary.logarithm, "0"),
        (elementary.logarithm, "-1"),
        (ball.inverse, "0"),
        (elementary.arcsine, "2"),
        (elementary.arccosine, "-3/2"),
        (elementary.cotangent, "0"),
        (elementary.cosecant, "0"),
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


@pytest.mark.parametrize("apply", [ball.sign, ball.inverse, elementary.logarithm])
def test_a_ball_around_0_decides_nothing(apply: Callable[[Any], Any]) -> None:
    with pytest.raises(ImpreciseError):
        apply(UNSURE)


def test_the_tangent_has_no_value_near_its_pole() -> None:
    with pytest.raises(ImpreciseError):
        elementary.tangent(arb.pi() / 2)


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
        elementary.exponential(ball.integer_power(q("10"), 10**10))


@pytest.mark.parametrize(
    ("apply", "argument", "value"),
    [
        (special.floor, "-3/2", "-2"),
        (special.ceiling, "-3/2", "-1"),
        (special.floor, "4", "4"),
        (special.ceiling, "4", "4"),
        (special.direction, "-3/2", "-1"),
        (special.direction, "0", "0"),
        (special.factorial, "5", "120"),
        (special.factorial, "0", "1"),
        (special.gamma, "5", "24"),
        (special.error_function, "0", "0"),
        (elementary.hyperbolic_secant, "0", "1"),
        (elementary.area_cosine, "1", "0"),
    ],
)
def test_other_functions_stay_exact(
    apply: Callable[[Any], Any], argument: str, value: str
) -> None:
    assert apply(q(argument)) == q(value)


@pytest.mark.parametrize(
    ("apply", "argument"),
    [
        (special.gamma, "0"),
        (special.gamma, "-2"),
        (special.factorial, "-1"),
        (special.digamma, "-1"),
        (elementary.area_cosine, "1/2"),
        (elementary.area_tangent, "1"),
        (elementary.hyperbolic_cotangent, "0"),
        (elementary.hyperbolic_cosecant, "0"),
    ],
)
def test_poles_and_ends_of_domains(apply: Callable[[Any], Any], argument: str) -> None:
    with pytest.raises(UndefinedError):
        apply(q(argument))


@pytest.mark.parametrize("apply", [special.floor, special.ceiling, special.direction])
def test_a_ball_around_a_jump_decides_nothing(apply: Callable[[Any], Any]) -> None:
    with pytest.raises(ImpreciseError):
        apply(UNSURE)


def test_the_gamma_function_is_not_evaluated_far_out() -> None:
    for number in (q("1000000000"), arb(10) ** 300, -(arb(10) ** 12) - q("1/3")):
        with pytest.raises(ImpreciseError):
            special.gamma(number)


def test_complex_numbers_have_no_order() -> None:
    number = acb(1, 2)
    for apply in (ball.sign, elementary.logarithm, special.floor, elementary.arctangent):
        with pytest.raises(UndefinedError):
            apply(number)
    assert ball.multiply(number, number.conjugate()) == 5
    assert not ball.is_zero(number)
    assert ball.separated(number, q("1"))
