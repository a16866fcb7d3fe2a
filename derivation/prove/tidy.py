"""A sum or product as written, with the debris of differentiation swept up.

Zeros and ones go, numbers are multiplied out, equal factors and equal addends are
collected; nothing is expanded and nothing put over a common denominator. Untrusted: the
kernel shows that the result equals what was there. Not here: normal forms
(`decide.rational`), which is what equality is decided by.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import Add, Integer, Mul, Pow, Rational

from derivation.term import ONE, ZERO, Term, add, is_leaf, multiply, number, power, rebuild

LARGEST_POWER = 64
"""Powers of numbers are only worked out up to this exponent."""


@lru_cache(maxsize=1 << 15)
def tidy(term: Term) -> Term:
    """The term with its sums, products and integer powers swept."""
    if is_leaf(term):
        return term
    if isinstance(term, Add):
        return _sum(term)
    if isinstance(term, Mul | Pow):
        coefficient, powers = _product(term)
        return _with_coefficient(coefficient, _of_powers(powers))
    return rebuild(term, (tidy(part) for part in term.args))


def _sum(term: Term) -> Term:
    """Like addends collected, in the order of their first appearance."""
    collected: dict[Term, Rational] = {}
    for part in term.args:
        swept = tidy(part)
        for addend in swept.args if isinstance(swept, Add) else (swept,):
            coefficient, rest = _coefficient(addend)
            collected[rest] = collected.get(rest, ZERO) + coefficient
    return add(*(_with_coefficient(c, rest) for rest, c in collected.items() if c != 0))


def _coefficient(term: Term) -> tuple[Rational, Term]:
    if isinstance(term, Rational):
        return term, ONE
    if isinstance(term, Mul) and isinstance(term.args[0], Rational):
        return term.args[0], multiply(*term.args[1:])
    return ONE, term


def _with_coefficient(coefficient: Rational, rest: Term) -> Term:
    if coefficient == 0 or rest == ONE:
        return coefficient
    if coefficient == 1:
        return rest
    factors = rest.args if isinstance(rest, Mul) else (rest,)
    return multiply(coefficient, *factors)


def _product(term: Term) -> tuple[Rational, dict[Term, int]]:
    """A rational coefficient and integer powers, in the order of their first appearance."""
    if isinstance(term, Rational):
        return term, {}
    if isinstance(term, Mul):
        coefficient, powers = ONE, dict[Term, int]()
        for part in term.args:
            factor, inner = _product(part)
            coefficient = coefficient * factor
            for base, exponent in inner.items():
                powers[base] = powers.get(base, 0) + exponent
        return coefficient, powers
    if isinstance(term, Pow):
        return _power(term)
    swept = tidy(term)
    return _product(swept) if isinstance(swept, Mul | Rational) else (ONE, {swept: 1})


def _power(term: Term) -> tuple[Rational, dict[Term, int]]:
    exponent = tidy(term.args[1])
    if isinstance(exponent, Integer) and abs(exponent) <= LARGEST_POWER:
        coefficient, powers = _product(term.args[0])
        if coefficient != 0 or exponent > 0:
            return coefficient**exponent, {b: e * int(exponent) for b, e in powers.items()}
    return ONE, {power(tidy(term.args[0]), exponent): 1}


def _of_powers(powers: dict[Term, int]) -> Term:
    kept = ((base, exponent) for base, exponent in powers.items() if exponent)
    return multiply(*(base if e == 1 else power(base, number(e)) for base, e in kept))
