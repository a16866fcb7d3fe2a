r"""Subscripts and labels that are indices: x_i, w_{ij}, y_1^{(i)}, \bar y_{i\bullet}.

A letter is an index where a sum or product of the document binds it, or where it stands
below a vector. What bears an index anywhere bears one everywhere: x_1 and x_n are
components of the same x as x_i. Not here: terms (`elaborate`), what is bound where
(`binders`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction as Rational

from derivation.errors import ReadError
from derivation.read.surface import (
    Braces,
    Label,
    Name,
    Node,
    Number,
    Relations,
    Run,
    Scripts,
    Sequence,
    walk,
)

_SIGN = re.compile(r"\\[A-Za-z]+|[A-Za-z]|\d+|\S")
_MARKS = frozenset((r"\bullet", r"\cdot", ".", "*", r"\ast", "+"))
"""Signs in the place of an index that is summed or averaged over."""


def letters_in(label: Node) -> Iterator[str]:
    """The letters of a subscript or label, words in a roman font left out."""
    for part in walk(label):
        if isinstance(part, Name) and not part.latex.startswith(r"\mathrm"):
            yield part.latex
        elif isinstance(part, Label):
            yield from _SIGN.findall(part.latex)


def mentions(label: Node | None, letters: frozenset[str]) -> bool:
    """Whether a subscript or label mentions one of the letters."""
    return label is not None and any(letter in letters for letter in letters_in(label))


def split(subscript: Node) -> tuple[Node, ...]:
    r"""A subscript as its indices: `i,j`, `ij` and `i\bullet` are two, `i + 1` is one.

    ReadError for one that mentions an index but cannot be taken apart.
    """
    while isinstance(subscript, Braces):
        subscript = subscript.body
    if isinstance(subscript, Sequence) and not subscript.separators:
        return tuple(part for item in subscript.items for part in split(item))
    if isinstance(subscript, Run) and all(_is_plain(item) for item in subscript.items):
        return tuple(subscript.items)
    if isinstance(subscript, Label):
        signs = _SIGN.findall(subscript.latex.replace(",", " "))
        if all(sign.isalnum() or sign in _MARKS for sign in signs):
            return tuple(_sign(subscript, sign) for sign in signs)
        raise ReadError("a label that mentions an index is not read here", subscript.span)
    if isinstance(subscript, Relations | Sequence):
        raise ReadError("a label that mentions an index is not read here", subscript.span)
    return (subscript,)


def width(subscript: Node) -> int:
    """How many signs without a comma a subscript such as `ij` or `2k` has; 0 if it is none."""
    while isinstance(subscript, Braces):
        subscript = subscript.body
    if not isinstance(subscript, Run) or not all(_is_plain(i) for i in subscript.items):
        return 0
    if any(isinstance(item, Number) and len(item.text) > 1 for item in subscript.items):
        return 0
    return len(subscript.items)


def digits(subscript: Node, width_: int) -> Node:
    """A numeral of as many digits as the name has indices elsewhere, digit by digit.

    Beside y_{ij} the 21 of y_{21} is 2 and 1.
    """
    inside = subscript
    while isinstance(inside, Braces):
        inside = inside.body
    if not isinstance(inside, Number) or width_ < 2 or len(inside.text) != width_:
        return subscript
    if not inside.text.isdigit():
        return subscript
    parts = tuple(Number(inside.span, Rational(sign), sign) for sign in inside.text)
    return Run(inside.span, parts)


def _is_plain(node: Node) -> bool:
    if isinstance(node, Scripts):
        return isinstance(node.base, Name) and node.superscript is None
    return isinstance(node, Name | Number)


def _sign(label: Label, sign: str) -> Node:
    if sign.isdigit():
        return Number(label.span, Rational(sign), sign)
    return Name(label.span, sign)


def is_open(subscript: Node) -> bool:
    """Whether a subscript can be read as a product too: x_{2i} is x at 2i, or w_{2,i}."""
    return (
        isinstance(subscript, Run)
        and isinstance(subscript.items[0], Number)
        and len(subscript.items) > 1
    )
