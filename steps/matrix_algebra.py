"""Products, transposes, inverses and traces of matrices."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Rule, Treatment, Undecided, Valid

MATRICES = tuple(rf"{name} \in \mathbb{{R}}^{{n \times n}}" for name in "ABC")

RULE = Rule(
    name="matrix algebra",
    statement=r"A^{\top} (B + C) = A^{\top} B + A^{\top} C",
    family=Family.PROCEDURE,
    treatments=frozenset((Treatment.MATRIX, Treatment.ROOT, Treatment.EXPONENTIAL)),
    phrases=(
        "matrix algebra",
        "expand the matrix product",
        "transpose of a product",
        "property of the transpose",
        "properties of the transpose",
        "cyclic property of the trace",
        "trace is invariant under cyclic permutations",
        "linearity of the trace",
        "properties of the trace",
    ),
    valid=(
        Valid(r"A (B + C)", r"A B + A C", given=MATRICES),
        Valid(r"(A B)^{\top}", r"B^{\top} A^{\top}", given=MATRICES),
        Valid(r"A^{-1} A B", r"B", given=MATRICES),
        Valid(r"\mathrm{tr}(A B C)", r"\mathrm{tr}(C A B)", given=MATRICES),
    ),
    invalid=(
        Invalid(r"A B", r"B A", Undecided, "matrices do not commute", given=MATRICES),
        Invalid(
            r"(A B)^{\top}",
            r"A^{\top} B^{\top}",
            Undecided,
            "the transpose turns the order round",
            given=MATRICES,
        ),
        Invalid(
            r"\mathrm{tr}(A B C)",
            r"\mathrm{tr}(A C B)",
            Undecided,
            "only cyclic permutations leave the trace as it is",
            given=MATRICES,
        ),
    ),
    explanation="Products are multiplied out with their factors in order, transposes turn the order round, a trace is invariant under cyclic permutations.",
    rank=59,
)
