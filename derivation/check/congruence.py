"""Steps that change a line in one place: that place is compared, the rest stays.

Untrusted: it finds the places; the kernel's congruence carries the equality outwards,
under sums, products, integrals, operators and functions too, with the conditions as they
must hold there. The range of a bound variable is available inside.
Not here: what proves the places themselves (`search`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Add, Mul, Rational, Tuple

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.decide import reorder
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import IsInteger, NonNegative, Proposition
from derivation.term import (
    Application,
    Binder,
    Derivative,
    Domain,
    FunctionName,
    Infinite,
    Limit,
    Operator,
    Path,
    ProductOver,
    Range,
    Summation,
    Term,
    add,
    at,
    children,
    is_leaf,
    names,
    negate,
    put,
    rebuild,
    replace,
    walk,
)

Given = tuple[Proposition, ...]
Prove = Callable[[Term, Term, Given], Theorem | None]
"""Proves two terms equal, with further propositions that may be used, or gives None."""

MAXIMUM_DEPTH = 12


def congruent(before: Term, after: Term, prove: Prove) -> Theorem | None:
    """The theorem before = after by proving the parts that differ; None if one is not."""
    try:
        return _inside(before, after, prove, (), MAXIMUM_DEPTH)
    except (KernelError, OutOfBudgetError):
        return None


def _equal(before: Term, after: Term, prove: Prove, given: Given, depth: int) -> Theorem | None:
    theorem = prove(before, after, given)
    if theorem is not None or not depth:
        return theorem
    return _inside(before, after, prove, given, depth - 1)


def _inside(
    before: Term, after: Term, prove: Prove, given: Given, depth: int
) -> Theorem | None:
    if type(before) is not type(after) or is_leaf(before) or is_leaf(after):
        return None
    if isinstance(before, Add | Mul):
        return _in_operands(before, after, prove, given, depth)
    if isinstance(before, Binder):
        renamed = _with_variable(after, before.args[1])
        if renamed is None:
            return None
        given = (*given, *_range_facts(before))
        theorem = _in_parts(before, renamed, prove, given, depth)
        if theorem is None or renamed == after:
            return theorem
        return kernel.transitivity(theorem, kernel.rearrangement(renamed, after))
    return _in_parts(before, after, prove, given, depth)


def _with_variable(binder: Term, variable: Term) -> Term | None:
    """The same with another bound variable; None if that would catch a name."""
    body, own, domain = binder.args
    if own == variable:
        return binder
    if variable.name in names(body):
        return None
    return rebuild(binder, (replace(body, {own: variable}), variable, domain))


def _range_facts(binder: Term) -> Given:
    """What holds of the bound variable inside a sum, product or integral."""
    _, variable, domain = binder.args
    if isinstance(binder, Limit) or not isinstance(domain, Range):
        return ()
    lower, upper = domain.args
    facts: list[Proposition] = []
    if not _has_infinity(lower):
        facts.append(NonNegative(_minus(variable, lower)))
    if not _has_infinity(upper):
        facts.append(NonNegative(_minus(upper, variable)))
    if isinstance(binder, Summation | ProductOver) and isinstance(lower, Rational):
        facts.append(IsInteger(variable))
    return tuple(facts)


def _minus(one: Term, other: Term) -> Term:
    """The difference of two terms, a number taken away as one numeral."""
    if other == 0:
        return one
    return add(one, -other if isinstance(other, Rational) else negate(other))


def _has_infinity(term: Term) -> bool:
    return any(isinstance(part, Infinite) for part in walk(term))


def _paths(term: Term) -> Iterator[Path]:
    """The positions of the parts that are terms of their own."""
    for index, part in enumerate(children(term)):
        if isinstance(part, FunctionName) or (isinstance(term, Binder) and index == 1):
            continue
        if isinstance(part, Tuple | Domain | Range):
            if isinstance(part, Range) or isinstance(term, Application | Operator):
                yield from ((index, inner) for inner in range(len(part.args)))
            continue
        if isinstance(term, Derivative) and index == 1:
            continue
        yield (index,)


def _in_parts(
    before: Term, after: Term, prove: Prove, given: Given, depth: int
) -> Theorem | None:
    if [len(part.args) for part in before.args] != [len(part.args) for part in after.args] and (
        isinstance(before, Application | Operator)
    ):
        return None
    theorem, current = None, before
    for path in _paths(before):
        try:
            mine, other = at(current, path), at(after, path)
        except IndexError:
            return None
        if mine == other:
            continue
        part = _equal(mine, other, prove, given, depth)
        if part is None:
            return None
        step = kernel.congruence(current, path, part)
        theorem = step if theorem is None else kernel.transitivity(theorem, step)
        current = put(current, path, other)
    return theorem if current == after else None


def _in_operands(
    before: Term, after: Term, prove: Prove, given: Given, depth: int
) -> Theorem | None:
    """One operand of a sum or product, compared with the one that stands for it."""
    other = list(after.args)
    places = []
    for index, operand in enumerate(before.args):
        twin = next((t for t in other if t is operand or reorder.same(t, operand)), None)
        if twin is None:
            places.append(index)
        else:
            other.remove(twin)
    if not places or len(places) != len(other):
        return None
    theorem, current = None, before
    for index in places:
        found = _matching(current.args[index], other, prove, given, depth)
        if found is None:
            return None
        step = kernel.congruence(current, (index,), found)
        theorem = step if theorem is None else kernel.transitivity(theorem, step)
        other.remove(found.right)
        current = put(current, (index,), found.right)
    last = kernel.rearrangement(current, after)
    return last if theorem is None else kernel.transitivity(theorem, last)


def _matching(
    operand: Term, others: list[Term], prove: Prove, given: Given, depth: int
) -> Theorem | None:
    for other in others:
        if type(other) is type(operand):
            theorem = _equal(operand, other, prove, given, depth)
            if theorem is not None:
                return theorem
    return None
