"""Whatever the kernel proves of random terms is written down and made again."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derivation.errors import DerivationError
from derivation.prove import kernel
from derivation.prove.certificate import functions
from derivation.prove.certificate.functions import FUNCTIONS, Check, Function
from derivation.prove.certificate.replaying import replay_proof
from derivation.prove.certificate.writing import write_proof
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Equal
from tests.prove.certificate.strategies import EXPRESSIONS, PROPOSITIONS, VARIABLES

ARGUMENTS: dict[Check, st.SearchStrategy[object]] = {
    functions.is_term: EXPRESSIONS,
    functions.is_variable: VARIABLES,
    functions.is_path: st.lists(st.integers(-1, 2), max_size=2).map(tuple),
    functions.is_proposition: PROPOSITIONS,
    functions.are_propositions: st.lists(PROPOSITIONS, max_size=2).map(tuple),
}
COVERED = [
    name for name, each in FUNCTIONS.items() if all(check in ARGUMENTS for check in each.data)
]
THEOREMS = st.builds(kernel.assume, PROPOSITIONS | st.builds(Equal, EXPRESSIONS, EXPRESSIONS))


def made(function: Function, choose: st.DataObject) -> Theorem | None:
    """A theorem of the function from random arguments, None where it refuses them."""
    data = [choose.draw(ARGUMENTS[check]) for check in function.data]
    count = choose.draw(st.integers(0, 2)) if function.premises is None else function.premises
    premises = [choose.draw(THEOREMS) for _ in range(count)]
    try:
        return function.call(data, premises)
    except (DerivationError, RecursionError):
        return None


@pytest.mark.parametrize("name", COVERED)
def test_it_is_made_again(name: str) -> None:
    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def holds(choose: st.DataObject) -> None:
        theorem = made(FUNCTIONS[name], choose)
        if theorem is not None:
            data = json.loads(json.dumps(write_proof(theorem)))
            again = replay_proof(data, frozenset)
            assert again.conclusion == theorem.conclusion
            assert again.conditions == theorem.conditions

    holds()
