"""The side conditions of a proved step, as the report shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sympy import Add

from derivation.errors import KernelError, OutOfBudgetError
from derivation.model import CONFIGURED
from derivation.notation import proposition_latex, proposition_text
from derivation.prove import forms, kernel
from derivation.prove.decide import rational
from derivation.prove.definedness import differentiated_in
from derivation.prove.discharge import Discharger
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import (
    Definition,
    Differentiable,
    Equal,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    Proposition,
)
from derivation.term import add, names
from derivation.verdict import Condition, Status

if TYPE_CHECKING:
    from derivation.check.step import Checker


def report_conditions(checker: Checker, theorem: Theorem, place: int) -> tuple[Condition, ...]:
    """Every side condition of a theorem at a place with its status, assumed ones first.

    Conditions on numbers alone are left out, and what another one says as well: t != 0
    where t > 0 is there too, f differentiable in x where it is so in x and y together.
    """
    discharger = checker.discharger_at(place)
    stated = stated_at(checker, place)
    configured = {s.proposition for s in checker.context.assumptions if s.origin == CONFIGURED}
    found: dict[str, Condition] = {}
    shown = _all_conditions(discharger, theorem)
    for condition in shown:
        if _is_said(condition, theorem.conditions):
            continue
        entry = _entry(condition, discharger, stated)
        if isinstance(condition, Equal) and entry.status is Status.ASSUMED:
            entry = _by_display(checker, condition, entry)
        if condition in configured and entry.status is Status.DISCHARGED:
            entry = replace(entry, because=f"{CONFIGURED} states it")
        found.setdefault(entry.text, entry)
        if found[entry.text].status is Status.DISCHARGED and entry.status is Status.ASSUMED:
            found[entry.text] = entry
    _settle([_readable(condition, discharger) for condition in shown], found)
    return tuple(sorted(found.values(), key=lambda c: (c.status is not Status.ASSUMED, c.text)))


def _by_display(checker: Checker, condition: Equal, entry: Condition) -> Condition:
    """The entry with where the document displays the equation, if it does."""
    found = checker.citations.because(condition)
    if found is None:
        return entry
    because, proved = found
    return replace(
        entry, because=because, status=Status.DISCHARGED if proved else Status.ASSUMED
    )


def stated_at(checker: Checker, place: int) -> frozenset[Proposition]:
    """What the document assumes at a place, of equations those that do not contradict."""
    everywhere = frozenset(each.proposition for each in checker.context.assumptions)
    return everywhere.union(checker.equations_at(place))


def _is_said(condition: Proposition, conditions: frozenset[Proposition]) -> bool:
    """Whether another one of the conditions says more."""
    if isinstance(condition, NonZero):
        return Positive(condition.term) in conditions
    if not isinstance(condition, Differentiable):
        return False
    variables = set(differentiated_in(condition))
    return any(
        other.term == condition.term and variables < set(differentiated_in(other))
        for other in conditions
        if isinstance(other, Differentiable)
    )


def _all_conditions(discharger: Discharger, theorem: Theorem) -> list[Proposition]:
    """The theorem's conditions, and those that the proofs of some of them need."""
    every = dict.fromkeys(theorem.conditions)
    pending = [*every]
    while pending:
        fact = discharger.fact(pending.pop())
        new = fact.conditions - every.keys() if fact is not None else frozenset()
        new = frozenset(each for each in new if not discharger.is_stated(each))
        every.update(dict.fromkeys(new))
        pending += new
    return [c for c in every if not isinstance(c, Definition) and _tells(c)]


def _settle(shown: Iterable[Proposition], found: dict[str, Condition]) -> None:
    """Marks what follows from the other assumed conditions as discharged by them."""
    texts = {condition: proposition_text(condition) for condition in shown}
    open_ones = [c for c, t in texts.items() if t in found and _is_assumed(found[t])]
    for condition in sorted(open_ones, key=lambda c: -len(texts[c])):
        others = [c for c in open_ones if c != condition and _is_assumed(found[texts[c]])]
        if not isinstance(condition, Positive | NonNegative | NonZero):
            continue
        try:
            fact = kernel.within_range(condition, others)
        except (KernelError, OutOfBudgetError):
            continue
        if not fact.conditions <= set(others):
            continue  # it needs what may have been discharged by this very condition
        because = "it follows from " + ", ".join(sorted(texts[c] for c in fact.conditions))
        entry = found[texts[condition]]
        found[entry.text] = replace(entry, status=Status.DISCHARGED, because=because)


def _is_assumed(condition: Condition) -> bool:
    return condition.status is Status.ASSUMED


def _tells(condition: Proposition) -> bool:
    if isinstance(condition, NonZero | Positive):
        return bool(names(condition.term))
    return True


def _entry(
    condition: Proposition, discharger: Discharger, stated: frozenset[Proposition]
) -> Condition:
    fact = discharger.fact(condition)
    said = _readable(condition, discharger)
    latex, words = proposition_latex(said), proposition_text(said)
    if fact is None:
        return Condition(latex, words, Status.ASSUMED, "nothing in the document shows it")
    return Condition(latex, words, Status.DISCHARGED, _because(condition, fact, stated))


def _readable(condition: Proposition, discharger: Discharger) -> Proposition:
    """The condition in the words that say it most simply, to the same effect.

    An integer is no pole of the gamma function just if it is > 0.
    """
    if not isinstance(condition, NotPole):
        return condition
    try:
        term = rational.canonical(condition.term).term
    except (KernelError, OutOfBudgetError):
        return condition
    if isinstance(term, Add):  # n - k rather than -k + n
        term = add(*sorted(term.args, key=lambda each: forms.coefficient(each)[0] < 0))
    whole = discharger.fact(IsInteger(term)) or discharger.fact(IsInteger(condition.term))
    return Positive(term) if whole is not None else NotPole(term)


def _because(condition: Proposition, fact: Theorem, stated: frozenset[Proposition]) -> str:
    if condition in stated or fact.conditions == {condition}:
        return "the document states it"
    used = [proposition_text(c) for c in sorted(fact.conditions, key=repr)]
    if fact.axioms:  # a helper's word: it is said whose
        ground = ", ".join(sorted(fact.axioms))
    elif isinstance(condition, Differentiable):
        ground = "it is composed of differentiable functions"
    else:
        ground = "the known ranges of its functions"
    return f"{ground}, with {', '.join(used)}" if used else ground
