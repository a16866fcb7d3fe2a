"""How much a decision procedure may do before it gives up.

Here: the limits, as data. Not here: what is counted against them
(`fraction_field`, `generators`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of the exact arithmetic; past one, `OutOfBudgetError` is raised.

    `nodes`: different subterms of a problem; `terms`: monomials of one polynomial;
    `work`: pairs of monomials in one multiplication; `exponent`: size of one
    exponent; `degree`: product of the degrees of a greatest common divisor's operands;
    `bits`: size of one coefficient; `generators`: generators of one ring; `key`:
    characters of the key of one generator.
    """

    nodes: int = 10_000
    terms: int = 20_000
    work: int = 1_000_000
    exponent: int = 1_000_000
    degree: int = 200_000
    bits: int = 20_000
    generators: int = 200
    key: int = 100_000


DEFAULT = Budget()
"""Enough for what people write; no computation within it takes long."""
