r"""The surface tree: what is on the page, with places, before any meaning is given.

`h_{\theta}(x)` is a name with a subscript followed by a bracket: whether that is an
application or a product is decided later, from the whole document
(`derivation.meaning`). Nothing here knows SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from fractions import Fraction as Rational
from functools import lru_cache

from derivation.model import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all surface nodes; `span` holds offsets into the source text."""

    span: Span


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A decimal or whole number, with its digits as printed."""

    value: Rational
    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    r"""A letter, Greek letter, accented letter or roman word, as canonical LaTeX.

    `x`, `\theta`, `\hat{y}`, `\mathrm{Var}`: all roman fonts are written `\mathrm`.
    """

    latex: str


@dataclass(frozen=True, slots=True)
class Label(Node):
    r"""A subscript or superscript that is no expression (`\bullet\bullet`), as LaTeX."""

    latex: str


@dataclass(frozen=True, slots=True)
class Scripts(Node):
    """A base with a subscript, a superscript and primes, each perhaps absent."""

    base: Node
    subscript: Node | None
    superscript: Node | None
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Bracket(Node):
    r"""Something in brackets: `kind` is `(`, `[`, `\{`, `|`, `\|` or `\langle`."""

    kind: str
    body: Node


@dataclass(frozen=True, slots=True)
class Braces(Node):
    """TeX braces, which print nothing."""

    body: Node


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    r"""Expressions with signs between them: `separators` are those if not all are commas.

    A semicolon is `;`, a conditional bar `|`, two bars `\|`.
    """

    items: tuple[Node, ...]
    separators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relations(Node):
    """Expressions with relations between them: X = x, i != j, 0 < k <= n.

    The first link has the relation "".
    """

    links: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    r"""A `\frac`, or a slash between two factors (then `slash` is set)."""

    numerator: Node
    denominator: Node
    slash: bool = False


@dataclass(frozen=True, slots=True)
class Root(Node):
    """A square root, or the root of the given index."""

    body: Node
    index: Node | None


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms, each with its sign (+1 or -1)."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors with an explicit sign between them (a dot, a cross, an asterisk)."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Run(Node):
    """Things side by side with nothing between them: a product or an application."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    r"""A function word with its operand side by side: `\sin^2 2x`, `\log_2 (x)`.

    How far the operand reaches is decided with the meaning of its names: up to the
    first bracket that is no application's argument.
    """

    function: str
    subscript: Node | None
    superscript: Node | None
    operand: tuple[Node, ...]
    primes: int = 0


@dataclass(frozen=True, slots=True)
class DerivativeOf(Node):
    r"""A derivative: the variables with their orders, and the operand.

    `written_inside` tells `\frac{\partial f}{\partial x}` from
    `\frac{\partial}{\partial x} f`; the operand of the latter is a run whose extent
    may be open (`ambiguous`).
    """

    variables: tuple[tuple[Node, int], ...]
    operand: Node
    written_inside: bool
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Factorial(Node):
    """An exclamation mark behind its operand."""

    body: Node


@dataclass(frozen=True, slots=True)
class Binomial(Node):
    """A binomial coefficient."""

    upper: Node
    lower: Node


@dataclass(frozen=True, slots=True)
class Dots(Node):
    """Three dots: what stands between its neighbours by analogy."""


@dataclass(frozen=True, slots=True)
class Infix(Node):
    r"""Things with a sign between them that is none of arithmetic: A \cap B."""

    sign: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    r"""A sum or product sign (`\sum`, `\prod`) with what it is taken of.

    `below` are the conditions under the sign, row by row; `above` its upper end.
    """

    sign: str
    below: tuple[Node, ...]
    above: Node | None
    body: Node


@dataclass(frozen=True, slots=True)
class IntegralOf(Node):
    """An integral: its ends (a lone lower one is the set), its variable, its integrand."""

    lower: Node | None
    upper: Node | None
    variable: Node
    body: Node


@dataclass(frozen=True, slots=True)
class LimitOf(Node):
    """A limit: the variable, where it goes, from which side (1 above, -1 below, 0 both).

    `ambiguous` if a plus or minus follows, so that another reader may reach further.
    """

    variable: Node
    target: Node
    side: int
    body: Node
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class CasesOf(Node):
    """A value by cases; a branch without a condition is the one for all others."""

    branches: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True, slots=True)
class MatrixOf(Node):
    """A matrix by its rows; a row may lack entries."""

    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    """An expression at a bar, at one place or from one to another."""

    body: Node
    lower: Node
    upper: Node | None


def _read_field_names(kind: type[Node]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "span")


_field_names: Callable[..., tuple[str, ...]] = lru_cache(maxsize=64)(_read_field_names)


def children(node: Node) -> list[Node]:
    """The direct parts of a node, left to right."""
    found: list[Node] = []
    for name in _field_names(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Node):
                    found.append(item)
                elif isinstance(item, tuple):
                    found.extend(part for part in item if isinstance(part, Node))
    return found


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, left to right."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))


def shape(node: Node) -> tuple[object, ...]:
    """A node without its places: equal for what looks the same, brackets kept."""
    parts: list[object] = [type(node).__name__]
    parts += [_shape(getattr(node, name)) for name in _field_names(type(node))]
    return tuple(parts)


def _shape(value: object) -> object:
    if isinstance(value, Node):
        return shape(value)
    return tuple(_shape(item) for item in value) if isinstance(value, tuple) else value


def script_latex(base: str, subscript: str, superscript: str, primes: int) -> str:
    """A base with its scripts as canonical LaTeX; empty strings stand for none."""
    text = base + "'" * primes
    if subscript:
        text += "_" + (subscript if len(subscript) == 1 else "{" + subscript + "}")
    if superscript:
        text += "^" + (superscript if len(superscript) == 1 else "{" + superscript + "}")
    return text


_LABEL_BRACKETS = {
    "[": ("[", "]"),
    r"\{": (r"\{", r"\}"),
    "|": ("|", "|"),
    r"\|": (r"\|", r"\|"),
    r"\langle": (r"\langle", r"\rangle"),
    "(]": ("(", "]"),
    "[)": ("[", ")"),
}
_RELATION_SIGNS = {"!=": r"\neq", "<=": r"\leq", ">=": r"\geq", "in": r"\in"}


def label_latex(node: Node) -> str:
    """A node as the LaTeX of a label: canonical, so that equal labels are equal text.

    Only for what stands in scripts of names; spacing and braces are normalised.
    """
    match node:
        case Number():
            return node.text
        case Name() | Label():
            return node.latex
        case Braces():
            return label_latex(node.body)
        case Bracket():
            opening, closing = _LABEL_BRACKETS.get(node.kind, ("(", ")"))
            return f"{opening}{label_latex(node.body)}{closing}"
        case Sequence():
            between = node.separators or (",",) * (len(node.items) - 1)
            listed = zip(("", *between), node.items, strict=True)
            return "".join(sign + label_latex(each) for sign, each in listed)
        case Relations():
            signs = (_RELATION_SIGNS.get(relation, relation) for relation, _ in node.links)
            written = (label_latex(item) for _, item in node.links)
            return " ".join(f"{s} {w}".strip() for s, w in zip(signs, written, strict=True))
        case Dots():
            return r"\ldots"
        case Infix():
            return f" {node.sign} ".join(label_latex(item) for item in node.items)
        case Run() | Product():
            parts = node.items if isinstance(node, Run) else node.factors
            return " ".join(label_latex(part) for part in parts)
        case Fraction():
            return f"{label_latex(node.numerator)}/{label_latex(node.denominator)}"
        case Call():
            return node.function + " ".join(label_latex(item) for item in node.operand)
        case Sum():
            signed = ((("-" if sign < 0 else "+") + label_latex(t)) for sign, t in node.terms)
            return "".join(signed).removeprefix("+")
        case Scripts():
            sub = label_latex(node.subscript) if node.subscript else ""
            sup = label_latex(node.superscript) if node.superscript else ""
            return script_latex(label_latex(node.base), sub, sup, node.primes)
        case _:
            return "".join(label_latex(child) for child in children(node))
