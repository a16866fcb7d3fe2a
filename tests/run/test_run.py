"""Runs over many documents: order, processes that die, interrupts, the cache, streams."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cli
from derivation.cache.store import Store
from derivation.limits import Limits
from derivation.prove import kernel
from derivation.run import pool
from derivation.run.checking import Checking
from derivation.run.interrupts import Interrupts
from derivation.run.results import Memory, Result, Run
from derivation.run.selection import Selected
from derivation.verdict import DocumentReport

ROOT = Path(__file__).parents[2]
TRUE = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + 2 a b + b^2$$\n"
FALSE = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + b^2$$\n"
TRAP = "$$\\Omega + 1$$\n\n$$= 1 + \\Omega$$\n"
LINES = ("(a+b)^2", "a^2 + 2ab + b^2", "a^2 + b^2", r"\frac{a}{b}", r"\frac{", "q", "a b")


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def run(folder: Path, store: Path | None, jobs: int = 2, **changes: Any) -> list[Result]:
    """What comes of every document in a folder."""
    checking = replace(Checking(), **changes)
    memory = Memory(Store(str(store)) if store else None, checking)
    paths = [Selected(str(path)) for path in sorted(folder.iterdir())]
    with Interrupts() as interrupts:
        return list(Run(checking, memory, jobs, interrupts).results(paths))


def timeless(results: list[Result]) -> list[DocumentReport]:
    """The reports without what each computation takes."""
    reports = [result.report for result in results if result.report is not None]
    return [
        replace(
            report,
            derivations=tuple(
                replace(d, steps=tuple(replace(s, seconds=0.0) for s in d.steps))
                for d in report.derivations
            ),
        )
        for report in reports
    ]


def words(results: list[Result]) -> list[str]:
    return [
        step.verdict.word
        for result in results
        if result.report
        for derivation in result.report.derivations
        for step in derivation.steps
    ]


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Makes the kernel do something when a step is about the name Ω."""
    plain = kernel.arithmetic

    def set_trap(what: Callable[[], object]) -> None:
        def trapped(before: object, after: object) -> object:
            if "Omega" in str(before):
                what()
            return plain(before, after)

        monkeypatch.setattr(kernel, "arithmetic", trapped)

    return set_trap


class TestOrder:
    def test_it_is_the_same_for_any_number_of_processes(self, tmp_path: Path) -> None:
        write(tmp_path, a=TRUE * 6, b=FALSE, c=TRUE, d="words", e="$$x = x$$", f=FALSE)
        one = run(tmp_path, None, jobs=1)
        assert [Path(result.path).stem for result in one] == list("abcdef")
        assert timeless(one) == timeless(run(tmp_path, None, jobs=3))

    def test_nothing_piles_up_behind_a_slow_document(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("derivation.run.results.WAITING_FOR_EACH", 2)
        write(tmp_path, **{f"d{n:02}": TRUE for n in range(12)})
        results = run(tmp_path, None)
        assert words(results) == ["proved"] * 12


class TestDeath:
    def test_a_worker_that_is_killed_costs_one_step(
        self, tmp_path: Path, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        trap(lambda: os.kill(os.getpid(), signal.SIGKILL))
        write(tmp_path, a=TRUE, b=f"{TRAP}\n# Next\n\n{TRUE}", c=FALSE)
        results = run(tmp_path, None)
        assert words(results) == ["proved", "undecided", "proved", "refuted"]

    def test_a_process_of_the_pool_that_is_killed_costs_one_document(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = pool.check

        def deadly(checking: Checking, number: int, source: Any) -> pool.Answer:
            if "Omega" in source.text:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(checking, number, source)

        monkeypatch.setattr(pool, "check", deadly)
        write(tmp_path, a=TRUE, b=TRAP, c=FALSE, d=TRUE)
        results = run(tmp_path, None)
        assert words(results) == ["proved", "refuted", "proved"]
        assert results[1].report is not None
        assert "could not be checked" in results[1].report.errors[0].message
        assert not results[1].report.within_limits

    def test_a_process_that_dies_once_costs_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain, mark = pool.check, tmp_path.parent / f"{tmp_path.name}-died"

        def deadly(checking: Checking, number: int, source: Any) -> pool.Answer:
            if "Omega" in source.text and not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(checking, number, source)

        monkeypatch.setattr(pool, "check", deadly)
        write(tmp_path, a=TRUE, b=TRAP, c=FALSE)
        assert words(run(tmp_path, None)) == ["proved", "proved", "refuted"]

    def test_a_defect_of_ours_costs_one_document_and_is_said(
        self,
        tmp_path: Path,
        trap: Callable[[Callable[[], object]], None],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def mistake() -> None:
            raise ZeroDivisionError("by us")

        trap(mistake)
        write(tmp_path, a=TRUE, b=TRAP, c=FALSE)
        assert cli.main([str(tmp_path)]) == 2
        captured = capsys.readouterr()
        assert "1 proved, 1 refuted" in captured.out
        assert "b.md" in captured.err
        assert "by us" in captured.err
        assert "Traceback" not in captured.err


class TestCache:
    def test_what_is_unchanged_is_not_proved_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        documents, store = tmp_path / "documents", tmp_path / "cache"
        documents.mkdir()
        write(documents, a=TRUE, b=FALSE)
        first = run(documents, store)

        def nobody(*_: object) -> None:
            raise AssertionError("it is proved again")

        monkeypatch.setattr(pool, "check", nobody)
        monkeypatch.setattr("derivation.run.results.check", nobody)
        assert run(documents, store) == first

    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(st.sampled_from(LINES), min_size=2, max_size=4))
    def test_a_report_from_the_cache_is_the_report_computed(
        self, tmp_path: Path, lines: list[str]
    ) -> None:
        documents, store = tmp_path / "documents", tmp_path / "cache"
        documents.mkdir(exist_ok=True)
        write(documents, a="\n\n".join(f"$${'=' * (n > 0)} {t}$$" for n, t in enumerate(lines)))
        computed = run(documents, None)
        assert timeless(run(documents, store)) == timeless(computed)
        assert timeless(run(documents, store)) == timeless(computed)

    def test_a_changed_document_is_checked_anew(self, tmp_path: Path) -> None:
        documents, store = tmp_path / "documents", tmp_path / "cache"
        documents.mkdir()
        write(documents, a=TRUE)
        assert words(run(documents, store)) == ["proved"]
        write(documents, a=FALSE)
        assert words(run(documents, store)) == ["refuted"]

    def test_other_settings_are_checked_anew(self, tmp_path: Path) -> None:
        documents, store = tmp_path / "documents", tmp_path / "cache"
        documents.mkdir()
        write(documents, a=TRUE)
        run(documents, store)
        (certified,) = run(documents, store, certificates=True)
        assert certified.report is not None
        assert certified.report.derivations[0].steps[0].certificate is not None
        (aimed,) = run(documents, store, goal="q")
        assert aimed.report is not None
        assert not aimed.report.derivations[0].goal.reached

    def test_what_ran_out_of_time_is_tried_again(
        self, tmp_path: Path, trap: Callable[[Callable[[], object]], None]
    ) -> None:
        documents, store = tmp_path / "documents", tmp_path / "cache"
        documents.mkdir()
        write(documents, a=TRAP)
        limits = Limits(0.5)
        trap(lambda: sum(iter(int, 1)))
        assert words(run(documents, store, limits=limits)) == ["undecided"]
        trap(lambda: None)
        assert words(run(documents, store, limits=limits)) == ["proved"]

    def test_the_command_answers_without_the_engine(self, tmp_path: Path) -> None:
        write(tmp_path, a=TRUE)
        program = (
            "import sys, cli\n"
            f"code = cli.main([{str(tmp_path / 'a.md')!r}])\n"
            "print('sympy' in sys.modules or 'flint' in sys.modules)\n"
            "sys.exit(code)\n"
        )
        command = [sys.executable, "-c", program]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        for _ in range(2):
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
            assert done.returncode == 0
            assert done.stdout.endswith(b"False\n")

    @pytest.mark.parametrize("option", [["--no-cache"], ["--cache-dir", "/proc/nowhere"]])
    def test_no_cache_and_none_that_can_be_used(
        self, tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(tmp_path, a=TRUE)
        assert cli.main([str(tmp_path), *option]) == 0
        assert capsys.readouterr().err == ""
        assert list(Path(os.environ["VERIFY_DERIVATION_CACHE"]).iterdir()) == []

    def test_a_cache_directory_of_one_s_own(self, tmp_path: Path) -> None:
        write(tmp_path, a=TRUE)
        assert cli.main([str(tmp_path / "a.md"), "--cache-dir", str(tmp_path / "kept")]) == 0
        assert list((tmp_path / "kept").iterdir())


class TestStreams:
    def lines(self, text: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in text.splitlines()]

    def test_a_line_a_derivation(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(tmp_path, a=f"{TRUE}\n# Next\n\n{FALSE}", b="words", c="$$ = 3$$\n")
        assert cli.main([str(tmp_path), "--format", "jsonl"]) == 1
        rows = self.lines(capsys.readouterr().out)
        kinds = [row["kind"] for row in rows]
        assert kinds == ["derivation", "derivation", "document", "document", "summary"]
        assert [row["steps"][0]["verdict"] for row in rows[:2]] == ["proved", "refuted"]
        assert rows[3]["errors"]
        assert rows[-1]["summary"]["documents"] == 3
        schema = json.loads((ROOT / "docs" / "report.schema.json").read_text())
        schema["$ref"] = "#/$defs/derivation"
        for key in ("type", "properties", "required", "additionalProperties"):
            del schema[key]
        for row in rows[:2]:
            plain = {k: v for k, v in row.items() if k not in ("kind", "path")}
            jsonschema.validate(plain, schema)

    def test_the_summary_alone(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(tmp_path, a=TRUE, b=FALSE)
        assert cli.main([str(tmp_path), "--summary-only"]) == 1
        assert capsys.readouterr().out == (
            "2 documents, 2 derivations, 2 steps: 1 proved, 1 refuted\n"
        )
        assert cli.main([str(tmp_path), "--summary-only", "--format", "json"]) == 1
        whole = json.loads(capsys.readouterr().out)
        assert whole["summary"]["refuted"] == 1
        assert whole["documents"] == []
        assert cli.main([str(tmp_path), "--summary-only", "--format", "jsonl"]) == 1
        assert len(self.lines(capsys.readouterr().out)) == 1

    def test_to_a_file(self, tmp_path: Path) -> None:
        write(tmp_path, a=TRUE)
        target = tmp_path / "out.jsonl"
        arguments = [str(tmp_path), "--format", "jsonl", "--output", str(target)]
        assert cli.main(arguments) == 0
        assert len(self.lines(target.read_text(encoding="utf-8"))) == 2

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--summary-only", "--format", "junit"],
            ["--summary-only", "--explain"],
            ["--format", "jsonl", "--certificates", "x"],
            ["--jobs", "0"],
            ["--jobs", "many"],
            ["--no-cache", "--cache-dir", "x"],
            ["--format", "jsonl", "--output", "/no/such/folder/out"],
        ],
    )
    def test_wrong_usage(self, tmp_path: Path, arguments: list[str]) -> None:
        write(tmp_path, a=TRUE)
        assert cli.main([str(tmp_path / "a.md"), *arguments]) == 2


def children(process: int) -> Iterator[int]:
    """Every process below one, where the system says."""
    found = subprocess.run(
        ["ps", "-eo", "pid=,ppid="],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    for line in found.stdout.splitlines():
        child, parent = map(int, line.split())
        if parent == process:
            yield child
            yield from children(child)


class TestInterrupts:
    def start(self, folder: Path) -> subprocess.Popen[str]:
        """A run in which the document about Ω never ends."""
        program = (
            "import sys, time, cli\n"
            "from derivation.run import pool\n"
            "plain = pool.check\n"
            "def check(checking, number, source):\n"
            "    if 'Omega' in source.text:\n"
            "        time.sleep(600)\n"
            "    return plain(checking, number, source)\n"
            "pool.check = check\n"
            f"sys.exit(cli.main([{str(folder)!r}, '--jobs', '2', '--format', 'json']))\n"
        )
        return subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def test_what_is_done_is_reported(self, tmp_path: Path) -> None:
        write(tmp_path, a=TRUE, b=TRAP, c=FALSE)
        kept = Path(os.environ["VERIFY_DERIVATION_CACHE"])
        with self.start(tmp_path) as process:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:  # until both others are done
                if sum(path.is_file() for path in kept.rglob("*")) == 2:
                    break
                time.sleep(0.05)
            below = list(children(process.pid))
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        assert process.returncode == 130
        paths = [Path(each["path"]).stem for each in json.loads(out)["documents"]]
        assert paths == ["a", "c"]
        assert err.startswith("verify-derivation: interrupted")
        assert "Traceback" not in err
        assert below
        assert not [each for each in below if Path(f"/proc/{each}").exists()]
