"""Roots, powers, exponentials and logarithms: branches, signs, cancellation."""

from __future__ import annotations

from tests.acceptance.claim import Claim, proved, refuted, undecided, unproved

CLAIMS: tuple[Claim, ...] = (
    refuted("the root of a square", r"\sqrt{x^2} = x", source="asc-community/AngouriMath#752"),
    proved("the root of a square of any sign", r"\sqrt{x^2} = |x|"),
    proved(
        "the root of a square of a positive",
        r"\sqrt{x^2} = x",
        given="Let $x > 0$.",
        source="Mathics3/mathics-core#921",
    ),
    refuted("the root of a square, inverted", r"\frac{1}{\sqrt{x^2}} = \frac{1}{x}"),
    refuted(
        "a negative power of a square",
        r"(x^2)^{-3/2} = \frac{1}{x^3}",
        source="asc-community/AngouriMath#752",
    ),
    proved(
        "the root of a full square of positives",
        r"\sqrt{a^2 + 2ab + b^2} = a + b",
        given="Let $a > 0$ and $b > 0$.",
        source="sympy/sympy#14290",
    ),
    refuted("the root of a full square", r"\sqrt{a^2 + 2ab + b^2} = a + b"),
    undecided(
        "the root of a product of anything",
        r"\sqrt{x y} = \sqrt{x} \sqrt{y}",
        named="x",
        source="asc-community/AngouriMath#801",
    ),
    proved(
        "the root of a product of positives",
        r"\sqrt{x y} = \sqrt{x} \sqrt{y}",
        given="Let $x > 0$, $y > 0$.",
    ),
    refuted(
        "a root of a sum",
        r"\sqrt{x + y} = \sqrt{x} + \sqrt{y}",
        given="Let $x > 0$, $y > 0$.",
    ),
    proved("a nested radical", r"\sqrt{5 + 2\sqrt{6}} = \sqrt{2} + \sqrt{3}"),
    proved(
        "a nested radical with a minus",
        r"\sqrt{7 - 4\sqrt{3}} = 2 - \sqrt{3}",
        source="asc-community/AngouriMath#1154",
    ),
    refuted(
        "a nested radical of the wrong sign",
        r"\sqrt{7 - 4\sqrt{3}} = \sqrt{3} - 2",
        source="sympy/sympy#19914",
    ),
    proved("another nested radical", r"\sqrt{3 + 2\sqrt{2}} = 1 + \sqrt{2}"),
    refuted(
        "a factor lost below two roots",
        r"2\sqrt{2\sqrt{5}} = 2 \cdot 5^{1/4}",
        source="jiggzson/nerdamer#360",
    ),
    proved(
        "a rationalised denominator", r"\frac{1}{\sqrt{3} - \sqrt{2}} = \sqrt{3} + \sqrt{2}"
    ),
    proved(
        "a root pulled out of its own radical",
        r"\sqrt{x + 2\sqrt{x} + 1} = \sqrt{x} + 1",
        given="Let $x > 0$.",
        source="Qalculate/libqalculate#907",
    ),
    proved("the exponential undone", r"\ln(e^x) = x"),
    proved("the logarithm undone", r"e^{\ln x} = x", conditions=("x > 0",)),
    undecided(
        "the logarithm of a square",
        r"\ln(x^2) = 2 \ln x",
        named="x > 0",
        source="wxMaxima-developers/wxmaxima#1638",
    ),
    proved("the logarithm of a square of any sign", r"\ln(x^2) = 2 \ln |x|"),
    refuted(
        "the logarithm of a sum", r"\ln(x + y) = \ln x + \ln y", given="Let $x > 0$, $y > 0$."
    ),
    proved(
        "the logarithm of a quotient",
        r"\ln\frac{a}{b} = \ln a - \ln b",
        given="Let $a > 0$, $b > 0$.",
        source="sgsokol/Deriv#9",
    ),
    proved(
        "logarithms of a number and its inverse",
        r"\ln x + \ln \frac{1}{x} = 0 \cdot x",
        given="Let $x > 0$.",
        source="sympy/sympy#24676",
    ),
    proved("exchanged exponents", r"x^{\ln y} = y^{\ln x}", given="Let $x > 0$, $y > 0$."),
    proved("a power of a power of a positive", r"(a^x)^y = a^{xy}", given="Let $a > 0$."),
    refuted("a power of a power, regrouped", r"a^{x^y} = (a^x)^y", given="Let $a > 0$."),
    refuted("an even root of an even power", r"(x^6)^{1/2} = x^3"),
    proved(
        "powers of two and four",
        r"\frac{4^x - 1}{2^x + 1} = 2^x - 1",
    ),
    refuted("a power of a sum", r"(x + y)^2 = x^2 + y^2"),
    unproved("zero to the power zero", r"0^{x} = 0 \cdot x"),
    unproved("a fraction with a zero below", r"\frac{x}{x - x} = \frac{x}{x - x}"),
    refuted(
        "exponentials that differ by a sign",
        r"\frac{1}{8} e^{2x} + 2 e^{-2x} = \frac{1}{8} e^{2x} - 2 e^{-2x}",
        source="Doenet/math-expressions#54",
    ),
    refuted(
        "exponentials that differ by a small number",
        r"\frac{1}{8} e^{2x} + 2 e^{-2x} = \frac{1}{8} e^{2x} + 2 e^{-2x} + \frac{1}{100000}",
        source="Doenet/math-expressions#54",
    ),
    refuted("large powers", r"2^{-99} = 2^{-98}", source="huggingface/Math-Verify#14"),
    refuted("two and a little", r"2 + 2^{-100} = 2", source="asc-community/AngouriMath#1376"),
    proved(
        "equivalent squares",
        r"\pi ((y + 2)(y - 1))^2 = \pi (y + 2)^2 (y - 1)^2",
        source="Doenet/DoenetML#681",
    ),
    proved(
        "a double fraction",
        r"\frac{\frac{a^3 + b}{c}}{\frac{1}{c^2}} = (a^3 + b) c",
        conditions=("c ≠ 0",),
        source="sympy/sympy#21537",
    ),
    unproved("logarithms of opposite numbers", r"\ln(-x) = \ln x"),
    unproved("roots of opposite numbers", r"\sqrt{-x - 1} = \sqrt{x}"),
    unproved("roots of minus one", r"\sqrt{-1} \sqrt{-1} = \sqrt{(-1)(-1)}"),
    unproved("a cube root of a negative number", r"(-8)^{1/3} = 2"),
    unproved(
        "a negative base with a fraction above", r"(-1)^{2/6} = 1", source="diofant/diofant#143"
    ),
)
