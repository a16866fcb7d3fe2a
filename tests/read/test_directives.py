"""Displays and theorems of MyST, Quarto, R Markdown and LaTeX, with labels and places."""

import pytest

from derivation.model import Document, Source
from derivation.read.document import read_document

AB = [[("", "a"), ("=", "b")]]


def read(text: str, path: str = "a.md") -> Document:
    return read_document(Source(path, text))


def chains(document: Document) -> list[list[tuple[str, str]]]:
    return [
        [(line.relation, line.expression.text.strip()) for line in each.lines]
        for each in document.derivations
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("```{math}\n:label: x:1\na = b\n```", "x:1"),
        ("```{math}\n---\nlabel: x:1\n---\na = b\n```", "x:1"),
        ("```{math} a = b\n:label: x:1\n```", "x:1"),
        (":::{math}\n:label: x:1\n\na = b\n:::", "x:1"),
        ("> ::::{math}\n> :name: x:1\n> a = b\n> ::::", "x:1"),
        ("$$a = b$$ (x:1)", "x:1"),
        ("$$\na = b\n$$ (x:1)", "x:1"),
        ("$$a = b$$ (1)", "1"),
        ("$$\na = b\n$$ {#eq-x}", "eq-x"),
        (
            "$$\\begin{aligned}\na &= b\n\\end{aligned}$$ {#eq-x .unnumbered}\nAnd so on.",
            "eq-x",
        ),
        ("Words\n:::{math}\n:label: x:1\na = b\n:::\nwords", "x:1"),
    ],
)
def test_a_display_with_a_label(text: str, label: str) -> None:
    for each in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        document = read(each)
        assert chains(document) == AB
        assert [found.text for found in document.derivations[0].labels] == [label]
        assert document.problems == ()
        first, second = document.derivations[0].lines
        assert each[first.expression.origin(0)] == "a"
        assert each[second.expression.origin(0)] == "b"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("x\n\n:::{math}\na = b\n\n$$a = b$$", (3, 1), "never closed"),
        ("x\n\n```{math}\n:label: y\n```\n\n$$a = b$$", (3, 1), "no mathematics"),
        ("x\n\n:::{math}\n:::\n\n$$a = b$$", (3, 1), "no mathematics"),
        ("$$a = b$$\n\n```{math}\nc = d\n\n$$e = f$$", (3, 1), "never closed"),
    ],
)
def test_a_broken_directive_has_its_place(
    text: str, place: tuple[int, int], words: str
) -> None:
    document = read(text)
    (problem,) = document.problems
    position = document.source.position(problem.span.start)
    assert (position.line, position.column) == place
    assert words in problem.message
    assert chains(document) == AB


def test_code_chunks_are_left_alone() -> None:
    document = read(
        "```{r, echo=FALSE}\n$$c = d$$\n```\n\n`r x$$y = z$$`\n\n"
        "```{python}\n$$e = f$$\n```\n\n"
        "```{code-cell} ipython3\n$$g = h$$\n```\n\n$$a = b$$\n",
        "a.Rmd",
    )
    assert chains(document) == AB
    assert document.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "::: {{#thm-one}}\n## Name\nFor $x$:\n$$a = b$$\n:::\n\n::: {{.proof}}\n{0}\n:::\n",
        "```{{prf:theorem}} Name\n:label: thm-one\nFor $x$:\n$$a = b$$\n```\n\n"
        "```{{prf:proof}}\n{0}\n```",
        ":::{{prf:theorem}} Name\n:label: thm-one\n\n$$a = b$$\n:::\n\n"
        ":::{{prf:proof}}\n{0}\n:::",
    ],
)
def test_theorems_and_proofs_are_statements(text: str) -> None:
    whole = text.format("As is\n\n$$= c$$")
    document = read(whole, "a.qmd")
    assert chains(document) == [[*AB[0], ("=", "c")]]
    theorem, proof = document.statements
    assert (theorem.kind, proof.kind) == ("theorem", "proof")
    assert theorem.labels == ("thm-one",)
    assert theorem.span.end <= whole.index("proof") < proof.span.end
    assert proof.span.start < whole.index("As is") < proof.span.end


def test_theorems_and_proofs_of_latex_are_statements() -> None:
    text = (
        "\\begin{thm}[Name]\\label{t}\nFor $x$\n"
        "\\begin{equation}\\label{e} a = b \\end{equation}\n"
        "\\end{thm}\n\\begin{proof}\nAs is \\begin{align*} a &= b\\end{align*}\n\\end{proof}\n"
        "\\begin{solution}\nNothing.\n\\end{solution}\\begin{lemma*}"
    )
    statements = read(text, "a.tex").statements
    assert [(each.kind, each.title, each.labels) for each in statements] == [
        ("theorem", "Name", ("t",)),
        ("proof", "", ()),
        ("solution", "", ()),
        ("lemma", "", ()),
    ]
    assert text[statements[1].span.start : statements[1].span.end].startswith("\\begin{proof}")
    assert text[: statements[1].span.end].endswith("\\end{proof}")


@pytest.mark.parametrize("columns", ["= {0} & {1}", "= & {0} & {1}", "= & {0} & \\text{{{1}}}"])
def test_conteq_has_reasons_in_a_column(columns: str) -> None:
    text = "\\begin{conteq}[unboxed]\n a \\\\\n"
    text += columns.format("b", "by $x = y$ & so") + "\\\\\n < c \\\\\n"
    text += columns.format("d", "why") + "\n\\end{conteq}\n"
    document = read(text, "a.tex")
    assert chains(document) == [[("", "a"), ("=", "b"), ("<", "c"), ("=", "d")]]
    reasons = [line.justification for line in document.derivations[0].lines]
    assert [each and each.text for each in reasons] == [None, "by $x = y$ & so", None, "why"]
    assert reasons[1] is not None
    assert text[reasons[1].formulas[0].origin(0) :].startswith("x = y")
    assert text[document.derivations[0].lines[3].expression.origin(0)] == "d"


@pytest.mark.parametrize(
    "text",
    [
        "\\begin{subequations}\\label{s}\\begin{align} a &= b \\end{align}\\end{subequations}",
        "\\begin{gather*}\\begin{aligned}[t] a &= b\\end{aligned}\\end{gather*}",
        "\\begin{comment}\n\\[ c = d \\]\n\\end{comment}"
        "\\begin{multline} a \\\\ = b\\end{multline}",
        "% \\[ c = d \\]\n\\begin{minted}{tex}\n\\[c = d\\]\n\\end{minted}\n\\[ a = b \\]",
        "\\begin{lstlisting}[language=TeX]\n\\[c = d\\]\n\\end{lstlisting}"
        "\\verb|$c| \\[a = b\\]",
        "\\begin{equation}\\begin{gathered} a \\\\ = b\\end{gathered}\\tag{1}\\end{equation}",
    ],
)
def test_environments_of_latex(text: str) -> None:
    document = read(text, "a.tex")
    assert chains(document) == AB
    assert document.problems == ()
