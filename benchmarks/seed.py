"""The example against SymPy: the command's wall time, and the time to verify.

    python -m benchmarks.seed

Prints, side by side in one run: the wall time of `verify-derivation` on the example
against `python -c "import sympy"`, alternating; and in one warm process the time to
read and verify all its steps from the text against `simplify(lhs - rhs)` on the same
equalities, handed over ready-made as SymPy expressions. Medians, with the fastest run
beside them.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "logistic-regression-gradient.md"
COMMAND_RUNS = 15
WARM_RUNS = 15


def main() -> None:
    """Runs both comparisons and prints them."""
    versions = (
        f"Python {platform.python_version()}, {os.cpu_count()} CPUs, {platform.machine()}"
    )
    print(f"{EXAMPLE.name}; {versions}; medians, fastest run in brackets\n")
    ours, theirs = command_times()
    show(("verify-derivation", ours), ('python -c "import sympy"', theirs))
    ours, theirs, harder = warm_times()
    show(
        ("read and verify 11 steps", ours),
        ("simplify, derivatives carried out before", theirs),
        ("simplify, derivatives as written", harder),
    )


def show(ours: tuple[str, list[float]], *others: tuple[str, list[float]]) -> None:
    """Prints one comparison: the medians, and how many times the other each of ours is."""
    mine = median(ours[1])
    for name, times in (ours, *others):
        middle = median(times)
        ratio = "" if times is ours[1] else f"  ratio {mine / middle:.2f}"
        print(f"{name:<40}  {1000 * middle:7.1f} ms  ({1000 * min(times):.1f}){ratio}")
    print()


def command_times() -> tuple[list[float], list[float]]:
    """Wall times of the command and of importing SymPy, alternating."""
    command = [
        sys.executable,
        "-c",
        "from cli import main; raise SystemExit(main())",
        str(EXAMPLE),
    ]
    baseline = [sys.executable, "-c", "import sympy"]
    for each in (command, baseline):  # fills the file caches
        wall_time(each)
    pairs = [(wall_time(command), wall_time(baseline)) for _ in range(COMMAND_RUNS)]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def wall_time(command: list[str]) -> float:
    """Seconds that a command takes from start to end; it must succeed."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def warm_times() -> tuple[list[float], list[float], list[float]]:
    """Times of verifying the text and of simplifying its equalities, in this process.

    Every run has names of its own, so that neither program lives on what it remembers
    of the run before, and both keep what a warm process has: loaded modules and rules.
    The third list is for the equalities with their derivatives as the document writes
    them, which `simplify` does not all bring to zero.
    """
    ours: list[float] = []
    theirs: list[float] = []
    harder: list[float] = []
    for run in range(2 * (WARM_RUNS + 1)):
        text, written = renamed(run), ready_made(run)
        if run % 2:  # fresh names for the other form, or it would find its work done
            theirs.append(timed(simplified, [carried_out(pair) for pair in written])[0])
            harder.append(timed(simplified, ready_made(run + 1000))[0])
        else:
            seconds, report = timed(verified, text)
            ours.append(seconds)
            if report != {"proved": 10, "definition": 1}:
                raise SystemExit(f"not everything was verified: {report}")
    return ours[1:], theirs[1:], harder[1:]  # the first runs warm the process up


def timed(action: Callable[[T], R], argument: T) -> tuple[float, R]:
    """Seconds that an action takes, and what it gives."""
    start = perf_counter()
    result = action(argument)
    return perf_counter() - start, result


def renamed(run: int) -> str:
    """The example with the weights and the label under this run's own names."""
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace(r"\theta", rf"\mathrm{{w{letters(run)}}}")
    formulas = text.split("$")
    label = rf"\mathrm{{y{letters(run)}}}"
    return "$".join(re.sub(r"\by\b", lambda _: label, part) for part in formulas)


def letters(run: int) -> str:
    """A word of letters for a number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(run))


def verified(text: str) -> dict[str, int]:
    """How many steps of the text got each verdict."""
    from derivation import verify

    return {word: count for word, count in verify(text).count().items() if count}


def simplified(equalities: list[tuple[Any, Any]]) -> list[Any]:
    """What SymPy makes of the differences of the two sides."""
    from sympy import simplify

    return [simplify(left - right) for left, right in equalities]


def ready_made(run: int) -> list[tuple[Any, Any]]:
    """The eleven equalities as a SymPy user would type them in.

    With three features, so that the scalar product is an ordinary sum; the model is an
    unspecified function of the weights up to line 8, and the sigmoid from line 9 on (in
    step 8 on both sides).
    """
    from sympy import Derivative, Function, Integer, exp, log, symbols

    word = letters(run)
    y, *weights = symbols(f"y{word} w{word}1:4")
    features = symbols("x1:4")
    weight, feature = weights[1], features[1]
    product = sum((t * x for t, x in zip(weights, features, strict=True)), Integer(0))
    h = Function("h")(*weights)
    s = 1 / (1 + exp(-product))

    def d(term: Any) -> Any:
        return Derivative(term, weight)

    loss = -y * log(h) - (1 - y) * log(1 - h)
    lines = [
        d(loss),
        d(loss),
        -y * d(log(h)) - (1 - y) * d(log(1 - h)),
        -y / h * d(h) - (1 - y) / (1 - h) * d(1 - h),
        (-y / h + (1 - y) / (1 - h)) * d(h),
        (-y * (1 - h) + (1 - y) * h) / (h * (1 - h)) * d(h),
        (-y + y * h + h - y * h) / (h * (1 - h)) * d(h),
        (h - y) / (h * (1 - h)) * d(h),
        (s - y) / (s * (1 - s)) * d(s),
        (s - y) / (s * (1 - s)) * s * (1 - s) * d(product),
        (s - y) * d(product),
        (s - y) * feature,
    ]
    pairs = list(pairwise(lines))
    before, after = pairs[7]
    pairs[7] = (before.subs(h, s), after)
    return pairs


def carried_out(equality: tuple[Any, Any]) -> tuple[Any, Any]:
    """The equality with the derivatives on both sides carried out."""
    left, right = equality
    return left.doit(), right.doit()


if __name__ == "__main__":
    main()
