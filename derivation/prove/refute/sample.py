"""Which points are tried: easy to read first, then random ones with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import Indexed, IndexedBase, Symbol

from derivation.prove.refute import numbers
from derivation.prove.refute.evaluate import Argument
from derivation.prove.refute.numbers import Value
from derivation.term import Application, FunctionName, Hidden, ScalarProduct, Term, children

Chosen = tuple[str, Callable[[tuple[Argument, ...]], Value]]
"""A concrete function: how it is written, and its values."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a problem in order of appearance, by what they are used as.

    `functions` pairs each function's name with an example of its application.
    """

    order: tuple[str, ...]
    scalars: frozenset[str]
    vectors: frozenset[str]
    indices: frozenset[str]
    functions: dict[str, Term]

    @property
    def mixed(self) -> bool:
        """Whether a name is used both as a number and as a vector."""
        return bool(self.scalars & self.vectors)


def names_of(terms: Iterable[Term]) -> Names:
    """The names in terms; what stands as a number beside vectors counts as both."""
    order: dict[str, None] = {}
    scalars: set[str] = set()
    vectors: set[str] = set()
    indices: set[str] = set()
    functions: dict[str, Term] = {}

    def visit(term: Term, role: set[str]) -> None:
        if isinstance(term, IndexedBase):
            order.setdefault(term.label.name)
            vectors.add(term.label.name)
            if role is scalars:
                scalars.add(term.label.name)
        elif isinstance(term, FunctionName):
            return
        elif isinstance(term, Symbol):
            order.setdefault(term.name)
            role.add(term.name)
        elif isinstance(term, Indexed):
            visit(term.args[0], vectors)
            for index in term.args[1:]:
                visit(index, indices)
        elif isinstance(term, ScalarProduct):
            for part in term.args:
                visit(part, vectors)
        elif isinstance(term, Application):
            functions.setdefault(term.args[0].name, term)
            for part in (*term.args[1].args, *term.args[2].args):
                inner = part.args[0] if isinstance(part, Hidden) else part
                visit(inner, vectors if isinstance(inner, IndexedBase) else scalars)
        else:
            for part in children(term):
                visit(part, scalars)

    for term in terms:
        visit(term, scalars)
    return Names(
        tuple(order), frozenset(scalars), frozenset(vectors), frozenset(indices), functions
    )


_EASY: tuple[tuple[Fraction, ...], ...] = tuple(
    tuple(Fraction(value) for value in row.split())
    for row in (
        "1 2 3 4 5 6 7 8 9 10",
        "2 3 1 5 4 7 6 9 8 11",
        "2 1 3 -1 4 -2 5 -3 6 -4",
        "-1 2 -2 1 3 -3 4 -4 5 -5",
        "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6",
        "1/2 2 1/3 3 1/4 4 1/5 5 1/6 6",
        "0 1 2 3 -1 4 5 -2 6 7",
        "3 -2 1/2 2 -1/2 5 1/3 -3 4 -5",
        "-2 -1 -3 -1/2 -4 -5 -6 -7 -8 -9",
        "1/3 1/2 1/5 2/5 3/7 2/7 1/7 4/7 5/7 6/7",
    )
)
RANDOM_POINTS = 40


def rows() -> Iterator[Iterator[Fraction]]:
    """Endless rows of values for the names of a point, one row a point."""
    for values in _EASY:
        yield _endless(values)
    generator = random.Random(20_260_101)  # noqa: S311 - which points, not a secret
    for _ in range(RANDOM_POINTS):
        yield _random(random.Random(generator.random()))  # noqa: S311


def _endless(values: tuple[Fraction, ...]) -> Iterator[Fraction]:
    step = 0
    while True:
        for value in values:
            yield value + step
        step += len(values)


def _random(generator: random.Random) -> Iterator[Fraction]:
    while True:
        yield Fraction(generator.randint(-24, 24), generator.choice((1, 2, 3, 4, 6, 12)))


def index_values(count: int, length: int, turn: int) -> tuple[int, ...]:
    """Values for indices within 1..length, different ones where there are enough."""
    return tuple((turn + position) % length + 1 for position in range(count))


def test_functions(application: Term) -> tuple[Chosen, ...]:
    """Smooth concrete functions for an unspecified one, the plainest first."""
    arguments = (*application.args[1].args, *application.args[2].args)
    if len(arguments) == 1 and not isinstance(_plain(arguments[0]), IndexedBase):
        return (
            ("t^2 + 1", lambda a: _polynomial(a[0], (1, 0, 1))),
            ("t^3 + 2 t", lambda a: _polynomial(a[0], (0, 2, 0, 1))),
            ("1/(t^2 + 2)", lambda a: numbers.inverse(_polynomial(a[0], (2, 0, 1)))),
        )
    written = "1 + sum of k t_k + sum of t_k^2 + t_1 t_2"
    return (
        (written, _mixed),
        (
            f"1/(1 + ({written})^2)",
            lambda a: numbers.inverse(_polynomial(_mixed(a), (1, 0, 1))),
        ),
    )


def _plain(term: Term) -> Term:
    return term.args[0] if isinstance(term, Hidden) else term


def _polynomial(value: Value, coefficients: tuple[int, ...]) -> Value:
    total: Value = Fraction(0)
    for coefficient in reversed(coefficients):
        total = numbers.add(numbers.multiply(total, value), Fraction(coefficient))
    return total


def _mixed(arguments: tuple[Argument, ...]) -> Value:
    flat: list[Value] = []
    for argument in arguments:
        flat.extend(argument if isinstance(argument, tuple) else (argument,))
    total: Value = Fraction(1)
    for position, value in enumerate(flat, start=1):
        total = numbers.add(total, numbers.multiply(Fraction(position), value))
        total = numbers.add(total, numbers.multiply(value, value))
    if len(flat) > 1:
        total = numbers.add(total, numbers.multiply(flat[0], flat[1]))
    return total
