"""Identities over every head: true ones are never refuted, false ones mostly are."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
import sympy
from sympy import Symbol, Tuple

from derivation.prove.refute import Problem, refute
from derivation.term import (
    OTHERWISE,
    AtMost,
    Cases,
    Derivative,
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

Identity = tuple[Term, Term]
k, n, x, y = (Symbol(name) for name in "knxy")
ONE, TWO = number(1), number(2)
v = vector("v")


def fn(name: str) -> Callable[[Term], Term]:
    return lambda argument: known(name, argument)


def minus(one: Term, other: Term) -> Term:
    return add(one, negate(other))


def squared(term: Term) -> Term:
    return power(term, TWO)


def total(body: Term, lower: Term = ONE, upper: Term = n) -> Term:
    return Summation(body, k, Range(lower, upper))


def product(body: Term, lower: Term = ONE, upper: Term = n) -> Term:
    return ProductOver(body, k, Range(lower, upper))


def area(body: Term, lower: Term, upper: Term) -> Term:
    return Integral(body, k, Range(lower, upper))


def everywhere(body: Term) -> Term:
    return Summation(body, k, Domain(FunctionName(""), Tuple()))


exp, log, sin, cos, tan = map(fn, ("exp", "log", "sin", "cos", "tan"))
sinh, cosh, tanh = map(fn, ("sinh", "cosh", "tanh"))
absolute, sign, floor, ceiling = map(fn, ("abs", "sign", "floor", "ceiling"))
factorial, gamma, digamma, erf = map(fn, ("factorial", "gamma", "digamma", "erf"))


def half(term: Term) -> Term:
    return multiply(divide(ONE, TWO), term)


IDENTITIES: dict[str, Callable[[Term, Term], Identity]] = {
    "coth": lambda a, _: (known("coth", a), divide(cosh(a), sinh(a))),
    "sech": lambda a, _: (squared(known("sech", a)), minus(ONE, squared(tanh(a)))),
    "csch": lambda a, _: (multiply(known("csch", a), sinh(a)), ONE),
    "asinh": lambda a, _: (sinh(known("asinh", a)), a),
    "acosh": lambda a, _: (cosh(known("acosh", a)), a),
    "atanh": lambda a, _: (tanh(known("atanh", a)), a),
    "tangents": lambda a, _: (multiply(known("sec", a), sin(a)), tan(a)),
    "cotangents": lambda a, _: (multiply(known("csc", a), cos(a)), known("cot", a)),
    "inverse functions": lambda a, _: (
        add(known("asin", a), known("acos", a)),
        half(sympy.pi),
    ),
    "arctangent": lambda a, _: (tan(known("atan", a)), a),
    "sign": lambda a, _: (multiply(sign(a), absolute(a)), a),
    "floor": lambda a, _: (floor(negate(a)), negate(ceiling(a))),
    "shifted floor": lambda a, _: (floor(add(a, ONE)), add(floor(a), ONE)),
    "factorial": lambda a, _: (factorial(a), multiply(a, factorial(minus(a, ONE)))),
    "gamma": lambda a, _: (gamma(add(a, ONE)), multiply(a, gamma(a))),
    "digamma": lambda a, _: (digamma(add(a, ONE)), add(digamma(a), divide(ONE, a))),
    "erf": lambda a, _: (erf(negate(a)), negate(erf(a))),
    "beta": lambda a, b: (known("beta", a, b), known("beta", b, a)),
    "beta and gamma": lambda a, b: (
        multiply(known("beta", a, b), gamma(add(a, b))),
        multiply(gamma(a), gamma(b)),
    ),
    "minimum": lambda a, b: (add(known("min", a, b), known("max", a, b)), add(a, b)),
    "maximum": lambda a, b: (
        known("max", a, b),
        half(add(a, b, absolute(minus(a, b)))),
    ),
    "cases": lambda a, b: (
        Cases(Tuple(a, Less(b, a)), Tuple(b, OTHERWISE)),
        known("max", a, b),
    ),
    "cases at most": lambda a, b: (
        Cases(Tuple(a, AtMost(a, b)), Tuple(b, OTHERWISE)),
        known("min", a, b),
    ),
    "sigmoid": lambda a, _: (
        known("sigmoid", a),
        half(add(ONE, tanh(half(a)))),
    ),
    "exponentials": lambda a, b: (exp(add(a, b)), multiply(exp(a), exp(b))),
    "logarithms": lambda a, b: (
        log(multiply(absolute(a), absolute(b))),
        add(log(absolute(a)), log(absolute(b))),
    ),
    "powers": lambda a, b: (power(TWO, multiply(a, b)), power(power(TWO, a), b)),
    "sum": lambda a, b: (
        total(add(multiply(a, k), b)),
        add(multiply(a, total(k)), multiply(n, b)),
    ),
    "last term": lambda a, _: (
        total(power(a, k)),
        add(total(power(a, k), ONE, minus(n, ONE)), power(a, n)),
    ),
    "reversed sum": lambda a, _: (
        total(power(a, k), number(0)),
        total(power(a, minus(n, k)), number(0)),
    ),
    "product": lambda a, _: (
        product(multiply(a, k)),
        multiply(power(a, n), factorial(n)),
    ),
    "binomial theorem": lambda a, b: (
        total(multiply(known("binomial", n, k), power(a, k), power(b, minus(n, k))), number(0)),
        power(add(a, b), n),
    ),
    "Pascal": lambda a, _: (
        known("binomial", add(a, ONE), n),
        add(known("binomial", a, n), known("binomial", a, minus(n, ONE))),
    ),
    "components": lambda a, _: (
        everywhere(add(component(v, k), a)),
        add(everywhere(component(v, k)), everywhere(a)),
    ),
    "integral": lambda a, b: (
        area(multiply(a, squared(k)), number(0), b),
        divide(multiply(a, power(b, number(3))), number(3)),
    ),
    "integral of a cosine": lambda a, b: (area(cos(k), a, b), minus(sin(b), sin(a))),
    "integral of an absolute value": lambda a, _: (
        area(absolute(k), negate(a), a),
        multiply(a, absolute(a)),
    ),
    "derivative of a sum": lambda a, _: (
        Derivative(multiply(a, total(power(x, k))), x),
        add(
            multiply(Derivative(a, x), total(power(x, k))),
            multiply(a, total(multiply(k, power(x, minus(k, ONE))))),
        ),
    ),
    "derivative of the gamma function": lambda a, _: (
        Derivative(gamma(a), x),
        multiply(gamma(a), digamma(a), Derivative(a, x)),
    ),
    "complex exponential": lambda a, _: (
        exp(multiply(sympy.I, a)),
        add(cos(a), multiply(sympy.I, sin(a))),
    ),
    "complex product": lambda a, b: (
        multiply(add(a, multiply(sympy.I, b)), minus(a, multiply(sympy.I, b))),
        add(squared(a), squared(b)),
    ),
    "open function": lambda a, b: (
        add(apply("f", (a,)), multiply(TWO, apply("f", (a,))), b),
        add(b, multiply(number(3), apply("f", (a,)))),
    ),
}


def inner(random: Random) -> Term:
    """A small random term in x and y."""
    leaves = (
        x,
        y,
        number(random.randint(-2, 3)),
        half(x),
        add(x, number(random.randint(1, 3))),
    )
    first, second = random.choice(leaves), random.choice(leaves)
    return random.choice(
        (
            first,
            add(first, second),
            multiply(first, second),
            minus(first, second),
            squared(first),
        )
    )


def mutant(right: Term, random: Random) -> Term:
    return random.choice(
        (
            add(right, ONE),
            multiply(TWO, right),
            minus(right, divide(ONE, number(1000))),
            add(right, squared(x), ONE),
        )
    )


def refuted(left: Term, right: Term) -> bool:
    return refute(Problem(left, right), seconds=0.5) is not None


@pytest.mark.parametrize("name", IDENTITIES)
def test_true_identities_are_not_refuted(name: str) -> None:
    random = Random(name)  # noqa: S311 - the same terms in every run, no secret
    for _ in range(2):
        left, right = IDENTITIES[name](inner(random), inner(random))
        assert not refuted(left, right), (left, right)
        assert not refuted(right, left), (left, right)


def test_false_identities_mostly_are() -> None:
    random = Random(7)  # noqa: S311 - the same terms in every run, no secret
    missed = []
    count = 0
    for name, make in IDENTITIES.items():
        for _ in range(2):
            left, right = make(inner(random), inner(random))
            wrong = mutant(right, random)
            count += 1
            if not refuted(left, wrong):
                missed.append((name, left, wrong))
    assert len(missed) <= count // 20, missed
