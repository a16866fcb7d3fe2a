"""Rules with holes, applied at random places of an expression.

A rule is an equation of a textbook with what it needs; it is used in both directions.
Whether a need is met is decided by the few lines here, from the signs of the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from benchmarks.identities.expression import (
    Expression,
    Path,
    at,
    hole,
    number,
    places,
    put,
    size,
)

MAXIMUM_SIZE = 90
"""Expressions do not grow beyond this many nodes."""

Signs = Mapping[str, str]
"""What is known of each name: real, positive, unit (-1 < x < 1), natural, counting (>= 1)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Left = right wherever both are defined, under its needs.

    `needs` are pairs of "positive", "counting" or "unit" and an expression with holes.
    """

    left: Expression
    right: Expression
    needs: tuple[tuple[str, Expression], ...] = ()


def positive(expression: Expression, signs: Signs) -> bool:
    """Whether the expression is positive for certain wherever it is defined."""
    parts = expression.parts
    match expression.head:
        case "number":
            return isinstance(expression.value, Fraction) and expression.value > 0
        case "name":
            return signs.get(str(expression.value)) in ("positive", "counting")
        case "+":
            one, other = parts
            return (positive(one, signs) and nonnegative(other, signs)) or (
                nonnegative(one, signs) and positive(other, signs)
            )
        case "*" | "/":
            return all(positive(part, signs) for part in parts)
        case "^":
            return positive(parts[0], signs)
        case "exp" | "cosh" | "pi":
            return True
        case "sqrt" | "gamma":
            return positive(parts[0], signs)
        case "factorial":
            return True
    return False


def nonnegative(expression: Expression, signs: Signs) -> bool:
    """Whether the expression is not negative for certain wherever it is defined."""
    parts = expression.parts
    match expression.head:
        case "number":
            return isinstance(expression.value, Fraction) and expression.value >= 0
        case "name" if signs.get(str(expression.value)) == "natural":
            return True
        case "+" | "*":
            if all(nonnegative(part, signs) for part in parts):
                return True
        case "^":
            exponent = parts[1].value
            if isinstance(exponent, Fraction) and exponent > 0 and exponent % 2 == 0:
                return True
        case "abs" | "sqrt":
            return True
    return positive(expression, signs)


def holds(need: str, expression: Expression, signs: Signs) -> bool:
    """Whether a rule's need is met."""
    match need:
        case "positive":
            return positive(expression, signs)
        case "nonnegative":
            return nonnegative(expression, signs)
        case "number":
            return expression.head == "number"
    if expression.head != "name":
        return False
    return signs.get(str(expression.value)) == need


def match(
    pattern: Expression, expression: Expression, found: dict[str, Expression]
) -> dict[str, Expression] | None:
    """What stands for each hole of a pattern, or None where it does not fit."""
    if pattern.head == "hole":
        key = str(pattern.value)
        if key in found:
            return found if found[key] == expression else None
        if key.isupper() and expression.head != "number":
            return None
        return {**found, key: expression}
    if (pattern.head, pattern.value) != (expression.head, expression.value):
        return None
    if len(pattern.parts) != len(expression.parts):
        return None
    here: dict[str, Expression] | None = found
    for one, other in zip(pattern.parts, expression.parts, strict=True):
        here = match(one, other, here) if here is not None else None
    return here


def fill(pattern: Expression, found: Mapping[str, Expression]) -> Expression:
    """A pattern with expressions for its holes."""
    if pattern.head == "hole":
        return found[str(pattern.value)]
    parts = tuple(fill(part, found) for part in pattern.parts)
    return Expression(pattern.head, parts, pattern.value)


def holes(pattern: Expression) -> frozenset[str]:
    """The holes of a pattern."""
    if pattern.head == "hole":
        return frozenset((str(pattern.value),))
    return frozenset().union(*(holes(part) for part in pattern.parts))


def uses(
    rules: Sequence[Rule], expression: Expression, signs: Signs, fresh: Callable[[], Expression]
) -> Iterator[tuple[tuple[int, ...], Expression]]:
    """Every use of a rule in an expression: the place, and what then stands there."""
    for path, part in rewritable(expression):
        for rule in rules:
            for left, right in ((rule.left, rule.right), (rule.right, rule.left)):
                if left.head == "hole":
                    continue  # fits everywhere: `rewrite` uses these sparingly
                found = match(left, part, {})
                if found is None:
                    continue
                for missing in sorted(holes(right) - found.keys()):
                    found[missing] = fresh()
                if all(holds(need, fill(what, found), signs) for need, what in rule.needs):
                    yield path, fill(right, found)


def rewritable(expression: Expression) -> Iterator[tuple[Path, Expression]]:
    """The places where rules are used: a number that is an exponent stays as it is."""
    for path, part in places(expression):
        around = at(expression, path[:-1])
        if path and around.head == "^" and path[-1] == 1 and part.head == "number":
            continue
        yield path, part


def rewrite(
    rules: Sequence[Rule],
    everywhere: Sequence[Rule],
    expression: Expression,
    signs: Signs,
    random: Random,
    fresh: Callable[[], Expression],
    steps: int,
) -> Expression:
    """The expression after so many random uses of rules.

    The rules of `everywhere` have a bare hole on the left, so that they fit anywhere;
    one in eight uses is of them. `fresh` gives an expression for a hole that the side
    found leaves open.
    """
    for _ in range(steps):
        possible = list(uses(rules, expression, signs, fresh))
        if everywhere and (not possible or random.random() < 0.125):
            path, part = random.choice(list(rewritable(expression)))
            rule = random.choice(everywhere)
            found = {str(rule.left.value): part}
            for missing in sorted(holes(rule.right) - found.keys()):
                found[missing] = fresh()
            possible = [(path, fill(rule.right, found))]
        if not possible:
            return expression
        path, new = random.choice(possible)
        changed = put(expression, path, new)
        if size(changed) <= MAXIMUM_SIZE:
            expression = changed
    return expression


u, v, w, t = (hole(each) for each in "uvwt")
N = hole("N")

RING: tuple[Rule, ...] = (
    Rule(u + v, v + u),
    Rule(u * v, v * u),
    Rule(u * (v + w), u * v + u * w),
    Rule((u + v) + w, u + (v + w)),
    Rule((u * v) * w, u * (v * w)),
    Rule((u + v) ** 2, u**2 + 2 * u * v + v**2),
    Rule((u - v) * (u + v), u**2 - v**2),
    Rule((u + v) ** 3, u**3 + 3 * u**2 * v + 3 * u * v**2 + v**3),
    Rule(u**2, u * u),
    Rule(u**3, u * u**2),
    Rule((u * v) ** 2, u**2 * v**2),
    Rule(-(u + v), -u + -v),
    Rule(-(u * v), (-u) * v),
    Rule(-u, number(-1) * u),
    Rule((u + v) / w, u / w + v / w),
    Rule((u * v) / w, u * (v / w)),
    Rule(u / v + w / t, (u * t + w * v) / (v * t)),
    Rule(u / v * (w / t), (u * w) / (v * t)),
    Rule((u / v) / w, u / (v * w)),
    Rule(2 * u, u + u),
)
"""Ring and fraction laws; they hold wherever both sides are defined."""

EVERYWHERE: tuple[Rule, ...] = (
    Rule(u, (u + v) - v),
    Rule(u, -1 * -u),
    Rule(u, (u * v) / v),
    Rule(u, 1 * u),
    Rule(u, u + 0),
)
"""What can be done to any expression."""
