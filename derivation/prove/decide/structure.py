"""Walking and naming terms without recursion, for the decision procedures.

Here: an order of a term's parts that needs no call stack, so that deep terms are
handled, and exact keys of leaves. Trusted: two different leaves never share a key.
Not here: keys of compound terms (`reorder`, `generators`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sympy import Dummy, I, IndexedBase, NumberSymbol, Rational, Symbol

from derivation.errors import KernelError, OutOfBudgetError
from derivation.term import KNOWN_FUNCTIONS, KNOWN_OF_SEVERAL, Term

FUNCTION_NAMES = {
    head: name for name, head in (*KNOWN_FUNCTIONS.items(), *KNOWN_OF_SEVERAL.items())
}
"""The names of the known functions, of one argument and of several, by class."""


def post_order(
    roots: Iterable[Term], parts: Callable[[Term], Sequence[Term]], limit: int
) -> list[Term]:
    """Every part of the roots once (by identity), each after its own parts.

    The caller must keep the roots alive while it uses the identities.
    OutOfBudgetError if there are more than `limit`.
    """
    order: list[Term] = []
    entered: set[int] = set()
    stack: list[tuple[Term, bool]] = [(root, False) for root in roots]
    stack.reverse()
    while stack:
        term, left = stack.pop()
        if left:
            order.append(term)
            continue
        if id(term) in entered:
            continue
        entered.add(id(term))
        if len(entered) > limit:
            raise OutOfBudgetError(f"the terms have more than {limit} parts")
        below = parts(term)
        if below:
            stack.append((term, True))
            stack.extend((part, False) for part in reversed(below))
        else:
            order.append(term)
    return order


def is_name(term: Term) -> bool:
    """Whether a term is a leaf other than a number: a name, a vector, a constant."""
    return isinstance(term, Symbol | IndexedBase | NumberSymbol) or term is I


def number_key(numerator: int, denominator: int = 1) -> str:
    """The key of a rational number; hexadecimal, because that works at any length."""
    top = f"#{numerator:x}"
    return top if denominator == 1 else f"{top}/{denominator:x}"


def leaf_key(term: Term) -> str:
    """A key that only equal leaves share; KernelError for what is not a real leaf.

    Refused are floating-point numbers, SymPy's infinities, and names that do not
    commute: the procedures are those of a commutative ring.
    """
    if type(term) is Symbol and not term._assumptions_orig:
        return f"Symbol {term.name!r}"
    if isinstance(term, Rational):
        return number_key(int(term.p), int(term.q))
    if isinstance(term, IndexedBase) and len(term.args) == 1:
        return f"vector({leaf_key(term.label)})"
    if term is I:
        return "the imaginary unit"
    if isinstance(term, NumberSymbol):
        return f"constant {type(term).__name__}"
    if isinstance(term, Symbol) and term.is_commutative:
        assumptions = sorted((str(k), str(v)) for k, v in term._assumptions_orig.items())
        serial = term.dummy_index if isinstance(term, Dummy) else ""
        return f"{type(term).__name__} {term.name!r} {assumptions!r} {serial}"
    raise KernelError(f"{type(term).__name__} is not a leaf of the term language")


def head_name(term: Term) -> str:
    """The name of a compound term's head; heads of other packages keep their module."""
    name = FUNCTION_NAMES.get(type(term))
    if name is not None:
        return name
    kind = type(term)
    return f"{kind.__module__}.{kind.__qualname__}"
