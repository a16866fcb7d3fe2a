"""The configuration: where it is found, what it does, and what is said of a wrong one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cli
from derivation.configuration import KEYS, find
from derivation.errors import UsageError

TRUE = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + 2 a b + b^2$$\n"
FALSE = "$$(a + b)^2$$\n\n[Expand]\n\n$$= a^2 + b^2$$\n"
ROOT_OF_A_SQUARE = "$$\\sqrt{t^2} = t$$\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "true.md").write_text(TRUE)
    (tmp_path / "notes" / "false.md").write_text(FALSE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(root: Path, text: str, name: str = "pyproject.toml") -> None:
    table = "" if name.startswith(".") else "[tool.verify-derivation]\n"
    (root / name).write_text(table + text)


class TestFinding:
    def test_from_a_folder_upwards(self, root: Path) -> None:
        configure(root, 'paths = ["notes"]')
        assert find(root / "notes").paths == ("notes",)

    def test_no_further_than_the_repository(self, root: Path) -> None:
        configure(root, 'paths = ["notes"]')
        (root / "notes" / ".git").mkdir()
        assert find(root / "notes").paths == ()

    def test_its_own_file_counts_first(self, root: Path) -> None:
        configure(root, 'excludes = ["a"]')
        configure(root, 'excludes = ["b"]', ".verify-derivation.toml")
        assert find(root).excludes == ("b",)

    def test_its_own_file_may_have_the_full_table(self, root: Path) -> None:
        text = '[tool.verify-derivation]\nexcludes = ["b"]'
        configure(root, text, ".verify-derivation.toml")
        assert find(root).excludes == ("b",)

    @pytest.mark.parametrize("text", ["[project]\nname = 1\n", "no toml at all", ""])
    def test_somebody_else_s_pyproject_is_not_judged(self, root: Path, text: str) -> None:
        (root / "pyproject.toml").write_text(text)
        assert find(root).file == ""


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('\n\npath = ["x"]', [":4:", "'path'", "'paths' meant", *KEYS]),
            ("jobs = 2", [":2:", "'jobs'", *KEYS]),
            ('paths = "x"', [":2:", "paths:", "list of strings"]),
            ("excludes = [1]", [":2:", "excludes:", "list of strings"]),
            ('macros = [""]', [":2:", "macros:", "empty"]),
            ("assumptions = 3", [":2:", "assumptions:", "list"]),
            ('fail-on = ["everything"]', [":2:", "fail-on:", "'everything'", "refuted"]),
            ("fail-on = 1", [":2:", "fail-on:"]),
            ("paths = [", ["no TOML"]),
            ("paths = 1\npaths = 2", ["no TOML"]),
            ("verify-derivation = 1\n[tool]\nverify-derivation = 3", ["no TOML"]),
        ],
    )
    def test_the_message_names_file_line_and_key(
        self, root: Path, text: str, words: list[str]
    ) -> None:
        configure(root, text)
        with pytest.raises(UsageError) as caught:
            find(root)
        for word in ["pyproject.toml", *words]:
            assert word in str(caught.value)

    def test_a_table_that_is_none(self, root: Path) -> None:
        (root / "pyproject.toml").write_text("[tool]\nverify-derivation = 3\n")
        with pytest.raises(UsageError, match="not a table"):
            find(root)

    @pytest.mark.parametrize("content", [b"\xff\xfe", b"\0", b"x = " + b"[" * 5000])
    def test_bytes_that_are_no_configuration(self, root: Path, content: bytes) -> None:
        (root / ".verify-derivation.toml").write_bytes(content)
        with pytest.raises(UsageError):
            find(root)

    def test_the_command_says_it_in_one_line(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(root, "jobs = 2")
        assert cli.main(["notes"]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1

    def test_an_exclude_that_is_no_pattern(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(root, 'excludes = ["!"]')
        assert cli.main(["notes"]) == 2
        assert "exclude" in capsys.readouterr().err

    def test_macros_that_are_not_there(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(root, 'macros = ["none.tex"]')
        assert cli.main(["notes"]) == 2
        assert "none.tex" in capsys.readouterr().err


class TestUse:
    def documents(self, capsys: pytest.CaptureFixture[str]) -> list[str]:
        return [Path(d["path"]).name for d in json.loads(capsys.readouterr().out)["documents"]]

    def test_paths_and_excludes(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        configure(root, 'paths = ["notes"]\nexcludes = ["notes/false.md"]')
        assert cli.main(["--format", "json"]) == 0
        assert self.documents(capsys) == ["true.md"]

    def test_they_are_relative_to_the_file(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(root, 'paths = ["notes"]\nexcludes = ["/notes/false.md"]')
        monkeypatch.chdir(root / "notes")
        assert cli.main(["--format", "json"]) == 0
        assert self.documents(capsys) == ["true.md"]

    def test_what_is_given_on_the_command_line_wins(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        configure(root, 'paths = ["notes"]\nexcludes = ["false.md"]\nfail-on = "none"')
        assert cli.main(["notes/false.md"]) == 0
        assert cli.main(["notes/false.md", "--fail-on", "refuted"]) == 1
        capsys.readouterr()
        assert cli.main(["--exclude", "true.md", "--format", "json"]) == 0
        assert self.documents(capsys) == ["false.md"]

    @pytest.mark.parametrize("value", ['"misnamed, undecided"', '["misnamed"]', "[]", '"none"'])
    def test_fail_on(self, root: Path, value: str) -> None:
        configure(root, f"fail-on = {value}")
        assert cli.main(["notes"]) == 0

    def test_without_configuration(self, root: Path) -> None:
        configure(root, 'fail-on = "none"')
        assert cli.main(["notes", "--no-config"]) == 1


class TestAssumptions:
    def test_they_hold_in_every_document_and_are_shown(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (root / "a.md").write_text(ROOT_OF_A_SQUARE)
        assert cli.main(["a.md"]) == 1
        configure(root, 'assumptions = ["t > 0"]')
        capsys.readouterr()
        assert cli.main(["a.md"]) == 0
        assert "assumed by the configuration: t > 0" in capsys.readouterr().out
        assert cli.main(["a.md", "--format", "json"]) == 0
        (document,) = json.loads(capsys.readouterr().out)["documents"]
        assert document["assumed"] == ["t > 0"]
        because = [
            condition["because"]
            for derivation in document["derivations"]
            for step in derivation["steps"]
            for condition in step["conditions"]
        ]
        assert not [each for each in because if "the document states" in each]

    def test_one_on_the_command_line_takes_their_place(self, root: Path) -> None:
        configure(root, 'assumptions = ["t > 0"]')
        (root / "a.md").write_text(ROOT_OF_A_SQUARE)
        assert cli.main(["a.md", "--assume", "s > 0"]) == 1
        assert cli.main(["a.md", "--no-config", "--assume", "t > 0"]) == 0

    def test_one_that_makes_no_sense_is_said(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(["notes/true.md", "--assume", "t > > {"]) == 1
        out = " ".join(capsys.readouterr().out.split())
        assert "of the configuration is not understood" in out
        assert "t > > {" in out
