"""What could get lost or be misread silently: each case is read or said to be unread."""

import pytest

from derivation.model import Document, Source
from derivation.read.document import read_document


def read(text: str, path: str = "a.md") -> Document:
    return read_document(Source(path, text))


def chains(document: Document) -> list[list[tuple[str, str]]]:
    return [
        [(line.relation, line.expression.text) for line in each.lines]
        for each in document.derivations
    ]


def reasons(document: Document) -> list[tuple[str, list[str]]]:
    found = [line.justification for each in document.derivations for line in each.lines]
    return [(j.text, [f.text for f in j.formulas]) for j in found if j is not None]


def problems(document: Document) -> list[tuple[int, str]]:
    """The line and message of every problem."""
    position = document.source.position
    return [(position(each.span.start).line, each.message) for each in document.problems]


AB = [("", "a"), ("=", "b")]


def test_markdown_with_doubled_backslashes_holds_displays_and_formulas() -> None:
    document = read("\\\\[ a = b \\\\]\n\nwith \\\\( x \\\\) and a skip \\\\[2pt] in prose")
    assert chains(document) == [AB]
    assert [f.text for p in document.passages for f in p.formulas] == ["x"]
    assert document.problems == ()


def test_escaped_brackets_in_markdown_are_words() -> None:
    document = read("See \\[1\\], \\[sic\\] and \\(see above\\), with \\(n\\).")
    (passage,) = document.passages
    assert passage.text == "See [1], [sic] and (see above), with $n$."
    assert [each.text for each in passage.formulas] == ["n"]


def test_a_formula_in_dollars_and_backticks_loses_both() -> None:
    (passage,) = read("where $`x = 1`$ holds").passages
    assert [each.text for each in passage.formulas] == ["x = 1"]


@pytest.mark.parametrize("environment", ["aligned", "split", "gathered", "IEEEeqnarray"])
def test_an_environment_without_dollars_is_a_display(environment: str) -> None:
    columns = "{rCl}" if environment == "IEEEeqnarray" else ""
    text = f"\\begin{{{environment}}}{columns} a &= b \\end{{{environment}}}"
    assert chains(read(text)) == [AB]


@pytest.mark.parametrize("fence", ["```math\n$$a = b$$\n", "```python\n\n$$a = b$$\n"])
def test_an_unclosed_fence_that_hides_mathematics_is_a_problem(fence: str) -> None:
    document = read(f"Words.\n\n{fence}")
    assert document.derivations == ()
    ((line, message),) = problems(document)
    assert line == 3
    assert "never closed" in message


def test_an_unclosed_fence_of_plain_code_is_no_problem() -> None:
    assert read("```python\nx = 1\n").problems == ()


def test_a_closed_fence_in_a_quote_is_closed() -> None:
    document = read("> ```math\n> a = b\n> ```\n\n- x\n  ```math\n  c = d\n  ```\n")
    assert chains(document) == [AB, [("", "c"), ("=", "d")]]
    assert document.problems == ()


def test_an_unclosed_comment_is_a_problem() -> None:
    document = read("$$a = b$$\n\n<!-- verify\n\n$$c = d$$")
    assert chains(document) == [AB]
    assert problems(document) == [(3, "This comment is never closed.")]


def test_an_unclosed_formula_in_tex_is_a_problem() -> None:
    document = read("Let $x be.\n\n\\[a = b\\]", "a.tex")
    assert chains(document) == [AB]
    assert [line for line, _ in problems(document)] == [1]


@pytest.mark.parametrize(
    ("display", "what"),
    [
        (r"\begin{aligned} a &= b", "never ended"),
        (r"a = b \end{aligned}", "never begun"),
        (r"\begin{split} a &= b \end{aligned}", "another environment"),
        (
            r"\left\{ \begin{aligned} a &= b \\ c &= d \end{aligned} \right.",
            "not read as lines",
        ),
    ],
)
def test_what_cannot_be_paired_inside_a_display_is_a_problem(display: str, what: str) -> None:
    ((line, message),) = problems(read(f"\n\n$${display}$$"))
    assert line == 3
    assert what in message


def test_nothing_goes_on_a_chain_across_a_display_that_was_lost() -> None:
    document = read("$$a = b$$\n\n$$ c = d\n\nWords.\n\n$$= e = f$$")
    assert chains(document) == [AB, [("", "e"), ("=", "f")]]
    assert [line for line, _ in problems(document)] == [3, 7]


def test_a_lost_line_of_the_same_chain_leaves_the_chain_together() -> None:
    document = read("$$a = b$$\n\n$$ = d\n\nWords.\n\n$$= e$$")
    assert chains(document) == [[*AB, ("=", "e")]]
    assert [line for line, _ in problems(document)] == [3]


@pytest.mark.parametrize(
    ("display", "chain", "reason"),
    [
        (r"a = b, \; i = 1, \ldots, n", AB, ("$i = 1, \\ldots, n$", [r"i = 1, \ldots, n"])),
        (r"a = b, x \in S", AB, (r"$x \in S$", [r"x \in S"])),
        (r"a &= b, & p &> 0 \text{ holds}", AB, None),
        (r"a, c = b", [("", "a, c"), ("=", "b")], None),
        (r"a = b, c", [("", "a"), ("=", "b, c")], None),
        (r"a = (b, c < d)", [("", "a"), ("=", "(b, c < d)")], None),
        (r"a = b \quad \square", AB, None),
        (r"a = b \tag*{$\square$}", AB, None),
        (r"a = b \quad \text{and}", AB, None),
        (
            r"a = b, \; x > 0 \quad \Rightarrow \quad c = d",
            [*AB, (r"\Rightarrow", "c"), ("=", "d")],
            ("$x > 0$", ["x > 0"]),
        ),
        (r"a = b, \quad \text{where } x &= 1", AB, ("where $x = 1$", ["x = 1"])),
    ],
)
def test_remarks_are_set_apart_and_claims_are_not(
    display: str, chain: list[tuple[str, str]], reason: tuple[str, list[str]] | None
) -> None:
    document = read(f"$${display}$$")
    assert chains(document)[0] == chain
    found = [each for each in reasons(document) if each[0] != "holds"]
    assert found == ([] if reason is None else [reason])


def test_a_footnote_is_no_reason() -> None:
    assert reasons(read("$$a = b$$\n\n[^1]\n\n$$= c$$")) == []


def test_a_directive_in_a_comment_inside_a_display_counts() -> None:
    text = "\\begin{align} a &= b % verify-derivation: x > 0\n\\\\ &= c \\end{align}"
    document = read(text, "a.tex")
    assert chains(document) == [[*AB, ("=", "c")]]
    (directive,) = document.directives
    assert text[directive.span.start : directive.span.end] == "x > 0"


def test_a_space_of_latex_does_not_end_a_directive() -> None:
    document = read("<!-- verify-derivation: x \\; > 0; y > 0 -->")
    assert [each.text for each in document.directives] == [r"x \; > 0", "y > 0"]


def test_latex_in_double_quotes_is_a_problem_where_yaml_would_change_it() -> None:
    document = read('---\ngoal: "\\frac{a}{b}"\n---\n\n$$a = b$$')
    assert document.goal is None
    assert chains(document) == [AB]
    ((line, message),) = problems(document)
    assert line == 2
    assert "single quotes" in message


def test_a_kind_may_be_given_with_its_article() -> None:
    document = read("---\nverify-derivation:\n  names: {x: a scalar, n: integer}\n---\n")
    assert [each.text for each in document.directives] == ["x is a scalar", "n is an integer"]


@pytest.mark.parametrize("suffix", ["md", "tex"])
@pytest.mark.parametrize("piece", ["(", r"\text{x} ", "{", r"\left("])
def test_long_displays_are_read_in_one_pass(piece: str, suffix: str) -> None:
    # Looking back over the whole row at every sign takes minutes here.
    document = read(f"$$a = b{piece * 20_000}$$", f"a.{suffix}")
    assert len(chains(document)[0]) == 2
