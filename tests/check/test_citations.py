r"""Steps that rest on displayed equations of the document, cited or not."""

from __future__ import annotations

from derivation import verify
from derivation.verdict import Defined, Proved, Refuted, Status, StepReport, Undecided

MEAN = r"""The mean of $X$ is

$$ \label{eq:mean}
\mathrm{E}(X) = a b \; .
$$
"""

SQUARE = r"""
Thus, we have:

$$
\mathrm{E}(X)^2 + a = RIGHT \; .
$$
"""


def steps(text: str) -> tuple[StepReport, ...]:
    return verify(text + "\n").steps


def last(text: str) -> StepReport:
    return steps(text)[-1]


def test_an_equation_before_a_step_proves_it_and_is_shown() -> None:
    found = last(MEAN + SQUARE.replace("RIGHT", "a^2 b^2 + a"))
    assert isinstance(found.verdict, Proved)
    used = next(c for c in found.conditions if c.text == "E(X) = a · b")
    assert used.because == "the equation in line 4, which is not proved here"
    assert used.status is Status.ASSUMED


def test_a_false_consequence_of_it_is_not_proved() -> None:
    found = last(MEAN + SQUARE.replace("RIGHT", "a^2 b + a"))
    assert not isinstance(found.verdict, Proved)


def test_an_equation_serves_nothing_that_stands_before_it() -> None:
    found = steps(SQUARE.replace("RIGHT", "a^2 b^2 + a") + MEAN)[0]
    assert not isinstance(found.verdict, Proved)


def test_a_theorem_is_no_hypothesis_of_its_own_proof() -> None:
    found = last(
        r"""**Theorem:** For every $x$, it is

$$ \label{eq:claim} \mathrm{H}(x) = x^2 + 1 $$

**Proof:** Let us see.

$$ 2 \mathrm{H}(x) = 2 x^2 + 2 $$"""
    )
    assert not isinstance(found.verdict, Proved)


def test_nor_is_it_where_the_proof_cites_it() -> None:
    found = last(
        r"""**Theorem:** For every $x$, it is

$$ \label{eq:claim} \mathrm{H}(x) = x^2 + 1 $$

**Proof:** By \eqref{eq:claim}, we have

$$ 2 \mathrm{H}(x) = 2 x^2 + 2 $$"""
    )
    assert not isinstance(found.verdict, Proved)


def test_an_equation_to_be_shown_does_not_show_itself() -> None:
    found = last(
        r"""We have to show

$$ \mathrm{H}(x) = x^2 + 1 $$

Indeed, we get

$$ \mathrm{H}(x) + 1 = x^2 + 2 $$"""
    )
    assert not isinstance(found.verdict, Proved)


def test_a_chain_is_not_proved_by_a_display_of_its_ends() -> None:
    found = steps(
        r"""The entropy is

$$ \mathrm{H}(x) = x^2 + 1 $$

In detail:

$$ \mathrm{H}(x) = \mathrm{G}(x) = x^2 + 1 $$"""
    )
    assert not any(isinstance(step.verdict, Proved) for step in found[1:])


def test_what_holds_in_one_case_only_is_used_nowhere_else() -> None:
    for words in ("If $x$ is even, we have", "Setting the gradient to zero gives"):
        text = rf"{words}\n\n$$ \mathrm{{H}}(x) = x^2 + 1 $$".replace(r"\n", "\n")
        found = last(text + "\n\nSo\n\n$$ 2 \\mathrm{H}(x) = 2 x^2 + 2 $$")
        assert not isinstance(found.verdict, Proved)


def test_an_equation_behind_an_implication_is_no_hypothesis() -> None:
    found = last(
        r"""It is known that

$$ x > 1 \quad \Rightarrow \quad \mathrm{H}(x) = x^2 + 1 $$

So

$$ 2 \mathrm{H}(x) = 2 x^2 + 2 $$"""
    )
    assert not isinstance(found.verdict, Proved)


def test_an_equation_cited_above_the_relation_is_used_for_that_step() -> None:
    found = steps(
        MEAN
        + r"""
and the mean of $Y$ is

$$ \label{eq:lin} \mathrm{E}(Y) = 2 \mathrm{E}(X) + 3 $$

so that

$$
\begin{split}
\mathrm{E}(Y) &\overset{\eqref{eq:lin}}{=} 2 \mathrm{E}(X) + 3 \\
&\overset{\eqref{eq:mean}}{=} 2 a b + 3 \; .
\end{split}
$$"""
    )[-2:]
    assert all(isinstance(step.verdict, Proved) for step in found)


def test_a_refuted_equation_is_not_used() -> None:
    found = last("We get\n\n$$ x + 1 = x + 2 $$\n\nso that\n\n$$ 2 x + 2 = 2 x + 4 $$")
    assert isinstance(found.verdict, Refuted)


def test_a_value_that_two_names_share_is_no_definition_of_one() -> None:
    found = last(
        r"""We set the derivative to zero:

$$ 0 = \frac{p - q}{q (1 - q)} $$

Thus the maximum is at $p = q$, as claimed."""
    )
    assert not isinstance(found.verdict, Proved)


def test_a_step_that_cites_what_cannot_be_read_is_not_refuted() -> None:
    text = r"""The hypothesis is

$$ \label{eq:h0} H_0 \colon \sigma_1 @@ \sigma_2 $$

so that

$$ \sigma_1 x + \sigma_2 = \sigma_2 + \sigma_1 x \overset{WHY}{=} \sigma_2 + \sigma_2 x $$"""
    found = last(text.replace("WHY", r"\eqref{eq:h0}"))
    assert isinstance(found.verdict, Undecided)
    assert isinstance(last(text.replace("WHY", "")).verdict, Refuted)


def test_a_definition_of_a_component_is_no_proof_of_itself() -> None:
    found = last(r"Define the weights $$ c_i = \frac{x_i}{\sum_{j=1}^n x_j} $$")
    assert isinstance(found.verdict, Defined)


def test_an_equation_behind_an_implication_is_not_refuted() -> None:
    found = last(r"$$ X \sim \mathcal{N}(0, 1) \quad \Rightarrow \quad Y = X + 1 $$")
    assert isinstance(found.verdict, Undecided)


def test_a_variance_makes_its_root_positive() -> None:
    assert isinstance(last(r"$$ \sqrt{\sigma^2} + 1 = \sigma + 1 $$").verdict, Refuted)
    found = last(
        r"Let $X \sim \mathcal{N}(\mu, \sigma^2)$. $$ \sqrt{\sigma^2} + 1 = \sigma + 1 $$"
    )
    assert isinstance(found.verdict, Proved)


def test_a_decimal_at_the_end_of_a_chain_may_be_rounded() -> None:
    chain = r"$$ \frac{1}{4} \log \frac{81}{64} = \frac{1}{2} \log \frac{9}{8} = VALUE $$"
    assert isinstance(last(chain.replace("VALUE", "0.0589")).verdict, Undecided)
    assert isinstance(last(chain.replace("VALUE", "0.0588")).verdict, Refuted)
