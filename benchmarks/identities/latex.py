"""Expressions as LaTeX, as an author would write them, with the brackets they need."""

from __future__ import annotations

from fractions import Fraction

from benchmarks.identities.expression import Expression

_SUM, _PRODUCT, _POWER, _ATOM = range(4)

WORDS = {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "exp": r"\exp",
    "log": r"\ln",
    "gamma": r"\Gamma",
    "beta": r"\operatorname{B}",
    "sign": r"\operatorname{sgn}",
    "sigmoid": r"\sigma",
    "asinh": r"\operatorname{arsinh}",
}


def latex(expression: Expression) -> str:
    """The expression as LaTeX."""
    return _write(expression)[0]


def _write(expression: Expression) -> tuple[str, int]:  # noqa: C901 - one case a head
    """The LaTeX, and how strongly it binds."""
    parts, head = expression.parts, expression.head
    match head:
        case "number":
            return _number(expression)
        case "name":
            return str(expression.value), _ATOM
        case "pi":
            return r"\pi", _ATOM
        case "+":
            one, other = parts
            if other.head == "-":
                return f"{latex(one)} - {_bound(other.parts[0], _PRODUCT)}", _SUM
            return f"{latex(one)} + {_signless(other)}", _SUM
        case "-":
            return f"-{_bound(parts[0], _PRODUCT)}", _SUM
        case "*":
            return rf"{_factor(parts[0])} \cdot {_factor(parts[1])}", _PRODUCT
        case "/":
            return rf"\frac{{{latex(parts[0])}}}{{{latex(parts[1])}}}", _POWER
        case "^":
            return f"{_base(parts[0])}^{{{latex(parts[1])}}}", _POWER
        case "sqrt":
            return rf"\sqrt{{{latex(parts[0])}}}", _ATOM
        case "abs":
            return rf"\left|{latex(parts[0])}\right|", _ATOM
        case "factorial":
            return f"{_bound(parts[0], _ATOM)}!", _POWER
        case "binomial":
            return rf"\binom{{{latex(parts[0])}}}{{{latex(parts[1])}}}", _ATOM
        case "cases":
            return _cases(expression), _ATOM
        case "D":
            return rf"\frac{{d}}{{d{latex(parts[1])}}}\left({latex(parts[0])}\right)", _PRODUCT
        case "sum" | "product" | "integral" | "limit":
            return _binder(expression), _SUM
        case "expectation":
            return rf"\mathbb{{E}}\left[{latex(parts[0])}\right]", _ATOM
    word = str(expression.value) if head in ("apply", "prime") else WORDS.get(head, f"\\{head}")
    arguments = ", ".join(latex(part) for part in parts)
    mark = "'" if head == "prime" else ""
    return rf"{word}{mark}\left({arguments}\right)", _ATOM


def _number(expression: Expression) -> tuple[str, int]:
    value = Fraction(expression.value)
    if value.denominator == 1:
        return str(value), _ATOM if value >= 0 else _SUM
    sign = "-" if value < 0 else ""
    text = rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}"
    return text, _POWER if value >= 0 else _SUM


def _bound(expression: Expression, needed: int) -> str:
    text, strength = _write(expression)
    return text if strength >= needed else rf"\left({text}\right)"


def _signless(expression: Expression) -> str:
    """A later summand: one that begins with a minus is put in brackets."""
    text = latex(expression)
    binder = expression.head in ("sum", "product", "integral", "limit")
    return rf"\left({text}\right)" if text.startswith("-") or binder else text


def _factor(expression: Expression) -> str:
    text = _bound(expression, _PRODUCT)
    return rf"\left({text}\right)" if expression.head == "D" else text


def _base(expression: Expression) -> str:
    text, strength = _write(expression)
    plain = strength == _ATOM and expression.head in ("number", "name", "pi", "abs")
    return text if plain else rf"\left({text}\right)"


def _cases(expression: Expression) -> str:
    *branches, last = expression.parts
    rows = [
        rf"{latex(value)} & \text{{if }} {latex(low)} \le {latex(high)}"
        for value, condition in zip(branches[::2], branches[1::2], strict=True)
        for low, high in (condition.parts,)
    ]
    body = r" \\ ".join([*rows, rf"{latex(last)} & \text{{otherwise}}"])
    return rf"\begin{{cases}} {body} \end{{cases}}"


def _binder(expression: Expression) -> str:
    body, variable, *around = (latex(part) for part in expression.parts)
    inner = rf"\left({body}\right)"
    match expression.head:
        case "sum":
            return rf"\sum_{{{variable}={around[0]}}}^{{{around[1]}}} {inner}"
        case "product":
            return rf"\prod_{{{variable}={around[0]}}}^{{{around[1]}}} {inner}"
        case "integral":
            return rf"\int_{{{around[0]}}}^{{{around[1]}}} {inner} \, d{variable}"
    return rf"\lim_{{{variable} \to {around[0]}}} {inner}"
