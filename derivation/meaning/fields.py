r"""Which names a document's own words make complex: "let $z \in \mathbb{C}$".

Not here: the author's directives on names, and the imaginary unit (`numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derivation.errors import ReadError
from derivation.meaning.usage import full_name
from derivation.model import Document, Excerpt
from derivation.read.grammar import parse_chain
from derivation.read.surface import Name, Node, Relations, Sequence, walk

_SETS = (r"\mathbb{C}", r"\mathbf{C}", r"\C", r"\Complex")

_FORMULA = r"(?:\$[^$]+\$|\\\([^$]+?\\\))"
_SEVERAL = rf"{_FORMULA}(?:\s*(?:,|and|or|,\s*and)\s*{_FORMULA})*"
_AFTER = re.compile(
    r"\bcomplex(?:[- ]valued)?\s+(?:(?:numbers?|variables?|scalars?|constants?|parameters?|"
    rf"unknowns?|quantit(?:y|ies)|roots?|arguments?|exponents?)\s+)?(?P<names>{_SEVERAL})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<names>{_SEVERAL})\s+(?:is|are|be|being|denotes?|may be|can be)\s+"
    r"(?:(?:an?|any|two|three|arbitrary|non-?zero|fixed|given)\s+)*complex\b",
    re.IGNORECASE,
)
_ONE = re.compile(_FORMULA)

_ACCENTS = ("bar", "overline", "hat", "tilde", "underline")


def stated_complex(document: Document, nodes: Iterable[Node]) -> frozenset[str]:
    """The names that formulas or words of the document say are complex numbers.

    With a name go its conjugates and its other accents.
    """
    found = {name for node in nodes for name in _in_the_plane(node)}
    for passage in document.passages:
        for pattern in (_AFTER, _BEFORE):
            for match in pattern.finditer(passage.text):
                for formula in _ONE.finditer(match["names"]):
                    found.update(_names_in(formula.group().strip(r"$\()")))
    accented = {f"\\{accent}{{{name}}}" for accent in _ACCENTS for name in found}
    return frozenset(found | accented)


def _in_the_plane(node: Node) -> Iterator[str]:
    r"""The names on the left of z \in \mathbb{C}."""
    if not isinstance(node, Relations):
        return
    last = node.links[-1]
    if last[0] == "in" and any(isinstance(p, Name) and p.latex in _SETS for p in walk(last[1])):
        for _, item in node.links[:-1]:
            yield from _listed(item)


def _listed(node: Node) -> Iterator[str]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        name = full_name(item)
        if name:
            yield name


def _names_in(latex: str) -> Iterator[str]:
    try:
        links = parse_chain(Excerpt(latex))
    except ReadError:  # prose may say anything
        return
    yield from _listed(links[0][1])
