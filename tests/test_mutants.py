r"""One place of one line made false: refuted with a counterexample, never proved.

Each mutant is the number of a line, the text there, and what stands there instead.
All are false as equations between that line and its neighbours, whatever y, x and
theta are in general: checked by hand.
"""

from __future__ import annotations

import pytest

from derivation import verify
from derivation.verdict import Refuted
from tests import seed as documents

PARTIAL = r"\frac{\partial}{\partial \theta_m}"
OTHER_PARTIAL = r"\frac{\partial}{\partial \theta_k}"
MODEL = r"h_{\theta}(x)"
SIGMOID = r"\sigma(\theta^{\top} x)"

MUTANTS: tuple[tuple[int, str, str], ...] = (
    # The definition: the text says that this is the binary cross-entropy.
    (2, "(-y", "(y"),
    (2, " - (1 - y)", " + (1 - y)"),
    (2, "(1 - y)", "(1 + y)"),
    (2, rf"\log(1 - {MODEL})", rf"\log(1 + {MODEL})"),
    (2, r"-y \cdot", r"-2 y \cdot"),
    (2, r"-y \cdot", r"-y^2 \cdot"),
    # Linearity.
    (3, r"-y \cdot", r"y \cdot"),
    (3, r"-y \cdot", r"-3 y \cdot"),
    (3, "- (1 - y)", "+ (1 - y)"),
    (3, "(1 - y)", "(2 - y)"),
    (3, f"1 - {MODEL}", f"1 + {MODEL}"),
    (3, PARTIAL, OTHER_PARTIAL),
    (3, PARTIAL, r"\frac{\partial}{\partial \theta_1}"),
    # The derivative of the logarithm.
    (4, r"\frac{-y}", r"\frac{y}"),
    (4, r"- \frac{1 - y}", r"+ \frac{1 - y}"),
    (4, r"\frac{1 - y}", r"\frac{1 + y}"),
    (4, rf"{{1 - {MODEL}}}", rf"{{1 + {MODEL}}}"),
    (4, rf"{{{MODEL}}}", rf"{{{MODEL}^2}}"),
    (4, rf"(1 - {MODEL})", rf"(1 - 2 {MODEL})"),
    (4, rf"{PARTIAL} (1", rf"{OTHER_PARTIAL} (1"),
    (4, r"\frac{-y}", r"\frac{-x_m}"),
    # Factoring out: the minus of the inner derivative.
    (5, r"+ \frac{1 - y}", r"- \frac{1 - y}"),
    (5, r"\frac{-y}", r"\frac{y}"),
    (5, r"{1 - y}", r"{y - 1}"),
    (5, PARTIAL, OTHER_PARTIAL),
    (5, rf"{{1 - {MODEL}}}", rf"{{{MODEL}}}"),
    # The common denominator.
    (6, r"\frac{-y", r"\frac{y"),
    (6, "+ (1 - y)", "- (1 - y)"),
    (6, rf"{{{MODEL} \cdot", r"{2 \cdot"),
    (6, rf"(1 - {MODEL})}}", rf"(1 - {MODEL})^2}}"),
    (6, r"-y \cdot", r"-\theta_m \cdot"),
    # Expanding.
    (7, r"-y + y", r"y + y"),
    (7, r"-y + y", r"-y - y"),
    (7, rf"+ {MODEL} - y", rf"- {MODEL} - y"),
    (7, rf"- y \cdot {MODEL}}}", rf"- y^2 \cdot {MODEL}}}"),
    (7, rf"- y \cdot {MODEL}}}", rf"+ y \cdot {MODEL}}}"),
    # Simplifying.
    (8, f"{MODEL} - y", f"{MODEL} + y"),
    (8, f"{MODEL} - y", f"y - {MODEL}"),
    (8, f"{MODEL} - y", f"{MODEL} - 2 y"),
    (8, f"(1 - {MODEL})", f"(1 + {MODEL})"),
    (8, f"{MODEL} - y", f"{MODEL} - x_m"),
    (8, PARTIAL, OTHER_PARTIAL),
    # The model function.
    (9, f"{SIGMOID} - y", f"{SIGMOID} + y"),
    (9, f"{SIGMOID} - y", f"{SIGMOID}^2 - y"),
    (9, SIGMOID, r"\sigma(-\theta^{\top} x)"),
    (9, SIGMOID, r"\sigma(2 \theta^{\top} x)"),
    (9, SIGMOID, r"\sigma(\theta^{\top} \theta)"),
    # The derivative of the sigmoid.
    (10, rf"(1 - {SIGMOID}) \cdot \frac", rf"(1 + {SIGMOID}) \cdot \frac"),
    (10, r"\cdot \sigma(\theta^{\top} x) \cdot", r"\cdot \sigma(\theta^{\top} x)^2 \cdot"),
    (10, r"\cdot \sigma(\theta^{\top} x) \cdot", r"\cdot 2 \sigma(\theta^{\top} x) \cdot"),
    (10, PARTIAL, OTHER_PARTIAL),
    (10, f"{SIGMOID} - y", f"y - {SIGMOID}"),
    # Cancelling.
    (11, " - y", " + y"),
    (11, " - y", " - y^2"),
    (11, r"(\sigma", r"-(\sigma"),
    (11, r"(\theta^{\top} x)", r"(\theta_m x_m)"),
    (11, PARTIAL, OTHER_PARTIAL),
    (11, PARTIAL, r"\frac{\partial}{\partial x_m}"),
    # The derivative of the scalar product.
    (12, "x_m", "x_k"),
    (12, "x_m", "x_1"),
    (12, "x_m", r"\theta_m"),
    (12, "x_m", "x_m^2"),
    (12, "x_m", "2 x_m"),
    (12, "x_m", "y"),
    (12, r"\cdot x_m", r"\cdot (-x_m)"),
    (12, " - y", " + y"),
    (12, r" \cdot x_m", ""),
    (12, SIGMOID, r"\sigma(\theta_m x_m)"),
)


def test_there_are_mutants_of_every_line_that_a_step_leads_into() -> None:
    assert len(set(MUTANTS)) == len(MUTANTS) >= 40
    assert {line for line, _, _ in MUTANTS} == set(range(2, 13))


@pytest.mark.parametrize(("line", "old", "new"), MUTANTS)
def test_the_step_into_a_false_line_is_refuted(line: int, old: str, new: str) -> None:
    mutant = documents.load().with_line(line, old, new)
    steps = verify(documents.markdown(mutant)).steps
    into = steps[line - 2]
    assert into.after == mutant.lines[line - 1]
    assert isinstance(into.verdict, Refuted), into
    counterexample = into.verdict.counterexample
    assert counterexample.assignment
    assert counterexample.before != counterexample.after
    assert all(step.verdict.word != "proved" for step in steps[line - 1 : line])
