"""Ideal membership: found cofactors multiply out, and non-members are not members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from flint import Ordering, fmpq, fmpq_mpoly_ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.errors import OutOfBudgetError
from derivation.prove.decide.groebner import SearchBudget
from derivation.prove.decide.ideal import Membership, checks, contradictory, member

RING = fmpq_mpoly_ctx.get(("x", "y", "z"), Ordering.lex)
X, Y, Z = RING.gens()
ONE = RING.constant(1)

EXPONENTS = st.tuples(*(st.integers(0, 2) for _ in range(3)))
COEFFICIENTS = st.fractions(-3, 3, max_denominator=2)
POLYNOMIALS = st.dictionaries(EXPONENTS, COEFFICIENTS, min_size=1, max_size=3).map(
    lambda terms: RING.from_dict(
        {e: fmpq(c.numerator, c.denominator) for e, c in terms.items()}
    )
)
POINTS = st.tuples(*(st.integers(-2, 2) for _ in range(3)))


def at(polynomial: Any, point: Sequence[int]) -> Any:
    return polynomial(*point)


@settings(max_examples=60, deadline=None)
@given(st.lists(POLYNOMIALS, min_size=1, max_size=3), st.data())
def test_a_combination_of_generators_is_a_member(generators: list[Any], data: Any) -> None:
    multipliers = [data.draw(POLYNOMIALS) for _ in generators]
    pairs = zip(multipliers, generators, strict=True)
    target = sum((m * g for m, g in pairs), RING.constant(0))
    try:
        found = member(target, generators, ONE)
    except OutOfBudgetError:
        return
    assert found is not None
    assert found.power == 1
    assert checks(target, generators, ONE, found)


@settings(max_examples=60, deadline=None)
@given(st.lists(POLYNOMIALS, min_size=1, max_size=3), POLYNOMIALS, POLYNOMIALS, POINTS)
def test_what_is_not_zero_at_a_common_zero_is_no_member(
    shapes: list[Any], target: Any, factor: Any, point: tuple[int, int, int]
) -> None:
    generators = [g - at(g, point) for g in shapes]
    if at(target, point) == 0:
        target = target + 1
    if at(factor, point) == 0:
        factor = factor + 1
    try:
        assert member(target, generators, factor) is None
        assert not contradictory(generators, factor)
    except OutOfBudgetError:
        return


@settings(max_examples=40, deadline=None)
@given(POLYNOMIALS, POLYNOMIALS, st.integers(1, 3))
def test_a_factor_that_is_not_zero_can_be_divided_out(
    target: Any, factor: Any, power: int
) -> None:
    if target.is_zero() or factor.is_zero():
        return
    try:
        found = member(target, [target * factor**power], factor)
    except OutOfBudgetError:
        return
    assert found is not None


def test_a_polynomial_is_zero_where_its_power_is() -> None:
    found = member(X - Y, [(X - Y) ** 3], ONE)
    assert found is not None
    assert found.power == 3
    assert member(X, [X**2 + Y**2], ONE) is None  # true of real x and y, not of complex ones


def test_the_identities_of_textbooks_follow_from_their_constraints() -> None:
    assert member(X**3 + Y**3 + Z**3 - 3 * X * Y * Z, [X + Y + Z], ONE)
    assert member(X**4 - Y**4 - Z**2 * (X**2 - Y**2), [X**2 + Y**2 - Z**2], ONE)
    assert member(X**2 + Y**2 - 1, [X + Y - 1], ONE) is None


def test_every_generator_may_be_needed() -> None:
    found = member(X * Y - 2, [X - 1, Y - 2], ONE)
    assert found is not None
    assert not any(cofactor.is_zero() for cofactor in found.cofactors)


def test_wrong_cofactors_are_not_accepted() -> None:
    assert checks(X**2 - 1, [X - 1], ONE, Membership((X + 1,)))
    assert not checks(X**2 - 1, [X - 1], ONE, Membership((X - 1,)))
    assert not checks(X**2 - 1, [X - 1], ONE, Membership((X + 1,), power=0))
    assert not checks(X**2 - 1, [X - 1], ONE, Membership(()))
    assert not checks(ONE, [X], ONE, Membership((RING.constant(0),), power=0))


def test_contradicting_generators_are_noticed() -> None:
    assert contradictory([X - 1, X - 2], ONE)
    assert contradictory([X * Y - 1, Y], ONE)
    assert contradictory([X * Y], X * Y)
    assert not contradictory([X * Y], X)


def test_a_search_that_grows_too_large_ends() -> None:
    cyclic = [X**7 + Y**5 * Z - 3, Y**6 + X**3 * Z**2 - X, Z**7 - X * Y**4 + 2]
    with pytest.raises(OutOfBudgetError):
        member(X + Y, cyclic, ONE, SearchBudget(pairs=4))


def test_a_division_that_would_fill_the_memory_is_not_begun() -> None:
    with pytest.raises(OutOfBudgetError):
        member(X**100_000, [X - Y - Z], ONE)
    with pytest.raises(OutOfBudgetError):
        member(X, [X - Y, X**1_000_000 - Z], ONE)
