"""Any formula in any document becomes a term or an error with a place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.errors import ReadError
from derivation.meaning.elaborate import elaborate
from derivation.model import Excerpt
from derivation.notation import latex, text
from derivation.read.grammar import parse
from tests.meaning.test_understand import context_of

_ATOMS = st.sampled_from(
    [
        *"abfinxyAX012",
        *(r"\theta \Sigma \Gamma(x) \mathrm{E}(X) \mathrm{Var}X p(x|y) f(x) x_i x_1".split()),
        *(r"x_{ij} A^\top x^\top A^{-1} \bar{y}_{i\bullet} y^{(i)} n! \infty".split()),
        *(r"\ldots e^{ix}".split()),
        *(r"\langle{x}\rangle |x| [x^2]_0^1 (a,b) {x_1}^2 0_n i \pi".split()),
        r"\int x\,dx",
        r"\int_0^1",
        r"\,dx",
        r"\lim_{x\to0}",
        r"\sum_{i=1}^n",
        r"\sum_{i\neq j}",
        r"\prod_{i,j}",
        r"\frac{d}{dx}",
        r"\frac{x}{A}",
        r"\begin{cases} x & x > 0 \\ 1 & \text{otherwise} \end{cases}",
        r"\begin{matrix} a & b \end{matrix}",
        r"\binom{n}{k}",
        r"\log",
        r"\min(a,b)",
        r"f'",
        r"A \cap B",
    ]
)
_SIGNS = st.sampled_from([" ", " + ", " - ", r" \cdot ", "/", "^"])


@st.composite
def formulas(draw: st.DrawFn) -> str:
    """Atoms with signs between them, some in brackets."""
    parts = draw(st.lists(st.tuples(_ATOMS, _SIGNS), min_size=1, max_size=6))
    whole = "".join(atom + sign for atom, sign in parts).rstrip("+-/^ ")
    return f"({whole}) x" if draw(st.booleans()) else whole


@settings(max_examples=400, deadline=None)
@given(formulas(), formulas(), st.booleans())
def test_a_term_or_an_error_with_a_place(one: str, other: str, matrices: bool) -> None:
    said = "For matrices and vectors:\n\n" if matrices else ""
    context = context_of(f"{said}$$\\begin{{align}} {one} &= {other} \\end{{align}}$$\n")
    for written in (one, other):
        try:
            term = elaborate(parse(Excerpt(written)), context)
        except ReadError as error:
            assert 0 <= error.span.start <= error.span.end <= len(written)
            continue
        assert text(term)
        assert latex(term)
