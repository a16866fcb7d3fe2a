"""What made a step, in words and as single applications, for reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.catalogue import Catalogue
from derivation.check.search import SUBSTITUTE, Made
from derivation.notation import latex, proposition_text
from derivation.prove.proposition import Definition
from derivation.verdict import Application

if TYPE_CHECKING:
    from derivation.check.step import Checker

MAXIMUM_APPLICATIONS = 12


def applications(made: Made, catalogue: Catalogue) -> tuple[Application, ...]:
    """The single rewrites of a step: what was rewritten into what, with which terms."""
    if made.pairs:
        rule = made.rules[0]
        return tuple(
            Application(rule.name, rule.statement, latex(before), latex(after))
            for before, after in made.pairs
        )
    found: dict[tuple[str, str], Application] = {}
    for rewrite in made.rewrites:
        name, statement = rewrite.rule, rewrite.statement
        if not name:
            name = SUBSTITUTE
            statement = f"{latex(rewrite.before)} = {latex(rewrite.after)}"
        pairs = tuple((latex(p), latex(t)) for p, t in rewrite.substitution)
        application = Application(
            name, statement, latex(rewrite.before), latex(rewrite.after), pairs
        )
        found.setdefault((application.before, application.after), application)
    return tuple(found.values())[:MAXIMUM_APPLICATIONS]


def axioms_used(made: Made, checker: Checker) -> tuple[str, ...]:
    """The axioms and definitions that the step's theorem rests on."""
    lines = {s.proposition: s.span for s in checker.context.definitions}
    definitions = [
        f"definition: {proposition_text(c)} (line {checker.position(lines[c]).line})"
        for c in made.theorem.conditions
        if isinstance(c, Definition) and c in lines
    ]
    return (*sorted(made.theorem.axioms), *sorted(definitions))


def explain(made: Made, checker: Checker) -> str:
    """One sentence on what made the step."""
    if not made.rules:
        return "both sides have the same normal form"
    if len(made.rules) == 1:
        return made.rules[0].explanation
    names = [rule.name for rule in made.rules]
    return f"{', '.join(names[:-1])} and {names[-1]}, one after the other"
