"""How sums, integrals, limits, cases and operators are printed, and read again."""

from __future__ import annotations

import pytest
from sympy import Symbol, Tuple

from derivation.notation import ascii_text, latex, proposition_text, text
from derivation.prove.proposition import Exists, InRange, IsInteger, NotPole, Throughout
from derivation.term import (
    INFINITY,
    OTHERWISE,
    Approach,
    Cases,
    Domain,
    FunctionName,
    Integral,
    Less,
    Limit,
    ProductOver,
    Range,
    Summation,
    Term,
    UnequalTo,
    add,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    operator,
    power,
    vector,
)
from tests.meaning.test_understand import term

INDEX, N, X, A = (Symbol(letter) for letter in "inxa")
ZERO, ONE, TWO = number(0), number(1), number(2)
X_I = component(vector("x"), INDEX)
ALL = Domain(FunctionName(""), Tuple())
OTHERS = Domain(FunctionName(r"\#0 \neq \#1"), Tuple(Symbol("j")))

PRINTED = [
    (Summation(power(X_I, TWO), INDEX, ALL), "∑_i x_i²", "sum_i x_i^2"),
    (Summation(X_I, INDEX, Range(ONE, N)), "∑_{i=1}ⁿ x_i", "sum_{i=1}^n x_i"),
    (
        multiply(Summation(X_I, INDEX, ALL), A),
        "(∑_i x_i) · a",
        "(sum_i x_i) * a",
    ),
    (add(Summation(add(X_I, A), INDEX, ALL), A), "∑_i (x_i + a) + a", "sum_i (x_i + a) + a"),
    (ProductOver(X_I, INDEX, OTHERS), "∏_{i ≠ j} x_i", "prod_{i != j} x_i"),
    (Integral(power(X, TWO), X, Range(ZERO, ONE)), "∫₀¹ x² dx", "int_0^1 x^2 dx"),
    (Integral(X, X, ALL), "∫ x dx", "int x dx"),
    (Limit(X, X, Approach(INFINITY, ZERO)), "lim_{x → ∞} x", "lim_{x -> inf} x"),
    (Limit(X, X, Approach(ZERO, ONE)), "lim_{x → 0⁺} x", "lim_{x -> 0^+} x"),
    (known("factorial", add(N, ONE)), "(n + 1)!", "(n + 1)!"),
    (power(known("factorial", N), TWO), "(n!)²", "(n!)^2"),
    (known("binomial", N, A), "binom(n, a)", "binom(n, a)"),
    (known("abs", X), "|x|", "|x|"),
    (known("gamma", X), "Γ(x)", "Gamma(x)"),
    (known("floor", X), "⌊x⌋", "floor(x)"),
    (known("max", A, X), "max(a, x)", "max(a, x)"),
    (
        Cases(Tuple(X, Less(ZERO, X)), Tuple(ZERO, OTHERWISE)),
        "{x if 0 < x; 0 otherwise}",
        "{x if 0 < x; 0 otherwise}",
    ),
    (operator(r"\mathrm{E}", (X,)), "E(x)", "E(x)"),
    (operator("p", (X, FunctionName("|"), A)), "p(x | a)", "p(x | a)"),
]


@pytest.mark.parametrize(("built", "shown", "plain"), PRINTED, ids=[p[2] for p in PRINTED])
def test_one_line_of_text(built: Term, shown: str, plain: str) -> None:
    assert text(built) == shown
    assert ascii_text(text(built)) == plain


ROUND_TRIP = [
    Summation(power(X_I, TWO), INDEX, ALL),
    add(Summation(X_I, INDEX, Range(ONE, N)), A),
    Summation(add(X_I, A), INDEX, Range(ONE, INFINITY)),
    multiply(Summation(multiply(A, X_I), INDEX, Range(ONE, add(N, ONE))), A),
    divide(Summation(X_I, INDEX, ALL), N),
    power(Summation(X_I, INDEX, ALL), TWO),
    ProductOver(X_I, INDEX, Range(ONE, N)),
    Integral(power(X, TWO), X, Range(ZERO, ONE)),
    Integral(add(X, ONE), X, Range(negate(INFINITY), INFINITY)),
    multiply(A, Integral(Integral(X, X, ALL), Symbol("y"), Range(ZERO, A)), N),
    Limit(divide(known("sin", X), X), X, Approach(ZERO, number(-1))),
    known("factorial", known("factorial", N)),
    power(known("factorial", N), TWO),
    known("binomial", add(N, ONE), A),
    known("abs", negate(X)),
    known("ceiling", divide(X, TWO)),
    known("asinh", X),
    known("sign", X),
    known("erf", X),
    known("min", A, X),
    Cases(Tuple(X, Less(ZERO, X)), Tuple(A, UnequalTo(X, A)), Tuple(ZERO, OTHERWISE)),
    operator(r"\mathrm{E}", (power(Symbol("X"), TWO),)),
    operator(r"\mathrm{KL}", (Symbol("P"), FunctionName(r"\|"), Symbol("Q"))),
]


@pytest.mark.parametrize("built", ROUND_TRIP, ids=map(text, ROUND_TRIP))
def test_printed_latex_reads_as_the_same_term(built: Term) -> None:
    assert term(latex(built), f"$$y + {latex(built)} = 0$$") == built


def test_conditions_in_words() -> None:
    total = Summation(X_I, INDEX, Range(ONE, INFINITY))
    assert proposition_text(Exists(total)) == "∑_{i=1}^∞ x_i exists"
    assert proposition_text(NotPole(X)) == "x is none of 0, −1, −2, …"
    whole = Throughout(IsInteger(X_I), INDEX, Range(ONE, N), True)
    assert proposition_text(whole) == "x_i ∈ ℤ for 1 ≤ i ≤ n"
    inside = Throughout(InRange(INDEX, vector("x")), INDEX, Range(ONE, N), True)
    assert proposition_text(inside) == "x has components from 1 to n"
