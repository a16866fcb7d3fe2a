"""Derivatives of the benchmark's expressions, by a table of its own.

The rules are those of any calculus textbook (Spivak, *Calculus*, chapters 10 and 15);
what they give is not tidied up.
"""

from __future__ import annotations

from benchmarks.identities.expression import Expression, hole, known, names, number, substitute

_U = hole("u")


def _known(function: str) -> Expression:
    return known(function, _U)


TABLE: dict[str, Expression] = {
    "sin": _known("cos"),
    "cos": -_known("sin"),
    "tan": 1 + _known("tan") ** 2,
    "exp": _known("exp"),
    "log": 1 / _U,
    "sinh": _known("cosh"),
    "cosh": _known("sinh"),
    "tanh": 1 - _known("tanh") ** 2,
    "atan": 1 / (1 + _U**2),
    "asin": 1 / known("sqrt", 1 - _U**2),
    "acos": -(1 / known("sqrt", 1 - _U**2)),
    "asinh": 1 / known("sqrt", 1 + _U**2),
    "sqrt": 1 / (2 * _known("sqrt")),
    "sigmoid": _known("sigmoid") * (1 - _known("sigmoid")),
    "cot": -(1 + _known("cot") ** 2),
    "sec": _known("sec") * _known("tan"),
}
"""The derivative of each function of one argument u in u."""


def differentiate(expression: Expression, variable: str) -> Expression:
    """The derivative of an expression without unspecified functions; KeyError for others."""
    parts, head = expression.parts, expression.head
    if head == "name" and expression.value == variable:
        return number(1)
    if variable not in names(expression):
        return number(0)
    if head == "D":
        return differentiate(differentiate(parts[0], str(parts[1].value)), variable)
    slopes = [differentiate(part, variable) for part in parts]
    match head:
        case "+":
            return slopes[0] + slopes[1]
        case "-":
            return -slopes[0]
        case "*":
            return slopes[0] * parts[1] + parts[0] * slopes[1]
        case "/":
            top, bottom = parts
            return (slopes[0] * bottom - top * slopes[1]) / bottom**2
        case "^":
            base, exponent = parts
            if variable not in names(exponent):
                return exponent * base ** (exponent - 1) * slopes[0]
            slope = slopes[1] * known("log", base)
            if variable in names(base):
                slope = slope + exponent * slopes[0] / base
            return expression * slope
    return substitute(TABLE[head], {"u": parts[0]}) * slopes[0]
