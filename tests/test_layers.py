"""Imports point one way, and what only reads loads no computer algebra."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS: tuple[tuple[str, ...], ...] = (
    ("derivation.model",),
    ("derivation.errors", "derivation.verdict", "derivation.limits"),
    ("derivation.monitor",),
    ("derivation.read", "derivation.term"),
    ("derivation.prove", "derivation.notation"),
    ("derivation.meaning",),
    ("derivation.rule",),
    ("derivation.catalogue",),
    ("derivation.recognise", "derivation.prove.replay"),
    ("derivation.check",),
    ("derivation.supervise",),
    ("derivation.cache",),
    ("derivation.report",),
    ("derivation.configuration", "derivation.run"),
    ("derivation",),
)
"""Each module may import from its own layer and from those before it."""

KERNEL = ("derivation.term", "derivation.prove")
"""What `steps/` may import besides the rule: terms, theorems, nothing of documents."""

REPORT = ("model", "verdict", "notation", "errors", "report")
"""What a report may import; the one about rules imports rules as well."""


def files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, those for type checkers only left out."""
    yield from _imports(ast.parse(path.read_text(encoding="utf-8")).body)


def _imports(statements: list[ast.stmt]) -> Iterator[str]:
    for statement in statements:
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.dump(statement.test):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, "imports are absolute here"
                yield from (_target(node.module or "", alias.name) for alias in node.names)


def _target(module: str, name: str) -> str:
    inner = ROOT / Path(*module.split("."), name)
    return (
        f"{module}.{name}" if inner.is_dir() or inner.with_suffix(".py").is_file() else module
    )


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def layer(name: str) -> int:
    """The layer of the longest entry that the module lies within."""
    found = [
        (len(entry), index)
        for index, entries in enumerate(LAYERS)
        for entry in entries
        if within(name, entry)
    ]
    return max(found)[1]


def test_every_module_has_a_layer_of_its_own() -> None:
    top = len(LAYERS) - 1
    forgotten = [n for n in map(name_of, files("derivation")) if layer(n) == top]
    assert forgotten == ["derivation"]


@pytest.mark.parametrize("path", files("derivation"), ids=name_of)
def test_a_module_imports_only_its_own_layer_and_earlier_ones(path: Path) -> None:
    here = name_of(path)
    later = [n for n in imports(path) if within(n, "derivation") and layer(n) > layer(here)]
    assert later == []


@pytest.mark.parametrize("path", files("derivation"), ids=name_of)
def test_derivation_imports_neither_the_rules_nor_the_command(path: Path) -> None:
    assert not [n for n in imports(path) if within(n, "steps") or within(n, "cli")]


@pytest.mark.parametrize("path", files("steps"), ids=name_of)
def test_a_rule_imports_only_the_rule_and_the_kernel(path: Path) -> None:
    allowed = ("derivation.rule", "derivation.verdict", *KERNEL)
    ours = [n for n in imports(path) if within(n, "derivation") or within(n, "steps")]
    assert not [n for n in ours if not any(within(n, each) for each in allowed)]


@pytest.mark.parametrize("path", files("derivation/report"), ids=name_of)
def test_a_report_imports_only_data(path: Path) -> None:
    allowed = [f"derivation.{each}" for each in REPORT]
    if path.stem == "rules":
        allowed += ["derivation.rule", "derivation.catalogue"]
    ours = [n for n in imports(path) if within(n, "derivation")]
    assert not [n for n in ours if n != "derivation" and not any(within(n, a) for a in allowed)]


def test_reading_and_reports_load_no_computer_algebra() -> None:
    modules = [name_of(p) for p in files("derivation/read")]
    modules += ["derivation", "derivation.model", "derivation.verdict", "derivation.errors"]
    modules += ["derivation.supervise", "derivation.run", "cli"]
    modules += [
        name_of(p) for package in ("run", "cache") for p in files(f"derivation/{package}")
    ]
    code = f"import sys, {', '.join(modules)}; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
