"""The condition under which a false step would be true: sqrt(x^2) = x, if x >= 0.

Only a part of the explanation; it never changes a verdict. The condition is found by
guessing it and proving the step under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

import sympy
from sympy import Add, Mul, Pow, Rational, Symbol

from derivation.check import honesty
from derivation.check.wording import conjunction
from derivation.prove.proposition import NonNegative, Proposition
from derivation.term import (
    MINUS_ONE,
    Maximum,
    Minimum,
    Term,
    add,
    is_real,
    multiply,
    names,
    negate,
    number,
    walk,
)

if TYPE_CHECKING:
    from derivation.check.step import Checker

MAXIMUM_GUESSES = 8


def condition_for(checker: Checker, lines: honesty.Lines) -> str:
    """The condition, in words, under which the step is proved; empty if none was found."""
    procedures = checker.prover_at(lines.place).procedures
    for guess in islice(_guesses(lines), MAXIMUM_GUESSES):
        theorem = procedures.with_given(lines.before, lines.after, (guess,))
        if theorem is None or guess not in theorem.conditions:
            continue
        if not honesty.vacuous(checker, theorem, lines.place):
            return conjunction({guess, *honesty.regions(checker, theorem, lines)})
    return ""


def _guesses(lines: honesty.Lines) -> Iterator[Proposition]:
    """Signs of what stands in absolute values, even powers and comparisons, and of names."""
    found: dict[Term, None] = {}
    for line in (lines.before, lines.after):
        for part in walk(line):
            found.update(dict.fromkeys(_signed(part)))
    for term in found:
        if names(term) and is_real(term):
            yield NonNegative(term)
            yield NonNegative(_opposite(term))


def _opposite(term: Term) -> Term:
    """The negative; 1000 - x for x - 1000, which reads as x <= 1000."""
    if isinstance(term, Add):
        return add(*(_opposite(part) for part in reversed(term.args)))
    if isinstance(term, Mul) and term.args[0] == MINUS_ONE and len(term.args) > 1:
        return multiply(*term.args[1:])
    return number(-Fraction(term.p, term.q)) if isinstance(term, Rational) else negate(term)


def _signed(part: Term) -> Iterator[Term]:
    if isinstance(part, Pow):
        base, exponent = part.args
        if exponent.is_Integer and exponent % 2 == 0:
            yield base
    elif isinstance(part, sympy.Abs | sympy.sign):
        yield part.args[0]
    elif isinstance(part, Minimum | Maximum) and len(part.args) == 2:
        yield add(part.args[0], negate(part.args[1]))
    elif type(part) is Symbol:
        yield part
