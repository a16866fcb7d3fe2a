r"""What in a row is words about its formulas: `\text{by parts}`, `, i = 1, ..., n`.

Here: the questions asked while a row is read from left to right. Not here: the
reading itself (`rows`), or the words of a reason (`justification`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivation.model import Excerpt
from derivation.read.units import CLOSERS, IMPLICATIONS, OPENERS, Role, Unit

_REASON_WORDS = frozenset(
    """
    by using use since because from where for with if as and which so then when while
    definition due via thanks applying given hence that is are holds note otherwise
    """.split()
)
_STATING = frozenset((r"\in", r"\forall", r"\notin", r"\subset", r"\subseteq"))
"""Signs that make a remark of what stands behind a comma, as relations do."""


def reads_as_reason(display: Excerpt, unit: Unit) -> bool:
    """Whether a unit of words is a reason, not a name such as `MSE`."""
    if unit.inside is None:
        return False
    words = display.text[slice(*unit.inside)].strip()
    first = re.split(r"[^A-Za-z]+", words.lower(), maxsplit=1)[0]
    return words[:1] in ("[", "(") or first in _REASON_WORDS or " " in words


def last_statement(row: Sequence[Unit]) -> int:
    """The index of the last relation of a row outside brackets, -1 if there is none.

    A comma before it sets a remark apart (`= 0, i = 1, ..., n`); one behind it is
    part of a list.
    """
    depth = 0
    last = -1
    for index, unit in enumerate(row):
        depth = max(depth + (unit.text in OPENERS) - (unit.text in CLOSERS), 0)
        if depth == 0 and (unit.role is Role.RELATION or unit.text in _STATING):
            last = index
    return last


def implication(row: Sequence[Unit], at: int) -> int:
    """Where behind `at` an implication begins; what follows it is claimed, no reason."""
    depth = 0
    for index in range(at, len(row)):
        unit = row[index]
        depth += (unit.text in OPENERS) - (unit.text in CLOSERS)
        if depth <= 0 and unit.role is Role.RELATION and unit.text in IMPLICATIONS:
            return index
    return len(row)


def joins_equations(display: Excerpt, row: Sequence[Unit], start: int, end: int) -> bool:
    r"""Whether the units from `start` to `end` are an "and" before another equation.

    What stands behind it is claimed as much as what stands before it, so it is
    a chain of its own, never a reason that nobody checks.
    """
    words = [unit.inside for unit in row[start:end] if unit.inside is not None]
    joining = [display.text[slice(*each)].strip(" ,").lower() for each in words]
    related = any(unit.role is Role.RELATION for unit in row[end + 1 :])
    return joining in (["and"], ["or"]) and related
