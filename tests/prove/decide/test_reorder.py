from __future__ import annotations

import pytest
import sympy
from sympy import Symbol

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import reorder
from derivation.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Derivative,
    ScalarProduct,
    Term,
    add,
    apply,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    vector,
)

a, b, c, x, y = (Symbol(name) for name in "abcxy")
TWO = number(2)

SAME = {
    "commuted sum": (add(a, b), add(b, a)),
    "commuted product": (multiply(a, b), multiply(b, a)),
    "regrouped sum": (add(add(a, b), c), add(a, add(b, c))),
    "regrouped product": (multiply(multiply(a, b), c), multiply(a, multiply(c, b))),
    "sign of a factor": (multiply(negate(a), b), negate(multiply(a, b))),
    "sign of either factor": (multiply(negate(a), b), multiply(a, negate(b))),
    "two signs": (multiply(negate(a), negate(b)), multiply(a, b)),
    "twice negated": (multiply(MINUS_ONE, multiply(MINUS_ONE, a)), a),
    "sign in a number": (multiply(number(-2), a), negate(multiply(TWO, a))),
    "factor one": (multiply(ONE, a), a),
    "denominator split": (
        divide(a, multiply(b, c)),
        multiply(a, power(b, MINUS_ONE), power(c, MINUS_ONE)),
    ),
    "product over": (divide(multiply(a, b), c), multiply(a, divide(b, c))),
    "sign of a denominator": (divide(a, negate(b)), negate(divide(a, b))),
    "half written two ways": (multiply(sympy.Rational(1, 2), a), divide(a, TWO)),
    "negative power": (power(a, number(-2)), divide(ONE, power(a, TWO))),
    "inverse root": (
        power(a, sympy.Rational(-1, 2)),
        divide(ONE, power(a, sympy.Rational(1, 2))),
    ),
    "sum under two signs": (
        add(multiply(MINUS_ONE, multiply(MINUS_ONE, add(a, b))), c),
        add(a, b, c),
    ),
    "inside a function": (known("log", add(a, b)), known("log", add(b, a))),
    "inside a derivative": (
        Derivative(multiply(a, x), x),
        Derivative(multiply(x, a), x),
    ),
    "inside an application": (apply("h", [add(a, b)], [c]), apply("h", [add(b, a)], [c])),
    "scalar product": (
        ScalarProduct(vector("u"), vector("v")),
        ScalarProduct(vector("v"), vector("u")),
    ),
    "inside an index": (
        component(vector("u"), add(a, ONE)),
        component(vector("u"), add(ONE, a)),
    ),
}

DIFFERENT = {
    "like terms": (add(x, x), multiply(TWO, x)),
    "like factors": (multiply(x, x), power(x, TWO)),
    "cancelling": (divide(x, x), ONE),
    "arithmetic": (multiply(TWO, number(3)), number(6)),
    "arithmetic with one": (add(ONE, ONE), TWO),
    "zero addend": (add(ZERO, x), x),
    "zero factor": (multiply(ZERO, x), ZERO),
    "distribution": (multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))),
    "sign over a sum": (negate(add(a, b)), add(negate(a), negate(b))),
    "sign over an inner sum": (add(c, negate(add(a, b))), add(c, a, b)),
    "sign over a fraction of a sum": (add(c, divide(add(a, b), x)), add(c, a, b)),
    "a name like two names": (add(Symbol("a,Symbol b"), c), add(a, b, c)),
    "a name like two quoted names": (add(Symbol("a',Symbol 'b"), c), add(a, b, c)),
    "sign in a sum": (add(a, negate(b)), add(b, negate(a))),
    "inverse of an inverse": (divide(ONE, divide(ONE, a)), a),
    "inverse of a sum": (divide(ONE, add(a, b)), add(divide(ONE, a), divide(ONE, b))),
    "power of a product": (power(multiply(a, b), TWO), multiply(power(a, TWO), power(b, TWO))),
    "base and exponent": (power(a, b), power(b, a)),
    "numerator and denominator": (divide(a, b), divide(b, a)),
    "variable of a derivative": (Derivative(a, x), Derivative(a, y)),
    "body and variable": (Derivative(x, y), Derivative(y, x)),
    "components": (component(vector("u"), a), component(vector("u"), b)),
    "order of indices": (component(vector("u"), a, b), component(vector("u"), b, a)),
    "component and vector": (component(vector("u"), a), vector("u")),
    "name and vector": (Symbol("u"), vector("u")),
    "parameter and argument": (apply("h", [a], [b]), apply("h", [b], [a])),
    "no parameters": (apply("h", [a, b]), apply("h", [a], [b])),
    "heads": (apply("h", [a]), apply("g", [a])),
    "functions": (known("sin", a), known("cos", a)),
    "odd function": (known("sin", negate(a)), negate(known("sin", a))),
    "root and square": (power(a, sympy.Rational(1, 2)), power(a, TWO)),
    "signs of exponents": (power(a, number(-2)), power(a, TWO)),
    "negative base": (power(negate(a), TWO), negate(power(a, TWO))),
    "a name like a number": (Symbol("#1"), ONE),
    "a name like a sum": (Symbol("+(a,b)"), add(a, b)),
    "a name with a quote": (add(Symbol("a' b"), c), add(Symbol("a"), Symbol("b"), c)),
    "assumptions": (Symbol("a", positive=True), a),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_terms_that_differ_in_order_and_layout_have_the_same_form(
    pair: tuple[Term, Term],
) -> None:
    assert reorder.same(*pair)
    assert reorder.form(pair[0]) == reorder.form(pair[1])


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_terms_that_differ_by_more_have_different_forms(pair: tuple[Term, Term]) -> None:
    assert not reorder.same(*pair)


def test_a_deep_term_has_a_form() -> None:
    first, second = x, x
    for _ in range(400):
        first = known("exp", add(multiply(a, first), b))
        second = known("exp", add(b, multiply(second, a)))
    assert reorder.same(first, second)
    assert not reorder.same(first, known("exp", second))


def test_a_huge_term_is_out_of_budget() -> None:
    with pytest.raises(OutOfBudgetError):
        reorder.form(add(*(Symbol(f"x{i}") for i in range(100_000))))


@pytest.mark.parametrize(
    "term",
    [
        sympy.Float(0.5),
        sympy.oo,
        sympy.nan,
        Symbol("A", commutative=False),
        sympy.MatrixSymbol("A", 2, 2),
        3,
    ],
    ids=repr,
)
def test_what_is_not_of_the_language_is_refused(term: Term) -> None:
    with pytest.raises(KernelError):
        reorder.form(term)
