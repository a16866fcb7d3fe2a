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


def test_another_encoding_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\r\ntwo\rcaf\xe9\n")
    with pytest.raises(SourceError, match=r"line 3, byte 12: 0xE9, é if this is Latin-1"):
        files.load(str(path))
    path.write_bytes("a = b".encode("utf-16"))
    with pytest.raises(SourceError, match="UTF-16"):
        files.load(str(path))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_lines_whatever_ends_them(tmp_path: Path, ending: str, mark: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(f"{mark}# é{ending}{ending}x $y${ending}".encode())
    source = files.load(str(path))
    position = source.position(source.text.index("y"))
    assert (position.line, position.column) == (3, 4)
    assert source.line_text(3) == "x $y$"
