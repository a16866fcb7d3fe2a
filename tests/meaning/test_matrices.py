"""Matrices: products keep their order, and nothing treats a matrix as a number."""

from __future__ import annotations

import pytest
from sympy import Add, Mul, Symbol

from derivation import verify
from derivation.errors import ReadError
from derivation.meaning.matrices import PRODUCT, Shape, shape
from derivation.notation import text
from derivation.term import Operator, ScalarProduct, add, multiply, negate, number
from tests.meaning.test_understand import context_of, term

SAYS = "Let $A$, $B$ and $C$ be matrices and $x$, $y$ vectors.\n\n$$x^\\top A y = A B C$$\n\n"


def read(latex: str) -> object:
    return term(latex, SAYS + f"$$z = {latex}$$")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A B", "B A"),
        (r"A \cdot B", r"B \cdot A"),
        (r"A^\top B", r"B A^\top"),
        ("A^{-1} B", "B A^{-1}"),
        (r"\mathrm{tr}(A B)", r"\mathrm{tr}(B A)"),
        (r"(A + B) C", "C (A + B)"),
        (r"x x^\top", r"x^\top x"),
        (r"\mathrm{E}(A) \mathrm{E}(B)", r"\mathrm{E}(B) \mathrm{E}(A)"),
        (r"|A B|", "|B A|"),
        ("A^2", "A"),
    ],
)
def test_different_orders_are_different_terms(one: str, other: str) -> None:
    assert read(one) != read(other)
    assert not isinstance(read(one), Mul)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(A B) C", "A (B C)"),
        (r"\det(A)", "|A|"),
        (r"\mathrm{tr} \left[ A \right]", r"\mathrm{tr}(A)"),
        (r"A^T", r"A^\top"),
    ],
)
def test_spellings_of_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


def test_sums_and_multiples_are_those_of_numbers() -> None:
    a, b = Symbol("A"), Symbol("B")
    assert read("2 A - B") == add(multiply(number(2), a), negate(b))


def test_a_number_before_a_product_stays_outside() -> None:
    found = read(r"2 A B")
    assert isinstance(found, Mul)
    assert found.args[0] == 2
    assert found.args[1].args[0].name == PRODUCT


def test_two_vectors_have_a_scalar_product() -> None:
    assert isinstance(read(r"x^\top y"), ScalarProduct)


def test_a_quadratic_form_is_a_number() -> None:
    context = context_of(SAYS)
    form = read(r"(y - A x)^\top B^{-1} (y - A x)")
    assert isinstance(form, Operator)
    assert shape(form, context.kinds) is Shape.NUMBER
    assert text(read(r"\exp(x^\top A y)")) == "exp(xᵀ A y)"


@pytest.mark.parametrize(
    "latex",
    [r"\exp(A)", r"\frac{x}{A}", r"\log(A B)", r"\sqrt{A}", "2^A", r"\sin(A^\top)"],
)
def test_a_matrix_where_a_number_is_expected_is_refused(latex: str) -> None:
    with pytest.raises(ReadError, match="matrix stands"):
        read(latex)


def test_capital_letters_in_both_orders_are_matrices() -> None:
    for latex in ("A B", r"\Sigma \Lambda"):
        one, other = latex.split()
        document = f"$${one} {other} = {other} {one}$$"
        assert term(f"{one} {other}", document) != term(f"{other} {one}", document)


def test_random_variables_are_numbers_where_the_text_says_so() -> None:
    said = "Let $X$ be a random variable.\n\nHere is no matrix.\n\n$$X Y = Y$$"
    context = context_of(said)
    assert shape(Symbol("X"), context.kinds) is Shape.UNKNOWN
    assert shape(Symbol("Y"), context.kinds) is Shape.MATRIX


def test_a_name_beside_a_number_in_a_sum_is_no_matrix() -> None:
    context = context_of("Here is no matrix.\n\n$$1 - R^2 = y$$")
    assert shape(Symbol("R"), context.kinds) is Shape.UNKNOWN


def test_matrices_by_their_entries() -> None:
    found = read(r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}")
    assert isinstance(found, Operator)
    assert text(found) == "[a, b; c, d]"
    assert found == read(r"\left[ \begin{matrix} a & b \\ c & d \end{matrix} \right]")
    assert isinstance(read(r"\begin{pmatrix} a \\ c \end{pmatrix} + x"), Add)


def test_dots_are_told_apart_by_what_stands_beside_them() -> None:
    assert read(r"x_1 + \ldots + x_n") == read(r"x_1 + \cdots + x_n")
    assert read(r"x_1 + \ldots + x_n") != read(r"x_1 + x_2 + \ldots + x_n")
    one = read(r"a + \ldots + z").args[1]  # type: ignore[attr-defined] # a sum
    other = read(r"b + \ldots + z").args[1]  # type: ignore[attr-defined] # a sum
    assert one != other


def test_a_list_behind_a_name_that_is_no_function_is_refused() -> None:
    with pytest.raises(ReadError, match="function of this list"):
        term("c(a, b)", "$$c + c(a, b) = 1$$")


def test_a_density_may_be_called_like_a_number() -> None:
    found = term("p(a, b)", "$$p + p(a, b) = 1$$")
    assert isinstance(found, Operator)
    assert found.args[0].name == "p"


def test_the_inverse_of_a_matrix_with_one_entry_is_no_reciprocal() -> None:
    found = read(r"\begin{bmatrix} a \end{bmatrix}^{-1}")
    assert isinstance(found, Operator)
    assert text(found) == "[a]⁻¹"


def test_a_product_of_capital_letters_that_is_inverted_is_one_of_matrices() -> None:
    (step,) = verify(r"$$(A B)^{-1} = A^{-1} B^{-1}$$").steps
    assert step.verdict.word == "undecided"
    (step,) = verify(r"$$(a b)^{-1} = a^{-1} b^{-1}$$").steps
    assert step.verdict.word == "proved"
