"""Errors inside what a macro stands for name the macro.

Here: finding the macro at an error's place. Not here: expansion (`expansion`), which gives
all that a macro stands for the place where it was used.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from derivation.errors import ReadError, ReadingStoppedError
from derivation.model import Expansion, Problem, Span

_SHOWN = 60


def named(error: ReadError, expansions: Sequence[Expansion]) -> ReadError:
    """The error with the macro named in which it lies, if it lies in one."""
    used = _used(error.span, expansions)
    if used is None:
        return error
    kind = ReadingStoppedError if isinstance(error, ReadingStoppedError) else ReadError
    return kind(f"{error.message}{_where(used)}", error.span.to(used.span))


def named_problem(problem: Problem, expansions: Sequence[Expansion]) -> Problem:
    """The problem with the macro named in which it lies, if it lies in one."""
    used = _used(problem.span, expansions)
    if used is None or used.name in problem.message:
        return problem
    return Problem(f"{problem.message.rstrip('.')}{_where(used)}.", problem.span)


def _where(used: Expansion) -> str:
    text = " ".join(used.text.split())
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f", in what {used.name} stands for: {text}" if text else f", at {used.name}"


def _used(span: Span, expansions: Sequence[Expansion]) -> Expansion | None:
    """The macro whose own name stands at the place."""
    index = bisect_right(expansions, span.start, key=lambda each: each.span.start) - 1
    if index < 0 or not span.start < expansions[index].span.end:
        return None
    return expansions[index]
