"""Names that a line brings in without the document having said what they are.

A step is not refuted when its next line holds such a name: the question is what it
stands for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sympy import Indexed, IndexedBase, Symbol

from derivation.meaning.definitions import formulas
from derivation.meaning.usage import base_name, full_name
from derivation.model import Excerpt
from derivation.read.surface import Node, walk
from derivation.term import (
    Application,
    Derivative,
    Domain,
    FunctionName,
    ProductOver,
    Summation,
    Term,
    depends,
    names,
)
from derivation.term import walk as subterms

if TYPE_CHECKING:
    from derivation.check.step import Checker


def names_before(checker: Checker, expression: Excerpt) -> frozenset[str]:
    """Every name that stands in the document before a line, or in its prose."""
    end = expression.origin(0)
    nodes = [
        node
        for chain in checker.chains
        for _, node in chain
        if isinstance(node, Node) and node.span.start < end
    ]
    nodes += [node for f in formulas(checker.document) for _, node in f.links]
    found: set[str] = set()
    for node in nodes:
        for part in walk(node):
            found.update(name for name in (base_name(part), full_name(part)) if name)
    return frozenset(found)


def unexplained(before: Term, after: Term, known: frozenset[str]) -> tuple[str, ...]:
    """The names of `after` that neither `before` nor the document has.

    A name that is only an index is none of them: it ranges over its vector. Neither is n
    beside a sum whose range is not written: it is read as the number of its terms.
    """
    ours = _proper(before) | (_COUNTS if _sums_over_all(before) else frozenset())
    return tuple(sorted(name for name in _proper(after) - ours if not _is_known(name, known)))


_COUNTS = frozenset("nN")
"""The names of the number of terms of a sum that does not say how many it has."""


def _sums_over_all(term: Term) -> bool:
    return any(
        isinstance(part, Summation | ProductOver)
        and isinstance(part.args[2], Domain)
        and not part.args[2].args[0].name
        for part in subterms(term)
    )


def _is_known(name: str, known: frozenset[str]) -> bool:
    return name in known or (name.split("_")[0] in known and "_" in name and name in known)


def _proper(term: Term) -> frozenset[str]:
    names: set[str] = set()
    for part in subterms(term):
        if isinstance(part, Indexed | IndexedBase):
            base = part.args[0] if isinstance(part, Indexed) else part
            names.add(base.label.name)
        elif isinstance(part, Application):
            names.add(part.args[0].name)
    indices = {
        symbol.name
        for part in subterms(term)
        if isinstance(part, Indexed)
        for index in part.args[1:]
        for symbol in subterms(index)
        if isinstance(symbol, Symbol)
    }
    scalars = {
        part.name
        for part in subterms(term)
        if isinstance(part, Symbol) and not isinstance(part, FunctionName)
    }
    return frozenset(names | (scalars - indices))


_OUTPUT = re.compile(r"\\(hat|tilde|bar|mathcal)\{|[LJC]$|\\ell$")
"""Names that authors give to what depends on parameters: estimates and losses."""


def dependent_in_doubt(term: Term) -> str | None:
    """A name under a derivative that reads as constant, but may depend on the variable.

    An undefined name such as a loss or an estimate, in a body that does not mention
    the variable: nobody writes the derivative of what cannot vary.
    """
    for part in subterms(term):
        if isinstance(part, Derivative) and not depends(*part.args):
            for name in sorted(names(part.args[0])):
                if _OUTPUT.match(name):
                    return name
    return None
