"""What follows from what is given, by name of the argument that shows it; and what not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Symbol, Tuple, pi

from derivation.prove import kernel
from derivation.prove.decide import ranges
from derivation.prove.proposition import (
    Definition,
    Equal,
    Exists,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    Throughout,
)
from derivation.term import (
    INFINITY,
    OTHERWISE,
    AtMost,
    Cases,
    ComplexName,
    Domain,
    FunctionName,
    Integral,
    Less,
    ProductOver,
    Range,
    Summation,
    Term,
    add,
    apply,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
    vector,
)

A, B, C, J, K, N, P, Q, X, Y = (Symbol(name) for name in "abciknpqxy")
X_I = component(vector("x"), J)
SOME = Domain(FunctionName(""), Tuple())


def num(numerator: int, denominator: int = 1) -> Term:
    return number(Fraction(numerator, denominator))


ZERO, ONE, TWO = num(0), num(1), num(2)
SQUARE = power(X, TWO)


def less(one: Term, other: Term) -> Positive:
    return Positive(add(other, negate(one)))


def at_most(one: Term, other: Term) -> NonNegative:
    return NonNegative(add(other, negate(one)))


def minus(one: Term, other: Term) -> Term:
    return add(one, negate(other))


SHOWN: dict[str, tuple[Proposition, list[Proposition]]] = {
    "a chain of inequalities": (less(A, C), [less(A, B), less(B, C)]),
    "below what is above 0": (Positive(Y), [Positive(X), less(X, Y)]),
    "an equation": (less(Q, ONE), [Equal(add(P, Q), ONE), Positive(P)]),
    "a difference of squares": (
        NonZero(minus(SQUARE, power(Y, TWO))),
        [NonZero(minus(Y, X)), NonZero(add(X, Y))],
    ),
    "a factor of what is not 0": (NonZero(X), [NonZero(multiply(X, Y))]),
    "a square": (NonNegative(add(SQUARE, multiply(num(-2), X, Y), power(Y, TWO))), []),
    "a quadratic form": (
        NonNegative(
            add(
                *(power(v, TWO) for v in (A, B, C)),
                *(negate(multiply(*pair)) for pair in ((A, B), (B, C), (C, A))),
            )
        ),
        [],
    ),
    "a quadratic without roots": (Positive(add(SQUARE, negate(X), ONE)), []),
    "a product of a repeated name": (
        Positive(multiply(X, minus(ONE, X))),
        [Positive(X), less(X, ONE)],
    ),
    "a square below 1": (
        Positive(minus(ONE, SQUARE)),
        [less(num(-1), X), less(X, ONE)],
    ),
    "ends of a square": (less(SQUARE, num(10)), [at_most(TWO, X), at_most(X, num(3))]),
    "the sine between 0 and pi": (Positive(known("sin", X)), [Positive(X), less(X, pi)]),
    "the cosine of an arctangent": (Positive(known("cos", known("atan", X))), []),
    "a logarithm of a quotient": (
        Positive(known("log", divide(A, B))),
        [Positive(B), less(B, A)],
    ),
    "a logarithm's only zero": (NonZero(known("log", X)), [NonZero(minus(X, ONE))]),
    "an increasing function": (
        less(known("exp", A), known("exp", B)),
        [less(A, B)],
    ),
    "an integer above 0": (at_most(ONE, N), [Positive(N), IsInteger(N)]),
    "no pole": (NotPole(add(N, ONE)), [NonNegative(N), IsInteger(N)]),
    "half an odd number": (NotPole(add(N, num(1, 2))), [IsInteger(N)]),
    "integers are closed": (
        IsInteger(add(multiply(N, N), known("factorial", N))),
        [IsInteger(N)],
    ),
    "a sum of squares over some set": (NonNegative(Summation(power(X_I, TWO), J, SOME)), []),
    "a sum that is not empty": (
        Positive(Summation(power(J, TWO), J, Range(ONE, N))),
        [Positive(N), IsInteger(N)],
    ),
    "a product": (
        Positive(ProductOver(X_I, J, SOME)),
        [Throughout(Positive(X_I), J, SOME, True)],
    ),
    "an integral": (Positive(Integral(known("exp", X), X, Range(A, B))), [less(A, B)]),
    "an integral backwards": (
        Positive(negate(Integral(known("exp", X), X, Range(B, A)))),
        [less(A, B)],
    ),
    "cases": (
        NonNegative(Cases(Tuple(X, Less(ZERO, X)), Tuple(negate(X), OTHERWISE))),
        [at_most(X, ZERO)],
    ),
    "cases under their conditions": (
        Positive(Cases(Tuple(X, Less(ONE, X)), Tuple(ONE, OTHERWISE))),
        [],
    ),
    "throughout a range": (Throughout(Positive(X), X, Range(ONE, TWO), False), []),
    "throughout integers": (Throughout(Positive(K), K, Range(ONE, N), True), []),
    "a continuous integrand": (
        Exists(Integral(known("log", X), X, Range(ONE, B))),
        [Positive(B)],
    ),
    "a power of what is above 0": (PowerDefined(X, Y), [Positive(X)]),
    "an even power": (NonNegative(power(X, multiply(TWO, N))), [IsInteger(N)]),
    "a definition": (
        Positive(Q),
        [Definition(Q, minus(ONE, P)), less(P, ONE)],
    ),
    "a definition with arguments": (
        Positive(apply("f", [Y])),
        [Definition(apply("f", [X]), known("exp", X), frozenset({"x"}))],
    ),
    "a known minimum": (Positive(known("min", A, B)), [Positive(A), Positive(B)]),
    "a binomial coefficient": (
        Positive(known("binomial", N, K)),
        [at_most(K, N)],
    ),
    "the square root of 2": (less(power(TWO, num(1, 2)), num(3, 2)), []),
}


@pytest.mark.parametrize("name", SHOWN)
def test_it_follows(name: str) -> None:
    proposition, given = SHOWN[name]
    used = ranges.shows(proposition, given)
    assert used is not None
    assert used <= set(given)


@pytest.mark.parametrize("name", [name for name, (_, given) in SHOWN.items() if given])
def test_it_does_not_follow_without_what_was_used(name: str) -> None:
    proposition, given = SHOWN[name]
    used = ranges.shows(proposition, given)
    assert used
    for fact in used:
        assert ranges.shows(proposition, [each for each in given if each != fact]) is None


NOT_SHOWN: dict[str, tuple[Proposition, list[Proposition]]] = {
    "a power whose base may be negative": (Positive(power(X, Y)), []),
    "an integer power of what may be negative": (Positive(power(X, N)), [IsInteger(N)]),
    "a square may be 0": (Positive(SQUARE), []),
    "a range backwards is not empty": (
        Throughout(Positive(X), X, Range(ZERO, num(-1)), False),
        [],
    ),
    "the end may lie on either side": (Throughout(Positive(X), X, Range(ONE, B), False), []),
    "a range that includes 0": (Throughout(Positive(X), X, Range(ZERO, ONE), False), []),
    "an integrand with a pole": (
        Exists(Integral(power(X, num(-2)), X, Range(num(-1), ONE))),
        [],
    ),
    "an integrand with a jump": (
        Exists(Integral(known("sign", X), X, Range(num(-1), ONE))),
        [],
    ),
    "an unbounded range": (
        Exists(Integral(known("exp", X), X, Range(ZERO, INFINITY))),
        [],
    ),
    "a sum that may be empty": (Positive(Summation(ONE, J, Range(ONE, N))), [IsInteger(N)]),
    "what is said of one index": (NonNegative(Summation(X_I, J, SOME)), [Positive(X_I)]),
    "a complex square": (NonNegative(power(ComplexName("z"), TWO)), []),
    "an integer may be a pole": (NotPole(N), [IsInteger(N)]),
    "a real number above 0": (at_most(ONE, X), [Positive(X)]),
    "a closed end": (Positive(minus(ONE, SQUARE)), [at_most(num(-1), X), at_most(X, ONE)]),
    "two differences": (NonZero(minus(A, C)), [NonZero(minus(A, B)), NonZero(minus(B, C))]),
    "an indefinite form": (NonNegative(minus(SQUARE, power(Y, TWO))), []),
    "a case that is not taken": (
        Positive(Cases(Tuple(X, AtMost(ZERO, X)), Tuple(ONE, OTHERWISE))),
        [],
    ),
}


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_it_is_not_claimed(name: str) -> None:
    proposition, given = NOT_SHOWN[name]
    assert ranges.shows(proposition, given) is None


def test_a_bound_name_is_not_the_document_s() -> None:
    """Σ_n (n - 1) over 0..2 is not >= 0 because the document's n is >= 1."""
    body = Throughout(Positive(N), N, Range(ZERO, TWO), True)
    assert ranges.shows(body, [Positive(N)]) is None
    assert (
        ranges.shows(NonNegative(Summation(N, N, Range(num(-2), ZERO))), [Positive(N)]) is None
    )


def test_the_answer_does_not_depend_on_earlier_questions() -> None:
    given = (Positive(X), less(X, ONE), Definition(Q, minus(ONE, X)), Definition(P, Q))
    questions: list[Proposition] = [
        Positive(P),
        Positive(Q),
        less(Q, TWO),
        NonZero(P),
        Positive(multiply(P, Q, X)),
    ]
    one, other = ranges.Ranges(given), ranges.Ranges(given)
    forwards = [one.shows(each) for each in questions]
    backwards = [other.shows(each) for each in reversed(questions)]
    assert forwards == backwards[::-1]
    assert None not in forwards


def test_a_condition_on_a_bound_name_does_not_escape_its_domain() -> None:
    """∫ y log(x) dy exists for x > 0, so not for all x in a range that holds -1."""
    inner = Exists(Integral(multiply(Y, known("log", X)), Y, Range(ZERO, ONE)))
    claim = Throughout(inner, X, Range(num(-1), ONE), False)
    needed = Throughout(Positive(X), X, Range(num(-1), ONE), False)
    assert kernel.throughout(claim, ()).conditions == {needed}
    assert kernel.existence(inner, ()).conditions == {Positive(X)}


def test_a_definition_is_used_where_its_right_side_is_defined() -> None:
    definition = Definition(apply("f", [X]), known("exp", known("log", X)), frozenset({"x"}))
    assert ranges.shows(Positive(apply("f", [Y])), [definition]) is None
    given: list[Proposition] = [definition, Positive(Y)]
    assert ranges.shows(Positive(apply("f", [Y])), given) == frozenset(given)
