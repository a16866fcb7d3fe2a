"""Propositions as data: the name of the proposition and its fields in order.

Written from the fields of the proposition's class, so that a new proposition is
covered when it is one of `Proposition`; a field of a kind that is not known here is
refused when this module is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from enum import Enum, auto
from typing import Any, get_args, get_type_hints

from sympy import Tuple

from derivation.errors import CertificateError
from derivation.prove import proposition as language
from derivation.prove.certificate.terms import (
    is_bound,
    is_domain,
    is_expression,
    is_value,
    is_variable,
)
from derivation.prove.proposition import Proposition
from derivation.term import Term


class Kind(Enum):
    """What a field of a proposition holds."""

    TERM = auto()
    PROPOSITION = auto()
    NAMES = auto()
    FLAG = auto()


KINDS: dict[Any, Kind] = {
    Any: Kind.TERM,
    Proposition: Kind.PROPOSITION,
    frozenset[str]: Kind.NAMES,
    bool: Kind.FLAG,
}
"""The types of fields that are understood."""


def _signature(proposition: type) -> tuple[tuple[str, Kind], ...]:
    hints = get_type_hints(proposition, vars(language))
    found = tuple((each.name, hints[each.name]) for each in fields(proposition))
    for name, hint in found:
        if hint not in KINDS:
            raise CertificateError(f"{proposition.__name__}.{name} cannot be written down")
    return tuple((name, KINDS[hint]) for name, hint in found)


CLASSES: dict[str, type] = {each.__name__: each for each in get_args(Proposition)}
"""Every proposition, by its name."""

SIGNATURES = {name: _signature(each) for name, each in CLASSES.items()}
"""The fields of every proposition, in order."""


def write_proposition(
    proposition: Proposition,
    of_term: Callable[[Term], object],
    of_proposition: Callable[[Proposition], object],
) -> list[object]:
    """A proposition as its name and its fields; the functions write what is inside."""
    name = type(proposition).__name__
    if CLASSES.get(name) is not type(proposition):
        raise CertificateError(f"{name} is not a proposition that can be written down")
    written: list[object] = [name]
    for attribute, kind in SIGNATURES[name]:
        value = getattr(proposition, attribute)
        if kind is Kind.TERM:
            written.append(of_term(value))
        elif kind is Kind.PROPOSITION:
            written.append(of_proposition(value))
        elif kind is Kind.NAMES:
            written.append(_written_names(value))
        else:
            written.append(bool(value))
    return written


def _written_names(names: Iterable[str]) -> list[str]:
    return sorted(names)


def read_proposition(
    data: object,
    term: Callable[[object], Term],
    earlier: Callable[[object], Proposition],
) -> Proposition:
    """The proposition that `write_proposition` wrote; CertificateError for anything else."""
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise CertificateError("a proposition is not written as its name and its fields")
    if data[0] not in CLASSES:
        raise CertificateError(f"{data[0]!r:.60} is not a proposition")
    name, rest = data[0], data[1:]
    signature = SIGNATURES[name]
    if len(rest) != len(signature):
        raise CertificateError(f"{name} has {len(signature)} fields")
    values: list[object] = []
    for (attribute, kind), each in zip(signature, rest, strict=True):
        if kind is Kind.TERM:
            values.append(_fitting(name, attribute, term(each)))
        elif kind is Kind.PROPOSITION:
            values.append(earlier(each))
        elif kind is Kind.NAMES:
            values.append(_read_names(each))
        elif isinstance(each, bool):
            values.append(each)
        else:
            raise CertificateError(f"{name}.{attribute} is true or false")
    made: Proposition = CLASSES[name](*values)
    return made


def _read_names(data: object) -> frozenset[str]:
    if not isinstance(data, list) or not all(isinstance(each, str) for each in data):
        raise CertificateError("a set of names is not written as one")
    names: Sequence[str] = data
    if sorted(set(names)) != list(names):
        raise CertificateError("a set of names is not written in order")
    return frozenset(names)


def _is_row(value: Term) -> bool:
    return isinstance(value, Tuple) and len(value.args) > 1


def _fitting(name: str, attribute: str, value: Term) -> Term:
    if attribute == "variable":
        variables = value.args if name == "Differentiable" and _is_row(value) else (value,)
        fits = all(map(is_bound if name == "Throughout" else is_variable, variables))
    elif attribute == "domain":
        fits = is_domain(value)
    elif name == "Equal":
        fits = is_expression(value)
    else:
        fits = is_value(value)
    if not fits:
        raise CertificateError(f"{name}.{attribute} cannot be this term")
    return value
