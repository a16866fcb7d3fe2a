"""Labels and printed numbers are data on lines, citations are data on reasons."""

import pytest

from derivation.model import Document, Source
from derivation.read.document import read_document


def read(text: str, path: str = "a.tex") -> Document:
    return read_document(Source(path, text))


def labels(document: Document) -> list[list[str]]:
    lines = (line for each in document.derivations for line in each.lines)
    return [[label.text for label in line.labels] for line in lines]


def test_the_label_of_a_row_is_on_its_last_line() -> None:
    document = read(
        "\\begin{align}\n a &= b \\label{one} \\\\\n &= c % \\label{no}\n \\\\\n"
        " &= d \\tag{$*$} \\label{eq:three}\n\\end{align}"
    )
    assert labels(document) == [[], ["one"], [], ["*", "eq:three"]]
    assert [each.printed for each in document.derivations[0].labels] == [False, True, False]


@pytest.mark.parametrize(
    "display",
    [
        "$$ \\label{x}\na = b\\\\ = c\n$$",
        "\\begin{equation}\\label{x}\\begin{split} a &= b \\\\ &= c \\end{split}"
        "\\end{equation}",
        "\\begin{equation}\\begin{split} a &= b \\\\ &= c \\end{split}\\label{x}"
        "\\end{equation}",
    ],
)
def test_the_label_of_a_display_is_on_its_last_line(display: str) -> None:
    assert labels(read(display, "a.md")) == [[], [], ["x"]]


def test_a_reason_keeps_what_it_cites() -> None:
    document = read(
        "\\[ a = b \\]\n\n[by \\eqref{one} and \\cref{two,three}]\n\n"
        "\\[ = c \\overset{\\eqref{four}}{=} d \\quad \\text{(see \\ref{five})}\\]"
    )
    reasons = [line.justification for line in document.derivations[0].lines]
    assert [r.cites for r in reasons if r] == [("one", "two", "three"), ("four", "five")]


@pytest.mark.parametrize("cited", ["{eq}`x`", "[the first](#x)", "@eq-x", "\\eqref{x}"])
def test_markdown_cites_in_many_ways(cited: str) -> None:
    document = read(f"$$a = b$$\n\n[by {cited}]\n\n$$= c$$", "a.md")
    reason = document.derivations[0].lines[-1].justification
    assert reason is not None
    assert reason.cites == ("eq-x" if cited.startswith("@") else "x",)
