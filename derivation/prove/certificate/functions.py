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
from derivation.prove.certificate.propositions import CLASSES
from derivation.prove.certificate.terms import is_value
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import Definition, Differentiable, PowerDefined

Check: TypeAlias = Callable[[object], bool]
"""Whether a value may be an argument."""


def is_term(value: object) -> bool:
    """Whether it is a term with a value."""
    return isinstance(value, Basic) and is_value(value)


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


FUNCTIONS: Mapping[str, Function] = {
    "reflexivity": Function((is_term,), 0, lambda d, _: kernel.reflexivity(*d)),
    "symmetry": Function((), 1, lambda _, t: kernel.symmetry(*t)),
    "transitivity": Function((), 2, lambda _, t: kernel.transitivity(*t)),
    "congruence": Function((is_term, is_path), 1, lambda d, t: kernel.congruence(*d, *t)),
    "instance": Function(
        (kind(Axiom), is_substitution), 0, lambda d, _: kernel.instance(d[0], dict(d[1]))
    ),
    "unfold": Function(
        (kind(Definition), is_substitution), 0, lambda d, _: kernel.unfold(d[0], dict(d[1]))
    ),
    "assume": Function((is_proposition,), 0, lambda d, _: kernel.assume(*d)),
    "rearrangement": Function((is_term, is_term), 0, lambda d, _: kernel.rearrangement(*d)),
    "arithmetic": Function((is_term, is_term), 0, lambda d, _: kernel.arithmetic(*d)),
    "within_range": Function(
        (is_proposition, are_propositions), 0, lambda d, _: kernel.within_range(*d)
    ),
    "smoothness": Function((kind(Differentiable),), 1, lambda d, t: kernel.smoothness(*d, *t)),
    "discharge": Function((), 2, lambda _, t: kernel.discharge(*t)),
    "power_is_defined": Function(
        (kind(PowerDefined),), None, lambda d, t: kernel.power_is_defined(d[0], t)
    ),
    "chain_rule": Function((is_term, is_term), 0, lambda d, _: kernel.chain_rule(*d)),
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
