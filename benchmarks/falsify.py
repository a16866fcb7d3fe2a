"""Proved steps made false by one small change, handed to the program in their documents.

Each step gets one change of its right side, in place in the source: a sign, an integer, a
name or an operator. A change is kept where ball arithmetic shows a point at which both
sides have values that differ and every assumption of the document holds; the kernel has
no part in that. The changed document is then verified as a whole would be, the steps
beside the changed one left out. Nothing may still be proved. Where no change could be
shown to be false, one that may be is handed over all the same: what is proved of these
is printed, to be looked at by hand.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.corpus import Step, in_parallel, print_groups, print_step, steps_of
from derivation.errors import ReadError
from derivation.limits import Exhausted, Limits
from derivation.meaning.elaborate import elaborate
from derivation.meaning.understand import understand
from derivation.model import Document, Excerpt, Line, Source
from derivation.monitor import STEP, within_soft_limits
from derivation.prove.proposition import Definition
from derivation.prove.refute import Problem, refute
from derivation.read.document import read_document
from derivation.read.files import load
from derivation.read.grammar import parse
from derivation.read.surface import Node
from derivation.read.tokens import Kind, Token, tokenise
from derivation.supervise import Job, run
from derivation.term import Term
from derivation.verdict import Report

ATTEMPTS = 24
"""How many changes of one step are tried until one is shown to be false."""

OPERATORS = {
    r"\cdot": ("+", "-"),
    r"\times": ("+",),
    r"\exp": (r"\sin", r"\cosh"),
    r"\ln": (r"\exp",),
    r"\log": (r"\exp",),
    r"\sin": (r"\cos",),
    r"\cos": (r"\sin",),
    r"\sinh": (r"\cosh",),
    r"\cosh": (r"\sinh",),
    r"\sum": (r"\prod",),
    r"\prod": (r"\sum",),
    r"\min": (r"\max",),
    r"\max": (r"\min",),
    "/": ("+",),
}
"""What is put in the place of an operator."""

NAMES = frozenset(
    rf"\{name}"
    for name in "alpha beta gamma delta epsilon zeta eta theta iota kappa "
    "lambda mu nu xi rho sigma tau phi chi psi omega Gamma Delta Theta Lambda Sigma Phi "
    "Psi Omega varepsilon vartheta varphi".split()
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a source: the place, what stands there, what is put there."""

    start: int
    end: int
    kind: str
    new: str

    def of(self, text: str) -> str:
        """The text with the change made."""
        return text[: self.start] + self.new + text[self.end :]


@dataclass(frozen=True, slots=True)
class Falsified:
    """A changed step: the change, whether it is false for certain, what became of it."""

    change: Change
    certain: bool
    step: Step | None


def falsify(proved: Sequence[Step], options: argparse.Namespace) -> None:
    """Prints what the program says of the steps, each made false."""
    by_path: dict[str, list[Step]] = defaultdict(list)
    for step in proved:
        by_path[step.path].append(step)
    tasks = [(each, options.time_limit, options.seed) for each in by_path.values()]
    every = [f for found in in_parallel(falsified, tasks, options.jobs) for f in found]
    certain = [each for each in every if each.certain]
    print(f"\nfalsified: {len(proved)} proved steps; {len(certain)} changed so that they are")
    print("false for certain")
    _print_verdicts(certain)
    _print_proved("false for certain, and proved:", certain)
    print("not refuted:")
    print_groups(e.step for e in certain if e.step and e.step.verdict != "refuted")
    others = [each for each in every if not each.certain]
    print(f"\n{len(others)} more that may be false")
    _print_verdicts(others)
    _print_proved("proved (look at each):", others)


def _print_verdicts(found: Sequence[Falsified]) -> None:
    counted = Counter(each.step.verdict if each.step else "not found" for each in found)
    for verdict, count in counted.most_common():
        print(f"{count:>6} {100 * count / len(found):6.1f} %  {verdict}")


def _print_proved(heading: str, found: Sequence[Falsified]) -> None:
    wrong = [each for each in found if each.step and each.step.verdict == "proved"]
    print(f"{heading} {len(wrong)}")
    for each in wrong:
        if each.step is not None:
            print_step(each.step)


def falsified(task: tuple[Sequence[Step], float, int]) -> list[Falsified]:
    """The steps of one document, each changed and verified."""
    steps, limit, seed = task
    path = steps[0].path
    source = load(path)
    judge = Judge(source)
    found = []
    for step in steps:
        random = Random(f"{seed} {Path(path).name} {step.line} {step.column}")
        made = judge.false_change(step, random)
        if made is not None:
            change, certain = made
            changed = Source(source.path, change.of(source.text))
            found.append(Falsified(change, certain, outcome(changed, step, judge, limit)))
    return found


def outcome(changed: Source, step: Step, judge: Judge, limit: float) -> Step | None:
    """What the program says of the changed step in its document."""
    skipped = Exhausted("left out")
    spent = {
        (STEP, index, number): skipped
        for index, derivation in enumerate(judge.document.derivations)
        for number in range(1, len(derivation.lines))
        if (index, number) != (step.derivation, step.number)
    }
    job = Job((changed,), "steps", None, Limits(limit), spent=spent)
    report: Report = run(job)
    places = (step.line, step.column)
    verdicts = steps_of(step.path, report.documents[0])
    return next((each for each in verdicts if (each.line, each.column) == places), None)


class Judge:
    """Says of a changed step whether it is false, by ball arithmetic alone."""

    def __init__(self, source: Source) -> None:
        self.document: Document = read_document(source)
        chains = [
            [(line.relation, _parsed(line.expression)) for line in derivation.lines]
            for derivation in self.document.derivations
        ]
        self.context = understand(self.document, chains).context

    def false_change(self, step: Step, random: Random) -> tuple[Change, bool] | None:
        """A change of the step's right side, and whether it is false for certain."""
        lines = self.document.derivations[step.derivation].lines
        before, after = lines[step.number - 1], lines[step.number]
        left = self._term(before.expression)
        possible = None
        for change in shuffled(changes(before, after), random)[:ATTEMPTS]:
            expression = _changed(after.expression, change)
            right = self._term(expression)
            if left is None or right is None:
                continue
            possible = possible or change
            if self.differ(left, right, after.expression.origin(0)):
                return change, True
        return None if possible is None else (possible, False)

    def differ(self, left: Term, right: Term, place: int) -> bool:
        """Whether both certainly differ at a point where the assumptions hold."""
        context = self.context
        stated = (s.proposition for s in context.equations if s.holds_at(place))
        facts = (*context.facts, *stated)
        problem = Problem(
            left,
            right,
            assumptions=tuple(f for f in facts if not isinstance(f, Definition)),
            definitions=tuple(f for f in facts if isinstance(f, Definition)),
            indices=context.kinds.indices,
        )
        found = within_soft_limits(lambda: refute(problem, seconds=1.0))
        return found is not None and not isinstance(found, Exhausted)

    def _term(self, expression: Excerpt) -> Term | None:
        node = _parsed(expression)
        if isinstance(node, ReadError):
            return None
        try:
            found = within_soft_limits(lambda: elaborate(node, self.context))
        except ReadError:
            return None
        return None if isinstance(found, Exhausted) else found


def _parsed(expression: Excerpt) -> Node | ReadError:
    try:
        found = within_soft_limits(lambda: parse(expression))
    except ReadError as error:
        return error
    if isinstance(found, Exhausted):
        return ReadError(found.message, expression.span(0, len(expression.text)))
    return found


def _changed(expression: Excerpt, change: Change) -> Excerpt:
    """The expression with a change of its source made in it."""
    at = next(i for i in range(len(expression.text)) if expression.origin(i) == change.start)
    end = at + change.end - change.start
    return Excerpt(expression.text[:at] + change.new + expression.text[end:])


def shuffled(found: Iterator[Change], random: Random) -> list[Change]:
    """The changes in random order, the kinds taken in turns."""
    kinds: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        kinds[change.kind].append(change)
    for some in kinds.values():
        random.shuffle(some)
    order = list(kinds)
    random.shuffle(order)
    mixed = []
    while any(kinds.values()):
        mixed += [kinds[kind].pop() for kind in order if kinds[kind]]
    return mixed


def changes(before: Line, after: Line) -> Iterator[Change]:
    """Every change of one token of the right side."""
    tokens = tokenise(after.expression)
    others = {t.text for line in (before, after) for t in names(tokenise(line.expression))}
    ours = {token.start for token in names(tokens)}
    for token in tokens:
        for kind, new in _instead(token, others if token.start in ours else set()):
            start = after.expression.origin(token.start)
            spaced = f" {new} " if new.startswith("\\") or kind == "operator" else new
            yield Change(start, start + token.end - token.start, kind, spaced)


def names(tokens: Sequence[Token]) -> Iterator[Token]:
    r"""The tokens that are names of one letter, outside words such as `\mathrm{...}`."""
    depth, words = 0, 0
    for last, token in zip((None, *tokens), tokens, strict=False):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(token.kind, 0)
        if token.kind is Kind.OPEN and last is not None and last.text in _WORDS:
            words = words or depth
        if depth < words:
            words = 0
        if not words and (token.kind is Kind.LETTER or token.text in NAMES):
            yield token


_WORDS = frozenset(
    r"\mathrm \text \operatorname \mathcal \mathbb \mathit \begin \end \textrm \mbox".split()
)


def _instead(token: Token, others: set[str]) -> Iterator[tuple[str, str]]:
    if token.text in ("+", "-"):
        yield "sign", "-" if token.text == "+" else "+"
    elif token.kind is Kind.NUMBER and token.text.isdigit():
        yield "integer", str(int(token.text) + 1)
        if int(token.text) > 1:
            yield "integer", str(int(token.text) - 1)
    elif token.text in OPERATORS:
        yield from (("operator", each) for each in OPERATORS[token.text])
    else:
        yield from (("name", each) for each in sorted(others - {token.text}))


__all__ = ["Change", "Falsified", "Judge", "changes", "falsified", "falsify", "shuffled"]
