"""Symmetry of second derivatives."""

from __future__ import annotations

from derivation.rule import Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="symmetry of second derivatives",
    statement=r"\frac{\partial}{\partial s} \frac{\partial}{\partial t} u = \frac{\partial}{\partial t} \frac{\partial}{\partial s} u",
    phrases=(
        "symmetry of second derivatives",
        "symmetry of the second derivatives",
        "equality of mixed partials",
        "equality of mixed partial derivatives",
        "mixed partial derivatives commute",
        "partial derivatives commute",
        "interchange the order of differentiation",
        "Schwarz's theorem",
        "theorem of Schwarz",
        "Clairaut's theorem",
        "theorem of Clairaut",
    ),
    valid=(
        Valid(
            r"\frac{\partial^2}{\partial x \partial y} f(x, y)",
            r"\frac{\partial^2}{\partial y \partial x} f(x, y)",
        ),
        Valid(
            r"\frac{\partial}{\partial x} \frac{\partial}{\partial y} (f(x) g(y))",
            r"\frac{\partial}{\partial y} \frac{\partial}{\partial x} (f(x) g(y))",
        ),
    ),
    invalid=(
        Invalid(
            r"\frac{\partial^2}{\partial x \partial y} f(x, y)",
            r"\frac{\partial^2}{\partial x^2} f(x, y)",
            Refuted,
            "only the order may change, not the variables",
        ),
    ),
    explanation="For a smooth function the order of partial derivatives does not matter.",
    rank=43,
)
