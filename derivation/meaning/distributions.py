r"""What naming a distribution says of its parameters: X ~ N(\mu, \sigma^2) has \sigma > 0.

A standard deviation, a rate, a shape or a number of degrees of freedom is positive by the
definition of the distribution (N. L. Johnson, S. Kotz, N. Balakrishnan, Continuous
Univariate Distributions, 1994); a letter whose square is a variance is the standard
deviation by convention, so that it is positive and not negative. Such statements are shown
like every other assumption of the document.

Not here: what is said in words or by a relation (`assumptions`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sympy import Integer, Pow, Symbol

from derivation.errors import ReadError
from derivation.meaning.context import Context, Stated
from derivation.meaning.definitions import Formula
from derivation.meaning.elaborate import elaborate
from derivation.meaning.usage import base_name, bracket_of
from derivation.model import Document
from derivation.prove.proposition import Positive
from derivation.read.grammar import parse
from derivation.read.surface import Node, Run, Scripts, Sequence, walk
from derivation.term import Term

_NORMAL = frozenset((r"\mathcal{N}", r"\mathrm{N}", "N"))

_POSITIVE: Mapping[str, int] = {
    r"\mathrm{Gam}": 2,
    r"\mathrm{Gamma}": 2,
    r"\mathrm{Exp}": 1,
    r"\mathrm{Bet}": 2,
    r"\mathrm{Beta}": 2,
    r"\mathrm{Poiss}": 1,
    r"\mathrm{Poisson}": 1,
    r"\mathrm{Pois}": 1,
    r"\mathrm{t}": 1,
    r"\mathrm{F}": 2,
    r"\mathrm{Wei}": 2,
    r"\mathrm{Weibull}": 2,
}
"""Distributions with only positive parameters, and how many they have."""

_VARIANCE = re.compile(r"\bvariances?\s*\$$", re.IGNORECASE)
_DEVIATION = re.compile(r"\bstandard deviations?\s*\$$", re.IGNORECASE)

_FOLLOWS = re.compile(r"\\sim(?![A-Za-z])\s*")
_REMARK = re.compile(r",?\s*\\(?:q?quad|;|text)|,\s*i\s*=|\.\s*$")


def parameters(
    document: Document,
    chains: Iterable[Iterable[tuple[str, Node | ReadError]]],
    formulas: Iterable[Formula],
    context: Context,
) -> Iterator[Stated]:
    """What the distributions that a document names say of their parameters, each once."""
    seen: set[Term] = set()
    for node, squared in _positive(document, chains, tuple(formulas)):
        try:
            term = elaborate(node, context)
        except ReadError:  # what is not understood says nothing
            continue
        if squared and isinstance(term, Pow) and term.args[1] == Integer(2):
            term = term.args[0]
        if type(term) is not Symbol or context.is_complex(term.name) or term in seen:
            continue
        seen.add(term)
        yield Stated(Positive(term), node.span, "the text")


def _positive(
    document: Document,
    chains: Iterable[Iterable[tuple[str, Node | ReadError]]],
    formulas: tuple[Formula, ...],
) -> Iterator[tuple[Node, bool]]:
    """The nodes that stand for something positive, or (True) for the square of it."""
    lines = [*(line for chain in chains for line in chain)]
    lines += [link for formula in formulas for link in formula.links]
    for relation, node in lines:
        if isinstance(node, Node):
            if relation == r"\sim":
                yield from _of_distribution(node, said=True)
            for part in walk(node):
                yield from _of_distribution(part, said=False)
    for right in _followed(document):
        yield from _of_distribution(right, said=True)
    for formula in formulas:
        if len(formula.links) == 1 and formula.origin == "the text":
            start = formula.excerpt.origin(0)
            before = document.source.text[max(0, start - 40) : start]
            node = formula.links[0][1]
            if _VARIANCE.search(before) or _DEVIATION.search(before):
                yield node, _VARIANCE.search(before) is not None


def _followed(document: Document) -> Iterator[Node]:
    r"""What stands behind a \sim in the formulas of the prose."""
    for passage in document.passages:
        for excerpt in passage.formulas:
            for match in _FOLLOWS.finditer(excerpt.text):
                ending = _REMARK.search(excerpt.text, match.end())
                end = ending.start() if ending else len(excerpt.text)
                try:
                    yield parse(excerpt.cut(match.end(), end))
                except ReadError:  # prose may say anything
                    continue


def _of_distribution(node: Node, *, said: bool) -> Iterator[tuple[Node, bool]]:
    """The positive parameters of a distribution, if the node is one.

    It is one where something follows it (`said`), or as a density N(x; m, s).
    """
    if not isinstance(node, Run) or len(node.items) != 2:
        return
    name, bracket = base_name(node.items[0]), bracket_of(node.items[1])
    if bracket is None or not isinstance(bracket.body, Sequence):
        items: tuple[Node, ...] = () if bracket is None else (bracket.body,)
        separators: tuple[str, ...] = ()
    else:
        items, separators = tuple(bracket.body.items), tuple(bracket.body.separators)
    density = separators[:1] == (";",)
    if not (said or density) or isinstance(node.items[0], Scripts):
        return
    given = items[1:] if density else items
    if name in _NORMAL and len(given) == 2:
        yield given[1], True
    elif name is not None and len(given) == _POSITIVE.get(name):
        yield from ((each, False) for each in given)
