"""Equality of form: equal by order, grouping, and layout of fractions and signs alone.

Trusted. `form(t)` is a key; two terms share it exactly if they turn into each other by

- associativity and commutativity of + and ·, and symmetry of the scalar product;
- signs: (-a)b = -(ab), -(-a) = a, 1/(-a) = -(1/a), 1·a = a;
- names of bound variables;
- layout of fractions: a/(bc) = a·(1/b)·(1/c), b^(-n) = 1/b^n for a literal n > 0, and
  the number p/q as p·(1/q);

at any depth, also inside functions and derivatives. Every one of these keeps the value
and the definedness of a term, so they need no conditions, and may be used under any
binder. Nothing else is done: no like terms are collected (x + x stays, x·x is not
x^2), nothing is cancelled (x·(1/x) stays, 0 + x stays, 2·3 stays), no sign is moved
over a sum, and 1/(1/a) stays because it asks for a ≠ 0.

Not here: equality of values (`rational`).
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from sympy import Add, Expr, Indexed, Mul, Pow, Rational, Tuple
from sympy.core.basic import Basic

from derivation.errors import KernelError
from derivation.prove.decide.budget import DEFAULT
from derivation.prove.decide.structure import (
    FUNCTION_NAMES,
    head_name,
    is_name,
    leaf_key,
    number_key,
    post_order,
)
from derivation.term import (
    AllOf,
    Application,
    Approach,
    AtMost,
    Binder,
    Cases,
    Derivative,
    Domain,
    EqualTo,
    Hidden,
    Integral,
    Less,
    Limit,
    Operator,
    ProductOver,
    Range,
    ScalarProduct,
    SlotDerivative,
    Summation,
    Term,
    UnequalTo,
    with_canonical_binders,
)

_BINDERS = (Summation, ProductOver, Integral, Limit, Range, Domain, Approach)
_CASES = (Cases, Less, AtMost, EqualTo, UnequalTo, AllOf)
_OWN_HEADS = (
    Application,
    Hidden,
    Derivative,
    SlotDerivative,
    ScalarProduct,
    Operator,
    *_BINDERS,
    *_CASES,
)
_COMMUTATIVE = frozenset((Tuple, Indexed, *_OWN_HEADS, *FUNCTION_NAMES))
"""The heads whose values commute because those of all real terms do."""


class _Product(NamedTuple):
    """A sign and the keys of the factors; `addends` if the one factor is a sum."""

    negative: bool
    factors: tuple[str, ...]
    addends: tuple[str, ...] | None = None

    @property
    def key(self) -> str:
        factors = self.factors
        body = factors[0] if len(factors) == 1 else f"*({','.join(sorted(factors))})"
        return f"-{body}" if self.negative else body


def form(term: Term) -> Hashable:
    """The key of a term's form.

    OutOfBudgetError for a term with too many parts, KernelError for what is not of
    the term language.
    """
    try:
        return _cached(term)
    except RecursionError:  # SymPy compares very deep terms recursively; this does not
        return _compute(term)


def same(left: Term, right: Term) -> bool:
    """Whether two terms have the same form; errors as for `form`."""
    return left is right or form(left) == form(right)


def key(term: Term) -> str:
    """The form as text, for use inside other keys; errors as for `form`."""
    return _compute(term)


@lru_cache(maxsize=16384)
def _cached(term: Term) -> str:
    return _compute(term)


def _parts(term: Term) -> tuple[Term, ...]:
    if not isinstance(term, Basic):
        raise KernelError("this is not a term")
    return () if is_name(term) else tuple(term.args)


def _compute(root: Term) -> str:
    known: dict[int, _Product] = {}
    order = post_order((root,), _parts, DEFAULT.nodes)
    if any(isinstance(term, Binder) for term in order):
        root = with_canonical_binders(root)
        order = post_order((root,), _parts, DEFAULT.nodes)
    for term in order:
        known[id(term)] = _product(term, [known[id(part)] for part in _parts(term)])
    return known[id(root)].key


def _product(term: Term, parts: list[_Product]) -> _Product:
    if isinstance(term, Rational):
        return _number(term)
    if not parts and not isinstance(term, Tuple | AllOf):
        return _Product(False, (leaf_key(term),))
    if isinstance(term, Add):
        return _sum(parts)
    if isinstance(term, Mul):
        return _multiply(parts)
    if isinstance(term, Pow):
        return _power(parts, term.args[1])
    keys = [part.key for part in parts]
    if isinstance(term, ScalarProduct):
        keys.sort()
    elif type(term) not in _COMMUTATIVE and not _is_foreign_real(term):
        raise KernelError(f"{type(term).__name__} is not in the language of real terms")
    return _Product(False, (f"{head_name(term)}({','.join(keys)})",))


def _is_foreign_real(term: Term) -> bool:
    return isinstance(term, Expr) and getattr(term, "is_commutative", None) is True


def _number(term: Term) -> _Product:
    numerator, denominator = abs(int(term.p)), int(term.q)
    factors = (number_key(numerator),) if numerator != 1 else ()
    if denominator != 1:
        factors = (*factors, _inverse(number_key(denominator)))
    return _Product(term.p < 0, factors)


def _sum(parts: list[_Product]) -> _Product:
    addends: list[str] = []
    for part in parts:
        flat = None if part.negative else part.addends
        addends.extend((part.key,) if flat is None else flat)
    addends.sort()
    return _Product(False, (f"+({','.join(addends)})",), tuple(addends))


def _multiply(parts: list[_Product]) -> _Product:
    factors = tuple(factor for part in parts for factor in part.factors)
    negative = sum(part.negative for part in parts) % 2 == 1
    addends = None
    if len(factors) == 1:
        addends = next(part.addends for part in parts if part.factors)
    return _Product(negative, factors, addends)


def _power(parts: list[_Product], exponent: Term) -> _Product:
    base = parts[0]
    if not isinstance(exponent, Rational) or exponent >= 0:
        return _Product(False, (f"^({base.key},{parts[1].key})",))
    if exponent == -1:
        return _Product(base.negative, tuple(_inverse(factor) for factor in base.factors))
    positive = parts[1]._replace(negative=False).key
    return _Product(False, (_inverse(f"^({base.key},{positive})"),))


def _inverse(factor: str) -> str:
    return f"/({factor})"
