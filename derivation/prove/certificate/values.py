"""What a kernel function was called with, as data: each value under the name of its kind.

`{"term": 3}`, `{"proposition": 1}` and `{"axiom": 0}` refer to the tables of a
certificate; `{"items": [...]}` is a tuple, `{"set": [...]}` a set, `{"text": "..."}`,
`{"integer": 5}`, `{"flag": true}`, `{"nothing": true}` and `{"choice": ["Enum",
"MEMBER"]}` stand for themselves. Any other value is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Protocol

from sympy import Basic

from derivation.errors import CertificateError
from derivation.prove.certificate.propositions import CLASSES
from derivation.prove.certificate.terms import read_integer, write_integer
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.kernel import Axiom
from derivation.prove.proposition import Proposition
from derivation.term import Term

CHOICES: Mapping[str, type[Enum]] = {"Treatment": Treatment}
"""The enumerations that the kernel's functions take, by name."""


class Writes(Protocol):
    """Writes what values are made of; `key` orders a set in the same way everywhere."""

    def term(self, term: Term) -> object:
        """The term as data."""

    def proposition(self, proposition: Proposition) -> object:
        """The proposition as data."""

    def axiom(self, axiom: Axiom) -> object:
        """The axiom as data."""

    def key(self, value: object) -> str:
        """What a set is ordered by."""


class Reads(Protocol):
    """Reads what values are made of; each raises CertificateError for anything else."""

    def term(self, data: object) -> Term:
        """The term that the data refer to."""

    def proposition(self, data: object) -> Proposition:
        """The proposition that the data refer to."""

    def axiom(self, data: object) -> Axiom:
        """The axiom that the data refer to."""


def write_value(value: object, to: Writes) -> dict[str, object]:
    """A value as data; CertificateError for a kind of value that is not known."""
    if isinstance(value, Basic):
        return {"term": to.term(value)}
    if isinstance(value, Axiom):
        return {"axiom": to.axiom(value)}
    if isinstance(value, tuple(CLASSES.values())):
        return {"proposition": to.proposition(value)}  # type: ignore[arg-type] # it is one
    if isinstance(value, tuple):
        return {"items": [write_value(each, to) for each in value]}
    if isinstance(value, frozenset):
        return {"set": [write_value(each, to) for each in sorted(value, key=to.key)]}
    return _write_plain(value)


def _write_plain(value: object) -> dict[str, object]:
    if isinstance(value, Enum):
        name = type(value).__name__
        if CHOICES.get(name) is type(value):
            return {"choice": [name, value.name]}
    elif value is None:
        return {"nothing": True}
    elif isinstance(value, bool):
        return {"flag": value}
    elif type(value) is int:
        return {"integer": write_integer(value)}
    elif type(value) is str:
        return {"text": value}
    raise CertificateError(f"a {type(value).__name__} cannot be written in a certificate")


def read_value(data: object, source: Reads) -> object:
    """The value that `write_value` wrote; CertificateError for anything else."""
    if not isinstance(data, dict) or len(data) != 1:
        raise CertificateError("a value is written as one kind and what it holds")
    ((kind, held),) = data.items()
    match kind:
        case "term":
            return source.term(held)
        case "axiom":
            return source.axiom(held)
        case "proposition":
            return source.proposition(held)
        case "items" | "set" if isinstance(held, list):
            values = tuple(read_value(each, source) for each in held)
            return values if kind == "items" else frozenset(values)
        case _:
            return _read_plain(kind, held)


def _read_plain(kind: str, held: object) -> object:
    if kind == "choice" and isinstance(held, list) and len(held) == 2:
        name, member = held
        if isinstance(name, str) and isinstance(member, str) and name in CHOICES:
            found: Mapping[str, Enum] = CHOICES[name].__members__
            if member in found:
                return found[member]
    elif kind == "nothing" and held is True:
        return None
    elif kind == "flag" and isinstance(held, bool):
        return held
    elif kind == "integer":
        return read_integer(held)
    elif kind == "text" and isinstance(held, str):
        return held
    raise CertificateError(f"{kind!r:.60} is not a value as certificates write it")
