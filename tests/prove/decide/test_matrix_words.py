"""Matrix expressions as words: their values stay what they are, and no more is equal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import IndexedBase, Matrix, Rational, Symbol

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.decide.matrix_words import normal_form
from derivation.term import (
    MATRIX_INVERSE,
    MATRIX_PRODUCT,
    MATRIX_TRACE,
    MATRIX_TRANSPOSE,
    Operator,
    ScalarProduct,
    Term,
    add,
    known,
    multiply,
    number,
    operator,
    vector,
)

A, B, X = Symbol("A"), Symbol("B"), Symbol("X")
u, v = vector("u"), vector("v")

VALUES: Mapping[Term, Any] = {
    A: Matrix([[1, 2], [3, 5]]),
    B: Matrix([[0, 1], [-1, 4]]),
    X: Matrix([[2, -1], [7, 3]]),
    u: Matrix([2, -3]),
    v: Matrix([5, 1]),
}


def product(*factors: Term) -> Term:
    return operator(MATRIX_PRODUCT, factors)


def turned(term: Term) -> Term:
    return operator(MATRIX_TRANSPOSE, (term,))


def inverse(term: Term) -> Term:
    return operator(MATRIX_INVERSE, (term,))


def trace(term: Term) -> Term:
    return operator(MATRIX_TRACE, (term,))


def times(left: Any, right: Any) -> Any:
    """The product; a matrix with one entry is a number."""
    numbers = [f[0, 0] if getattr(f, "shape", None) == (1, 1) else f for f in (left, right)]
    return numbers[0] * numbers[1]


def value(term: Term) -> Any:
    """The exact value with the matrices of VALUES, by SymPy."""
    if term in VALUES:
        return VALUES[term]
    if isinstance(term, Rational):
        return term
    if isinstance(term, ScalarProduct):
        return (value(term.args[0]).T * value(term.args[1]))[0, 0]
    if isinstance(term, sympy.Add):
        return reduce(lambda one, other: one + other, map(scalar, map(value, term.args)))
    if isinstance(term, sympy.Mul):
        return reduce(times, map(value, term.args))
    assert isinstance(term, Operator)
    return scalar(_applied(term.args[0].name, [value(part) for part in term.args[2].args]))


def _applied(head: str, parts: list[Any]) -> Any:
    if head == MATRIX_PRODUCT:
        return reduce(times, parts)
    (part,) = parts
    if not isinstance(part, sympy.MatrixBase):
        part = Matrix([[part]])
    if head == MATRIX_TRANSPOSE:
        return part.T
    return part.trace() if head == MATRIX_TRACE else part.inv()


def scalar(found: Any) -> Any:
    return found[0, 0] if getattr(found, "shape", None) == (1, 1) else found


letters = st.sampled_from((A, B, X))
squares = st.recursive(
    letters,
    lambda inner: st.one_of(
        st.builds(turned, inner),
        st.builds(inverse, inner),
        st.builds(product, inner, inner),
        st.builds(product, inner, inner, inner),
        st.builds(add, inner, inner),
        st.builds(lambda c, m: multiply(number(c), m), st.integers(-3, 3), inner),
        st.builds(lambda m, n: product(trace(m), n), inner, inner),
        st.builds(lambda m: product(m, u, turned(v)), inner),
    ),
    max_leaves=6,
)
numbers = st.one_of(
    st.builds(trace, squares),
    st.builds(lambda m: product(turned(u), m, v), squares),
    st.builds(lambda m: add(ScalarProduct(u, v), product(turned(v), m, u)), squares),
    st.builds(lambda m: trace(product(u, turned(v), m)), squares),
)


@settings(deadline=None)
@given(st.one_of(squares, numbers))
def test_the_normal_form_has_the_same_value(term: Term) -> None:
    try:
        expected = value(term)
    except sympy.matrices.exceptions.NonInvertibleMatrixError:
        assume(False)
    found = normal_form(term)
    assert scalar(value(found)) == expected
    assert normal_form(found) == found or value(normal_form(found)) == expected


def same(left: Term, right: Term) -> bool:
    try:
        kernel.arithmetic(normal_form(left), normal_form(right))
    except KernelError:
        return False
    return True


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (product(A, add(B, X)), add(product(A, B), product(A, X))),
        (turned(product(A, B)), product(turned(B), turned(A))),
        (product(inverse(A), A, B), B),
        (product(B, product(A, X), inverse(product(A, X))), B),
        (trace(product(A, B, X)), trace(product(X, A, B))),
        (trace(product(A, turned(B))), trace(product(B, turned(A)))),
        (product(turned(u), inverse(A), v), product(turned(v), inverse(turned(A)), u)),
        (
            known("exp", product(turned(u), A, v)),
            known("exp", product(turned(v), turned(A), u)),
        ),
    ],
)
def test_what_is_equal(left: Term, right: Term) -> None:
    both = add(number(1), left), add(number(1), right)
    assert same(left, right) or same(*both)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (product(A, B), product(B, A)),
        (turned(product(A, B)), product(turned(A), turned(B))),
        (trace(product(A, B, X)), trace(product(B, A, X))),
        (product(turned(u), v, X), product(turned(X), turned(v), u)),
        (product(turned(A), X, B), product(turned(B), turned(X), A)),
        (inverse(product(A, B)), product(inverse(A), inverse(B))),
        (product(A, inverse(B), A), B),
        (A, turned(A)),
    ],
)
def test_what_is_not_equal(left: Term, right: Term) -> None:
    assert not same(left, right)
    assert not same(product(left, A), product(right, A))


def test_too_many_words_are_refused() -> None:
    wide = add(*(Symbol(f"C_{n}") for n in range(30)))
    with pytest.raises(OutOfBudgetError):
        normal_form(product(wide, wide))
    with pytest.raises(KernelError):
        kernel.matrix_words(product(wide, wide))


def test_vectors_are_columns_and_names_only_on_condition() -> None:
    y = Symbol("y")
    term = add(product(turned(y), y), product(turned(y), X, A), product(turned(A), X, y))
    theorem = kernel.matrix_words(term, [y])
    assert any("ScalarProduct(y, y)" in repr(c) for c in theorem.conditions)
    assert isinstance(u, IndexedBase)
