"""The forms of terms as written: addends, factors, fractions, sizes, where two differ.

For rules about form, which say what kind of change a step is. Untrusted: whether the
two sides are equal is the kernel's business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sympy import Add, Integer, Mul, Pow, Rational

from derivation.prove.decide import rational, reorder
from derivation.term import Term, add, children, is_leaf, multiply, number, power

Pair = tuple[Term, Term]


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a line before and after a step.

    `equal` tells whether two terms are equal by what the rule allows.
    """

    before: Term
    after: Term
    equal: Callable[[Term, Term], bool]


def addends(term: Term) -> list[Term]:
    """The terms of a sum, nested sums opened, a sign before a bracket carried inside."""
    if isinstance(term, Add):
        return [each for part in term.args for each in addends(part)]
    if isinstance(term, Mul) and term.args[0] == -1 and len(term.args) == 2:
        inner = term.args[1]
        if isinstance(inner, Add):
            return [multiply(number(-1), each) for each in addends(inner)]
    return [term]


def factors(term: Term) -> tuple[list[Term], list[Term]]:
    """The factors of numerator and denominator, products and powers opened."""
    if isinstance(term, Mul):
        above: list[Term] = []
        below: list[Term] = []
        for part in term.args:
            up, down = factors(part)
            above += up
            below += down
        return above, below
    if isinstance(term, Pow) and isinstance(term.args[1], Integer):
        base, exponent = term.args[0], int(term.args[1])
        if 0 < abs(exponent) <= 12:
            up, down = factors(base)
            above, below = up * abs(exponent), down * abs(exponent)
            return (above, below) if exponent > 0 else (below, above)
    if isinstance(term, Rational) and term.q != 1:
        return [number(int(term.p))], [number(int(term.q))]
    return [term], []


def numerator(term: Term) -> Term:
    """The numerator as a product of its factors."""
    return multiply(*factors(term)[0])


def denominator(term: Term) -> Term:
    """The denominator as a product of its factors, 1 if there is none."""
    return multiply(*factors(term)[1])


def over(numerator_: Term, denominator_: Term) -> Term:
    """The fraction of two terms."""
    return multiply(numerator_, power(denominator_, number(-1)))


def size(term: Term) -> int:
    """How much there is to read: two for a leaf, one for a power; signs are free."""
    if term == -1 or term == 1:
        return 0 if term == -1 else 2
    if is_leaf(term):
        return 2
    if isinstance(term, Pow) and isinstance(term.args[1], Integer):
        return size(term.args[0]) + (0 if term.args[1] == -1 else 1)
    return sum(size(part) for part in children(term)) + (
        0 if isinstance(term, Add | Mul) else 1
    )


def distributable(term: Term) -> int:
    """How many products and powers have a sum in them that could be multiplied out."""
    own = 0
    if isinstance(term, Mul):
        own = int(any(isinstance(part, Add) for part in factors(term)[0]))
    elif isinstance(term, Pow) and isinstance(term.args[1], Integer) and term.args[1] > 1:
        own = int(isinstance(term.args[0], Add))
    if isinstance(term, Add | Mul | Pow):
        return own + sum(distributable(part) for part in children(term))
    return 0


def coefficient(term: Term) -> tuple[Fraction, Hashable]:
    """A product as its rational coefficient and a key for the rest, powers combined."""
    above, below = factors(term)
    value = Fraction(1)
    powers: Counter[Hashable] = Counter()
    for sign, group in ((1, above), (-1, below)):
        for factor in group:
            if isinstance(factor, Rational) and factor != 0:
                value *= Fraction(int(factor.p), int(factor.q)) ** sign
            elif isinstance(factor, Rational):
                return Fraction(0), ()
            else:
                powers[reorder.form(factor)] += sign
    return value, frozenset((key, n) for key, n in powers.items() if n)


def like_terms(term: Term) -> dict[Hashable, Fraction]:
    """A sum as coefficients of its unlike terms; those that cancel are left out."""
    collected: dict[Hashable, Fraction] = {}
    for each in addends(term):
        value, key = coefficient(each)
        collected[key] = collected.get(key, Fraction(0)) + value
    return {key: value for key, value in collected.items() if value}


def decompositions(before: Term, after: Term) -> Iterator[tuple[Pair, ...]]:
    """The places where two terms differ, the innermost first, the whole last.

    Each item is a tuple of changes made at the same time; a part of a sum or product
    counts as a place.
    """
    for pairs in _inner(before, after):
        if len(pairs) == 1:
            yield from decompositions(*pairs[0])
        else:
            yield tuple(_innermost(*pair) for pair in pairs)
            yield pairs
    yield ((before, after),)


def _innermost(before: Term, after: Term) -> Pair:
    first = next(decompositions(before, after), ((before, after),))
    return first[0] if len(first) == 1 else (before, after)


def _inner(before: Term, after: Term) -> Iterator[tuple[Pair, ...]]:
    if isinstance(before, Add | Mul) and type(before) is type(after):
        join = add if isinstance(before, Add) else multiply
        ours, theirs = _unmatched(_flat(before), _flat(after))
        if len(ours) == len(theirs) and ours:
            yield tuple(zip(ours, theirs, strict=True))
        if (ours or theirs) and len(ours) < len(_flat(before)) and len(ours) + len(theirs) > 2:
            empty = number(0) if isinstance(before, Add) else number(1)
            yield ((join(*ours) if ours else empty, join(*theirs) if theirs else empty),)
        return
    if type(before) is not type(after) or is_leaf(before) or is_leaf(after):
        return
    if len(before.args) == len(after.args):
        pairs = zip(before.args, after.args, strict=True)
        unlike = tuple(pair for pair in pairs if not _alike(*pair))
        if unlike:
            yield unlike


def _alike(one: Term, other: Term) -> bool:
    return bool(one == other) or reorder.same(one, other)


def _flat(term: Term) -> list[Term]:
    head = type(term)
    return [
        each for part in term.args for each in (_flat(part) if type(part) is head else (part,))
    ]


def _unmatched(ours: list[Term], theirs: list[Term]) -> tuple[list[Term], list[Term]]:
    remaining = list(theirs)
    keys = [reorder.form(term) for term in remaining]
    left = []
    for term in ours:
        key = reorder.form(term)
        if key in keys:
            index = keys.index(key)
            del keys[index], remaining[index]
        else:
            left.append(term)
    return left, remaining


def same(one: Term, other: Term) -> bool:
    """Whether two terms differ only in order, grouping and layout of fractions."""
    return reorder.same(one, other)


def total(terms: list[Term]) -> Term:
    """The sum of terms, 0 for none."""
    return add(*terms)


def times(one: Term, other: Term) -> Term:
    """The product of two terms."""
    return multiply(one, other)


def product(above: list[Term], below: list[Term]) -> Term:
    """The fraction of the products of two lists of factors."""
    inverted = [power(each, number(-1)) for each in below]
    return multiply(*above, *inverted)


def unmatched(ours: list[Term], theirs: list[Term]) -> tuple[list[Term], list[Term]]:
    """What is left of two lists of terms when equal ones are taken out of both."""
    return _unmatched(ours, theirs)


def paired(ours: list[Term], theirs: list[Term], equal: Callable[[Term, Term], bool]) -> bool:
    """Whether two lists of terms are equal one by one, in some order."""
    remaining = list(theirs)
    for term in ours:
        match = next((other for other in remaining if equal(term, other)), None)
        if match is None:
            return False
        remaining.remove(match)
    return not remaining


def sums_to(
    parts: list[Term],
    above: list[Term],
    below: Term,
    equal: Callable[[Term, Term], bool],
) -> bool:
    """Whether each part is a run of the terms `above`, in order, over `below`."""
    position = 0
    for part in parts:
        for end in range(position + 1, len(above) + 1):
            if equal(part, over(add(*above[position:end]), below)):
                position = end
                break
        else:
            return False
    return position == len(above)


def equal_numbers(one: Term, other: Term) -> bool:
    """Whether both terms are the same rational number."""
    value = rational.as_number(one)
    return value is not None and value == rational.as_number(other)


def divides(below: list[Term], term: Term) -> bool:
    """Whether a term's own denominator has all these factors."""
    own = Counter(reorder.form(each) for each in factors(term)[1])
    return not Counter(reorder.form(each) for each in below) - own
