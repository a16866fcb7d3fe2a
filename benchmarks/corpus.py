"""A folder of documents through the program: what is read, proved, refuted, and why not.

    python -m benchmarks.corpus DIR [--jobs N] [--time-limit S]
    python -m benchmarks.corpus DIR --list refuted [--sample K --seed N]
    python -m benchmarks.corpus DIR --falsify [--sample K --seed N]

Prints the displays, chains and steps of all documents by verdict, for all steps, for the
equalities and for the equalities that are not the first of their chain, and what stood
in the way of the others, grouped. `--list` shows every step of one verdict (or K of them
at random) to be compared with its source by hand. `--falsify` changes one sign, integer,
name or operator in every step that is proved, and hands the changed documents to the
program (see `falsify`). `--json FILE` keeps every step for other programs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TypeVar

if __package__ in (None, ""):  # run as a file: the program stands one folder up
    sys.path[0] = str(Path(__file__).resolve().parents[1])

SUFFIXES = frozenset(
    ".md .markdown .qmd .rmd .tex .ltx .ipynb .rst .adoc .asciidoc .txt".split()
)
READ = ("proved", "definition", "misnamed", "refuted", "undecided")
ORDER = (*READ, "unreadable")
CAUSES = 25
"""How many groups of causes are printed."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one document as the report gives it."""

    path: str
    derivation: int
    number: int
    line: int
    column: int
    relation: str
    verdict: str
    why: str
    before: str
    after: str
    seconds: float
    assumed: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()

    @property
    def equality(self) -> bool:
        """Whether the step claims an equality."""
        return self.relation in ("", "=")

    @property
    def later(self) -> bool:
        """Whether it is an equality and not the first step of its chain."""
        return self.equality and self.number > 1


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document."""

    path: str
    displays: int
    chains: int
    equalities: int
    steps: tuple[Step, ...]
    errors: tuple[str, ...]
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables for a folder."""
    options = _options(arguments)
    paths = documents(options.folder)
    began = perf_counter()
    tasks = [(str(path), options.time_limit) for path in paths]
    results = in_parallel(verified, tasks, options.jobs)
    print_table(results, perf_counter() - began)
    print_causes(results)
    if options.json:
        data = [asdict(result) for result in results]
        Path(options.json).write_text(json.dumps(data, indent=1), encoding="utf-8")
    if options.list:
        every = [s for result in results for s in result.steps if s.verdict == options.list]
        for step in sample(every, options):
            print_step(step)
    if options.falsify:
        from benchmarks.falsify import falsify

        proved = [s for result in results for s in result.steps if s.verdict == "proved"]
        falsify(sample(proved, options), options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A folder of documents through the program.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--time-limit", type=float, default=5.0, help="seconds a step may take")
    parser.add_argument("--list", choices=ORDER, help="show the steps of this verdict")
    parser.add_argument("--falsify", action="store_true", help="falsify the proved steps")
    parser.add_argument("--sample", type=int, default=0, help="only so many steps, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="a file for every step")
    return parser.parse_args(arguments)


def documents(folder: Path) -> list[Path]:
    """Every document below a folder, or the one that it is."""
    if folder.is_file():
        return [folder]
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return sorted(path for path in found if path.is_file())


def in_parallel(work: Callable[[T], R], tasks: Sequence[T], jobs: int) -> list[R]:
    """What the tasks give, in their order."""
    if jobs == 1 or len(tasks) < 2:
        return [work(task) for task in tasks]
    kind = "fork" if hasattr(os, "fork") else "spawn"
    with get_context(kind).Pool(jobs, maxtasksperchild=40) as pool:
        return list(pool.imap(work, tasks))


def verified(task: tuple[str, float]) -> Result:
    """One document verified under the limits of the command."""
    from derivation import verify
    from derivation.read import containers
    from derivation.read.blocks import Display
    from derivation.read.document import read_document
    from derivation.read.files import load

    path, limit = task
    began = perf_counter()
    (report,) = verify(Path(path), time_limit=limit).documents
    source = load(path)
    displays = sum(isinstance(block, Display) for block in containers.contents(source).blocks)
    chains = read_document(source).derivations
    equal = sum(any(line.relation == "=" for line in chain.lines) for chain in chains)
    errors = tuple(mistake.message for mistake in report.errors)
    steps = tuple(steps_of(path, report))
    return Result(path, displays, len(chains), equal, steps, errors, perf_counter() - began)


def steps_of(path: str, report: object) -> Iterator[Step]:
    """The steps of a document's report."""
    from derivation.report.json_format import explanation
    from derivation.verdict import DocumentReport

    if not isinstance(report, DocumentReport):
        raise TypeError(report)
    for index, derivation in enumerate(report.derivations):
        for step in derivation.steps:
            yield Step(
                path,
                index,
                step.number,
                step.position.line,
                step.position.column,
                step.relation,
                step.verdict.word,
                explanation(step),
                step.before,
                step.after,
                round(step.seconds, 3),
                tuple(condition.text for condition in step.assumed),
                step.axioms,
            )


def sample(steps: list[Step], options: argparse.Namespace) -> list[Step]:
    """All the steps, or as many at random as were asked for, in document order."""
    if not options.sample or options.sample >= len(steps):
        return steps
    chosen = Random(options.seed).sample(range(len(steps)), options.sample)
    return [steps[index] for index in sorted(chosen)]


def print_table(results: Sequence[Result], seconds: float) -> None:
    """The counts of all documents."""
    steps = [step for result in results for step in result.steps]
    displays = sum(result.displays for result in results)
    chains = sum(result.chains for result in results)
    equal = sum(result.equalities for result in results)
    print(f"{len(results)} documents, {displays} displays, {chains} chains ({equal} with =),")
    print(f"{len(steps)} steps, {seconds:.0f} s\n")
    groups = (
        ("all steps", steps),
        ("equalities", [step for step in steps if step.equality]),
        ("not the first", [step for step in steps if step.later]),
    )
    print(f"{'':<12}" + "".join(f"{name:>20}" for name, _ in groups))
    for verdict in ORDER:
        print(f"{verdict:<12}" + "".join(_share(verdict, some) for _, some in groups))
    print(f"{'sum':<12}" + "".join(f"{len(some):>12}{'':8}" for _, some in groups))
    print(f"{'read':<12}" + "".join(_share(READ, some) for _, some in groups))
    errors = Counter(message for result in results for message in result.errors)
    print(f"\n{sum(errors.values())} places outside the steps that could not be read")


def _share(verdict: str | tuple[str, ...], steps: Sequence[Step]) -> str:
    wanted = (verdict,) if isinstance(verdict, str) else verdict
    count = sum(step.verdict in wanted for step in steps)
    return f"{count:>12}" + (f"{100 * count / len(steps):6.1f} %" if steps else " " * 8)


def print_causes(results: Sequence[Result]) -> None:
    """What stood in the way of the steps that are undecided or unreadable."""
    steps = [step for result in results for step in result.steps]
    for verdict in ("unreadable", "undecided"):
        chosen = [step for step in steps if step.verdict == verdict]
        print(f"\n{verdict} ({len(chosen)}; not the first of their chain in brackets)")
        print_groups(chosen)


def print_groups(steps: Iterable[Step]) -> None:
    """The causes of some steps, the most frequent first."""
    every, later = Counter[str](), Counter[str]()
    for step in steps:
        why = cause(step.why)
        every[why] += 1
        later[why] += step.later
    for why, count in every.most_common(CAUSES):
        print(f"{count:>6} {f'({later[why]})':>6}  {why}")
    rest = every.total() - sum(count for _, count in every.most_common(CAUSES))
    if rest:
        print(f"{rest:>6} {'':>6}  other causes")


_WITHOUT = (
    (re.compile(r"what is .*\?.*"), "what is …?"),
    (re.compile(r"^is \S+ (a function|an? \w+)"), r"is … \1"),
    (re.compile(r"over \S+, which"), "over …, which"),
    (re.compile(r"^(\S+ was|is) \S+ "), r"\1 … "),
    (re.compile(r"otherwise: \S+"), "otherwise: …"),
    (re.compile(r"(only (?:if|where)|have a value only if) .*"), r"\1 …"),
    (re.compile(r"; at .*"), "; at …"),
    (re.compile(r"A directive can say.*"), ""),
    (re.compile(r"the (word|command) .* is not"), r"the \1 … is not"),
)
"""What is particular about a cause, and what stands for it in its group."""


def cause(why: str) -> str:
    """An explanation without the names in it."""
    for pattern, kept in _WITHOUT:
        why = pattern.sub(kept, why)
    return why[:90]


def print_step(step: Step) -> None:
    """A step to be looked at by hand."""
    print(f"\n{step.path}:{step.line} step {step.number}: {step.verdict}: {step.why}")
    print(f"    {' '.join(step.before.split())}")
    print(f"  = {' '.join(step.after.split())}")
    for condition in step.assumed:
        print(f"      if {condition}")


if __name__ == "__main__":
    main()
