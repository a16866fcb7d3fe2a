"""What is refuted, where, and what is left alone."""

from __future__ import annotations

import pytest
import sympy
from sympy import Symbol, Tuple

from derivation.prove.proposition import (
    Definition,
    Different,
    Equal,
    InRange,
    IsInteger,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
    SingleComponent,
)
from derivation.term import (
    OTHERWISE,
    Application,
    Cases,
    ComplexName,
    Derivative,
    Less,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    apply,
    component,
    divide,
    known,
    negate,
    power,
    vector,
)
from tests.prove.refute.terms import (
    a,
    f,
    fn,
    found,
    k,
    m,
    minus,
    num,
    p,
    raised,
    theta,
    times,
    tried,
    u,
    vector_x,
    x,
    y,
)

ONE = num(1)
H: Application = apply("h", (vector_x,), (theta,))
PRODUCT = ScalarProduct(theta, vector_x)
MODEL = Definition(H, fn("sigmoid", PRODUCT), frozenset((r"\theta", "x")))
X_M = component(vector_x, m)
SLOPE = Derivative(H, component(theta, m))


# Exact and transcendental values.


def test_a_rational_counterexample_is_exact() -> None:
    example = found(raised(add(x, y), 2), add(raised(x, 2), raised(y, 2)))
    assert example.assignment == (("x", "1"), ("y", "2"))
    assert (example.before, example.after) == ("9", "5")


def test_fractions_are_shown_as_such() -> None:
    example = found(divide(x, num(2)), divide(x, num(3)))
    assert (example.before, example.after) == ("1/2", "1/3")


def test_a_wrong_name_shows_at_the_first_point() -> None:
    assert found(times(x, u), times(y, u)).assignment == (("x", "1"), ("u", "2"), ("y", "3"))


def test_transcendental_values_are_shown_by_certain_digits() -> None:
    example = found(fn("sigmoid", x), fn("sigmoid", negate(x)))
    assert example.assignment == (("x", "1"),)
    assert (example.before, example.after) == ("0.731058578…", "0.268941421…")


def test_nearly_equal_numbers_are_told_apart_by_growing_precision() -> None:
    ramanujan = fn("exp", times(sympy.pi, raised(num(163), "1/2")))
    example = found(ramanujan, num(262537412640768744))
    assert example.assignment == ()
    assert example.before == "262537412640768743.999999…"
    assert example.after == "262537412640768744"
    assert found(times(ramanujan, x), times(num(262537412640768744), x))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (fn("log", add(x, y)), add(fn("log", x), fn("log", y))),
        (fn("exp", times(x, y)), times(fn("exp", x), fn("exp", y))),
        (fn("sin", times(num(2), x)), times(num(2), fn("sin", x))),
        (raised(add(x, y), "1/2"), add(raised(x, "1/2"), raised(y, "1/2"))),
        (Derivative(times(x, y), x), x),
        (Derivative(fn("tanh", x), x), minus(ONE, fn("tanh", x))),
        (Derivative(Derivative(raised(x, 4), x), x), times(num(12), x)),
        (divide(add(x, y), x), y),
        (power(x, add(y, u)), add(power(x, y), power(x, u))),
        (fn("atan", x), divide(fn("asin", x), fn("acos", x))),
        (sympy.E, num("271828/100000")),
    ],
)
def test_usual_mistakes_are_refuted(left: Term, right: Term) -> None:
    example = found(left, right)
    assert example.before != example.after


@pytest.mark.parametrize(
    ("left", "right", "assignment"),
    [
        (fn("abs", minus(x, num(1000))), minus(num(1000), x), (("x", "1001"),)),
        (fn("abs", minus(num(1000), x)), minus(num(1000), x), (("x", "1001"),)),
        (known("max", x, num(-5000)), x, (("x", "-5001"),)),
        (fn("sign", add(raised(x, 3), num(999))), num(1), (("x", "-10"),)),
        (raised(raised(minus(num(77), x), 2), "1/2"), minus(num(77), x), (("x", "78"),)),
        (
            Cases(Tuple(x, Less(x, num(600))), Tuple(num(600), OTHERWISE)),
            x,
            (("x", "601"),),
        ),
        (fn("floor", divide(x, num(1000))), num(0), None),
        (fn("abs", minus(x, times(num(50), y))), minus(times(num(50), y), x), None),
    ],
)
def test_counterexamples_beside_breakpoints(
    left: Term, right: Term, assignment: tuple[tuple[str, str], ...] | None
) -> None:
    example = found(left, right)
    if assignment is not None:
        assert example.assignment == assignment


def test_a_constant_that_is_nearly_0() -> None:
    nearly = divide(times(num(180), fn("acos", num("7823207/7823209"))), sympy.pi)
    assert found(nearly, num(0)).before.startswith("0.0409")


# Complex numbers.


def test_complex_values() -> None:
    z, t = ComplexName("z"), times(sympy.I, x)
    assert tried(times(sympy.I, sympy.I), num(-1)) is None
    assert found(times(sympy.I, sympy.I), ONE).before == "-1"
    euler = add(fn("cos", x), times(sympy.I, fn("sin", x)))
    assert tried(fn("exp", t), euler) is None
    assert found(fn("exp", t), fn("cos", x)).before.startswith("0.54030230")
    assert tried(raised(add(z, ONE), 2), add(raised(z, 2), times(num(2), z), ONE)) is None
    assert found(raised(fn("abs", z), 2), raised(z, 2)).assignment == (("z", "1 + i"),)
    assert tried(times(z, Symbol(r"\bar{z}")), raised(fn("abs", z), 2)) is None
    assert tried(fn("log", raised(z, 2)), times(num(2), fn("log", z))) is None


# Domains.


def test_roots_and_absolute_values_at_negative_numbers() -> None:
    root = raised(raised(x, 2), "1/2")
    for left in (root, fn("abs", x)):
        example = found(left, x)
        assert example.assignment == (("x", "-1"),)
        assert (example.before, example.after) == ("1", "-1")
    assert tried(root, fn("abs", x)) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (fn("log", raised(x, 2)), times(num(2), fn("log", x))),
        (raised(raised(x, "1/2"), 2), fn("abs", x)),
        (divide(x, x), ONE),
        (fn("log", minus(num(-1), raised(x, 2))), num(3)),  # nowhere defined
        (raised(minus(num(-8), fn("abs", x)), "1/3"), num(3)),  # odd roots need a base >= 0
        (divide(ONE, minus(fn("sin", x), fn("sin", x))), num(3)),  # never certain
        (fn("tan", divide(sympy.pi, num(2))), num(3)),
        (Derivative(fn("abs", x), x), divide(x, fn("abs", x))),
        (power(num(0), minus(x, x)), num(7)),
        (fn("exp", times(y, fn("log", x))), power(x, y)),
    ],
)
def test_where_a_side_is_undefined_nothing_is_refuted(left: Term, right: Term) -> None:
    assert tried(left, right) is None
    assert tried(right, left) is None


def test_a_power_with_a_named_exponent_needs_a_positive_base_unless_it_is_an_integer() -> None:
    half = power(power(x, y), num("1/2"))
    assert tried(times(half, half), power(x, y)) is None
    squared = power(raised(x, 2), y)
    assert tried(squared, power(x, times(num(2), y))) is None
    root = power(power(x, times(num(2), y)), num("1/2"))
    assert tried(root, power(x, y)) is None
    assert ("x", "-1") in found(root, power(x, y), integers="y").assignment


# Assumptions.


PROBABILITY = times(x, minus(ONE, x))


@pytest.mark.parametrize(
    ("left", "right", "assumptions"),
    [
        (fn("abs", x), x, (Positive(x),)),
        (fn("abs", x), x, (NonNegative(x),)),
        (fn("abs", minus(x, y)), minus(x, y), (Positive(minus(x, y)),)),
        (fn("sin", times(sympy.pi, x)), num(0), (IsInteger(x),)),
        (PROBABILITY, fn("abs", PROBABILITY), (Positive(x), Positive(minus(ONE, x)))),
        (X_M, fn("abs", X_M), (Positive(component(vector_x, k)),)),
        (X_M, PRODUCT, (SingleComponent(theta), Equal(component(theta, m), ONE))),
        (add(x, y), ONE, (Equal(add(x, y), ONE),)),
        (x, num(3), (Positive(x), Positive(negate(x)))),
    ],
)
def test_assumptions_hold_at_every_counterexample(
    left: Term, right: Term, assumptions: tuple[Proposition, ...]
) -> None:
    assert tried(left, right, *assumptions, indices="mk") is None


def test_points_are_made_to_satisfy_assumptions() -> None:
    half = found(fn("log", p), p, Positive(p), Positive(minus(ONE, p)))
    assert half.assignment == (("p", "1/2"),)
    far = found(x, y, Positive(minus(x, num(500))))
    assert far.assignment == (("x", "1000"), ("y", "1"))
    example = found(
        x, num(1), IsInteger(x), Positive(minus(x, num(1))), NonZero(minus(x, num(2)))
    )
    assert example.assignment == (("x", "3"),)
    sides = dict(found(times(x, y), ONE, Equal(add(x, y), ONE)).assignment)
    assert float(sides["x"]) + float(sides["y"]) == 1


def test_assumptions_on_other_names_are_left_out() -> None:
    unknown = Positive(apply(r"\Gamma", (u,)))
    assert found(x, y, unknown).assignment == (("x", "1"), ("y", "2"))


def test_stated_equations_are_not_contradicted() -> None:
    assert tried(x, y, constraints=((x, y),)) is None
    example = dict(found(times(x, y), ONE, constraints=((add(x, y), ONE),)).assignment)
    assert float(example["x"]) + float(example["y"]) == 1


# Definitions.


def test_definitions_are_unfolded() -> None:
    claim = times(H, minus(ONE, H), X_M)
    assert tried(SLOPE, claim, definitions=(MODEL,), indices="m") is None
    wrong = times(H, add(ONE, H), X_M)
    example = found(SLOPE, wrong, definitions=(MODEL,), indices="m")
    assert example.assignment == (("θ", "(1, 2)"), ("x", "(-1, 1)"), ("m", "1"))
    assert example.before.startswith("-0.1966")


def test_a_defined_name_takes_its_value_and_is_no_coordinate() -> None:
    definition = Definition(a, add(x, ONE))
    assert tried(raised(a, 2), raised(add(x, ONE), 2), definitions=(definition,)) is None
    assert found(a, x, definitions=(definition,)).assignment == (("x", "1"),)


def test_a_derivative_in_a_defined_name_is_taken_at_its_value() -> None:
    definition = Definition(a, add(x, ONE))
    slope = Derivative(raised(minus(a, y), 2), a)
    assert tried(slope, times(num(2), minus(a, y)), definitions=(definition,)) is None
    example = found(slope, minus(a, y), definitions=(definition,))
    assert example.assignment == (("x", "-1"), ("y", "2"))
    assert (example.before, example.after) == ("-4", "-2")


@pytest.mark.parametrize(
    "definitions",
    [
        (Definition(a, add(a, ONE)),),
        (Definition(a, y), Definition(y, a)),
        (Definition(f(x), add(f(x), ONE), frozenset("x")),),
    ],
)
def test_cyclic_definitions_end(definitions: tuple[Definition, ...]) -> None:
    assert tried(add(a, f(x)), y, definitions=definitions) is None


# Vectors and indices.


def test_components_with_different_indices_differ() -> None:
    slope = Derivative(PRODUCT, component(theta, m))
    assert tried(slope, X_M, indices="m") is None
    example = found(slope, component(vector_x, k), indices="mk")
    assert example.assignment[-2:] == (("m", "1"), ("k", "2"))
    assert ("m", "2") in found(slope, component(vector_x, ONE), indices="m").assignment
    assert found(slope, component(theta, m), indices="m")
    assert found(PRODUCT, times(component(theta, m), X_M), indices="m")


def test_indices_may_be_assumed_different_and_in_range() -> None:
    kronecker = Derivative(component(theta, m), component(theta, k))
    given = (Different(m, k), InRange(m, theta), InRange(k, theta))
    assert tried(kronecker, num(0), *given, indices="mk") is None
    assert found(kronecker, num(0), indices="mk").before == "1"


def test_a_written_index_lengthens_the_vectors() -> None:
    example = found(component(vector_x, num(3)), ONE)
    assert example.assignment[0][1].count(",") >= 2


def test_a_vector_where_a_number_stands_has_one_component() -> None:
    assert found(times(theta, x), x).assignment == (("θ", "(-1)"), ("x", "2"))
    scalar = Symbol(r"\theta")
    slope = Derivative(ScalarProduct(theta, vector_x), scalar)
    assert tried(slope, vector_x) is None


def test_vectors_of_length_1_are_tried_as_well() -> None:
    same = Definition(apply("g", (vector_x,)), vector_x, frozenset("x"))
    assert found(apply("g", (theta,)), ONE, definitions=(same,))


def test_matrices_are_not_refuted() -> None:
    assert tried(component(vector("A"), k, m), ONE, indices="km") is None


# Functions a document leaves open.


def test_an_open_function_is_shown_with_the_one_tried() -> None:
    example = found(Derivative(f(raised(x, 2)), x), SlotDerivative(f(raised(x, 2)), num(0)))
    assert example.assignment == (("x", "1"), ("f(t)", "t^2 + 1"))
    assert (example.before, example.after) == ("4", "2")


def test_the_chain_rule_holds_for_open_functions() -> None:
    inner = raised(x, 2)
    chain = times(SlotDerivative(f(inner), num(0)), num(2), x)
    assert tried(Derivative(f(inner), x), chain) is None
    g = apply("g", (x,))
    product = add(
        times(Derivative(f(x), x), g),
        times(f(x), Derivative(g, x)),
    )
    assert tried(Derivative(times(f(x), g), x), product) is None


def test_different_functions_are_not_taken_as_the_same() -> None:
    assert found(f(x), apply("g", (x,)))


def test_functions_that_must_be_in_a_range_are_chosen_so() -> None:
    domain = fn("log", times(H, minus(ONE, H)))
    example = found(domain, fn("log", H))
    assert example.assignment[-1][0] == "h_θ(x)"
    assert example.assignment[-1][1].startswith("1/(")
    assert found(add(H, ONE), H, Positive(H), Positive(minus(ONE, H)))
    assert tried(fn("abs", f(x)), f(x), Positive(f(y))) is None


@pytest.mark.parametrize("head", [r"\Gamma", r"\mathrm{Var}", r"\mathbb{E}", "E"])
def test_functions_with_a_conventional_meaning_are_not_chosen(head: str) -> None:
    shifted = apply(head, (add(x, ONE),))
    assert tried(shifted, times(x, apply(head, (x,)))) is None
    assert found(apply("G", (add(x, ONE),)), times(x, apply("G", (x,))))


# What is not evaluated, and what is too large.


def test_an_unknown_head_is_never_refuted() -> None:
    total = sympy.Sum(x, (k, 1, 3))
    assert tried(total, times(num(3), x)) is None
    assert tried(sympy.Max(x, y, evaluate=False), x) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (power(num(10), power(num(10), power(num(10), num(10)))), x),
        (fn("exp", fn("exp", fn("exp", num(100)))), x),
    ],
)
def test_values_too_large_for_a_ball_end_undecided(left: Term, right: Term) -> None:
    assert tried(left, right) is None


def test_huge_powers_are_compared_as_balls() -> None:
    assert tried(times(raised(x, 10**6), x), raised(x, 10**6 + 1)) is None
    assert found(raised(x, 10**6), raised(x, 10**6 + 1)).assignment == (("x", "2"),)
    assert found(
        power(num(10), power(num(10), num(10))), power(num(10), power(num(10), num(9)))
    )
