"""Equalities that are true by the way they are made must not be refuted, ever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Add, Mul

from derivation.prove.refute import Problem, refute
from derivation.term import (
    KNOWN_FUNCTIONS,
    ONE,
    Derivative,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    children,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    rebuild,
)
from tests.prove.refute.terms import a, f, fn, m, num, theta, vector_x, w, x, y

FUNCTIONS = tuple(KNOWN_FUNCTIONS)

leaves = st.sampled_from((x, y, component(theta, m), ScalarProduct(theta, vector_x), ONE)) | (
    st.fractions(min_value=-3, max_value=3, max_denominator=4).map(number)
)


def larger(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda items: add(*items)),
        st.lists(parts, min_size=2, max_size=3).map(lambda items: multiply(*items)),
        st.builds(divide, parts, parts),
        st.builds(power, parts, st.sampled_from([num(2), num(-1), num(3), num("1/2"), y])),
        st.builds(known, st.sampled_from(FUNCTIONS), parts),
        parts.map(f),
        st.builds(Derivative, parts, st.sampled_from((x, component(theta, m)))),
        st.builds(SlotDerivative, parts.map(f), st.just(num(0))),
    )


terms = st.recursive(leaves, larger, max_leaves=8)
variables = st.sampled_from((x, y, component(theta, m)))


def turned(term: Term) -> Term:
    """The term with every sum and product turned around, other parts as they are."""
    if not children(term) or isinstance(term, ScalarProduct) or term.has(theta, vector_x):
        return term
    if isinstance(term, Add | Mul):
        return rebuild(term, [turned(part) for part in reversed(term.args)])
    return term


def refuted(left: Term, right: Term) -> bool:
    return refute(Problem(left, right, indices=frozenset("m")), seconds=0.2) is not None


quick = settings(max_examples=60, deadline=None)


@quick
@given(terms)
def test_reordering(term: Term) -> None:
    assert not refuted(term, turned(term))


@quick
@given(terms, terms, terms)
def test_distributing(one: Term, two: Term, three: Term) -> None:
    spread = add(multiply(one, two), multiply(one, three))
    assert not refuted(multiply(one, add(two, three)), spread)


@quick
@given(terms, terms)
def test_cancelling_and_clearing(one: Term, two: Term) -> None:
    assert not refuted(divide(multiply(one, two), two), one)
    assert not refuted(add(one, two, negate(two)), one)


@quick
@given(terms, terms, variables)
def test_rules_of_calculus(one: Term, two: Term, variable: Term) -> None:
    first, second = Derivative(one, variable), Derivative(two, variable)
    assert not refuted(Derivative(add(one, two), variable), add(first, second))
    product = add(multiply(first, two), multiply(one, second))
    assert not refuted(Derivative(multiply(one, two), variable), product)
    difference = add(multiply(first, two), negate(multiply(one, second)))
    quotient = divide(difference, power(two, num(2)))
    assert not refuted(Derivative(divide(one, two), variable), quotient)


@quick
@given(terms, st.sampled_from(("exp", "sin", "sigmoid", "tanh")), variables)
def test_chain_rule(inner: Term, name: str, variable: Term) -> None:
    outer = {
        "exp": fn("exp", inner),
        "sin": fn("cos", inner),
        "sigmoid": multiply(fn("sigmoid", inner), add(ONE, negate(fn("sigmoid", inner)))),
        "tanh": add(ONE, negate(power(fn("tanh", inner), num(2)))),
    }[name]
    slope = Derivative(inner, variable)
    assert not refuted(Derivative(fn(name, inner), variable), multiply(outer, slope))
    slot = SlotDerivative(f(inner), num(0))
    assert not refuted(Derivative(f(inner), variable), multiply(slot, slope))


@quick
@given(terms)
def test_exponentials_and_logarithms(term: Term) -> None:
    assert not refuted(fn("exp", fn("log", term)), term)
    assert not refuted(fn("log", fn("exp", term)), term)
    squares = add(power(fn("sin", term), num(2)), power(fn("cos", term), num(2)))
    assert not refuted(squares, ONE)


@quick
@given(terms, variables)
def test_order_of_derivatives(term: Term, other: Term) -> None:
    one = Derivative(Derivative(term, x), other)
    assert not refuted(one, Derivative(Derivative(term, other), x))


@quick
@given(terms)
def test_what_is_larger_is_refuted(term: Term) -> None:
    """The same terms are no safe hiding place: where they have a value, term + 1 differs."""
    undefined = refute(Problem(term, multiply(term, a, w), indices=frozenset("m"))) is None
    assert undefined or refuted(term, add(term, ONE))
