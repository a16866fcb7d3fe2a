"""One step: its trial by rules and by counterexample, and the report on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from time import perf_counter
from typing import TYPE_CHECKING

from derivation.catalogue import Catalogue
from derivation.check import honesty, hypotheses, slips, standing
from derivation.check.certificates import export
from derivation.check.citations import Citations, near
from derivation.check.conditions import report_conditions
from derivation.check.constraints import Equation, constraints, equations
from derivation.check.explain import applications, axioms_used, explain
from derivation.check.extra import condition_for
from derivation.check.fresh import dependent_in_doubt, names_before, unexplained
from derivation.check.reason import Reason, understand_reason
from derivation.check.search import Made, Prover
from derivation.check.throughout import fails_at_a_value
from derivation.check.wording import conjunction
from derivation.errors import ReadError, ReadingStoppedError
from derivation.limits import Exhausted
from derivation.meaning.ambiguity import ambiguity
from derivation.meaning.definitions import at_head, formulas
from derivation.meaning.known import quantity_named
from derivation.meaning.understand import ParsedChain, Understanding
from derivation.model import Document, Excerpt, Line, Position, Source, Span
from derivation.notation import name_text, proposition_text, text
from derivation.prove.discharge import Discharger
from derivation.prove.proposition import (
    Definition,
    Equal,
    Proposition,
    Throughout,
)
from derivation.prove.refute import Problem, glance, refute
from derivation.prove.solving import atoms
from derivation.read.grammar import parse
from derivation.read.surface import Node
from derivation.read.units import EQUIVALENCES
from derivation.rule import Family, Rule
from derivation.term import Application, Term, add, apply, heads, names, negate, replace
from derivation.verdict import (
    Counterexample,
    Defined,
    Misnamed,
    Proved,
    Refuted,
    StepReport,
    Undecided,
    Unreadable,
    Verdict,
)

if TYPE_CHECKING:
    from derivation.check.document import ReadLine

NAMED_FUNCTION = "definition of a named function"


@dataclass(frozen=True, slots=True)
class StepInput:
    """A step to be tried: its number, its two lines, whether it is its chain's first.

    `earlier` are the lines of the derivation before them, those that could be read.
    """

    number: int
    before: ReadLine
    after: ReadLine
    first: bool
    earlier: tuple[Term, ...] = ()

    @property
    def lines(self) -> honesty.Lines:
        """The lines' terms and where the step stands, for lines that could be read."""
        place = self.after.line.expression.origin(0)
        return honesty.Lines(self.before.term, self.after.term, place, self.earlier)


@dataclass(frozen=True, slots=True)
class Place:
    """Which step it is and the two lines as the author wrote them."""

    number: int
    before: Line
    after: Line


class Checker:
    """What is needed to try the steps of one document."""

    def __init__(
        self,
        document: Document,
        understanding: Understanding,
        catalogue: Catalogue,
        chains: Sequence[ParsedChain],
        certificates: bool = False,
    ) -> None:
        self.document = document
        self.understanding = understanding
        self.context = understanding.context
        self.catalogue = catalogue
        self.chains = chains
        self.certificates = certificates
        self.prover = Prover(self.context, catalogue)
        self.refuted: set[tuple[Term, Term]] = set()
        self.citations = Citations(self)
        self._consistent: dict[tuple[Equal, ...], tuple[Equal, ...]] = {}
        self._dischargers: dict[tuple[Equal, ...], Discharger] = {}

    @cached_property
    def discharger(self) -> Discharger:
        """Proves side conditions from what the document states everywhere."""
        return Discharger(self.context.facts, self.context.kinds.indices)

    def discharger_at(self, place: int) -> Discharger:
        """Proves side conditions from what the document states for a place as well."""
        equations = self.equations_at(place)
        if not equations:
            return self.discharger
        if equations not in self._dischargers:
            given = (*self.context.facts, *equations)
            self._dischargers[equations] = Discharger(given, self.context.kinds.indices)
        return self._dischargers[equations]

    def equations_at(self, place: int) -> tuple[Equal, ...]:
        """The equations that the document assumes at a place, if they do not contradict."""
        return self._agreeing(hypotheses.stated_at(self.context, place))

    def _agreeing(self, equations: tuple[Equal, ...]) -> tuple[Equal, ...]:
        if equations not in self._consistent:
            self._consistent[equations] = hypotheses.consistent(self.prover, equations)
        return self._consistent[equations]

    def position(self, span: Span) -> Position:
        """The place of a span's beginning."""
        return self.document.source.position(span.start)

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every equation that the document states."""
        return equations(self.chains, formulas(self.document), self.context)

    def prover_at(self, place: int, also: tuple[Equal, ...] = ()) -> Prover:
        """The prover with the equations that the document assumes at a place, and more."""
        equations = (*hypotheses.stated_at(self.context, place), *also)
        return self.prover.under(self._agreeing(equations))

    def counterexample(
        self, before: Term, after: Term, line: Line | None = None, place: int | None = None
    ) -> Counterexample | None:
        """A point at which both sides certainly differ, or None.

        With the line that a step leads to, the point must not contradict the other
        equations of the document; with a place, not those that it assumes there.
        """
        return refute(self._problem(before, after, line, place))

    def plainly_false(self, before: Term, after: Term, line: Line) -> bool:
        """Whether a counterexample is among the first few points.

        Only for lines about which the document says nothing that a proof may use and
        a point cannot show: no equations, no definitions of what occurs in them.
        """
        mentioned = names(before) | names(after) | heads(before) | heads(after)
        if self.context.links or self.context.equations or mentioned & self.prover.defined:
            return False
        return glance(self._problem(before, after, line, None)) is not None

    def _problem(
        self, before: Term, after: Term, line: Line | None, place: int | None
    ) -> Problem:
        place = line.expression.origin(0) if line is not None else place
        stated = () if place is None else hypotheses.stated_at(self.context, place)
        facts = (*self.context.facts, *stated)
        others = hypotheses.asserted_at(self.context, place)
        if line is not None:
            start = line.expression.origin(0)
            chain = self.chain_at(start)
            true = [e for e in self.equations if (e.left, e.right) not in self.refuted]
            others = (*others, *constraints(true, before, after, start, chain))
        return Problem(
            before,
            after,
            assumptions=tuple(f for f in facts if not isinstance(f, Definition)),
            definitions=tuple(f for f in facts if isinstance(f, Definition)),
            indices=self.context.kinds.indices,
            constraints=others,
        )

    def chain_at(self, start: int) -> int | None:
        """The number of the derivation in which a place lies."""
        spans = enumerate(derivation.span for derivation in self.document.derivations)
        return next((i for i, span in spans if span.start <= start < span.end), None)


def parse_text(latex: str) -> Node:
    """The surface tree of LaTeX given on the command line."""
    return parse(Excerpt(latex))


@dataclass(frozen=True, slots=True)
class _Trial:
    verdict: Verdict
    stated: tuple[str, ...] = ()
    made: Made | None = None
    explanation: str = ""


def report(checker: Checker, step: StepInput) -> StepReport:
    """The report on one step."""
    start = perf_counter()
    trial = _try(checker, step)
    line = step.after.line
    reason = line.justification
    readable = not any(isinstance(e.term, ReadError) for e in (step.before, step.after))
    made = trial.made
    place = line.expression.origin(0)
    conditions = report_conditions(checker, made.theorem, place) if made else ()
    certified = made if checker.certificates else None
    rule = getattr(trial.verdict, "rule", None)
    return StepReport(
        number=step.number,
        position=checker.document.source.position(line.expression.origin(0)),
        before=step.before.line.expression.text,
        after=line.expression.text,
        before_text=text(step.before.term) if readable else "",
        after_text=text(step.after.term) if readable else "",
        relation=line.relation or "=",
        justification=reason.text if reason else None,
        stated_rules=trial.stated,
        rule=rule,
        verdict=trial.verdict,
        conditions=conditions,
        explanation=trial.explanation,
        applications=applications(made, checker.catalogue) if made else (),
        axioms=axioms_used(made, checker) if made else (),
        seconds=perf_counter() - start,
        certificate=export(checker, certified.theorem, place) if certified else None,
    )


def unfinished(
    source: Source, place: Place, cause: Exhausted, texts: tuple[str, str] = ("", "")
) -> StepReport:
    """The report on a step whose trial did not end within the limits.

    `texts` are the two lines as they were read, if that is known.
    """
    line = place.after
    return StepReport(
        number=place.number,
        position=source.position(line.expression.origin(0)),
        before=place.before.expression.text,
        after=line.expression.text,
        before_text=texts[0],
        after_text=texts[1],
        relation=line.relation or "=",
        justification=line.justification.text if line.justification else None,
        stated_rules=(),
        rule=None,
        verdict=Undecided(cause.message),
        explanation=cause.message,
        seconds=cause.seconds,
    )


def _try(checker: Checker, step: StepInput) -> _Trial:
    place = step.after.line.expression.origin(0)
    reason = understand_reason(checker, step.after.line.justification, place)
    for line in (step.after, step.before):
        if isinstance(line.term, ReadingStoppedError):
            return _Trial(Undecided(line.term.message), reason.names)
        if isinstance(line.term, ReadError):
            return _Trial(_unreadable(checker, line.term), reason.names)
    if step.after.line.relation not in ("=", ""):
        tried = f"the relation {step.after.line.relation} is not checked, only equalities are"
        return _Trial(Undecided(tried), reason.names)
    if step.first:
        defined = _definition(checker, step)
        if defined is not None:
            return defined
    return _by_rules(checker, step, reason)


def _unreadable(checker: Checker, error: ReadError) -> Unreadable:
    position = checker.position(error.span)
    source_line = checker.document.source.line_text(position.line)
    return Unreadable(error.message, position, source_line)


def _by_rules(checker: Checker, step: StepInput, reason: Reason) -> _Trial:
    before, after = step.before.term, step.after.term
    prover = _prover(checker, step, reason)
    made = prover.stated(before, after, reason.groups)
    if made is None:
        made = reason.by_formula(prover, before, after)
    if made is not None:
        lacking = _lacking(checker, step, reason, made)
        return lacking or _Trial(Proved(made.name), reason.names, made, explain(made, checker))
    plainly_false = not reason.assumed and checker.plainly_false(before, after, step.after.line)
    found = None if plainly_false else prover.found(before, after)
    if found is None:
        cited = _by_citations(checker, step, reason)
        return cited or _without_proof(checker, step, reason)
    lacking = _lacking(checker, step, reason, found)
    if lacking is not None:
        return lacking
    if not reason.names:
        return _Trial(Proved(found.name), (), found, explain(found, checker))
    explanation = (
        f"the lines are equal, but not by {' or '.join(reason.names)}: "
        f"{found.name} makes this step"
    )
    return _Trial(
        Misnamed(found.name or None), reason.names, found, explanation + reason.remark
    )


def _by_citations(checker: Checker, step: StepInput, reason: Reason) -> _Trial | None:
    """The step by displayed equations that it cites, or that stand before it."""
    before, after = step.before.term, step.after.term
    rule = next((r for r in checker.catalogue.ranked if r.family is Family.HYPOTHESIS), None)
    if rule is None:
        return None
    row = checker.citations.row_before(step)
    if row is not None:
        trial = _from_row(checker, step, reason, row, rule)
        if trial is not None:
            return trial
    available = checker.citations.available(step)
    spoken = atoms(Equal(before, after))
    for some in near(available, checker.citations.cited_by(step), spoken):
        place = step.after.line.expression.origin(0)
        made = checker.prover_at(place, some).by_equations(before, after, rule)
        if made is not None and _lacking(checker, step, reason, made) is None:
            return _Trial(Proved(made.name), reason.names, made, explain(made, checker))
    return None


def _from_row(
    checker: Checker, step: StepInput, reason: Reason, row: Equal, rule: Rule
) -> _Trial | None:
    """The step's equation as a consequence of that of the row before it."""
    before, after = step.before.term, step.after.term
    place = step.after.line.expression.origin(0)
    made = checker.prover_at(place, (row,)).by_equations(before, after, rule)
    if made is None or _lacking(checker, step, reason, made) is not None:
        return None
    explanation = explain(made, checker)
    if step.before.line.relation in EQUIVALENCES:
        back = checker.prover_at(place, (Equal(before, after),))
        if back.by_equations(row.left, row.right, rule) is None:
            tried = "it follows from the equation before it; the converse could not be shown"
            return _Trial(Undecided(tried), reason.names, None, tried)
        explanation += "; each of the two equations follows from the other"
    return _Trial(Proved(made.name), reason.names, made, explanation)


def _prover(checker: Checker, step: StepInput, reason: Reason) -> Prover:
    """The prover with the equations that hold at a step, or that its reason assumes.

    A reason that only repeats the step is none.
    """
    before, after = step.before.term, step.after.term
    repeated = add(before, negate(after))
    prover = checker.prover
    new = tuple(
        each
        for each in reason.assumed
        if prover.ring(repeated, add(each.left, negate(each.right))) is None
        and prover.ring(repeated, add(each.right, negate(each.left))) is None
    )
    return checker.prover_at(step.after.line.expression.origin(0), new)


def _lacking(checker: Checker, step: StepInput, reason: Reason, made: Made) -> _Trial | None:
    """The verdict on a step whose theorem says less than the step; None if it does not."""
    if _undefined(checker, made):
        return _nowhere(checker, made, reason)
    lines = step.lines
    needed = honesty.regions(checker, made.theorem, lines)
    if needed:
        return _conditional(checker, step, reason, lines, needed)
    contradicting = honesty.vacuous(checker, made.theorem, lines.place)
    if not contradicting:
        return None
    said = conjunction(contradicting)
    tried = f"shown only where {said}, which holds nowhere that was tried"
    return _Trial(Undecided(tried), reason.names, None, tried)


def _conditional(
    checker: Checker,
    step: StepInput,
    reason: Reason,
    lines: honesty.Lines,
    needed: tuple[Proposition, ...],
) -> _Trial:
    """A step that holds only under conditions that the document does not state."""
    counterexample = checker.counterexample(lines.before, lines.after, step.after.line)
    if (
        counterexample is not None
        and not _doubt(checker, step)
        and not _spared(checker, step, counterexample)
    ):
        said = conjunction(needed)
        explanation = f"both sides differ at this point; they are equal if {said}"
        return _Trial(Refuted(counterexample), reason.names, None, explanation)
    tried = honesty.explained(checker, lines, needed)
    return _Trial(Undecided(tried), reason.names, None, tried)


def _undefined(checker: Checker, made: Made) -> list[Proposition]:
    """Conditions on constants that do not hold, or cannot be shown to.

    Among them are those for all values of a bound name of which one makes them so.
    """
    return [
        condition
        for condition in made.theorem.conditions
        if fails_at_a_value(condition, checker.discharger)
    ]


def _nowhere(checker: Checker, made: Made, reason: Reason) -> _Trial:
    """A step between lines that have no value, or may have none."""
    missing = ", ".join(sorted(proposition_text(c) for c in _undefined(checker, made)))
    bound = any(isinstance(c, Throughout) for c in _undefined(checker, made))
    what = "this is shown" if bound else "the lines have a value"
    tried = f"{what} only if {missing}, which is not so or cannot be shown"
    return _Trial(Undecided(tried), reason.names, None, tried)


def _without_proof(checker: Checker, step: StepInput, reason: Reason) -> _Trial:
    before, after = step.before.term, step.after.term
    known = names_before(checker, step.after.line.expression)
    new = unexplained(before, after, known)
    if new:
        asked = ", ".join(f"what is {name_text(name)}?" for name in new)
        tried = f"{asked} Nothing before this line says; no rule proves the step without it"
        return _Trial(Undecided(tried), reason.names, None, tried)
    if standing.opens_statement(step) and standing.is_statement(checker, step, before, after):
        tried = "the line says of its names what nothing else in the document shows"
        return _Trial(Undecided(tried), reason.names, None, tried)
    counterexample = checker.counterexample(before, after, step.after.line)
    doubt = _doubt(checker, step)
    if counterexample is not None and doubt:
        tried = f"false as it was read, but it can be read otherwise: {doubt}"
        return _Trial(Undecided(tried), reason.names, None, tried)
    if counterexample is not None:
        spared = _spared(checker, step, counterexample)
        if spared:
            return _Trial(Undecided(spared), reason.names, None, spared)
    if counterexample is not None:
        slip = slips.likely(checker.prover, before, after)
        condition = "" if slip else condition_for(checker, step.lines)
        slip = f"they are equal if {condition}" if condition else slip
        explanation = "both sides differ at this point" + (f"; {slip}" if slip else "")
        return _Trial(Refuted(counterexample), reason.names, None, explanation)
    tried = "no rule of the catalogue proves it, and no counterexample was found"
    stopped = checker.prover.stopped.get((before, after))
    if stopped is not None:
        tried = f"out of budget: {stopped}; {tried}"
    where = honesty.without_value(checker, step.lines)
    if where:
        tried += f"; {where}"
    return _Trial(Undecided(tried), reason.names, None, tried)


def _spared(checker: Checker, step: StepInput, found: Counterexample) -> str:
    """Why a counterexample refutes nothing, in words; empty if it does."""
    if standing.only_rounded(step, found):
        return "equal to the printed digits, and shown no further"
    if checker.citations.row_before(step) is not None or (
        step.first and checker.citations.is_solved(step)
    ):
        return "an equation among others, and no identity; it could not be shown from them"
    unused = checker.citations.unused(step)
    if unused:
        return f"false as an identity, but it cites {unused}, which could not be used"
    elsewhere = standing.said_elsewhere(checker, step)
    return f"false as an identity, but {elsewhere}" if elsewhere else ""


def _doubt(checker: Checker, step: StepInput) -> str | None:
    """What in the two lines another reader may read otherwise."""
    nodes = [line.node for line in (step.after, step.before) if isinstance(line.node, Node)]
    for node in nodes:
        found = ambiguity(node, checker.context, nodes)
        if found:
            return found
    place = step.after.line.expression.origin(0)
    for line in (step.before, step.after):
        name = dependent_in_doubt(line.term) or hypotheses.tied(
            checker.context, line.term, place
        )
        if name is not None:
            return f"{name_text(name)} was read as not depending on the variable"
    return None


def _definition(checker: Checker, step: StepInput) -> _Trial | None:
    before, after = step.before.node, step.after.node
    if isinstance(before, ReadError) or isinstance(after, ReadError):
        return None
    surface = at_head(before, after)
    contested = {(each.key, each.span) for each in checker.understanding.contested}
    if surface is not None and (surface.key, surface.span) in contested:
        name = name_text(surface.key)
        explanation = f"introduces {name}, which the document also defines in another way"
        return _Trial(Defined(NAMED_FUNCTION), (), None, explanation)
    ours = {(each.key, each.span) for each in checker.understanding.surface}
    if surface is None or (surface.key, surface.span) not in ours:
        return None
    definition = _stated(checker, surface.span)
    if definition is None:
        return None
    wrong = _wrong_quantity(checker, definition, step)
    if wrong is not None:
        return wrong
    name = text(definition.left)
    explanation = f"introduces {name}; from here on it stands for {text(definition.right)}"
    return _Trial(Defined(NAMED_FUNCTION), (), None, explanation)


def _stated(checker: Checker, span: Span) -> Definition | None:
    """The definition that stands at a place."""
    for stated in checker.context.definitions:
        if stated.span == span and isinstance(stated.proposition, Definition):
            return stated.proposition
    return None


def _wrong_quantity(checker: Checker, definition: Definition, step: StepInput) -> _Trial | None:
    """Refutes a formula for a quantity that the text names, if it is another one."""
    left = definition.left
    if not isinstance(left, Application):
        return None
    arguments = left.args[2].args
    start = step.before.line.span.start
    justification = step.after.line.justification
    words = checker.document.source.text[max(0, start - 600) : start]
    words += justification.text if justification else ""
    quantity = quantity_named(left.args[0].name, words, len(arguments))
    if quantity is None:
        return None
    call, formula = text(apply(left.args[0].name, arguments)), text(quantity.body)
    said = f"the text calls {call} the {quantity.name}, which is {formula}"
    examples = []
    for order in permutations(arguments):
        body = replace(quantity.body, dict(zip(quantity.parameters, order, strict=True)))
        if checker.prover.equality(body, definition.right, None) is not None:
            return None
        examples.append(checker.counterexample(body, definition.right, place=start))
    if examples[0] is None or None in examples:
        tried = f"{said}; this line could not be shown to be that, or to differ from it"
        return _Trial(Undecided(tried), (), None, tried)
    return _Trial(Refuted(examples[0]), (), None, said)
