r"""Terms as data: a list of nodes, each with a head and the numbers of earlier nodes.

A node is `["integer", 3]`, `["rational", 1, 2]`, `["symbol", "\theta"]`, `["pi"]` or
`[head, child, ...]`. The tables below are the whole language; what is not in them is
refused, in writing and in reading, and so is a head over parts that it cannot have.
A term that is read is built by the functions of `derivation.term`, never evaluated, so
it is equal to the one that was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import sympy
from sympy import Add, Indexed, IndexedBase, Integer, Mul, Pow, Rational, Symbol, Tuple

from derivation import term as language
from derivation.errors import CertificateError
from derivation.term import KNOWN_FUNCTIONS, KNOWN_OF_SEVERAL, Term

Node: TypeAlias = list[object]
"""A term as data; children are numbers of nodes."""

NAMES: Mapping[str, type] = {
    "symbol": Symbol,
    "complex": language.ComplexName,
    "metavariable": language.Metavariable,
    "function": language.FunctionName,
}
"""The leaves that have a name (LaTeX)."""

CONSTANTS: Mapping[str, Term] = {
    "pi": sympy.pi,
    "e": sympy.E,
    "imaginary_unit": sympy.I,
    "infinity": language.INFINITY,
}
"""The leaves that stand for themselves."""

STRUCTURAL: Mapping[str, type] = {
    "application": language.Application,
    "hidden": language.Hidden,
    "derivative": language.Derivative,
    "slot_derivative": language.SlotDerivative,
    "scalar_product": language.ScalarProduct,
    "range": language.Range,
    "domain": language.Domain,
    "approach": language.Approach,
    "sum_over": language.Summation,
    "product_over": language.ProductOver,
    "integral": language.Integral,
    "limit": language.Limit,
    "operator": language.Operator,
    "cases": language.Cases,
    "less": language.Less,
    "at_most": language.AtMost,
    "equal_to": language.EqualTo,
    "unequal_to": language.UnequalTo,
    "all_of": language.AllOf,
}
"""The heads that `derivation.term` defines itself."""

LARGEST = 2**53
"""Whole numbers from here on are written as text, in base sixteen."""

_HEADS: dict[type, str] = {
    **{head: name for name, head in KNOWN_FUNCTIONS.items()},  # type: ignore[misc] # they are classes
    **{head: name for name, head in KNOWN_OF_SEVERAL.items()},  # type: ignore[misc] # they are classes
    **{head: name for name, head in STRUCTURAL.items()},
    Add: "add",
    Mul: "multiply",
    Pow: "power",
    Indexed: "component",
    Tuple: "tuple",
}
_BUILDERS: dict[str, Callable[..., Term]] = {
    "add": language.add,
    "multiply": language.multiply,
    "power": language.power,
    "component": language.component,
    "tuple": Tuple,
    **STRUCTURAL,
}
_NAME_OF = {head: name for name, head in NAMES.items()}
_VALUES = (
    *(Rational, Symbol, IndexedBase, Indexed, Add, Mul, Pow, language.Application),
    *(language.Derivative, language.SlotDerivative, language.ScalarProduct),
    *(language.Binder, language.Operator, language.Cases),
)
_VALUED = frozenset((*KNOWN_FUNCTIONS.values(), *KNOWN_OF_SEVERAL.values()))


def write_integer(value: int) -> int | str:
    """A whole number as data: large ones as text in base sixteen."""
    return value if -LARGEST < value < LARGEST else hex(value)


def read_integer(data: object) -> int:
    """The whole number that the data is; CertificateError if it is none."""
    if type(data) is int and -LARGEST < data < LARGEST:
        return data
    if isinstance(data, str):
        try:
            value = int(data, 16)
        except ValueError:
            value = 0
        if write_integer(value) == data:
            return value
    raise CertificateError("a whole number is not written as one")


def parts(term: Term) -> tuple[Term, ...]:
    """The terms that a node refers to."""
    return () if isinstance(term, IndexedBase) else tuple(term.args)


def write_node(term: Term, children: Sequence[int]) -> Node:
    """A term's node, given the numbers of its parts' nodes.

    CertificateError for what is not in the language.
    """
    if isinstance(term, Integer):
        return ["integer", write_integer(int(term.p))]
    if isinstance(term, Rational):
        return ["rational", write_integer(int(term.p)), write_integer(int(term.q))]
    for name, constant in CONSTANTS.items():
        if term == constant and type(term) is type(constant):
            return [name]
    if type(term) in _NAME_OF:
        _check_plain(term)
        return [_NAME_OF[type(term)], term.name]
    if isinstance(term, IndexedBase):
        _check_vector(term)
        return ["vector", term.label.name]
    head = _HEADS.get(type(term))
    if head is None:
        raise CertificateError(f"{type(term).__name__} is not in the language of terms")
    _check_shape(head, term.args)
    return [head, *children]


def read_node(data: object, earlier: Sequence[Term]) -> Term:
    """The term of a node over the terms of earlier nodes.

    CertificateError for anything that `write_node` would not have written.
    """
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise CertificateError("a term is not written as a head and its parts")
    head, rest = data[0], data[1:]
    if head in ("integer", "rational"):
        return _read_number(head, rest)
    if head in NAMES or head == "vector":
        if len(rest) != 1 or not isinstance(rest[0], str):
            raise CertificateError(f"{head} is followed by one name")
        return language.vector(rest[0]) if head == "vector" else NAMES[head](rest[0])
    if head in CONSTANTS:
        if rest:
            raise CertificateError(f"{head} has no parts")
        return CONSTANTS[head]
    arguments = [earlier[_below(index, len(earlier))] for index in rest]
    _check_shape(head, arguments)
    build = _BUILDERS.get(head)
    return build(*arguments) if build else language.known(head, *arguments)


def _read_number(head: str, rest: Sequence[object]) -> Term:
    values = [read_integer(each) for each in rest]
    if len(values) == 1 and head == "integer":
        return Integer(values[0])
    if len(values) == 2 and head == "rational" and values[1] > 1:
        number = Rational(*values)
        if (int(number.p), int(number.q)) == tuple(values):
            return number
    raise CertificateError("a number is not written in lowest terms")


def _below(index: object, count: int) -> int:
    if type(index) is not int or not 0 <= index < count:
        raise CertificateError("a number does not refer to anything earlier")
    return index


def _check_plain(name: Term) -> None:
    if name.assumptions0 != type(name)(name.name).assumptions0:
        raise CertificateError(f"the name {name.name} carries assumptions")


def _check_vector(vector: Term) -> None:
    if len(vector.args) != 1 or type(vector.label) is not Symbol:
        raise CertificateError("a vector is a name alone")
    _check_plain(vector.label)


def is_value(term: Term) -> bool:
    """Whether a term may stand where a number or a vector is expected."""
    if isinstance(term, language.FunctionName):
        return False
    return isinstance(term, _VALUES) or type(term) in _VALUED or term in CONSTANTS.values()


def is_expression(term: Term) -> bool:
    """Whether a term may be one side of an equality: all but names of functions and rows.

    The kernel compares ranges and conditions as well as values.
    """
    return not isinstance(term, language.FunctionName | Tuple)


def is_variable(term: Term) -> bool:
    """Whether a derivative can be taken in it, or an axiom's pattern for such a one."""
    return is_bound(term) or isinstance(term, Indexed)


def is_bound(term: Term) -> bool:
    """Whether it is a name that can be bound, or an axiom's pattern for one."""
    return type(term) in (Symbol, language.ComplexName, language.Metavariable)


def is_domain(term: Term) -> bool:
    """Whether a bound variable can run through it."""
    return isinstance(term, language.Range | language.Domain | language.Approach)


def is_condition(term: Term) -> bool:
    """Whether it is a condition of a case."""
    return isinstance(term, language.Comparison | language.AllOf)


def _is_head(term: Term) -> bool:
    return isinstance(term, language.FunctionName | language.Metavariable)


def _is_vector(term: Term) -> bool:
    return isinstance(term, IndexedBase | language.Metavariable)


def _is_slot(term: Term) -> bool:
    return isinstance(term, Integer) and term >= 0


def _is_side(term: Term) -> bool:
    return isinstance(term, Integer) and term in (-1, 0, 1)


def _is_applied(term: Term) -> bool:
    return isinstance(term, language.Application | language.SlotDerivative)


def _is_argument(term: Term) -> bool:
    return is_value(term) or is_condition(term) or isinstance(term, language.Hidden)


def _is_entry(term: Term) -> bool:
    return not isinstance(term, Tuple)


def _is_row(term: Term) -> bool:
    return isinstance(term, Tuple) and all(_is_argument(each) for each in term.args)


def _is_row_with_signs(term: Term) -> bool:
    """The arguments of an operator; a sign such as a bar may stand between them."""
    return isinstance(term, Tuple) and all(
        _is_argument(each) or isinstance(each, language.FunctionName) for each in term.args
    )


def _is_branch(term: Term) -> bool:
    if not isinstance(term, Tuple) or len(term.args) != 2:
        return False
    return is_value(term.args[0]) and is_condition(term.args[1])


def _is_stretch(term: Term) -> bool:
    return isinstance(term, language.Range | language.Domain)


def _is_approach(term: Term) -> bool:
    return isinstance(term, language.Approach)


_Sort: TypeAlias = Callable[[Term], bool]
_BINDING: tuple[_Sort, ...] = (is_value, is_bound, _is_stretch)
_SHAPES: Mapping[str, tuple[_Sort, ...]] = {
    "power": (is_value, is_value),
    "binomial": (is_value, is_value),
    "beta": (is_value, is_value),
    "application": (_is_head, _is_row, _is_row),
    "operator": (_is_head, _is_row_with_signs, _is_row_with_signs),
    "hidden": (is_value,),
    "derivative": (is_value, is_variable),
    "slot_derivative": (_is_applied, _is_slot),
    "scalar_product": (is_value, is_value),
    "range": (is_value, is_value),
    "domain": (_is_head, _is_row),
    "approach": (is_value, _is_side),
    "sum_over": _BINDING,
    "product_over": _BINDING,
    "integral": _BINDING,
    "limit": (is_value, is_bound, _is_approach),
    **dict.fromkeys(("less", "at_most", "equal_to", "unequal_to"), (is_value, is_value)),
    **dict.fromkeys(KNOWN_FUNCTIONS, (is_value,)),
}
"""What the parts of each head are."""

_REPEATED: Mapping[str, tuple[int, _Sort]] = {
    "add": (2, is_value),
    "multiply": (2, is_value),
    "min": (1, is_value),
    "max": (1, is_value),
    "cases": (1, _is_branch),
    "all_of": (0, is_condition),
    "tuple": (0, _is_entry),
}
"""The heads with any number of parts: the least number, and what each part is."""

HEADS = frozenset((*_SHAPES, *_REPEATED, "component"))
"""Every head that has parts."""


def _check_shape(head: str, arguments: Sequence[Term]) -> None:
    if head in _SHAPES:
        sorts = _SHAPES[head]
        fits = len(sorts) == len(arguments)
    elif head in _REPEATED:
        least, sort = _REPEATED[head]
        sorts, fits = (sort,) * len(arguments), len(arguments) >= least
    elif head == "component":
        sorts, fits = (_is_vector, *(is_value,) * (len(arguments) - 1)), len(arguments) >= 2
    else:
        raise CertificateError(f"{head} is not in the language of terms")
    if not fits or not all(s(a) for s, a in zip(sorts, arguments, strict=True)):
        raise CertificateError(f"{head} cannot have these parts")
    if head == "slot_derivative" and arguments[1] >= _places(arguments[0]):
        raise CertificateError("the function has no such argument")


def _places(term: Term) -> int:
    """How many arguments a function that is applied has, its parameters among them."""
    while isinstance(term, language.SlotDerivative):
        term = term.args[0]
    return len(term.args[1].args) + len(term.args[2].args)
