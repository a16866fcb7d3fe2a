"""Trigonometric and hyperbolic identities."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="trigonometric and hyperbolic identities",
    statement=r"\cos(a + b) = \cos a \cos b - \sin a \sin b",
    family=Family.PROCEDURE,
    treatments=frozenset(
        (
            Treatment.TRIGONOMETRIC,
            Treatment.ROOT,
            Treatment.ABSOLUTE,
        )
    ),
    phrases=(
        "trigonometric identity",
        "trigonometric identities",
        "trig identity",
        "trig identities",
        "hyperbolic identity",
        "hyperbolic identities",
        "double angle formula",
        "half angle formula",
        "addition formula",
        "sum of angles",
        "angle sum formula",
        "angle addition",
        "product to sum",
        "sum to product",
        "power reduction",
        "euler's formula",
    ),
    valid=(
        Valid(r"\cos^6 x + \sin^6 x", r"1 - 3 \sin^2 x \cos^2 x"),
        Valid(r"\sin 2x", r"2 \sin x \cos x"),
        Valid(r"\cosh^2 x - \sinh^2 x", r"1"),
        Valid(r"\sin(\arccos x)", r"\sqrt{1 - x^2}"),
        Valid(r"\cos \frac{\pi}{5}", r"\frac{1 + \sqrt{5}}{4}"),
    ),
    invalid=(
        Invalid(
            r"\sin 2x",
            r"2 \sin x",
            Refuted,
            "a multiple of the argument is no multiple of the value",
        ),
        Invalid(r"\arcsin(\sin x)", r"x", Refuted, "the arcsine lies between -pi/2 and pi/2"),
    ),
    explanation="Both sides are the same expression in exponentials of the arguments.",
    rank=62,
)
