"""Which documents a run is about: files, directories, globs, what git ignores."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from derivation.errors import UsageError
from derivation.read.containers import TAKEN_FROM_DIRECTORIES
from derivation.run.selection import documents


def tree(root: Path, *names: str, **texts: str) -> None:
    """Files with a text of no interest, and some with one that matters."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8")


def taken(root: Path, *paths: str, excludes: Sequence[str] = ()) -> list[str]:
    """The documents selected from below a root, relative to it; none is a problem."""
    found = list(documents(paths or (str(root),), excludes))
    assert not [each.problem for each in found if each.problem]
    return [Path(each.path).relative_to(root).as_posix() for each in found]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_kind_of_document_in_sorted_order(root: Path) -> None:
    names = [f"{chr(97 + i)}{suffix}" for i, suffix in enumerate(TAKEN_FROM_DIRECTORIES)]
    tree(root, *names, "b/z.MD", "b/a.tex", "notes.txt", "picture.png", ".hidden/x.md", ".x.md")
    assert taken(root) == [*names, "b/a.tex", "b/z.MD"]


def test_what_git_ignores_is_left_out(root: Path) -> None:
    tree(root, "a.md", "draft.md", "build/b.md", "sub/draft.md", "sub/keep.md")
    (root / ".gitignore").write_text("draft.md\nbuild/\n")
    assert taken(root) == ["a.md", "sub/keep.md"]


def test_a_nearer_gitignore_has_the_last_word(root: Path) -> None:
    tree(root, "draft.md", "sub/draft.md", "sub/other.md")
    (root / ".gitignore").write_text("draft.md\n")
    (root / "sub" / ".gitignore").write_text("!draft.md\n/other.md\n")
    assert taken(root) == ["sub/draft.md"]


def test_the_repository_s_own_excludes(root: Path) -> None:
    tree(root, "a.md", "b.md")
    (root / ".git" / "info").mkdir()
    (root / ".git" / "info" / "exclude").write_text("b.md\n")
    assert taken(root) == ["a.md"]


def test_a_gitignore_above_a_directory_that_is_named_counts(root: Path) -> None:
    tree(root, "sub/a.md", "sub/b.md")
    (root / ".gitignore").write_text("sub/b.md\n")
    assert taken(root, str(root / "sub")) == ["sub/a.md"]


def test_outside_a_repository_no_gitignore_counts(root: Path) -> None:
    tree(root, "a.md")
    (root / ".git").rmdir()
    (root / ".gitignore").write_text("*\n")
    assert taken(root) == ["a.md"]


def test_what_is_named_is_taken_though_it_is_ignored(root: Path) -> None:
    tree(root, "build/a.md", "build/.gitignore", "build/b.md")
    (root / ".gitignore").write_text("build/\n")
    (root / "build" / ".gitignore").write_text("b.md\n")
    assert taken(root, str(root / "build" / "b.md")) == ["build/b.md"]
    assert taken(root, str(root / "build")) == ["build/a.md"]


def test_lines_that_are_no_patterns_are_passed_over(root: Path) -> None:
    tree(root, "a.md", "b.md")
    (root / ".gitignore").write_bytes(b"\xef\xbb\xbf# words\n!\n\xff\xfe\nb.md  \n")
    assert taken(root) == ["a.md"]


@pytest.mark.skipif(shutil.which("git") is None, reason="compares with git itself")
@pytest.mark.parametrize(
    "patterns",
    [
        "*.md\n!b.md",
        "/a.md",
        "sub/",
        "sub/*\n!sub/b.md",
        "**/deep/*.md",
        "a[a-c].md\n?.tex",
        "sub/**/b.md",
        r"\#x.md",
        "sub\n!sub/b.md",
        "*\n!*/\n!b.md",
        "sub/\n!sub/",
        "*.md\n!sub/\n!sub/deep/*",
    ],
)
def test_as_git_itself_says(tmp_path: Path, patterns: str) -> None:
    names = ["a.md", "b.md", "ab.md", "c.tex", "#x.md", "sub/a.md", "sub/b.md"]
    tree(tmp_path, *names, "sub/deep/a.md", "sub/deep/b.md")
    (tmp_path / ".gitignore").write_text(patterns + "\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)  # noqa: S607
    listing = ["git", "ls-files", "-z", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=tmp_path, check=True, capture_output=True).stdout
    wanted = {name for name in listed.decode().split("\0") if name.endswith((".md", ".tex"))}
    assert {
        Path(each.path).relative_to(tmp_path).as_posix()
        for each in documents([str(tmp_path)])
        if each.problem is None
    } == wanted


def test_excludes(root: Path) -> None:
    tree(root, "a.md", "old/a.md", "new/old.md")
    assert taken(root, excludes=["old/"]) == ["a.md", "new/old.md"]
    with pytest.raises(UsageError, match="exclude"):
        list(documents([str(root)], ["!"]))


def test_globs(root: Path) -> None:
    tree(root, "a.md", "b.md", "b.txt", "sub/c.md", "sub/d.png", "ignored.md")
    (root / ".gitignore").write_text("ignored.md\n")
    assert taken(root, str(root / "*.md")) == ["a.md", "b.md"]
    assert taken(root, str(root / "**" / "*.md")) == ["a.md", "b.md", "sub/c.md"]
    assert taken(root, str(root / "*")) == ["a.md", "b.md", "sub/c.md"]
    assert taken(root, str(root / "*.txt")) == ["b.txt"]
    (root / ".gitignore").write_text("sub/\n")
    assert taken(root, str(root / "**" / "*.md")) == ["a.md", "b.md", "ignored.md"]
    assert taken(root, str(root / "sub" / "*.md")) == ["sub/c.md"]


def test_a_file_whose_name_looks_like_a_pattern(root: Path) -> None:
    tree(root, "a[1].md", "a1.md")
    assert taken(root, str(root / "a[1].md")) == ["a[1].md"]


def test_every_document_comes_once(root: Path) -> None:
    tree(root, "a.md", "sub/b.md")
    found = taken(root, str(root / "a.md"), str(root), str(root / "sub"))
    assert found == ["a.md", "sub/b.md"]


@pytest.mark.parametrize("path", ["empty", "*.md", "**/*.tex"])
def test_nothing_found_is_a_problem(root: Path, path: str) -> None:
    (root / "empty").mkdir()
    (found,) = documents([path])
    assert found.problem is not None
    assert "no documents" in found.problem


def test_links(root: Path) -> None:
    tree(root, "real/a.md")
    (root / "real" / "circle").symlink_to(root)
    (root / "real" / "link.md").symlink_to(root / "real" / "a.md")
    (root / "real" / "dangling.md").symlink_to(root / "nothing")
    assert taken(root) == ["real/a.md", "real/dangling.md", "real/link.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_directory_that_may_not_be_read(root: Path) -> None:
    tree(root, "a.md", "closed/b.md")
    (root / "closed").chmod(0)
    try:
        found = list(documents([str(root)]))
    finally:
        (root / "closed").chmod(0o700)
    assert [each.problem is None for each in found] == [True, False]
    assert "cannot be read" in (found[1].problem or "")
