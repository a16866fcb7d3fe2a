"""Equality under equations: what is false at a point that satisfies them is not proved."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Symbol

from derivation.prove import kernel
from derivation.prove.hypotheses import Help, Hypotheses
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Equal, Positive
from derivation.prove.refute import Problem, refute
from derivation.prove.solving import connected
from derivation.term import (
    Range,
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
)

NAMES = tuple(Symbol(name) for name in "pqxy")
P, Q, X, Y = NAMES
ONE, TWO = number(1), number(2)
SUM = Equal(add(P, Q), ONE)

Values = dict[Symbol, Fraction]

NUMBERS = st.integers(-3, 3).map(number)
TERMS = st.recursive(
    NUMBERS | st.sampled_from(NAMES),
    lambda inner: st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(lambda base: power(base, TWO), inner),
        st.builds(lambda part: apply("f", [part]), inner),
    ),
    max_leaves=5,
)
POINTS = st.fixed_dictionaries({name: st.integers(-3, 3).map(Fraction) for name in NAMES})


def value(term: Term, at: Values) -> Fraction:
    """The value at a point, with f(t) = t³ + 2 t + 5."""
    if term in at:
        return at[term]
    if not term.args:
        return Fraction(int(term))
    if term.func.__name__ == "Application":
        inside = value(term.args[2].args[0], at)
        return inside**3 + 2 * inside + 5
    parts = [value(part, at) for part in term.args]
    if term.is_Pow:
        return Fraction(parts[0] ** int(parts[1]))
    result = parts[0]
    for part in parts[1:]:
        result = result + part if term.is_Add else result * part
    return result


def plainly(term: Term) -> Iterator[Theorem]:
    yield kernel.reflexivity(term)


def prove(left: Term, right: Term, *equations: Equal) -> Theorem | None:
    return Hypotheses(equations).prove(left, right, Help(plainly, lambda one, other: None))


@settings(max_examples=150, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=2), TERMS, TERMS, POINTS)
def test_what_is_false_where_the_equations_hold_is_not_proved(
    shapes: list[Term], left: Term, right: Term, point: Values
) -> None:
    equations = [Equal(shape, number(value(shape, point))) for shape in shapes]
    found = prove(left, right, *equations)
    if value(left, point) != value(right, point):
        assert found is None
    elif found is not None:
        assert found.conclusion == Equal(left, right)
        assert {c for c in found.conditions if isinstance(c, Equal)} <= set(equations)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), TERMS, TERMS)
def test_a_name_may_be_replaced_by_what_an_equation_says_it_is(
    name: Symbol, instead: Term, around: Term
) -> None:
    if name in instead.free_symbols or name not in around.free_symbols:
        return
    after = _put(around, name, instead)
    if around == after:
        return
    found = prove(apply("g", [around]), apply("g", [after]), Equal(name, instead))
    assert found is not None


def _put(term: Term, name: Symbol, instead: Term) -> Term:
    if term == name:
        return instead
    if not term.args:
        return term
    if term.func.__name__ == "Application":
        return apply(term.args[0].name, [_put(term.args[2].args[0], name, instead)])
    parts = [_put(part, name, instead) for part in term.args]
    if term.is_Pow:
        return power(*parts)
    return add(*parts) if term.is_Add else multiply(*parts)


def test_arguments_are_compared_at_any_depth() -> None:
    circle = Equal(add(power(X, TWO), power(Y, TWO)), P)
    inner = known("sin", add(power(X, TWO), power(Y, TWO)))
    assert prove(known("exp", inner), known("exp", known("sin", P)), circle) is not None


def test_bounds_are_those_of_the_terms_as_written() -> None:
    found = prove(known("log", add(ONE, negate(P))), known("log", Q), SUM)
    assert found is not None
    bounds = {c for c in found.conditions if not isinstance(c, Equal)}
    assert bounds == {Positive(add(ONE, negate(P))), Positive(Q)}


def test_a_root_is_not_taken_of_an_equation() -> None:
    squares = Equal(power(X, TWO), power(Y, TWO))
    half = divide(ONE, TWO)
    assert prove(X, Y, squares) is None
    assert prove(power(power(X, TWO), half), Y, squares) is None
    assert prove(power(power(X, TWO), half), power(power(Y, TWO), half), squares) is not None


def test_a_bound_name_is_another_one() -> None:
    """x = 1 says nothing of the x that a sum runs over."""
    k = X
    total = Summation(multiply(k, Y), k, Range(ONE, TWO))
    assert prove(total, Summation(Y, k, Range(ONE, TWO)), Equal(X, ONE)) is None
    # with x + y = 1, y must not become 1 - x below the binder of x
    wrong = Summation(multiply(k, add(ONE, negate(k))), k, Range(ONE, TWO))
    assert prove(total, wrong, Equal(add(X, Y), ONE)) is None
    other = Summation(multiply(k, add(ONE, negate(P))), k, Range(ONE, TWO))
    assert prove(total, other, Equal(add(P, Y), ONE)) is not None


def test_only_what_belongs_to_the_claim_is_taken_into_account() -> None:
    far = Equal(X, Y)
    assert connected((SUM, far), frozenset("p")) == (SUM,)
    assert connected((SUM, far, Equal(Q, X)), frozenset("p")) == (SUM, Equal(Q, X), far)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3), st.integers(-2, 2), st.integers(1, 4))
def test_counterexamples_lie_on_the_curve(a: int, b: int, c: int) -> None:
    """a x² + b x y + y² = c² has rational points; the false claim is refuted at one."""
    curve = add(multiply(number(a), power(X, TWO)), multiply(number(b), X, Y), power(Y, TWO))
    equation = Equal(curve, number(c * c))
    claim = Problem(add(curve, X), number(c * c + 1), assumptions=(equation,))
    found = refute(claim)
    assert found is not None
    point = {name: Fraction(text) for name, text in found.assignment}
    x, y = point["x"], point["y"]
    assert a * x * x + b * x * y + y * y == c * c
