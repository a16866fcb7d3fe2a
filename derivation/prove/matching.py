"""Matching: which terms for a pattern's variables make the pattern the term.

`match` is syntactic (for definitions: h_theta(x) against h_w(z)); `matches` is for
rules, whose variables are `Metavariable`s: sums and products are matched up to order
and grouping, by taking one operand against the rest. Untrusted: the kernel checks
what is done with the result.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, IndexedBase, Mul, Rational, Symbol

from derivation.prove.decide import reorder
from derivation.term import (
    Application,
    Metavariable,
    ScalarProduct,
    Term,
    add,
    is_leaf,
    multiply,
    number,
    unary_argument,
)

Substitution = dict[Term, Term]


def match(pattern: Term, term: Term, variables: frozenset[str]) -> Substitution | None:
    """The terms for the named variables that make the pattern this very term, or None.

    A vector variable takes a vector, a scalar variable any term that is none.
    """
    found: Substitution = {}
    return found if _match(pattern, term, variables, found) else None


def _match(pattern: Term, term: Term, variables: frozenset[str], found: Substitution) -> bool:
    name = _bound_name(pattern)
    if name in variables:
        if isinstance(pattern, IndexedBase) != isinstance(term, IndexedBase):
            return False
        return bool(found.setdefault(pattern, term) == term)
    if is_leaf(pattern) or is_leaf(term):
        return bool(pattern == term)
    if type(pattern) is not type(term) or len(pattern.args) != len(term.args):
        return False
    pairs = zip(pattern.args, term.args, strict=True)
    return all(_match(p, t, variables, found) for p, t in pairs)


def _bound_name(pattern: Term) -> str | None:
    if isinstance(pattern, IndexedBase):
        return str(pattern.label.name)
    return str(pattern.name) if isinstance(pattern, Symbol) else None


def matches(
    pattern: Term, term: Term, found: Substitution | None = None
) -> Iterator[Substitution]:
    """Every substitution of metavariables found that makes the pattern the term.

    Sums and products up to order and grouping; a numeral only matches itself.
    """
    found = found or {}
    if isinstance(pattern, Metavariable):
        bound = found.get(pattern)
        if bound is None:
            yield {**found, pattern: term}
        elif bound == term or reorder.same(bound, term):
            yield found
        return
    if isinstance(pattern, Add | Mul):
        if type(term) is type(pattern):
            yield from _operands(pattern, term, found)
        elif isinstance(term, Rational) and term < 0 and pattern.args[0] == -1:
            yield from matches(multiply(*pattern.args[1:]), number(-term), found)
        return
    if isinstance(pattern, Application):
        yield from _application(pattern, term, found)
        return
    if is_leaf(pattern) or is_leaf(term) or type(pattern) is not type(term):
        if pattern == term:
            yield found
        return
    if isinstance(pattern, ScalarProduct):
        left, right = term.args
        yield from _sequence(pattern.args, (left, right), found)
        if left != right:
            yield from _sequence(pattern.args, (right, left), found)
        return
    yield from _sequence(pattern.args, tuple(term.args), found)


def _sequence(
    patterns: tuple[Term, ...], terms: tuple[Term, ...], found: Substitution
) -> Iterator[Substitution]:
    if len(patterns) != len(terms):
        return
    if not patterns:
        yield found
        return
    for first in matches(patterns[0], terms[0], found):
        yield from _sequence(patterns[1:], terms[1:], first)


def _application(pattern: Term, term: Term, found: Substitution) -> Iterator[Substitution]:
    """A pattern f(u) with f a metavariable matches any function of one argument."""
    head, parameters, arguments = pattern.args
    if not isinstance(head, Metavariable):
        if isinstance(term, Application) and term.args[0] == head:
            yield from _sequence(tuple(parameters), tuple(term.args[1]), found)
        return
    single = unary_argument(term)
    if single is not None:
        bound = found.get(pattern)
        if bound is None or bound == term:
            yield from matches(arguments.args[0], single, {**found, pattern: term})


def _operands(pattern: Term, term: Term, found: Substitution) -> Iterator[Substitution]:
    join = add if isinstance(pattern, Add) else multiply
    patterns, operands = tuple(pattern.args), tuple(term.args)
    if len(patterns) > 2:
        patterns = (patterns[0], join(*patterns[1:]))
    for index, operand in enumerate(operands):
        rest = join(*operands[:index], *operands[index + 1 :])
        yield from _sequence(patterns, (operand, rest), found)
        if len(operands) > 2:
            yield from _sequence(patterns, (rest, operand), found)
