"""A theorem as data: tables of terms, propositions, axioms and theorems.

Each term, proposition, axiom and theorem is written once and referred to by its number,
so that a proof that uses a fact many times does not grow. The numbering is decided by
the proof alone: parts and premises come before what uses them, in the order of their
first use, and sets are ordered by digests of what they hold. So two proofs are the same
exactly when their data are, which is how a replay compares them.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from hashlib import sha256
from typing import Any

from derivation.errors import CertificateError
from derivation.notation import proposition_text
from derivation.prove.certificate import terms
from derivation.prove.certificate.propositions import write_proposition
from derivation.prove.certificate.values import write_value
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import Definition, Proposition
from derivation.term import Term


def write_proof(theorem: Theorem, stated: Collection[Proposition] = ()) -> dict[str, Any]:
    """The theorem and everything it was made from, as data for JSON.

    `stated` are the conditions that the document states. CertificateError if something
    in the proof cannot be written down.
    """
    try:
        writer = _Writer()
        writer.theorem(theorem)
        return {
            "terms": writer.terms,
            "propositions": writer.propositions,
            "axioms": writer.axioms,
            "theorems": writer.theorems,
            "claim": _claim(theorem, stated, writer),
        }
    except RecursionError:
        raise CertificateError("a term is nested too deeply to be written down") from None


def _claim(
    theorem: Theorem, stated: Collection[Proposition], writer: _Writer
) -> dict[str, Any]:
    """What the last theorem says, for people; a replay writes it anew and compares."""
    return {
        "conclusion": proposition_text(theorem.conclusion),
        "conditions": [
            {
                "proposition": writer.proposition(each),
                "text": proposition_text(each),
                "status": status(each, stated),
            }
            for each in sorted(theorem.conditions, key=writer.keys.proposition)
        ],
        "axioms": sorted(theorem.axioms),
    }


def status(condition: Proposition, stated: Collection[Proposition]) -> str:
    """Whether a condition is a definition, stated by the document, or assumed."""
    if isinstance(condition, Definition):
        return "definition"
    return "stated" if condition in stated else "assumed"


class _Keys:
    """Digests of values that do not depend on any numbering, to order sets by."""

    def __init__(self) -> None:
        self._terms: dict[Term, str] = {}
        self._propositions: dict[Proposition, str] = {}

    def term(self, term: Term) -> str:
        found = self._terms.get(term)
        if found is None:
            parts = [self.term(part) for part in terms.parts(term)]
            node = terms.write_node(term, range(len(parts)))
            found = self._terms[term] = _digest([*node, parts])
        return found

    def proposition(self, proposition: Proposition) -> str:
        found = self._propositions.get(proposition)
        if found is None:
            written = write_proposition(proposition, self.term, self.proposition)
            found = self._propositions[proposition] = _digest(written)
        return found

    def axiom(self, axiom: Axiom) -> str:
        sides = [self.term(axiom.left), self.term(axiom.right)]
        conditions = [self.proposition(each) for each in axiom.conditions]
        return _digest([axiom.rule, axiom.statement, sides, conditions])

    def key(self, value: object) -> str:
        return _digest(write_value(value, self))


def _digest(data: object) -> str:
    return sha256(json.dumps(data).encode()).hexdigest()


class _Writer:
    """The tables of one certificate while they are filled."""

    def __init__(self) -> None:
        self.keys = _Keys()
        self.terms: list[terms.Node] = []
        self.propositions: list[list[object]] = []
        self.axioms: list[dict[str, object]] = []
        self.theorems: list[dict[str, object]] = []
        self._terms: dict[Term, int] = {}
        self._propositions: dict[Proposition, int] = {}
        self._axioms: dict[Axiom, int] = {}
        self._same: dict[str, int] = {}

    def key(self, value: object) -> str:
        return self.keys.key(value)

    def term(self, term: Term) -> int:
        if term not in self._terms:
            children = [self.term(part) for part in terms.parts(term)]
            self._terms[term] = _appended(self.terms, terms.write_node(term, children))
        return self._terms[term]

    def proposition(self, proposition: Proposition) -> int:
        if proposition not in self._propositions:
            written = write_proposition(proposition, self.term, self.proposition)
            self._propositions[proposition] = _appended(self.propositions, written)
        return self._propositions[proposition]

    def axiom(self, axiom: Axiom) -> int:
        if axiom not in self._axioms:
            written: dict[str, object] = {
                "rule": axiom.rule,
                "statement": axiom.statement,
                "left": self.term(axiom.left),
                "right": self.term(axiom.right),
                "conditions": [self.proposition(each) for each in axiom.conditions],
            }
            self._axioms[axiom] = _appended(self.axioms, written)
        return self._axioms[axiom]

    def theorem(self, root: Theorem) -> int:
        """The number of a theorem, after all that it was made from; without recursion."""
        numbers: dict[Theorem, int] = {}
        waiting = [root]
        while waiting:
            theorem = waiting[-1]
            premises = theorem.certificate.premises
            missing = [each for each in premises if each not in numbers]
            if missing and theorem not in numbers:
                waiting.extend(reversed(missing))
                continue
            waiting.pop()
            if theorem not in numbers:
                numbers[theorem] = self._entry(theorem, [numbers[each] for each in premises])
        return numbers[root]

    def _entry(self, theorem: Theorem, premises: list[int]) -> int:
        certificate = theorem.certificate
        conditions = sorted(theorem.conditions, key=self.keys.proposition)
        entry: dict[str, object] = {
            "function": certificate.function,
            "data": [write_value(each, self) for each in certificate.data],
            "premises": premises,
            "conclusion": self.proposition(theorem.conclusion),
            "conditions": [self.proposition(each) for each in conditions],
        }
        same = json.dumps(entry)
        if same not in self._same:
            self._same[same] = _appended(self.theorems, entry)
        return self._same[same]


def _appended(table: list[Any], entry: object) -> int:
    table.append(entry)
    return len(table) - 1
