"""Which rule makes a step: the stated ones first, then every other, then two or three.

Untrusted: a `Made` holds a kernel theorem, and everything else is explanation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, product

from derivation.catalogue import Catalogue
from derivation.check import hypotheses
from derivation.check.congruence import Given, congruent
from derivation.check.procedures import Procedures
from derivation.errors import KernelError, OutOfBudgetError
from derivation.meaning.circles import without_circles
from derivation.meaning.context import Context, head_name
from derivation.prove import forms, kernel
from derivation.prove.decide.elementary.treatment import EVERY, Treatment
from derivation.prove.forms import Change, Pair
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import Definition, Equal
from derivation.prove.rewrite import Normalised, Rewrite, normalise
from derivation.rule import BASIC, Family, Rule, axioms
from derivation.term import Binder, Cases, Derivative, Operator, Term, heads, walk

SUBSTITUTE = "substitute a definition"
ABBREVIATE = "substitute back"
MAXIMUM_CHOICES = 24
"""How many ways to choose one rule for each phrase of a reason are tried."""
EVERYTHING = "properties of elementary functions"
TIDYING = frozenset((Treatment.ROOT, Treatment.EXPONENTIAL, Treatment.LOGARITHM))
"""The functions that a rule of calculus may take apart to tidy up."""
LINEARITY = ("linearity of the derivative", "derivative of a constant")


@dataclass(frozen=True, slots=True)
class Made:
    """A proved step: the theorem before = after, the rules that make it, and how.

    `pairs` are the parts that a rule about form changed; `rewrites` the uses of rules
    of calculus; `definitions` those that were unfolded.
    """

    theorem: Theorem
    rules: tuple[Rule, ...]
    pairs: tuple[Pair, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()

    @property
    def name(self) -> str:
        """The rules' names, as reports give them."""
        return ", ".join(rule.name for rule in self.rules)


class Prover:
    """Tries rules on steps in one document's context."""

    def __init__(self, context: Context, catalogue: Catalogue) -> None:
        self.context = context
        self.catalogue = catalogue
        self.equations: tuple[Equal, ...] = ()
        """What the document assumes where the prover is used (see `under`)."""
        self._ring: dict[tuple[Term, Term], Theorem | None] = {}
        self.stopped: dict[tuple[Term, Term], str] = {}
        """The pairs of terms that were too large to be compared, and what was too large."""
        self._normal: dict[tuple[Term, tuple[str, ...], bool], Normalised | None] = {}

    def under(self, equations: tuple[Equal, ...]) -> Prover:
        """The same prover, with equations that may be used; it shares what is remembered."""
        if equations == self.equations:
            return self
        other = copy(self)
        other.equations = equations
        return other

    @cached_property
    def procedures(self) -> Procedures:
        """The decision procedures, with what the document states."""
        return Procedures(self.context.facts)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The document's definitions."""
        stated = (each.proposition for each in self.context.definitions)
        return tuple(each for each in stated if isinstance(each, Definition))

    @cached_property
    def unfoldable(self) -> tuple[Definition, ...]:
        """Its definitions without those that lead back to themselves."""
        return tuple(without_circles(self.definitions))

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names that the document defines."""
        return frozenset(head_name(each.left) for each in self.definitions)

    @cached_property
    def calculus(self) -> tuple[Rule, ...]:
        """Every rule of calculus, in the order of the search."""
        return tuple(r for r in self.catalogue.ranked if r.family is Family.CALCULUS)

    @cached_property
    def derivatives(self) -> tuple[Rule, ...]:
        """The rules of calculus without those that replace one function by others."""
        return tuple(r for r in self.calculus if r.differentiates)

    @cached_property
    def linearity(self) -> tuple[Rule, ...]:
        """The rules that a rule about form may use besides ring arithmetic."""
        return tuple(r for r in self.calculus if r.name in LINEARITY)

    def ring(self, before: Term, after: Term) -> Theorem | None:
        """The theorem before = after by ring arithmetic alone, under binders too."""
        key = (before, after)
        if key not in self._ring:
            try:
                self._ring[key] = kernel.arithmetic(before, after)
            except KernelError:
                self._ring[key] = self._ring_inside(before, after)
            except OutOfBudgetError as error:
                self._ring[key] = _rearranged(before, after)
                self.stopped[key] = str(error)
        return self._ring[key]

    def _ring_inside(self, before: Term, after: Term) -> Theorem | None:
        """Ring arithmetic in the parts into which it does not see from outside."""
        if before == after or not (_hides_parts(before) and _hides_parts(after)):
            return None

        def arithmetic(one: Term, other: Term, _: Given) -> Theorem | None:
            try:
                return kernel.arithmetic(one, other)
            except (KernelError, OutOfBudgetError):
                return None

        return congruent(before, after, arithmetic)

    def by_rules(
        self,
        before: Term,
        after: Term,
        rules: Sequence[Rule],
        *,
        defined: bool = False,
        tidying: frozenset[Treatment] = frozenset(),
    ) -> Made | None:
        """Before = after with both sides rewritten by these rules (and definitions).

        What is left must be equal by ring arithmetic, or with `tidying` by taking such
        functions apart.
        """
        if self.ring(before, after) is not None:
            return None  # ring arithmetic makes it; these rules have no part in it
        one = self._normalise(before, rules, defined=defined)
        two = self._normalise(after, rules, defined=defined)
        if one is None or two is None or not (one.rewrites or two.rewrites):
            return None
        tidied: tuple[Rule, ...] = ()
        middle = self.ring(one.theorem.right, two.theorem.right)
        if middle is None and tidying:
            middle, tidied = self._tidied(one.theorem.right, two.theorem.right, tidying)
        if middle is None:
            return None
        theorem = kernel.transitivity(
            kernel.transitivity(one.theorem, middle), kernel.symmetry(two.theorem)
        )
        used = _difference(one.rewrites, two.rewrites)
        names = {rewrite.rule for rewrite in (*one.rewrites, *two.rewrites)}
        made_by = tuple(rule for rule in rules if rule.name in names)
        return Made(theorem, (*made_by, *tidied), rewrites=used)

    def _tidied(
        self, one: Term, other: Term, tidying: frozenset[Treatment]
    ) -> tuple[Theorem | None, tuple[Rule, ...]]:
        """The two equal by a procedure, with the rule that names the least it takes."""
        theorem = self.procedures.identity(one, other, tidying)
        if theorem is None:
            return None, ()
        for rule in self.catalogue.ranked:
            if rule.family is Family.PROCEDURE and rule.treatments:
                named = self.procedures.identity(one, other, rule.treatments)
                if named is not None:
                    return named, (rule,)
        return theorem, ()

    def normal(self, term: Term, rules: Sequence[Rule]) -> Theorem | None:
        """Term = its normal form by these rules and the definitions; None past the budget."""
        found = self._normalise(term, rules, defined=True)
        return None if found is None else found.theorem

    def _normalise(
        self, term: Term, rules: Sequence[Rule], *, defined: bool
    ) -> Normalised | None:
        key = (term, tuple(rule.name for rule in rules), defined)
        if key not in self._normal:
            every: list[Axiom] = [axiom for rule in rules for axiom in axioms(rule)]
            unfoldable = (*self.context.links, *(self.unfoldable if defined else ()))
            try:
                self._normal[key] = normalise(term, every, unfoldable)
            except OutOfBudgetError:
                self._normal[key] = None
        return self._normal[key]

    def equality(self, before: Term, after: Term, rule: Rule | None) -> Theorem | None:
        """Before = after by what the rule allows: ring, linearity, or all of calculus."""
        theorem = self.ring(before, after)
        if theorem is not None or (rule is not None and not self._helped(rule)):
            return theorem
        if rule is not None and rule.linear:
            made = self.by_rules(before, after, self.linearity)
            return made.theorem if made else None
        for rules in (self.derivatives, self.calculus):
            made = self.by_rules(before, after, rules, defined=True)
            if made is not None:
                return made.theorem
        return None

    def _helped(self, rule: Rule) -> bool:
        return rule.linear or rule.family is Family.CALCULUS

    def by_code(self, before: Term, after: Term, rule: Rule) -> Made | None:
        """The step by a rule that says in code which changes bear its name."""
        makes = rule.makes
        if makes is None:
            return None
        theorem = self.equality(before, after, rule)
        if theorem is None:
            return None

        def equal(one: Term, other: Term) -> bool:
            return self.equality(one, other, rule) is not None

        for pairs in forms.decompositions(before, after):
            if all(makes(Change(b, a, equal)) for b, a in pairs):
                return Made(theorem, (rule,), pairs=pairs)
        return None

    def by_definition(self, before: Term, after: Term) -> Made | None:
        """The step by unfolding definitions of the document, on either side."""
        made = self.by_rules(before, after, (), defined=True)
        if made is None:
            return None
        lost = (heads(before) - heads(after)) & self.defined
        gained = (heads(after) - heads(before)) & self.defined
        names = [SUBSTITUTE] if lost or not gained else []
        names += [ABBREVIATE] if gained else []
        rules = tuple(r for n in names if (r := self.catalogue.by_name.get(n)) is not None)
        return Made(made.theorem, rules, rewrites=made.rewrites)

    def by_equations(self, before: Term, after: Term, rule: Rule) -> Made | None:
        """The step by the equations that the document assumes, with rules where needed."""
        theorem = hypotheses.by_equations(self, before, after)
        if theorem is None:
            return None
        rules = hypotheses.rules_used(theorem, (rule, *self.calculus))
        return Made(theorem, rules, rewrites=hypotheses.rewrites(theorem, rule))

    def stated(
        self, before: Term, after: Term, groups: Sequence[Sequence[Rule]]
    ) -> Made | None:
        """The step by the rules that its reason names, one alone or all together.

        Each group holds alternatives, of which one is enough.
        """
        for rule in dict.fromkeys(rule for group in groups for rule in group):
            made = self.single(before, after, rule)
            if made is not None:
                return made
        for choice in islice(product(*groups), MAXIMUM_CHOICES):
            made = self._together(before, after, tuple(dict.fromkeys(choice)))
            if made is not None:
                return made
        every = [rule for group in groups for rule in group]
        return self._by_cases(before, after, every) if every else None

    def _together(self, before: Term, after: Term, rules: Sequence[Rule]) -> Made | None:
        calculus = [rule for rule in rules if rule.family is Family.CALCULUS]
        if not calculus:
            return None
        helped = self._companions(calculus)
        for tidying, defined in product((frozenset[Treatment](), TIDYING), (False, True)):
            made = self.by_rules(before, after, helped, defined=defined, tidying=tidying)
            if made is not None and _uses(made, calculus):
                return Made(made.theorem, tuple(calculus), rewrites=made.rewrites)
        return None

    def _companions(self, rules: Sequence[Rule]) -> tuple[Rule, ...]:
        specific = [rule for rule in rules if not rule.structural]
        names = {name for rule in specific or rules for name in rule.together_with}
        every = not specific and any(not rule.together_with for rule in rules)
        helping = (
            rule
            for rule in self.derivatives
            if rule not in rules
            and (rule.name in names or (every and (not rule.structural or rule.name in BASIC)))
        )
        return (*rules, *helping)

    def single(self, before: Term, after: Term, rule: Rule) -> Made | None:
        """The step by one rule alone."""
        if rule.family is Family.DEFINITION:
            made = self.by_definition(before, after)
            if made is None or rule not in made.rules:
                return None
            return Made(made.theorem, (rule,), rewrites=made.rewrites)
        if rule.family is Family.HYPOTHESIS:
            return self.by_equations(before, after, rule)
        if rule.family is Family.PROCEDURE:
            return self._by_procedure(before, after, rule)
        if rule.makes is not None:
            made = self.by_code(before, after, rule)
            if made is not None or rule.family is Family.FORM:
                return made
        made = self.by_rules(before, after, (rule,))
        return Made(made.theorem, (rule,), rewrites=made.rewrites) if made else None

    def _by_procedure(self, before: Term, after: Term, rule: Rule) -> Made | None:
        if self.ring(before, after) is not None:
            return None  # ring arithmetic makes it; the procedure has no part in it
        if self.procedures.identity(before, after, EVERY) is None:
            return None  # what all of them together do not show, one alone does not
        if not rule.treatments & self.procedures.concerned(before, after):
            return None  # it speaks of functions that do not occur
        theorem = self.procedures.identity(before, after, rule.treatments)
        return Made(theorem, (rule,), pairs=((before, after),)) if theorem else None

    def _by_cases(self, before: Term, after: Term, rules: Sequence[Rule]) -> Made | None:
        """The step by trying the signs of what stands in absolute values."""
        splitting = [rule for rule in rules if rule.cases]
        theorem = self.procedures.by_cases(before, after) if splitting else None
        return Made(theorem, (splitting[0],), pairs=((before, after),)) if theorem else None

    def found(self, before: Term, after: Term) -> Made | None:
        """The step by the first rule that makes it, else by several, else in its parts.

        Equations that the document assumes come after the rules: they are conditions of
        the step.
        """
        for rule in self._candidates(before, after):
            made = self.single(before, after, rule)
            if made is not None:
                return made
        made = self._several(before, after)
        for rule in self.catalogue.ranked if self.equations and made is None else ():
            if rule.family is Family.HYPOTHESIS:
                made = self.single(before, after, rule)
        return (
            made
            or self._in_parts(before, after)
            or self._by_cases(before, after, self.catalogue.ranked)
        )

    def _in_parts(self, before: Term, after: Term) -> Made | None:
        """The step by proving the parts in which the lines differ."""
        used: list[Rule] = []

        def prove(one: Term, other: Term, given: Given) -> Theorem | None:
            theorem = self.ring(one, other) or self.procedures.with_given(one, other, given)
            if theorem is not None:
                return theorem
            made = self._several(one, other)
            if made is not None:
                used.extend(made.rules)
            return made.theorem if made else None

        theorem = congruent(before, after, prove)
        if theorem is None:
            return None
        everything = self.catalogue.by_name.get(EVERYTHING)
        rules = tuple(dict.fromkeys(used)) or ((everything,) if everything else ())
        return Made(theorem, rules, pairs=((before, after),))

    def _candidates(self, before: Term, after: Term) -> Iterator[Rule]:
        algebraic = self.ring(before, after) is not None
        for rule in self.catalogue.ranked:
            if rule.family is Family.FORM:
                if algebraic or rule.linear:
                    yield rule
            elif not algebraic and rule.family is not Family.HYPOTHESIS:
                yield rule

    def _several(self, before: Term, after: Term) -> Made | None:
        for rules in (self.derivatives, self.calculus):
            for defined in (False, True):
                whole = self.by_rules(before, after, rules, defined=defined)
                if whole is not None:
                    return self._fewest(before, after, whole, defined=defined)
        for defined in (False, True):
            rules = self.derivatives
            whole = self.by_rules(before, after, rules, defined=defined, tidying=EVERY)
            if whole is not None:
                return self._with_definition(whole) if defined else whole
        return None

    def _fewest(self, before: Term, after: Term, whole: Made, *, defined: bool) -> Made:
        used = {rewrite.rule for rewrite in whole.rewrites}
        rules = [rule for rule in whole.rules if rule.name in used] or list(whole.rules)
        for count in (1, 2, 3):
            for some in combinations(rules, count):
                made = self.by_rules(before, after, some, defined=defined)
                if made is not None:
                    made = Made(made.theorem, some, rewrites=made.rewrites)
                    return self._with_definition(made) if defined else made
        made = Made(whole.theorem, tuple(rules), rewrites=whole.rewrites)
        return self._with_definition(made) if defined else made

    def _with_definition(self, made: Made) -> Made:
        substitute = self.catalogue.by_name.get(SUBSTITUTE)
        rules = (*made.rules, *((substitute,) if substitute else ()))
        return Made(made.theorem, rules, rewrites=made.rewrites)


def _rearranged(before: Term, after: Term) -> Theorem | None:
    """The theorem before = after where only order and grouping change: 10^10^10 is itself."""
    try:
        return kernel.rearrangement(before, after)
    except (KernelError, OutOfBudgetError):
        return None


def _uses(made: Made, stated: Sequence[Rule]) -> bool:
    """Whether the stated rules are needed: each one for a certain function, or any."""
    used = {rewrite.rule for rewrite in made.rewrites}
    specific = [rule for rule in stated if not rule.structural]
    if specific:
        return all(rule.name in used for rule in specific)
    return any(rule.name in used for rule in stated)


def _difference(ours: Iterable[Rewrite], theirs: Iterable[Rewrite]) -> tuple[Rewrite, ...]:
    """The rewrites that one side needs and the other does not."""
    ours, theirs = list(ours), list(theirs)
    keys = [(r.rule, r.before) for r in ours]
    other = [(r.rule, r.before) for r in theirs]
    mine = [r for r, key in zip(ours, keys, strict=True) if key not in other]
    his = [r for r, key in zip(theirs, other, strict=True) if key not in keys]
    return tuple(mine or his)


def _hides_parts(term: Term) -> bool:
    """Whether ring arithmetic does not see into a part of the term."""
    return any(isinstance(part, Binder | Operator | Cases | Derivative) for part in walk(term))


def has_derivative(term: Term) -> bool:
    """Whether a derivative occurs in the term."""
    return any(isinstance(part, Derivative) for part in walk(term))
