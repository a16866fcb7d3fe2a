"""Sums, products, integrals and cases: their values, and what is refuted about them."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from flint import arb, fmpq
from sympy import Symbol, Tuple

from derivation.errors import DerivationError
from derivation.prove.proposition import Definition
from derivation.prove.refute.ball import (
    ImpreciseError,
    UndefinedError,
    UnsupportedError,
    separated,
)
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.scope import Definitions, Point
from derivation.term import (
    INFINITY,
    OTHERWISE,
    Approach,
    AtMost,
    Cases,
    Derivative,
    Domain,
    FunctionName,
    Integral,
    Less,
    Limit,
    ProductOver,
    Range,
    Summation,
    Term,
    add,
    component,
    divide,
    known,
    negate,
    operator,
    power,
    vector,
)
from tests.prove.refute.terms import (
    a,
    f,
    fn,
    found,
    k,
    minus,
    num,
    p,
    raised,
    times,
    tried,
    vector_x,
    x,
    y,
)

i, n = Symbol("i"), Symbol("n")
EVERY = Domain(FunctionName(""), Tuple())
ONE = num(1)


def total(body: Term, lower: Term, upper: Term, variable: Term = k) -> Term:
    return Summation(body, variable, Range(lower, upper))


def product(body: Term, lower: Term, upper: Term, variable: Term = k) -> Term:
    return ProductOver(body, variable, Range(lower, upper))


def area(body: Term, lower: Term, upper: Term, variable: Term = x) -> Term:
    return Integral(body, variable, Range(lower, upper))


NOTHING = Definitions({}, {})


def value(term: Term, definitions: Definitions = NOTHING, **held: Any) -> Any:
    vectors = [h for h in held.values() if isinstance(h, tuple)]
    values = {
        key: tuple(map(fmpq, h)) if isinstance(h, tuple) else fmpq(h) for key, h in held.items()
    }
    return Evaluator(Point(len(vectors[0]) if vectors else 1, values), definitions).value(term)


class TestSumsAndProducts:
    @pytest.mark.parametrize(
        ("term", "expected"),
        [
            (total(raised(k, 2), ONE, num(4)), 30),
            (product(k, ONE, num(5)), 120),
            (total(k, ONE, num(0)), 0),
            (product(k, ONE, num(0)), 1),
            (total(times(k, x), num(-1), n), 18),
            (total(total(times(i, k), ONE, k, i), ONE, num(2)), 7),
            (Derivative(total(power(x, k), ONE, num(3)), x), 17),
            (total(power(num(-1), k), ONE, num(3)), -1),
        ],
    )
    def test_values(self, term: Term, expected: int) -> None:
        assert value(term, x=2, n=4, k=99, i=99) == expected

    def test_a_set_without_a_description_runs_through_the_components(self) -> None:
        squares = Summation(raised(component(vector_x, i), 2), i, EVERY)
        assert value(squares, x=(2, 3, 5)) == 38

    @pytest.mark.parametrize(
        ("term", "error"),
        [
            (total(k, ONE, num("1/2")), UndefinedError),
            (total(k, ONE, num(-3)), ImpreciseError),
            (total(k, ONE, num(10**9)), ImpreciseError),
            (total(component(vector_x, k), ONE, num(3)), UndefinedError),
            (total(divide(ONE, k), num(0), num(3)), UndefinedError),
            (total(divide(ONE, raised(k, 2)), ONE, INFINITY), UnsupportedError),
            (Summation(k, k, Domain(FunctionName("k < n"), Tuple())), UnsupportedError),
            (Limit(x, x, Approach(INFINITY, num(0))), UnsupportedError),
            (operator(r"\mathbb{E}", (x,)), UnsupportedError),
            (total(Derivative(raised(k, 2), k), ONE, num(2)), UnsupportedError),
        ],
    )
    def test_what_has_no_value(self, term: Term, error: type[DerivationError]) -> None:
        with pytest.raises(error):
            value(term, x=(1, 2))

    def test_a_definition_that_mentions_the_bound_name_is_not_evaluated(self) -> None:
        definitions = Definitions.of((Definition(a, times(k, num(2))),))
        with pytest.raises(UnsupportedError):
            value(total(a, ONE, num(3)), definitions, k=1)

    def test_true_formulas_are_left_alone(self) -> None:
        half = times(num("1/2"), n, add(n, ONE))
        assert tried(total(k, ONE, n), half) is None
        geometric = divide(minus(ONE, power(x, add(n, ONE))), minus(ONE, x))
        assert tried(total(power(x, k), num(0), n), geometric) is None
        assert tried(product(k, ONE, n), known("factorial", n)) is None
        choose = times(known("binomial", n, k), power(x, k), power(y, minus(n, k)))
        assert tried(total(choose, num(0), n), power(add(x, y), n)) is None
        alternating = times(known("binomial", n, k), power(num(-1), k))
        assert tried(total(alternating, num(0), n), num(0)) is None
        # Over a set that nobody describes, the sum of 1 is its size, whatever its name.
        assert tried(Summation(ONE, i, EVERY), n) is None
        assert tried(Summation(component(vector("p"), i), i, EVERY), ONE) is None

    def test_false_formulas_are_refuted(self) -> None:
        example = found(total(raised(k, 2), ONE, n), times(num("1/2"), n, add(n, ONE)))
        assert example.assignment == (("n", "2"),)
        assert (example.before, example.after) == ("5", "3")
        x_i = component(vector_x, i)
        squares = Summation(raised(x_i, 2), i, EVERY)
        assert found(squares, divide(raised(Summation(x_i, i, EVERY), 2), n))
        assert found(squares, times(n, raised(x_i, 2)), indices="i")
        up_to = total(raised(x_i, 2), ONE, n, i)
        assert found(up_to, divide(raised(total(x_i, ONE, n, i), 2), n))
        assert found(up_to, times(n, raised(x_i, 2)), indices="i")
        assert found(total(f(k), ONE, n), times(n, f(n)))


RAMP = Cases(Tuple(x, Less(num(0), x)), Tuple(num(0), OTHERWISE))


class TestIntegrals:
    @pytest.mark.parametrize(
        ("term", "expected"),
        [
            (area(raised(x, 2), num(0), num(3)), arb(9)),
            (area(fn("sin", x), num(0), sympy.pi), arb(2)),
            (
                area(fn("abs", fn("sin", times(num(2), x))), num(0), times(num(2), sympy.pi)),
                arb(4),
            ),
            (area(fn("log", x), ONE, num(2)), 2 * arb(2).log() - 1),
            (area(raised(x, "1/2"), num(1), num(4)), arb(14) / 3),
            (area(raised(add(x, num(2)), "1/3"), num(-1), num(6)), arb(45) / 4),
            (area(fn("sign", x), num(-1), num(3)), arb(2)),
            (area(fn("floor", x), num(0), num(3)), arb(3)),
            (area(known("max", x, num(1)), num(0), num(2)), arb(5) / 2),
            (area(known("min", x, negate(x)), num(-1), num(1)), arb(-1)),
            (
                area(fn("asin", divide(x, num(2))), num(0), num(1)),
                arb(3).sqrt() - 2 + arb.pi() / 6,
            ),
            (area(x, num(3), num(1)), arb(-4)),
            (area(times(x, y), num(0), y), arb(27) / 2),
            (
                area(
                    Cases(Tuple(x, Less(num(0), x)), Tuple(num(0), OTHERWISE)), num(-2), num(2)
                ),
                arb(2),
            ),
            (area(Derivative(raised(x, 3), x), num(0), num(2)), arb(8)),
            (area(total(power(x, k), num(1), num(2)), num(0), num(1)), arb(5) / 6),
            (total(area(power(x, k), num(0), num(1)), num(1), num(2)), arb(5) / 6),
        ],
    )
    def test_values(self, term: Term, expected: Any) -> None:
        result = value(term, y=3, x=7)
        assert not separated(result, expected)
        assert result.rad() < 0.01

    @pytest.mark.parametrize(
        "term",
        [
            area(raised(x, -2), num(-1), num(1)),
            area(divide(ONE, x), num(-1), num(2)),
            area(fn("log", x), num(-2), num(-1)),
            area(fn("log", x), num(-1), num(1)),
            area(raised(x, "1/2"), num(-1), num(1)),
            area(raised(x, "1/3"), num(-8), num(1)),
            area(fn("asin", x), num(0), num(2)),
            area(fn("acosh", x), num(0), num(2)),
            area(fn("atanh", x), num(0), num(2)),
            area(fn("tan", x), num(0), num(3)),
            area(fn("gamma", x), num("-1/2"), num(1)),
            area(x, num(0), INFINITY),
            area(fn("exp", times(sympy.I, x)), num(0), ONE),
            area(area(times(x, y), num(0), ONE, y), num(0), ONE),
            Derivative(area(times(x, y), num(0), ONE), y),
            Integral(x, x, EVERY),
        ],
    )
    def test_an_integral_that_is_not_certain_to_exist_has_no_value(self, term: Term) -> None:
        with pytest.raises((ImpreciseError, UnsupportedError, UndefinedError)):
            value(term, y=3)

    def test_what_is_refuted(self) -> None:
        turns = area(fn("abs", fn("sin", times(num(2), x))), num(0), times(num(2), sympy.pi))
        assert found(turns, num(2)).after == "2"
        assert tried(area(raised(x, -2), num(-1), ONE), num(-2)) is None
        # A positive integral that a computer algebra system calls negative.
        positive = area(divide(ONE, add(num(2), fn("sin", x))), num(0), times(num(2), sympy.pi))
        assert found(positive, num(-3))
        assert tried(area(raised(x, 2), num(0), num(3)), num(9)) is None
        assert found(area(f(x), num(0), a), area(f(x), a, num(0)))


class TestCases:
    STEP = Cases(Tuple(x, Less(num(0), x)), Tuple(negate(x), AtMost(x, num(0))))

    def test_values_and_derivatives(self) -> None:
        assert [value(self.STEP, x=each) for each in (-3, 0, 2)] == [3, 0, 2]
        assert [value(Derivative(self.STEP, x), x=each) for each in (-3, 2)] == [-1, 1]
        with pytest.raises(UndefinedError):
            value(Derivative(self.STEP, x), x=0)
        with pytest.raises(UndefinedError):
            value(Cases(Tuple(x, Less(num(0), x))), x=0)

    def test_what_is_refuted(self) -> None:
        assert tried(self.STEP, fn("abs", x)) is None
        assert found(self.STEP, x).assignment == (("x", "-1"),)


def test_a_sum_of_what_may_be_probabilities_is_left_alone() -> None:
    assert tried(total(component(vector("p"), k), ONE, n), times(num(2), p)) is None
