"""Steps under the equations that the document states where the step stands.

Not here: which equations those are (`derivation.meaning.hypotheses`), and how equality
under them is proved (`derivation.prove.hypotheses`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from derivation.errors import KernelError, OutOfBudgetError
from derivation.meaning.context import Context
from derivation.notation import latex
from derivation.prove import kernel
from derivation.prove.decide import consequence
from derivation.prove.decide.elementary.treatment import EVERY
from derivation.prove.hypotheses import Help, Hypotheses
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import Equal, NonZero
from derivation.prove.rewrite import Rewrite
from derivation.rule import Family, Rule
from derivation.term import Derivative, Term, add, names, negate, varied, walk

if TYPE_CHECKING:
    from derivation.check.search import Prover


def stated_at(context: Context, place: int) -> tuple[Equal, ...]:
    """The equations that the document assumes at a place of its source."""
    holding = (s.proposition for s in context.equations if s.holds_at(place))
    return tuple(dict.fromkeys(each for each in holding if isinstance(each, Equal)))


def asserted_at(context: Context, place: int | None) -> tuple[tuple[Term, Term], ...]:
    """The sides of the equations that the document mentions as constraints at a place."""
    if place is None:
        return ()
    holding = (s.proposition for s in context.asserted if s.holds_at(place))
    return tuple((e.left, e.right) for e in holding if isinstance(e, Equal))


def tied(context: Context, term: Term, place: int) -> str | None:
    """A name under a derivative that an equation of the document ties to the variable.

    Whoever takes a derivative in p where p + q = 1 may mean q to vary with p.
    """
    spoken = [names(e.left) | names(e.right) for e in stated_at(context, place)]
    spoken += [names(left) | names(right) for left, right in asserted_at(context, place)]
    for part in walk(term):
        if isinstance(part, Derivative):
            variable = varied(part.args[1])
            others = frozenset().union(*(each for each in spoken if variable in each))
            for name in sorted((names(part.args[0]) & others) - {variable}):
                return name
    return None


def consistent(prover: Prover, equations: tuple[Equal, ...]) -> tuple[Equal, ...]:
    """The equations, or none of them if they contradict each other or the definitions.

    From contradicting ones anything would follow: the document means them for different
    cases, or they were misread.
    """
    sides = [(_unfolded(prover, e.left), _unfolded(prover, e.right)) for e in equations]
    if any(_cannot_hold(prover, left, right) for left, right in sides):
        return ()
    try:
        return () if consequence.contradict(sides) else equations
    except (KernelError, OutOfBudgetError):
        return ()


def _cannot_hold(prover: Prover, left: Term, right: Term) -> bool:
    """Whether the known ranges show that the sides differ: x² = -1 for a real x."""
    apart = NonZero(add(left, negate(right)))
    try:
        kernel.within_range(apart, prover.context.facts)
    except (KernelError, OutOfBudgetError):
        return False
    return True


def by_equations(prover: Prover, before: Term, after: Term) -> Theorem | None:
    """The theorem before = after that needs the prover's equations, or None."""
    if not prover.equations or prover.ring(before, after) is not None:
        return None

    def forms(term: Term) -> Iterator[Theorem]:
        yield kernel.reflexivity(term)
        for rules in (prover.derivatives, prover.calculus):
            found = prover.normal(term, rules)
            if found is not None and found.right != term:
                yield found

    def equal(one: Term, other: Term) -> Theorem | None:
        return prover.procedures.identity(one, other, EVERY)

    found = Hypotheses(prover.equations, prover.context.facts).prove(
        before, after, Help(forms, equal)
    )
    return found if found is not None and _used(found) else None


def rewrites(theorem: Theorem, rule: Rule) -> tuple[Rewrite, ...]:
    """The equations that a theorem rests on, as uses of the rule."""
    used = sorted(_used(theorem), key=repr)
    return tuple(
        Rewrite(rule.name, f"{latex(e.left)} = {latex(e.right)}", e.left, e.right, ())
        for e in used
    )


def rules_used(theorem: Theorem, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules whose axioms a theorem rests on, after that about hypotheses."""
    named = {axiom.partition(": ")[0] for axiom in theorem.axioms}
    every = tuple(rules)
    first = tuple(rule for rule in every if rule.family is Family.HYPOTHESIS)
    return first[:1] + tuple(rule for rule in every if rule.name in named)


def _used(theorem: Theorem) -> list[Equal]:
    return [each for each in theorem.conditions if isinstance(each, Equal)]


def _unfolded(prover: Prover, term: Term) -> Term:
    found = prover.normal(term, ())
    return term if found is None else found.right
