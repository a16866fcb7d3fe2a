"""Definedness and differentiability attacked at random: do they ask for enough?

Where all conditions of definedness hold at a point, the term must have a value there;
where all conditions of differentiability do, dual numbers must find a derivative.
"""

from __future__ import annotations

from flint import ctx, fmpq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Symbol

from derivation.catalogue import load_catalogue
from derivation.errors import OutOfBudgetError
from derivation.prove.definedness import Conditions, definedness, differentiability
from derivation.prove.refute.ball import ImpreciseError, UndefinedError, UnsupportedError
from derivation.prove.refute.evaluation import Evaluator
from derivation.prove.refute.functions import Shape, TestFunction
from derivation.prove.refute.scope import Definitions, Point
from derivation.prove.rewrite import normalise
from derivation.rule import axioms
from derivation.term import (
    KNOWN_FUNCTIONS,
    Derivative,
    Range,
    Summation,
    Term,
    add,
    apply,
    divide,
    known,
    multiply,
    number,
    power,
    walk,
)
from tests.attack import VALUES, attack, hold

X, Y, K = Symbol("x"), Symbol("y"), Symbol("k")
RULES = [a for r in load_catalogue().ranked if r.differentiates for a in axioms(r)]
POINTWISE = sorted(set(KNOWN_FUNCTIONS) - {"factorial"})  # its argument is read as whole
SMOOTH = sorted(set(POINTWISE) - {"floor", "ceiling", "sign", "digamma"})

exponents = st.sampled_from([number(n) for n in (2, 3, -1, -2, 0)]) | st.sampled_from(
    [divide(number(1), number(2)), divide(number(-1), number(3)), divide(number(3), number(2))]
)


def terms(functions: list[str]) -> st.SearchStrategy[Term]:
    leaves = st.sampled_from([X, X, Y, number(0), number(1), number(-2), apply("f", (X, Y))])

    def larger(part: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.one_of(
            st.builds(known, st.sampled_from(functions), part),
            st.builds(add, part, part),
            st.builds(multiply, part, part),
            st.builds(divide, part, part),
            st.builds(power, part, exponents),
            st.builds(power, part, part),
            st.builds(lambda a, b: known("max", a, b), part, part),
            st.builds(lambda a, b: known("min", a, b), part, part),
            st.builds(_sum, part),
        )

    return st.recursive(leaves, larger, max_leaves=5)


def _sum(part: Term) -> Term:
    return Summation(multiply(part, add(K, X)), K, Range(number(0), number(2)))


points = st.builds(
    lambda x, y, shape: Point(1, {"x": x, "y": y}, {"f": TestFunction(shape)}),
    st.sampled_from(VALUES[:22]),
    st.sampled_from(VALUES[:22]),
    st.sampled_from(list(Shape)),
)


def all_hold(conditions: Conditions, point: Point) -> bool:
    """Whether every condition certainly holds."""
    try:
        return all(hold(each, point) for each in conditions)
    except (UndefinedError, ImpreciseError, UnsupportedError):
        return False


def has_value(term: Term, point: Point) -> bool:
    """Whether a term is not certainly without a value."""
    try:
        Evaluator(point, Definitions.of(())).value(term)
    except UndefinedError:
        return False
    except (ImpreciseError, UnsupportedError):
        return True
    return True


relaxed = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@relaxed
@given(terms(POINTWISE), points)
def test_a_term_has_a_value_wherever_its_conditions_hold(term: Term, point: Point) -> None:
    with ctx.workprec(128):
        if all_hold(definedness(term), point):
            assert has_value(term, point)


@relaxed
@given(terms(SMOOTH), points)
def test_a_term_has_a_derivative_wherever_its_conditions_hold(term: Term, point: Point) -> None:
    with ctx.workprec(128):
        if all_hold(differentiability(term, X), point):
            assert has_value(Derivative(term, X), point)


@relaxed
@given(terms(SMOOTH), points)
def test_a_term_has_a_mixed_derivative_wherever_its_conditions_hold(
    term: Term, point: Point
) -> None:
    mixed = Derivative(Derivative(term, Y), X)
    with ctx.workprec(128):
        if all_hold(definedness(mixed), point):
            assert has_value(mixed, point)


@settings(parent=relaxed, max_examples=150)
@given(terms(SMOOTH), st.sampled_from([(X,), (X, X), (Y, X), (X, Y)]))
def test_a_derivative_that_the_rules_carry_out_is_right(
    term: Term, variables: tuple[Term, ...]
) -> None:
    """The kernel's rules against dual numbers, at points where all conditions hold."""
    for variable in variables:
        term = Derivative(term, variable)
    try:
        theorem = normalise(term, RULES).theorem
    except OutOfBudgetError:
        return
    attack(theorem, 12)


def test_every_derivative_of_nested_functions_is_carried_out() -> None:
    """Third derivatives, five functions deep: nothing is left to differentiate."""
    for names in (
        ("sin", "exp", "cos", "tanh", "atan"),
        ("log", "cosh", "sin", "exp", "sigmoid"),
        ("exp", "exp", "sin", "atan", "sinh"),
    ):
        term: Term = add(power(X, number(2)), X)
        for name in names:
            term = known(name, term)
        for _ in range(3):
            term = Derivative(term, X)
        done = normalise(term, RULES).theorem.right
        assert not any(isinstance(part, Derivative) for part in walk(done))


def test_the_attack_on_definedness_is_sharp() -> None:
    """At x = -1 the power x^x has a value but no derivative."""
    point = Point(1, {"x": fmpq(-1), "y": fmpq(1)})
    assert not has_value(Derivative(power(X, X), X), point)
    assert not all_hold(differentiability(power(X, X), X), point)
