"""Verdicts and reports: what the program says about a step, a derivation, a run.

Here: frozen data only; every report format is a pure function of a `Report`.
Not here: how a verdict is reached (`derivation.check`), how it is printed
(`derivation.report`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from derivation.model import Position


class Status(Enum):
    """How a side condition stands: proved from what is known, or only assumed."""

    DISCHARGED = "discharged"
    ASSUMED = "assumed"


class Outcome(Enum):
    """What became of a derivation as a whole.

    `VERIFIED`: every step proved (or a definition) and the goal reached; `FAILED`:
    a step is refuted or misnamed, or the goal was not reached; `INCOMPLETE`: none of
    these, but a step is undecided or unreadable.
    """

    VERIFIED = "verified"
    FAILED = "failed"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Condition:
    """A side condition of a step: LaTeX and Unicode text, its status, and why."""

    latex: str
    text: str
    status: Status
    because: str


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point at which both sides are defined and provably differ.

    `assignment` pairs each name with its exact value as text ("y", "1"), and each
    unspecified function with the concrete function tried ("f(t)", "t^2 + 1");
    `before` and `after` are the two sides' values there: exact where rational, else
    decimals whose printed digits are certain.
    """

    assignment: tuple[tuple[str, str], ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Application:
    """One rewrite of a step, for the teaching aid.

    `rule` and `statement` name the rule and its LaTeX statement; `before` and
    `after` are the LaTeX of the rewritten part; `substitution` pairs each pattern
    variable of the rule with what stood for it, as LaTeX.
    """

    rule: str
    statement: str
    before: str
    after: str
    substitution: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Base of the six verdicts on a step; `word` is its name in every report."""

    word: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Proved(Verdict):
    """A theorem, by the stated rule, or by the rule found where none was stated."""

    word: ClassVar[str] = "proved"
    rule: str


@dataclass(frozen=True, slots=True)
class Misnamed(Verdict):
    """A theorem, but the stated rule does not make this step.

    `rule` is the rule that does make it, or None where no single rule was found.
    """

    word: ClassVar[str] = "misnamed"
    rule: str | None


@dataclass(frozen=True, slots=True)
class Defined(Verdict):
    """The line introduces a name: recorded and used from there on."""

    word: ClassVar[str] = "definition"
    rule: str


@dataclass(frozen=True, slots=True)
class Refuted(Verdict):
    """A counterexample at which both sides are defined and provably differ."""

    word: ClassVar[str] = "refuted"
    counterexample: Counterexample


@dataclass(frozen=True, slots=True)
class Undecided(Verdict):
    """Neither proved nor refuted; `tried` says what was tried and what is missing."""

    word: ClassVar[str] = "undecided"
    tried: str


@dataclass(frozen=True, slots=True)
class Unreadable(Verdict):
    """A line could not be read: the place, and one sentence that says why."""

    word: ClassVar[str] = "unreadable"
    message: str
    position: Position
    source_line: str


VERDICTS: tuple[type[Verdict], ...] = (
    Proved,
    Defined,
    Misnamed,
    Refuted,
    Undecided,
    Unreadable,
)
"""Every verdict, in the order of reports."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A step's proof as JSON text, or what prevented it from being written down."""

    proof: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class StepReport:
    """Everything known about one step.

    `number` counts from 1 within the derivation; `position` is the start of the
    `after` line's expression in the source; `before` and `after` are the author's
    LaTeX, `before_text` and `after_text` the same in Unicode as it was read;
    `justification` the author's words or None; `stated_rules` the names of the rules
    recognised in them; `rule` the rule that makes the step, or None; `axioms` every
    axiom and definition the theorem rests on; `seconds` the time spent on it;
    `certificate` the proof as data, where it was asked for.
    """

    number: int
    position: Position
    before: str
    after: str
    before_text: str
    after_text: str
    relation: str
    justification: str | None
    stated_rules: tuple[str, ...]
    rule: str | None
    verdict: Verdict
    conditions: tuple[Condition, ...] = ()
    explanation: str = ""
    applications: tuple[Application, ...] = ()
    axioms: tuple[str, ...] = ()
    seconds: float = 0.0
    certificate: Exported | None = None

    @property
    def assumed(self) -> tuple[Condition, ...]:
        """The conditions that were not discharged."""
        return tuple(c for c in self.conditions if c.status is Status.ASSUMED)


@dataclass(frozen=True, slots=True)
class Goal:
    """The expression a derivation must end in, as LaTeX, and whether it does.

    It is reached when the last line is that expression and every step before it is
    proved. `because` says why it is or is not; it is empty where no goal was stated, so
    that the last line is the goal and only the steps can miss it.
    """

    latex: str
    reached: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """How something was read, for `--show-reading`: the thing, its kind, the ground.

    `position` is where the thing stands (None for a decision about the document).
    """

    subject: str
    reading: str
    ground: str
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class DerivationReport:
    """One derivation: its heading, where it starts, its outcome, goal and steps."""

    title: str | None
    line: int
    outcome: Outcome
    goal: Goal
    steps: tuple[StepReport, ...]
    reading: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something outside the steps that could not be read, with its place."""

    position: Position
    message: str
    source_line: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document: its path, what could not be read in it, its derivations.

    `within_limits`: no part of checking it was ended by the limits of time and memory, so
    that the report would be the same on another machine; `assumed`: what somebody told
    this program to assume of the document, which the document does not say.
    """

    path: str
    errors: tuple[Mistake, ...]
    derivations: tuple[DerivationReport, ...]
    reading: tuple[Note, ...] = ()
    within_limits: bool = True
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run over any number of documents."""

    documents: tuple[DocumentReport, ...]

    @property
    def steps(self) -> tuple[StepReport, ...]:
        """Every step of every derivation, in document order."""
        return tuple(s for d in self.documents for v in d.derivations for s in v.steps)

    def count(self) -> dict[str, int]:
        """How many steps got each verdict, every verdict named, in report order."""
        counted = Counter(step.verdict.word for step in self.steps)
        return {verdict.word: counted[verdict.word] for verdict in VERDICTS}
