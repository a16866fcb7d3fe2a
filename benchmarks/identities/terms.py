"""Expressions as the program's terms, and what is known of names as propositions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import sympy
from sympy import Symbol, Tuple

from benchmarks.identities.expression import Expression
from derivation import term
from derivation.prove.proposition import Equal, IsInteger, NonNegative, Positive, Proposition
from derivation.term import Term

_BINDERS = {
    "sum": term.Summation,
    "product": term.ProductOver,
    "integral": term.Integral,
}
_HALF = Fraction(1, 2)


def to_term(expression: Expression) -> Term:  # noqa: C901 - one case a head
    """The expression as an unevaluated term."""
    head = expression.head
    if head == "number":
        return term.number(Fraction(expression.value))
    if head == "name":
        return Symbol(str(expression.value))
    if head == "pi":
        return sympy.pi
    if head == "cases":
        return _cases(expression)
    parts = [to_term(part) for part in expression.parts]
    match head:
        case "+":
            return term.add(*parts)
        case "*":
            return term.multiply(*parts)
        case "-":
            return term.negate(parts[0])
        case "/":
            return term.divide(parts[0], parts[1])
        case "^":
            return term.power(parts[0], parts[1])
        case "sqrt":
            return term.power(parts[0], term.number(_HALF))
        case "apply":
            return term.apply(str(expression.value), parts)
        case "prime":
            return term.SlotDerivative(term.apply(str(expression.value), parts), term.ZERO)
        case "D":
            return term.Derivative(parts[0], parts[1])
        case "limit":
            return term.Limit(parts[0], parts[1], term.Approach(parts[2], term.ZERO))
        case "expectation":
            return term.operator(r"\mathbb{E}", parts)
    if head in _BINDERS:
        return _BINDERS[head](parts[0], parts[1], term.Range(parts[2], parts[3]))
    return term.known(head, *parts)


def _cases(expression: Expression) -> Term:
    *branches, last = expression.parts
    rows = [
        Tuple(to_term(value), term.AtMost(*(to_term(part) for part in condition.parts)))
        for value, condition in zip(branches[::2], branches[1::2], strict=True)
    ]
    return term.Cases(*rows, Tuple(to_term(last), term.OTHERWISE))


def propositions(
    signs: Mapping[str, str], equations: tuple[tuple[Expression, Expression], ...]
) -> Iterator[Proposition]:
    """What is known of the names, as assumptions of a document."""
    for name, sign in signs.items():
        symbol = Symbol(name)
        match sign:
            case "positive":
                yield Positive(symbol)
            case "unit":
                yield Positive(term.add(symbol, term.ONE))
                yield Positive(term.add(term.ONE, term.negate(symbol)))
            case "natural":
                yield IsInteger(symbol)
                yield NonNegative(symbol)
            case "counting":
                yield IsInteger(symbol)
                yield Positive(symbol)
    for left, right in equations:
        yield Equal(to_term(left), to_term(right))
