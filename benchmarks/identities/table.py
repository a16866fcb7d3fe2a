"""The count of verdicts by fragment, and what has to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from benchmarks.identities.program import Answer

WORDS = ("proved", "refuted", "undecided", "unreadable", "crash")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the program said of one equality.

    `given_as` is `terms` or `document`; `reproducer` is the document that states it.
    """

    fragment: str
    complete: bool
    index: int
    true: bool
    given_as: str
    answer: Answer
    reproducer: str

    @property
    def wrong(self) -> bool:
        """A false equality proved, or a true one refuted."""
        return self.answer.verdict == ("refuted" if self.true else "proved")

    @property
    def missed(self) -> bool:
        """Neither right nor wrong, although the fragment is called complete."""
        wanted = "proved" if self.true else "refuted"
        return self.complete and not self.wrong and self.answer.verdict != wanted


@dataclass(slots=True)
class Tally:
    """The verdicts on the equalities of one row of the table, and their times."""

    verdicts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    wrong: int = 0


def tallies(outcomes: Iterable[Outcome]) -> dict[tuple[str, str, bool], Tally]:
    """The tallies by fragment, way of handing over, and truth."""
    rows: dict[tuple[str, str, bool], Tally] = {}
    for outcome in outcomes:
        key = (outcome.fragment, outcome.given_as, outcome.true)
        tally = rows.setdefault(key, Tally())
        tally.verdicts[outcome.answer.verdict] += 1
        tally.seconds.append(outcome.answer.seconds)
        tally.wrong += outcome.wrong
    return rows


def table(outcomes: Iterable[Outcome]) -> str:
    """The table, as Markdown."""
    lines = [
        "| fragment | as | | count | proved | refuted | undecided | unread | WRONG | median |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for (fragment, given_as, true), tally in tallies(outcomes).items():
        count = sum(tally.verdicts.values())
        found = [tally.verdicts[word] for word in WORDS]
        shares = [f"{100 * each / count:.1f} %" for each in (*found[:3], found[3] + found[4])]
        kind = "true" if true else "false"
        time = f"{1000 * median(tally.seconds):.1f} ms"
        cells = [fragment, given_as, kind, str(count), *shares, str(tally.wrong), time]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
