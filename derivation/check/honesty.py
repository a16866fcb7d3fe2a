"""What a theorem's conditions leave of the step as the author wrote it.

A theorem says: where its conditions hold, the lines are equal. The step says: they are
equal. Between the two stand the conditions that the document does not state:

- those without which the line before (or an earlier one of the derivation) has no value
  take nothing away; so do those that fail at single points, or on the edge of where
  that line has a value (r != 2, x > 0 beside x >= 0), and those that say what an index
  or a function is;
- one that cuts away a region, such as a > 0 in log(a b) = log a + log b, leaves less
  than the author wrote: the step is not proved, and the condition is named;
- conditions that never hold together leave nothing at all.

Not here: how conditions are shown (`conditions`), how points are found
(`derivation.prove.refute`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import Symbol

from derivation.check import hypotheses
from derivation.check.wording import conjunction, gap
from derivation.notation import proposition_text
from derivation.prove.definedness import definedness
from derivation.prove.discharge import Discharger
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import (
    Definition,
    Equal,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    Throughout,
)
from derivation.prove.refute import Situation, Witness, seems_impossible, witness
from derivation.term import ProductOver, Range, Summation, Term, heads, names, walk

if TYPE_CHECKING:
    from derivation.check.step import Checker

_RANGED = Positive | NonNegative | NonZero | NotPole | PowerDefined | IsInteger | Throughout
"""Conditions that may contradict each other; the others say what things are."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The two lines of a step, where it stands, and the lines of the derivation before."""

    before: Term
    after: Term
    place: int
    earlier: tuple[Term, ...] = ()


def regions(checker: Checker, theorem: Theorem, lines: Lines) -> tuple[Proposition, ...]:
    """The conditions of a theorem that make it say less than the step does."""
    pending = [c for c in _open(checker, theorem, lines.place) if not isinstance(c, NonZero)]
    if not pending:
        return ()
    whole = _integers(checker, theorem, lines)
    cutting = [c for c in pending if _cuts(c, whole)]
    if not cutting:
        return ()
    known = tuple(dict.fromkeys(_inside(lines, whole)))
    given = (*_facts(checker, lines.place), *known)
    inside = Discharger(given)
    left = [c for c in cutting if not _holds_inside(c, inside)]
    left = [c for c in left if not _equated(checker, theorem, c, known, lines.place)]
    left = [c for c in left if not _spares(checker, c, known, lines)]
    return _least(sorted(left, key=lambda c: (-len(proposition_text(c)), repr(c))), given)


def _spares(
    checker: Checker, condition: Proposition, known: tuple[Proposition, ...], lines: Lines
) -> bool:
    """Whether many points within the domain were tried and the condition fails at none.

    The proof rests on the condition all the same, and shows it: this only decides that
    nobody needs to be told of a point.
    """
    defined = (lines.before, *lines.earlier)
    within = tuple(c for c in known if isinstance(c, Positive))
    situation = _situation(checker, lines.place, defined, (), within, _weakened(condition))
    return seems_impossible(situation)


def _weakened(condition: Proposition) -> Proposition:
    """The condition without its edge: t >= 0 for t > 0."""
    match condition:
        case Positive(term):
            return NonNegative(term)
        case Throughout(inner, variable, domain, whole):
            return Throughout(_weakened(inner), variable, domain, whole)
        case _:
            return condition


def _holds_inside(condition: Proposition, inside: Discharger) -> bool:
    """Whether it holds within the domain, but for points where something vanishes."""
    if isinstance(condition, Positive) and inside.fact(NonNegative(condition.term)) is not None:
        return True
    return inside.fact(condition) is not None


def _equated(
    checker: Checker,
    theorem: Theorem,
    condition: Proposition,
    known: tuple[Proposition, ...],
    place: int,
) -> bool:
    """Whether it is a known one by an equation that the document states or the reason."""
    stated = tuple(c for c in theorem.conditions if isinstance(c, Equal))
    if not stated or not isinstance(condition, Positive | NonNegative):
        return False
    prover = checker.prover_at(place, stated)
    equal = (
        hypotheses.by_equations(prover, each.term, condition.term)
        for each in known
        if isinstance(each, type(condition))
    )
    return any(
        found is not None and all(isinstance(c, Equal | Definition) for c in found.conditions)
        for found in equal
    )


def _least(
    conditions: list[Proposition], given: tuple[Proposition, ...]
) -> tuple[Proposition, ...]:
    """The conditions without those that follow from the others, the longest first."""
    for condition in tuple(conditions):
        others = [c for c in conditions if c != condition]
        if others and Discharger((*given, *others)).fact(condition) is not None:
            conditions = others
    return tuple(conditions)


def explained(checker: Checker, lines: Lines, needed: tuple[Proposition, ...]) -> str:
    """In words: the lines are equal only under these conditions, and where they are not."""
    said = conjunction(needed)
    found = _between(checker, lines.before, lines.after, lines.place)
    if found is None:
        return f"shown only if {said}, which nothing in the document says"
    return f"equal only if {said}: {gap(found, 'the line before', 'the line after')}"


def without_value(checker: Checker, lines: Lines) -> str:
    """In words: a point at which one line has a value and the other has none, or empty."""
    sides = ((lines.before, "the line before"), (lines.after, "the line after"))
    for (one, name), (other, its) in (sides, sides[::-1]):
        found = _between(checker, one, other, lines.place)
        if found is not None:
            return gap(found, name, its)
    return ""


def vacuous(checker: Checker, theorem: Theorem, place: int) -> tuple[Proposition, ...]:
    """The open conditions of a theorem, if no point was found at which they all hold."""
    conditions = tuple(c for c in _open(checker, theorem, place) if isinstance(c, _RANGED))
    if not conditions or not seems_impossible(_situation(checker, place, (), (), conditions)):
        return ()
    return conditions


def _open(checker: Checker, theorem: Theorem, place: int) -> Iterator[Proposition]:
    """The conditions that the document does not show; those on numbers are left out."""
    discharger = checker.discharger_at(place)
    for condition in theorem.conditions:
        if isinstance(condition, Definition):
            continue
        if isinstance(condition, Positive | NonNegative | NonZero) and not names(
            condition.term
        ):
            continue
        if discharger.fact(condition) is None:
            yield condition


def _cuts(condition: Proposition, whole: frozenset[str]) -> bool:
    """Whether a condition may fail in a region, not only at single points."""
    match condition:
        case Positive(term) | NonNegative(term):
            return not _is_whole(term, whole)
        case PowerDefined(_, exponent):
            return not _is_whole(exponent, whole)
        case Throughout(inner, variable, _, is_whole):
            return _cuts(inner, whole | {variable.name} if is_whole else whole)
        case _:
            return False


def _is_whole(term: Term, whole: frozenset[str]) -> bool:
    return names(term) <= whole and not heads(term)


def _integers(checker: Checker, theorem: Theorem, lines: Lines) -> frozenset[str]:
    """The names of integers: declared, indices, or ends of sums."""
    said = (*checker.context.facts, *theorem.conditions)
    declared = {
        str(name)
        for each in said
        if isinstance(each, IsInteger) and isinstance(each.term, Symbol)
        for name in names(each.term)
    }
    ends = {
        name
        for line in (lines.before, lines.after)
        for part in walk(line)
        if isinstance(part, Summation | ProductOver) and isinstance(part.args[2], Range)
        for name in names(part.args[2])
    }
    return frozenset(declared | ends) | checker.context.kinds.indices


def _inside(lines: Lines, whole: frozenset[str]) -> Iterator[Proposition]:
    """What holds within the domain of the lines up to the step, its edge left out."""
    for line in (*lines.earlier, lines.before):
        for condition in definedness(line):
            yield condition
            match condition:
                case NonNegative(term):
                    yield Positive(term)
                case PowerDefined(base, exponent) if not _is_whole(exponent, whole):
                    yield Positive(base)


def _facts(checker: Checker, place: int) -> tuple[Proposition, ...]:
    return (*checker.context.facts, *checker.equations_at(place))


def _between(checker: Checker, one: Term, other: Term, place: int) -> Witness | None:
    """A point at which the first term has a value and the other certainly has none."""
    return witness(_situation(checker, place, (one,), (other,), ()))


def _situation(
    checker: Checker,
    place: int,
    defined: tuple[Term, ...],
    undefined: tuple[Term, ...],
    conditions: tuple[Proposition, ...],
    violated: Proposition | None = None,
) -> Situation:
    facts = _facts(checker, place)
    return Situation(
        defined,
        undefined,
        conditions,
        tuple(f for f in facts if not isinstance(f, Definition)),
        tuple(f for f in facts if isinstance(f, Definition)),
        checker.context.kinds.indices,
        violated,
    )
