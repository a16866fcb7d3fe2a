"""Unchanged documents: what answering from the cache takes, beside importing SymPy.

    python -m benchmarks.unchanged [DIRECTORY]

Prints the wall time of `verify-derivation` on the example, once it is in the cache, and
of `python -c "import sympy"`, alternating; with a DIRECTORY, also of a first and a second
run over it; then the memory of runs over two synthetic trees of different size. The cache
is one of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "logistic-regression-gradient.md"
RUNS = 15
SMALL, LARGE = 500, 5000
TEXT = "# {0}\n\n$$x + {0}$$\n\n$$= {0} + x$$\n"

MEASURED = (
    "import resource, sys, cli; code = cli.main(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
)
"""The command, and then the most memory that its own process took, in KiB."""


def main() -> None:
    """Runs and prints everything."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VERIFY_DERIVATION_CACHE"] = str(Path(folder, "cache"))
        command = [sys.executable, str(ROOT / "cli.py"), "--no-config"]
        one(command)
        for directory in sys.argv[1:]:
            for what in ("first", "second"):
                taken = seconds([*command, "--summary-only", directory])
                print(f"{what} run over {directory}: {taken:.2f} s")
        for count in (SMALL, LARGE):
            tree = Path(folder, str(count))
            tree.mkdir()
            for number in range(count):
                (tree / f"{number:06}.md").write_text(TEXT.format(number), encoding="utf-8")
            print(f"jsonl over {count} documents: {memory(tree)} MiB at most")


def one(command: list[str]) -> None:
    """One unchanged document against the import."""
    seconds([*command, str(EXAMPLE)])
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(seconds([*command, str(EXAMPLE)]))
        theirs.append(seconds([sys.executable, "-c", "import sympy"]))
    mine, other = median(ours), median(theirs)
    print(f"one unchanged document {1000 * mine:.0f} ms, import sympy {1000 * other:.0f} ms")
    print(f"ratio {mine / other:.2f}")


def seconds(command: list[str]) -> float:
    """The wall time of a command, whatever it says."""
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return perf_counter() - began


def memory(tree: Path) -> int:
    """The most memory of the command's own process in a run over a tree, in MiB."""
    command = [sys.executable, "-c", MEASURED, "--no-config", "--no-cache", "--format", "jsonl"]
    done = subprocess.run(
        [*command, str(tree)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=-1, check=False
    )
    return int(done.stderr.split()[-1]) // 1024


if __name__ == "__main__":
    main()
