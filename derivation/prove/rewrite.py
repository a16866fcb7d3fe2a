"""Rewriting to normal form by a set of axioms and definitions, as kernel theorems.

Untrusted: everything here calls the kernel. Rules are applied from the outside in
until none applies; where the kernel refuses (inside a derivative, say), the place is
left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from sympy import Tuple

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import kernel
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.matching import Substitution, match, matches
from derivation.prove.proposition import Definition
from derivation.prove.tidy import tidy
from derivation.term import (
    Application,
    Derivative,
    FunctionName,
    SlotDerivative,
    Term,
    children,
    walk,
)

CHAIN_RULE = "chain rule"
SYMMETRY = "symmetry of second derivatives"
_OF_THE_KERNEL: Mapping[str, Callable[[Term, Term], Theorem]] = {
    CHAIN_RULE: kernel.chain_rule,
    "linearity of the derivative": kernel.derivative_of_a_sum,
    "product rule": kernel.derivative_of_a_product,
    "derivative of an integral": kernel.derivative_of_an_integral,
}
"""Rules that are more than their axiom: derivatives that the kernel carries out."""
MAXIMUM_REWRITES = 2000
MAXIMUM_MATCHES = 64


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One use of a rule: the rule's name and statement, the terms, the substitution."""

    rule: str
    statement: str
    before: Term
    after: Term
    substitution: tuple[tuple[Term, Term], ...]


@dataclass(frozen=True, slots=True)
class Normalised:
    """A theorem term = normal form, and the rewrites that led to it."""

    theorem: Theorem
    rewrites: tuple[Rewrite, ...]


@dataclass
class _Run:
    """One normalisation: what to rewrite with, what was rewritten, what is known already."""

    axioms: Sequence[Axiom]
    definitions: Sequence[Definition]
    rewrites: dict[tuple[str, Term], Rewrite] = field(default_factory=dict)
    known: dict[Term, tuple[Theorem | None, tuple[Rewrite, ...]]] = field(default_factory=dict)
    count: int = 0

    @cached_property
    def rules(self) -> frozenset[str]:
        """The names of the rules."""
        return frozenset(axiom.rule for axiom in self.axioms)

    def record(self, rewrite: Rewrite) -> None:
        """Notes a use of a rule; OutOfBudgetError if there are too many."""
        self.rewrites.setdefault((rewrite.rule, rewrite.before), rewrite)
        self.count += 1
        if self.count > MAXIMUM_REWRITES:
            raise OutOfBudgetError(f"more than {MAXIMUM_REWRITES} rewrites")

    def withdraw(self, kept: int) -> None:
        """Forgets the rewrites after the first ones: nothing came of them."""
        for key in list(self.rewrites)[kept:]:
            del self.rewrites[key]


def normalise(
    term: Term, axioms: Sequence[Axiom], definitions: Sequence[Definition] = ()
) -> Normalised:
    """The term rewritten until nothing applies; OutOfBudgetError if it does not end."""
    if not _may_apply(term, axioms, definitions):
        return Normalised(kernel.reflexivity(term), ())
    run = _Run(axioms, definitions)
    theorem = _rewrite(term, run)
    return Normalised(theorem or kernel.reflexivity(term), tuple(run.rewrites.values()))


def _may_apply(term: Term, axioms: Sequence[Axiom], definitions: Sequence[Definition]) -> bool:
    """False where no part of the term has the head of anything to rewrite with."""
    found = _heads(term)
    if Derivative in found or SlotDerivative in found:
        return True  # the kernel may differentiate by itself
    return any(type(each.left) in found for each in axioms) or any(
        type(each.left) in found for each in definitions
    )


@lru_cache(maxsize=256)
def _heads(term: Term) -> frozenset[type[Term]]:
    return frozenset(map(type, walk(term)))


def _rewrite(term: Term, run: _Run) -> Theorem | None:
    """A theorem term = something simpler, or None if nothing applies anywhere in it."""
    if term in run.known:
        theorem, used = run.known[term]
        for rewrite in used:
            run.rewrites.setdefault((rewrite.rule, rewrite.before), rewrite)
        return theorem
    before = len(run.rewrites)
    theorem = _to_the_end(term, run)
    run.known[term] = theorem, tuple(run.rewrites.values())[before:]
    return theorem


def _to_the_end(term: Term, run: _Run) -> Theorem | None:
    whole: Theorem | None = None
    while True:
        step = _at_root(term, run) or _in_parts(term, run)
        if step is None:
            return whole
        whole = step if whole is None else kernel.transitivity(whole, step)
        term = step.right


def _at_root(term: Term, run: _Run) -> Theorem | None:
    if isinstance(term, Derivative) and _is_defined(term.args[0], run):
        return None  # its definition says more than any rule for an unspecified function
    for axiom in run.axioms:
        if type(axiom.left) is not type(term):
            continue
        for substitution in islice(matches(axiom.left, term), MAXIMUM_MATCHES):
            theorem = _instance(axiom, substitution, term, run)
            if theorem is not None:
                return theorem
    for definition in run.definitions:
        found = match(definition.left, term, definition.variables)
        if found is None:
            continue
        try:
            theorem = kernel.unfold(definition, found)
        except KernelError:
            continue
        rewrite = Rewrite("", "", theorem.left, theorem.right, tuple(found.items()))
        run.record(rewrite)
        return theorem
    return _in_the_kernel(term, run)


def _is_defined(term: Term, run: _Run) -> bool:
    """Whether a term is the value of a function whose definition may be unfolded."""
    return isinstance(term, Application) and any(
        each.left.args and each.left.args[0] == term.args[0] for each in run.definitions
    )


def _in_the_kernel(term: Term, run: _Run) -> Theorem | None:
    """What the kernel does by itself: derivatives of functions, sums, products, integrals."""
    if isinstance(term, SlotDerivative) and run.rules & {CHAIN_RULE, SYMMETRY}:
        return _in_order(term, run)
    if not isinstance(term, Derivative):
        return None
    for name, differentiate in _OF_THE_KERNEL.items():
        if name not in run.rules:
            continue
        try:
            theorem = differentiate(*term.args)
        except KernelError:
            continue
        run.record(Rewrite(name, "", term, theorem.right, ()))
        return theorem
    return None


def _in_order(term: Term, run: _Run) -> Theorem | None:
    """A partial derivative of higher order with its places in order."""
    try:
        theorem = kernel.order_of_slots(term)
    except KernelError:
        return None
    if theorem.right == term:
        return None
    run.record(Rewrite(SYMMETRY, "", term, theorem.right, ()))
    return theorem


def _instance(
    axiom: Axiom, substitution: Substitution, term: Term, run: _Run
) -> Theorem | None:
    try:
        theorem = kernel.instance(axiom, substitution)
        if theorem.right == term or (axiom.rule == SYMMETRY and not _ordered(theorem.right)):
            return None
        if theorem.left != term:
            theorem = kernel.transitivity(kernel.rearrangement(term, theorem.left), theorem)
    except KernelError:
        return None
    pairs = tuple(substitution.items())
    run.record(Rewrite(axiom.rule, axiom.statement, term, theorem.right, pairs))
    return theorem


def _ordered(term: Term) -> bool:
    """Whether the inner one of two derivatives is taken in the variable that comes first."""
    return str(term.args[0].args[1]) < str(term.args[1])


def _in_parts(term: Term, run: _Run) -> Theorem | None:
    for path, part in _positions(term):
        if isinstance(term, Derivative) and path[0] != 0:
            continue
        before = len(run.rewrites)
        step = _rewrite(part, run)
        if step is None:
            continue
        if isinstance(term, Derivative):
            step = _swept(step)
        try:
            return kernel.congruence(term, path, step)
        except KernelError:
            run.withdraw(before)
    return None


def _swept(step: Theorem) -> Theorem:
    """The step with its result tidied up, before it is differentiated once more."""
    simpler = tidy(step.right)
    if simpler == step.right:
        return step
    try:
        return kernel.transitivity(step, kernel.arithmetic(step.right, simpler))
    except (KernelError, OutOfBudgetError):
        return step


def _positions(term: Term) -> Iterator[tuple[tuple[int, ...], Term]]:
    for index, part in enumerate(children(term)):
        if isinstance(part, FunctionName):
            continue
        if isinstance(part, Tuple):
            yield from (((index, inner), each) for inner, each in enumerate(part.args))
        else:
            yield (index,), part
