"""Derivatives by dual numbers against known ones, at rational points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flint import acb, arb, fmpq
from sympy import Symbol

from derivation.prove.proposition import Definition
from derivation.prove.refute.ball import UndefinedError, UnsupportedError, separated
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.functions import Shape, TestFunction
from derivation.prove.refute.scope import Definitions, Held, Point
from derivation.term import (
    Derivative,
    Hidden,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    apply,
    component,
    known,
    negate,
    power,
)
from tests.prove.refute.terms import (
    a,
    f,
    fn,
    m,
    minus,
    num,
    raised,
    theta,
    times,
    vector_x,
    w,
    x,
    y,
    z,
)

NOTHING = Definitions({}, {})


def value(term: Term, definitions: Definitions = NOTHING, **held: Any) -> Any:
    values: dict[str, Held] = {
        name: number if isinstance(number, tuple) else fmpq(number)
        for name, number in held.items()
    }
    lengths = [len(h) for h in values.values() if isinstance(h, tuple)]
    functions = {"f": TestFunction(Shape.CUBE)}
    point = Point(lengths[0] if lengths else 1, values, functions)
    return Evaluator(point, definitions).value(term)


@pytest.mark.parametrize(
    ("name", "derivative"),
    [
        ("exp", lambda v: v.exp()),
        ("log", lambda v: 1 / v),
        ("sin", lambda v: v.cos()),
        ("cos", lambda v: -v.sin()),
        ("tan", lambda v: 1 / v.cos() ** 2),
        ("cot", lambda v: -1 / v.sin() ** 2),
        ("sec", lambda v: v.sin() / v.cos() ** 2),
        ("csc", lambda v: -v.cos() / v.sin() ** 2),
        ("asin", lambda v: 1 / (1 - v**2).sqrt()),
        ("acos", lambda v: -1 / (1 - v**2).sqrt()),
        ("atan", lambda v: 1 / (1 + v**2)),
        ("sinh", lambda v: v.cosh()),
        ("cosh", lambda v: v.sinh()),
        ("tanh", lambda v: 1 / v.cosh() ** 2),
        ("abs", lambda v: arb(1)),
        ("sigmoid", lambda v: (-v).exp() / (1 + (-v).exp()) ** 2),
        ("coth", lambda v: -1 / v.sinh() ** 2),
        ("sech", lambda v: -v.sinh() / v.cosh() ** 2),
        ("csch", lambda v: -v.cosh() / v.sinh() ** 2),
        ("asinh", lambda v: 1 / (1 + v**2).sqrt()),
        ("atanh", lambda v: 1 / (1 - v**2)),
        ("erf", lambda v: 2 * (-(v**2)).exp() / arb.pi().sqrt()),
        ("gamma", lambda v: v.gamma() * v.digamma()),
        ("factorial", lambda v: (v + 1).gamma() * (v + 1).digamma()),
        ("digamma", lambda v: acb(v).polygamma(1).real),
        ("sign", lambda _: arb(0)),
        ("floor", lambda _: arb(0)),
        ("ceiling", lambda _: arb(0)),
    ],
)
def test_known_functions(name: str, derivative: Callable[[Any], Any]) -> None:
    point = fmpq(2, 5)
    result = value(Derivative(fn(name, x), x), x=point)
    assert not separated(result, derivative(arb(point)))
    assert separated(result, derivative(arb(point)) + fmpq(1, 10**9))
    inner = value(Derivative(fn(name, raised(x, 2)), x), x=point)  # the chain rule
    expected = 2 * arb(point) * derivative(arb(point) ** 2)
    assert not separated(inner, expected)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Derivative(raised(x, 3), x), 12),
        (Derivative(Derivative(raised(x, 3), x), x), 12),
        (Derivative(Derivative(Derivative(raised(x, 3), x), x), x), 6),
        (Derivative(raised(x, -2), x), fmpq(-1, 4)),
        (Derivative(times(x, raised(y, 2)), y), 12),
        (Derivative(Derivative(times(raised(x, 2), raised(y, 2)), y), x), 24),
        (Derivative(times(x, Derivative(times(x, y), x)), x), 3),
        (Derivative(times(x, Derivative(raised(x, 2), x)), x), 8),
        (Derivative(y, x), 0),
        (Derivative(raised(raised(x, 2), "1/2"), x), 1),
    ],
)
def test_powers_products_higher_and_mixed_derivatives(term: Term, expected: object) -> None:
    assert value(term, x=2, y=3) == expected


def test_a_power_with_a_varying_exponent() -> None:
    result = value(Derivative(power(x, x), x), x=2)
    assert not separated(result, 4 * (arb(2).log() + 1))


@pytest.mark.parametrize(
    "body",
    [
        fn("abs", x),
        fn("abs", raised(x, 2)),  # has a derivative, but it is not certain from its parts
        raised(x, "1/2"),
        raised(raised(x, 2), "1/2"),
        raised(x, "3/2"),
        fn("asin", minus(num(1), x)),
        fn("log", x),
        fn("sign", x),
        fn("floor", x),
        fn("ceiling", times(num(3), x)),
        fn("atanh", add(x, num(1))),
        known("max", x, negate(x)),
        known("min", num(0), x),
    ],
)
def test_where_it_is_not_differentiable_there_is_no_derivative(body: Term) -> None:
    with pytest.raises(UndefinedError):
        value(Derivative(body, x), x=0)


def test_functions_of_several_arguments() -> None:
    choose = known("binomial", x, num(2))
    assert value(Derivative(choose, x), x=3) == fmpq(5, 2)
    assert value(Derivative(known("max", x, raised(x, 2)), x), x=3) == 6
    assert value(Derivative(known("min", x, raised(x, 2)), x), x=3) == 1
    slope = value(Derivative(known("beta", x, num(2)), x), x=1)  # of 1/(x (x + 1))
    assert not separated(slope, fmpq(-3, 4))
    assert not separated(value(Derivative(fn("acosh", x), x), x=3), 1 / arb(8).sqrt())


def test_what_does_not_depend_on_the_variable_may_have_corners() -> None:
    assert value(Derivative(times(fn("abs", y), x), x), x=1, y=0) == 0


def test_components_of_a_vector() -> None:
    product = ScalarProduct(theta, vector_x)
    at: dict[str, Any] = {
        r"\theta": (fmpq(1), fmpq(2)),
        "x": (fmpq(3), fmpq(5)),
    }
    assert value(Derivative(product, component(theta, m)), m=1, **at) == 3
    assert value(Derivative(product, component(theta, m)), m=2, **at) == 5
    square = ScalarProduct(theta, theta)
    assert value(Derivative(square, component(theta, m)), m=2, **at) == 4
    with pytest.raises(UndefinedError):
        value(Derivative(product, component(theta, m)), m=3, **at)


def test_derivatives_in_a_slot() -> None:  # f(s, t) = s^3 + 2 s + 3 t + s t^2
    once = SlotDerivative(f(x, y), num(1))
    assert value(once, x=2, y=5) == 3 + 2 * 2 * 5
    twice = SlotDerivative(SlotDerivative(f(x, y), num(1)), num(0))
    assert value(twice, x=2, y=5) == 2 * 5
    inside = Derivative(SlotDerivative(f(raised(x, 2), y), num(0)), x)  # 6 s ds/dx
    assert value(inside, x=2, y=5) == 6 * 4 * 4


def test_definitions_are_unfolded_under_derivatives() -> None:
    variables = frozenset(("x", "w"))
    g = Definition(apply("g", (x,), (w,)), times(w, raised(x, 2)), variables)
    definitions = Definitions.of((g,))
    call = apply("g", (raised(y, 3),), (w,))
    assert value(Derivative(call, y), definitions, y=2, w=5) == 5 * 6 * 32
    assert value(Derivative(call, w), definitions, y=2, w=5) == 64
    assert value(SlotDerivative(call, num(1)), definitions, y=2, w=5) == 5 * 2 * 8


def test_a_bound_variable_does_not_catch_the_document_s_name() -> None:
    # g(y) = x y with the document's x; h(x) = g(1) + x: in h(5), g still means x = 2.
    g = Definition(apply("g", (y,)), times(x, y), frozenset("y"))
    h = Definition(apply("h", (x,)), apply("g", (num(1),)) + x, frozenset("x"))
    definitions = Definitions.of((g, h))
    assert value(apply("h", (num(5),)), definitions, x=2) == 7
    assert value(Derivative(apply("g", (num(3),)), x), definitions, x=2) == 3


def test_hidden_parameters_vary_and_linked_names_take_their_value() -> None:
    whole = apply("a", (), (Hidden(w),))
    definitions = Definitions.of(
        (Definition(whole, times(w, num(3)), frozenset("w")), Definition(a, whole))
    )
    assert value(Derivative(raised(whole, 2), w), definitions, w=2) == 2 * 6 * 3
    assert value(Derivative(raised(minus(a, num(1)), 2), a), definitions, w=2) == 10


def test_a_defined_name_in_a_derivative_in_what_it_depends_on_is_not_decided() -> None:
    definitions = Definitions.of((Definition(a, times(w, num(3))),))
    with pytest.raises(UnsupportedError):
        value(Derivative(raised(a, 2), w), definitions, w=2)
    assert value(Derivative(times(a, z), z), definitions, w=2, z=1) == 6


def test_very_deep_derivatives_are_not_evaluated() -> None:
    term: Term = raised(x, 9)
    for _ in range(9):
        term = Derivative(term, Symbol("x"))
    with pytest.raises(UnsupportedError):
        value(term, x=2)
