"""Integers, complex numbers and the imaginary unit, from what the document shows."""

from __future__ import annotations

import pytest
import sympy
from sympy import Symbol

from derivation.prove.proposition import IsInteger
from derivation.term import ComplexName, Term, known, multiply, power, walk
from tests.meaning.test_understand import context_of, term

COMPLEX = "<!-- verify-derivation: numbers: complex -->\n\n"


def integers(text: str) -> dict[Term, str]:
    stated = context_of(text).assumptions
    return {
        s.proposition.term: s.origin for s in stated if isinstance(s.proposition, IsInteger)
    }


class TestIntegers:
    def test_the_bounds_and_the_index_of_a_sum(self) -> None:
        found = integers(r"$$\sum_{k=1}^{n-1} x_k = y$$")
        assert found == dict.fromkeys((Symbol("n"), Symbol("k")), "the bounds of a sum")

    def test_names_in_factorials_and_binomial_coefficients(self) -> None:
        assert integers(r"$$(m - 1)! = \binom{n}{k}$$").keys() == {
            Symbol(letter) for letter in "mnk"
        }

    def test_not_what_the_document_differentiates_in(self) -> None:
        assert not integers(r"$$\frac{d}{dx} x! = y$$")

    def test_not_what_runs_through_a_set(self) -> None:
        assert not integers(r"$$\sum_{x \in \mathcal{X}} p(x) = y$$")

    def test_a_name_that_is_only_a_factor_is_none(self) -> None:
        assert Symbol("y") not in integers(r"$$\sum_{k=1}^n y x_k = y$$")


class TestImaginaryUnit:
    @pytest.mark.parametrize(
        "text",
        [
            "$$e^{i x} = y$$",
            r"$$\exp(i t x) = y$$",
            "where $i$ is the imaginary unit.\n\n$$i x = y$$",
            "where $i^2 = -1$.\n\n$$i x = y$$",
            "$$i^2 = -1$$\n\n$$i x = y$$",
        ],
    )
    def test_the_document_shows_it(self, text: str) -> None:
        context = context_of(text)
        assert context.imaginary == "i"
        assert [name for name, _, _ in context.grounds] == ["i"]
        assert term("i x", text) == multiply(sympy.I, Symbol("x"))

    @pytest.mark.parametrize(
        "text",
        [
            "$$i x = y$$",
            r"$$e^{i x} = \sum_{i=1}^n x_i$$",
            "$$e^{i x} = x_i$$",
            "<!-- verify-derivation: i is a scalar -->\n\n$$e^{i x} = y$$",
        ],
    )
    def test_an_index_or_a_plain_name_is_none(self, text: str) -> None:
        assert context_of(text).imaginary is None
        assert sympy.I not in set(walk(term("i x", text)))


class TestComplexNames:
    def test_a_directive_makes_names_complex(self) -> None:
        assert term("z^2", COMPLEX + "$$z^2 = w$$") == power(ComplexName("z"), sympy.Integer(2))

    def test_one_name_alone(self) -> None:
        text = "<!-- verify-derivation: z is complex -->\n\n$$z x = y$$"
        assert term("z x", text) == multiply(ComplexName("z"), Symbol("x"))

    def test_bound_and_compared_names_stay_real(self) -> None:
        text = (
            COMPLEX
            + r"Let $r > 0$."
            + "\n\n"
            + r"$$\int_0^1 x \, dx = r + n! + \sum_{k=1}^m k$$"
        )
        found = {type(term(letter, text)) for letter in "xrnkm"}
        assert found == {Symbol}

    def test_front_matter_says_the_same(self) -> None:
        text = "---\nverify-derivation:\n  numbers: complex\n---\n\n$$z^2 = w$$"
        assert term("z", text) == ComplexName("z")


class TestNamedFunctions:
    def test_psi_is_the_digamma_function_where_the_text_says_so(self) -> None:
        x = Symbol("x")
        said = "Here $\\psi$ is the digamma function.\n\n$$y = \\psi(x)$$"
        assert term(r"\psi(x)", said) == known("digamma", x)
        assert term(r"\psi(x)", "$$y = \\psi(x)$$") != known("digamma", x)

    def test_b_is_the_beta_function_where_the_text_says_so(self) -> None:
        x, y = Symbol("x"), Symbol("y")
        said = "Here $B$ is the beta function.\n\n$$z = B(x, y)$$"
        assert term("B(x, y)", said) == known("beta", x, y)
        assert term("B(x, y)", "$$z = B(x, y)$$") != known("beta", x, y)

    def test_gamma_by_its_integral_is_the_gamma_function(self) -> None:
        text = (
            r"where $\Gamma(x) = \int_0^\infty t^{x-1} e^{-t} \, dt$."
            + "\n\n$$y = \\Gamma(x)$$"
        )
        assert term(r"\Gamma(x)", text) == known("gamma", Symbol("x"))

    def test_another_formula_makes_gamma_another_function(self) -> None:
        text = "where $\\Gamma(x) = 2 x$.\n\n$$y = \\Gamma(x)$$"
        assert term(r"\Gamma(x)", text) != known("gamma", Symbol("x"))
