"""Rules: the named rewrite rules that authors give as reasons.

A rule is data: its statement, the phrases authors use for it, side conditions, and
examples that are its tests and its documentation. A rule of calculus is made by its
statement alone, an axiom that is applied wherever it matches; a rule about form says
in `makes` which changes of form bear its name (the equality itself is proved by the
kernel either way, so that code in `steps/` is never trusted).

Not here: finding the rules (`catalogue`), recognising them in an author's words
(`recognise`), trying them on a step (`search`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from sympy import IndexedBase, Symbol

from derivation.errors import CatalogueError, ReadError
from derivation.meaning.context import Context
from derivation.meaning.elaborate import elaborate
from derivation.meaning.kinds import decide
from derivation.meaning.usage import collect
from derivation.model import Excerpt
from derivation.prove import forms
from derivation.prove.decide.elementary.treatment import EVERY, Treatment
from derivation.prove.forms import Change
from derivation.prove.kernel import Axiom
from derivation.prove.proposition import (
    Constant,
    Differentiable,
    IsInteger,
    NonZero,
    Positive,
    Proposition,
)
from derivation.read.grammar import parse_chain
from derivation.read.surface import Node
from derivation.term import Metavariable, Term, names, number, replace, walk
from derivation.verdict import Misnamed, Proved, Refuted, Undecided, Verdict

__all__ = [
    "BASIC",
    "EVERY",
    "Change",
    "Family",
    "Invalid",
    "Misnamed",
    "Proved",
    "Refuted",
    "Rule",
    "Treatment",
    "Undecided",
    "Valid",
    "axioms",
    "forms",
]


class Family(Enum):
    """How a rule makes a step.

    FORM: a change of form, only ring arithmetic; CALCULUS: its statement, applied
    wherever it matches, up to ring arithmetic; DEFINITION: an equation of the document;
    HYPOTHESIS: an equation that the document assumes;
    PROCEDURE: a decision procedure for the functions it names.
    """

    FORM = "form"
    CALCULUS = "calculus"
    DEFINITION = "definition"
    HYPOTHESIS = "hypothesis"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Valid:
    """A step that the rule makes, as LaTeX; `given` are statements of the document."""

    before: str
    after: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invalid:
    """A step that the rule does not make: the verdict expected, and why."""

    before: str
    after: str
    verdict: type[Verdict]
    why: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rewrite rule; see the module's first lines.

    `name` as reports give it; `statement` in LaTeX; `also` further equations of the
    same rule; `conditions` what the statements need besides definedness ("u > 0",
    "c constant in t", "u differentiable in t"); `phrases` what authors write for it;
    `rank` orders the search (small first); `together_with` names the rules that
    come along when it is stated; a `structural` rule (chain, product, quotient) brings
    the derivatives of all certain functions, unless one of them is stated beside it, or
    what it names itself; `treatments` are the functions that a rule of the family
    PROCEDURE takes apart, and `cases` lets it try both signs; `linear` lets a rule about
    form use the linearity of the derivative term by term. A rule `by_kernel` says more
    than an axiom can (its integrand may mention the bound variable, say): its statement
    is only shown, and the kernel's own function of that name carries it out.
    """

    name: str
    statement: str
    phrases: tuple[str, ...]
    valid: tuple[Valid, ...]
    invalid: tuple[Invalid, ...]
    explanation: str
    family: Family = Family.CALCULUS
    also: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    makes: Callable[[Change], bool] | None = None
    rank: int = 50
    together_with: tuple[str, ...] = ()
    linear: bool = False
    structural: bool = False
    treatments: frozenset[Treatment] = frozenset()
    cases: bool = False
    by_kernel: bool = False

    @property
    def differentiates(self) -> bool:
        """Whether the rule rewrites a derivative, rather than a function itself."""
        left = self.statement.split("=", 1)[0]
        return self.family is Family.CALCULUS and r"\partial" in left


BASIC = (
    "linearity of the derivative",
    "derivative of a constant",
    "derivative of the variable",
    "power rule",
    "derivative of a scalar product",
)
"""The rules that come along with the derivative of a certain function."""

_RELATION = re.compile(
    r"^(?P<what>.+?)\s+(?P<kind>constant|differentiable)\s+in\s+(?P<variable>.+)$"
)


@lru_cache(maxsize=1024)
def axioms(rule: Rule) -> tuple[Axiom, ...]:
    """The axioms that a rule of calculus states; CatalogueError if one cannot be read."""
    if rule.family is not Family.CALCULUS:
        return ()
    if rule.by_kernel:  # 0 = 0 rewrites nothing; its name lets the kernel's function in
        return (Axiom(rule.name, rule.statement, number(0), number(0)),)
    return tuple(_axiom(rule, statement) for statement in (rule.statement, *rule.also))


def _axiom(rule: Rule, statement: str) -> Axiom:
    try:
        links = parse_chain(Excerpt(statement))
        if len(links) != 2:
            raise CatalogueError(f"rule {rule.name!r}: a statement is one equation")
        nodes = [node for _, node in links]
        context = Context(decide(collect(nodes), frozenset()), primes_apart=True)
        left, right = (_generalise(elaborate(node, context)) for node in nodes)
        mentioned = names(left) | names(right)
        conditions = [_condition(text, context) for text in rule.conditions]
    except ReadError as error:
        raise CatalogueError(f"rule {rule.name!r}: {error.message}") from error
    relevant = tuple(c for c, used in conditions if used <= mentioned)
    return Axiom(rule.name, statement, left, right, relevant)


def _condition(text: str, context: Context) -> tuple[Proposition, frozenset[str]]:
    found = _RELATION.match(text)
    if found:
        what, variable = _pattern(found["what"], context), _pattern(found["variable"], context)
        make = Constant if found["kind"] == "constant" else Differentiable
        return make(what, variable), names(what) | names(variable)
    if text.endswith(" integer"):
        what = _pattern(text.removesuffix(" integer"), context)
        return IsInteger(what), names(what)
    links = parse_chain(Excerpt(text))
    what = _generalise(elaborate(links[0][1], context))
    relation = links[1][0]
    if elaborate(links[1][1], context) != 0 or relation not in (">", "!="):
        raise CatalogueError(f"the condition {text!r} is not understood")
    return (Positive(what) if relation == ">" else NonZero(what)), names(what)


def _pattern(text: str, context: Context) -> Term:
    node: Node = parse_chain(Excerpt(text))[0][1]
    return _generalise(elaborate(node, context))


def _generalise(term: Term) -> Term:
    """Every name a metavariable, function heads too."""
    mapping: dict[Term, Term] = {}
    for part in _all(term):
        if isinstance(part, IndexedBase):
            mapping[part] = Metavariable(part.label.name)
        elif isinstance(part, Symbol):
            mapping[part] = Metavariable(part.name)
    return replace(term, mapping)


def _all(term: Term) -> list[Term]:
    return list(walk(term))
