import io
import sys
from pathlib import Path

import pytest

from derivation.errors import SourceError
from derivation.read import files


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert files.load(str(path)).text == "a\r\nb"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        files.load(str(tmp_path / "none.md"))


def test_a_directory_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="directory"):
        files.load(str(tmp_path))


def test_text_that_is_not_utf8_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(b"abc\xe9d")
    with pytest.raises(SourceError, match="byte 3"):
        files.load(str(path))


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("θ = 1".encode())))
    source = files.load("-")
    assert (source.path, source.text) == ("-", "θ = 1")
