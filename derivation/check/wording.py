"""Conditions and points in the words of an explanation."""

from __future__ import annotations

from collections.abc import Iterable

from derivation.notation import proposition_text
from derivation.prove.proposition import Proposition
from derivation.prove.refute import Witness


def conjunction(conditions: Iterable[Proposition]) -> str:
    """The conditions in words, joined: a > 0 and b > 0."""
    *most, last = sorted(proposition_text(each) for each in conditions)
    return f"{', '.join(most)} and {last}" if most else last


def gap(found: Witness, defined: str, undefined: str) -> str:
    """In words: at this point one line has this value, the other none."""
    where = f"{point_text(found.assignment)} " if found.assignment else ""
    return f"{where}{defined} is {signed(found.values[0])} and {undefined} has no value"


def point_text(assignment: tuple[tuple[str, str], ...]) -> str:
    """A point in words: at a = -1, b = 1."""
    return "at " + ", ".join(f"{name} = {signed(value)}" for name, value in assignment)


def signed(value: str) -> str:
    """A value with the minus sign that reports write."""
    return value.replace("-", "−")
