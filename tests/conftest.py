"""What holds for every test."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _cache_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No test answers from what another one, or the user, had proved."""
    folder: Path = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("VERIFY_DERIVATION_CACHE", str(folder))
