"""Limits of time and memory: what is said, and that the rest of a document goes on.

Steps that hang or explode are made by patching the worker's arithmetic (the worker is a
fork, so that it inherits the patch); documents that explode by themselves are below.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cli
from derivation import verify
from derivation.errors import CatalogueError, InternalError, UsageError
from derivation.limits import Exhausted, Limits, parse_seconds, parse_size, size_text
from derivation.model import Source
from derivation.monitor import Unsupervised
from derivation.prove import kernel
from derivation.supervise import Job, run
from derivation.supervise.supervisor import fresh
from derivation.verdict import Report, StepReport, Undecided

ROOT = Path(__file__).parents[2]
GOOD = "$$(p + q)^2$$\n\n[Expand]\n\n$$= p^2 + 2 p q + q^2$$\n"
BAD = "$$(p + q)^2$$\n\n[Expand]\n\n$$= p^2 + q^2$$\n"
TRAP = "$$\\Omega + 1$$\n\n$$= 1 + \\Omega$$\n"
CHAIN = "$$(p + q)^2$$\n\n$$= p^2 + 2 p q + q^2$$\n\n$$= \\Omega$$\n\n$$= 2 p q + p^2 + q^2$$\n"

HANGS = ("out of budget: more than 0.5 s", "out of budget: more than 6 s, waiting")


def words(report: Report) -> list[str]:
    return [step.verdict.word for step in report.steps]


def said(step: StepReport) -> str:
    assert isinstance(step.verdict, Undecided), step.verdict
    return step.verdict.tried


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Makes arithmetic on the name Omega do something terrible."""
    arithmetic = kernel.arithmetic

    def set_trap(terrible: Callable[[], object]) -> None:
        def trapped(before: Any, after: Any) -> Any:
            if r"\Omega" in str(before) + str(after):
                terrible()
            return arithmetic(before, after)

        monkeypatch.setattr(kernel, "arithmetic", trapped)

    return set_trap


def forever_in_c() -> object:
    return sum(iter(int, 1))  # the loop is in C and looks at no signal that Python handles


def until_memory_ends() -> object:
    kept: list[bytearray] = []
    while True:
        kept.append(bytearray(1 << 26))


def without_end() -> object:
    return without_end()


class TestWhatBringsAWorkerDown:
    def test_a_hang_in_a_library(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(forever_in_c)
        report = verify(f"{TRAP}\n# Next\n\n{GOOD}\n", time_limit=0.5)
        assert said(report.steps[0]) in HANGS  # the second where the machine is busy
        assert report.steps[0].before_text == "Ω + 1"
        assert words(report) == ["undecided", "proved"]

    def test_what_only_waits(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(lambda: time.sleep(60))
        report = verify(f"{TRAP}\n# Next\n\n{GOOD}\n", time_limit=0.4)
        assert said(report.steps[0]) == "out of budget: more than 4.8 s, waiting"
        assert words(report) == ["undecided", "proved"]

    def test_an_explosion_in_memory(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(until_memory_ends)
        report = verify(f"{TRAP}\n# Next\n\n{GOOD}\n", memory_limit=256 << 20)
        assert said(report.steps[0]) == "out of budget: more than 256 MiB of memory"
        assert words(report) == ["undecided", "proved"]

    def test_a_library_that_aborts(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(os.abort)
        report = verify(f"{TRAP}\n# Next\n\n{GOOD}\n")
        assert said(report.steps[0]).startswith("out of budget: more than 2 GiB of memory")
        assert words(report) == ["undecided", "proved"]

    def test_a_library_that_crashes(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(lambda: os.kill(os.getpid(), signal.SIGSEGV))
        report = verify(f"{TRAP}\n# Next\n\n{GOOD}\n")
        assert "it ended with signal 11" in said(report.steps[0])
        assert words(report) == ["undecided", "proved"]

    def test_a_recursion_too_deep(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(without_end)
        report = verify(f"{TRAP}\n# Next\n\n{GOOD}\n")
        assert said(report.steps[0]) == "out of budget: nested too deeply"
        assert words(report) == ["undecided", "proved"]

    def test_every_step_of_a_document(
        self, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        trap(forever_in_c)
        report = verify(f"{CHAIN}\n# Next\n\n{BAD}\n", time_limit=0.4)
        assert words(report) == ["proved", "undecided", "undecided", "refuted"]
        (chain, _) = report.documents[0].derivations
        assert not chain.goal.reached

    def test_the_goal_too(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(forever_in_c)
        report = verify(GOOD, goal="\\Omega", time_limit=0.5)
        (derivation,) = report.documents[0].derivations
        assert words(report) == ["proved"]
        assert derivation.goal.because in HANGS

    def test_what_earlier_steps_showed_is_not_forgotten(
        self, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        """A refuted equation does not rule out counterexamples in a second worker."""
        document = f"$$a^2 + 1$$\n\n$$= a$$\n\n$$= \\Omega$$\n\n# Next\n\n{BAD}"
        plain = verify(document)
        trap(forever_in_c)
        assert words(verify(document, time_limit=0.4))[-1] == words(plain)[-1] == "refuted"

    def test_an_error_of_ours_is_not_hidden(
        self, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        def mistake() -> None:
            raise ZeroDivisionError("by us")

        trap(mistake)
        with pytest.raises(InternalError, match="by us"):
            verify(TRAP)

    def test_memory_used_up_by_earlier_steps_is_not_held_against_a_later_one(
        self, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        kept: list[bytearray] = []

        def hoard() -> None:
            kept.append(bytearray(120 << 20))

        trap(hoard)
        chain = "$$\\Omega + 1$$\n\n" + "".join(
            f"$$= {n} + \\Omega - {n - 1}$$\n\n" for n in range(2, 9)
        )
        assert set(words(verify(chain, memory_limit=600 << 20))) == {"proved"}


class TestWhereItRuns:
    def test_without_limits_in_this_process(
        self, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        seen: list[int] = []
        trap(lambda: seen.append(os.getpid()))
        assert words(verify(TRAP, time_limit=None, memory_limit=None)) == ["proved"]
        assert seen

    def test_in_a_thread_under_the_same_limits(self) -> None:
        found: list[Report] = []
        thread = threading.Thread(target=lambda: found.append(verify(f"{GOOD}\n\n{BAD}")))
        thread.start()
        thread.join(60)
        assert words(found[0])[0] == "proved"

    def test_a_fresh_interpreter_is_replaced_as_well(self) -> None:
        large = "$$" + "x + " * 20_000 + "x = 1$$"  # a second's reading
        sources = (Source("large.md", large), Source("small.md", GOOD))
        report = run(Job(sources, "steps", None, Limits(0.2, None)), fresh)
        (mistake,) = report.documents[0].errors
        assert "could not be checked: out of budget: more than " in mistake.message
        assert words(report) == ["proved"]

    def test_no_child_is_left(self, trap: Callable[[Callable[[], object]], None]) -> None:
        trap(forever_in_c)
        verify(f"{TRAP}\n# Next\n\n{GOOD}\n", time_limit=0.3)
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)

    def test_a_broken_catalogue_is_said_so(self) -> None:
        with pytest.raises(CatalogueError):
            run(Job((Source("a.md", GOOD),), "no_such_package", None, Limits()))

    def test_an_interrupt_ends_the_worker_too(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text(TRAP, encoding="utf-8")
        program = (
            "import sys, os, cli\n"
            "from derivation.supervise import worker\n"
            "def hang(job, send):\n"
            "    os.write(1, b'%d\\n' % os.getpid())\n"
            "    return sum(iter(int, 1))\n"
            "worker._documents = hang\n"
            f"sys.exit(cli.main([{str(path)!r}]))\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, stdout=-1, stderr=-1, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            child = int(process.stdout.readline())
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
            assert process.stderr.read().startswith("verify-derivation: interrupted")
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


class TestSoftLimits:
    def test_no_error_of_growing_too_large_escapes(self) -> None:
        def too_much() -> object:
            raise MemoryError

        monitor = Unsupervised()
        for terrible in (without_end, too_much, lambda: (1 << 40) << (1 << 70)):
            found = monitor.attempt(("step", 0, 1), terrible)
            assert isinstance(found, Exhausted)
            assert found.message.startswith("out of budget: ")


class TestOptions:
    @pytest.mark.parametrize(
        ("text", "seconds"), [("10", 10.0), ("0.5", 0.5), ("2s", 2.0), ("none", None)]
    )
    def test_seconds(self, text: str, seconds: float | None) -> None:
        assert parse_seconds(text) == seconds

    @pytest.mark.parametrize(
        ("text", "size"),
        [
            ("2G", 2 << 30),
            ("512M", 512 << 20),
            ("1.5 GiB", 3 << 29),
            ("20000kb", 20000 << 10),
            ("33554432", 1 << 25),
            ("none", None),
        ],
    )
    def test_size(self, text: str, size: int | None) -> None:
        assert parse_size(text) == size

    @pytest.mark.parametrize("text", ["", "0", "-1", "ten", "1e3", "inf", "nan", "1 m"])
    def test_what_is_no_number_of_seconds(self, text: str) -> None:
        with pytest.raises(UsageError):
            parse_seconds(text)

    @pytest.mark.parametrize("text", ["", "0", "1K", "-2G", "2X", "G", "99999999T"])
    def test_what_is_no_size(self, text: str) -> None:
        with pytest.raises(UsageError):
            parse_size(text)

    def test_sizes_are_said_as_people_say_them(self) -> None:
        assert [size_text(n) for n in (2 << 30, 3 << 29, 512 << 20, 100)] == [
            "2 GiB",
            "1.5 GiB",
            "512 MiB",
            "100 bytes",
        ]

    @pytest.mark.parametrize(
        "options", [("--time-limit", "soon"), ("--memory-limit", "3"), ("--time-limit", "0")]
    )
    def test_the_command_refuses_what_makes_no_sense(self, options: tuple[str, str]) -> None:
        assert cli.main(["x.md", *options]) == 2

    def test_the_command_heeds_them(
        self,
        trap: Callable[[Callable[[], object]], None],
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        trap(forever_in_c)
        path = tmp_path / "a.md"
        path.write_text(TRAP, encoding="utf-8")
        assert cli.main([str(path), "--time-limit", "0.3"]) == 1
        assert "out of budget: more than " in capsys.readouterr().out
