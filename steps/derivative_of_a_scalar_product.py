"""Derivative of a scalar product."""

from __future__ import annotations

from derivation.rule import BASIC, Invalid, Refuted, Rule, Valid

RULE = Rule(
    name="derivative of a scalar product",
    statement=r"\frac{\partial}{\partial u_m} u^{\top} v = v_m",
    also=(r"\frac{\partial}{\partial u_m} u^{\top} u = 2 u_m",),
    conditions=(r"v constant in u_m",),
    phrases=(
        "derivative of the scalar product",
        "derivative of the inner product",
        "derivative of the dot product",
        "derivative of a linear function",
        "derivative of the linear function",
        "derivative of a linear model",
    ),
    valid=(
        Valid(r"\frac{\partial}{\partial w_j} w^{\top} x", r"x_j"),
        Valid(r"\frac{\partial}{\partial w_j} x^{\top} w", r"x_j"),
        Valid(r"\frac{\partial}{\partial w_j} w^{\top} w", r"2 w_j"),
    ),
    invalid=(
        Invalid(
            r"\frac{\partial}{\partial w_j} w^{\top} x", r"x_k", Refuted, "another component"
        ),
        Invalid(
            r"\frac{\partial}{\partial w_j} w^{\top} x",
            r"w_j",
            Refuted,
            "the component of the other vector",
        ),
    ),
    explanation="In a scalar product only one addend holds the component that is differentiated.",
    together_with=BASIC,
    rank=36,
)
