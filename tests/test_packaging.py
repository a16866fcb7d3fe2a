"""The wheel: what it holds, and that the command runs from it away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "logistic-regression-gradient.md"


def run(*command: str | Path, cwd: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network: the build backend is a test dependency."""
    out = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT),
        cwd=out,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel, and this one's packages behind it.

    A path added by a .pth file comes after the environment's own packages, and .pth
    files found there are not run: an editable install here is not seen there.
    """
    directory = tmp_path_factory.mktemp("environment")
    venv.create(directory, with_pip=False, symlinks=os.name != "nt")
    places = {"base": str(directory), "platbase": str(directory)}
    own = Path(sysconfig.get_path("purelib", "venv", vars=places))
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "packages.pth").write_text("\n".join(sorted(paths)) + "\n", encoding="utf-8")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=places))
    run(
        *(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet"),
        *("--no-deps", "--no-index", "--force-reinstall", "--disable-pip-version-check", wheel),
        cwd=directory,
    )
    return scripts


def test_the_wheel_holds_the_packages_and_the_command_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metadata = f"verify_derivation-{project['version']}.dist-info"
    assert {name.split("/")[0] for name in names} == {"derivation", "steps", "cli.py", metadata}
    assert "derivation/py.typed" in names
    assert f"{metadata}/licenses/LICENSE" in names
    code = [n for n in names if not n.startswith(metadata)]
    assert {Path(name).suffix for name in code} <= {".py", ".typed", ".json"}
    for package in ("derivation", "steps"):
        here = {str(p.relative_to(ROOT).as_posix()) for p in (ROOT / package).rglob("*.py")}
        assert here <= set(names)


def test_the_installed_command_verifies_the_example(environment: Path, tmp_path: Path) -> None:
    output = run(environment / "verify-derivation", EXAMPLE, cwd=tmp_path)
    assert "proved" in output


def test_the_installed_package_is_the_one_from_the_wheel(
    environment: Path, tmp_path: Path
) -> None:
    names = ("cli", "derivation", "steps")
    code = "\n".join(f"import {name}; print({name}.__file__)" for name in names)
    places = run(environment / "python", "-c", code, cwd=tmp_path).split()
    assert all(Path(place).is_relative_to(environment.parent) for place in places), places
