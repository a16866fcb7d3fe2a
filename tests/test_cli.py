"""The command: exit codes, paths, options, and that nothing ends in a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from derivation.check import certificates
from derivation.errors import CertificateError
from derivation.prove import replay

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "logistic-regression-gradient.md"
TRUE = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + 2 a b + b^2$$\n"
FALSE = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + b^2$$\n"
OPEN = "$$x + 1 = x + 1$$\n\n$$= q$$\n"


Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return _write


class TestExitCodes:
    def test_verified(self, write: Write) -> None:
        assert cli.main([write("a.md", TRUE)]) == 0

    def test_refuted(self, write: Write) -> None:
        assert cli.main([write("a.md", FALSE)]) == 1

    @pytest.mark.parametrize(
        ("text", "verdicts", "code"),
        [
            (FALSE, "refuted", 1),
            (FALSE, "misnamed,undecided", 0),
            (FALSE, "none", 0),
            (OPEN, "undecided", 1),
            (OPEN, "refuted", 0),
        ],
    )
    def test_fail_on(self, write: Write, text: str, verdicts: str, code: int) -> None:
        path = write("a.md", text)
        assert cli.main([path, "--fail-on", verdicts]) == code

    def test_strict_fails_on_what_is_assumed(self, write: Write) -> None:
        path = write("a.md", r"$$\frac{x y}{x} = y$$")
        assert cli.main([path]) == 0
        assert cli.main([path, "--strict"]) == 1

    def test_a_goal_that_is_missed(self, write: Write) -> None:
        path = write("a.md", TRUE)
        assert cli.main([path, "--goal", "b^2 + 2 b a + a^2"]) == 0
        assert cli.main([path, "--goal", "(a + b)^2"]) == 1

    def test_what_could_not_be_read_outside_the_steps(self, write: Write) -> None:
        assert cli.main([write("a.md", "$$ = 3 $$\n")]) == 1

    @pytest.mark.parametrize(
        "arguments",
        [[], ["--nonsense"], ["--fail-on", "everything", "x"], ["--rule", "nonsense"]],
    )
    def test_wrong_usage(self, arguments: list[str]) -> None:
        assert cli.main(arguments) == 2

    def test_a_path_that_cannot_be_read_does_not_stop_the_others(
        self, write: Write, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write("a.md", TRUE)
        assert cli.main(["no-such-file.md", path]) == 2
        captured = capsys.readouterr()
        assert "no-such-file.md" in captured.err
        assert "verified" in captured.out


class TestPaths:
    def test_a_directory_is_searched_in_order(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("b.md", "a.tex", "c.txt"):
            write(name, "$$1 + 1 = 2$$\n")
        (tmp_path / ".hidden").mkdir()
        (tmp_path / ".hidden" / "d.md").write_text(FALSE, encoding="utf-8")
        assert cli.main([str(tmp_path), "--format", "json"]) == 0
        paths = [d["path"] for d in json.loads(capsys.readouterr().out)["documents"]]
        assert [Path(path).name for path in paths] == ["a.tex", "b.md"]

    def test_standard_input(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FALSE.encode())))
        assert cli.main(["-"]) == 1
        assert "refuted" in capsys.readouterr().out

    def test_output_goes_to_a_file(self, write: Write, tmp_path: Path) -> None:
        target = tmp_path / "report.json"
        path = write("a.md", TRUE)
        assert cli.main([path, "--format", "json", "--output", str(target)]) == 0
        assert json.loads(target.read_text(encoding="utf-8"))["summary"]["proved"] == 1

    def test_an_output_that_cannot_be_written_is_said_so(
        self, write: Write, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write("a.md", TRUE)
        assert cli.main([path, "--output", "/no/such/folder/report"]) == 2
        assert "/no/such/folder/report" in capsys.readouterr().err

    def test_bytes_that_are_no_text_are_said_so(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.md"
        path.write_bytes(b"\xff\xfe\x00\x80")
        assert cli.main([str(path)]) == 2
        assert "UTF-8" in capsys.readouterr().err

    def test_a_document_without_a_derivation_is_said_so(
        self, write: Write, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main([write("a.md", "Only words.\n")]) == 0
        assert "no derivation" in capsys.readouterr().out


class TestOptions:
    def test_explain(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main([str(EXAMPLE), "--explain"]) == 0
        text = capsys.readouterr().out
        assert "Step 11 of 11" in text
        assert "⟦" in text

    def test_show_reading(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main([str(EXAMPLE), "--show-reading"]) == 0
        assert "σ: the sigmoid function" in capsys.readouterr().out

    def test_rules_and_one_rule(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["--rules"]) == 0
        assert "chain rule" in capsys.readouterr().out
        assert cli.main(["--rule", "expand", "--latex"]) == 0
        assert "a (b + c)" in capsys.readouterr().out

    def test_version_needs_no_engine(self) -> None:
        program = (
            "import sys, cli; code = cli.main(['--version']); "
            "sys.exit(code or any(m in sys.modules for m in ('sympy', 'rich', 'markdown_it')))"
        )
        run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True)
        assert run.returncode == 0

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
    def test_any_terminal_can_show_it(self, encoding: str) -> None:
        run = subprocess.run(
            [sys.executable, "cli.py", str(EXAMPLE), "--explain"],
            cwd=ROOT,
            capture_output=True,
            env={"PYTHONIOENCODING": encoding, "PATH": "", "NO_COLOR": "1"},
        )
        assert run.returncode == 0, run.stderr
        assert b"\x1b[" not in run.stdout
        run.stdout.decode(encoding)


class TestCertificates:
    def test_one_file_for_every_step_that_is_equal(self, write: Write, tmp_path: Path) -> None:
        target = tmp_path / "proofs" / "here"
        path = write("a.md", TRUE + "\n$$= b^2$$\n")
        assert cli.main([path, "--certificates", str(target)]) == 1
        assert [p.name for p in target.iterdir()] == ["a.md.derivation-1.step-01.json"]
        assert replay.main([str(p) for p in target.iterdir()]) == 0

    def test_documents_of_the_same_name_are_told_apart(self, tmp_path: Path) -> None:
        paths = [tmp_path / "one" / "a.md", tmp_path / "two" / "a.md"]
        for path in paths:
            path.parent.mkdir()
            path.write_text(TRUE, encoding="utf-8")
        target = tmp_path / "proofs"
        assert cli.main([*map(str, paths), "--certificates", str(target)]) == 0
        names = sorted(p.name for p in target.iterdir())
        assert names == ["a.md.2.derivation-1.step-01.json", "a.md.derivation-1.step-01.json"]

    def test_files_of_an_earlier_run_go_and_others_stay(
        self, write: Write, tmp_path: Path
    ) -> None:
        target = tmp_path / "proofs"
        path = write("a.md", TRUE)
        assert cli.main([path, "--certificates", str(target)]) == 0
        for name in ("notes.txt", "b.md.derivation-1.step-01.json", "a.md.json"):
            (target / name).write_text("kept")
        assert cli.main([write("a.md", FALSE), "--certificates", str(target)]) == 1
        names = sorted(p.name for p in target.iterdir())
        assert names == ["a.md.json", "b.md.derivation-1.step-01.json", "notes.txt"]

    def test_a_place_that_cannot_be_written_is_said_so(
        self, write: Write, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = write("a.md", TRUE)
        assert cli.main([path, "--certificates", path]) == 2
        assert "--certificates" in capsys.readouterr().err

    def test_a_proof_that_cannot_be_written_down_is_said_so(
        self,
        write: Write,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def refuse(*_: object) -> None:
            raise CertificateError("a thing cannot be written down")

        monkeypatch.setattr(certificates, "write_proof", refuse)
        assert cli.main([write("a.md", TRUE), "--certificates", str(tmp_path / "proofs")]) == 2
        assert "step 1 has no certificate: a thing" in capsys.readouterr().err
