"""Factorials, gamma, beta and binomials, by shifts.

Formulas: Graham, Knuth, Patashnik, *Concrete Mathematics*, table 174; Abramowitz and
Stegun, 6.1 and 6.2. The names n and k are integers >= 1, m >= 0; x and y are positive.
"""

from __future__ import annotations

from random import Random

from benchmarks.identities.expression import Expression, hole, known, name, number
from benchmarks.identities.fragment import Fragment, leaf
from benchmarks.identities.rewriting import Rule

u, v, n, k = hole("u"), hole("v"), hole("n"), hole("k")


def factorial(argument: Expression) -> Expression:
    """The factorial."""
    return known("factorial", argument)


def gamma(argument: Expression) -> Expression:
    """The gamma function."""
    return known("gamma", argument)


def binomial(above: Expression, below: Expression) -> Expression:
    """The binomial coefficient."""
    return known("binomial", above, below)


def beta(one: Expression, other: Expression) -> Expression:
    """The beta function."""
    return known("beta", one, other)


COUNTING = (("counting", n),)
POSITIVE = (("positive", u),)
BOTH = (("positive", u), ("positive", v))

RULES: tuple[Rule, ...] = (
    Rule(factorial(n), n * factorial(n - 1), COUNTING),
    Rule(factorial(n + 1), (n + 1) * factorial(n), COUNTING),
    Rule(factorial(n + 2), (n + 2) * (n + 1) * factorial(n), COUNTING),
    Rule(factorial(n), gamma(n + 1), COUNTING),
    Rule(gamma(u + 1), u * gamma(u), POSITIVE),
    Rule(gamma(u + 2), (u + 1) * u * gamma(u), POSITIVE),
    Rule(beta(u, v), gamma(u) * gamma(v) / gamma(u + v), BOTH),
    Rule(beta(u, v), beta(v, u), BOTH),
    Rule(beta(u + 1, v), beta(u, v) * u / (u + v), BOTH),
    Rule(binomial(n + k, n), binomial(n + k, k), (("counting", n), ("counting", k))),
    Rule(
        binomial(n + k, k),
        factorial(n + k) / (factorial(n) * factorial(k)),
        (("counting", n), ("counting", k)),
    ),
    Rule(
        binomial(n + k, k),
        binomial(n + k - 1, k) + binomial(n + k - 1, k - 1),
        (("counting", n), ("counting", k)),
    ),
    Rule(
        binomial(n + k, k),
        (n + k) / k * binomial(n + k - 1, k - 1),
        (("counting", n), ("counting", k)),
    ),
    Rule(binomial(n, number(1)), n, COUNTING),
    Rule(binomial(n, number(2)), n * (n - 1) / 2, (("pair", n),)),
)


def _start(random: Random) -> Expression:
    one, other = (name(each) for each in random.sample(("n", "k"), 2))
    x, y = (name(each) for each in random.sample(("x", "y"), 2))
    choices = (
        factorial(one) / factorial(one - 1),
        factorial(one + 2) / factorial(one),
        binomial(one + other, other),
        binomial(one + other, one) * factorial(one),
        gamma(x + 2) / gamma(x),
        gamma(x + 1) * gamma(y),
        beta(x, y),
        beta(x + 1, y) / beta(x, y),
        factorial(one) * gamma(x + 1),
    )
    return random.choice(choices) * leaf(random, ("n", "x")) + random.choice(choices)


FRAGMENT = Fragment(
    "factorial, gamma, binomial",
    {"n": "counting", "k": "counting", "x": "positive", "y": "positive"},
    _start,
    rules=RULES,
    fresh=lambda random: leaf(random, ("n", "k")),
)
