"""Claims from the trackers of computer algebra systems, and what must be said of each.

What the program does not say yet is in `pending`, with the reason: whoever mends it takes
the line away there.
"""

from __future__ import annotations

from functools import cache

import pytest

from derivation import verify
from derivation.verdict import Misnamed, Refuted, StepReport, Undecided
from tests.acceptance import analysis, constants, discrete, issue, powers, trigonometry
from tests.acceptance.claim import Claim
from tests.acceptance.pending import PENDING

CLAIMS: tuple[Claim, ...] = (
    *issue.CLAIMS,
    *powers.CLAIMS,
    *trigonometry.CLAIMS,
    *constants.CLAIMS,
    *discrete.CLAIMS,
    *analysis.CLAIMS,
)


def of_name(claim: Claim) -> str:
    return claim.name


@cache
def steps(claim: Claim) -> tuple[StepReport, ...]:
    return verify(claim.document).steps


def words(claim: Claim) -> set[str]:
    return {step.verdict.word for step in steps(claim)}


def test_there_are_many_claims_and_each_has_its_own_name() -> None:
    assert len({claim.name for claim in CLAIMS}) == len(CLAIMS) >= 120
    assert set(PENDING) <= {claim.name for claim in CLAIMS}


@pytest.mark.parametrize("claim", CLAIMS, ids=of_name)
def test_nothing_false_is_proved_and_nothing_true_refuted(claim: Claim) -> None:
    if claim.verdict == "proved":
        assert "refuted" not in words(claim)
    elif claim.verdict != "undecided":
        assert not words(claim) & {"proved", "misnamed", "definition"}


@pytest.mark.parametrize("claim", CLAIMS, ids=of_name)
def test_the_verdict_is_that_of_mathematics(
    claim: Claim, request: pytest.FixtureRequest
) -> None:
    if claim.name in PENDING:
        request.node.add_marker(pytest.mark.xfail(reason=PENDING[claim.name], strict=True))
    if claim.verdict == "not proved":
        return  # that is what the other test asks
    (step,) = steps(claim)
    verdict = step.verdict
    assert verdict.word == claim.verdict, getattr(verdict, "tried", "")
    shown = {condition.text for condition in step.conditions}
    assert set(claim.conditions) <= shown
    if isinstance(verdict, Undecided):
        assert claim.named in verdict.tried
    if isinstance(verdict, Refuted):
        assert verdict.counterexample.before != verdict.counterexample.after
    assert not isinstance(verdict, Misnamed)
