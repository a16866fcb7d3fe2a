"""Soundness and completeness of the decision procedures on random terms.

Terms are evaluated exactly at rational points. A function symbol is given a concrete
rational function: what is equal for independent generators is equal for any choice.
exp becomes q -> 64^q, where that is rational, which obeys the same laws.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Pow, Rational, Symbol

from derivation.errors import OutOfBudgetError
from derivation.prove.decide import rational, reorder
from derivation.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Application,
    Term,
    add,
    apply,
    at,
    children,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    put,
)

NAMES = tuple(Symbol(name) for name in "xyz")
Point = dict[Term, Fraction]


class UndefinedError(Exception):
    pass


def value(term: Term, point: Point) -> Fraction:
    if isinstance(term, Rational):
        return Fraction(int(term.p), int(term.q))
    if term in point:
        return point[term]
    if isinstance(term, Application):
        first, second = (value(t, point) for t in term.args[2].args)
        return 3 * first * first - 5 * first * second + second + 7
    parts = [value(part, point) for part in term.args]
    if isinstance(term, Add):
        return sum(parts, Fraction(0))
    if isinstance(term, Mul):
        product = Fraction(1)
        for part in parts:
            product *= part
        return product
    if isinstance(term, Pow):
        return powered(*parts)
    if type(term).__name__ == "exp":
        return exponential(parts[0])
    if type(term).__name__ == "sigmoid":
        return (parts[0] ** 3 + 2) / 9
    raise AssertionError(term)


def powered(base: Fraction, exponent: Fraction) -> Fraction:
    assert exponent.denominator == 1
    if base == 0 and exponent < 0:
        raise UndefinedError
    return base**exponent.numerator


def exponential(argument: Fraction) -> Fraction:
    scaled = argument * 6
    if scaled.denominator != 1 or abs(scaled) > 600:
        raise UndefinedError
    return Fraction(2) ** scaled.numerator


def maybe_value(term: Term, point: Point) -> Fraction | None:
    try:
        return value(term, point)
    except UndefinedError:
        return None


numbers = st.builds(Fraction, st.integers(-4, 4), st.integers(1, 3)).map(number)
leaves = st.one_of(st.sampled_from(NAMES), numbers)


def grown(terms: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.builds(add, terms, terms),
        st.builds(add, terms, terms, terms),
        st.builds(multiply, terms, terms),
        st.builds(multiply, terms, terms, terms),
        st.builds(divide, terms, terms),
        st.builds(negate, terms),
        st.builds(power, terms, st.integers(-2, 3).map(Integer)),
        st.builds(lambda a, b: apply("h", [a, b]), terms, terms),
        st.builds(lambda a: known("exp", a), terms),
        st.builds(lambda a: known("sigmoid", a), terms),
    )


expressions = st.recursive(leaves, grown, max_leaves=8)
points = st.fixed_dictionaries(
    {name: st.builds(Fraction, st.integers(-6, 6), st.integers(1, 3)) for name in NAMES}
)


def shuffled_sum(term: Term, other: Term) -> Term:
    return add(*reversed(term.args)) if isinstance(term, Add) else add(term, ZERO)


def shuffled_product(term: Term, other: Term) -> Term:
    return multiply(*reversed(term.args)) if isinstance(term, Mul) else multiply(ONE, term)


def distributed(term: Term, other: Term) -> Term:
    if not isinstance(term, Mul) or not isinstance(term.args[-1], Add):
        return term
    *rest, last = term.args
    return add(*(multiply(*rest, addend) for addend in last.args))


def powers_multiplied_out(term: Term, other: Term) -> Term:
    if not isinstance(term, Pow) or not isinstance(term.args[1], Integer):
        return term
    base, exponent = term.args[0], int(term.args[1])
    if exponent < 0:
        return divide(ONE, power(base, number(-exponent)))
    return multiply(*(base for _ in range(exponent)))


def exponential_split(term: Term, other: Term) -> Term:
    if type(term).__name__ != "exp":
        return term
    argument = term.args[0]
    if isinstance(argument, Add):
        return multiply(*(known("exp", addend) for addend in argument.args))
    half = known("exp", divide(argument, number(2)))
    return divide(half, known("exp", divide(negate(argument), number(2))))


REWRITINGS: tuple[Callable[[Term, Term], Term], ...] = (
    shuffled_sum,
    shuffled_product,
    distributed,
    powers_multiplied_out,
    exponential_split,
    lambda term, other: add(term, other, negate(other)),
    lambda term, other: multiply(term, divide(other, other)),
    lambda term, other: negate(negate(term)),
    lambda term, other: divide(ONE, divide(ONE, term)),
    lambda term, other: divide(add(multiply(term, other), term), add(other, ONE)),
    lambda term, other: add(divide(term, number(2)), divide(term, number(2))),
)

LAYOUTS: tuple[Callable[[Term, Term], Term], ...] = (
    shuffled_product,
    lambda term, other: negate(negate(term)),
    lambda term, other: multiply(MINUS_ONE, MINUS_ONE, term),
    lambda term, other: add(*reversed(term.args)) if isinstance(term, Add) else term,
    lambda term, other: (
        add(term.args[0], add(*term.args[1:])) if isinstance(term, Add) else term
    ),
    lambda term, other: (
        multiply(*(divide(ONE, factor) for factor in term.args[0].args))
        if isinstance(term, Pow) and isinstance(term.args[0], Mul) and term.args[1] == -1
        else term
    ),
)


def positions(term: Term) -> list[tuple[int, ...]]:
    parts: list[tuple[tuple[int, ...], Term]]
    if isinstance(term, Application):
        parts = [((2, index), part) for index, part in enumerate(term.args[2].args)]
    elif isinstance(term, Pow):
        parts = [((0,), term.args[0])]
    else:
        parts = [((index,), part) for index, part in enumerate(children(term))]
    below = [(*step, *rest) for step, part in parts for rest in positions(part)]
    return [(), *below]


@st.composite
def rewritten(
    draw: st.DrawFn, rules: tuple[Callable[[Term, Term], Term], ...]
) -> tuple[Term, Term]:
    original = draw(expressions)
    term = original
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(positions(term)))
        rule = draw(st.sampled_from(rules))
        term = put(term, path, rule(at(term, path), draw(leaves)))
    return original, term


def decided(left: Term, right: Term) -> frozenset[Term] | None:
    try:
        return rational.equal(left, right)
    except OutOfBudgetError:
        assume(False)
        raise


def defined_somewhere(*terms: Term) -> bool:
    """Whether the fragment itself finds no division by zero in the terms."""
    return all(decided(term, term) is not None for term in terms)


@given(rewritten(REWRITINGS))
@settings(max_examples=150, deadline=None)
def test_rewritten_terms_are_equal(pair: tuple[Term, Term]) -> None:
    left, right = pair
    assume(defined_somewhere(left, right))
    assert decided(left, right) is not None


@given(rewritten(REWRITINGS), st.lists(points, min_size=3, max_size=3))
@settings(max_examples=150, deadline=None)
def test_equal_terms_have_equal_values(pair: tuple[Term, Term], at_points: list[Point]) -> None:
    left, right = pair
    nonzero = decided(left, right)
    assume(nonzero is not None)
    assert nonzero is not None
    for point in at_points:
        assert_sound(left, right, nonzero, point)


def assert_sound(left: Term, right: Term, nonzero: frozenset[Term], point: Point) -> None:
    if any(maybe_value(term, point) in (None, 0) for term in nonzero):
        return
    values = maybe_value(left, point), maybe_value(right, point)
    assert None in values or values[0] == values[1]


@given(rewritten(REWRITINGS), expressions, st.data(), points)
@settings(max_examples=300, deadline=None)
def test_perturbed_terms_are_equal_only_if_their_values_are(
    pair: tuple[Term, Term], other: Term, data: st.DataObject, point: Point
) -> None:
    left, right = pair
    path = data.draw(st.sampled_from(positions(right)))
    perturbed = put(right, path, other)
    nonzero = decided(left, perturbed)
    values = maybe_value(left, point), maybe_value(perturbed, point)
    if nonzero is not None:
        assert_sound(left, perturbed, nonzero, point)
    elif None not in values and values[0] != values[1]:
        assert nonzero is None


@given(rewritten(REWRITINGS), st.sampled_from((ONE, NAMES[0], number(Fraction(1, 3)))))
@settings(max_examples=100, deadline=None)
def test_a_term_is_not_equal_to_itself_and_more(pair: tuple[Term, Term], more: Term) -> None:
    assert decided(pair[0], add(pair[1], more)) is None


@given(expressions, expressions, points)
@settings(max_examples=200, deadline=None)
def test_unrelated_terms_are_equal_only_if_their_values_are(
    left: Term, right: Term, point: Point
) -> None:
    nonzero = decided(left, right)
    if nonzero is not None:
        assert_sound(left, right, nonzero, point)


@given(expressions, points)
@settings(max_examples=150, deadline=None)
def test_a_defined_term_is_found_to_be_defined(term: Term, point: Point) -> None:
    """Where the exact values exist, no denominator can be identically zero."""
    assume(maybe_value(term, point) is not None)
    nonzero = decided(term, term)
    assert nonzero is not None
    for condition in nonzero:
        assert maybe_value(condition, point) not in (None, 0)


@given(rewritten(REWRITINGS))
@settings(max_examples=100, deadline=None)
def test_canonical_forms_of_equal_terms_are_one(pair: tuple[Term, Term]) -> None:
    assume(defined_somewhere(*pair))
    left, right = (rational.canonical(term) for term in pair)
    assert left.term == right.term
    assert decided(pair[0], left.term) is not None
    assert rational.canonical(left.term).term == left.term


@given(rewritten(LAYOUTS), points)
@settings(max_examples=200, deadline=None)
def test_layout_keeps_form_value_and_definedness(pair: tuple[Term, Term], point: Point) -> None:
    left, right = pair
    assert reorder.same(left, right)
    assert maybe_value(left, point) == maybe_value(right, point)


@given(rewritten(REWRITINGS), points)
@settings(max_examples=200, deadline=None)
def test_the_same_form_is_the_same_value(pair: tuple[Term, Term], point: Point) -> None:
    left, right = pair
    if reorder.same(left, right):
        assert maybe_value(left, point) == maybe_value(right, point)
        assert (decided(left, left) is None) == (decided(right, right) is None)
