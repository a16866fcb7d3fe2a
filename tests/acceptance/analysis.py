"""Absolute values, signs, cases, derivatives, integrals and limits."""

from __future__ import annotations

from tests.acceptance.claim import Claim, proved, refuted, unproved

CLAIMS: tuple[Claim, ...] = (
    refuted("an absolute value of a sum", r"|x + y| = |x| + |y|"),
    proved("an absolute value of a product", r"|x y| = |x| \, |y|"),
    refuted("an absolute value dropped", r"|x| = x"),
    proved("an absolute value squared", r"|x|^2 = x^2"),
    refuted("an absolute value cubed", r"|x|^3 = x^3"),
    proved(
        "the greater and the smaller",
        r"\max(a, b) + \min(a, b) = a + b",
    ),
    proved("the greater by an absolute value", r"\max(a, b) = \frac{a + b + |a - b|}{2}"),
    refuted("the greater by a wrong sign", r"\max(a, b) = \frac{a + b - |a - b|}{2}"),
    proved(
        "an absolute value by cases",
        r"|x| = \begin{cases} x & \text{if } x \geq 0 \\ -x & \text{if } x < 0 \end{cases}",
    ),
    refuted(
        "an absolute value by exchanged cases",
        r"|x| = \begin{cases} -x & \text{if } x \geq 0 \\ x & \text{if } x < 0 \end{cases}",
    ),
    refuted(
        "the square of a sign",
        r"\left(\operatorname{sgn}(x)\right)^2 = 1",
        source="sympy/sympy#19277",
    ),
    proved("a sign and an absolute value", r"\operatorname{sgn}(x) \cdot |x| = x"),
    proved(
        "the derivative of an absolute value",
        r"\frac{d}{dx} |x| = \frac{x}{|x|}",
        conditions=("x ≠ 0",),
        source="symengine/symengine#1696",
    ),
    unproved(
        "the derivative of an absolute value at zero is not one",
        r"\frac{d}{dx} |x| = 1",
        source="JuliaSymbolics/Symbolics.jl#1081",
    ),
    refuted("a derivative without the inner one", r"\frac{d}{dx} \sin(2x) = \cos(2x)"),
    proved("a chain of three", r"\frac{d}{dx} e^{\sin(x^2)} = 2x \cos(x^2) e^{\sin(x^2)}"),
    proved("a power of itself", r"\frac{d}{dx} x^x = x^x (\ln x + 1)", given="Let $x > 0$."),
    refuted("a power of itself by the power rule", r"\frac{d}{dx} x^x = x \cdot x^{x - 1}"),
    proved(
        "a second derivative",
        r"\frac{d}{dx} \frac{d}{dx} \sin(3x) = -9 \sin(3x)",
    ),
    refuted("the product rule forgotten", r"\frac{d}{dx} (x \sin x) = \cos x"),
    refuted("the derivative of a logarithm", r"\frac{d}{dx} \ln(5x) = \frac{1}{5x}"),
    proved("the derivative of a logarithm, rightly", r"\frac{d}{dx} \ln(5x) = \frac{1}{x}"),
    unproved(
        "an integral with a lost sign",
        r"\int_{-1}^{1} x \sqrt{2x + 3} \, dx = -\frac{2}{5}",
        source="sympy/sympy#7337",
    ),
    unproved(
        "a positive integral made negative",
        r"\int_0^1 \sqrt{2 - x} \sqrt{\frac{1}{2 - x}} \, dx = -1",
        source="sympy/sympy#29792",
    ),
    unproved(
        "a positive integral made zero",
        r"\int_0^{2\pi} \frac{1}{\cos x + 2} \, dx = 0",
        source="sympy/sympy#6278",
    ),
    unproved(
        "an integral of a root",
        r"\int_{-1}^{1} \sqrt{1 - x^2} (x - x^2) \, dx = 0",
        source="sympy/sympy#14782",
    ),
    proved(
        "a constant pulled out of an integral", r"\int_0^1 a x^2 \, dx = a \int_0^1 x^2 \, dx"
    ),
    refuted(
        "an integral of a product",
        r"\int_0^1 x \cdot x \, dx = \int_0^1 x \, dx \cdot \int_0^1 x \, dx",
    ),
    unproved(
        "a limit taken factor by factor",
        r"\lim_{x \to \infty} \left(1 + \frac{1}{x}\right)^{x^2} e^{-x} = 1",
        source="sympy/sympy#25885",
    ),
    unproved(
        "a limit of a difference that cancels",
        r"\lim_{n \to \infty} n \left( \frac{(n + 1)^2 + 1}{n^2 + 1} - 1 \right) = 0",
        source="sympy/sympy#13382",
    ),
    unproved(
        "a limit of a sign",
        r"\lim_{x \to 1} \operatorname{sgn}(\ln x) = 1",
        source="diofant/diofant#74",
    ),
    unproved(
        "a limit of something else",
        r"\lim_{x \to \infty} \frac{\ln(e^{3x} + x)}{\ln(e^x + x^{100})} = 9",
        source="sympy/sympy#18378",
    ),
    unproved(
        "the expectation of a product", r"\mathbb{E}[XY] = \mathbb{E}[X] \, \mathbb{E}[Y]"
    ),
    proved(
        "the expectation of a sum",
        r"\mathbb{E}[a X + Y] = a \mathbb{E}[X] + \mathbb{E}[Y]",
        given="Let $X$ and $Y$ be random variables and $a$ a number.",
    ),
    proved("modulo a hypothesis", r"p^2 + 2pq + q^2 = 1", given="Suppose that $p + q = 1$."),
    proved(
        "modulo a hypothesis, substituted",
        r"p (1 - p) = p q",
        given="Suppose that $p + q = 1$.",
    ),
    refuted(
        "modulo a hypothesis, wrongly",
        r"p^2 + q^2 = 1 + p q - q",
        given="Suppose that $p + q = 1$.",
    ),
    unproved(
        "an integrand with a hole",
        r"\int_0^1 \frac{x}{x} \, dx = \int_0^1 1 \, dx",
    ),
    unproved(
        "a sum with a term that has no value",
        r"\sum_{k=0}^{3} \frac{1}{k} = \sum_{j=0}^{3} \frac{1}{j}",
    ),
    unproved(
        "the square of a complex modulus", r"|z|^2 = z^2", given="Let $z$ be a complex number."
    ),
    unproved(
        "a complex exponential undone",
        r"\ln(e^z) = z",
        given="Let $z \\in \\mathbb{C}$.",
        source="asc-community/AngouriMath#902",
    ),
    unproved(
        "the root of a complex square",
        r"\sqrt{z^2} = z",
        given="Let $z$ be a complex number.",
        source="sympy/sympy#23653",
    ),
)
