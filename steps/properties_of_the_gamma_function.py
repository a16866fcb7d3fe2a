"""Properties of the gamma function."""

from __future__ import annotations

from derivation.rule import Family, Invalid, Refuted, Rule, Treatment, Valid

RULE = Rule(
    name="properties of the gamma function",
    statement=r"\Gamma(x + 1) = x \Gamma(x)",
    family=Family.PROCEDURE,
    treatments=frozenset(
        (
            Treatment.GAMMA,
            Treatment.ROOT,
            Treatment.EXPONENTIAL,
        )
    ),
    phrases=(
        "properties of the gamma function",
        "property of the gamma function",
        "recursion of the gamma function",
        "recurrence of the gamma function",
        "gamma recursion",
        "definition of the factorial",
        "definition of the binomial coefficient",
        "binomial coefficient",
        "pascal's rule",
        "definition of the beta function",
        "factorial",
    ),
    valid=(
        Valid(r"\Gamma(x + 2)", r"(x + 1) x \Gamma(x)", given=("x > 0",)),
        Valid(
            r"n!",
            r"n (n - 1)!",
            given=(
                "n \\in \\mathbb{N}",
                "n > 0",
            ),
        ),
        Valid(
            r"\binom{n}{k}",
            r"\frac{n!}{k! (n - k)!}",
            given=(
                "n \\in \\mathbb{N}",
                "k \\in \\mathbb{N}",
                "k \\leq n",
            ),
        ),
    ),
    invalid=(
        Invalid(
            r"\Gamma(x + 1)", r"(x + 1) \Gamma(x)", Refuted, "the factor is x", given=("x > 0",)
        ),
    ),
    explanation="Gamma functions whose arguments differ by integers are multiples of each other.",
    rank=63,
)
