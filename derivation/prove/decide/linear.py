"""Linear consequences of inequalities over the rationals, by exact linear programming.

Trusted. Given linear forms that are >= 0 (some > 0), `consequence` looks for factors
>= 0 that make the goal their sum: by Farkas' lemma (in the form of Motzkin's
transposition theorem) they exist whenever the goal follows and the forms can hold
together. What is returned is checked by adding the forms up, so that nothing rests
on how the factors were found. The number 1 > 0 should be among the forms.

Source: A. Schrijver, Theory of Linear and Integer Programming, ch. 7 and 11 (the
simplex method with Bland's rule, which cannot cycle).
Not here: what the columns mean (`ranges`).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from derivation.prove.decide.intervals import Facts

Form: TypeAlias = Mapping[Any, Fraction]
"""Coefficients by unknown."""

MAXIMUM_PIVOTS = 200


@dataclass(frozen=True, slots=True)
class Inequality:
    """A form that is >= 0, or > 0 if strict, where the facts it rests on hold."""

    form: Form
    strict: bool
    used: Facts


def consequence(
    goal: Form, known: Sequence[Inequality], *, strict: bool
) -> tuple[Inequality, ...] | None:
    """Some of the inequalities, of which the goal >= 0 (or > 0) is a positive sum."""
    useful = _useful(goal, known)
    if not useful:
        return None
    factors = _Tableau(goal, useful).factors(strict=strict)
    if factors is None:
        return None
    kept = [(each, factor) for each, factor in zip(useful, factors, strict=True) if factor]
    if not _adds_up(goal, kept) or (strict and not any(each.strict for each, _ in kept)):
        return None
    return tuple(each for each, _ in kept)


def _adds_up(goal: Form, kept: Sequence[tuple[Inequality, Fraction]]) -> bool:
    rest = dict(goal)
    for each, factor in kept:
        if factor < 0:
            return False
        for unknown, coefficient in each.form.items():
            rest[unknown] = rest.get(unknown, Fraction(0)) - factor * coefficient
    return not any(rest.values())


def _useful(goal: Form, known: Sequence[Inequality]) -> list[Inequality]:
    """Without those that have an unknown nothing could cancel."""
    kept = [each for each in known if any(each.form.values())]
    while True:
        signs: dict[Hashable, set[bool]] = {}
        for each in kept:
            for unknown, coefficient in each.form.items():
                if coefficient:
                    signs.setdefault(unknown, set()).add(coefficient > 0)
        for unknown, coefficient in goal.items():
            if coefficient:
                found = signs.setdefault(unknown, set())
                if (coefficient > 0) not in found:
                    return []
                found.add(coefficient < 0)
        lone = {unknown for unknown, found in signs.items() if len(found) == 1}
        if not lone:
            return kept
        left = [e for e in kept if not any(c and u in lone for u, c in e.form.items())]
        kept = left


class _Tableau:
    """The simplex tableau of: factors >= 0, sum of factor * form = goal."""

    def __init__(self, goal: Form, known: Sequence[Inequality]) -> None:
        from flint import fmpq

        unknowns = dict.fromkeys(u for each in known for u in each.form)
        unknowns.update(dict.fromkeys(u for u, c in goal.items() if c))
        self._count = len(known)
        self._strict = [each.strict for each in known]
        self._zero = fmpq(0)
        self._rows: list[list[Any]] = []
        for unknown in unknowns:
            row = [_exact(each.form.get(unknown)) for each in known]
            right = _exact(goal.get(unknown))
            if right < 0:
                row, right = [-value for value in row], -right
            self._rows.append([*row, right])
        # Row i has an artificial variable of its own, numbered count + i, in the basis.
        self._basis = [self._count + index for index in range(len(self._rows))]

    def factors(self, *, strict: bool) -> list[Fraction] | None:
        """Factors that solve it; with one > 0 for a strict form if that is asked for."""
        objective = [
            -sum((row[column] for row in self._rows), self._zero)
            for column in range(self._count + 1)
        ]
        if not self._minimise(objective) or objective[-1] != 0:
            return None
        self._drop_artificial()
        if strict and not self._found_strict():
            self._minimise(self._strict_objective(), until_strict=True)
        return self._solution()

    def _solution(self) -> list[Fraction]:
        factors = [Fraction(0)] * self._count
        for row, column in zip(self._rows, self._basis, strict=True):
            if column < self._count:
                factors[column] = Fraction(int(row[-1].p), int(row[-1].q))
        return factors

    def _found_strict(self) -> bool:
        return any(
            column < self._count and self._strict[column] and row[-1] > 0
            for row, column in zip(self._rows, self._basis, strict=True)
        )

    def _strict_objective(self) -> list[Any]:
        """Minus the sum of the factors of strict forms, in terms of the non-basic ones."""
        objective = [-_exact(Fraction(int(s))) for s in self._strict] + [self._zero]
        for row, column in zip(self._rows, self._basis, strict=True):
            if column < self._count and objective[column] != 0:
                factor = objective[column]
                objective[:] = [o - factor * r for o, r in zip(objective, row, strict=True)]
        return objective

    def _drop_artificial(self) -> None:
        """Rows whose artificial variable is still in the basis (at 0) leave or pivot."""
        for index in reversed(range(len(self._rows))):
            if self._basis[index] < self._count:
                continue
            row = self._rows[index]
            column = next((c for c in range(self._count) if row[c] != 0), None)
            if column is None:
                del self._rows[index], self._basis[index]
            else:
                self._pivot(index, column, None)

    def _minimise(self, objective: list[Any], *, until_strict: bool = False) -> bool:
        """Bland's rule; False if unbounded or out of pivots."""
        for _ in range(MAXIMUM_PIVOTS):
            if until_strict and self._found_strict():
                return True
            column = next((c for c in range(self._count) if objective[c] < 0), None)
            if column is None:
                return True
            leaving = self._leaving(column)
            if leaving is None:
                return self._ray(column) if until_strict else False
            self._pivot(leaving, column, objective)
        return False

    def _leaving(self, column: int) -> int | None:
        best: tuple[Any, int] | None = None
        index = None
        for i, row in enumerate(self._rows):
            if row[column] > 0:
                candidate = (row[-1] / row[column], self._basis[i])
                if best is None or candidate < best:
                    best, index = candidate, i
        return index

    def _ray(self, column: int) -> bool:
        """Moves along an unbounded direction by one, which keeps all factors >= 0."""
        for row in self._rows:
            row[-1] = row[-1] - row[column]
        one = _exact(Fraction(1))
        self._rows.append([self._zero] * self._count + [one])
        self._rows[-1][column] = one
        self._basis.append(column)
        return True

    def _pivot(self, index: int, column: int, objective: list[Any] | None) -> None:
        pivot = self._rows[index][column]
        row = [value / pivot for value in self._rows[index]]
        self._rows[index] = row
        nonzero = [c for c, value in enumerate(row) if value != 0]
        others = [r for i, r in enumerate(self._rows) if i != index and r[column] != 0]
        if objective is not None and objective[column] != 0:
            others.append(objective)
        for other in others:
            factor = other[column]
            for c in nonzero:
                other[c] = other[c] - factor * row[c]
        self._basis[index] = column


def _exact(value: Fraction | None) -> Any:
    from flint import fmpq

    return fmpq(0) if value is None else fmpq(value.numerator, value.denominator)
