"""Propositions: what a theorem concludes and what its conditions say.

Each is frozen data with one stated meaning over the reals; none of them is a SymPy
relation, because those evaluate when built (`Eq(1/x, 1/x)` is True even at 0).
Not here: how a proposition is proved (`kernel`, `decide/`) or printed
(`derivation.notation`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias

from sympy import Symbol

from derivation.term import Metavariable, Term, names, replace, walk


@dataclass(frozen=True, slots=True)
class Equal:
    """Both sides are defined and equal."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Positive:
    """The term is defined and > 0."""

    term: Term


@dataclass(frozen=True, slots=True)
class NonNegative:
    """The term is defined and >= 0."""

    term: Term


@dataclass(frozen=True, slots=True)
class NonZero:
    """The term is defined and not 0."""

    term: Term


@dataclass(frozen=True, slots=True)
class IsInteger:
    """The term is defined and an integer."""

    term: Term


@dataclass(frozen=True, slots=True)
class PowerDefined:
    """The power base**exponent is defined: base > 0, or the exponent an integer.

    A negative integer exponent also asks for base != 0.
    """

    base: Term
    exponent: Term


@dataclass(frozen=True, slots=True)
class Differentiable:
    """The term is smooth in the variable, near the variable's value.

    Smooth is differentiable as often as needed, with continuous derivatives. For a
    `Tuple` of variables it is smooth in all of them together. Of an `Application` it
    says so of the function that is applied: it is smooth in all those arguments
    together that depend on the variables, near the arguments' values.
    """

    term: Term
    variable: Term


@dataclass(frozen=True, slots=True)
class Constant:
    """The term does not depend on the variable."""

    term: Term
    variable: Term


@dataclass(frozen=True, slots=True)
class InRange:
    """The index runs within the unknown length of the vector: 1 <= index <= n."""

    index: Term
    vector: Term


@dataclass(frozen=True, slots=True)
class Different:
    """Two indices (or other terms) are defined and not equal."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class SingleComponent:
    """The vector has length 1, so that it may stand for its one component."""

    vector: Term


@dataclass(frozen=True, slots=True)
class NotPole:
    """The term is defined and none of 0, -1, -2, ...: the gamma function has a value."""

    term: Term


@dataclass(frozen=True, slots=True)
class Exists:
    """The integral, infinite sum or limit that the term is has a (finite) value.

    An integral exists as a proper or absolutely convergent one.
    """

    term: Term


@dataclass(frozen=True, slots=True)
class Throughout:
    """The condition holds for every value of the variable in the domain.

    The variable is bound here. `whole` tells whether it runs through the integers of a
    `Range` (as under a sum: none if its upper end lies below the lower one) or through
    its reals (as under an integral: those between the ends, in whichever order they lie).
    """

    condition: Proposition
    variable: Term
    domain: Term
    whole: bool


@dataclass(frozen=True, slots=True)
class Definition:
    """The document's definition: for all values of `variables`, left = right.

    `variables` are names bound here, so they are not free in the proposition.
    """

    left: Term
    right: Term
    variables: frozenset[str] = frozenset()


Proposition: TypeAlias = (
    Equal
    | Positive
    | NonNegative
    | NonZero
    | IsInteger
    | PowerDefined
    | Differentiable
    | Constant
    | InRange
    | Different
    | SingleComponent
    | NotPole
    | Exists
    | Throughout
    | Definition
)


def terms(proposition: Proposition) -> tuple[Term, ...]:
    """The terms a proposition speaks of, in the order of its fields."""
    if isinstance(proposition, Throughout):
        return (*terms(proposition.condition), proposition.variable, proposition.domain)
    values = (getattr(proposition, f.name) for f in fields(proposition))
    return tuple(v for v in values if not isinstance(v, frozenset))


def free_names(proposition: Proposition) -> frozenset[str]:
    """The names whose value the proposition depends on."""
    if isinstance(proposition, InRange):
        return names(proposition.index)  # a vector's length does not vary with its values
    if isinstance(proposition, SingleComponent):
        return frozenset()
    if isinstance(proposition, Throughout):
        inside = free_names(proposition.condition) - names(proposition.variable)
        return inside | names(proposition.domain)
    mentioned = frozenset[str]().union(*(names(t) for t in terms(proposition)))
    if isinstance(proposition, Definition):
        return mentioned - proposition.variables
    return mentioned


def substitute(proposition: Proposition, mapping: dict[Term, Term]) -> Proposition:
    """The proposition with terms replaced in it; a definition is closed and stays."""
    if isinstance(proposition, Definition):
        return proposition
    if isinstance(proposition, Throughout):
        return _substitute_below(proposition, mapping)
    return type(proposition)(*(replace(t, mapping) for t in terms(proposition)))


def _substitute_below(proposition: Throughout, mapping: dict[Term, Term]) -> Proposition:
    """In a quantified condition; its variable is renamed where it would catch a name."""
    variable, condition = proposition.variable, proposition.condition
    if isinstance(variable, Metavariable):
        variable = mapping.get(variable, variable)
    else:
        mapping = {k: v for k, v in mapping.items() if k != variable}
        caught = frozenset().union(*(names(v) for v in mapping.values()))
        while variable.name in caught:
            fresh = Symbol(variable.name + "'")
            condition, variable = substitute(condition, {variable: fresh}), fresh
    domain = replace(proposition.domain, mapping)
    return Throughout(substitute(condition, mapping), variable, domain, proposition.whole)


def metavariables(proposition: Proposition) -> frozenset[Term]:
    """The pattern variables a proposition mentions."""
    return frozenset(
        s for t in terms(proposition) for s in walk(t) if isinstance(s, Metavariable)
    )
