"""Every axiom in `steps/` attacked under its conditions, and without each of them.

Each is instantiated in many ways and evaluated with balls at many points. That the
attack is sharp is tested too: an axiom with a change in it is found out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sympy import Indexed, Symbol

from derivation.catalogue import load_catalogue
from derivation.errors import KernelError
from derivation.prove import kernel
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import (
    Constant,
    Differentiable,
    IsInteger,
    Proposition,
)
from derivation.prove.refute import Problem, refute
from derivation.rule import axioms
from derivation.term import (
    Application,
    Binder,
    Derivative,
    Metavariable,
    ScalarProduct,
    SlotDerivative,
    Term,
    add,
    apply,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    vector,
    walk,
)
from tests.attack import FailureFoundError, attack, choices

X, Y, A, N, J, K = (Symbol(name) for name in "xyanjk")
ONE, TWO, HALF = number(1), number(2), divide(number(1), number(2))

VARYING = (
    X,
    add(power(X, TWO), negate(ONE)),
    known("sin", X),
    negate(X),
    known("exp", multiply(A, X)),
    known("log", X),
    apply("f", (X,)),
    divide(ONE, add(X, negate(A))),
    known("abs", X),
    power(X, HALF),
    multiply(X, Y),
    add(known("cosh", X), A),
    known("atan", X),
    A,
    number(-3),
    add(ONE, divide(X, number(7))),
)
"""Terms for a metavariable: they vary, have poles, negative values, gaps, or none."""

FIXED = (A, number(-2), number(3), HALF, number(0), ONE, add(multiply(A, Y), ONE), number(2))
"""Terms that do not depend on x."""

WHOLE = (number(2), number(-1), N, number(0), number(3), ONE, add(N, ONE), number(-4))
"""Integers."""

CASES = [(r, a) for r in load_catalogue().rules if not r.by_kernel for a in axioms(r)]
"""Every axiom with its rule."""


def parts(axiom: Axiom) -> list[Term]:
    return [part for side in (axiom.left, axiom.right) for part in walk(side)]


def vectors(axiom: Axiom) -> set[Term]:
    found = {part.args[0] for part in parts(axiom) if isinstance(part, Indexed)}
    pairs = (part.args for part in parts(axiom) if isinstance(part, ScalarProduct))
    return found | {each for pair in pairs for each in pair}


def pool(axiom: Axiom, name: Term) -> tuple[Term, ...]:
    """The terms that a metavariable is replaced by."""
    if isinstance(axiom.left, SlotDerivative):
        return (X, Y, A)  # sin'(u) is evaluated as a derivative in u, a name
    places = [part.args[1] for part in parts(axiom) if isinstance(part, Derivative | Binder)]
    if name in places:
        return (Y if name.name == "s" else X,)
    if name in vectors(axiom):
        return (vector({"u": "w", "v": "z"}[name.name]),)
    if name.name == "m" and vectors(axiom):
        return (J,)
    about = [c for c in axiom.conditions if name in walk_all(c)]
    if any(isinstance(c, IsInteger) for c in about):
        return WHOLE
    return FIXED if any(isinstance(c, Constant) and c.term == name for c in about) else VARYING


def walk_all(condition: object) -> set[Term]:
    term = getattr(condition, "term", None)
    return set(walk(term)) if term is not None else set()


def instances(axiom: Axiom, count: int = 24) -> Iterator[dict[Term, Term]]:
    """Terms for the metavariables, functions of an argument included."""
    heads = {part.args[0] for part in parts(axiom) if isinstance(part, Application)}
    plain = [p for p in dict.fromkeys(parts(axiom)) if isinstance(p, Metavariable)]
    pools = {each: pool(axiom, each) for each in plain if each not in heads}
    applied = [p for p in dict.fromkeys(parts(axiom)) if isinstance(p, Application)]
    for place, chosen in enumerate(choices(pools, count)):
        for pattern in applied:
            argument = chosen[pattern.args[2].args[0]]
            values = known("sin", argument), apply("g", (argument,)), known("log", argument)
            chosen[pattern] = values[place % len(values)]
        yield chosen


def theorems(axiom: Axiom) -> Iterator[Theorem]:
    for substitution in instances(axiom):
        try:
            yield kernel.instance(axiom, substitution)
        except KernelError:
            continue


def identify(value: object) -> str:
    return value.statement if isinstance(value, Axiom) else ""


def test_every_rule_of_calculus_has_an_axiom() -> None:
    assert len(CASES) >= 75


def attack_all(axiom: Axiom) -> int:
    """How many points agree over all instances; FailureFoundError where one is false."""
    return sum(attack(theorem, 30, {"n"})["agree"] for theorem in theorems(axiom))


@pytest.mark.parametrize("axiom", [a for _, a in CASES if not vectors(a)], ids=identify)
def test_an_axiom_holds_wherever_its_conditions_do(axiom: Axiom) -> None:
    assert attack_all(axiom) >= 30


@pytest.mark.parametrize("axiom", [a for _, a in CASES if vectors(a)], ids=identify)
def test_an_axiom_on_vectors_has_no_counterexample(axiom: Axiom) -> None:
    for theorem in theorems(axiom):
        assumed = tuple(theorem.conditions)
        problem = Problem(theorem.left, theorem.right, assumed, indices=frozenset({"j"}))
        assert refute(problem) is None


@pytest.mark.parametrize("axiom", [a for _, a in CASES if not vectors(a)], ids=identify)
def test_a_changed_axiom_is_found_out(axiom: Axiom) -> None:
    wrong = replace(axiom, right=add(axiom.right, ONE))
    with pytest.raises(FailureFoundError):
        attack_all(wrong)


CONDITIONS = [(a, c) for _, a in CASES for c in a.conditions]


@pytest.mark.parametrize(("axiom", "condition"), CONDITIONS, ids=identify)
def test_no_condition_is_idle(axiom: Axiom, condition: object) -> None:
    """It says what definedness asks as well, or without it there is a counterexample."""
    rest = tuple(c for c in axiom.conditions if c != condition)
    without = replace(axiom, conditions=rest)
    if isinstance(condition, Differentiable):
        for substitution in instances(axiom):  # the derivative on the left asks for it
            assert conditions(without, substitution) == conditions(axiom, substitution)
        return
    for substitution in instances(without, 60):
        try:
            bare = kernel.instance(without, substitution)
        except KernelError:
            continue
        if conditions(axiom, substitution) == bare.conditions:
            continue
        assumed = tuple(bare.conditions)
        problem = Problem(bare.left, bare.right, assumed, indices=frozenset({"j"}))
        if refute(problem, 0.2) is not None:
            return
    for substitution in instances(axiom):  # never more than what definedness asks
        assert conditions(axiom, substitution) == conditions(without, substitution)


def conditions(axiom: Axiom, substitution: dict[Term, Term]) -> frozenset[Proposition] | None:
    """The conditions of an instance; None if there is none."""
    try:
        return kernel.instance(axiom, substitution).conditions
    except KernelError:
        return None
