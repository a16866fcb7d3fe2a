"""A printed term and how tightly it holds together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Binding(IntEnum):
    """How tightly a printed term holds together, loosest first."""

    SUM = 1
    SIGNED = 2
    PRODUCT = 3
    FRACTION = 4  # a/b in one line
    OPERATOR = 5  # ∂/∂x f(x): takes what follows it, up to a sign
    PAIR = 6  # a scalar product; in LaTeX a fraction
    POWER = 7
    ATOM = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A printed term; `open` if an operator at its end would take what comes after."""

    text: str
    binding: Binding
    open: bool = False
