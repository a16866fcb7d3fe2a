r"""What a document assumes, and what it says to this program.

Statements such as `x > 0`, `0 < p < 1`, `n \in \mathbb{N}` become propositions; a
directive is such a statement, or `NAME is a function | scalar | vector | matrix`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from derivation.errors import ReadError
from derivation.meaning.context import Context, Stated
from derivation.meaning.definitions import Formula
from derivation.meaning.elaborate import elaborate
from derivation.meaning.kinds import Kind
from derivation.meaning.usage import base_name
from derivation.model import CONFIGURED, WRITTEN, Directive, Document, Excerpt, Problem
from derivation.prove.proposition import (
    IsInteger,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.read.grammar import parse, parse_chain
from derivation.read.surface import Name, Node, Sequence
from derivation.term import Term, add, negate

_IS_A = re.compile(
    r"^\$?(?P<name>.+?)\$?\s+is\s+(?:an?\s+)?(?P<field>real|complex)?\s*"
    r"(?P<kind>function|scalar|number|variable|vector|matrix|(?<=real)|(?<=complex))$"
)
_NUMBERS = re.compile(r"^numbers\s*:\s*(?P<field>real|complex)$")
_KINDS = {
    "": Kind.SCALAR,
    "function": Kind.FUNCTION,
    "scalar": Kind.SCALAR,
    "number": Kind.SCALAR,
    "variable": Kind.SCALAR,
    "vector": Kind.VECTOR,
    "matrix": Kind.MATRIX,
}
_LET = re.compile(
    r"\b[Ll]et\s+\$(?P<name>[^$=<>,;:(\\]{1,12}|\\[A-Za-z]+)\$\s+(?:be|denote)\s+an?\s+"
    r"(?:[a-z-]+\s+){0,3}?(?P<kind>function|scalar|vector|matrix)\b"
)
DIRECTED = (WRITTEN, CONFIGURED)
"""The origins of what holds in the whole document because somebody told this program so."""

_CONDITIONAL = re.compile(r"\b(if|when|whenever|unless|case|prove|show)\s*[$(\\]*$", re.I)


@dataclass(frozen=True, slots=True)
class Directives:
    """The author's directives, read: kinds of names, statements, what made no sense.

    `fields` says of names whether they are real or complex numbers; the entry "" is
    for all names.
    """

    kinds: dict[str, Kind] = field(default_factory=dict)
    statements: tuple[Formula, ...] = ()
    problems: tuple[Problem, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)


def read_directives(directives: Iterable[Directive]) -> Directives:
    """Every directive read; one that makes no sense becomes a problem with its place."""
    kinds: dict[str, Kind] = {}
    statements: list[Formula] = []
    problems: list[Problem] = []
    number_fields: dict[str, str] = {}
    for directive in directives:
        excerpt = Excerpt(directive.text, ((0, directive.span.start),))
        try:
            said = _IS_A.match(directive.text.strip())
            numbers = _NUMBERS.match(directive.text.strip())
            if numbers:
                number_fields[""] = numbers["field"]
            elif said:
                name = base_name(parse(Excerpt(said["name"], excerpt.anchors)))
                if name is None:
                    raise ReadError("this is no name", directive.span)
                kinds[name] = _KINDS[said["kind"]]
                if said["field"]:
                    number_fields[name] = said["field"]
            else:
                plain = Excerpt(directive.text.strip().strip("$"), excerpt.anchors)
                statements.append(Formula(parse_chain(plain), plain, directive.origin))
        except ReadError as error:
            what = (
                "directive" if directive.origin == WRITTEN else f"directive {directive.text!r}"
            )
            where = "" if directive.origin == WRITTEN else f" of {directive.origin}"
            message = f"this {what}{where} is not understood: {error.message}"
            problems.append(Problem(message, directive.span))
    return Directives(kinds, tuple(statements), tuple(problems), number_fields)


def declared(text: str) -> dict[str, Kind]:
    """What the prose declares names to be: "let $f$ be a continuous function".

    A name that is declared to be two things is left to its use.
    """
    found: dict[str, Kind] = {}
    contested: set[str] = set()
    for match in _LET.finditer(text):
        try:
            name = base_name(parse(Excerpt(match["name"])))
        except ReadError:
            continue
        kind = _KINDS[match["kind"]]
        if name is not None and found.setdefault(name, kind) is not kind:
            contested.add(name)
    return {name: kind for name, kind in found.items() if name not in contested}


def assumptions(
    document: Document, formulas: Iterable[Formula], context: Context
) -> Iterator[Stated]:
    """The propositions that formulas in prose and directives state."""
    for formula in formulas:
        if len(formula.links) < 2 or any(rel in ("=", ":") for rel, _ in formula.links[1:]):
            continue
        start = formula.excerpt.origin(0)
        before = document.source.text[max(0, start - 40) : start]
        if formula.origin not in DIRECTED and _CONDITIONAL.search(before):
            continue
        try:
            found = tuple(_propositions(formula, context))
        except ReadError:  # prose may say anything; what is not understood is not used
            continue
        for proposition in found:
            yield Stated(proposition, formula.span, formula.origin)


def _propositions(formula: Formula, context: Context) -> Iterator[Proposition]:
    links = formula.links
    for (_, left), (relation, right) in pairwise(links):
        for one in left.items if isinstance(left, Sequence) else (left,):
            if relation == "in":
                yield from _membership(elaborate(one, context), right)
            else:
                yield from _relation(
                    relation, elaborate(one, context), elaborate(right, context)
                )


def _relation(relation: str, left: Term, right: Term) -> Iterator[Proposition]:
    match relation:
        case ">":
            yield Positive(_difference(left, right))
        case "<":
            yield Positive(_difference(right, left))
        case ">=":
            yield NonNegative(_difference(left, right))
        case "<=":
            yield NonNegative(_difference(right, left))
        case "!=":
            yield NonZero(_difference(left, right))


def _difference(left: Term, right: Term) -> Term:
    if right == 0:
        return left
    return negate(right) if left == 0 else add(left, negate(right))


def _membership(term: Term, right: Node) -> Iterator[Proposition]:
    name = right.latex if isinstance(right, Name) else ""
    if name in (r"\mathbb{N}", r"\mathbb{Z}"):
        yield IsInteger(term)
    if name == r"\mathbb{N}":
        yield NonNegative(term)
