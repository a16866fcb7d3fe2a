r"""Environments in a display that do not pair: `\begin{aligned}` with no `\end`.

Here: saying so, at its place. Not here: rows, which are read as far as they go
(`units`, `rows`); brackets and braces, which the grammar checks.
"""

from __future__ import annotations

import re

from derivation.model import Excerpt, Problem

_SIGN = re.compile(
    r"\\\\|\\(?P<which>begin|end)\s*\{(?P<name>[^{}\n]*)\}|\\.|%[^\n]*", re.DOTALL
)


def unpaired(display: Excerpt) -> list[Problem]:
    r"""A problem for the first `\begin` or `\end` of a display that has no partner."""
    opened: list[re.Match[str]] = []
    for sign in _SIGN.finditer(display.text):
        if sign["which"] == "begin":
            opened.append(sign)
        elif sign["which"] == "end":
            if not opened:
                return [_problem(display, sign, "is never begun")]
            if opened.pop()["name"].strip() != sign["name"].strip():
                return [_problem(display, sign, "ends another environment than was begun last")]
    return [_problem(display, opened[-1], "is never ended")] if opened else []


def _problem(display: Excerpt, sign: re.Match[str], what: str) -> Problem:
    return Problem(f"{sign.group()} {what}.", display.span(*sign.span()))
