"""Expressions as SymPy ones, evaluated, as a SymPy user would type them in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy

from benchmarks.identities.expression import Expression

_HEADS: Mapping[str, Any] = {
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "max": sympy.Max,
    "min": sympy.Min,
}

_ASSUMED: Mapping[str, Mapping[str, bool]] = {
    "positive": {"positive": True},
    "natural": {"integer": True, "nonnegative": True},
    "counting": {"integer": True, "positive": True},
}
"""What SymPy is told of a name; every name is real."""


def ready_made(expression: Expression, signs: Mapping[str, str]) -> Any:
    """The expression in SymPy's own form, with what is known of the names."""
    head = expression.head
    if head == "number":
        value = Fraction(expression.value)
        return sympy.Rational(value.numerator, value.denominator)
    if head == "name":
        name = str(expression.value)
        return sympy.Symbol(name, **_ASSUMED.get(signs.get(name, "real"), {"real": True}))
    if head == "pi":
        return sympy.pi
    if head == "cases":
        return _cases(expression, signs)
    parts = [ready_made(part, signs) for part in expression.parts]
    return _built(expression, parts)


def _built(expression: Expression, parts: list[Any]) -> Any:
    match expression.head:
        case "+":
            return parts[0] + parts[1]
        case "*":
            return parts[0] * parts[1]
        case "-":
            return -parts[0]
        case "/":
            return parts[0] / parts[1]
        case "^":
            return parts[0] ** parts[1]
        case "apply":
            return sympy.Function(str(expression.value))(*parts)
        case "prime":
            inner = sympy.Dummy()
            slope = sympy.Function(str(expression.value))(inner).diff(inner)
            return sympy.Subs(slope, inner, parts[0])
        case "D":
            return sympy.Derivative(parts[0], parts[1])
        case "sum":
            return sympy.Sum(parts[0], (parts[1], parts[2], parts[3]))
        case "product":
            return sympy.Product(parts[0], (parts[1], parts[2], parts[3]))
        case "integral":
            return sympy.Integral(parts[0], (parts[1], parts[2], parts[3]))
        case "limit":
            return sympy.Limit(parts[0], parts[1], parts[2])
        case "sigmoid":
            return 1 / (1 + sympy.exp(-parts[0]))
    head = _HEADS.get(expression.head) or getattr(sympy, expression.head)
    return head(*parts)


def _cases(expression: Expression, signs: Mapping[str, str]) -> Any:
    *branches, last = expression.parts
    rows = []
    for value, condition in zip(branches[::2], branches[1::2], strict=True):
        low, high = (ready_made(part, signs) for part in condition.parts)
        rows.append((ready_made(value, signs), low <= high))
    return sympy.Piecewise(*rows, (ready_made(last, signs), True))
