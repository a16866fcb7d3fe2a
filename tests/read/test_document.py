import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation.model import Document, Source
from derivation.read.document import read_document
from derivation.read.files import load
from derivation.read.grammar import parse

SEED = Path(__file__).parents[3] / "shared" / "seed" / "logistic-regression-gradient.md"


def read(text: str, path: str = "a.md") -> Document:
    return read_document(Source(path, text))


def lines(document: Document) -> list[list[tuple[str, str]]]:
    return [
        [(line.relation, line.expression.text) for line in each.lines]
        for each in document.derivations
    ]


def reasons(document: Document) -> list[str | None]:
    return [
        line.justification.text if line.justification else None
        for each in document.derivations
        for line in each.lines
    ]


def check_places(document: Document) -> None:
    """Every expression's first and last characters stand where its anchors say."""
    text = document.source.text
    for each in document.derivations:
        for line in each.lines:
            expression = line.expression
            for offset in (0, len(expression.text) - 1):
                here = text[expression.origin(offset)]
                assert here in (expression.text[offset], "\\")


@pytest.mark.skipif(not SEED.exists(), reason="the seed document is not beside the checkout")
def test_the_seed_is_one_chain_of_twelve_lines_with_nine_reasons() -> None:
    document = read_document(load(str(SEED)))
    (derivation,) = document.derivations
    assert derivation.title == "Derivation of the Gradient for Logistic Regression"
    assert [line.relation for line in derivation.lines] == [""] + ["="] * 11
    stated = [line.justification for line in derivation.lines if line.justification]
    formulas = [each.text for reason in stated for each in reason.formulas]
    assert len(stated) == 9
    assert formulas == [
        r"(\log x)' = \frac{1}{x}",
        r"h_{\theta}(x) = \sigma(\theta^{\top} x)",
    ]
    assert stated[1].text == "Factor out the derivative of the model function"
    place = document.source.position(derivation.lines[3].expression.origin(0))
    assert (place.line, place.column) == (13, 5)
    for line in derivation.lines:
        parse(line.expression)
    assert document.problems == ()


@pytest.mark.parametrize(
    "display",
    [
        "$$a = b$$",
        "$$\na = b\n$$",
        "\\[a = b\\]",
        "\\[\na = b\n\\]",
        "```math\na = b\n```",
        "\\begin{align}\na &= b\n\\end{align}",
        "words $$a = b$$ words",
        "words\n$$\na = b\n$$\nwords",
        "we have $$\na\n= b $$",
        "> $$\n> a\n> = b\n> $$",
        "- words\n\n  $$\n  a\n  = b\n  $$",
        "1. $$a = b$$",
        "<div>\n$$a = b$$\n</div>",
    ],
)
def test_markdown_writes_displays_in_many_ways(display: str) -> None:
    for text in (
        f"Before.\n\n{display}\n\nAfter.",
        f"Before.\n\n{display}\n".replace("\n", "\r\n"),
    ):
        document = read(text)
        assert lines(document) == [[("", "a"), ("=", "b")]]
        assert document.problems == ()
        check_places(document)


def test_lines_of_a_display_are_no_list_items_quotes_or_headings() -> None:
    document = read("We get\n$$\na\n- b\n=\n+ c\n> d\n$$\n")
    assert lines(document) == [[("", "a\n- b"), ("=", "+ c"), (">", "d")]]


def test_code_is_not_mathematics() -> None:
    document = read(
        "```\n$$a = b$$\n```\n\n`$$c = d$$`\n\n    $$e = f$$\n\n<!-- $$g = h$$ -->\n"
    )
    assert document.derivations == ()
    assert document.problems == ()


@pytest.mark.parametrize("opening", ["$$", "\\[", "\\begin{align}"])
def test_an_unclosed_display_is_a_problem_and_the_rest_goes_on(opening: str) -> None:
    document = read(f"One.\n\n{opening}\na = b\n\nTwo.\n\n$$c = d$$\n")
    assert lines(document) == [[("", "c"), ("=", "d")]]
    (problem,) = document.problems
    assert document.source.position(problem.span.start).line == 3
    assert "not closed" in problem.message


def test_a_bracketed_paragraph_is_the_reason_of_the_next_step() -> None:
    document = read(
        "$$a = b$$\n\n[Expand  the\nterm $ b = c $ ]\n\n$$= c$$\n\n(by magic)\n\n$$= d$$"
    )
    assert lines(document) == [[("", "a"), ("=", "b"), ("=", "c"), ("=", "d")]]
    assert reasons(document) == [None, None, "Expand the term $b = c$", "by magic"]
    justification = document.derivations[0].lines[2].justification
    assert justification is not None
    assert [each.text for each in justification.formulas] == ["b = c"]
    assert document.source.text[justification.span.start] == "["


def test_a_reason_in_the_paragraph_of_the_display_counts() -> None:
    assert reasons(read("$$a = b$$\n\n[Expand]\n$$= c$$")) == [None, None, "Expand"]


def test_a_short_paragraph_between_is_a_reason_and_several_are_not() -> None:
    assert reasons(read("$$a = b$$\n\nUsing the [chain rule](u), we get:\n\n$$= c$$"))[-1] == (
        "Using the chain rule, we get"
    )
    assert reasons(read("$$a = b$$\n\nOne.\n\nTwo.\n\n$$= c$$"))[-1] is None
    assert reasons(read(f"$$a = b$$\n\n{'long ' * 80}\n\n$$= c$$"))[-1] is None


def test_prose_before_a_new_chain_is_only_a_passage() -> None:
    document = read("[Let us see with $x$]\n\n$$a = b$$")
    assert reasons(document) == [None, None]
    assert [each.text for each in document.passages] == ["[Let us see with $x$]"]
    assert document.passages[0].formulas[0].text == "x"


def test_a_relation_with_no_chain_before_it_is_a_problem_and_still_read() -> None:
    document = read("$$= a = b$$")
    assert lines(document) == [[("", "a"), ("=", "b")]]
    assert len(document.problems) == 1


def test_a_lone_expression_is_no_derivation_unless_it_goes_on() -> None:
    assert read("$$a + b$$").derivations == ()
    assert read("$$a + b$$").passages[0].formulas[0].text == "a + b"
    assert lines(read("$$a + b$$\n\n$$= c$$")) == [[("", "a + b"), ("=", "c")]]


def test_end_marks_are_no_lines() -> None:
    document = read("$$a = b \\quad \\square$$\n\n□\n\n$$\\blacksquare$$\n\n∎")
    assert lines(document) == [[("", "a"), ("=", "b")]]
    assert document.problems == ()
    assert document.passages == ()


def test_the_title_is_the_nearest_heading_above() -> None:
    document = read(
        "# A\n\n## The *second* $x$ part ##\n\n$$a = b$$\n\nLast\n====\n\n$$c = d$$"
    )
    assert [each.title for each in document.derivations] == ["The second $x$ part", "Last"]


def test_front_matter_gives_directives_and_a_goal() -> None:
    text = (
        "---\ntitle: x\ngoal: (\\sigma - y) x\nverify-derivation:\n  names: {a: function}\n"
        '  assume: ["x > 0", n is an integer]\n---\n\n$$a = b$$\n'
    )
    for each in (text, text.replace("\n", "\r\n")):
        document = read(each)
        assert [d.text for d in document.directives] == [
            "a is a function",
            "x > 0",
            "n is an integer",
        ]
        assert document.goal is not None
        assert document.goal.text == r"(\sigma - y) x"
        assert each[document.goal.origin(0) :].startswith(r"(\sigma")
        span = document.directives[2].span
        assert each[span.start : span.end] == "n is an integer"


def test_a_list_of_directives_and_a_comment_mean_the_same() -> None:
    listed = read("---\nverify-derivation:\n- T is a scalar\n- 'goal: b'\n---\n")
    text = "$$a = b$$\n\n<!-- verify-derivation: T is a scalar; goal: b ; -->\n"
    commented = read(text)
    for document in (listed, commented):
        assert [each.text for each in document.directives] == ["T is a scalar"]
        assert document.goal is not None
        assert document.goal.text == "b"
    span = commented.directives[0].span
    assert text[span.start : span.end] == "T is a scalar"


def test_broken_front_matter_is_a_problem_and_the_rest_goes_on() -> None:
    document = read("---\na: [b\n---\n\n$$a = b$$")
    assert lines(document) == [[("", "a"), ("=", "b")]]
    assert len(document.problems) == 1


TEX = r"""\documentclass{article} % verify-derivation: x > 0
\newcommand{\R}{\mathbb{R}}
\begin{document}
\section{The \emph{first} one}
Costs are 5\% % $$ not = this $$
of \verb|$$ nor = this $$|.
\begin{verbatim}
$$ nor = that $$
\end{verbatim}
\begin{align*}
  a &= b \label{eq:one} \\ % $$ a comment with \end{align*}
  \intertext{by the chain rule}
    &= c, \tag{7}
\end{align*}
[Expand it]
\begin{equation}
  \begin{split}
    &= d \nonumber \\
    &\quad + e.
  \end{split}
\end{equation}
\end{document}
\[ after = wards \]
"""


def test_tex_is_read_between_begin_and_end_document() -> None:
    for text, path in ((TEX, "a.tex"), (TEX.replace("\n", "\r\n"), "a.tex"), (TEX, "-")):
        document = read(text, path)
        assert lines(document) == [[("", "a"), ("=", "b"), ("=", "c"), ("=", "d + e")]]
        assert reasons(document) == [None, None, "by the chain rule", "Expand it"]
        assert document.derivations[0].title == "The first one"
        assert [each.text for each in document.directives] == ["x > 0"]
        assert document.problems == ()
        check_places(document)


@pytest.mark.parametrize(
    "environment",
    ["equation", "align", "align*", "gather", "eqnarray*", "multline", "flalign", "alignat"],
)
def test_tex_knows_display_environments(environment: str) -> None:
    columns = "{2}" if environment == "alignat" else ""
    text = f"\\begin{{{environment}}}{columns} a = b \\end{{{environment}}}"
    assert lines(read(text, "a.tex")) == [[("", "a"), ("=", "b")]]


def test_unclosed_tex_is_a_problem_and_the_rest_goes_on() -> None:
    document = read("\\begin{align} a = b\n\n\\[ c = d \\]\n\n\\end{align}", "a.tex")
    assert lines(document) in ([[("", "c"), ("=", "d")]], [])
    assert document.problems


def notebook(*cells: tuple[str, object]) -> str:
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": source} for kind, source in cells]}
    )


def test_a_notebook_gives_its_markdown_cells_with_places_in_the_raw_text() -> None:
    text = notebook(
        ("markdown", ["# Title θ\n", "\n", '$$\\frac{a}{2} = "b\n', "$$"]),
        ("code", "$$no = no$$"),
        ("markdown", "[Factor out]\r\n\r\n$$\r\n= \\frac{c}{2}\r\n$$"),
    )
    for path in ("a.ipynb", "-"):
        document = read(text, path)
        assert lines(document) == [[("", r"\frac{a}{2}"), ("=", '"b'), ("=", r"\frac{c}{2}")]]
        assert reasons(document) == [None, None, "Factor out"]
        assert document.derivations[0].title == "Title θ"
        first, _, last = (each.expression for each in document.derivations[0].lines)
        assert text[first.origin(0) :].startswith(r"\\frac{a}")
        assert text[last.origin(1) :].startswith("frac{c}")


@pytest.mark.parametrize(
    "text", ["", "{", '{"cells": [', '{"cells": [{"source": 3}]}', "[]", "{}"]
)
def test_a_broken_notebook_is_a_problem(text: str) -> None:
    document = read(text, "a.ipynb")
    assert len(document.problems) == 1
    assert "not a notebook" in document.problems[0].message


def test_prices_are_not_formulas() -> None:
    (passage,) = read("It costs $5 and $6, where $x$ is $ y $.").passages
    assert [each.text for each in passage.formulas] == ["x", "y"]
    assert passage.text == "It costs $5 and $6, where $x$ is $y$."


SIGNS = r"""
    $ $$ \[ \] \( \) \begin{align} \end{align} \begin{array}{r} \end{array} \left( \right.
    \left. \\ & = < + a [ ] ( ) { } \text{by [x]} \quad \overset{!}{=} \overset \tag* \label{ %
    > - # ` <!-- --> verify-derivation: goal: ; \section{ \verb| \ , . □ <div> \item " \not
    \intertext{ _ ^ \begin{ : é 𝔸 --- {"cells":[
    """.split()
BLANKS = ["\n", "\n\n", "\r\n", "\r", " ", "\t", "    ", "```math\n", "---\n", "\0", "\ue000"]
ALPHABET = st.sampled_from(SIGNS + BLANKS)


@given(
    st.lists(ALPHABET | st.text(max_size=3), max_size=40),
    st.sampled_from(["md", "tex", "ipynb", ""]),
)
def test_any_text_gives_a_document(pieces: list[str], suffix: str) -> None:
    text = "".join(pieces)
    document = read(text, f"a.{suffix}")
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    for derivation in document.derivations:
        for line in derivation.lines:
            assert line.expression.text.strip()
            assert 0 <= line.span.start < line.span.end <= len(text)
            assert text[line.expression.origin(0)] == line.expression.text[0]


@given(st.lists(ALPHABET | st.text(max_size=3), max_size=25))
def test_any_cell_of_a_notebook_gives_a_document(pieces: list[str]) -> None:
    document = read(notebook(("markdown", "".join(pieces))), "a.ipynb")
    assert not any("not a notebook" in each.message for each in document.problems)
    check_places(document)
