r"""Where a document defines its names, found on the page.

A definition is an equation whose left side is a name or a function of plain names: in
a reason ("use the definition h = σ(θᵀx)"), in the prose ("where $z = w x + b$"), or at
the head of a chain whose first line brings in a name that the second replaces.
Not here: the definition as a proposition (`understand`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivation.errors import ReadError
from derivation.meaning.context import SurfaceDefinition
from derivation.meaning.operator_words import OPERATOR_WORDS
from derivation.meaning.usage import base_name, bracket_of, is_label, plain_arguments
from derivation.model import Document, Excerpt, Span
from derivation.read.grammar import parse_chain
from derivation.read.surface import (
    Braces,
    Bracket,
    DerivativeOf,
    Name,
    Node,
    Number,
    Run,
    Scripts,
    Sequence,
    children,
    label_latex,
    script_latex,
    shape,
    walk,
)

_NOT_DEFINING = re.compile(
    r"\b(for|if|when|whenever|at|case|unless|until|prove|show|verify|claim|check)"
    r"(\s+(that|we have|all|every|each))?\s*[$(\\]*$",
    re.IGNORECASE,
)
"""Words before an equation that make it a condition or a claim, no definition."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the document that could be read: its links, place and origin."""

    links: tuple[tuple[str, Node], ...]
    excerpt: Excerpt
    origin: str

    @property
    def used(self) -> tuple[Node, ...]:
        """Its formulas; none if it only mentions a name, as in "the sigmoid σ"."""
        nodes = tuple(node for _, node in self.links)
        return () if len(nodes) == 1 and base_name(nodes[0]) is not None else nodes

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.links[0][1].span.to(self.links[-1][1].span)


def formulas(document: Document) -> tuple[Formula, ...]:
    """Every formula in reasons and prose that can be read; the others say nothing."""
    found = []
    sources: list[tuple[Excerpt, str]] = []
    for derivation in document.derivations:
        for line in derivation.lines:
            if line.justification is not None:
                sources.extend((each, "a reason") for each in line.justification.formulas)
    for passage in document.passages:
        sources.extend((each, "the text") for each in passage.formulas)
    seen: set[int] = set()
    for excerpt, origin in sources:
        start = excerpt.origin(0)
        if start in seen:
            continue
        seen.add(start)
        try:
            found.append(Formula(parse_chain(excerpt), excerpt, origin))
        except ReadError:  # prose may hold anything; only lines of chains must be read
            continue
    return tuple(found)


def in_formulas(document: Document, read: Iterable[Formula]) -> Iterator[SurfaceDefinition]:
    """The definitions among the formulas of reasons and prose."""
    for formula in read:
        if len(formula.links) != 2 or formula.links[1][0] != "=":
            continue
        left, right = formula.links[0][1], formula.links[1][1]
        if formula.origin == "the text" and not _defines(document, formula, right):
            continue
        found = _definition(left, right, formula.span, formula.origin)
        if found is not None:
            yield found


def _defines(document: Document, formula: Formula, right: Node) -> bool:
    start = formula.excerpt.origin(0)
    before = document.source.text[max(0, start - 60) : start]
    bare = not isinstance(right, Run) and introduced(right) is not None
    if isinstance(right, Number) or bare:
        # "the maximum is at p = q" says where, not what p is
        return re.search(r"\b(let|set|put|define|where|with)\b[^.]*$", before, re.I) is not None
    return _NOT_DEFINING.search(before) is None


def at_head(first: Node, second: Node) -> SurfaceDefinition | None:
    """The definition made by the first two lines of a chain, if they make one."""
    pair = _difference(first, second)
    if pair is None:
        return None
    made = _definition(*pair, pair[0].span, "the first line")
    if made is None or pair[0] is _bare(first):
        return made
    # Below other signs, as in d/dx y = d/dx x^2: the name must be brought in just there.
    left = made.left.items[0] if isinstance(made.left, Run) else made.left
    name = base_name(left)
    counts = [
        sum(_same_name(p, made.key, name) for p in walk(line)) for line in (first, second)
    ]
    once = counts[1] == 0 and counts[0] == sum(
        _same_name(p, made.key, name) for p in walk(made.left)
    )
    return made if once else None


def _difference(left: Node, right: Node) -> tuple[Node, Node] | None:
    left, right = _bare(left), _bare(right)
    if introduced(left) is not None:
        return left, right
    if type(left) is not type(right):
        return None
    if isinstance(left, DerivativeOf) and isinstance(right, DerivativeOf):
        if _variables(left) != _variables(right):
            return None
        return _difference(left.operand, right.operand)
    pairs = list(zip(children(left), children(right), strict=False))
    if len(pairs) != len(list(children(right))) or len(pairs) != len(list(children(left))):
        return None
    unlike = [(a, b) for a, b in pairs if shape(a) != shape(b)]
    found = _difference(*unlike[0]) if len(unlike) == 1 else None
    # x y = x z says nothing of what y is called; x f(y) = x (y + 1) brings f in
    return found if found is not None and isinstance(found[0], Run) else None


def _variables(node: DerivativeOf) -> list[object]:
    return [(shape(variable), order) for variable, order in node.variables]


def _bare(node: Node) -> Node:
    while isinstance(node, Bracket | Braces) and (
        isinstance(node, Braces) or node.kind in ("(", "[", r"\{")
    ):
        if isinstance(node.body, Sequence):
            break
        node = node.body
    return node


def introduced(node: Node) -> str | None:
    """The key of the name that this left side would introduce, or None.

    A bare name (perhaps with a subscript), or a function's name before a bracket.
    """
    if isinstance(node, Run) and len(node.items) == 2:
        bracket = bracket_of(node.items[1])
        if bracket is None or isinstance(node.items[1], Scripts):
            return None
        plain = plain_arguments(bracket)
        if plain is None and not isinstance(bracket.body, Sequence):
            return None
        if plain is not None and any(isinstance(item, Number) for item in plain):
            return None
        return _key(node.items[0], function=True)
    return _key(node, function=False)


def _key(node: Node, *, function: bool) -> str | None:
    name = base_name(node)
    if (
        name is None
        or name in OPERATOR_WORDS
        or name in ("e", r"\mathrm{e}", r"\pi", r"\infty")
    ):
        return None
    if isinstance(node, Scripts):
        if node.primes or (node.superscript is not None and not is_label(node.superscript)):
            return None
        if node.subscript is not None and (not function or _is_word(node.subscript)):
            return script_latex(name, label_latex(node.subscript), "", 0)
    return name


def _is_word(subscript: Node) -> bool:
    """Whether a function's subscript is a label and no parameter."""
    return base_name(subscript) is None or label_latex(subscript).startswith(r"\mathrm")


def _definition(left: Node, right: Node, span: Span, origin: str) -> SurfaceDefinition | None:
    key = introduced(left)
    if key is None:
        return None
    name = base_name(left.items[0] if isinstance(left, Run) else left)
    if any(_same_name(part, key, name) for part in walk(right)):
        return None
    return SurfaceDefinition(key, left, right, span, origin)


def _same_name(part: Node, key: str, name: str | None) -> bool:
    return (
        isinstance(part, Name | Scripts)
        and base_name(part) == name
        and (_key(part, function=False) == key)
    )
