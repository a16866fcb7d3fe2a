"""A small run of `benchmarks/identities`: nothing wrong, and what is decided stays so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flint import arb, ctx, fmpq

from benchmarks.identities.__main__ import outcomes
from benchmarks.identities.cases import make
from benchmarks.identities.differentiate import TABLE, differentiate
from benchmarks.identities.evaluate import evaluate
from benchmarks.identities.expression import known, name, substitute
from benchmarks.identities.fragment import Fragment
from benchmarks.identities.fragments import FRAGMENTS
from benchmarks.identities.latex import latex
from benchmarks.identities.program import document

SEED = 3
COUNT = 10

DECIDED: dict[str, tuple[float, float]] = {
    "radicals": (0.9, 1.0),
    "inverse functions": (0.9, 1.0),
    "absolute values, min, max, cases": (0.8, 1.0),
    "below sums, products, integrals, limits, E": (1.0, 0.1),
}
"""Where not all the true ones are proved and all mutants refuted: what may not sink."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    before, ctx.prec = ctx.prec, bits
    try:
        yield
    finally:
        ctx.prec = before


def of_name(fragment: Fragment) -> str:
    return fragment.name


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=of_name)
def test_nothing_is_wrong_and_what_is_decided_stays_so(fragment: Fragment) -> None:
    found = list(outcomes(fragment, SEED, range(COUNT), documents=5))
    assert [outcome.reproducer for outcome in found if outcome.wrong] == []
    proved, refuted = DECIDED.get(fragment.name, (1.0, 1.0))
    for true, word, share in ((True, "proved", proved), (False, "refuted", refuted)):
        asked = [o for o in found if o.given_as == "terms" and o.true is true]
        missed = [o.reproducer for o in asked if o.answer.verdict != word]
        assert len(missed) <= (1 - share) * len(asked) + 1e-9, missed[0]


def test_a_case_is_the_same_whenever_it_is_made() -> None:
    first, second = (make(FRAGMENTS[0], 7, 11) for _ in range(2))
    assert first == second


def test_both_sides_of_an_identity_agree_and_those_of_its_mutant_do_not() -> None:
    for index in range(20):
        case = make(FRAGMENTS[4], 5, index)
        here = {key: arb(fmpq(v.numerator, v.denominator)) for key, v in case.point.items()}
        value = evaluate(case.left, here)
        assert value.overlaps(evaluate(case.right, here))
        assert not value.overlaps(evaluate(case.mutant, here))


@pytest.mark.parametrize("function", sorted(TABLE))
def test_the_table_of_derivatives_agrees_with_difference_quotients(function: str) -> None:
    body = known(function, name("x"))
    with precision(200):
        at, step = arb(fmpq(3, 10)), arb(fmpq(1, 10**12))
        slope = evaluate(substitute(TABLE[function], {"u": name("x")}), {"x": at})
        above, below = (evaluate(body, {"x": at + h}) for h in (step, -step))
        assert abs(slope - (above - below) / (2 * step)) < arb(fmpq(1, 10**10))


def test_the_derivative_of_a_power_with_a_varying_exponent() -> None:
    x = name("x")
    slope = evaluate(differentiate(x**x, "x"), {"x": arb(2)})
    assert slope.overlaps(4 * (arb(2).log() + 1))


def test_a_document_says_what_is_assumed_of_the_names() -> None:
    case = make(FRAGMENTS[1], 1, 0)
    text = document(case.fragment, case.left, case.right)
    assert text.startswith("Let $")
    assert latex(case.left) in text
    assert latex(case.right) in text
