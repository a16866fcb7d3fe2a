"""Macros are expanded with places; what cannot be expanded says so and ends."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation.errors import ReadError
from derivation.model import Document, Problem, Source
from derivation.read.document import read_document
from derivation.read.grammar import parse
from derivation.read.inclusions import macro_files, open_document, with_inclusions
from derivation.read.naming import named


def read(text: str, path: str = "a.md", *macros: str) -> Document:
    files = tuple(Source(f"m{i}.tex", each) for i, each in enumerate(macros))
    return read_document(Source(path, text, files))


def lines(document: Document) -> list[list[str]]:
    return [[line.expression.text for line in each.lines] for each in document.derivations]


def places(document: Document, problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    found = []
    for each in problems:
        position = document.source.position(each.span.start)
        found.append((position.line, position.column, each.message))
    return found


@pytest.mark.parametrize(
    ("definition", "use", "read_as"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"\R", r"\mathbb{R}"),
        (r"\newcommand\R{\mathbb{R}}", r"\R", r"\mathbb{R}"),
        (r"\newcommand*{\n}[1]{\lVert #1 \rVert}", r"\n{x}", r"\lVert x \rVert"),
        (r"\renewcommand{\vec}[1]{\mathbf{#1}}", r"\vec x", r"\mathbf{x}"),
        (r"\providecommand{\q}{y}", r"\q", "y"),
        (r"\newcommand{\p}[2][2]{#2^{#1}}", r"\p{x}", "x^{2}"),
        (r"\newcommand{\p}[2][2]{#2^{#1}}", r"\p[3]{x}", "x^{3}"),
        (r"\def\s#1#2{#1 + #2}", r"\s xy", "x + y"),
        (r"\DeclareMathOperator{\tr}{tr}", r"\tr(A)", r"\operatorname{tr}(A)"),
        (r"\DeclareMathOperator*{\am}{arg}", r"\am(A)", r"\operatorname*{arg}(A)"),
        (r"\DeclarePairedDelimiter{\abs}{|}{|}", r"\abs*{x}", r"\left| x\right|"),
        (r"\DeclarePairedDelimiter{\abs}{|}{|}", r"\abs[\big]{x}", r"| x|"),
        (r"\let\eps=\varepsilon", r"\eps x", r"\varepsilon x"),
        (r"\let\old\phi\renewcommand{\phi}{\old_0}", r"\phi", r"\phi_0"),
        (r"\newcommand{\a}{\alpha}", r"\a x", r"\alpha x"),
        (r"\newcommand{\a}{\alpha}", r"\a{}x", r"\alpha{}x"),
        (r"\newcommand{\h}{\frac12}", r"\sqrt\h", r"\sqrt{\frac12}"),
        (r"\newcommand{\f}{\g x}\newcommand{\g}[1]{g(#1)}", r"\f", "g(x)"),
        (r"\newcommand{\mk}[1]{\newcommand{#1}{z}}\mk{\z}", r"\z", "z"),
        (r"\newcommand{\x}{a}{\renewcommand{\x}{b}}", r"\x", "a"),
        (r"\newcommand{\x}{a}{\gdef\x{b}}", r"\x", "b"),
        ("", r"\textcolor{red}{x}\color{blue}", "{x}"),
    ],
)
def test_a_macro_is_replaced(definition: str, use: str, read_as: str) -> None:
    for text, path in (
        (f"${definition} x$\n\n$$1 = {use}$$", "a.md"),
        (f"{definition}\n\n$$1 = {use}$$", "a.md"),
        (f"$$ {definition} 1 = {use}$$", "a.md"),
        (
            f"\\documentclass{{article}}\n{definition}\n\\begin{{document}}\n\\[1 = {use}\\]",
            "-",
        ),
    ):
        if definition.endswith("\\mk{\\z}") and path == "-":
            continue  # where only definitions are looked for, macros are not carried out
        document = read(text, path)
        assert document.problems == ()
        ((first, second),) = lines(document)
        assert first.replace(r"\relax", "").strip("{} ") == "1"
        assert second.strip() == read_as
    if definition and not definition.endswith("\\mk{\\z}"):
        assert lines(read(f"$$1 = {use}$$", "a.md", definition))[0][1].strip() == read_as


def test_a_definition_alone_is_no_derivation_and_leaves_no_prose() -> None:
    document = read("$\\def\\x{a = b}$\n\n$$\\newcommand{\\y}{c = d}$$\n\n\\def\\z{e = f}\n")
    assert document.derivations == ()
    assert document.passages == ()
    assert document.problems == ()


def test_macros_are_redefined_in_order_and_end_with_their_environment() -> None:
    document = read(
        "\\def\\x{a}\n\\[\\x = \\x\\]\n\\begin{quote}\\def\\x{b}\n"
        "\\[\\x = \\x\\]\n\\end{quote}\n"
        "\\[\\x = 1\\]\n\\def\\x{c}\\[\\x = \\x\\]",
        "a.tex",
    )
    assert lines(document) == [["a", "a"], ["b", "b"], ["a", "1"], ["c", "c"]]


def test_an_environment_of_ones_own_is_a_display() -> None:
    document = read(
        "\\newenvironment{eq}{\\begin{equation}}{\\end{equation}}\n\\def\\be{\\begin{align}}\n"
        "\\def\\ee{\\end{align}}\n\n\\begin{eq} a = b \\end{eq}\n\n\\be c &= d \\ee",
        "a.tex",
    )
    assert lines(document) == [["a", "b"], ["c", "d"]]


def test_nothing_is_expanded_in_code_and_comments() -> None:
    document = read("\\def\\x{a}\n\n`\\x` and $\\x$ <!-- \\x -->\n\n    \\x\n\n```\n\\x\n```\n")
    (passage,) = document.passages
    assert passage.text == "`\\x` and $a$"


@pytest.mark.parametrize(
    "front",
    [
        "mathjax:\n  macros:\n    R: '\\mathbb{R}'\n    n: ['\\lVert #1 \\rVert', 1]",
        "MathJax:\n  TeX:\n    Macros: {R: '\\mathbb{R}', n: ['\\lVert #1 \\rVert', 1]}",
        "math:\n  '\\R': '\\mathbb{R}'\n  '\\n': '\\lVert #1 \\rVert'",
        "project:\n  math:\n    '\\R': {macro: '\\mathbb{R}'}\n    '\\n': '\\lVert #1 \\rVert'",
        'katex:\n  macros:\n    "\\\\R": "\\\\mathbb{R}"\n'
        '    "\\\\n": "\\\\lVert #1 \\\\rVert"',
        "header-includes: |\n  \\newcommand{\\R}{\\mathbb{R}}\n"
        "  \\newcommand{\\n}[1]{\\lVert #1 \\rVert}",
    ],
)
def test_front_matter_has_tables_of_macros(front: str) -> None:
    document = read(f"---\n{front}\n---\n\n$$\\R = \\n{{x}}$$\n")
    assert lines(document) == [[r"\mathbb{R}", r"\lVert x \rVert"]]
    assert document.problems == ()


def test_a_wrong_entry_of_a_table_has_its_place() -> None:
    document = read("---\nmacros:\n  R: [1, 2, 3, 4]\n  S: '\\mathbb{S}'\n---\n\n$$\\S = 1$$\n")
    assert places(document, document.problems)[0][:2] == (3, 3)
    assert lines(document) == [[r"\mathbb{S}", "1"]]


def test_an_error_in_an_expansion_points_at_the_use_and_names_the_macro() -> None:
    text = "\\def\\bad#1{#1 + \\bogus + 1}\n\n> $$\n> a = 2\n>   = x \\bad{y}\n> $$\n"
    document = read(text)
    with pytest.raises(ReadError) as caught:
        parse(document.derivations[0].lines[2].expression)
    error = named(caught.value, document.expansions)
    position = document.source.position(error.span.start)
    assert (position.line, position.column) == (5, 9)
    assert r"\bogus" in error.message
    assert r"\bad" in error.message


def test_an_error_in_an_argument_points_at_the_argument() -> None:
    document = read("\\def\\bad#1{\\lVert #1 \\rVert}\n\n$$a = x \\bad{y + \\bogus}$$\n")
    with pytest.raises(ReadError) as caught:
        parse(document.derivations[0].lines[1].expression)
    error = named(caught.value, document.expansions)
    assert error is caught.value
    assert document.source.text[error.span.start :].startswith(r"\bogus")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (r"$\newcommand{\f}[2]{#1+#2}$ $$1 = \f{a}$$", (1, 35), r"\f takes 2 arguments"),
        (r"$\newcommand{\f}[1]{#1}$ $$1 = \f{a$$", (1, 32), r"\f takes 1 argument,"),
        (r"$\def\f#1,#2;{#1}$", (1, 2), "signs of its own"),
        (r"$\newcommand{\f}$ $$a = b$$", (1, 2), "not complete"),
        (r"$\newcommand{\f}[x]{a}$", (1, 2), "number of parameters"),
        (r"$\def\f{\f}$ $$1 = \f$$", (1, 20), "stands for itself"),
        (r"$\def\f{x\f\f}$ $$1 = \f$$", (1, 23), r"\f cannot be put in"),
        (r"$\def\f{\csname g\endcsname}$", (1, 2), "program"),
    ],
)
def test_what_is_wrong_with_a_macro_is_said_at_its_place(
    text: str, place: tuple[int, int], words: str
) -> None:
    document = read(text + "\n\n$$c = d$$\n")
    found = places(document, document.problems)
    assert any(each[:2] == place and words in each[2] for each in found), found
    assert ["c", "d"] in lines(document)


def test_macros_that_grow_without_bound_are_stopped() -> None:
    laughs = "".join(
        f"\\def\\{chr(97 + i)}{{{(chr(92) + chr(98 + i)) * 10}}}" for i in range(9)
    )
    document = read(f"${laughs}\\def\\j{{ha}}$\n\n$$1 = \\a$$\n\n$$1 = \\a + \\b$$\n")
    assert {r"\a", r"\b"} == {each.message.split()[0] for each in document.problems}
    wide = read("$\\def\\f#1{#1#1#1#1}$ " + "$$x = \\f{\\f{\\f{\\f{\\f{abc}}}}}$$\n\n" * 3_000)
    assert any("characters" in each.message for each in wide.problems)


def test_inputs_are_searched_for_macros_inside_the_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "book" / "parts").mkdir(parents=True)
    book = tmp_path / "book"
    (tmp_path / "secret.tex").write_text("\\def\\s{secret}")
    (book / "macros.tex").write_text("\\def\\x{a}\n\\input{parts/more}\n")
    (book / "parts" / "more.tex").write_text("\\def\\y{b}\\input{macros}")
    (book / "own.sty").write_text("\\newcommand\\z{c}\\ifdraft\\newcommand\\w{d}\\fi")
    (book / "link.tex").symlink_to(tmp_path / "secret.tex")
    main = book / "main.tex"
    main.write_text(
        "\\documentclass{article}\n\\usepackage{amsmath, own}\n\\input{macros} % \\input{no}\n"
        "\\input{../secret}\\input{/etc/passwd}\\include{link}\\input{gone}\n"
        "\\begin{document}\n\\[\\x = \\y = \\z = \\s = \\w\\]\n\\end{document}\n"
    )
    document = read_document(open_document(str(main)))
    assert lines(document) == [["a", "b", "c", "\\s", "\\w"]]
    assert document.problems == ()
    notes = "\n".join(each.message for each in document.notes)
    for words in (
        "`../secret` is not opened",
        "`/etc/passwd` is not looked for",
        "`link` is not opened",
        "`gone` is not found",
        "`macros` includes itself",
        "\\w is defined under a condition",
    ):
        assert words in notes
    assert "amsmath" not in notes
    assert "`no`" not in notes


def test_a_chapter_takes_the_macros_of_its_main_file(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text("\\newcommand{\\x}{a}\\begin{document}\\input{one}")
    one = tmp_path / "one.tex"
    one.write_text("% !TEX root = main.tex\n\\[ \\x = b \\]\n")
    assert lines(read_document(open_document(str(one)))) == [["a", "b"]]


def test_inclusions_in_markdown_and_files_of_macros(tmp_path: Path) -> None:
    (tmp_path / "m.tex").write_text("\\newcommand{\\x}{a}")
    (tmp_path / "m.yml").write_text("mathjax:\n  macros:\n    y: b\n")
    (tmp_path / "m.json").write_text('{"\\\\z": "c#1"}')
    for text in ("{{< include m.tex >}}", "```{include} m.tex\n```"):
        path = tmp_path / "a.md"
        path.write_text(f"{text}\n\n$$\\x = \\y = \\z 1$$\n")
        files = macro_files([str(tmp_path / "m.yml"), str(tmp_path / "m.json")])
        assert lines(read_document(open_document(str(path), files))) == [["a", "b", "c1"]]


def test_files_that_include_each_other_many_times_come_to_an_end(tmp_path: Path) -> None:
    for i in range(18):
        (tmp_path / f"f{i}.tex").write_text(f"\\input{{f{i + 1}}}\\input{{f{i + 1}}}" * 2)
    source = with_inclusions(Source(str(tmp_path / "m.tex"), "\\input{f0}\n\\[a = b\\]"))
    assert lines(read_document(source)) == [["a", "b"]]


PIECES = r"""
    \newcommand \renewcommand* \def \gdef \let \DeclareMathOperator \newenvironment
    \DeclarePairedDelimiter {\a} \a \b \c {\b} {\c} #1 #2 ## [1] [2] [ ] { } {x} = $ $$ \[ \] %
    \begin{a} \end{a} \begin{align} \end{align} {a} & \\ x ^ _ * \global \input{a} \color{a}
    \textcolor \frac \verb| ` <!-- -->
    """.split()


@given(
    st.lists(st.sampled_from([*PIECES, "\n", "\n\n", " "]), max_size=40),
    st.sampled_from(["md", "tex"]),
)
def test_any_text_with_macros_gives_a_document(pieces: list[str], suffix: str) -> None:
    text = "".join(pieces)
    document = read(text, f"a.{suffix}", r"\newcommand{\a}[1][x]{\b#1}\def\b{\c\c}")
    for derivation in document.derivations:
        for line in derivation.lines:
            assert 0 <= line.span.start <= line.span.end <= len(text)
            for offset in range(len(line.expression.text)):
                assert 0 <= line.expression.origin(offset) <= len(text)


def test_many_unclosed_arguments_come_to_an_end() -> None:
    document = read("\\newcommand\\f[1]{#1}" + "\\f{" * 30_000 + "\n\n\\[a = b\\]", "a.tex")
    assert 0 < len(document.problems) < 200
