"""Which equations of the prose are assumptions, and how far they reach."""

from __future__ import annotations

import pytest

from derivation.check.document import verify_source  # noqa: F401 - loads the layers in order
from derivation.errors import ReadError
from derivation.meaning.context import Context, Stated
from derivation.meaning.understand import understand
from derivation.model import Line, Source
from derivation.notation import proposition_text
from derivation.read.document import read_document
from derivation.read.grammar import parse
from derivation.read.surface import Node

DERIVATION = "$$p q + q p + a x y = 2 p q + a x y$$"


def parsed(line: Line) -> Node | ReadError:
    try:
        return parse(line.expression)
    except ReadError as error:
        return error


def context(text: str) -> Context:
    document = read_document(Source("document.md", text))
    chains = [[(line.relation, parsed(line)) for line in d.lines] for d in document.derivations]
    return understand(document, chains).context


def assumed(text: str) -> list[str]:
    return [proposition_text(each.proposition) for each in found(text)]


def found(text: str) -> list[Stated]:
    return list(context(text).equations)


@pytest.mark.parametrize(
    "words",
    [
        "Let $p + q = 1$.",
        "Assume that $p + q = 1$.",
        "We work with $p + q = 1$.",
        "Given $p + q = 1$, the square is simple.",
        "Under the constraint $p + q = 1$ it is simple.",
        "Let $p > 0$ be such that $p + q = 1$.",
        "Prove that if $p + q = 1$, then the square is simple.",
        "If $p + q = 1$, show that the square is simple.",
        "**Theorem.** If $p + q = 1$, then the square is simple.",
        "Show that the square is simple where $p + q = 1$.",
        "The numbers satisfy $p + q = 1$.",
    ],
)
def test_an_equation_that_is_introduced_as_an_assumption_is_one(words: str) -> None:
    assert assumed(f"{words}\n\n{DERIVATION}\n") == ["p + q = 1"]


@pytest.mark.parametrize(
    "words",
    [
        "Show that $p + q = 1$.",
        "We prove $p + q = 1$.",
        "If $p + q = 1$, it is simple.",
        "Thus $p + q = 1$.",
        "We obtain $p + q = 1$.",
        "Suppose for contradiction that $p + q = 1$.",
        "First assume that $p + q = 1$.",
        "This gives, with the rule from above, $p + q = 1$.",
        "where we used $p + q = 1$",
        "with unit sum $p + q = 1$",
        "The sum is $p + q = 1$.",
        "It is unknown whether, given time, $p + q = 1$.",
        "# With $p + q = 1$",
        "Suppose $x = 0$ or $p + q = 1$.",
        "Suppose $p + q = 1$ or $x = y$.",
        "Let $p + q = 1$ if $x$ is even.",
        "Let $p + q = 1$ for even $x$.",
        "Suppose $p + q = 1$ fails.",
        "Let either $p + q = 1$ hold or the opposite.",
    ],
)
def test_a_claim_a_condition_or_a_consequence_is_no_assumption(words: str) -> None:
    assert assumed(f"{words}\n\n{DERIVATION}\n") == []


def test_an_identity_is_no_constraint_unless_it_is_assumed_in_words() -> None:
    assert assumed(f"with $(p + q)^2 = p^2 + q^2$\n\n{DERIVATION}\n") == []
    assert assumed(f"Assume $(p + q)^2 = p^2 + q^2$.\n\n{DERIVATION}\n") != []
    assert assumed(f"where $p^2 = p + 1$\n\n{DERIVATION}\n") == ["p² = p + 1"]


def test_a_definition_is_no_hypothesis() -> None:
    assert assumed(f"Let $a = p + q$.\n\n{DERIVATION}\n") == []


def test_the_lines_of_derivations_are_never_assumed() -> None:
    assert assumed("Let us see.\n\n$$p + q = 1$$\n") == []
    assert assumed("Assume it.\n\n$$p + q = 1 + x$$\n\n$$= 1$$\n") == []


def test_the_front_matter_states_equations_for_the_whole_document() -> None:
    text = f"---\nverify-derivation:\n  assume: ['p + q = 1']\n---\n\n{DERIVATION}\n"
    assert assumed(text) == ["p + q = 1"]
    assert found(text)[0].scope is None


class TestScope:
    def holds(self, text: str) -> list[bool]:
        """Whether the one assumption holds at each derivation."""
        (stated,) = found(text)
        document = read_document(Source("document.md", text))
        return [stated.holds_at(d.span.start) for d in document.derivations]

    def test_it_holds_behind_where_it_stands(self) -> None:
        text = f"{DERIVATION}\n\nNow let us see. Let $p + q = 1$.\n\n{DERIVATION}\n"
        assert self.holds(text) == [False, True]

    def test_it_holds_in_the_derivation_that_it_explains(self) -> None:
        assert self.holds(f"{DERIVATION}\n\nwhere $p + q = 1$.\n") == [True]

    def test_it_ends_with_its_section(self) -> None:
        text = f"# One\n\nLet $p + q = 1$.\n\n{DERIVATION}\n\n# Two\n\n{DERIVATION}\n"
        assert self.holds(text) == [True, False]

    def test_it_holds_in_the_sections_below(self) -> None:
        text = f"# A\n\nLet $p + q = 1$.\n\n## B\n\n{DERIVATION}\n\n# Two\n\n{DERIVATION}\n"
        assert self.holds(text) == [True, False]

    def test_without_headings_it_ends_where_the_next_statement_begins(self) -> None:
        text = (
            f"**Example 1.** Let $p + q = 1$.\n\n{DERIVATION}\n\n"
            f"**Example 2.** Without it:\n\n{DERIVATION}\n"
        )
        assert self.holds(text) == [True, False]

    def test_a_section_of_a_tex_file_is_one_too(self) -> None:
        text = (
            "\\section{One}\nLet $p + q = 1$.\n\\[a + a = 2 a\\]\n"
            "\\subsection{Below}\n\\[a + a = 2 a\\]\n\\section{Two}\n\\[a + a = 2 a\\]\n"
        )
        document = read_document(Source("document.tex", text))
        chains = [
            [(line.relation, parsed(line)) for line in d.lines] for d in document.derivations
        ]
        (stated,) = understand(document, chains).context.equations
        held = [stated.holds_at(d.span.start) for d in document.derivations]
        assert held == [True, True, False]
