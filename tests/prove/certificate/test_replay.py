"""Replaying certificates: what was written is accepted, what was changed is rejected."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from derivation.catalogue import load_catalogue
from derivation.check import verify_source
from derivation.check.certificates import files, versions
from derivation.errors import CertificateError, UnusableCertificateError
from derivation.prove import replay
from derivation.prove.certificate.file import digest, read_file
from derivation.read.files import load
from derivation.verdict import DocumentReport, Misnamed, Proved, Report

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.is_file())
SEED = ROOT / "examples" / "logistic-regression-gradient.md"
SCHEMA = json.loads((ROOT / "docs" / "certificate.schema.json").read_text(encoding="utf-8"))


@cache
def checked(path: Path) -> DocumentReport:
    return verify_source(load(str(path)), load_catalogue(), certificates=True)


@cache
def certificates(path: Path) -> dict[str, str]:
    return dict(files(Report((checked(path),)), versions("1.0")))


def certificate(number: int) -> dict[str, Any]:
    """The certificate of a step of the example, as data that may be changed."""
    text = certificates(SEED)[f"{SEED.name}.derivation-1.step-{number:02}.json"]
    data: dict[str, Any] = json.loads(text)
    return data


def known() -> Any:
    return replay.catalogue_axioms("steps")


def sealed(data: dict[str, Any]) -> str:
    """The file with a digest that fits, as one who changes it could write it."""
    return json.dumps({**data, "digest": digest(data)})


def rejected(text: str) -> bool:
    try:
        read_file(text, known)
    except CertificateError:
        return True
    return False


def says_more(shown: set[str], condition: str) -> bool:
    """Whether a condition that is shown says of more variables what this one says."""
    what, _, variables = condition.partition(" is differentiable in ")
    ours = set(variables.split(", "))
    others = (each.partition(" is differentiable in ") for each in shown)
    return any(what == other and ours < set(more.split(", ")) for other, _, more in others)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
class TestExamples:
    def test_every_proved_step_has_a_certificate_that_replays(self, path: Path) -> None:
        steps = Report((checked(path),)).steps
        proved = [s for s in steps if isinstance(s.verdict, Proved | Misnamed)]
        assert len(certificates(path)) == len(proved) > 0
        for text in certificates(path).values():
            read_file(text, known)

    def test_it_holds_under_the_conditions_that_the_report_shows(self, path: Path) -> None:
        steps = Report((checked(path),)).steps
        proved = [s for s in steps if isinstance(s.verdict, Proved | Misnamed)]
        for step, text in zip(proved, certificates(path).values(), strict=True):
            claim = json.loads(text)["proof"]["claim"]["conditions"]
            assumed = {each["text"] for each in claim if each["status"] == "assumed"}
            shown = {each.text for each in step.assumed}
            assert shown <= assumed
            assert all(says_more(shown, each) for each in assumed - shown)

    def test_it_is_as_the_schema_says(self, path: Path) -> None:
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for text in certificates(path).values():
            assert [e.message for e in validator.iter_errors(json.loads(text))] == []


def test_nothing_is_written_down_unless_it_is_asked_for() -> None:
    report = verify_source(load(str(SEED)), load_catalogue())
    assert all(step.certificate is None for step in Report((report,)).steps)


def test_misnamed_steps_have_certificates_too(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("$$(a + b)^2$$\n\n[Factor]\n\n$$= a^2 + 2 a b + b^2$$\n", encoding="utf-8")
    ((_, text),) = certificates(path).items()
    assert read_file(text, known).step["verdict"] == "misnamed"


Change = Callable[[dict[str, Any]], None]


def _theorem(data: dict[str, Any], function: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in data["proof"]["theorems"] if each["function"] == function
    )
    return found


def _other_conclusion(data: dict[str, Any]) -> None:
    last = data["proof"]["theorems"][-1]
    last["conclusion"] = data["proof"]["theorems"][0]["conclusion"]


def _conclusion_of_its_own(data: dict[str, Any]) -> None:
    proof = data["proof"]
    proof["propositions"].append(["Equal", 0, 1])
    proof["theorems"][-1]["conclusion"] = len(proof["propositions"]) - 1


def _condition_dropped(data: dict[str, Any]) -> None:
    proof = data["proof"]
    proof["theorems"][-1]["conditions"].pop()
    proof["claim"]["conditions"].pop()


def _condition_dropped_everywhere(data: dict[str, Any]) -> None:
    for each in data["proof"]["theorems"]:
        each["conditions"] = []
    data["proof"]["claim"]["conditions"] = []


def _condition_added(data: dict[str, Any]) -> None:
    last = data["proof"]["theorems"][-1]
    last["conditions"].append(last["conclusion"])


def _condition_twice(data: dict[str, Any]) -> None:
    last = data["proof"]["theorems"][-1]
    last["conditions"].append(last["conditions"][0])


def _conditions_reordered(data: dict[str, Any]) -> None:
    next(t for t in data["proof"]["theorems"] if len(t["conditions"]) > 1)[
        "conditions"
    ].reverse()


def _axiom_stated_otherwise(data: dict[str, Any]) -> None:
    data["proof"]["axioms"][0]["statement"] += " "


def _axiom_with_other_sides(data: dict[str, Any]) -> None:
    axiom = data["proof"]["axioms"][0]
    axiom["left"], axiom["right"] = axiom["right"], axiom["left"]


def _axiom_without_conditions(data: dict[str, Any]) -> None:
    axiom = next(each for each in data["proof"]["axioms"] if each["conditions"])
    axiom["conditions"] = []


def _axiom_of_another_rule(data: dict[str, Any]) -> None:
    data["proof"]["axioms"][0]["rule"] = "expand"


def _number_changed(data: dict[str, Any]) -> None:
    next(n for n in data["proof"]["terms"] if n[0] == "integer")[1] += 1


def _name_changed(data: dict[str, Any]) -> None:
    next(n for n in data["proof"]["terms"] if n[0] == "symbol")[1] = "q"


def _premises_reordered(data: dict[str, Any]) -> None:
    _theorem(data, "transitivity")["premises"].reverse()


def _premise_of_itself(data: dict[str, Any]) -> None:
    proof = data["proof"]
    proof["theorems"][-1]["premises"] = [len(proof["theorems"]) - 1]


def _theorem_not_needed(data: dict[str, Any]) -> None:
    theorems = data["proof"]["theorems"]
    theorems.insert(0, copy.deepcopy(theorems[0]))
    for each in theorems[1:]:
        each["premises"] = [number + 1 for number in each["premises"]]


def _term_not_needed(data: dict[str, Any]) -> None:
    data["proof"]["terms"].append(["symbol", "unused"])


def _proposition_not_needed(data: dict[str, Any]) -> None:
    data["proof"]["propositions"].append(["Positive", 0])


def _last_theorem_dropped(data: dict[str, Any]) -> None:
    data["proof"]["theorems"].pop()


def _no_theorem(data: dict[str, Any]) -> None:
    data["proof"]["theorems"] = []


def _unknown_function(data: dict[str, Any]) -> None:
    data["proof"]["theorems"][-1]["function"] = "believe"


def _private_function(data: dict[str, Any]) -> None:
    data["proof"]["theorems"][-1]["function"] = "_make"


def _assumed(data: dict[str, Any]) -> None:
    """The conclusion under itself: a theorem, but under a condition more."""
    last = data["proof"]["theorems"][-1]
    last.update(function="assume", premises=[], data=[{"proposition": last["conclusion"]}])


def _position_from_the_back(data: dict[str, Any]) -> None:
    path = _theorem(data, "congruence")["data"][1]["items"]
    path[0]["integer"] = -1 - path[0]["integer"]


def _field_added(data: dict[str, Any]) -> None:
    data["proof"]["theorems"][0]["comment"] = "trust me"


def _field_added_at_the_top(data: dict[str, Any]) -> None:
    data["author"] = "me"


def _field_dropped(data: dict[str, Any]) -> None:
    del data["proof"]["theorems"][0]["conditions"]


def _text_of_the_claim(data: dict[str, Any]) -> None:
    data["proof"]["claim"]["conclusion"] = "1 = 2"


def _text_of_a_condition(data: dict[str, Any]) -> None:
    data["proof"]["claim"]["conditions"][0]["text"] = "0 = 0"


def _definition_said_to_be_assumed(data: dict[str, Any]) -> None:
    conditions = data["proof"]["claim"]["conditions"]
    next(c for c in conditions if c["status"] == "definition")["status"] = "stated"


def _axiom_not_claimed(data: dict[str, Any]) -> None:
    data["proof"]["claim"]["axioms"].pop()


def _text_of_the_step(data: dict[str, Any]) -> None:
    data["step"]["after_text"] = "0"


def _number_as_text(data: dict[str, Any]) -> None:
    data["step"]["step"] = str(data["step"]["step"])


def _number_as_flag(data: dict[str, Any]) -> None:
    data["step"]["derivation"] = True


def _proved_by_sampling(data: dict[str, Any]) -> None:
    data["step"]["verdict"] = "likely"


def _version_of_the_future(data: dict[str, Any]) -> None:
    data["schema_version"] = 2


CHANGES: tuple[Change, ...] = (
    *(_other_conclusion, _conclusion_of_its_own, _condition_dropped),
    *(_condition_dropped_everywhere, _condition_added, _condition_twice),
    *(_conditions_reordered, _axiom_stated_otherwise, _axiom_with_other_sides),
    *(_axiom_without_conditions, _axiom_of_another_rule, _number_changed, _name_changed),
    *(_premises_reordered, _premise_of_itself, _theorem_not_needed, _term_not_needed),
    *(_proposition_not_needed, _last_theorem_dropped, _no_theorem, _unknown_function),
    *(_private_function, _assumed, _position_from_the_back, _field_added),
    *(_field_added_at_the_top, _field_dropped, _text_of_the_claim, _text_of_a_condition),
    *(_definition_said_to_be_assumed, _axiom_not_claimed, _text_of_the_step),
    *(_number_as_text, _number_as_flag, _proved_by_sampling, _version_of_the_future),
)


class TestChangedByHand:
    @pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__[1:])
    def test_it_is_rejected_even_with_a_digest_that_fits(self, change: Change) -> None:
        data = certificate(3)
        assert not rejected(sealed(data))
        change(data)
        assert rejected(sealed(data))

    def test_a_forged_axiom_is_rejected_and_named(self) -> None:
        data = certificate(3)
        data["proof"]["axioms"][0]["right"] = data["proof"]["axioms"][0]["left"]
        with pytest.raises(CertificateError, match="derivative of the logarithm"):
            read_file(sealed(data), known)

    def test_no_axiom_holds_without_a_catalogue(self) -> None:
        with pytest.raises(CertificateError, match="states no such axiom"):
            read_file(json.dumps(certificate(3)), frozenset)

    @pytest.mark.parametrize("key", ["document", "before", "after", "reason", "rule", "line"])
    def test_what_is_said_of_the_step_is_kept_by_the_digest(self, key: str) -> None:
        data = certificate(3)
        data["step"][key] = 7 if key == "line" else "something else"
        assert rejected(json.dumps(data))


def rejected_or_the_same_theorem(data: dict[str, Any], original: dict[str, Any]) -> bool:
    """Whether a changed proof is rejected, or shows just what the original shows.

    A fact that was offered to a decision procedure, which did without it, can be changed
    in this way; nothing that a theorem says or rests on can.
    """
    try:
        made = read_file(sealed(data), known).theorem
    except CertificateError:
        return True
    theorem = read_file(json.dumps(original), known).theorem
    one, other = (t.conclusion for t in (made, theorem))
    return (
        one == other and made.conditions == theorem.conditions and made.axioms == theorem.axioms
    )


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict):
        for key in data:
            yield from leaves(data[key], (*path, key))
    elif isinstance(data, list):
        for index, each in enumerate(data):
            yield from leaves(each, (*path, index))
    else:
        yield path


def parent(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        data = data[key]
    return data


def is_free(path: tuple[Any, ...]) -> bool:
    """Whether only the digest knows what stood there; docs/certificates.md lists them."""
    return path[0] in ("step", "made_with") or path[-1] == "status"


SCALARS = st.one_of(
    st.integers(-2, 40),
    st.booleans(),
    st.none(),
    st.sampled_from(
        ["", "x", "add", "multiply", "stated", "assumed", "arithmetic", "Positive"]
    ),
    st.sampled_from([[], {}, [0], {"term": 0}, {"proposition": 0}, ["symbol", "x"]]),
)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
STEPS = st.sampled_from([2, 3, 7, 9, 11])


class TestChangedAnywhere:
    @SLOW
    @given(STEPS, st.data(), SCALARS)
    def test_a_leaf_that_is_changed(self, step: int, choose: st.DataObject, value: Any) -> None:
        data = certificate(step)
        path = choose.draw(st.sampled_from(list(leaves(data))))
        holder = parent(data, path)
        assume(json.dumps(holder[path[-1]]) != json.dumps(value))
        holder[path[-1]] = value
        assert rejected(json.dumps(data))
        if not is_free(path) and path != ("digest",):
            assert rejected_or_the_same_theorem(data, certificate(step))

    @SLOW
    @given(STEPS, st.data())
    def test_an_entry_that_is_left_out_or_doubled(
        self, step: int, choose: st.DataObject
    ) -> None:
        data = certificate(step)
        path = choose.draw(st.sampled_from(list(leaves(data))))
        path = path[: choose.draw(st.integers(1, len(path)))]
        holder = parent(data, path)
        if isinstance(holder, list) and choose.draw(st.booleans()):
            holder.insert(path[-1], copy.deepcopy(holder[path[-1]]))
        else:
            del holder[path[-1]]
        assert rejected(json.dumps(data))
        assert rejected_or_the_same_theorem(data, certificate(step))

    @SLOW
    @given(STEPS, st.data())
    def test_entries_that_change_places(self, step: int, choose: st.DataObject) -> None:
        data = certificate(step)
        path = choose.draw(st.sampled_from(list(leaves(data["proof"]))))
        holder = parent(data["proof"], path)
        assume(isinstance(holder, list) and len(holder) > 1)
        order = choose.draw(st.permutations(holder))
        assume(json.dumps(order) != json.dumps(holder))
        holder[:] = order
        assert rejected(json.dumps(data))
        assert rejected_or_the_same_theorem(data, certificate(step))


class TestUnusableText:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            "null",
            "{}",
            "NaN",
            '{"format": "another"}',
            '{"format": "verify-derivation certificate"}',
            '{"format": "verify-derivation certificate", "schema_version": true}',
            '{"format": "verify-derivation certificate", "schema_version": 1.0}',
            "[" * 100_000,
            "[" * 100_000 + "]" * 100_000,
            '{"a":' * 100_000,
            "9" * 10_000,
            "\ufeff{}",
        ],
        ids=lambda text: text[:20],
    )
    def test_is_said_to_be_no_certificate(self, text: str) -> None:
        with pytest.raises(UnusableCertificateError):
            read_file(text, known)

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1.0", "1e3"])
    def test_numbers_that_are_not_whole(self, value: str) -> None:
        text = json.dumps(certificate(3)).replace('"step": 3,', f'"step": {value},')
        with pytest.raises(UnusableCertificateError, match="not a whole number"):
            read_file(text, known)

    def test_the_same_key_twice(self) -> None:
        text = json.dumps(certificate(3)).replace('"step": 3,', '"step": 3, "step": 3,')
        with pytest.raises(UnusableCertificateError, match="twice"):
            read_file(text, known)

    @SLOW
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        )
    )
    def test_any_json_where_the_proof_should_be(self, proof: Any) -> None:
        assert rejected(sealed({**certificate(3), "proof": proof}))

    @SLOW
    @given(
        st.sampled_from(["terms", "propositions", "axioms", "theorems", "claim"]),
        st.recursive(
            st.none() | st.integers(-1, 5) | st.sampled_from(["Equal", "add", "symbol"]),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("ab"), inner),
        ),
    )
    def test_any_json_where_a_table_should_be(self, table: str, value: Any) -> None:
        data = certificate(3)
        assume(value != data["proof"][table])
        data["proof"][table] = value
        assert rejected(sealed(data))


class TestTheCommand:
    @pytest.fixture
    def paths(self, tmp_path: Path) -> list[str]:
        for name, text in certificates(SEED).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return sorted(str(path) for path in tmp_path.iterdir())

    def test_all_replayed(self, paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert replay.main(paths) == 0
        shown = capsys.readouterr().out
        assert shown.count(": replayed") == 10
        assert "assumed: 1 ≤ m ≤ n" in shown
        assert "axiom: derivative of the logarithm" in shown

    def test_quiet(self, paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert replay.main(["--quiet", *paths]) == 0
        assert capsys.readouterr().out == ""

    def test_one_rejected(self, paths: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        changed = Path(paths[3])
        text = changed.read_text(encoding="utf-8")
        changed.write_text(
            text.replace('"function": "arithmetic"', '"function": "rearrangement"')
        )
        assert replay.main(paths) == 1
        captured = capsys.readouterr()
        assert captured.err.startswith(f"{changed}: rejected: ")
        assert captured.out.count(": replayed") == 9

    def test_unusable_files_do_not_stop_the_others(
        self, paths: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "bytes").write_bytes(b"\xff\xfe")
        (tmp_path / "broken").write_text("{")
        unusable = [str(tmp_path / name) for name in ("bytes", "broken", "missing", "", "a\0b")]
        assert replay.main([*unusable, *paths]) == 2
        captured = capsys.readouterr()
        assert captured.err.count("cannot be used") == len(unusable)
        assert captured.out.count(": replayed") == 10

    def test_a_file_that_is_too_large(
        self, monkeypatch: pytest.MonkeyPatch, paths: list[str]
    ) -> None:
        monkeypatch.setattr(replay, "MAXIMUM_BYTES", 100)
        assert replay.main(paths[:1]) == 2

    @pytest.mark.parametrize("arguments", [[], ["--nonsense"], ["--rules"]])
    def test_wrong_usage(self, arguments: list[str]) -> None:
        assert replay.main(arguments) == 2

    def test_rules_that_are_not_there(self, paths: list[str]) -> None:
        assert replay.main(["--rules", "no_such_package", *paths]) == 2

    @pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
    def test_as_a_process(self, paths: list[str], encoding: str) -> None:
        run = subprocess.run(
            [sys.executable, "-m", "derivation.prove.replay", *paths],
            cwd=ROOT,
            capture_output=True,
            env={"PYTHONIOENCODING": encoding, "PATH": ""},
        )
        assert run.returncode == 0, run.stderr
        assert run.stderr == b""

    def test_an_interruption_is_no_traceback(
        self, paths: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(replay, "read_file", interrupt)
        assert replay.main(paths) == 130
