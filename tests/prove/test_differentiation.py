"""Derivatives of functions of several variables, finite sums and products, integrals."""

from __future__ import annotations

import pytest
from sympy import Symbol, Tuple

from derivation.catalogue import load_catalogue
from derivation.errors import KernelError
from derivation.notation import text
from derivation.prove import kernel
from derivation.prove.definedness import definedness, differentiability
from derivation.prove.proposition import (
    Definition,
    Differentiable,
    Exists,
    IsInteger,
    NonZero,
    Positive,
    Throughout,
)
from derivation.prove.rewrite import normalise
from derivation.rule import axioms
from derivation.term import (
    INFINITY,
    Derivative,
    Integral,
    ProductOver,
    Range,
    SlotDerivative,
    Summation,
    Term,
    add,
    apply,
    component,
    known,
    multiply,
    negate,
    number,
    power,
    vector,
)

X, Y, T, J, N, A = (Symbol(name) for name in ("x", "y", "t", "j", "n", "a"))
RULES = [
    axiom for rule in load_catalogue().rules if rule.differentiates for axiom in axioms(rule)
]


def normal(term: Term) -> Term:
    return normalise(term, RULES).theorem.right


def slot(value: Term, *places: int) -> Term:
    for place in places:
        value = SlotDerivative(value, number(place))
    return value


def test_places_of_a_partial_derivative_are_put_in_order() -> None:
    value = apply("f", (X, Y))
    theorem = kernel.order_of_slots(slot(value, 1, 0))
    assert theorem.right == slot(value, 0, 1)
    assert Differentiable(value, Tuple(X, Y)) in theorem.conditions


def test_the_order_of_places_names_one_variable_where_one_is_enough() -> None:
    value = apply("f", (power(X, number(2)), known("sin", X)))
    assert Differentiable(value, X) in kernel.order_of_slots(slot(value, 1, 0)).conditions


def test_places_without_a_variable_stay_as_they_are() -> None:
    with pytest.raises(KernelError):
        kernel.order_of_slots(slot(apply("f", (number(1), number(2))), 1, 0))
    with pytest.raises(KernelError):
        kernel.order_of_slots(known("sin", X))


def test_a_mixed_derivative_asks_for_smoothness_in_both_variables_together() -> None:
    value = apply("f", (X, Y))
    mixed = Derivative(Derivative(value, Y), X)
    assert Differentiable(value, Tuple(X, Y)) in definedness(mixed)
    assert Differentiable(value, X) not in definedness(mixed)


def test_mixed_derivatives_in_either_order_have_one_normal_form() -> None:
    value = apply("f", (multiply(X, Y), power(X, number(2))))
    one = normal(Derivative(Derivative(value, X), Y))
    other = normal(Derivative(Derivative(value, Y), X))
    kernel.arithmetic(one, other)


def test_the_second_derivative_of_a_composition_of_two_variables() -> None:
    """(f(g, h))'' = f_00 g'^2 + 2 f_01 g' h' + f_11 h'^2 + f_0 g'' + f_1 h''."""
    g, h = apply("g", (X,)), apply("h", (X,))
    value = apply("f", (g, h))
    dg, dh = Derivative(g, X), Derivative(h, X)
    expected = add(
        multiply(slot(value, 0, 0), power(dg, number(2))),
        multiply(number(2), slot(value, 0, 1), dg, dh),
        multiply(slot(value, 1, 1), power(dh, number(2))),
        multiply(slot(value, 0), Derivative(dg, X)),
        multiply(slot(value, 1), Derivative(dh, X)),
    )
    kernel.arithmetic(normal(Derivative(Derivative(value, X), X)), normal(expected))


def test_leibniz_rule_for_the_third_derivative_of_a_product() -> None:
    f, g = apply("f", (X,)), apply("g", (X,))

    def order(term: Term, times: int) -> Term:
        for _ in range(times):
            term = Derivative(term, X)
        return term

    expected = add(
        *(multiply(number(c), order(f, 3 - k), order(g, k)) for k, c in enumerate((1, 3, 3, 1)))
    )
    kernel.arithmetic(normal(order(multiply(f, g), 3)), normal(expected))


def test_a_power_with_a_varying_exponent_needs_a_positive_base() -> None:
    """At x = -1 the power x^x has a value, but it has none near by."""
    assert Positive(X) in differentiability(power(X, X), X)
    assert differentiability(power(number(2), X), X) == frozenset()


def test_a_smooth_derivative_inside_a_derivative_is_smooth_in_both() -> None:
    """An equality inside d/dx whose condition is smoothness in y."""
    value = apply("f", (X, Y))
    inner = kernel.chain_rule(value, Y)
    outer = Derivative(Derivative(value, Y), X)
    theorem = kernel.congruence(outer, (0,), inner)
    assert Differentiable(value, Tuple(X, Y)) in theorem.conditions


def test_smoothness_together_follows_from_the_definition() -> None:
    value = apply("f", (X, Y))
    body = multiply(X, known("log", Y))
    unfolding = kernel.unfold(Definition(value, body, frozenset("xy")), {X: X, Y: Y})
    theorem = kernel.smoothness(Differentiable(value, Tuple(X, Y)), unfolding)
    assert Positive(Y) in theorem.conditions


def test_a_finite_sum_is_differentiated_term_by_term() -> None:
    body = known("log", add(X, J))
    total = Summation(body, J, Range(number(1), N))
    theorem = kernel.derivative_of_a_sum(total, X)
    assert theorem.right == Summation(Derivative(body, X), J, Range(number(1), N))
    everywhere = Throughout(Positive(add(X, J)), J, Range(number(1), N), True)
    assert everywhere in theorem.conditions


@pytest.mark.parametrize(
    ("total", "variable"),
    [
        (Summation(power(X, J), J, Range(number(0), INFINITY)), X),
        (Summation(power(X, J), J, Range(number(0), N)), N),
        (Summation(power(X, J), J, Range(number(0), N)), J),
        (
            Summation(component(vector("x"), J), J, Range(number(0), N)),
            component(vector("x"), J),
        ),
        (Integral(power(X, T), T, Range(number(0), number(1))), X),
    ],
    ids=["infinite", "range varies", "bound variable", "bound index", "integral"],
)
def test_other_sums_are_not_differentiated_term_by_term(total: Term, variable: Term) -> None:
    with pytest.raises(KernelError):
        kernel.derivative_of_a_sum(total, variable)


def test_a_finite_product_is_differentiated_where_no_factor_is_zero() -> None:
    body = add(X, J)
    theorem = kernel.derivative_of_a_product(ProductOver(body, J, Range(number(1), N)), X)
    assert Throughout(NonZero(body), J, Range(number(1), N), True) in theorem.conditions


def test_the_fundamental_theorem_asks_that_the_integral_exists_and_the_end_is_inside() -> None:
    integral = Integral(known("log", T), T, Range(number(0), X))
    theorem = kernel.derivative_of_an_integral(integral, X)
    assert text(theorem.right) == text(multiply(known("log", X), Derivative(X, X)))
    assert {Exists(integral), Positive(X)} <= theorem.conditions


def test_both_ends_of_an_integral_may_vary() -> None:
    integral = Integral(known("exp", T), T, Range(negate(X), power(X, number(2))))
    theorem = kernel.derivative_of_an_integral(integral, X)
    ends = [power(X, number(2)), negate(X)]
    assert [part.args[-2].args[0] for part in theorem.right.args] == ends
    assert theorem.right.args[1].args[0] == number(-1)


def test_a_function_under_the_integral_is_smooth_at_the_end() -> None:
    integral = Integral(apply("h", (T,)), T, Range(A, power(X, number(2))))
    conditions = kernel.derivative_of_an_integral(integral, X).conditions
    assert Differentiable(apply("h", (power(X, number(2)),)), X) in conditions


def test_differentiation_under_the_integral_needs_smoothness_on_the_whole_range() -> None:
    body = known("log", add(T, X))
    integral = Integral(body, T, Range(number(0), number(1)))
    theorem = kernel.derivative_of_an_integral(integral, X)
    assert theorem.right == Integral(Derivative(body, X), T, Range(number(0), number(1)))
    within = Throughout(Positive(add(T, X)), T, Range(number(0), number(1)), False)
    assert within in theorem.conditions


@pytest.mark.parametrize(
    "integral",
    [
        Integral(known("exp", negate(multiply(X, T))), T, Range(number(0), INFINITY)),
        Integral(Derivative(apply("h", (T, X)), T), T, Range(number(0), X)),
        Integral(Derivative(apply("h", (T, X)), X), T, Range(number(0), X)),
    ],
    ids=["infinite range", "a derivative in t", "a derivative in x"],
)
def test_other_integrals_are_not_differentiated(integral: Term) -> None:
    with pytest.raises(KernelError):
        kernel.derivative_of_an_integral(integral, X)


def test_a_binomial_is_not_differentiable_in_its_lower_number() -> None:
    value = known("binomial", N, X)
    assert Differentiable(value, X) in differentiability(value, X)
    assert differentiability(value, N) == definedness(value)
    assert IsInteger(X) in definedness(value)
