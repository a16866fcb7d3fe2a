"""A step's reason, understood: the rules its words name and the formulas it carries.

A formula in a reason is data: a definition of the document, or an identity. An
identity is proved once; the rule that proves it is then a stated rule, and the
identity itself, with its letters as pattern variables, may be what makes the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sympy import IndexedBase, Symbol

from derivation.check.search import ABBREVIATE, SUBSTITUTE, Made, Prover
from derivation.errors import ReadError
from derivation.meaning.definitions import introduced
from derivation.meaning.elaborate import elaborate
from derivation.meaning.hypotheses import is_constraint
from derivation.model import Justification
from derivation.prove.matching import matches
from derivation.prove.proposition import Equal
from derivation.read.grammar import parse_chain
from derivation.read.surface import Node
from derivation.recognise import recognise
from derivation.rule import Family, Rule
from derivation.term import Metavariable, Term, children, is_leaf, rebuild, replace, walk

if TYPE_CHECKING:
    from derivation.check.step import Checker

FORMULA = "the formula in the reason"


@dataclass(frozen=True, slots=True)
class Reason:
    """The rules that a reason states, and its identities as patterns.

    Each item of `groups` holds alternatives, of which one is enough; `assumed` are
    constraints on names that stand nowhere else in the document.
    """

    groups: tuple[tuple[Rule, ...], ...] = ()
    identities: tuple[tuple[Term, Term], ...] = ()
    remark: str = ""
    assumed: tuple[Equal, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The stated rules' names; a formula counts as one."""
        names = tuple(dict.fromkeys(rule.name for group in self.groups for rule in group))
        return names or ((FORMULA,) if self.identities or self.remark else ())

    def by_formula(self, prover: Prover, before: Term, after: Term) -> Made | None:
        """The step by an identity of the reason, used as a rule in either direction."""
        for left, right in self.identities:
            for pattern, instead in ((left, right), (right, left)):
                rewritten = _rewrite(before, pattern, instead)
                if rewritten == before or prover.ring(rewritten, after) is None:
                    continue
                theorem = prover.equality(before, after, None)
                if theorem is not None:
                    return Made(theorem, (_FORMULA_RULE,), pairs=((before, after),))
        return None


_FORMULA_RULE = Rule(
    name=FORMULA,
    statement=r"a = b",
    phrases=(),
    valid=(),
    invalid=(),
    explanation="The identity that the reason states, proved and then applied.",
    family=Family.FORM,
)


def understand_reason(
    checker: Checker, justification: Justification | None, place: int
) -> Reason:
    """What the reason for a line at a place says; an empty reason where there is none."""
    if justification is None:
        return Reason()
    recognised = recognise(justification.text, checker.catalogue)
    groups = list(recognised.groups)
    identities = []
    assumed: list[Equal] = []
    remark = ""
    for excerpt in justification.formulas:
        try:
            links = parse_chain(excerpt)
            if len(links) != 2 or links[1][0] != "=":
                continue
            if _is_definition(checker, links[0][1]):
                groups.append(_by_definition(checker))
                continue
            left, right = (elaborate(node, checker.context) for _, node in links)
        except ReadError as error:
            remark += f"; the formula {excerpt.text} in the reason is not read: {error.message}"
            continue
        found = checker.prover_at(place).found(left, right)
        equation = Equal(left, right)
        if found is None and is_constraint(equation):
            assumed.append(equation)
        if equation in assumed or (found is not None and _uses_equations(found)):
            groups.append(_by_equations(checker))
            continue
        false = found is None and checker.counterexample(left, right, place=place) is not None
        proved, remark = _identity(found, false=false, written=excerpt.text, remark=remark)
        groups += [(rule,) for rule in proved]
        if not remark:
            identities.append((_generalise(left), _generalise(right)))
    return Reason(tuple(dict.fromkeys(groups)), tuple(identities), remark, tuple(assumed))


def _uses_equations(made: Made) -> bool:
    return any(rule.family is Family.HYPOTHESIS for rule in made.rules)


def _by_equations(checker: Checker) -> tuple[Rule, ...]:
    """The rules that a constraint in a reason states."""
    every = checker.catalogue.ranked
    return tuple(rule for rule in every if rule.family is Family.HYPOTHESIS)


def _by_definition(checker: Checker) -> tuple[Rule, ...]:
    """The rules that a definition in a reason states: in one direction or the other."""
    found = (checker.catalogue.by_name.get(name) for name in (SUBSTITUTE, ABBREVIATE))
    return tuple(rule for rule in found if rule is not None)


def _is_definition(checker: Checker, left: Node) -> bool:
    key = introduced(left)
    known = {each.key for each in checker.understanding.surface}
    return key is not None and key in known


def _identity(
    found: Made | None, *, false: bool, written: str, remark: str
) -> tuple[list[Rule], str]:
    if found is not None:
        return [rule for rule in found.rules if rule.family is Family.CALCULUS], remark
    what = "is false" if false else "could not be proved"
    return [], f"{remark}; the formula {written} in the reason {what}"


def _generalise(term: Term) -> Term:
    mapping: dict[Term, Term] = {}
    for part in walk(term):
        if isinstance(part, IndexedBase):
            mapping[part] = Metavariable(part.label.name)
        elif isinstance(part, Symbol):
            mapping[part] = Metavariable(part.name)
    return replace(term, mapping)


def _rewrite(term: Term, pattern: Term, instead: Term) -> Term:
    """Every place where the pattern matches, replaced once, outermost first."""
    found = next(matches(pattern, term), None) if type(pattern) is type(term) else None
    if found is not None:
        return replace(instead, found)
    if is_leaf(term) or not children(term):
        return term
    return rebuild(term, (_rewrite(part, pattern, instead) for part in term.args))
