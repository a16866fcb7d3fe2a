"""Terms, propositions and values as data: what is read back is what was written."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

import pytest
import sympy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Basic, Dummy, Symbol, Tuple

from derivation import term as language
from derivation.errors import CertificateError
from derivation.prove import kernel
from derivation.prove.certificate import propositions, terms, values
from derivation.prove.certificate.reading import MAXIMUM_DEPTH, Tables
from derivation.prove.certificate.writing import _Writer
from derivation.prove.kernel import Axiom
from derivation.prove.proposition import Positive, Proposition
from derivation.term import Term, add, known, number, power
from tests.prove.certificate.strategies import PROPOSITIONS, TERMS

X = Symbol("x")


def through_json(writer: _Writer) -> Tables:
    written = (writer.terms, writer.propositions, writer.axioms)
    return Tables(*json.loads(json.dumps(written)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TERMS)
def test_a_term_read_back_is_the_term_that_was_written(term: Term) -> None:
    writer = _Writer()
    position = writer.term(term)
    read = through_json(writer).term(position)
    assert read == term
    assert hash(read) == hash(term)
    assert sympy.srepr(read) == sympy.srepr(term)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROPOSITIONS)
def test_a_proposition_read_back_is_the_one_that_was_written(proposition: Proposition) -> None:
    writer = _Writer()
    position = writer.proposition(proposition)
    assert through_json(writer).proposition(position) == proposition


VALUES = st.recursive(
    TERMS
    | PROPOSITIONS
    | st.builds(
        Axiom, st.text(), st.text(), TERMS, TERMS, st.lists(PROPOSITIONS, max_size=2).map(tuple)
    )
    | st.text()
    | st.booleans()
    | st.integers()
    | st.none(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(inner, max_size=3),
    max_leaves=4,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_a_value_read_back_is_the_one_that_was_written(value: object) -> None:
    writer = _Writer()
    written = json.loads(json.dumps(values.write_value(value, writer)))
    read = values.read_value(written, through_json(writer))
    assert read == value
    assert type(read) is type(value)


class TestTheTablesAreComplete:
    def test_every_head_of_the_language_is_in_them(self) -> None:
        heads = {
            each
            for each in vars(language).values()
            if isinstance(each, type)
            and issubclass(each, language._Structural)
            and each not in (language._Structural, language.Binder, language.Comparison)
        }
        assert heads <= set(terms._HEADS)

    def test_every_name_of_the_language_is_in_them(self) -> None:
        leaves = {
            each
            for each in vars(language).values()
            if isinstance(each, type) and issubclass(each, Symbol)
        }
        assert leaves - {language.Infinite} == set(terms.NAMES.values())

    def test_every_head_says_what_its_parts_are(self) -> None:
        assert set(terms._HEADS.values()) == terms.HEADS

    def test_every_enumeration_that_the_kernel_takes_can_be_written(self) -> None:
        enumerations = {
            each
            for each in vars(kernel).values()
            if isinstance(each, type) and issubclass(each, Enum)
        }
        assert enumerations <= set(values.CHOICES.values())

    def test_every_proposition_has_a_signature(self) -> None:
        assert set(propositions.SIGNATURES) == set(propositions.CLASSES)


class TestWhatIsNotInTheLanguage:
    @pytest.mark.parametrize(
        "term",
        [
            sympy.Float("0.5"),
            sympy.nan,
            sympy.zoo,
            sympy.oo,
            Symbol("x", positive=True),
            Dummy("x"),
            sympy.Function("f")(X),
            sympy.Derivative(sympy.Function("f")(X), X),
            sympy.Sum(X, (X, 1, 2)),
            sympy.IndexedBase("a", shape=(3,)),
            sympy.IndexedBase(Symbol("a", integer=True)),
            known("log", Tuple(X)),
            language.Derivative(X, add(X, X)),
            language.Range(X, Tuple()),
            power(X, language.FunctionName("f")),
        ],
        ids=str,
    )
    def test_is_refused_in_writing(self, term: Term) -> None:
        with pytest.raises(CertificateError):
            _Writer().term(term)

    @pytest.mark.parametrize("value", [1.5, b"x", {"a": 1}, [1], Basic], ids=str)
    def test_so_are_other_values(self, value: object) -> None:
        with pytest.raises(CertificateError):
            values.write_value(value, _Writer())

    @pytest.mark.parametrize(
        "nodes",
        [
            None,
            {},
            [3],
            [[]],
            [[3]],
            [["nonsense"]],
            [["integer"]],
            [["integer", True]],
            [["integer", 2**53]],
            [["integer", "0x1"]],
            [["integer", "0X20000000000000"]],
            [["integer", "0x2000_0000_0000_00"]],
            [["integer", "ten"]],
            [["integer", 1, 2]],
            [["rational", 1, 1]],
            [["rational", 2, 4]],
            [["rational", 1, -2]],
            [["rational", 1, 0]],
            [["symbol"]],
            [["symbol", 1]],
            [["symbol", "x", "positive"]],
            [["vector", ["x"]]],
            [["pi", 0]],
            [["pi"], ["add", 0]],
            [["pi"], ["add", 0, 0.0]],
            [["pi"], ["add", 0, 1]],
            [["pi"], ["add", 0, -1]],
            [["pi"], ["add", 0, True]],
            [["pi"], ["add", 0, ["pi"]]],
            [["pi"], ["power", 0]],
            [["pi"], ["sin", 0, 0]],
            [["pi"], ["derivative", 0, 0]],
            [["pi"], ["sum_over", 0, 0, 0]],
            [["tuple"], ["exp", 0]],
            [["symbol", "f"], ["tuple"], ["application", 0, 1, 1]],
            [["symbol", "v"], ["integer", 1], ["component", 0, 1]],
            [
                *(["function", "f"], ["tuple"], ["application", 0, 1, 1]),
                *(["integer", 0], ["slot_derivative", 2, 3]),
            ],
        ],
        ids=str,
    )
    def test_is_refused_in_reading(self, nodes: Any) -> None:
        with pytest.raises(CertificateError):
            Tables(nodes, [], [])

    @pytest.mark.parametrize(
        "entries",
        [
            [["Nonsense", 0]],
            [[["Positive"], 0]],
            [["Positive"]],
            [["Positive", 2]],
            [["Positive", True]],
            [["Equal", 0, 0, 0]],
            [["Definition", 0, 0, ["b", "a"]]],
            [["Definition", 0, 0, ["a", "a"]]],
            [["Definition", 0, 0, [1]]],
            [["Differentiable", 0, 1]],
            [["Positive", 0], ["Throughout", 0, 0, 2, 1]],
            [["Positive", 0], ["Throughout", 1, 0, 2, True]],
            [["Positive", 0], ["Throughout", 0, 1, 2, True]],
            [["Positive", 0], ["Throughout", 0, 0, 0, True]],
        ],
        ids=str,
    )
    def test_so_are_other_propositions(self, entries: Any) -> None:
        nodes = [["symbol", "x"], ["integer", 1], ["range", 1, 1]]
        with pytest.raises(CertificateError):
            Tables(nodes, entries, [])


class TestSizes:
    def test_a_term_that_is_nested_deeply_is_refused(self) -> None:
        nodes: list[list[object]] = [["symbol", "x"]]
        nodes += [["exp", index] for index in range(MAXIMUM_DEPTH + 1)]
        with pytest.raises(CertificateError, match="too deeply"):
            Tables(nodes, [], [])

    def test_a_term_that_doubles_at_every_node_is_refused(self) -> None:
        nodes: list[list[object]] = [["symbol", "x"]]
        nodes += [["multiply", index, index] for index in range(60)]
        with pytest.raises(CertificateError, match="too large"):
            Tables(nodes, [], [])

    def test_conditions_nested_deeply_are_refused(self) -> None:
        nodes = [["symbol", "x"], ["range", 0, 0]]
        entries: list[list[object]] = [["Positive", 0]]
        entries += [["Throughout", index, 0, 1, True] for index in range(500)]
        with pytest.raises(CertificateError, match="too deeply"):
            Tables(nodes, entries, [])

    def test_a_huge_number_is_written_and_read(self) -> None:
        huge = number(10**6000)
        writer = _Writer()
        position = writer.term(huge)
        assert through_json(writer).term(position) == huge

    def test_what_is_shared_is_written_once(self) -> None:
        term: Term = X
        for _ in range(12):
            term = add(term, term)
        writer = _Writer()
        writer.proposition(Positive(term))
        assert len(writer.terms) == 13
