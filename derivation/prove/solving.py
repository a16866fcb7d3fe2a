"""What equations say of names, which name one gives, and where functions stand.

Untrusted: proposals for `hypotheses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from sympy import Add, IndexedBase, Integer, Mul, Pow, Symbol, Tuple

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove.decide import rational
from derivation.prove.proposition import Equal
from derivation.term import (
    Application,
    Binder,
    ComplexName,
    Derivative,
    FunctionName,
    Hidden,
    Operator,
    SlotDerivative,
    Term,
    add,
    children,
    heads,
    multiply,
    names,
    negate,
    number,
    power,
    replace,
    walk,
)

MAXIMUM_EQUATIONS = 12
"""How many equations, those nearest to the claim first, are taken into account."""


def connected(equations: Iterable[Equal], reached: frozenset[str]) -> tuple[Equal, ...]:
    """The equations that speak of these names and functions, directly or through others."""
    pending = [(each, atoms(each)) for each in equations]
    found: list[Equal] = []
    while len(found) < MAXIMUM_EQUATIONS:
        near = [(each, spoken) for each, spoken in pending if spoken & reached]
        if not near:
            break
        pending = [pair for pair in pending if pair not in near]
        found += [each for each, _ in near]
        reached = reached.union(*(spoken for _, spoken in near))
    return tuple(found[:MAXIMUM_EQUATIONS])


def atoms(equation: Equal) -> frozenset[str]:
    """The names and functions that an equation speaks of."""
    sides = (equation.left, equation.right)
    return frozenset[str]().union(*(names(side) | heads(side) for side in sides))


def solve(equation: Equal, solved: Mapping[Term, Term]) -> tuple[Symbol, Term] | None:
    """A name that the equation gives, with a numerical coefficient, and its value.

    `solved` are the values of names that other equations gave before.
    """
    difference = replace(add(equation.left, negate(equation.right)), solved)
    try:
        expanded = rational.monomials(difference)
    except (KernelError, OutOfBudgetError):
        return None
    candidates = []
    for coefficient, powers in expanded or ():
        if len(powers) != 1 or powers[0][1] != 1:
            continue
        name = powers[0][0]
        if type(name) not in (Symbol, ComplexName):
            continue
        rest = [(c, p) for c, p in expanded or () if p != powers]
        if not any(name.name in names(generator) for _, p in rest for generator, _ in p):
            value = add(*(_product(-c / coefficient, p) for c, p in rest))
            candidates.append((abs(coefficient) != 1, name, value))
    candidates.sort(key=lambda each: each[0])
    return (candidates[-1][1], candidates[-1][2]) if candidates else None


def _product(coefficient: Fraction, powers: tuple[tuple[Term, int], ...]) -> Term:
    factors = [b if e == 1 else power(b, number(e)) for b, e in powers]
    if coefficient == 1 and factors:
        return multiply(*factors)
    if coefficient == -1 and factors:
        return negate(multiply(*factors))
    return multiply(number(coefficient), *factors)


def arguments(term: Term) -> dict[tuple[object, ...], list[Term]]:
    """The arguments of what is no sum, product or integer power, by head and place."""
    found: dict[tuple[object, ...], list[Term]] = {}
    for part in walk(term):
        if isinstance(part, _NO_FUNCTIONS) or _is_ring_power(part):
            continue
        head = part.args[0] if isinstance(part, Application) else None
        for index, argument in enumerate(children(part)):
            inner = argument.args if isinstance(argument, Tuple) else (argument,)
            for place, each in enumerate(inner):
                if not isinstance(each, FunctionName | Hidden | IndexedBase):
                    found.setdefault((type(part), head, index, place), []).append(each)
    return found


_NO_FUNCTIONS = (Add, Mul, Tuple, Derivative, SlotDerivative, Binder, Hidden, Operator)


def _is_ring_power(term: Term) -> bool:
    return isinstance(term, Pow) and isinstance(term.args[1], Integer)
