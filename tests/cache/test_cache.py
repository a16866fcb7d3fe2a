"""The cache: a report comes back exactly as it was kept, or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation import verdict, verify
from derivation.cache.codec import CodecError, decode, encode
from derivation.cache.key import key_of
from derivation.cache.stamp import LIBRARIES, Stamp, libraries, stamp
from derivation.cache.store import Store
from derivation.model import Position, Source
from derivation.verdict import DocumentReport, Mistake, Proved

KEY = "ab" + "0" * 62
OTHER = "ab" + "1" * 62
EMPTY = DocumentReport("a.md", (), ())

st.register_type_strategy(
    verdict.Verdict, st.one_of(*(st.from_type(each) for each in verdict.VERDICTS))
)
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=()), max_size=20))
values = st.from_type(DocumentReport)


class TestCodec:
    @settings(max_examples=150, deadline=None)
    @given(values)
    def test_a_report_comes_back_as_it_was(self, report: DocumentReport) -> None:
        assert decode(json.loads(json.dumps(encode(report)))) == report

    def test_a_real_report_with_certificates_comes_back(self) -> None:
        example = Path(__file__).parents[2] / "examples" / "logistic-regression-gradient.md"
        (report,) = verify(example).documents
        assert decode(json.loads(json.dumps(encode(report)))) == report

    @pytest.mark.parametrize(
        "data",
        [
            None,
            "x",
            [],
            {},
            [0],
            ["DocumentReport"],
            ["DocumentReport", "a", *[[0]] * 40],
            ["Position", 1, 2],
            ["os.system", "true"],
            ["Path", "x"],
            ["Outcome", "no such outcome"],
            [["DocumentReport"]],
            ["DocumentReport", {}, [0], [0], [0], True, [0]],
        ],
    )
    def test_anything_else_is_refused(self, data: Any) -> None:
        with pytest.raises(CodecError):
            decode(data)

    def test_what_is_no_data_is_not_written(self) -> None:
        strange: Any = {"a": 1}
        odd = replace(EMPTY, errors=(strange,))
        with pytest.raises(CodecError):
            encode(odd)


@dataclass(frozen=True)
class Fuller(Source):
    """A source with a field that nobody knew of when keys were thought of."""

    remarks: str = ""


class TestKey:
    here = Stamp("1", (), ())

    def test_it_is_the_same_for_the_same(self) -> None:
        one, two = Source("a.md", "x"), Source("a.md", "x")
        assert key_of(one, {"goal": None}, self.here) == key_of(two, {"goal": None}, self.here)

    @pytest.mark.parametrize(
        ("source", "settings", "program"),
        [
            (Source("a.md", "y"), {"goal": None}, here),
            (Source("b.md", "x"), {"goal": None}, here),
            (Source("a.md", "x"), {"goal": "x"}, here),
            (Source("a.md", "x"), {"goal": None, "time": 1.0}, here),
            (Source("a.md", "x"), {"goal": None}, Stamp("2", (), ())),
            (Fuller("a.md", "x"), {"goal": None}, here),
            (Source("a.mdx", ""), {"goal": None}, here),
        ],
    )
    def test_everything_that_matters_is_in_it(
        self, source: Source, settings: dict[str, object], program: Stamp
    ) -> None:
        assert key_of(source, settings, program) != key_of(
            Source("a.md", "x"), {"goal": None}, self.here
        )

    def test_a_new_field_of_a_source_is_in_it(self) -> None:
        sources = [Fuller("a", "x", remarks=each) for each in ("", "1", "2")]
        keys = {key_of(source, {}, self.here) for source in sources}
        assert len(keys) == 3

    def test_what_cannot_be_hashed_is_refused(self) -> None:
        with pytest.raises(CodecError):
            key_of(Source("a", "x"), {"finish": print}, self.here)


class TestStamp:
    @pytest.fixture
    def rules(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        package = tmp_path / "rules_for_a_stamp"
        package.mkdir()
        (package / "__init__.py").write_text("")
        (package / "one.py").write_text("RULE = 1\n")
        monkeypatch.syspath_prepend(tmp_path)
        return package

    def digest(self, rules: Path) -> str:
        found = stamp(rules.name)
        assert found is not None
        return found.digest

    def test_a_changed_rule_changes_it(self, rules: Path) -> None:
        before = self.digest(rules)
        assert self.digest(rules) == before
        (rules / "one.py").write_text("RULE = 2\n")
        assert self.digest(rules) != before

    def test_a_further_rule_changes_it(self, rules: Path) -> None:
        before = self.digest(rules)
        (rules / "two.py").write_text("")
        assert self.digest(rules) != before

    def test_what_python_compiled_does_not(self, rules: Path) -> None:
        before = self.digest(rules)
        (rules / "__pycache__").mkdir()
        (rules / "__pycache__" / "one.pyc").write_text("x")
        assert self.digest(rules) == before

    def test_a_setting_of_sympy_changes_it(
        self, rules: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = self.digest(rules)
        monkeypatch.setenv("SYMPY_GROUND_TYPES", "python")
        assert self.digest(rules) != before

    @pytest.mark.parametrize("name", LIBRARIES)
    def test_every_library_s_version_is_in_it(self, name: str) -> None:
        known = [entry.lower().replace("-", "_") for entry in libraries()]
        wanted = f"{name}-{version(name)}.dist-info".replace("-", "_")
        assert any(entry.endswith(wanted) for entry in known)

    def test_it_knows_when_the_sources_are_not_those_any_more(self, rules: Path) -> None:
        found = stamp(rules.name)
        assert found is not None
        assert found.unchanged()
        (rules / "one.py").write_text("RULE = 22\n")
        assert not found.unchanged()


Break = Callable[[Path], object]


class TestStore:
    def file(self, root: Path) -> Path:
        (found,) = (path for path in root.rglob("*") if path.is_file())
        return found

    def test_what_is_kept_is_found(self, tmp_path: Path) -> None:
        store = Store(str(tmp_path / "cache"))
        assert store.find(KEY) is None
        store.keep(KEY, EMPTY)
        assert store.find(KEY) == EMPTY
        assert store.find(OTHER) is None
        assert Store(str(tmp_path / "cache")).find(KEY) == EMPTY

    @pytest.mark.parametrize(
        "damage",
        [
            lambda file: file.write_bytes(b""),
            lambda file: file.write_bytes(file.read_bytes()[:-1]),
            lambda file: file.write_bytes(file.read_bytes()[:70]),
            lambda file: file.write_bytes(b"\x00\xff" * 300),
            lambda file: file.write_bytes(file.read_bytes().replace(b"a.md", b"b.md")),
            lambda file: file.write_bytes(b"\n" + file.read_bytes()),
            lambda file: (file.unlink(), file.mkdir()),
            lambda file: (file.unlink(), file.symlink_to("nowhere")),
            lambda file: (file.unlink(), file.symlink_to(file.name)),
        ],
    )
    def test_a_damaged_file_counts_as_none_and_is_replaced(
        self, tmp_path: Path, damage: Break
    ) -> None:
        store = Store(str(tmp_path))
        store.keep(KEY, EMPTY)
        file = self.file(tmp_path)
        damage(file)
        assert store.find(KEY) is None
        store.keep(KEY, EMPTY)
        assert file.is_dir() or Store(str(tmp_path)).find(KEY) == EMPTY

    def test_one_file_under_another_s_name_is_not_believed(self, tmp_path: Path) -> None:
        store = Store(str(tmp_path))
        store.keep(KEY, EMPTY)
        file = self.file(tmp_path)
        file.rename(file.with_name(OTHER[2:]))
        assert store.find(OTHER) is None

    def test_another_user_s_file_is_not_believed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = Store(str(tmp_path))
        store.keep(KEY, EMPTY)
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
        assert store.find(KEY) is None
        store.keep(OTHER, EMPTY)
        assert store.find(OTHER) is None

    @pytest.mark.parametrize("where", ["file/cache", "file", "no\0where", "/proc/nowhere"])
    def test_where_nothing_can_be_kept_nothing_is(self, tmp_path: Path, where: str) -> None:
        (tmp_path / "file").write_text("x")
        if "\0" in where:
            pytest.skip("no directory can have such a name; nobody can ask for it")
        store = Store(str(tmp_path / where))
        assert store.find(KEY) is None
        store.keep(KEY, EMPTY)
        assert store.find(KEY) is None
        store.close()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_directory_that_is_closed(self, tmp_path: Path) -> None:
        store = Store(str(tmp_path))
        tmp_path.chmod(0o500)
        try:
            store.keep(KEY, EMPTY)
            assert store.find(KEY) is None
        finally:
            tmp_path.chmod(0o700)

    def test_what_ran_out_of_its_limits_is_not_kept(self, tmp_path: Path) -> None:
        store = Store(str(tmp_path))
        store.keep(KEY, replace(EMPTY, within_limits=False))
        assert store.find(KEY) is None

    def test_nothing_of_a_broken_write_is_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        Store(str(tmp_path)).keep(KEY, EMPTY)
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_it_does_not_grow_without_bound(self, tmp_path: Path) -> None:
        store = Store(str(tmp_path), capacity=20_000)
        long = replace(EMPTY, errors=(Mistake(Position(1, 1), "m" * 1000, ""),))
        keys = [f"{number:064x}" for number in range(40)]
        for age, key in enumerate(keys):
            store.keep(key, long)
            path = tmp_path / key[:2] / key[2:]
            if path.exists():
                os.utime(path, (1000 + age, 1000 + age))
        store.close()
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert 0 < sum(path.stat().st_size for path in files) <= 20_000
        assert store.find(keys[-1]) == long
        assert store.find(keys[0]) is None

    def test_nothing_in_a_report_is_lost_by_a_new_field(self) -> None:
        """What the codec writes is every field, whatever fields there will be."""
        encoded = encode(EMPTY)
        assert len(encoded) == 1 + len(fields(DocumentReport))
        assert encode(replace(EMPTY, path=str(Proved("x")))) != encoded
