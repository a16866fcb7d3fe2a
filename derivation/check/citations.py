"""The displayed equations of a document as hypotheses of the steps that come after them.

A step that cites an equation gets it; one that is not proved otherwise is tried with the
equations before it. Whatever is used is among the step's conditions, which say where it
stands and whether it is proved there.

An equation serves only what comes after it, and never its own proof: not the chain that
it is the first and last line of, nor the proof of the theorem that claims it. Left out
besides are equations that hold in one case only, or behind an implication, that are yet
to be shown, that set something to a number, and those that were refuted. Equations are
used as they stand: their letters are the same as in the step, so what is not cited must
stand in the same section and after the same theorem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from derivation.errors import ReadError
from derivation.meaning.elaborate import elaborate
from derivation.meaning.labels import cited, displays, labelled
from derivation.meaning.scope import section_of
from derivation.model import Derivation, Span
from derivation.prove.decide import reorder
from derivation.prove.proposition import Equal
from derivation.prove.solving import atoms
from derivation.read.surface import Node
from derivation.read.units import IMPLICATIONS
from derivation.term import Cases, Derivative, Term, names, walk

if TYPE_CHECKING:
    from derivation.check.step import Checker, StepInput

MAXIMUM_UNCITED = 6
"""How many of the equations before a step are tried where it cites none."""

_CASE = re.compile(
    r"\b(if|when|whenever|unless|suppose|assum\w*|cases?|otherwise|contradict\w*|contrary|"
    r"induction|want|wish|need|claim\w*|prove\w*|show|shown|verif\w*|equivalent|"
    r"instead|wrong|false|not|set|setting|sets|maxim\w*|minim\w*|approximat\w*|either|or)\b",
    re.IGNORECASE,
)
"""Words before a display that make it a case, a goal, or an equation to be solved."""

_CONDITIONAL = re.compile(
    r"\\(?:[Ll]ong)?(?:left)?rightarrow(?![A-Za-z])|\\(?:implies|iff|sim)(?![A-Za-z])|[⇒⇔]",
    re.IGNORECASE,
)
"""Signs of a display whose equations hold under what stands before them."""

_THEOREM = re.compile(
    r"(?:^|\n)[\s>#*_]*(?:theorem|lemma|proposition|corollary|claim)\b"
    r"|\\begin\{(?:theorem|lemma|proposition|corollary|claim)\*?\}",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"(?:^|\n)[\s>#*_]*(?:proof|solution|derivation)\b|\\begin\{(?:proof|solution)\}",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(let|under|given|hypothes[ie]s|assum\w*|suppos\w*|subject to)\b", re.IGNORECASE
)
_CLAIMED = re.compile(r"\b(then|is|are|equals?|we have|follows|holds?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Displayed:
    """An equation of a display: where it stands, its labels, its chain.

    `theorem` is where the theorem begins that is stated or proved there, -1 outside of
    any; `claimed`, whether the equation is what that theorem claims.
    """

    equation: Equal
    span: Span
    chain: int
    labels: tuple[str, ...]
    cited_only: bool
    theorem: int
    claimed: bool

    @property
    def spoken(self) -> frozenset[str]:
        """The names and functions it speaks of."""
        return atoms(self.equation)


class Citations:
    """The displayed equations of one document, for its checker."""

    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.proved: dict[int, bool] = {}
        """Whether a chain that was checked is proved from its first to its last line."""
        self.refuted: set[int] = set()
        self._rows: dict[Equal, Span] = {}

    @cached_property
    def _displays(self) -> tuple[Span, ...]:
        return tuple(span for span, _ in displays(self.checker.document.source.text))

    @cached_property
    def _labels(self) -> dict[str, Span]:
        return labelled(self.checker.document.source)

    @cached_property
    def every(self) -> tuple[Displayed, ...]:
        """Every displayed equation that may be a hypothesis somewhere."""
        found = []
        for index, derivation in enumerate(self.checker.document.derivations):
            found += list(self._of_chain(index, derivation))
        return tuple(found)

    def _of_chain(self, index: int, derivation: Derivation) -> Iterator[Displayed]:
        lines = derivation.lines
        if any(line.relation != "=" for line in lines[1:]):
            return
        if self._behind_implication(derivation.span):
            return
        start = derivation.span.start
        words = self._words_before(start)
        supposed = self._is_supposed(start, words)
        claimed = self._claims(start) and not supposed  # it serves what follows the proof
        case = _CASE.search(words) is not None and not supposed
        terms = [self._term(index, place) for place in range(len(lines))]
        first = terms[0]
        if first is None:
            return
        labels = tuple(
            name for name, span in self._labels.items() if span.start <= start < span.end
        )
        labels += tuple(label.text for label in derivation.labels)
        for right in dict.fromkeys((terms[1], terms[-1])):
            if right is None or not _is_usable(first, right):
                continue
            number = not names(first) or not names(right)
            yield Displayed(
                Equal(first, right),
                derivation.span,
                index,
                labels,
                claimed or case or number,
                self._proof_of(start),
                claimed,
            )

    def _term(self, chain: int, place: int) -> Term | None:
        node = self.checker.chains[chain][place][1]
        if not isinstance(node, Node):
            return None
        try:
            return elaborate(node, self.checker.context)
        except ReadError:
            return None

    def _behind_implication(self, span: Span) -> bool:
        """Whether the chain's display says what follows from something."""
        text = self.checker.document.source.text
        for display in self._displays:
            if display.start <= span.start < display.end:
                return _CONDITIONAL.search(text, display.start, display.end) is not None
        return False

    def _words_before(self, start: int) -> str:
        """The prose between the display before and the one in which a place lies."""
        text = self.checker.document.source.text
        ours = next((d for d in self._displays if d.start <= start < d.end), None)
        until = ours.start if ours is not None else start
        ends = [d.end for d in self._displays if d.end < until]
        words = text[max(ends, default=0) : until]
        paragraphs = [each for each in re.split(r"\n\s*\n", words) if each.strip(" $\n")]
        return paragraphs[-1] if paragraphs else ""

    def _claims(self, place: int) -> bool:
        """Whether a place lies in a theorem, before its proof."""
        text = self.checker.document.source.text
        theorems = [m.start() for m in _THEOREM.finditer(text, 0, place)]
        proofs = [m.start() for m in _PROOF.finditer(text, 0, place)]
        return bool(theorems) and (not proofs or proofs[-1] < theorems[-1])

    def _proof_of(self, place: int) -> int:
        """Where the theorem begins that is stated or proved at a place; -1 outside."""
        text = self.checker.document.source.text
        theorems = [m.start() for m in _THEOREM.finditer(text, 0, place)]
        return theorems[-1] if theorems else -1

    def _is_supposed(self, start: int, words: str) -> bool:
        """Whether a theorem's display is one of its assumptions."""
        return (
            self._claims(start)
            and _SUPPOSED.search(words) is not None
            and _CLAIMED.search(_SUPPOSED.split(words)[-1].replace("are equal", "")) is None
        )

    def cited_by(self, step: StepInput) -> tuple[str, ...]:
        """The labels that a step cites, above its relation, beside it or in its prose."""
        text = self.checker.document.source.text
        before, line = step.before.line, step.after.line
        start, end = before.span.end, line.span.end
        words = text[start : line.expression.origin(0)]
        if step.first:
            words = f"{self._words_before(before.span.start)} {words}"
        ending = re.compile(r"\\\\|\n").search(text, end)
        tail = text[end : ending.start() if ending else end]
        reason = line.justification.text if line.justification is not None else ""
        found = cited(f"{words} {tail} {reason}")
        found += tuple(each for each in re.split(r"[\s,;]+", reason) if each in self._labels)
        if line.justification is not None:
            found += line.justification.cites
        return tuple(dict.fromkeys(found))

    def row_before(self, step: StepInput) -> Equal | None:
        """The equation that a step's equation is made of: that of the row before it.

        It stands before an implication, or in the row above in the same display.
        """
        chain = self.checker.chain_at(step.before.line.expression.origin(0))
        if chain is None:
            return None
        at = step.number - 1
        if step.first:
            chain -= 1
            if chain < 0 or not self._in_one_display(chain, chain + 1):
                return None
            at = len(self.checker.chains[chain])
        elif step.before.line.relation not in IMPLICATIONS:
            return None
        lines = self.checker.document.derivations[chain].lines
        if at < 2 or lines[at - 1].relation != "=":
            return None
        left, right = self._term(chain, at - 2), self._term(chain, at - 1)
        if left is None or right is None or not _is_usable(left, right):
            return None
        equation = Equal(left, right)
        self._rows[equation] = lines[at - 1].span
        return equation

    def is_solved(self, step: StepInput) -> bool:
        """Whether the row below goes on from the step's equation, as in solving it."""
        chain = self.checker.chain_at(step.before.line.expression.origin(0))
        chains = self.checker.chains
        if chain is None or chain + 1 >= len(chains) or len(chains[chain]) != 2:
            return False
        if not self._in_one_display(chain, chain + 1):
            return False
        left, right = self._term(chain + 1, 0), self._term(chain + 1, 1)
        if left is None or right is None or self.checker.prover.ring(left, right) is not None:
            return False
        names_ = names(step.before.term) | names(step.after.term)
        return bool(names_ & (names(left) | names(right)))

    def _in_one_display(self, one: int, other: int) -> bool:
        places = [self.checker.document.derivations[i].span.start for i in (one, other)]
        return any(all(d.start <= p < d.end for p in places) for d in self._displays)

    def unused(self, step: StepInput) -> str:
        """A label that a step cites and of which no equation can be used; or empty."""
        known = {label for each in self.every for label in each.labels}
        return next((label for label in self.cited_by(step) if label not in known), "")

    def available(self, step: StepInput) -> tuple[Displayed, ...]:
        """The equations that may be used for a step, those nearest before it first."""
        place = step.before.line.expression.origin(0)
        chain = self.checker.chain_at(place)
        if chain is None:
            return ()
        every = (self._term(chain, at) for at in range(len(self.checker.chains[chain])))
        lines = [term for term in every if term is not None]
        theorem = self._proof_of(place)
        named = set(self.cited_by(step))
        limit = max(theorem, section_of(self.checker.document, place).start)
        found = []
        for each in self.every:
            if each.span.end > place or each.chain == chain or each.chain in self.refuted:
                continue
            if each.claimed and each.theorem == theorem:
                continue
            cited_here = bool(set(each.labels) & named)
            if each.span.start < limit and not cited_here:
                continue
            own = any(_states(each.equation, one, two) for one in lines for two in lines)
            if not own or cited_here:
                found.append(each)
        return tuple(reversed(found))

    def because(self, equation: Equal) -> tuple[str, bool] | None:
        """In words where an equation stands, and whether it is proved there."""
        if equation in self._rows:
            line = self.checker.position(self._rows[equation]).line
            return f"the equation in line {line}, from which this one follows", False
        for each in self.every:
            if each.equation == equation:
                line = self.checker.position(each.span).line
                where = f"the equation in line {line}"
                if self.proved.get(each.chain, False):
                    return f"{where} is proved there", True
                return f"{where}, which is not proved here", False
        return None


def near(
    found: tuple[Displayed, ...], names_: tuple[str, ...], spoken: frozenset[str]
) -> Iterator[tuple[Equal, ...]]:
    """The equations to be tried: those cited, then those that speak of a step's names."""
    named = [e for e in found if set(e.labels) & set(names_)]
    if named:
        yield tuple(dict.fromkeys(e.equation for e in named))
    others = [e for e in found if not e.cited_only and e not in named]
    close = [e for e in others if e.spoken <= spoken]
    close += [e for e in others if e not in close and e.spoken & spoken]
    some = tuple(dict.fromkeys(e.equation for e in (*named, *close[:MAXIMUM_UNCITED])))
    if close:
        yield some


def _states(equation: Equal, one: Term, two: Term) -> bool:
    """Whether an equation is just the claim that one term is the other."""
    return reorder.same(equation.left, one) and reorder.same(equation.right, two)


def _is_usable(left: Term, right: Term) -> bool:
    """Whether an equation may be used as it stands: no case distinction, no derivative."""
    if left == right:
        return False
    parts = (part for side in (left, right) for part in walk(side))
    return not any(isinstance(part, Cases | Derivative) for part in parts)
