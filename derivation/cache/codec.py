"""A document's report as JSON data, and back: exactly the report, or an error.

Only the classes of `derivation.verdict` (and `Position`) are written and made, each by
its fields; a file can therefore hold data and nothing that runs. Not here: files
(`derivation.cache.store`), and the report for other programs
(`derivation.report.json_format`), which says less and has a schema of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from derivation import verdict
from derivation.errors import DerivationError
from derivation.model import Position
from derivation.verdict import DocumentReport


class CodecError(DerivationError):
    """Data that are no report, or a report with something in it that is not data."""


def _classes() -> Mapping[str, type]:
    """Every class that a report is made of, by its name."""
    found = [
        each
        for each in vars(verdict).values()
        if isinstance(each, type)
        and each.__module__ == verdict.__name__
        and (is_dataclass(each) or issubclass(each, Enum))
    ]
    return {each.__name__: each for each in (*found, Position)}


_CLASSES = _classes()
_FIELDS = {
    name: tuple(field.name for field in fields(each))
    for name, each in _CLASSES.items()
    if is_dataclass(each)
}


def encode(report: DocumentReport) -> Any:
    """The report as JSON data. CodecError where something in it cannot be written."""
    return _encoded(report)


def decode(data: Any) -> DocumentReport:
    """The report that `encode` wrote. CodecError for anything else."""
    report = _decoded(data)
    if not isinstance(report, DocumentReport):
        raise CodecError("this is no report on a document")
    return report


def _encoded(value: Any) -> Any:
    """Tuples as `[0, …]`, objects as `[class, fields…]`, members as `[class, value]`."""
    kind = type(value)
    if value is None or kind in (str, bool, int, float):
        return value
    if kind is tuple:
        return [0, *map(_encoded, value)]
    name = kind.__name__
    if _CLASSES.get(name) is not kind:
        raise CodecError(f"a {name} is nothing that a report consists of")
    if isinstance(value, Enum):
        return [name, value.value]
    return [name, *(_encoded(getattr(value, each)) for each in _FIELDS[name])]


def _decoded(data: Any) -> Any:
    if not isinstance(data, list):
        if isinstance(data, dict):
            raise CodecError("no part of a report is an object of JSON")
        return data
    if not data:
        raise CodecError("an empty list is no part of a report")
    name = data[0]
    if name == 0:
        return tuple(map(_decoded, data[1:]))
    made = _CLASSES.get(name) if isinstance(name, str) else None
    if made is None:
        raise CodecError(f"{name!r} is no part of a report")
    expected = len(_FIELDS[name]) if name in _FIELDS else 1
    if len(data) != 1 + expected:
        raise CodecError(f"a {name} has {expected} fields, not {len(data) - 1}")
    try:
        return made(*map(_decoded, data[1:]))
    except ValueError:
        raise CodecError(f"{data[1]!r} is no {name}") from None
