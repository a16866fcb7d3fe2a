"""An error in any container is shown where it stands, whatever ends the lines."""

import json

import pytest

from derivation.catalogue import load_catalogue
from derivation.check import verify_source
from derivation.errors import ReadError
from derivation.model import Source
from derivation.read.document import read_document
from derivation.read.grammar import parse
from derivation.read.naming import named
from derivation.verdict import Unreadable

BAD = r"\bogus"
CONTAINERS = {
    "dollars.md": "T\n\n$$\na = 1\\\\\n  = 2 \\bogus\n$$\n",
    "brackets.md": "T\n\n\\[a = 1\n  = 2 \\bogus\\]\n",
    "bare.md": "T\n\n\\begin{align}\na &= 1\\\\\n  &= 2 \\bogus\n\\end{align}\n",
    "fence.md": "> - T\n>\n>   ```math\n>   a = 1\n>     = 2 \\bogus\n>   ```\n",
    "chunk.Rmd": "```{r}\nx\n```\n\n$$\na = 1\n= 2 \\bogus\n$$\n",
    "label.qmd": "::: {.proof}\n$$\na = 1\n= 2 \\bogus\n$$ {#eq-x}\n:::\n",
    "directive.md": "```{math}\n:label: x\n\na = 1\n = 2 \\bogus\n```\n",
    "nested.md": "::::{prf:proof}\n:::{math}\n:label: x\na = 1\n = 2 \\bogus\n:::\n::::\n",
    "front.md": "---\ntitle: T\n---\n\n$$a = 1 = 2 \\bogus$$\n",
    "a.tex": "\\begin{document}% $\n\\begin{align*}\na &= 1\\\\ % \\bogus \n &= 2 \\bogus\n"
    "\\end{align*}\\end{document}",
    "conteq.tex": "\\begin{conteq}\na \\\\ = 1 & by $x$ \\\\\n = 2 \\bogus & so\n\\end{conteq}",
    "split.tex": "\\begin{equation}\\label{e}\n"
    "\\begin{split}a &= 1\\\\&= 2 \\bogus\\end{split}\n"
    "\\end{equation}",
    "a.rst": "T\n=\n\n.. math::\n   :label: x\n\n   a = 1 \\\\\n     = 2 \\bogus\n",
    "inline.rst": "- T\n\n  .. math:: a = 1\n     = 2 \\bogus\n",
    "a.adoc": "= T\n\n[latexmath]\n++++\na = 1 \\\\\n  = 2 \\bogus\n++++\n",
    "macro.md": "$\\newcommand{\\m}[1]{\\lVert #1 \\rVert}$\n\n"
    "> $$\n> a = 1\n>  = \\m{2} \\bogus\n> $$",
    "macro.tex": "\\def\\m#1{\\lVert #1 \\rVert}\n\n\\[\na = 1\n = \\m{2 \\bogus}\n\\]",
    "a.txt": "T\n\n$$\na = 1\n  = 2 \\bogus\n$$\n",
}


def place(source: Source) -> tuple[int, int]:
    """Where the last line's error is."""
    document = read_document(source)
    assert document.problems == ()
    with pytest.raises(ReadError) as caught:
        parse(document.derivations[-1].lines[-1].expression)
    error = named(caught.value, document.expansions)
    assert BAD in error.message
    position = source.position(error.span.start)
    return position.line, position.column


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", sorted(CONTAINERS))
def test_an_error_is_where_it_stands(name: str, ending: str) -> None:
    text = CONTAINERS[name]
    lines = text.split("\n")
    line = max(number for number, each in enumerate(lines) if BAD in each)
    wanted = (line + 1, lines[line].rindex(BAD) + 1)
    assert place(Source(name, text.replace("\n", ending))) == wanted


def test_an_error_in_a_notebook_is_where_it_stands() -> None:
    cell = {"cell_type": "markdown", "source": ["$$a = 1\n", "= 2 \\bogus$$"]}
    text = json.dumps({"cells": [cell]}, indent=1)
    line = next(each for each in text.split("\n") if "bogus" in each)
    found = place(Source("a.ipynb", text))
    assert found == (text.split("\n").index(line) + 1, line.index("bogus") - 1)


def test_the_report_points_at_the_use_of_a_macro_and_names_it() -> None:
    text = "$\\newcommand{\\m}[1]{#1 + \\bogus}$\n\nWith $x > 0$:\n\n$$1 = x \\m{2}$$\n"
    report = verify_source(Source("a.md", text), load_catalogue())
    (step,) = report.derivations[0].steps
    assert isinstance(step.verdict, Unreadable)
    position = step.verdict.position
    assert (position.line, position.column) == (5, 9)
    assert r"\m" in step.verdict.message
    (note,) = [each for each in report.reading if each.subject == r"\m"]
    assert (note.reading, note.ground) == (r"the macro #1 + \bogus", "line 1")


def test_a_step_with_macros_is_proved() -> None:
    text = "---\nmacros:\n  sq: ['{#1}^{2}', 1]\n---\n\n$$\\sq{(x + 1)} = \\sq x + 2x + 1$$\n"
    report = verify_source(Source("a.md", text), load_catalogue())
    (step,) = report.derivations[0].steps
    assert step.verdict.word == "proved"
