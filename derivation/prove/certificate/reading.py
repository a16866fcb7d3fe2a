"""Certificates read back: terms, propositions and axioms from their tables.

Everything is checked, because a file may have been made by anybody: an entry refers
only to earlier ones, and no term is larger than what the kernel can work with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from derivation.errors import CertificateError
from derivation.prove.certificate.propositions import read_proposition
from derivation.prove.certificate.terms import read_node
from derivation.prove.kernel import Axiom
from derivation.prove.proposition import Proposition, terms
from derivation.term import Term, is_leaf

MAXIMUM_DEPTH = 400
"""How deeply a term may be nested."""

MAXIMUM_SIZE = 200_000
"""How many parts a term may have, shared ones counted wherever they occur."""

_T = TypeVar("_T")


class Tables:
    """The terms, propositions and axioms of a certificate, by their numbers."""

    def __init__(self, terms: object, propositions: object, axioms: object) -> None:
        self._terms: list[Term] = []
        self._sizes: dict[Term, tuple[int, int]] = {}
        self._propositions: list[Proposition] = []
        self._axioms: list[Axiom] = []
        _fill(self._terms, terms, "terms", self._read_term)
        _fill(self._propositions, propositions, "propositions", self._read_proposition)
        _fill(self._axioms, axioms, "axioms", self._read_axiom)

    def term(self, data: object) -> Term:
        """The term of that number."""
        return _numbered(self._terms, data, "term")

    def proposition(self, data: object) -> Proposition:
        """The proposition of that number."""
        return _numbered(self._propositions, data, "proposition")

    def axiom(self, data: object) -> Axiom:
        """The axiom of that number."""
        return _numbered(self._axioms, data, "axiom")

    @property
    def axioms(self) -> Sequence[Axiom]:
        """Every axiom that the certificate refers to."""
        return self._axioms

    def _read_term(self, data: object) -> Term:
        term = read_node(data, self._terms)
        parts = [] if is_leaf(term) else [self._sizes[part] for part in term.args]
        size = 1 + sum(each for each, _ in parts)
        depth = 1 + max((each for _, each in parts), default=0)
        if size > MAXIMUM_SIZE or depth > MAXIMUM_DEPTH:
            raise CertificateError("it is too large or nested too deeply")
        self._sizes[term] = size, depth
        return term

    def _read_proposition(self, data: object) -> Proposition:
        made = read_proposition(data, self.term, self.proposition)
        if len(terms(made)) > MAXIMUM_DEPTH:
            raise CertificateError("it is nested too deeply")
        return made

    def _read_axiom(self, data: object) -> Axiom:
        keys = {"rule", "statement", "left", "right", "conditions"}
        entry = with_keys(data, keys)
        rule, statement = entry["rule"], entry["statement"]
        if not isinstance(rule, str) or not isinstance(statement, str):
            raise CertificateError("the rule and the statement of an axiom are text")
        return Axiom(
            rule,
            statement,
            self.term(entry["left"]),
            self.term(entry["right"]),
            tuple(self.proposition(each) for each in as_list(entry["conditions"])),
        )


def with_keys(data: object, keys: set[str]) -> dict[str, Any]:
    """The data if it is an object with exactly these keys; CertificateError otherwise."""
    if not isinstance(data, dict):
        raise CertificateError("an object is expected here")
    for key in sorted(keys ^ data.keys()):
        what = "is missing" if key in keys else "is not a field of certificates"
        raise CertificateError(f"{key!r:.60} {what}")
    return data


def as_list(data: object) -> list[Any]:
    """The data if it is a list; CertificateError otherwise."""
    if not isinstance(data, list):
        raise CertificateError("a list is expected here")
    return data


def _fill(table: list[_T], data: object, name: str, read: Callable[[object], _T]) -> None:
    for number, entry in enumerate(as_list(data)):
        try:
            table.append(read(entry))
        except CertificateError as error:
            raise CertificateError(f"{name}, number {number}: {error}") from error


def _numbered(table: Sequence[_T], data: object, what: str) -> _T:
    if type(data) is not int or not 0 <= data < len(table):
        raise CertificateError(f"{data!s:.20} is not the number of a {what} that is known")
    return table[data]
