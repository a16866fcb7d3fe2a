r"""The project's first real document: verified as it stands and in other notations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from derivation import verify
from derivation.verdict import DerivationReport, Outcome, Status
from tests import seed as documents
from tests.seed import EXAMPLE, Seed

STATED = (
    (3, ("derivative of the logarithm",)),
    (4, ("factor out a common factor",)),
    (5, ("common denominator",)),
    (6, ("expand",)),
    (7, ("simplify", "cancel common factors", "collect like terms")),
    (8, ("substitute a definition",)),
    (9, ("derivative of the sigmoid", "chain rule")),
    (10, ("cancel common factors",)),
    (11, ("derivative of a scalar product",)),
)
"""The bracketed steps, and the rules that their reasons name."""


def only(document: str | Path) -> DerivationReport:
    report = verify(document)
    (file,) = report.documents
    assert file.errors == ()
    (derivation,) = file.derivations
    return derivation


def assert_verified(derivation: DerivationReport) -> None:
    words = [(step.number, step.verdict.word) for step in derivation.steps]
    expected = [(1, "definition"), *((number, "proved") for number in range(2, 12))]
    assert words == expected, [step.verdict for step in derivation.steps]
    assert derivation.outcome is Outcome.VERIFIED
    assert derivation.goal.reached


@pytest.fixture(scope="module")
def derivation() -> DerivationReport:
    return only(EXAMPLE)


def test_the_example_is_the_document_as_its_author_wrote_it() -> None:
    original = Path(__file__).parents[2] / "shared" / "seed" / EXAMPLE.name
    if not original.exists():
        pytest.skip("the author's original is not beside this checkout")
    assert EXAMPLE.read_bytes() == original.read_bytes()


def test_every_step_of_the_example_is_proved_and_the_goal_reached(
    derivation: DerivationReport,
) -> None:
    assert_verified(derivation)
    assert derivation.title == "Derivation of the Gradient for Logistic Regression"
    assert derivation.goal.latex.replace(" ", "") == r"(\sigma(\theta^{\top}x)-y)\cdotx_m"


@pytest.mark.parametrize(("number", "rules"), STATED)
def test_a_bracketed_step_is_made_by_the_rule_its_reason_names(
    derivation: DerivationReport, number: int, rules: tuple[str, ...]
) -> None:
    step = derivation.steps[number - 1]
    assert step.justification
    assert step.rule is not None
    used = set(step.rule.split(", "))
    assert used <= set(step.stated_rules)
    assert used <= set(rules)


def test_only_the_index_range_is_assumed(derivation: DerivationReport) -> None:
    assumed = {c.text for step in derivation.steps for c in step.assumed}
    assert assumed
    assert all(re.fullmatch(r"1 ≤ m ≤ \S+", text) for text in assumed), assumed


def test_the_range_of_the_model_function_is_discharged(derivation: DerivationReport) -> None:
    discharged = [
        condition
        for step in derivation.steps
        for condition in step.conditions
        if condition.status is Status.DISCHARGED
    ]
    assert any("h" in condition.text for condition in discharged)
    assert all(condition.because for condition in discharged)


def test_places_are_those_of_the_lines_in_the_file(derivation: DerivationReport) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for step in derivation.steps:
        rest = lines[step.position.line - 1][step.position.column - 1 :]
        assert rest.startswith(step.after)


def _fractions_inline(line: str) -> str:
    r"""Every `\frac{a}{b}` that is no derivative as `(a) / (b)`."""
    parts = []
    while (start := line.find(r"\frac{")) >= 0:
        above, rest = _group(line[start + len(r"\frac") :])
        below, rest = _group(rest)
        parts.append(line[:start])
        if r"\partial" in above:
            parts.append(rf"\frac{{{above}}}{{{below}}}")
        else:
            parts.append(f"({_fractions_inline(above)}) / ({_fractions_inline(below)})")
        line = rest
    return "".join(parts) + line


def _group(text: str) -> tuple[str, str]:
    depth = 0
    for index, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return text[1:index], text[index + 1 :]
    raise ValueError(text)


def everywhere(change: Callable[[str], str]) -> Callable[[Seed], Seed]:
    def changed(seed: Seed) -> Seed:
        return replace(
            seed,
            lines=tuple(change(line) for line in seed.lines),
            reasons=tuple(_in_formulas(change, reason) for reason in seed.reasons),
        )

    return changed


def _in_formulas(change: Callable[[str], str], reason: str | None) -> str | None:
    """A reason with its formulas changed and its words left alone."""
    if reason is None:
        return None
    parts = reason.split("$")
    return "$".join(change(part) if n % 2 else part for n, part in enumerate(parts))


def swap(*pairs: tuple[str, str]) -> Callable[[Seed], Seed]:
    def change(text: str) -> str:
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    return everywhere(change)


def _derivatives_over(line: str) -> str:
    r"""`\frac{\partial}{\partial \theta_m} f` as `\frac{\partial f}{\partial \theta_m}`."""
    operator = re.escape(r"\frac{\partial}{\partial \theta_m} ")
    single = (
        r"\\ell\^\{\\text\{BCE\}\}\(h_\{\\theta\}\(x\), y\)"
        r"|\(?h_\{\\theta\}\(x\)\)?"
        r"|\\sigma\(\\theta\^\{\\top\} x\)"
        r"|\\theta\^\{\\top\} x"
    )
    return re.sub(rf"{operator}({single})", r"\\frac{\\partial \1}{\\partial \\theta_m}", line)


def _defining_sigmoid(name: str) -> Callable[[Seed], Seed]:
    def changed(seed: Seed) -> Seed:
        swapped = swap((r"\sigma", name))(seed)
        words = rf"Let ${name}(z) = \frac{{1}}{{1 + e^{{-z}}}}$ be the sigmoid function."
        return replace(swapped, prose=f"{seed.prose}\n\n{words}")

    return changed


PARTIAL = r"\frac{\partial}{\partial \theta_m}"
MODEL = r"h_{\theta}(x)"
PRODUCT = r"\theta^{\top} x"
PLAIN_BRACKETS = ((r"\left( ", "("), (r" \right)", ")"))

NOTATIONS: dict[str, Callable[[Seed], Seed]] = {
    "transpose without braces": swap((r"^{\top}", r"^\top")),
    "transpose as T": swap((r"^{\top}", "^T")),
    "transpose as T in braces": swap((r"^{\top}", "^{T}")),
    "transpose in sans serif": swap((r"^{\top}", r"^{\mathsf T}")),
    "transpose in roman": swap((r"^{\top}", r"^{\mathrm{T}}")),
    "transpose as intercalation": swap((r"^{\top}", r"^\intercal")),
    "angle brackets": swap((PRODUCT, r"\langle \theta, x \rangle")),
    "scalar product with a dot": swap((PRODUCT, r"\theta \cdot x")),
    "ln": swap((r"\log", r"\ln")),
    "dfrac": swap((r"\frac", r"\dfrac")),
    "tfrac": swap((r"\frac", r"\tfrac")),
    "fractions in a line": everywhere(_fractions_inline),
    "times": swap((r"\cdot", r"\times")),
    "juxtaposition": swap((r" \cdot ", " ")),
    "partial with an index": swap((PARTIAL, r"\partial_{\theta_m}")),
    "derivative of the function over the variable": everywhere(_derivatives_over),
    "ordinary derivative": swap((PARTIAL, r"\frac{d}{d \theta_m}")),
    "ordinary derivative, close": swap((PARTIAL, r"\frac{d}{d\theta_m}")),
    "upright derivative": swap((PARTIAL, r"\frac{\mathrm d}{\mathrm d \theta_m}")),
    "upright derivative in braces": swap((PARTIAL, r"\frac{\mathrm{d}}{\mathrm{d}\theta_m}")),
    "left and right": swap(*PLAIN_BRACKETS, ("(", r"\left("), (")", r"\right)")),
    "big brackets": swap(*PLAIN_BRACKETS, ("(", r"\bigl("), (")", r"\bigr)")),
    "plain brackets": swap(*PLAIN_BRACKETS),
    "extra braces": swap((MODEL, "{h_{{\\theta}}}({x})"), ("{1 - y}", "{{1 - y}}")),
    "no braces where none are needed": swap((MODEL, r"h_\theta(x)")),
    "spacing commands": swap((r" \cdot ", r" \,\cdot\; "), (" - ", r"\!-~"), ("(1", r"( \:1")),
    "no spaces": swap((" + ", "+"), (" - ", "-"), (r" \cdot (", r"\cdot(")),
    "weights w_j and model g": swap((r"\theta", "w"), ("_m", "_j"), ("h_", "g_")),
    "features z and label t": swap(
        (MODEL, r"h_{\theta}(z)"), ("x_m", "z_m"), (PRODUCT, r"\theta^{\top} z"), ("y", "t")
    ),
    "sigmoid named phi": _defining_sigmoid(r"\varphi"),
    "sigmoid named g": _defining_sigmoid("g"),
    "prediction with a hat": swap((MODEL, r"\hat y")),
    "prediction with a hat in braces": swap((MODEL, r"\hat{y}")),
    "sigmoid as an operator": swap((r"\sigma", r"\operatorname{sigmoid}")),
    "logarithm as an operator": swap((r"\log", r"\operatorname{log}")),
    "model as an operator": swap(("h_", r"\operatorname{model}_")),
    "model in roman": swap(("h_", r"\mathrm{model}_")),
    "loss in roman": swap((r"\ell^{\text{BCE}}", r"\mathrm{BCE}")),
    "loss in text": swap((r"\ell^{\text{BCE}}", r"\text{BCE}")),
    "loss as an operator": swap((r"\ell^{\text{BCE}}", r"\operatorname{BCE}")),
    "loss with a roman label": swap((r"\ell^{\text{BCE}}", r"\ell^{\mathrm{BCE}}")),
    "loss with a label below": swap((r"\ell^{\text{BCE}}", r"\ell_{\text{BCE}}")),
    "calligraphic loss": swap((r"\ell^{\text{BCE}}", r"\mathcal{L}")),
    "J of theta": swap((r"\ell^{\text{BCE}}(h_{\theta}(x), y)", r"J(\theta)")),
    "bold vectors": swap(
        (MODEL, r"h_{\boldsymbol{\theta}}(\mathbf{x})"),
        (PRODUCT, r"\boldsymbol{\theta}^{\top} \mathbf{x}"),
        (r"\theta_m", r"\boldsymbol{\theta}_m"),
        ("x_m", r"\mathbf{x}_m"),
    ),
}
"""The same derivation in the notations people use for it."""


@pytest.mark.parametrize("name", NOTATIONS)
def test_the_same_derivation_in_another_notation_is_verified(name: str) -> None:
    original = documents.load()
    changed = NOTATIONS[name](original)
    assert changed.lines != original.lines
    assert_verified(only(documents.markdown(changed)))


def _fenced(seed: Seed) -> str:
    return documents.markdown(seed, "```math\n", "\n```")


CONTAINERS: dict[str, tuple[str, Callable[[Seed], str]]] = {
    "double dollars": ("a.md", documents.markdown),
    "square brackets": ("a.md", lambda s: documents.markdown(s, "\\[\n", "\n\\]")),
    "math fences": ("a.md", _fenced),
    "one aligned block": (
        "a.md",
        lambda s: documents.aligned(s, "$$\n\\begin{aligned}", "\\end{aligned}\n$$"),
    ),
    "one split block": (
        "a.md",
        lambda s: documents.aligned(s, "$$\n\\begin{split}", "\\end{split}\n$$"),
    ),
    "a bare align environment": (
        "a.md",
        lambda s: documents.aligned(s, r"\begin{align}", r"\end{align}"),
    ),
    "carriage returns": ("a.md", lambda s: documents.markdown(s).replace("\n", "\r\n")),
    "a LaTeX article": ("a.tex", documents.tex),
    "a notebook": ("a.ipynb", documents.notebook),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_the_same_derivation_in_another_container_is_verified(
    name: str, tmp_path: Path
) -> None:
    file, write = CONTAINERS[name]
    path = tmp_path / file
    path.write_text(write(documents.load()), encoding="utf-8", newline="")
    assert_verified(only(path))


def test_reasons_in_round_brackets_at_the_row_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tex"
    text = documents.tex(documents.load())
    text = re.sub(r"\\text\{\[(.*)\]\}", r"\\text{(\1)}", text)
    assert r"\text{(Find the common denominator)}" in text
    path.write_text(text, encoding="utf-8")
    derivation = only(path)
    assert_verified(derivation)
    assert derivation.steps[4].justification == "Find the common denominator"


def test_without_reasons_every_step_is_explained_by_a_rule_found() -> None:
    bare = replace(documents.load(), reasons=(None,) * 12)
    model = r"Here $h_{\theta}(x) = \sigma(\theta^{\top} x)$ is the model function."
    derivation = only(documents.markdown(replace(bare, prose=f"{bare.prose}\n\n{model}")))
    assert_verified(derivation)
    assert all(step.rule for step in derivation.steps)
    assert not any(step.stated_rules for step in derivation.steps)


def test_a_step_left_out_is_made_by_several_rules_in_a_row() -> None:
    seed = documents.load()
    shorter = replace(
        seed,
        lines=seed.lines[:5] + seed.lines[6:],
        reasons=(*seed.reasons[:5], None, *seed.reasons[7:]),
    )
    derivation = only(documents.markdown(shorter))
    assert [step.verdict.word for step in derivation.steps] == ["definition"] + 9 * ["proved"]
