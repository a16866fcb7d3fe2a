"""Rational functions of names and of unspecified functions' values."""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import Expression, apply
from benchmarks.identities.fragment import Fragment, polynomial

NAMES = ("x", "y", "z")


def _start(random: Random) -> Expression:
    one = polynomial(random, NAMES, random.choice((1, 2)))
    other = polynomial(random, NAMES, random.choice((1, 2)))
    match random.randrange(4):
        case 0:
            return one / other
        case 1:
            return one / other + polynomial(random, NAMES, 1)
        case 2:
            return apply("f", one) * other
    return one * other


FRAGMENT = Fragment("rational functions", dict.fromkeys(NAMES, "real"), _start, steps=(3, 9))
