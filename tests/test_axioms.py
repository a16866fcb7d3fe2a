"""Every axiom in `steps/` attacked: no instance has a counterexample."""

from __future__ import annotations

import pytest
from sympy import Indexed, Symbol

from derivation.catalogue import load_catalogue
from derivation.prove import kernel
from derivation.prove.kernel import Axiom
from derivation.prove.refute import Problem, refute
from derivation.rule import Rule, axioms
from derivation.term import (
    Application,
    Metavariable,
    ScalarProduct,
    Term,
    add,
    known,
    multiply,
    number,
    power,
    vector,
    walk,
)

X, A = Symbol("x"), Symbol("a")
TERMS = (
    {"u": add(power(X, number(2)), number(2)), "v": add(X, number(3)), "c": A, "n": number(3)},
    {"u": known("exp", X), "v": add(power(X, number(2)), number(1)), "c": number(-2), "n": A},
    {"u": add(known("sin", X), number(2)), "v": X, "c": A, "n": number(-2)},
    {"u": multiply(number(2), X), "v": known("cosh", X), "c": number(0), "n": number(1)},
)
RULES = [rule for rule in load_catalogue().rules if axioms(rule)]


def substitution(axiom: Axiom, terms: dict[str, Term]) -> dict[Term, Term]:
    """Concrete terms for the axiom's metavariables, functions and vectors included."""
    parts = [part for side in (axiom.left, axiom.right) for part in walk(side)]
    vectors = {part.args[0] for part in parts if isinstance(part, Indexed)}
    vectors |= {each for part in parts if isinstance(part, ScalarProduct) for each in part.args}
    heads = {part.args[0] for part in parts if isinstance(part, Application)}
    mapping: dict[Term, Term] = {}
    for part in parts:
        if part in heads:
            continue
        if isinstance(part, Application):
            mapping[part] = known("sin", terms["u"])
        elif part in vectors and isinstance(part, Metavariable):
            mapping[part] = vector({"u": "w", "v": "z"}[part.name])
        elif isinstance(part, Metavariable):
            mapping[part] = {
                **terms,
                "t": X,
                "s": Symbol("y"),
                "m": Symbol("j"),
                "a": number(3),
            }[part.name]
    return mapping


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("terms", TERMS, ids=range(len(TERMS)))
def test_no_instance_of_an_axiom_has_a_counterexample(
    rule: Rule, terms: dict[str, Term]
) -> None:
    for axiom in axioms(rule):
        theorem = kernel.instance(axiom, substitution(axiom, terms))
        problem = Problem(
            theorem.left,
            theorem.right,
            assumptions=tuple(theorem.conditions),
            indices=frozenset({"j"}),
        )
        assert refute(problem) is None


def test_the_attack_finds_what_is_wrong() -> None:
    u, t = Metavariable("u"), Metavariable("t")
    wrong = Axiom("wrong", "sin' = -cos", known("sin", u), known("cos", u))
    assert t not in substitution(wrong, TERMS[0])
    theorem = kernel.instance(wrong, substitution(wrong, TERMS[0]))
    assert refute(Problem(theorem.left, theorem.right)) is not None
