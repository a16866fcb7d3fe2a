"""Whether a step can be refuted by a point: what it claims, and what else is said of it.

A point refutes an identity. It does not refute an equation that says something of its
names (an assumption, a restated definition, a consequence behind an implication), nor a
step that rests on another equation of the document that the point does not know of.
Not here: the equations that a counterexample must meet (`constraints`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.check.constraints import Equation, relates, says
from derivation.meaning.context import head_name
from derivation.notation import name_text
from derivation.prove.proposition import Definition
from derivation.read.surface import Node, Number
from derivation.read.surface import walk as nodes_of
from derivation.read.units import IMPLICATIONS
from derivation.term import Term, heads, names
from derivation.verdict import Counterexample

if TYPE_CHECKING:
    from derivation.check.step import Checker, StepInput

_OPENING = IMPLICATIONS | {r"\sim", r"\to", r"\rightarrow", r"\longrightarrow", "→"}
"""Relations behind which another statement begins: X ~ N(0, 1) => Y = X + 1."""


def opens_statement(step: StepInput) -> bool:
    """Whether the line before the step begins a statement of its own."""
    return step.first or step.before.line.relation in _OPENING


def is_statement(checker: Checker, step: StepInput, before: Term, after: Term) -> bool:
    """Whether the first step of a statement says something rather than follows.

    A name that the document defines further below is not yet known to be anything.
    """
    defined = _defined_before(checker, step.after.line.expression.origin(0))
    known = checker.prover.defined | checker.context.kinds.indices
    return says(before, after, defined) or relates(before, after, known)


def _defined_before(checker: Checker, place: int) -> frozenset[str]:
    return frozenset(
        head_name(stated.proposition.left)
        for stated in checker.context.definitions
        if isinstance(stated.proposition, Definition) and stated.span.start < place
    )


def said_elsewhere(checker: Checker, step: StepInput) -> str:
    """In words: of what in a step the document says more than a point knows; or empty.

    These are unspecified functions of which another equation speaks, and names on both
    sides that no definition ties to each other although equations beside them may.
    """
    before, after = step.before.term, step.after.term
    others = _others(checker, step)
    known = checker.prover.defined | checker.context.kinds.indices
    functions = (heads(before) | heads(after)) - known
    spoken = frozenset().union(*(heads(e.left) | heads(e.right) for e in others))
    found = sorted(functions & spoken)
    if not found and relates(before, after, known):
        ours, theirs = names(before), names(after)
        mentioned = frozenset().union(*(e.atoms for e in others))
        left = sorted((ours - theirs - known) & mentioned)
        right = sorted((theirs - ours - known) & mentioned)
        found = [left[0], right[0]] if left and right else []
    if not found:
        return ""
    said = " and ".join(name_text(name) for name in found)
    return f"other equations of the document speak of {said}, and none was found to make it"


def _others(checker: Checker, step: StepInput) -> list[Equation]:
    """The equations that stand elsewhere: in another chain, or before the step in its own."""
    place = step.after.line.expression.origin(0)
    chain = checker.chain_at(place)
    pair = (step.before.term, step.after.term)
    return [
        each
        for each in checker.equations
        if (each.chain is None or each.chain != chain) and (each.left, each.right) != pair
    ]


def only_rounded(step: StepInput, found: Counterexample) -> bool:
    """Whether a chain ends in a decimal that agrees with the number before to its digits.

    A chain that only says pi = 3.14 claims just that, and it is false.
    """
    if step.first or found.assignment or not isinstance(step.after.node, Node):
        return False
    digits = [
        len(part.text.partition(".")[2])
        for part in nodes_of(step.after.node)
        if isinstance(part, Number) and "." in part.text
    ]
    try:
        apart = abs(_value(found.before) - _value(found.after))
    except (ValueError, ZeroDivisionError):
        return False
    return bool(digits) and apart <= 0.5001 * 10.0 ** -min(digits)


def _value(text: str) -> float:
    numerator, _, denominator = text.replace("−", "-").rstrip("….").partition("/")
    return float(numerator) / float(denominator or "1")
