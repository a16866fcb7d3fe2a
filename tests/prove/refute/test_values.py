from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from derivation.prove.refute.functions import Shape, TestFunction
from derivation.prove.refute.values import two_values


def shown(number: Any) -> str:
    with ctx.workprec(1100):
        return two_values(number, fmpq(-7))[0]


def precise(compute: str) -> Any:
    with ctx.workprec(1100):
        return {
            "pi": arb.pi(),
            "large": arb.pi() * 10**30,
            "small": arb.pi() / 10**30,
            "below": -arb.pi() / 1000,
            "one": arb(1).sin() ** 2 + arb(1).cos() ** 2,
            "zero": arb(1).sin() - arb(1).sin(),
            "tiny": arb(-(10**5)).exp(),
        }[compute]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (fmpq(3, 2), "3/2"),
        (fmpq(-4), "-4"),
        (precise("pi"), "3.14159265…"),
        (precise("large"), "3.14159265… × 10^30"),
        (precise("small"), "3.14159265… × 10^-30"),
        (precise("below"), "-0.00314159265…"),
        (precise("one"), "1 ± 10^-330"),
        (precise("zero"), "0 ± 10^-330"),
        (fmpq(10**60 + 1, 7**60), "1968419230.117…"),
    ],
)
def test_values_as_text(number: Any, text: str) -> None:
    assert shown(number) == text


def test_values_beyond_any_decimal_are_shown_as_balls() -> None:
    assert shown(precise("tiny")).startswith("3.56294956531e-43430 ± ")


def test_a_ball_around_zero_that_is_smaller_than_any_decimal_says_zero() -> None:
    with ctx.workprec(20_000):
        assert shown(arb(1).sin() - arb(1).sin()).startswith("0 ± ")


def test_as_many_digits_as_tell_the_sides_apart() -> None:
    with ctx.workprec(1100):
        pi = arb.pi()
        close = pi + arb(10) ** -20
        one, other = two_values(pi, close)
        assert len(set(two_values(fmpq(1), 1 + fmpq(1, 10**800)))) == 2
    assert one == "3.14159265358979323846264338327950288…"
    assert other == "3.14159265358979323847264338327950288…"


@given(st.fractions(), st.integers(min_value=1, max_value=10**6))
def test_every_printed_digit_is_certain(shift: Fraction, root: int) -> None:
    with ctx.workprec(1100):
        number = arb(root).sqrt() + fmpq(shift.numerator, shift.denominator)
        text = two_values(number, fmpq(1, 3))[0]
        if "…" not in text:
            return  # exact, or given with its distance
        mantissa, _, exponent = text.replace("…", "").partition(" × 10^")
        low = abs(Fraction(mantissa))
        unit = Fraction(1, 10 ** len(mantissa.partition(".")[2]))
        scale = Fraction(10) ** int(exponent or 0)
        size = abs(number)
        ends = low * scale, (low + unit) * scale
        assert size >= fmpq(ends[0].numerator, ends[0].denominator)
        assert size < fmpq(ends[1].numerator, ends[1].denominator)
        assert text.startswith("-") == bool(number < 0)


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_test_function_is_what_its_formula_says(shape: Shape, count: int) -> None:
    function = TestFunction(shape)
    letters = "xyz"[:count]
    point = dict(zip(letters, (2, -3, 5), strict=False))
    value: Any = function.value([fmpq(point[letter]) for letter in letters])
    formula = function.formula(letters).replace("^", "**").replace(" ", "*")
    formula = formula.replace("*+*", "+")
    exact = {letter: Fraction(number) for letter, number in point.items()}
    expected = Fraction(eval(formula, {}, exact))  # noqa: S307 - a formula made above
    assert (int(value.p), int(value.q)) == (expected.numerator, expected.denominator)
