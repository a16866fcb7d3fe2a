"""The command: makes identities and mutants, asks the program, prints the table.

    python -m benchmarks.identities --count 10000 --seed 1 [--fragment NAME] [--jobs 2]

`--count` is the number of identities (and as many mutants) over all fragments. One in
`--documents` is also handed over as a document. Every wrong answer is listed with the
document that reproduces it, and as many undecided ones as `--list` says.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import get_context

from benchmarks.identities.cases import make
from benchmarks.identities.expression import Expression
from benchmarks.identities.fragment import Fragment
from benchmarks.identities.fragments import FRAGMENTS
from benchmarks.identities.program import as_document, as_terms, document
from benchmarks.identities.table import Outcome, table


def outcomes(
    fragment: Fragment, seed: int, indices: Sequence[int], documents: int
) -> Iterator[Outcome]:
    """What the program says of the cases of these numbers and of their mutants."""
    for index in indices:
        case = make(fragment, seed, index)
        for true, right in ((True, case.right), (False, case.mutant)):
            yield _outcome(fragment, index, true, "terms", case.left, right)
            if documents and index % documents == 0:
                yield _outcome(fragment, index, true, "document", case.left, right)


def _outcome(
    fragment: Fragment,
    index: int,
    true: bool,
    given_as: str,
    left: Expression,
    right: Expression,
) -> Outcome:
    ask = as_terms if given_as == "terms" else as_document
    answer = ask(fragment, left, right)
    text = document(fragment, left, right)
    return Outcome(fragment.name, fragment.complete, index, true, given_as, answer, text)


def _chunk(arguments: tuple[int, int, list[int], int]) -> list[Outcome]:
    place, seed, indices, documents = arguments
    return list(outcomes(FRAGMENTS[place], seed, indices, documents))


def run(
    count: int, seed: int, fragment: str | None, jobs: int, documents: int
) -> Iterator[Outcome]:
    """All outcomes, the fragments in their order."""
    chosen = [
        i for i, each in enumerate(FRAGMENTS) if fragment is None or fragment in each.name
    ]
    if not chosen:
        raise SystemExit(f"no fragment is called {fragment}")
    each = -(-count // len(chosen))
    size = 25
    tasks = [
        (place, seed, list(range(start, min(start + size, each))), documents)
        for place in chosen
        for start in range(0, each, size)
    ]
    if jobs == 1:
        for task in tasks:
            yield from _chunk(task)
        return
    with get_context("fork").Pool(jobs, maxtasksperchild=20) as pool:
        for found in pool.imap(_chunk, tasks):
            yield from found


def main() -> int:
    """Prints the table and what is wrong; 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identities")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fragment", help="only fragments whose name contains this")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--documents", type=int, default=10, help="one in so many; 0 for none")
    parser.add_argument("--list", type=int, default=3, help="undecided ones listed a fragment")
    options = parser.parse_args()
    found = []
    for outcome in run(
        options.count, options.seed, options.fragment, options.jobs, options.documents
    ):
        found.append(outcome)
        if outcome.wrong:
            print(f"WRONG {_described(outcome)}", flush=True)
    for name in dict.fromkeys(outcome.fragment for outcome in found):
        missed = (o for o in found if o.missed and o.fragment == name)
        for outcome in islice(missed, options.list):
            print(_described(outcome))
    print(table(found))
    return int(any(outcome.wrong for outcome in found))


def _described(outcome: Outcome) -> str:
    kind = "true" if outcome.true else "false"
    said = f"{outcome.answer.verdict} ({outcome.answer.remark})"
    head = f"{outcome.fragment} {outcome.index}, {kind}, as {outcome.given_as}: {said}"
    return f"{head}\n{outcome.reproducer}"


if __name__ == "__main__":
    sys.exit(main())
