"""Theorems modulo equations: what follows, under which conditions, and what does not."""

from __future__ import annotations

import pytest
from sympy import Symbol

from derivation.errors import KernelError
from derivation.prove import kernel
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Equal, NonZero, Positive
from derivation.term import (
    Derivative,
    Term,
    add,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    walk,
)

P, Q, X, Y, R = (Symbol(name) for name in "pqxyr")
ONE, TWO = number(1), number(2)
SUM = Equal(add(P, Q), ONE)
CIRCLE = Equal(add(power(X, TWO), power(Y, TWO)), power(R, TWO))


def modulo(left: Term, right: Term, *equations: Equal) -> Theorem:
    return kernel.modulo(left, right, [kernel.assume(each) for each in equations])


def test_the_equations_are_conditions_of_what_follows_from_them() -> None:
    square = add(power(P, TWO), multiply(TWO, P, Q), power(Q, TWO))
    theorem = modulo(square, ONE, SUM)
    assert theorem.conclusion == Equal(square, ONE)
    assert theorem.conditions == {SUM}
    assert theorem.certificate.premises[0].conclusion == SUM


def test_what_does_not_follow_is_refused() -> None:
    with pytest.raises(KernelError):
        modulo(add(power(P, TWO), power(Q, TWO)), ONE, SUM)
    with pytest.raises(KernelError):
        modulo(R, known("abs", R), CIRCLE)
    with pytest.raises(KernelError):
        modulo(power(add(power(X, TWO), power(Y, TWO)), divide(ONE, TWO)), R, CIRCLE)


def test_what_is_inverted_must_not_be_zero() -> None:
    quotient = divide(add(P, negate(power(P, TWO))), Q)
    theorem = modulo(quotient, P, SUM)
    assert theorem.conditions == {SUM, NonZero(Q)}
    theorem = modulo(divide(X, Y), divide(P, Q), Equal(multiply(X, Q), multiply(P, Y)))
    assert {NonZero(Y), NonZero(Q)} < theorem.conditions


def test_a_product_that_is_zero_says_nothing_of_its_factors() -> None:
    product = Equal(multiply(X, Y), number(0))
    with pytest.raises(KernelError):
        modulo(X, number(0), product)
    over = Equal(divide(X, Y), number(0))
    assert modulo(X, number(0), over).conditions == {over}  # it has a value only where y != 0


def test_what_is_known_not_to_be_zero_may_be_cancelled() -> None:
    product = Equal(multiply(X, Y), multiply(X, P))
    facts = [kernel.assume(product), kernel.assume(NonZero(X))]
    theorem = kernel.modulo(Y, P, facts)
    assert theorem.conditions == {product, NonZero(X)}
    with pytest.raises(KernelError):
        kernel.modulo(Y, P, facts[:1])
    with pytest.raises(KernelError):
        kernel.modulo(Y, P, [kernel.assume(product), kernel.assume(NonZero(Y))])
    with pytest.raises(KernelError):
        kernel.modulo(Y, P, [kernel.assume(product), kernel.assume(Positive(X))])


def test_generators_must_be_defined() -> None:
    log = known("log", P)
    theorem = modulo(multiply(log, add(P, Q)), log, SUM)
    assert theorem.conditions == {SUM, Positive(P)}


def test_nothing_is_proved_from_equations_that_contradict_each_other() -> None:
    with pytest.raises(KernelError):
        modulo(X, Y, Equal(P, ONE), Equal(P, TWO))
    with pytest.raises(KernelError):
        modulo(X, Y, Equal(ONE, TWO))


def test_proved_equalities_serve_as_well_as_assumed_ones() -> None:
    fact = kernel.transitivity(kernel.assume(Equal(P, X)), kernel.assume(Equal(X, Q)))
    theorem = kernel.modulo(power(P, TWO), power(Q, TWO), [fact])
    assert theorem.conditions == {Equal(P, X), Equal(X, Q)}


def test_an_equation_does_not_go_under_a_derivative_in_its_names() -> None:
    """Where p + q = 1, q varies with p: d/dp q is not 0."""
    fact = modulo(Q, add(ONE, negate(P)), SUM)
    derivative = Derivative(power(Q, TWO), P)
    path = next((0, index) for index, part in enumerate(derivative.args[0].args) if part == Q)
    with pytest.raises(KernelError):
        kernel.congruence(derivative, path, fact)
    other = Derivative(power(Q, TWO), X)
    assert kernel.congruence(other, path, fact).conditions >= {SUM}


def test_a_term_under_a_derivative_is_a_generator_of_its_own() -> None:
    inside = Derivative(multiply(Q, X), X)
    with pytest.raises(KernelError):
        modulo(inside, Derivative(X, X), Equal(Q, ONE))
    assert Q in set(walk(inside))
