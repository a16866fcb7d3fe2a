"""What a fragment is: names and what is known of them, a random start, a table of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from benchmarks.identities.expression import Expression, known, name, number
from benchmarks.identities.rewriting import EVERYWHERE, RING, Rule

Point = Mapping[str, Fraction]


def any_point(signs: Mapping[str, str], random: Random) -> Point:
    """Random rational values for the names, as their signs allow."""
    values = {}
    for each, sign in signs.items():
        match sign:
            case "positive":
                values[each] = Fraction(random.randint(1, 40), random.randint(3, 12))
            case "unit":
                values[each] = Fraction(random.randint(-9, 9), 10)
            case "natural":
                values[each] = Fraction(random.randint(0, 5))
            case "counting":
                values[each] = Fraction(random.randint(1, 5))
            case _:
                values[each] = Fraction(random.randint(-30, 30), random.randint(3, 12))
    return values


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """One fragment.

    `complete` says that the program claims to decide it, so that what stays undecided is
    listed. `signs` says what is known of each name, `equations` what is known besides;
    `point` gives values that respect both. `start` gives a random left side, `fresh` an
    expression where a rule needs one. The right side is the left after `steps` uses of
    `rules`; `ring` adds the ring laws to them.
    """

    name: str
    signs: Mapping[str, str]
    start: Callable[[Random], Expression]
    rules: tuple[Rule, ...] = ()
    complete: bool = True
    equations: tuple[tuple[Expression, Expression], ...] = ()
    point: Callable[[Mapping[str, str], Random], Point] = any_point
    fresh: Callable[[Random], Expression] | None = None
    steps: tuple[int, int] = (2, 6)
    everywhere: tuple[Rule, ...] = EVERYWHERE
    ring: bool = True
    variables: tuple[str, ...] = field(default=())

    @property
    def every_rule(self) -> tuple[Rule, ...]:
        """The fragment's own rules (thrice, to be used more often) and the ring laws."""
        return (*self.rules, *self.rules, *self.rules, *(RING if self.ring else ()))

    def new(self, random: Random) -> Expression:
        """An expression for a hole that a rule leaves open."""
        if self.fresh is not None:
            return self.fresh(random)
        return polynomial(random, tuple(self.signs), 1)


def leaf(random: Random, names: tuple[str, ...]) -> Expression:
    """A name, or now and then a small number."""
    if random.random() < 0.25:
        return number(random.choice((1, 2, 3, 5)))
    return name(random.choice(names))


def polynomial(random: Random, names: tuple[str, ...], depth: int) -> Expression:
    """A random sum of products."""
    if depth == 0:
        return leaf(random, names)
    one = polynomial(random, names, depth - 1)
    other = polynomial(random, names, depth - 1)
    match random.randrange(4):
        case 0:
            return one + other
        case 1:
            return one - other
        case 2:
            return one * other
    return one ** random.choice((2, 2, 3)) + other


def positive_term(random: Random, names: tuple[str, ...], depth: int = 1) -> Expression:
    """A random term that is positive where the names are."""
    if depth == 0:
        return leaf(random, names)
    one = positive_term(random, names, depth - 1)
    other = positive_term(random, names, depth - 1)
    return random.choice((one + other, one * other, one / other, one**2))


def applied(random: Random, functions: tuple[str, ...], argument: Expression) -> Expression:
    """A random one of the functions, of the argument."""
    return known(random.choice(functions), argument)
