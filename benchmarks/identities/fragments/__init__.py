"""The fragments, each in its own file: what they start from, and their formulas."""

from __future__ import annotations

from benchmarks.identities.fragment import Fragment
from benchmarks.identities.fragments import (
    absolute,
    binders,
    derivatives,
    factorials,
    hypotheses,
    inverse,
    powers,
    radicals,
    rational,
    trigonometric,
)

FRAGMENTS: tuple[Fragment, ...] = (
    rational.FRAGMENT,
    powers.POSITIVE,
    powers.REAL,
    radicals.FRAGMENT,
    trigonometric.FRAGMENT,
    trigonometric.HYPERBOLIC,
    inverse.FRAGMENT,
    factorials.FRAGMENT,
    absolute.FRAGMENT,
    derivatives.FRAGMENT,
    derivatives.UNSPECIFIED,
    hypotheses.SUM,
    hypotheses.CIRCLE,
    binders.FRAGMENT,
)
