"""The claims that a proving core was asked for by name."""

from __future__ import annotations

from tests.acceptance.claim import Claim, proved, refuted, undecided, unproved

CLAIMS: tuple[Claim, ...] = (
    refuted(
        "an arc cosine close to zero",
        r"\frac{180 \arccos(7823207/7823209)}{\pi} = 0",
        source="sympy/sympy#23086",
    ),
    proved(
        "half angles",
        r"\frac{\sin(x/2)}{1 + \tan x \cdot \tan(x/2)} = \sin(x/2) \cdot \cos x",
        conditions=("cos(x) ≠ 0", "cos(x/2) ≠ 0"),
    ),
    proved(
        "the logarithm of an absolute product",
        r"\ln |x^2 - 9| = \ln |x - 3| + \ln |x + 3|",
    ),
    proved("sixth powers", r"\cos^6 x + \sin^6 x = 1 - 3 \sin^2 x \cos^2 x"),
    proved(
        "the logarithm of a product of positives",
        r"\ln(a^2 b) = 2 \ln a + \ln b",
        given=r"Let $a > 0$ and $b > 0$.",
    ),
    undecided(
        "the logarithm of a product of anything",
        r"\ln(a^2 b) = 2 \ln a + \ln b",
        named="a > 0",
    ),
    refuted("an absolute value far out", r"|x - 1000| = 1000 - x"),
    refuted("Ramanujan's constant", r"e^{\pi \sqrt{163}} = 262537412640768744"),
    refuted(
        "a sum of squares as the square of a sum",
        r"\sum_{i=1}^{n} x_i^2 = \frac{1}{n} \left( \sum_{i=1}^{n} x_i \right)^2",
    ),
    refuted(
        "an indexed name as a constant",
        r"\sum_{i=1}^{n} x_i^2 = n \cdot x_i^2",
        source="sympy/sympy#12499",
    ),
    unproved("an integral over a pole", r"\int_{-1}^{1} x^{-2} \, dx = -2"),
    unproved(
        "an integral of an absolute value, halved",
        r"\int_0^{2\pi} |\sin 2x| \, dx = 2",
        source="sympy/sympy#29072",
    ),
    unproved("matrices that do not commute", r"AB = BA", given="Let $A$ and $B$ be matrices."),
    unproved(
        "the variance of a sum of dependent variables",
        r"\mathrm{Var}(X + Y) = \mathrm{Var}(X) + \mathrm{Var}(Y)",
    ),
    proved(
        "a cancelled factor is shown",
        r"\frac{r^2 + r - 6}{r - 2} = r + 3",
        conditions=("r ≠ 2",),
    ),
    proved("a quotient of equals", r"\frac{x}{x} = 1", conditions=("x ≠ 0",)),
)
