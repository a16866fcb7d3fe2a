"""The table of the kernel's functions: how each is called again from a certificate.

A theorem's certificate holds the function's arguments that are no theorems, in order,
and the theorems. A function that the kernel gains is added here; a test finds it
missing otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sympy import Basic

from derivation.errors import CertificateError
from derivation.prove import kernel
from derivation.prove.certificate import terms
from derivation.prove.certificate.propositions import CLASSES
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import Definition, Differentiable, PowerDefined

Check: TypeAlias = Callable[[object], bool]
"""Whether a value may be an argument."""


def is_term(value: object) -> bool:
    """Whether it is a term that can be compared with others."""
    return isinstance(value, Basic) and terms.is_expression(value)


def is_variable(value: object) -> bool:
    """Whether it is a term that a derivative can be taken in."""
    return isinstance(value, Basic) and terms.is_variable(value)


def is_path(value: object) -> bool:
    """Whether it is a position in a term."""
    return isinstance(value, tuple) and all(type(each) is int for each in value)


def is_substitution(value: object) -> bool:
    """Whether it is made of pairs of terms, each first one once."""
    if not isinstance(value, tuple):
        return False
    pairs = all(isinstance(each, tuple) and len(each) == 2 for each in value)
    if not pairs or not all(isinstance(part, Basic) for each in value for part in each):
        return False
    return len({pattern for pattern, _ in value}) == len(value)


def is_proposition(value: object) -> bool:
    """Whether it is a proposition."""
    return isinstance(value, tuple(CLASSES.values()))


def are_terms(value: object) -> bool:
    """Whether it is made of terms."""
    return isinstance(value, tuple) and all(is_term(each) for each in value)


def are_propositions(value: object) -> bool:
    """Whether it is made of propositions."""
    return isinstance(value, tuple) and all(is_proposition(each) for each in value)


def kind(*classes: type) -> Check:
    """Whether a value is of one of the classes."""
    return lambda value: isinstance(value, classes)


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the kernel: what it is called with, how many theorems, the call.

    `premises` is None for a function that takes any number of theorems.
    """

    data: tuple[Check, ...]
    premises: int | None
    call: Callable[[Sequence[Any], Sequence[Theorem]], Theorem]


def spread(function: Callable[..., Theorem], *data: Check, premises: int = 0) -> Function:
    """A function that takes its data and then each of its theorems."""
    return Function(data, premises, lambda values, theorems: function(*values, *theorems))


def gathered(function: Callable[..., Theorem], *data: Check) -> Function:
    """A function that takes its data and then a sequence of theorems."""
    return Function(data, None, lambda values, theorems: function(*values, theorems))


def substituted(function: Callable[..., Theorem], what: Check) -> Function:
    """A function that takes something and a substitution in it."""
    return Function((what, is_substitution), 0, lambda v, _: function(v[0], dict(v[1])))


def are_treatments(value: object) -> bool:
    """Whether it is made of treatments, each once, in the order of their names."""
    if not isinstance(value, tuple) or not all(isinstance(each, Treatment) for each in value):
        return False
    named = [each.value for each in value]
    return named == sorted(set(named))


def _identity(values: Sequence[Any], _: Sequence[Theorem]) -> Theorem:
    left, right, treatments, given = values
    return kernel.identity(left, right, frozenset(treatments), given)


FUNCTIONS: Mapping[str, Function] = {
    "reflexivity": spread(kernel.reflexivity, is_term),
    "symmetry": spread(kernel.symmetry, premises=1),
    "transitivity": spread(kernel.transitivity, premises=2),
    "congruence": spread(kernel.congruence, is_term, is_path, premises=1),
    "instance": substituted(kernel.instance, kind(Axiom)),
    "unfold": substituted(kernel.unfold, kind(Definition)),
    "assume": spread(kernel.assume, is_proposition),
    "rearrangement": spread(kernel.rearrangement, is_term, is_term),
    "arithmetic": spread(kernel.arithmetic, is_term, is_term),
    "identity": Function((is_term, is_term, are_treatments, are_propositions), 0, _identity),
    "matrix_words": spread(kernel.matrix_words, is_term, are_terms),
    "algebraic": spread(kernel.algebraic, is_term, is_term),
    "by_cases": spread(kernel.by_cases, is_term, premises=2),
    "modulo": gathered(kernel.modulo, is_term, is_term),
    "within_range": spread(kernel.within_range, is_proposition, are_propositions),
    "within_real_arithmetic": spread(
        kernel.within_real_arithmetic, is_proposition, are_propositions
    ),
    "integrality": spread(kernel.integrality, is_proposition, are_propositions),
    "throughout": spread(kernel.throughout, is_proposition, are_propositions),
    "existence": spread(kernel.existence, is_proposition, are_propositions),
    "smoothness": spread(kernel.smoothness, kind(Differentiable), premises=1),
    "discharge": spread(kernel.discharge, premises=2),
    "transport": spread(kernel.transport, premises=2),
    "power_is_defined": gathered(kernel.power_is_defined, kind(PowerDefined)),
    "chain_rule": spread(kernel.chain_rule, is_term, is_variable),
    "order_of_slots": spread(kernel.order_of_slots, is_term),
    "derivative_of_a_sum": spread(kernel.derivative_of_a_sum, is_term, is_variable),
    "derivative_of_a_product": spread(kernel.derivative_of_a_product, is_term, is_variable),
    "derivative_of_an_integral": spread(kernel.derivative_of_an_integral, is_term, is_variable),
}
"""Every function of the kernel that makes theorems, by its name."""


def make(function: object, data: Sequence[object], premises: Sequence[Theorem]) -> Theorem:
    """The theorem that the function makes; CertificateError if it is not called so.

    What the kernel raises, where the theorem does not follow, is let through.
    """
    found = FUNCTIONS.get(function) if isinstance(function, str) else None
    if found is None:
        raise CertificateError(f"{function!r:.60} is not a function of the kernel")
    counted = found.premises is None or found.premises == len(premises)
    if not counted or len(found.data) != len(data):
        raise CertificateError(f"{function} takes other arguments")
    if not all(check(value) for check, value in zip(found.data, data, strict=True)):
        raise CertificateError(f"{function} takes arguments of another kind")
    return found.call(data, premises)
