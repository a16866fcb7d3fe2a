"""Theorems about complex names, attacked: where the conditions hold, so does the equality.

Values are computed apart from the program's own evaluation, by mpmath's principal values.
A head whose arguments are all real has its real value or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import mpmath  # type: ignore[import-untyped] # it ships no types
import pytest
import sympy
from sympy import Symbol

from derivation.catalogue import load_catalogue
from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.decide.elementary.treatment import EVERY
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import (
    Definition,
    Equal,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
)
from derivation.rule import Rule, axioms
from derivation.term import (
    ComplexName,
    Derivative,
    Metavariable,
    SlotDerivative,
    Term,
    add,
    apply,
    divide,
    is_real,
    known,
    multiply,
    negate,
    number,
    power,
    walk,
)

Z, W = ComplexName("z"), ComplexName("w")
X, Y = Symbol("x"), Symbol("y")
ONE, TWO, HALF = number(1), number(2), sympy.Rational(1, 2)
I = sympy.I  # noqa: E741 - its name everywhere

VALUES = tuple(
    mpmath.mpc(re, im)
    for re, im in ((-1, 0), (0, 1), (0, -2), (2, 0), (-2, 3), (-1, -3), (0, 7), (1, 4), (0, 0))
)
REALS = tuple(map(mpmath.mpf, ("-2", "-0.5", "0", "1", "3")))

Point = dict[Term, mpmath.mpc]


class UndefinedError(Exception):
    """The term has no value."""


def real(value: mpmath.mpc) -> bool:
    return bool(abs(mpmath.im(value)) < 1e-12)


FUNCTIONS: dict[str, Callable[[mpmath.mpc], mpmath.mpc]] = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "Abs": lambda v: mpmath.mpc(abs(v)),
    "sign": lambda v: v / abs(v) if v != 0 else mpmath.mpc(0),
    "gamma": mpmath.gamma,
    "sigmoid": lambda v: 1 / (1 + mpmath.exp(-v)),
    "factorial": lambda v: mpmath.gamma(v + 1),
    "digamma": mpmath.digamma,
    **{
        name: getattr(mpmath, name)
        for name in (
            *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
            *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "erf"),
        )
    },
}


def value(term: Term, at: Point) -> mpmath.mpc:
    if term in at:
        return mpmath.mpc(at[term])
    if term is sympy.I:
        return mpmath.mpc(0, 1)
    if term in (sympy.pi, sympy.E):
        return mpmath.mpc(mpmath.pi if term is sympy.pi else mpmath.e)
    if isinstance(term, sympy.Rational):
        return mpmath.mpc(mpmath.mpf(int(term.p)) / int(term.q))
    parts = [value(part, at) for part in term.args]
    found = _composed(term, parts)
    if not (mpmath.isfinite(found)):
        raise UndefinedError
    if is_real(term) and not real(found):
        raise UndefinedError  # in the reals it has no value
    return found


def _composed(term: Term, parts: list[mpmath.mpc]) -> mpmath.mpc:
    if isinstance(term, sympy.Add):
        return mpmath.fsum(parts)
    if isinstance(term, sympy.Mul):
        return mpmath.fprod(parts)
    if isinstance(term, sympy.Pow):
        base, exponent = parts
        if base == 0 and mpmath.re(exponent) <= 0:
            raise UndefinedError
        return mpmath.power(base, exponent)
    try:
        return mpmath.mpc(FUNCTIONS[type(term).__name__](parts[0]))
    except (ZeroDivisionError, ValueError, OverflowError):
        raise UndefinedError from None


def holds(condition: Proposition, at: Point) -> bool:
    """Whether a condition holds; one that the test does not understand does not."""
    match condition:
        case Positive(term):
            return real(value(term, at)) and mpmath.re(value(term, at)) > 1e-9
        case NonNegative(term):
            return real(value(term, at)) and mpmath.re(value(term, at)) > -1e-12
        case NonZero(term):
            return bool(abs(value(term, at)) > 1e-9)
        case NotPole(term):
            found = value(term, at)
            return not (
                real(found) and mpmath.re(found) <= 0 and mpmath.isint(mpmath.re(found))
            )
        case IsInteger(term):
            return real(value(term, at)) and bool(mpmath.isint(mpmath.re(value(term, at))))
        case PowerDefined(base, exponent):
            found, raised = value(base, at), value(exponent, at)
            whole = real(raised) and bool(mpmath.isint(mpmath.re(raised)))
            return (whole and found != 0) or (real(found) and mpmath.re(found) > 1e-9)
        case _:
            return False


def points() -> Iterator[Point]:
    """Every value of z with several of w and x."""
    for place, z in enumerate(VALUES):
        for turn in range(4):
            w = VALUES[(place + 2 * turn + 1) % len(VALUES)]
            x = REALS[(place + turn) % len(REALS)]
            yield {Z: z, W: w, X: x, Y: mpmath.mpf(1) / 3}


def applies(theorem: Theorem, at: Point) -> bool:
    try:
        return all(holds(condition, at) for condition in theorem.conditions)
    except UndefinedError:
        return False


def check(theorem: Theorem) -> int:
    """How many points satisfy the conditions; at each of them both sides must agree."""
    with mpmath.workdps(40):
        return sum(_agrees(theorem, at) for at in points() if applies(theorem, at))


def _agrees(theorem: Theorem, at: Point) -> bool:
    try:
        left, right = value(theorem.left, at), value(theorem.right, at)
    except UndefinedError:
        raise AssertionError(f"undefined at {at}: {theorem.conclusion}") from None
    close = abs(left - right) <= 1e-9 * (1 + abs(left))
    assert close, f"{theorem.conclusion} at {at}: {left} and {right}"
    return True


def f(name: str, *arguments: Term) -> Term:
    return known(name, *arguments)


def root(term: Term) -> Term:
    return power(term, HALF)


Law = Callable[[Term, Term], tuple[Term, Term]]

LAWS: tuple[Law, ...] = (
    lambda a, b: (f("log", f("exp", a)), a),
    lambda a, b: (f("exp", f("log", a)), a),
    lambda a, b: (f("log", multiply(a, b)), add(f("log", a), f("log", b))),
    lambda a, b: (f("log", divide(a, b)), add(f("log", a), negate(f("log", b)))),
    lambda a, b: (f("log", power(a, TWO)), multiply(TWO, f("log", a))),
    lambda a, b: (f("log", power(a, b)), multiply(b, f("log", a))),
    lambda a, b: (f("log", root(a)), multiply(HALF, f("log", a))),
    lambda a, b: (f("log", divide(ONE, a)), negate(f("log", a))),
    lambda a, b: (root(power(a, TWO)), a),
    lambda a, b: (root(power(a, TWO)), f("abs", a)),
    lambda a, b: (power(root(a), TWO), a),
    lambda a, b: (root(multiply(a, b)), multiply(root(a), root(b))),
    lambda a, b: (root(divide(a, b)), divide(root(a), root(b))),
    lambda a, b: (root(divide(ONE, a)), divide(ONE, root(a))),
    lambda a, b: (root(negate(a)), multiply(I, root(a))),
    lambda a, b: (multiply(power(a, b), power(a, negate(b))), ONE),
    lambda a, b: (multiply(power(a, b), power(a, TWO)), power(a, add(b, TWO))),
    lambda a, b: (power(power(a, b), TWO), power(a, multiply(TWO, b))),
    lambda a, b: (power(power(a, TWO), b), power(a, multiply(TWO, b))),
    lambda a, b: (power(f("exp", a), b), f("exp", multiply(a, b))),
    lambda a, b: (power(multiply(a, b), b), multiply(power(a, b), power(b, b))),
    lambda a, b: (f("exp", multiply(b, f("log", a))), power(a, b)),
    lambda a, b: (f("abs", multiply(a, b)), multiply(f("abs", a), f("abs", b))),
    lambda a, b: (power(f("abs", a), TWO), power(a, TWO)),
    lambda a, b: (f("abs", f("exp", a)), f("exp", a)),
    lambda a, b: (f("abs", power(a, TWO)), power(a, TWO)),
    lambda a, b: (multiply(f("sign", a), f("abs", a)), a),
    lambda a, b: (f("sin", f("asin", a)), a),
    lambda a, b: (f("asin", f("sin", a)), a),
    lambda a, b: (f("acos", f("cos", a)), a),
    lambda a, b: (f("atan", f("tan", a)), a),
    lambda a, b: (f("tan", f("atan", a)), a),
    lambda a, b: (f("cos", f("asin", a)), root(add(ONE, negate(power(a, TWO))))),
    lambda a, b: (add(f("asin", a), f("acos", a)), multiply(HALF, sympy.pi)),
    lambda a, b: (f("asinh", f("sinh", a)), a),
    lambda a, b: (f("acosh", f("cosh", a)), a),
    lambda a, b: (f("atanh", f("tanh", a)), a),
    lambda a, b: (f("cosh", f("acosh", a)), a),
    lambda a, b: (multiply(f("tanh", a), f("cosh", a)), f("sinh", a)),
    lambda a, b: (divide(f("sinh", a), f("cosh", a)), f("tanh", a)),
    lambda a, b: (multiply(f("coth", a), f("sinh", a)), f("cosh", a)),
    lambda a, b: (multiply(f("sech", a), f("cosh", a)), ONE),
    lambda a, b: (add(f("sigmoid", a), f("sigmoid", negate(a))), ONE),
    lambda a, b: (f("sigmoid", a), divide(ONE, add(ONE, f("exp", negate(a))))),
    lambda a, b: (f("sin", add(a, b)), _sine_of_a_sum(a, b)),
    lambda a, b: (add(power(f("sin", a), TWO), power(f("cos", a), TWO)), ONE),
    lambda a, b: (f("cosh", multiply(I, a)), f("cos", a)),
    lambda a, b: (f("exp", multiply(I, a)), add(f("cos", a), multiply(I, f("sin", a)))),
    lambda a, b: (f("log", a), multiply(TWO, f("log", root(a)))),
    lambda a, b: (f("gamma", add(a, ONE)), multiply(a, f("gamma", a))),
    lambda a, b: (f("abs", a), root(power(a, TWO))),
    lambda a, b: (divide(a, a), ONE),
)
"""Laws that hold for complex numbers, or only tempt."""


def _sine_of_a_sum(a: Term, b: Term) -> Term:
    return add(multiply(f("sin", a), f("cos", b)), multiply(f("cos", a), f("sin", b)))


VANISHING = multiply(number(0), Z)
ARGUMENTS = (
    (Z, W),
    (Z, X),
    (X, Z),
    (negate(Z), Z),
    (multiply(I, X), Z),
    (add(X, VANISHING), W),
    (power(Z, TWO), W),
    (f("exp", Z), X),
    (add(X, multiply(I, Y)), TWO),
    (I, Z),
    (multiply(number(-1), power(X, TWO)), I),
    (f("log", Z), W),
    (f("log", add(X, VANISHING)), HALF),
    (f("abs", Z), W),
    (root(Z), Z),
    (root(add(X, VANISHING)), number(-1)),
)


def attempts(left: Term, right: Term) -> Iterator[Theorem]:
    tries: tuple[Callable[[], Theorem], ...] = (
        lambda: kernel.arithmetic(left, right),
        lambda: kernel.rearrangement(left, right),
        lambda: kernel.identity(left, right, EVERY, ()),
        lambda: kernel.algebraic(left, right),
        lambda: kernel.reflexivity(left),
    )
    for attempt in tries:
        try:
            yield attempt()
        except (KernelError, OutOfBudgetError):
            continue


@pytest.mark.parametrize("law", LAWS, ids=lambda law: str(LAWS.index(law)))
def test_a_law_that_is_proved_holds_where_its_conditions_do(law: Law) -> None:
    for a, b in ARGUMENTS:
        for theorem in attempts(*law(a, b)):
            check(theorem)


def test_laws_of_the_whole_plane_are_proved_for_complex_names() -> None:
    sides = [
        (divide(power(Z, TWO), Z), Z),
        (add(power(f("sin", Z), TWO), power(f("cos", Z), TWO)), ONE),
        (f("exp", add(Z, W)), multiply(f("exp", Z), f("exp", W))),
    ]
    for left, right in sides:
        theorem = kernel.identity(left, right, EVERY, ())
        assert check(theorem) > 9


def test_a_logarithm_of_a_complex_number_asks_for_nothing_but_that_it_is_not_zero() -> None:
    assert kernel.reflexivity(f("log", Z)).conditions == {NonZero(Z)}
    assert kernel.reflexivity(f("log", X)).conditions == {Positive(X)}
    assert kernel.reflexivity(root(Z)).conditions == frozenset()
    assert kernel.reflexivity(power(Z, W)).conditions == {NonZero(Z)}
    assert kernel.reflexivity(f("tanh", X)).conditions == frozenset()
    assert kernel.reflexivity(f("tanh", Z)).conditions == {NonZero(f("cosh", Z))}


def test_what_has_an_order_only_in_the_reals_has_no_value_beyond() -> None:
    for term in (f("min", Z, ONE), f("max", Z, X), f("floor", Z), f("ceiling", Z)):
        assert NonZero(number(0)) in kernel.reflexivity(term).conditions


RULES = [rule for rule in load_catalogue().rules if axioms(rule)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_axiom_about_real_terms_is_not_used_for_complex_ones(rule: Rule) -> None:
    for axiom in axioms(rule):
        if isinstance(axiom.left, Derivative | SlotDerivative):
            continue
        patterns = {
            part
            for side in (axiom.left, axiom.right)
            for part in walk(side)
            if isinstance(part, Metavariable)
        }
        for term in (Z, multiply(I, X), add(X, VANISHING), negate(Z), f("log", Z)):
            mapping = dict.fromkeys(patterns, term)
            try:
                theorem = kernel.instance(axiom, mapping)
            except KernelError:
                continue
            check(theorem)


def test_the_logarithm_of_an_exponential_is_not_its_exponent_in_the_plane() -> None:
    (axiom,) = axioms(load_catalogue().by_name["logarithm of an exponential"])
    (pattern,) = {p for p in walk(axiom.left) if isinstance(p, Metavariable)}
    with pytest.raises(KernelError):
        kernel.instance(axiom, {pattern: Z})
    assert kernel.instance(axiom, {pattern: X}).right == X


def test_a_definition_for_real_numbers_is_not_unfolded_at_complex_ones() -> None:
    real_only = Definition(apply("g", [X]), root(power(X, TWO)), frozenset({"x"}))
    with pytest.raises(KernelError):
        kernel.unfold(real_only, {X: Z})
    anywhere = Definition(apply("g", [Z]), power(Z, TWO), frozenset({"z"}))
    assert kernel.unfold(anywhere, {Z: X}).right == power(X, TWO)
    assert kernel.unfold(anywhere, {Z: multiply(I, X)}).right == power(multiply(I, X), TWO)


def test_complex_numbers_have_no_sign_in_any_range() -> None:
    for proposition in (
        NonNegative(power(Z, TWO)),
        Positive(f("exp", Z)),
        NonNegative(multiply(Z, Z)),
        Positive(add(power(Z, TWO), ONE)),
        NonZero(f("cosh", Z)),
        NonZero(add(power(Z, TWO), ONE)),
        Positive(f("sigmoid", Z)),
        Positive(add(TWO, f("sin", Z))),
        NonNegative(power(multiply(I, X), TWO)),
        NonNegative(root(Z)),
    ):
        with pytest.raises(KernelError):
            kernel.within_range(proposition, ())


def test_equations_between_complex_numbers_are_used_like_others() -> None:
    equation = Equal(power(Z, TWO), number(-1))
    theorem = kernel.modulo(power(Z, number(4)), ONE, [kernel.assume(equation)])
    assert theorem.conditions == {equation}
