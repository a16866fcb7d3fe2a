"""Factorials, gamma, binomials, floors, sums and products."""

from __future__ import annotations

from tests.acceptance.claim import Claim, proved, refuted, unproved

N = r"Let $n \in \mathbb{N}$ and $n \geq 1$."

CLAIMS: tuple[Claim, ...] = (
    proved("a factorial and the one before", r"n! = n \cdot (n - 1)!", given=N),
    refuted("a factorial of a double", r"(2n)! = 2 \cdot n!", given=N),
    refuted(
        "a factorial of a sum", r"(n + m)! = n! + m!", given=N + r" Let $m \in \mathbb{N}$."
    ),
    refuted(
        "zero and the factorial",
        r"x! \cdot 0 = x!",
        given=N,
        source="Doenet/math-expressions#4",
    ),
    proved("the recurrence of gamma", r"\Gamma(x + 1) = x \, \Gamma(x)", given="Let $x > 0$."),
    unproved("gamma at a pole", r"\Gamma(0) = 1"),
    unproved("gamma at a negative pole", r"\frac{\Gamma(-1)}{\Gamma(-2)} = -2"),
    proved(
        "a factorial as gamma",
        r"\Gamma(n + 1) = n!",
        given=N,
    ),
    proved(
        "beta as gammas",
        r"\mathrm{B}(x, y) = \frac{\Gamma(x) \Gamma(y)}{\Gamma(x + y)}",
        given="Let $x > 0$, $y > 0$, where $\\mathrm{B}$ is the beta function.",
    ),
    proved(
        "the symmetry of binomials",
        r"\binom{n}{k} = \binom{n}{n - k}",
        given=r"Let $n \in \mathbb{N}$, $k \in \mathbb{N}$ and $k \leq n$.",
    ),
    unproved(
        "the symmetry of binomials with negative arguments",
        r"\binom{-1}{-1} = \binom{-1}{0}",
        source="sympy/sympy#14612",
    ),
    proved(
        "Pascal's rule",
        r"\binom{n + 1}{k + 1} = \binom{n}{k} + \binom{n}{k + 1}",
        given=r"Let $n \in \mathbb{N}$, $k \in \mathbb{N}$ and $k < n$.",
    ),
    refuted(
        "Pascal's rule, shifted",
        r"\binom{n + 1}{k + 1} = \binom{n}{k} + \binom{n}{k + 2}",
        given=r"Let $n \in \mathbb{N}$, $k \in \mathbb{N}$ and $k < n$.",
    ),
    refuted(
        "a factorial in a denominator",
        r"\frac{1}{2004!} = \frac{1}{2006!}",
        source="huggingface/Math-Verify#14",
    ),
    refuted("a floor", r"\lfloor 2x \rfloor = 2 \lfloor x \rfloor"),
    refuted(
        "a sum of floors", r"\lfloor x + y \rfloor = \lfloor x \rfloor + \lfloor y \rfloor"
    ),
    refuted(
        "a floor and its negative",
        r"\lfloor x \rfloor + \lfloor -x \rfloor = -1",
        source="sympy/sympy#30300",
    ),
    proved(
        "a floor and a ceiling",
        r"\lceil -x \rceil = -\lfloor x \rfloor",
        source="sympy/sympy#30300",
    ),
    refuted(
        "a sum from a wrong formula",
        r"\sum_{k=0}^{n} \binom{2}{k} k^2 = -(n + 1)^2 \binom{2}{n + 1}",
        given=N,
        source="sympy/sympy#13902",
    ),
    refuted(
        "a sum of a product",
        r"\sum_{k=1}^{n} k \cdot k = \left(\sum_{k=1}^{n} k\right)^2",
        given=N,
    ),
    refuted("a sum of integers, shifted", r"\sum_{k=1}^{n} k = \frac{n(n - 1)}{2}", given=N),
    proved(
        "a constant pulled out of a sum",
        r"\sum_{k=1}^{n} 3 a k = 3 a \sum_{k=1}^{n} k",
        given=N,
    ),
    proved(
        "a renamed index",
        r"\sum_{k=1}^{n} k^2 = \sum_{j=1}^{n} j^2",
        given=N,
    ),
    refuted("a product of sums", r"\prod_{k=1}^{n} (a k) = a \prod_{k=1}^{n} k", given=N),
    unproved(
        "a telescoping sum over a pole",
        r"\sum_{k=-3}^{n} \frac{1}{k(k+1)} = -\frac{n+4}{3(n+1)}",
        source="sympy/sympy#8746",
    ),
    unproved(
        "one over gamma", r"\sum_{k=0}^{0} \frac{1}{\Gamma(k)} = e", source="sympy/sympy#23156"
    ),
)
