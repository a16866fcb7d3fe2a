r"""Proved steps made false by one small change: nothing of them is proved any more."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus import documents, verified
from benchmarks.falsify import Change, Falsified, falsified, shuffled

DOCUMENT = r"""
Let $X \sim \mathcal{N}(\mu, \sigma^2)$ and $a > 0$. The mean is

$$ \label{eq:mean} \mathrm{E}(X) = \mu $$

so that

$$
\begin{split}
(\mathrm{E}(X) + a)^2 - a^2 &= \mathrm{E}(X)^2 + 2 a \, \mathrm{E}(X) \\
&= \mu^2 + 2 a \mu \\
&= \mu (\mu + 2 a)
\end{split}
$$

For every $t$,

$$
\frac{d}{dt} \left( t^3 + \sin t \right) = 3 t^2 + \cos t = 2 t^2 + t^2 + \cos t
$$

$$
\ln(a^2) + \frac{1}{a} = 2 \ln a + \frac{1}{a} = \frac{2 a \ln a + 1}{a}
$$

$$
\sum_{i=1}^{n} (x_i + 1)^2 = \sum_{i=1}^{n} (x_i^2 + 2 x_i + 1)
$$
"""

SAMPLE = ("poiss-var.md", "bayes-th.md")
"""Documents of the corpus with steps of several kinds, small enough for a test."""


def falsify(path: Path) -> list[Falsified]:
    proved = [step for step in verified((str(path), 5.0)).steps if step.verdict == "proved"]
    assert proved
    return falsified((proved, 5.0, 1))


def wrong(found: list[Falsified]) -> list[Falsified]:
    return [f for f in found if f.certain and (f.step is None or f.step.verdict == "proved")]


def test_no_falsified_step_is_proved(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    found = falsify(path)
    assert sum(each.certain for each in found) >= 5
    assert not wrong(found)
    refuted = [f for f in found if f.certain and f.step and f.step.verdict == "refuted"]
    assert len(refuted) >= 4


@pytest.mark.parametrize("name", SAMPLE)
def test_no_falsified_step_of_the_corpus_is_proved(name: str) -> None:
    beside = Path(__file__).parents[2] / "shared" / "corpus"
    folder = Path(os.environ.get("VERIFY_DERIVATION_CORPUS", beside))
    paths = [path for path in documents(folder) if path.name == name] if folder.exists() else []
    if not paths:
        pytest.skip("the corpus is not beside this checkout (VERIFY_DERIVATION_CORPUS)")
    assert not wrong(falsify(paths[0]))


def test_every_kind_of_change_has_its_turn() -> None:
    many = [Change(i, i + 1, "sign", "-") for i in range(5)] + [Change(9, 10, "name", "x")]
    order = Random(1)  # noqa: S311 - the order of a test is no secret
    assert {each.kind for each in shuffled(iter(many), order)[:2]} == {"sign", "name"}
