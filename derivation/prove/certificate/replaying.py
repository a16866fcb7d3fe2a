"""Replaying a proof: its theorem made again by the kernel, and compared with the data.

Nothing in the data is believed. Every theorem is made again by the kernel's function;
it must have the conclusion and the conditions that the data claim; every axiom must be
one of those given as true; and what the theorem that comes out is written as must be
the data that were read, to the last field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Any

from derivation.errors import CertificateError, DerivationError
from derivation.prove.certificate import functions
from derivation.prove.certificate.reading import Tables, as_list, with_keys
from derivation.prove.certificate.values import read_value
from derivation.prove.certificate.writing import write_proof
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import Proposition

KEYS = {"terms", "propositions", "axioms", "theorems", "claim"}
"""The parts of a proof."""

FAILURES = (
    *(DerivationError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(MemoryError, RecursionError),
)
"""What the kernel may raise where its arguments, made by anybody, make no sense."""


def replay_proof(data: object, known: Callable[[], Collection[Axiom]]) -> Theorem:
    """The theorem that a proof shows, made again; CertificateError if it shows none.

    `known` gives the axioms that may be used; it is called only if there are any.
    """
    try:
        proof = with_keys(data, KEYS)
        tables = Tables(proof["terms"], proof["propositions"], proof["axioms"])
        _check_axioms(tables, known)
        theorem = _theorems(as_list(proof["theorems"]), tables)
        stated = _stated(proof["claim"], tables)
        _compare(proof, write_proof(theorem, stated))
    except RecursionError:
        raise CertificateError("it is nested too deeply") from None
    return theorem


def _check_axioms(tables: Tables, known: Callable[[], Collection[Axiom]]) -> None:
    if not tables.axioms:
        return
    true = known()
    for axiom in tables.axioms:
        if axiom not in true:
            raise CertificateError(f"{axiom.rule!r:.60} states no such axiom")


def _theorems(entries: list[Any], tables: Tables) -> Theorem:
    made: list[Theorem] = []
    for number, entry in enumerate(entries):
        try:
            made.append(_theorem(entry, tables, made))
        except FAILURES as error:
            why = str(error) or type(error).__name__
            raise CertificateError(f"theorem number {number}: {why}") from error
    if not made:
        raise CertificateError("there is no theorem in it")
    return made[-1]


def _theorem(entry: object, tables: Tables, earlier: list[Theorem]) -> Theorem:
    keys = {"function", "data", "premises", "conclusion", "conditions"}
    fields = with_keys(entry, keys)
    data = [read_value(each, tables) for each in as_list(fields["data"])]
    premises = [_premise(each, earlier) for each in as_list(fields["premises"])]
    theorem = functions.make(fields["function"], data, premises)
    if tables.proposition(fields["conclusion"]) != theorem.conclusion:
        raise CertificateError("the kernel comes to another conclusion")
    conditions = [tables.proposition(each) for each in as_list(fields["conditions"])]
    if frozenset(conditions) != theorem.conditions:
        raise CertificateError("the theorem holds under other conditions")
    return theorem


def _premise(data: object, earlier: list[Theorem]) -> Theorem:
    if type(data) is not int or not 0 <= data < len(earlier):
        raise CertificateError(f"{data!s:.20} is not the number of an earlier theorem")
    return earlier[data]


def _stated(claim: object, tables: Tables) -> frozenset[Proposition]:
    """The conditions said to be stated by the document; the rest is compared later."""
    conditions = as_list(with_keys(claim, {"conclusion", "conditions", "axioms"})["conditions"])
    keys = {"proposition", "text", "status"}
    fields = [with_keys(each, keys) for each in conditions]
    return frozenset(
        tables.proposition(each["proposition"]) for each in fields if each["status"] == "stated"
    )


def _compare(given: dict[str, Any], written: dict[str, Any]) -> None:
    for key in sorted(KEYS):
        if json.dumps(given[key], sort_keys=True) != json.dumps(written[key], sort_keys=True):
            raise CertificateError(f"the theorem is not the one written under {key!r}")
