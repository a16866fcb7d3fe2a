"""Bounds by z3: what follows, what does not, and that a theorem names its helper."""

from __future__ import annotations

import pytest
from sympy import Symbol

from derivation.errors import KernelError
from derivation.prove import kernel
from derivation.prove.decide import real_arithmetic
from derivation.prove.proposition import (
    Different,
    Equal,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.term import ComplexName, Term, add, known, multiply, negate, number, power

pytestmark = pytest.mark.skipif(
    not real_arithmetic.installed(), reason="z3 is an optional dependency"
)

x, y = Symbol("x"), Symbol("y")
ONE, TWO = number(1), number(2)


def squared(term: Term) -> Term:
    return power(term, TWO)


BEYOND_ONE = (Positive(add(x, negate(ONE))), Positive(add(y, negate(ONE))))


@pytest.mark.parametrize(
    ("bound", "given"),
    [
        (NonNegative(add(squared(x), squared(y), multiply(number(-2), x, y))), ()),
        (Positive(add(multiply(squared(x), y), negate(x), negate(y), TWO)), BEYOND_ONE),
        (NonZero(add(squared(x), x, ONE)), ()),
        (Positive(add(squared(known("exp", x)), known("exp", x), ONE)), ()),
        (Positive(x), (Equal(x, add(squared(y), ONE)),)),
        (NonZero(add(x, negate(y))), (Different(x, y),)),
    ],
)
def test_what_follows(bound: Proposition, given: tuple[Proposition, ...]) -> None:
    theorem = kernel.within_real_arithmetic(bound, given)
    assert theorem.conclusion == bound
    assert theorem.axioms == {real_arithmetic.NAME}
    assert theorem.conditions <= set(given)


def test_only_what_is_needed_is_among_the_conditions() -> None:
    given = (Positive(x), Positive(y), NonNegative(add(x, y)))
    theorem = kernel.within_real_arithmetic(Positive(multiply(x, x, x)), given)
    assert theorem.conditions == {Positive(x)}


def test_what_a_part_needs_to_have_a_value_is_a_condition() -> None:
    logarithm = known("log", x)
    theorem = kernel.within_real_arithmetic(NonNegative(squared(logarithm)), ())
    assert theorem.conditions == {Positive(x)}


@pytest.mark.parametrize(
    ("bound", "given"),
    [
        (Positive(x), ()),
        (Positive(squared(x)), ()),
        (NonNegative(add(squared(x), negate(y))), (Positive(y),)),
        (Positive(known("sin", x)), (Positive(x),)),
        (NonNegative(squared(ComplexName("z"))), ()),
        (Positive(x), (Positive(y), Positive(negate(y)))),
        (Positive(x), (Positive(x), Positive(negate(x)))),
        (Different(x, add(x, ONE)), ()),
    ],
)
def test_what_does_not_follow(bound: Proposition, given: tuple[Proposition, ...]) -> None:
    with pytest.raises(KernelError):
        kernel.within_real_arithmetic(bound, given)
