"""Side by side with SymPy on the same equalities: decided, wrong, and how fast.

    python -m benchmarks.simplify --count 40 --seed 1 [--fragment NAME] [--seconds 5]

For each fragment of `benchmarks.identities` the same identities and mutants go, in one
run and one after the other, to this program (as terms), and to SymPy's `simplify` and
`cancel` of the difference and to `.equals` (ready-made in SymPy's evaluated form, with
what is assumed of the names). "The core alone" is this program's decision procedures and
points without the search for the rule that bears the step's name, which SymPy has not. A
difference brought to 0, or True, counts as "equal"; another number, or False, as
"different"; anything else as undecided. Each call is stopped after `--seconds`, which is
then its time; SymPy's cache is emptied before each call, as is what this program remembers
(its prover is new for each equality).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from sympy.core.cache import clear_cache

from benchmarks.alarm import limited
from benchmarks.identities.cases import Case, make
from benchmarks.identities.expression import Expression
from benchmarks.identities.fragment import Fragment
from benchmarks.identities.fragments import FRAGMENTS
from benchmarks.identities.program import Answer, as_terms, as_verdict
from benchmarks.identities.ready import ready_made

WITHOUT_SYMPY = ("modulo", "below sums")
"""Fragments that SymPy has no way to be given (equations) or no form for (E)."""

EQUAL, DIFFERENT, OPEN = "equal", "different", "undecided"
OURS = {"proved": EQUAL, "refuted": DIFFERENT}


@dataclass(slots=True)
class Score:
    """What one tool said of the equalities of one fragment."""

    seconds: list[float] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0

    def count(self, said: str, truth: str, seconds: float) -> None:
        """Adds one answer."""
        self.seconds.append(seconds)
        self.said[said] += 1
        self.right += said == truth
        self.wrong += said not in (truth, OPEN)


def main() -> int:
    """Prints the table; 1 if this program said anything wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simplify")
    parser.add_argument("--count", type=int, default=40, help="identities a fragment")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fragment", help="only fragments whose name contains this")
    parser.add_argument("--seconds", type=float, default=5.0, help="the longest call")
    options = parser.parse_args()
    print("| fragment | tool | decided | WRONG | median | 95 % | median : ours |")
    print("|---|---|--:|--:|--:|--:|--:|")
    wrong = 0
    for fragment in FRAGMENTS:
        if options.fragment and options.fragment not in fragment.name:
            continue
        if fragment.name.startswith(WITHOUT_SYMPY):
            continue
        scores = compared(fragment, options.seed, options.count, options.seconds)
        show(fragment, scores)
        wrong += sum(scores[name].wrong for name in OWN)
    return int(wrong > 0)


def compared(fragment: Fragment, seed: int, count: int, seconds: float) -> dict[str, Score]:
    """The scores of every tool on the fragment's identities and mutants."""
    scores = {name: Score() for name in (*OWN, *TOOLS)}
    as_terms(fragment, *_sides(make(fragment, seed, count), true=True))  # loads what is needed
    for index in range(count):
        case = make(fragment, seed, index)
        for truth in (EQUAL, DIFFERENT):
            left, right = _sides(case, true=truth == EQUAL)
            for name, ask in OWN.items():
                clear_cache()
                answer = ask(fragment, left, right)
                ours = OURS.get(answer.verdict, OPEN)
                scores[name].count(ours, truth, answer.seconds)
            for name, tool in TOOLS.items():
                said, taken = asked(tool, fragment, left, right, seconds)
                scores[name].count(said, truth, taken)
    return scores


def _sides(case: Case, *, true: bool) -> tuple[Expression, Expression]:
    return case.left, case.right if true else case.mutant


def asked(
    tool: Callable[[Any, Any], str],
    fragment: Fragment,
    left: Expression,
    right: Expression,
    seconds: float,
) -> tuple[str, float]:
    """What a tool of SymPy says, and how long it took; its forms are made before."""
    clear_cache()
    try:
        with limited(seconds):
            one, other = ready_made(left, fragment.signs), ready_made(right, fragment.signs)
    except Exception:  # SymPy's constructors may raise anything; then it has not decided
        return OPEN, 0.0
    start = perf_counter()
    try:
        with limited(seconds):
            said = tool(one, other)
    except Exception:  # nor is an answer that never comes, or an error, a decision
        said = OPEN
    return said, perf_counter() - start


def by_simplify(left: Any, right: Any) -> str:
    """By `simplify` of the difference, derivatives carried out."""
    from sympy import simplify

    return _of_difference(simplify((left - right).doit()))


def by_cancel(left: Any, right: Any) -> str:
    """By `cancel` of the difference, derivatives carried out."""
    from sympy import cancel

    return _of_difference(cancel((left - right).doit()))


def by_equals(left: Any, right: Any) -> str:
    """By `.equals`, derivatives carried out."""
    said = left.doit().equals(right.doit())
    return OPEN if said is None else EQUAL if said else DIFFERENT


def _of_difference(difference: Any) -> str:
    if difference == 0:
        return EQUAL
    return DIFFERENT if difference.is_number and difference.is_nonzero else OPEN


OWN: dict[str, Callable[[Fragment, Expression, Expression], Answer]] = {
    "verify-derivation": as_terms,
    "the core alone": as_verdict,
}

TOOLS: dict[str, Callable[[Any, Any], str]] = {
    "simplify": by_simplify,
    ".equals": by_equals,
    "cancel": by_cancel,
}


def show(fragment: Fragment, scores: dict[str, Score]) -> None:
    """Prints one fragment's rows."""
    ours = median(scores["verify-derivation"].seconds)
    for name, score in scores.items():
        count = len(score.seconds)
        middle, late = median(score.seconds), quantiles(score.seconds, n=20)[-1]
        cells = (
            fragment.name,
            name,
            f"{100 * score.right / count:.1f} %",
            str(score.wrong),
            f"{1000 * middle:.1f} ms",
            f"{1000 * late:.1f} ms",
            f"{middle / ours:.1f}",
        )
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
