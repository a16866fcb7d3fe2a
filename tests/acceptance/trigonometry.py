"""Circular, hyperbolic and inverse functions: branches, poles, near misses."""

from __future__ import annotations

from tests.acceptance.claim import Claim, proved, refuted, unproved

CLAIMS: tuple[Claim, ...] = (
    refuted(
        "the arcsine of a sine", r"\arcsin(\sin x) = x", source="asc-community/AngouriMath#884"
    ),
    refuted(
        "the arccosine of a cosine",
        r"\arccos(\cos x) = x",
        source="OpenModelica/OMCompiler#2023",
    ),
    refuted("the arctangent of a tangent", r"\arctan(\tan x) = x", source="sympy/sympy#9638"),
    proved("the sine of an arcsine", r"\sin(\arcsin x) = x", given=r"Let $-1 < x < 1$."),
    proved(
        "the sine of an arccosine",
        r"\sin(\arccos x) = \sqrt{1 - x^2}",
        given="Let $-1 < x < 1$.",
        source="georgeweigt/eigenmath#6",
    ),
    refuted(
        "the sine of an arccosine of the wrong sign",
        r"\sin(\arccos x) = -\sqrt{1 - x^2}",
        given="Let $-1 < x < 1$.",
    ),
    proved(
        "arcsine and arccosine",
        r"\arcsin x + \arccos x = \frac{\pi}{2}",
        given="Let $-1 < x < 1$.",
        source="sympy/sympy#11446",
    ),
    refuted(
        "a sum of arctangents",
        r"\arctan a + \arctan b = \arctan \frac{a + b}{1 - ab}",
        source="asc-community/AngouriMath#692",
    ),
    refuted(
        "two and three",
        r"\arctan 2 + \arctan 3 = \arctan(-1)",
        source="asc-community/AngouriMath#692",
    ),
    proved(
        "Euler's formula for pi",
        r"\arctan \frac{1}{2} + \arctan \frac{1}{3} = \frac{\pi}{4}",
        source="asc-community/AngouriMath#692",
    ),
    refuted(
        "an arctangent of an inverse",
        r"\arctan x + \arctan \frac{1}{x} = \frac{\pi}{2}",
    ),
    proved(
        "an arctangent of an inverse of a positive",
        r"\arctan x + \arctan \frac{1}{x} = \frac{\pi}{2}",
        given="Let $x > 0$.",
    ),
    unproved("the tangent at its pole", r"\tan\frac{\pi}{2} = 0"),
    proved("Pythagoras", r"\sin^2 x + \cos^2 x = 1"),
    refuted("Pythagoras with a minus", r"\cos^2 x - \sin^2 x = 1"),
    proved(
        "a double angle",
        r"\frac{\sin 2x}{1 + \cos 2x} = \tan x",
        conditions=("cos(x) ≠ 0",),
    ),
    proved("a triple angle", r"\sin 3x = 3 \sin x - 4 \sin^3 x"),
    refuted("a triple angle with a wrong sign", r"\sin 3x = 3 \sin x + 4 \sin^3 x"),
    proved(
        "Chebyshev's polynomial of degree five",
        r"\cos 5x = 16 \cos^5 x - 20 \cos^3 x + 5 \cos x",
    ),
    refuted(
        "Chebyshev's polynomial of degree five, a coefficient changed",
        r"\cos 5x = 16 \cos^5 x - 20 \cos^3 x + 6 \cos x",
    ),
    proved(
        "a product of sines",
        r"\sin x \sin y = \frac{\cos(x - y) - \cos(x + y)}{2}",
    ),
    proved("a shifted sine", r"\sin\left(x + \frac{\pi}{2}\right) = \cos x"),
    refuted("the sine of eleven", r"\sin 11 = -1"),
    refuted(
        "a sine near a multiple of pi",
        r"\sin(3.1415926535898) = 0",
        source="numworks/epsilon#1558",
    ),
    proved("the sine of pi", r"\sin \pi = 0", source="josdejong/mathjs#652"),
    proved("the sine of a twelfth", r"\sin\frac{\pi}{12} = \frac{\sqrt{6} - \sqrt{2}}{4}"),
    refuted(
        "a false radical for a cosine",
        r"\cos\frac{\pi}{7} = 0.900968867908163376",
        source="asc-community/AngouriMath#161",
    ),
    proved("hyperbolic Pythagoras", r"\cosh^2 x - \sinh^2 x = 1"),
    refuted(
        "hyperbolic Pythagoras with a plus",
        r"\cosh^2 x + \sinh^2 x = 1",
        source="OpenModelica/OMCompiler#2023",
    ),
    proved("a hyperbolic double angle", r"\sinh 2x = 2 \sinh x \cosh x"),
    proved("an exponential from hyperbolic functions", r"\cosh x + \sinh x = e^x"),
)
