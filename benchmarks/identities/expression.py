"""The benchmark's own expressions: plain trees, independent of the program's terms.

A head is one of `number`, `name`, `hole` (in rules), `+`, `*`, `/`, `^`, `-`
(negation), a known function's name, `apply` (an unspecified function), `prime` (its
derivative, in its one argument), `D` (a derivative: body, name), `cases` (value,
condition, ..., last value), `<=` (a condition), `sum`, `product`, `integral` (body, name,
lower, upper), `limit` (body, name, point) and `expectation` (body).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

BINDERS = ("sum", "product", "integral", "limit")


@dataclass(frozen=True, slots=True)
class Expression:
    """A node: its head, its parts, and the value of a number, name or function."""

    head: str
    parts: tuple[Expression, ...] = ()
    value: Fraction | str = ""

    def __add__(self, other: Operand) -> Expression:
        """The sum as written."""
        return Expression("+", (self, lift(other)))

    def __sub__(self, other: Operand) -> Expression:
        """The sum with the negative."""
        return Expression("+", (self, -lift(other)))

    def __mul__(self, other: Operand) -> Expression:
        """The product as written."""
        return Expression("*", (self, lift(other)))

    def __truediv__(self, other: Operand) -> Expression:
        """The fraction as written."""
        return Expression("/", (self, lift(other)))

    def __pow__(self, other: Operand) -> Expression:
        """The power as written."""
        return Expression("^", (self, lift(other)))

    def __neg__(self) -> Expression:
        """The negative as written."""
        return Expression("-", (self,))

    def __radd__(self, other: int) -> Expression:
        """The sum as written."""
        return lift(other) + self

    def __rsub__(self, other: int) -> Expression:
        """The difference as written."""
        return lift(other) - self

    def __rmul__(self, other: int) -> Expression:
        """The product as written."""
        return lift(other) * self

    def __rtruediv__(self, other: int) -> Expression:
        """The fraction as written."""
        return lift(other) / self


Operand: TypeAlias = Expression | int | Fraction
Path: TypeAlias = tuple[int, ...]


def lift(operand: Operand) -> Expression:
    """A number as an expression."""
    return operand if isinstance(operand, Expression) else number(operand)


def number(value: int | Fraction) -> Expression:
    """A rational number."""
    return Expression("number", (), Fraction(value))


def name(text: str) -> Expression:
    """A name, as LaTeX."""
    return Expression("name", (), text)


def hole(text: str) -> Expression:
    """A place in a rule where any expression may stand; a number if it is a capital."""
    return Expression("hole", (), text)


def known(function: str, *arguments: Operand) -> Expression:
    """A known function applied."""
    return Expression(function, tuple(lift(each) for each in arguments))


def apply(function: str, *arguments: Operand) -> Expression:
    """An unspecified function applied."""
    return Expression("apply", tuple(lift(each) for each in arguments), function)


def derivative(body: Expression, variable: Expression) -> Expression:
    """The derivative of a body in a name."""
    return Expression("D", (body, variable))


PI = Expression("pi")


def children(expression: Expression) -> tuple[int, ...]:
    """The places of the parts that may be changed: below a sign that binds, the body."""
    if expression.head in BINDERS or expression.head == "D":
        return (0,)
    return tuple(range(len(expression.parts)))


def places(expression: Expression, path: Path = ()) -> Iterator[tuple[Path, Expression]]:
    """Every place of an expression that may be changed, with what stands there."""
    if expression.head != "<=":  # a condition is no term
        yield path, expression
    for index in children(expression):
        yield from places(expression.parts[index], (*path, index))


def put(expression: Expression, path: Path, new: Expression) -> Expression:
    """The expression with another part at a place."""
    if not path:
        return new
    parts = list(expression.parts)
    parts[path[0]] = put(parts[path[0]], path[1:], new)
    return Expression(expression.head, tuple(parts), expression.value)


def at(expression: Expression, path: Path) -> Expression:
    """What stands at a place."""
    for index in path:
        expression = expression.parts[index]
    return expression


def names(expression: Expression) -> frozenset[str]:
    """The free names of an expression."""
    if expression.head == "name":
        return frozenset((str(expression.value),))
    found: frozenset[str] = frozenset().union(*(names(part) for part in expression.parts))
    if expression.head in BINDERS:
        body, variable, *around = expression.parts
        outside = frozenset[str]().union(*(names(part) for part in around))
        return (names(body) - names(variable)) | outside
    return found


def substitute(expression: Expression, mapping: dict[str, Expression]) -> Expression:
    """Names and holes replaced; no name that is bound inside may be among them."""
    if expression.head in ("name", "hole"):
        return mapping.get(str(expression.value), expression)
    parts = tuple(substitute(part, mapping) for part in expression.parts)
    return Expression(expression.head, parts, expression.value)


def size(expression: Expression) -> int:
    """How many nodes an expression has."""
    return 1 + sum(size(part) for part in expression.parts)
