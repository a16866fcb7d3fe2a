"""Every function of the kernel: in the table, and its theorem is made again from data."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from sympy import Symbol

from derivation.errors import CertificateError
from derivation.prove import kernel
from derivation.prove.certificate.functions import FUNCTIONS
from derivation.prove.certificate.replaying import replay_proof
from derivation.prove.certificate.writing import write_proof
from derivation.prove.decide import real_arithmetic
from derivation.prove.decide.elementary.treatment import EVERY
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import (
    Constant,
    Definition,
    Differentiable,
    Equal,
    Exists,
    IsInteger,
    NonZero,
    Positive,
    PowerDefined,
    Throughout,
)
from derivation.term import (
    MATRIX_PRODUCT,
    MATRIX_TRANSPOSE,
    Derivative,
    Integral,
    Metavariable,
    ProductOver,
    Range,
    SlotDerivative,
    Summation,
    add,
    apply,
    divide,
    known,
    multiply,
    number,
    operator,
    power,
)

X, Y, K = Symbol("x"), Symbol("y"), Symbol("k")
ZERO, ONE, TWO = number(0), number(1), number(2)
AXIOM = Axiom(
    "derivative of a constant",
    "c' = 0",
    Derivative(Metavariable("c"), Metavariable("t")),
    number(0),
    (Constant(Metavariable("c"), Metavariable("t")),),
)
F = Definition(apply("f", [X]), known("exp", X), frozenset({"x"}))
G = apply("g", [power(X, TWO), Y])
SUM = add(X, Y)

BY_A_HELPER: Mapping[str, Theorem] = (
    {
        "within_real_arithmetic": kernel.within_real_arithmetic(
            Positive(multiply(X, Y)), [Positive(Y), Positive(X)]
        )
    }
    if real_arithmetic.installed()
    else {}
)
"""What an optional dependency is needed for."""

SAMPLES: Mapping[str, Theorem] = {
    **BY_A_HELPER,
    "reflexivity": kernel.reflexivity(divide(X, Y)),
    "symmetry": kernel.symmetry(kernel.rearrangement(SUM, add(Y, X))),
    "transitivity": kernel.transitivity(
        kernel.rearrangement(SUM, add(Y, X)), kernel.rearrangement(add(Y, X), SUM)
    ),
    "congruence": kernel.congruence(
        known("exp", SUM), (0,), kernel.rearrangement(SUM, add(Y, X))
    ),
    "instance": kernel.instance(AXIOM, {Metavariable("c"): Y, Metavariable("t"): X}),
    "unfold": kernel.unfold(F, {X: divide(Y, TWO)}),
    "assume": kernel.assume(Positive(X)),
    "identity": kernel.identity(
        known("log", power(X, TWO)),
        multiply(TWO, known("log", known("abs", X))),
        EVERY,
        (Positive(X),),
    ),
    "matrix_words": kernel.matrix_words(
        operator(MATRIX_TRANSPOSE, [operator(MATRIX_PRODUCT, [X, Y])]), [X]
    ),
    "algebraic": kernel.algebraic(power(TWO, TWO), number(4)),
    "by_cases": kernel.by_cases(
        X,
        kernel.identity(power(known("abs", X), TWO), power(X, TWO), EVERY),
        kernel.identity(power(known("abs", X), TWO), power(X, TWO), EVERY),
    ),
    "rearrangement": kernel.rearrangement(divide(X, Y), divide(X, Y)),
    "arithmetic": kernel.arithmetic(divide(multiply(X, Y), X), Y),
    "modulo": kernel.modulo(
        power(X, TWO), power(Y, TWO), [kernel.unfold(Definition(X, Y), {})]
    ),
    "within_range": kernel.within_range(Positive(add(X, ONE)), [Positive(Y), Positive(X)]),
    "integrality": kernel.integrality(IsInteger(multiply(X, Y)), [IsInteger(Y), IsInteger(X)]),
    "throughout": kernel.throughout(
        Throughout(Positive(multiply(X, K)), K, Range(ONE, TWO), True), [Positive(X)]
    ),
    "existence": kernel.existence(
        Exists(Integral(known("log", K), K, Range(ONE, X))), [Positive(X)]
    ),
    "smoothness": kernel.smoothness(
        Differentiable(apply("f", [Y]), Y), kernel.unfold(F, {X: Y})
    ),
    "discharge": kernel.discharge(
        kernel.arithmetic(divide(multiply(X, Y), X), Y),
        kernel.within_range(NonZero(X), [Positive(X)]),
    ),
    "transport": kernel.transport(kernel.assume(Positive(Y)), kernel.assume(Equal(X, Y))),
    "power_is_defined": kernel.power_is_defined(
        PowerDefined(X, Y), [kernel.assume(Positive(X)), kernel.assume(Positive(Y))]
    ),
    "chain_rule": kernel.chain_rule(G, X),
    "order_of_slots": kernel.order_of_slots(
        SlotDerivative(SlotDerivative(apply("g", [X, Y]), ONE), ZERO)
    ),
    "derivative_of_a_sum": kernel.derivative_of_a_sum(
        Summation(multiply(X, K), K, Range(ONE, TWO)), X
    ),
    "derivative_of_a_product": kernel.derivative_of_a_product(
        ProductOver(multiply(X, K), K, Range(ONE, TWO)), X
    ),
    "derivative_of_an_integral": kernel.derivative_of_an_integral(
        Integral(multiply(X, K), K, Range(ONE, TWO)), X
    ),
}
"""A theorem of each function."""


def again(theorem: Theorem) -> Theorem:
    data = json.loads(json.dumps(write_proof(theorem)))
    return replay_proof(data, lambda: [AXIOM])


def makes_theorems(name: str, value: object) -> bool:
    if name.startswith("_") or not inspect.isfunction(value):
        return False
    return "Theorem" in str(value.__annotations__.get("return"))


def test_every_function_that_makes_theorems_can_be_replayed() -> None:
    functions = {name for name, value in vars(kernel).items() if makes_theorems(name, value)}
    assert functions == set(FUNCTIONS), "add the new function to the table in functions.py"
    optional = {"within_real_arithmetic"} - set(BY_A_HELPER)
    assert set(SAMPLES) == set(FUNCTIONS) - optional, (
        "add a theorem of the new function to SAMPLES"
    )


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_its_theorem_is_made_again(name: str) -> None:
    theorem = SAMPLES[name]
    made = again(theorem)
    assert theorem.certificate.function == name
    assert made.conclusion == theorem.conclusion
    assert made.conditions == theorem.conditions
    assert made.axioms == theorem.axioms


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_it_is_not_called_with_other_arguments(name: str) -> None:
    proof = write_proof(SAMPLES[name])
    values: list[dict[str, object]] = [{"text": ""}, {"nothing": True}, {"items": []}]
    for extra in values:
        entry = {**proof["theorems"][-1]}
        entry["data"] = [*entry["data"], extra]
        with pytest.raises(CertificateError):
            replay_proof(
                {**proof, "theorems": [*proof["theorems"][:-1], entry]}, lambda: [AXIOM]
            )
    for position in range(len(proof["theorems"][-1]["data"])):
        entry = {**proof["theorems"][-1]}
        entry["data"] = list(entry["data"])
        entry["data"][position] = {"text": "x"}
        with pytest.raises(CertificateError, match="another kind"):
            replay_proof(
                {**proof, "theorems": [*proof["theorems"][:-1], entry]}, lambda: [AXIOM]
            )


def test_a_proof_that_uses_a_fact_twice_at_every_step_does_not_grow() -> None:
    theorem = kernel.rearrangement(SUM, SUM)
    for _ in range(60):
        theorem = kernel.transitivity(theorem, theorem)
    proof = write_proof(theorem)
    assert len(proof["theorems"]) == 61
    assert again(theorem).conclusion == theorem.conclusion


def test_a_long_proof_needs_no_recursion() -> None:
    theorem = kernel.rearrangement(SUM, SUM)
    for _ in range(3000):
        theorem = kernel.symmetry(theorem)
    assert again(theorem).conclusion == theorem.conclusion


def test_equal_theorems_made_apart_are_written_once() -> None:
    one, other = kernel.reflexivity(SUM), kernel.reflexivity(SUM)
    proof = write_proof(kernel.transitivity(one, other))
    assert [entry["function"] for entry in proof["theorems"]] == ["reflexivity", "transitivity"]


ORDERED = """
import json
from sympy import Symbol
from derivation.prove import kernel
from derivation.prove.decide import real_arithmetic
from derivation.prove.certificate.writing import write_proof
from derivation.prove.proposition import Positive, PowerDefined
facts = [kernel.assume(Positive(Symbol(name))) for name in "abcdefgh"]
condition = PowerDefined(Symbol("a"), Symbol("n"))
print(json.dumps(write_proof(kernel.power_is_defined(condition, facts))))
"""


def test_sets_are_written_in_the_same_order_in_every_run() -> None:
    """Sets of text are ordered otherwise in every run of Python; data are not."""
    written = {
        subprocess.run(
            [sys.executable, "-c", ORDERED],
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(written) == 1
