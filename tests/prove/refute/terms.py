"""Short names for the terms of these tests."""

from __future__ import annotations

from fractions import Fraction

from sympy import Symbol

from derivation.prove.proposition import Definition, Proposition
from derivation.prove.refute import Problem, refute
from derivation.term import Term, add, apply, known, multiply, negate, number, power, vector
from derivation.verdict import Counterexample

a, p, t, u, w, x, y, z = (Symbol(name) for name in "aptuwxyz")
k, m = Symbol("k"), Symbol("m")
theta, vector_x = vector(r"\theta"), vector("x")


def num(value: int | str) -> Term:
    """A rational number, such as num("1/2")."""
    return number(Fraction(value))


def minus(left: Term, right: Term) -> Term:
    """The difference."""
    return add(left, negate(right))


def times(*factors: Term) -> Term:
    """The product."""
    return multiply(*factors)


def raised(base: Term, exponent: int | str) -> Term:
    """The power with a number for exponent."""
    return power(base, num(exponent))


def fn(name: str, argument: Term) -> Term:
    """A known function applied."""
    return known(name, argument)


def f(*arguments: Term) -> Term:
    """The open function f applied."""
    return apply("f", arguments)


def tried(
    left: Term,
    right: Term,
    *assumptions: Proposition,
    definitions: tuple[Definition, ...] = (),
    indices: str = "",
    integers: str = "",
    constraints: tuple[tuple[Term, Term], ...] = (),
) -> Counterexample | None:
    """The counterexample found to left = right."""
    return refute(
        Problem(
            left,
            right,
            assumptions,
            definitions,
            frozenset(indices),
            frozenset(integers),
            constraints,
        ),
        seconds=60,  # so slow a machine that time decides is not what is tested
    )


def found(
    left: Term,
    right: Term,
    *assumptions: Proposition,
    definitions: tuple[Definition, ...] = (),
    indices: str = "",
    integers: str = "",
    constraints: tuple[tuple[Term, Term], ...] = (),
) -> Counterexample:
    """The same where one must be found."""
    result = tried(
        left,
        right,
        *assumptions,
        definitions=definitions,
        indices=indices,
        integers=integers,
        constraints=constraints,
    )
    if result is None:
        raise AssertionError(f"not refuted: {left} = {right}")
    return result
