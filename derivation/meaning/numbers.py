r"""Which names are whole numbers, which complex, and whether i is the imaginary unit.

Names in the bounds of sums, their indices, and names in factorials and binomial
coefficients are integers, unless the document differentiates or integrates in them. The
letter i is the imaginary unit where the document shows it: it says so, i^2 = -1 stands
in it, or i stands in an exponent of e; never where it is an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sympy import Add, Integer, Mul, Symbol

from derivation.errors import ReadError
from derivation.meaning.context import Context, Stated
from derivation.meaning.elaborate import elaborate
from derivation.meaning.kinds import Kind
from derivation.meaning.usage import Usage, base_name, full_name
from derivation.prove.proposition import IsInteger
from derivation.read.surface import (
    BigOperator,
    Binomial,
    Call,
    Factorial,
    Node,
    Number,
    Relations,
    Scripts,
    Sequence,
    Sum,
    walk,
)
from derivation.term import Term
from derivation.term import walk as subterms

IMAGINARY = ("i", r"\mathrm{i}", "j", r"\mathrm{j}")
"""Names that may be the imaginary unit."""

_SAYS_SO = re.compile(r"\bimaginary\s+unit\b", re.IGNORECASE)
_RELATIONS = frozenset(("<", ">", "<=", ">="))


def whole_numbers(nodes: Iterable[Node], context: Context, usage: Usage) -> Iterator[Stated]:
    """The integers among a document's names, each with the ground for it."""
    seen: set[str] = set()
    for node in nodes:
        for part in walk(node):
            for ground, each in _grounds(part):
                for name in _plain_names(each, context):
                    if name in seen or _is_continuous(name, usage):
                        continue
                    seen.add(name)
                    yield Stated(IsInteger(Symbol(name)), each.span, ground)


def _grounds(node: Node) -> Iterator[tuple[str, Node]]:
    """The parts of a node that are whole numbers, and why."""
    if isinstance(node, BigOperator):
        for end in ends(node):
            yield "the bounds of a sum", end
    elif isinstance(node, Factorial):
        yield "a factorial", node.body
    elif isinstance(node, Binomial):
        yield "a binomial coefficient", node.upper
        yield "a binomial coefficient", node.lower


def ends(node: BigOperator) -> Iterator[Node]:
    """The index and the ends of a sum or product over whole numbers."""
    if node.above is not None:
        yield node.above
    for row in node.below:
        for condition in row.items if isinstance(row, Sequence) else (row,):
            links = condition.links if isinstance(condition, Relations) else ()
            relations = {relation for relation, _ in links[1:]}
            if relations and relations <= {"=", "<", "<=", ">", ">="}:
                yield from (item for _, item in links)


def _plain_names(node: Node, context: Context) -> list[str]:
    """The names of a polynomial with whole coefficients; none for anything else."""
    try:
        term = elaborate(node, context)
    except ReadError:
        return []
    parts = tuple(subterms(term))
    if not all(type(part) in (Symbol, Add, Mul) or _is_whole(part) for part in parts):
        return []
    return [part.name for part in parts if type(part) is Symbol]


def _is_whole(part: Term) -> bool:
    return isinstance(part, Integer)


def _is_continuous(name: str, usage: Usage) -> bool:
    return name in usage.variables or name in usage.integrated


def real_names(nodes: Iterable[Node], usage: Usage) -> frozenset[str]:
    """Names that stay real in a document about complex numbers: bound, or compared."""
    found = set(usage.bound) | set(usage.integrated)
    for node in nodes:
        for part in walk(node):
            for _, each in _grounds(part):
                found.update(full_name(inner) or "" for inner in walk(each))
            if isinstance(part, Relations) and {r for r, _ in part.links[1:]} & _RELATIONS:
                found.update(full_name(inner) or "" for inner in walk(part))
    return frozenset(found)


def imaginary_unit(
    nodes: Iterable[Node], text: str, usage: Usage, ordinary: frozenset[str]
) -> tuple[str, str] | None:
    """The name of the imaginary unit in a document and the ground for it, or None."""
    trees = tuple(nodes)
    for name in IMAGINARY:
        if name in ordinary or name in usage.bound or _is_script(name, usage):
            continue
        if name not in usage.mentioned:
            continue
        plain = name.removeprefix(r"\mathrm{").removesuffix("}")
        if _SAYS_SO.search(text) and plain == "i":
            return name, "the text speaks of the imaginary unit"
        if any(_is_square_root(name, tree) for tree in trees):
            return name, "its square is -1"
        if plain == "i" and any(_in_exponent(name, tree) for tree in trees):
            return name, "it stands in an exponent of e"
    return None


def _is_script(name: str, usage: Usage) -> bool:
    scripts = (script for each in usage.scripts.values() for script in each)
    return any(base_name(part) == name for script in scripts for part in walk(script))


def _in_exponent(name: str, tree: Node) -> bool:
    for part in walk(tree):
        if isinstance(part, Scripts) and part.superscript is not None:
            exponential = base_name(part.base) in ("e", r"\mathrm{e}")
            inside: tuple[Node, ...] = (part.superscript,)
        elif isinstance(part, Call):
            exponential, inside = part.function == "exp", part.operand
        else:
            continue
        if exponential and any(base_name(p) == name for each in inside for p in walk(each)):
            return True
    return False


def _is_square_root(name: str, tree: Node) -> bool:
    r"""Whether the formula is i^2 = -1."""
    if not isinstance(tree, Relations) or [r for r, _ in tree.links] != ["", "="]:
        return False
    square, value = (item for _, item in tree.links)
    return (
        isinstance(square, Scripts)
        and base_name(square.base) == name
        and isinstance(square.superscript, Number)
        and square.superscript.value == 2
        and isinstance(value, Sum)
        and len(value.terms) == 1
        and value.terms[0][0] < 0
        and isinstance(value.terms[0][1], Number)
        and value.terms[0][1].value == 1
    )


_DIGAMMA = re.compile(r"\bdigamma\b", re.IGNORECASE)
_BETA = re.compile(r"\b(beta\s+function|Euler\s+integral)", re.IGNORECASE)


def with_numbers(
    context: Context,
    nodes: Iterable[Node],
    text: str,
    usage: Usage,
    fields: Mapping[str, str],
) -> Context:
    r"""The context with the imaginary unit, complex names, and B and \psi as functions.

    `fields` are the author's words on names: real or complex, "" for all of them.
    """
    trees = tuple(nodes)
    grounds: list[tuple[str, str, str]] = []
    ordinary = context.ordinary | fields.keys()
    unit = imaginary_unit(trees, text, usage, ordinary)
    if unit is not None:
        grounds.append((unit[0], "the imaginary unit", unit[1]))
    aliases = dict(context.aliases)
    for name, words, function in ((r"\psi", _DIGAMMA, "digamma"), ("B", _BETA, "beta")):
        applied = context.kinds.kind(name) is Kind.FUNCTION and name in usage.applied
        if applied and words.search(text) and name not in ordinary:
            aliases[name] = function
    complex_names = frozenset(name for name, said in fields.items() if said == "complex")
    if complex_names:
        grounds += [
            (name or "all other names", "complex", "the document says so")
            for name in sorted(complex_names)
        ]
    real = frozenset(name for name, said in fields.items() if said == "real")
    return replace(
        context,
        imaginary=None if unit is None else unit[0],
        aliases=aliases,
        complex_names=complex_names,
        real_names=real | (real_names(trees, usage) if complex_names else frozenset()),
        grounds=tuple(grounds),
    )


_RANDOM = re.compile(r"\brandom\s+variables?\b(?!\s*\})")
_MULTIVARIATE = re.compile(r"\b(vector|matri(x|ces))\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\$\s*([A-Z])(?:_[^$]{0,40})?\$")
_REACH = 200
"""How far around its words a sentence is looked at, in characters."""


def random_variables(text: str) -> frozenset[str]:
    """The capital letters that a sentence about random variables, not vectors, names."""
    found: set[str] = set()
    for words in _RANDOM.finditer(text):
        before = text[max(0, words.start() - _REACH) : words.start()].rpartition(".")[2]
        behind = text[words.end() : words.end() + _REACH].partition(".")[0]
        if not _MULTIVARIATE.search(before + behind):
            found.update(_CAPITAL.findall(before + behind))
    return frozenset(found)
