r"""Matrices as opaque terms: products keep their order, and nothing else is known.

The term language commutes, so a product in which a matrix or a transpose stands is one
`Operator` over its factors in the order in which they are written: A B and B A are
different terms. Sums and multiples of matrices are what they are for numbers. Transposes,
inverses, powers and determinants are operators too. Whatever would treat a matrix as a
number (a division by it, a function of it) is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import reduce

from sympy import Add, Indexed, IndexedBase, Mul, Pow, Rational, Symbol, Tuple

from derivation.meaning.kinds import Kind, Kinds
from derivation.term import (
    MATRIX_INVERSE,
    MATRIX_PRODUCT,
    MATRIX_TRANSPOSE,
    MINUS_ONE,
    AllOf,
    Application,
    Binder,
    Cases,
    Comparison,
    Derivative,
    Domain,
    Hidden,
    Operator,
    ProductOver,
    ScalarProduct,
    SlotDerivative,
    Term,
    children,
    number,
    operator,
)

PRODUCT, TRANSPOSE, INVERSE = MATRIX_PRODUCT, MATRIX_TRANSPOSE, MATRIX_INVERSE
POWER = "^"
DETERMINANT, ENTRIES, ENTRY = r"\mathrm{det}", r"\begin{matrix}", "_"
CONSTANT = r"\mathrm{const}"

_SAME_SHAPE = frozenset(rf"\mathrm{{{word}}}" for word in ("E", "mean", "Mean")) | frozenset(
    (r"\mathbb{E}", r"\langle")
)
_ALWAYS = frozenset((r"\otimes", r"\odot", r"\oplus", r"\circ", INVERSE, POWER, CONSTANT))
_MATRIX_VALUED = _ALWAYS | frozenset(
    rf"\math{word}"
    for word in r"bb{V} rm{V} rm{Var} rm{Cov} rm{Corr} rm{cov} rm{var} rm{corr} rm{diag}"
    r" rm{vec}".split()
)


class Shape(Enum):
    """What is known of a term's shape; an unknown one is a number or a column."""

    NUMBER = "number"
    UNKNOWN = "number or column"
    COLUMN = "column"
    ROW = "row"
    MATRIX = "matrix"


_ORDERED = (Shape.MATRIX, Shape.ROW)
"""Shapes that do not commute with what stands beside them."""


def shape(term: Term, kinds: Kinds) -> Shape:
    """The shape of a term, from the kinds of its names."""
    match term:
        case Rational() | ScalarProduct() | Pow() | Derivative() | SlotDerivative():
            return Shape.NUMBER
        case Symbol():
            return _of_name(term.name, kinds)
        case IndexedBase():
            return Shape.COLUMN
        case Add():
            return _of_parts([shape(part, kinds) for part in term.args])
        case Mul():
            return _of_parts([shape(part, kinds) for part in term.args])
        case Operator():
            return _of_operator(term, kinds)
        case Indexed():
            single = len(term.args) == 2
            base = kinds.kind(term.args[0].label.name)
            if base is Kind.VECTOR and single and term.args[0].label.name in kinds.several:
                return Shape.COLUMN
            return Shape.MATRIX if single and base is Kind.MATRIX else Shape.NUMBER
        case Application():
            return _of_application(term, kinds)
        case Binder():
            return shape(term.args[0], kinds)
        case Cases():
            values = [b.args[0] for b in term.args if isinstance(b, Tuple)]
            return _of_parts([shape(value, kinds) for value in values])
        case _:
            return Shape.NUMBER


def _of_name(name: str, kinds: Kinds) -> Shape:
    kind = kinds.kind(name)
    if name in kinds.numeric and "_" in name:
        return Shape.NUMBER
    if kind is Kind.SCALAR:
        kind = kinds.kind(name.split("_")[0])
    found = {Kind.MATRIX: Shape.MATRIX, Kind.VECTOR: Shape.COLUMN}
    return found.get(kind, Shape.UNKNOWN)


def _of_parts(shapes: list[Shape]) -> Shape:
    """The shape of a sum: of any of its parts that has one."""
    for each in (Shape.COLUMN, Shape.ROW, Shape.MATRIX, Shape.UNKNOWN):
        if each in shapes:
            return each
    return Shape.NUMBER


def _of_application(term: Term, kinds: Kinds) -> Shape:
    head, _, arguments = term.args
    if not arguments.args:
        return _of_name(head.name, kinds)
    inside = [shape(each, kinds) for each in arguments.args]
    return Shape.MATRIX if any(each in _ORDERED for each in inside) else Shape.NUMBER


def _of_operator(term: Term, kinds: Kinds) -> Shape:
    head, parameters, arguments = term.args
    inside = [shape(each, kinds) for each in arguments.args]
    if head.name == PRODUCT:
        return reduce(_times, inside)
    if head.name == TRANSPOSE:
        turned = {Shape.MATRIX: Shape.MATRIX, Shape.ROW: Shape.COLUMN}
        return turned.get(inside[0], Shape.ROW)
    if head.name == ENTRIES:
        rows, columns = parameters.args
        if rows == columns == 1:
            return Shape.MATRIX
        if columns == 1:
            return Shape.COLUMN
        return Shape.ROW if rows == 1 else Shape.MATRIX
    if head.name == CONSTANT:
        single = len(parameters.args[0].name) == 1
        return Shape.COLUMN if single else Shape.MATRIX
    if head.name == r"\mathrm{vec}":
        return Shape.COLUMN
    if head.name in _SAME_SHAPE and inside:
        return _of_parts(inside)
    if head.name in _MATRIX_VALUED:
        vectors = (*_ORDERED, Shape.COLUMN)
        always = head.name in _ALWAYS or any(each in vectors for each in inside)
        return Shape.MATRIX if always else Shape.NUMBER
    return Shape.NUMBER


def _times(left: Shape, right: Shape) -> Shape:
    """The shape of a product; a plain name behind a matrix or a row is a column."""
    if left is Shape.NUMBER or right is Shape.NUMBER:
        return right if left is Shape.NUMBER else left
    if left is Shape.UNKNOWN:
        return Shape.MATRIX if right in _ORDERED else Shape.UNKNOWN
    if left is Shape.COLUMN:
        return Shape.MATRIX if right in _ORDERED else Shape.COLUMN
    column = right in (Shape.COLUMN, Shape.UNKNOWN)
    if left is Shape.ROW:
        return Shape.NUMBER if column else Shape.ROW
    return Shape.COLUMN if column else Shape.MATRIX


def ordered(factors: list[Term], kinds: Kinds) -> list[Term]:
    """Factors, those around a matrix or a transpose held together in their order."""
    if not any(shape(each, kinds) in _ORDERED for each in factors):
        return factors
    numbers: list[Term] = []
    kept: list[Term] = []
    for factor in factors:
        if isinstance(factor, Rational):
            numbers.append(factor)
        elif isinstance(factor, Operator) and factor.args[0].name == PRODUCT:
            kept.extend(factor.args[2].args)
        else:
            kept.append(factor)
    return [*numbers, kept[0] if len(kept) == 1 else operator(PRODUCT, kept)]


def raised(base: Term, exponent: Term) -> Term:
    """The inverse or power of a matrix."""
    if exponent == MINUS_ONE:
        return operator(INVERSE, (base,))
    return operator(POWER, (base, exponent))


def mistaken(term: Term, kinds: Kinds) -> bool:
    """Whether a term treats a matrix as a number somewhere.

    An event such as X <= x in an operator is none of numbers.
    """
    parts = children(term)
    if isinstance(term, Operator):
        events = (p for part in term.args[2].args for p in _sides(part))
        return any(mistaken(part, kinds) for part in events)
    shapes = [shape(part, kinds) for part in parts]
    if isinstance(term, Mul) and sum(each in _ORDERED for each in shapes) > 1:
        return True
    if isinstance(term, Mul) and Shape.MATRIX in shapes and Shape.COLUMN in shapes:
        return True
    if _is_of_numbers(term) and any(
        _is_matrix(p, s) for p, s in zip(parts, shapes, strict=True)
    ):
        return True
    return any(mistaken(part, kinds) for part in parts)


def _sides(part: Term) -> tuple[Term, ...]:
    if isinstance(part, AllOf):
        return tuple(side for each in part.args for side in _sides(each))
    return children(part) if isinstance(part, Comparison) else (part,)


def _is_of_numbers(term: Term) -> bool:
    if isinstance(term, Comparison | ProductOver | Pow | Derivative | ScalarProduct):
        return True
    structural = (Add, Mul, Operator, Application, Hidden, Binder, Cases, Tuple, Domain)
    return not isinstance(term, structural)


def _is_matrix(part: Term, found: Shape) -> bool:
    """Whether a part is a matrix; a product that begins with a row must be a number."""
    if found is Shape.ROW and isinstance(part, Operator):
        return bool(part.args[0].name != PRODUCT)
    return found in _ORDERED


def listed(entries: Iterable[Term], rows: int, columns: int) -> Term:
    """A matrix by its entries, row after row."""
    return operator(ENTRIES, entries, (number(rows), number(columns)))
