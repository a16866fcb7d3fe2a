"""reStructuredText and AsciiDoc: what is read, with places, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivation.model import Document, Source
from derivation.read.document import read_document

AB = [[("", "a"), ("=", "b")]]


def read(text: str, path: str) -> Document:
    return read_document(Source(path, text))


def chains(document: Document) -> list[list[tuple[str, str]]]:
    return [
        [(line.relation, line.expression.text.strip()) for line in each.lines]
        for each in document.derivations
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (".. math:: a = b", "a.rst"),
        (".. math::\n\n   a = b", "a.rst"),
        ("Words\n\n.. math::\n   :label: x\n   :nowrap:\n\n   a\n    = b\n\nwords", "a.rst"),
        ("- Words\n\n  .. math::\n\n     a\n\n     = b", "a.rst"),
        (".. note::\n   Words\n\n   .. math:: a\n      = b", "a.rst"),
        (
            ".. math::\n\n   \\begin{align}\n   a\n\n   &= b\n   \\end{align}",
            "a.rst",
        ),
        ("[latexmath]\n++++\na = b\n++++", "a.adoc"),
        ("Words\n\n[stem]\n++++\na\n= b\n++++\n\nwords", "a.adoc"),
        (":stem: latexmath\n\n[stem,id=x]\n.Title\n++++\na = b\n++++", "a.asciidoc"),
        ("* Words\n+\n[latexmath#x]\n++++\na = b\n++++", "a.adoc"),
        ("====\n[latexmath]\n++++\na = b\n++++\n====", "a.adoc"),
    ],
)
def test_a_display_in_many_ways(text: str, path: str) -> None:
    for each in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), f"\n{text}\n"):
        document = read(each, path)
        assert chains(document) == AB
        assert document.problems == ()
        first, second = document.derivations[0].lines
        assert each[first.expression.origin(0)] == "a"
        assert each[second.expression.origin(0)] == "b"


RST = """\
=====
Whole
=====

Part
----

With :math:`x > 0`, ``:math:`no``` and `a link <there>`_:

.. math::
   :label: one

   a = b

By :eq:`one`:

.. math:: = c

.. code-block:: tex

   .. math:: no = no

Literally::

   .. math:: no = no

..
   .. math:: no = no

.. prf:theorem:: Name
   :label: thm

   For :math:`y`:

   .. math:: d = e

.. prf:proof::

   Clear.

.. verify-derivation: T is a scalar

.. _target:

Other part
----------

.. math:: f = g
"""

ADOC = """\
= Whole
:stem: latexmath

== Part

With stem:[x > 0], `stem:[no]` and latexmath:[$[y\\]$]:

[stem#one]
++++
a = b
++++

By <<one>>:

[latexmath]
++++
= c
++++

----
[stem]
++++
no = no
++++
----

////
[stem]
++++
no = no
++++
////

[theorem#thm]
.Name
====
[stem]
++++
d = e
++++
====

[proof]
--
Clear.
--

 stem:[no = no] is literal

// verify-derivation: T is a scalar

== Other part

[stem]
++++
f = g
++++
"""


@pytest.mark.parametrize(("text", "path"), [(RST, "a.rst"), (ADOC, "a.adoc")])
def test_a_whole_document(text: str, path: str) -> None:
    document = read(text, path)
    assert chains(document) == [
        [("", "a"), ("=", "b"), ("=", "c")],
        [("", "d"), ("=", "e")],
        [("", "f"), ("=", "g")],
    ]
    assert document.problems == ()
    first, second, third = document.derivations
    assert [each.title for each in (first, second, third)] == ["Part", "Part", "Other part"]
    assert [label.text for label in first.labels] == ["one"]
    reason = first.lines[2].justification
    assert reason is not None
    assert reason.cites == ("one",)
    assert [each.text for each in document.directives] == ["T is a scalar"]
    formulas = [each.text for passage in document.passages for each in passage.formulas]
    assert formulas[0] == "x > 0"
    assert not any("no" in each for each in formulas)
    theorem, proof = document.statements
    assert (theorem.kind, theorem.title, theorem.labels) == ("theorem", "Name", ("thm",))
    assert theorem.span.start < second.span.start < theorem.span.end
    assert text[proof.span.start : proof.span.end].count("Clear.") == 1
    levels = [each.level for each in document.passages if each.level]
    assert levels == [1, 2, 2]


@pytest.mark.parametrize(
    ("text", "path", "place", "words"),
    [
        ("x\n\n  .. math::\n\nText\n", "a.rst", (3, 3), "no mathematics"),
        ("x\n\nbad :math:`x + y\n", "a.rst", (3, 5), "never closed"),
        ("x\n\n[stem]\n++++\n++++\n", "a.adoc", (4, 1), "no mathematics"),
        ("x\n\nbad stem:[x + y\n", "a.adoc", (3, 5), "never closed"),
        ("x\n\n[stem]\n++++\nsqrt(4) = 2\n++++\n", "a.adoc", (5, 1), "AsciiMath"),
        ("x stem:[sqrt(4)] y\n", "a.adoc", (1, 9), "AsciiMath"),
        ("x\n\n----\nc = d\n", "a.adoc", (3, 1), "never closed"),
    ],
)
def test_what_is_broken_has_its_place_and_the_rest_goes_on(
    text: str, path: str, place: tuple[int, int], words: str
) -> None:
    good = "\n.. math:: a = b\n" if path == "a.rst" else "\n[latexmath]\n++++\na = b\n++++\n"
    document = read(text + good, path)
    (problem,) = document.problems
    position = document.source.position(problem.span.start)
    assert (position.line, position.column) == place
    assert words in problem.message
    assert chains(document)[-1:] == AB


def test_an_unclosed_block_of_mathematics_is_a_problem() -> None:
    document = read("[stem]\n++++\na = b\n++++\n\n[stem]\n++++\nc = d\n", "a.adoc")
    assert chains(document) == AB
    (problem,) = document.problems
    assert document.source.position(problem.span.start).line == 7


def test_macros_are_expanded() -> None:
    for text, path in (
        (".. math:: \\def\\x{a}\n\n.. math:: \\x = b", "a.rst"),
        ("latexmath:[\\def\\x{a}]\n\n[stem]\n++++\n\\x = b\n++++", "a.adoc"),
    ):
        assert chains(read(text, path)) == AB


PIECES = r"""
    .. math:: :math:` ` `` :label: == --- ++++ [stem] [latexmath#x] stem:[ ] \] // //// ---- ==
    ==== a = b \\ & :: :stem: latexmath - * prf:proof:: .. _x: .. .x \begin{align} \end{align}
    """.split()


@given(
    st.lists(st.sampled_from([*PIECES, "\n", "\n\n", " ", "   ", "\r"]), max_size=40),
    st.sampled_from(["rst", "adoc"]),
)
def test_any_text_gives_a_document(pieces: list[str], suffix: str) -> None:
    text = "".join(pieces)
    document = read(text, f"a.{suffix}")
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    for derivation in document.derivations:
        for line in derivation.lines:
            assert text[line.expression.origin(0)] == line.expression.text[0]
