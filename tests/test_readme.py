"""The README's two commands can be taken from it, and what it says is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from derivation import verify

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
HEADINGS = re.findall(r'^run_as_it_stands "(.+)"$', RUN, re.MULTILINE)


def command_under(heading: str) -> str:
    """The first `sh` block under a heading, as `.ci/run` takes it."""
    _, _, rest = README.partition(f"\n{heading}\n")
    found = re.search(r"^```sh\n(.*?)^```$", rest, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1].strip()


def test_the_script_runs_two_commands_of_the_readme() -> None:
    assert len(HEADINGS) == 2
    first, second = (command_under(heading) for heading in HEADINGS)
    assert "\n" not in first
    assert first.endswith("verify-derivation examples/logistic-regression-gradient.md")
    assert "\n" not in second
    assert "pytest" in second


def test_each_command_sets_itself_up_in_a_fresh_clone() -> None:
    for heading in HEADINGS:
        command = command_under(heading)
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install")


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def markdown_blocks() -> list[str]:
    return [text for language, text in BLOCKS if language == "markdown"]


def test_the_mistake_shown_is_the_one_in_the_examples() -> None:
    (shown,) = [text for text in markdown_blocks() if "[Expand the numerator]" in text]
    assert shown.strip() in (ROOT / "examples" / "with-a-mistake.md").read_text(
        encoding="utf-8"
    )


def test_the_override_shown_is_understood() -> None:
    (shown,) = [text for text in markdown_blocks() if "verify-derivation:" in text]
    (document,) = verify(shown).documents
    assert document.errors == ()
    assert [step.verdict.word for step in document.derivations[0].steps] == ["proved"]
    without = "$$" + shown.split("$$")[1] + "$$\n"
    assert [step.verdict.word for step in verify(without).steps] != ["proved"]


def test_the_python_example_runs() -> None:
    (code,) = [text for language, text in BLOCKS if language == "python" and "verify(" in text]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "11 proved derivative of a scalar product" in done.stdout


@pytest.mark.parametrize(
    "name", re.findall(r"^\$ verify-derivation examples/(\S+)$", README, re.MULTILINE)
)
def test_the_output_shown_is_the_output(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli", f"examples/{name}"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    _, _, shown = README.partition(f"$ verify-derivation examples/{name}\n")
    assert shown.partition("\n```")[0].split() == done.stdout.split()
