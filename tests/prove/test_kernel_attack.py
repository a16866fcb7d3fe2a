"""The kernel's own rules of differentiation attacked at points, as axioms are."""

from __future__ import annotations

import pytest
from sympy import Symbol

from derivation.prove import kernel
from derivation.prove.definedness import definedness
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Differentiable, Exists
from derivation.term import (
    Derivative,
    Integral,
    ProductOver,
    Range,
    SlotDerivative,
    Summation,
    Term,
    add,
    apply,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    replace,
)
from tests.attack import Claim, attack

X, Y, K, N, T = (Symbol(name) for name in "xyknt")

ARGUMENTS = (
    (X, Y),
    (power(X, number(2)), known("sin", X)),
    (multiply(X, Y), divide(number(1), X)),
    (known("log", X), power(Y, X)),
    (number(3), known("abs", X)),
    (known("exp", negate(X)), add(X, Y)),
)

BODIES = (
    power(add(X, K), number(2)),
    known("log", add(X, K)),
    multiply(K, known("sin", multiply(K, X))),
    divide(number(1), add(X, negate(K))),
    known("abs", add(X, negate(K))),
    apply("f", (K, X)),
    power(X, K),
)


def slots(value: Term, *places: int) -> Term:
    for place in places:
        value = SlotDerivative(value, number(place))
    return value


def agreed(theorem: Theorem) -> int:
    return attack(theorem, 40, {"n"})["agree"]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=str)
@pytest.mark.parametrize("places", [(), (0,), (1, 0), (0, 1, 1)], ids=str)
def test_the_chain_rule_holds_wherever_its_conditions_do(
    arguments: tuple[Term, ...], places: tuple[int, ...]
) -> None:
    value = slots(apply("f", arguments), *places)
    assert agreed(kernel.chain_rule(value, X)) >= 10


@pytest.mark.parametrize("arguments", ARGUMENTS[:4], ids=str)
def test_the_order_of_places_does_not_matter(arguments: tuple[Term, ...]) -> None:
    value = slots(apply("f", arguments), 1, 0, 1, 0)
    assert agreed(kernel.order_of_slots(value)) >= 10


@pytest.mark.parametrize("body", BODIES, ids=str)
@pytest.mark.parametrize("upper", [number(3), number(-1), power(N, number(2))], ids=str)
def test_sums_are_differentiated_term_by_term(body: Term, upper: Term) -> None:
    total = Summation(body, K, Range(number(0), upper))
    assert agreed(kernel.derivative_of_a_sum(total, X)) >= 8


@pytest.mark.parametrize("body", BODIES, ids=str)
@pytest.mark.parametrize("upper", [number(3), number(0)], ids=str)
def test_products_are_differentiated_by_their_factors(body: Term, upper: Term) -> None:
    total = ProductOver(body, K, Range(number(1), upper))
    assert agreed(kernel.derivative_of_a_product(total, X)) >= 8


def test_the_second_derivative_of_a_sum_is_that_of_its_terms() -> None:
    total = Summation(known("log", add(X, K)), K, Range(number(1), number(3)))
    one = kernel.derivative_of_a_sum(total, X)
    whole = Derivative(Derivative(total, X), X)
    theorem = kernel.congruence(whole, (0,), one)
    assert agreed(theorem) >= 8


INTEGRALS = (
    (power(T, number(2)), divide(power(T, number(3)), number(3))),
    (known("cos", T), known("sin", T)),
    (known("exp", multiply(X, T)), divide(known("exp", multiply(X, T)), X)),
    (divide(number(1), add(T, Y)), known("log", add(T, Y))),
    (multiply(T, X), divide(multiply(power(T, number(2)), X), number(2))),
    (known("cos", add(T, negate(X))), known("sin", add(T, negate(X)))),
)
"""Integrands in t, and what they are the derivatives of."""

RANGES = (
    (number(0), X),
    (number(1), add(power(X, number(2)), number(1))),
    (negate(X), multiply(number(2), X)),
    (number(1), number(2)),
    (known("sin", X), number(2)),
)


@pytest.mark.parametrize("ends", RANGES, ids=str)
@pytest.mark.parametrize(("integrand", "primitive"), INTEGRALS, ids=str)
def test_integrals_are_differentiated_as_their_values_are(
    integrand: Term, primitive: Term, ends: tuple[Term, Term]
) -> None:
    """The integral is replaced by its value, which dual numbers can differentiate."""
    integral = Integral(integrand, T, Range(*ends))
    theorem = kernel.derivative_of_an_integral(integral, X)
    low, high = (replace(primitive, {T: end}) for end in ends)
    value = Derivative(add(high, negate(low)), X)
    conditions = frozenset(
        each for each in theorem.conditions if not isinstance(each, Exists | Differentiable)
    )
    claim = Claim(value, theorem.right, conditions | definedness(value))
    found = attack(claim, 12)
    assert found["agree"] >= 3
