r"""Quantities that are known by name: what the words of a text fix.

When a text calls a function the binary cross-entropy, a formula for it with a wrong
sign is an error, although a definition as such cannot be wrong.
Not here: known functions of one argument (`operators.KNOWN_NAMES`), whose laws are
rules in `steps/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sympy import Symbol

from derivation.term import Term, add, divide, known, multiply, negate, number


@dataclass(frozen=True, slots=True)
class KnownQuantity:
    """A quantity with a fixed formula: its name, the words for it, formula and names.

    `body` is a term in the symbols of `parameters`; `words` is searched in the text
    before a derivation and in the label of the function's name; `letters` are the
    names that the words can be about.
    """

    name: str
    words: re.Pattern[str]
    letters: re.Pattern[str]
    parameters: tuple[Term, ...]
    body: Term
    source: str


def _binary_cross_entropy() -> KnownQuantity:
    prediction, label = Symbol("p"), Symbol("y")
    complement = add(number(1), negate(prediction))
    body = add(
        negate(multiply(label, known("log", prediction))),
        negate(multiply(add(number(1), negate(label)), known("log", complement))),
    )
    return KnownQuantity(
        "binary cross-entropy",
        re.compile(r"binary[\s-]+cross[\s-]+entropy|\bBCE\b", re.IGNORECASE),
        re.compile(
            r"\\ell|\\mathcal\{[LHJC]\}|[LJCHE]|\\mathrm\{(BCE|CE|loss|cost|Loss|Cost)\}"
        ),
        (prediction, label),
        body,
        "C. M. Bishop, Pattern Recognition and Machine Learning, equation (4.90)",
    )


def _sigmoid() -> KnownQuantity:
    argument = Symbol("z")
    return KnownQuantity(
        "sigmoid",
        re.compile(r"\bsigmoid|\blogistic function", re.IGNORECASE),
        re.compile(r"\\sigma"),
        (argument,),
        divide(number(1), add(number(1), known("exp", negate(argument)))),
        "C. M. Bishop, Pattern Recognition and Machine Learning, equation (4.59)",
    )


QUANTITIES: tuple[KnownQuantity, ...] = (_binary_cross_entropy(), _sigmoid())
"""Every known quantity."""


def quantity_named(key: str, text: str, arity: int) -> KnownQuantity | None:
    """The known quantity that a function's label or the words before it name, if any."""
    for quantity in QUANTITIES:
        if len(quantity.parameters) != arity:
            continue
        about = quantity.letters.match(key) is not None
        if quantity.words.search(key) or (about and quantity.words.search(text)):
            return quantity
    return None
