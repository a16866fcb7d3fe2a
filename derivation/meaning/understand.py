"""From a document to its context: kinds of names, definitions, what depends on what.

The one entry is `understand`; it never fails: what cannot be understood is left out
here and reported where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import sympy
from sympy import Indexed, IndexedBase, Symbol

from derivation.errors import ReadError
from derivation.meaning import distributions
from derivation.meaning import kinds as kind_decisions
from derivation.meaning.assumptions import assumptions, declared, read_directives
from derivation.meaning.context import (
    KNOWN_NAMES,
    Context,
    Stated,
    SurfaceDefinition,
    head_name,
)
from derivation.meaning.definitions import at_head, formulas, in_formulas
from derivation.meaning.elaborate import elaborate
from derivation.meaning.fields import stated_complex
from derivation.meaning.hypotheses import asserted, hypotheses
from derivation.meaning.kinds import Kind
from derivation.meaning.numbers import random_variables, whole_numbers, with_numbers
from derivation.meaning.usage import Usage, base_name, bracket_of, collect, full_name
from derivation.model import Document, Problem
from derivation.prove.decide import rational
from derivation.prove.proposition import Definition
from derivation.read.surface import (
    BigOperator,
    Binomial,
    Factorial,
    IntegralOf,
    LimitOf,
    Node,
    Relations,
    Run,
    children,
    shape,
    walk,
)
from derivation.read.units import IMPLICATIONS
from derivation.term import (
    Application,
    Hidden,
    Operator,
    Term,
    apply,
    divide,
    heads,
    is_leaf,
    is_real,
    known,
    names,
    negate,
    number,
    unary_argument,
)
from derivation.term import add as sum_of
from derivation.term import replace as replace_terms
from derivation.term import walk as subterms

_MATRICES = re.compile(r"\bmatri(x|ces)\b(?!\s*\})", re.IGNORECASE)
_CLAIM = re.compile(r"\b(theorem|lemma|proposition|corollary|claim)\b", re.IGNORECASE)
_PROOF = re.compile(r"\b(proof|solution|derivation)\b", re.IGNORECASE)

ParsedChain = Sequence[tuple[str, Node | ReadError]]
"""The lines of one derivation: relation, and surface tree or why there is none."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A document's context, its definitions as they stand, and what made no sense.

    `contested` are definitions of names that the document defines in two ways.
    """

    context: Context
    surface: tuple[SurfaceDefinition, ...]
    problems: tuple[Problem, ...]
    contested: tuple[SurfaceDefinition, ...] = ()


def understand(document: Document, chains: Sequence[ParsedChain]) -> Understanding:
    """The context in which every line of the document is read."""
    read = formulas(document)
    directives = read_directives(document.directives)
    nodes = [node for chain in chains for _, node in chain if isinstance(node, Node)]
    nodes += [node for f in (*read, *directives.statements) for node in f.used]
    usage = collect(nodes)
    surface, contested = _definitions(document, chains, usage)
    functions = frozenset(
        name
        for definition in surface
        if isinstance(definition.left, Run)
        and (name := base_name(definition.left.items[0])) is not None
    )
    matrices = _MATRICES.search(document.source.text) is not None
    decided = kind_decisions.decide(
        usage,
        functions,
        directives.kinds,
        matrices=matrices,
        random=random_variables(document.source.text),
        declared=declared(document.source.text),
    )
    ordinary = frozenset(
        name for name, kind in directives.kinds.items() if kind is not Kind.FUNCTION
    )
    context = Context(decided, ordinary=ordinary)
    text = document.source.text
    related = (*nodes, *_related(chains), *(Relations(f.span, f.links) for f in read))
    fields = {
        **dict.fromkeys(stated_complex(document, related), "complex"),
        **directives.fields,
    }
    context = with_numbers(context, related, text, usage, fields)
    context, surface = _without_known(context, surface)
    context = _with_dependence(context, surface, usage)
    links = tuple(_links(context, usage))
    context = replace(context, definitions=tuple(_propositions(context, surface)), links=links)
    statements = (*directives.statements, *read)
    defined = frozenset(each.key for each in (*surface, *contested))
    context = replace(
        context,
        assumptions=(
            *assumptions(document, statements, context),
            *whole_numbers(nodes, context, usage),
            *distributions.parameters(document, chains, read, context),
        ),
        equations=tuple(hypotheses(document, statements, context, defined)),
        asserted=tuple(asserted(document, read, context, defined)),
    )
    return Understanding(context, surface, directives.problems, contested)


def _related(chains: Sequence[ParsedChain]) -> Iterable[Relations]:
    """Every line of the chains with the line before it, as one statement."""
    for chain in chains:
        for (_, left), (relation, right) in pairwise(chain):
            if isinstance(left, Node) and isinstance(right, Node):
                links = (("", left), (relation, right))
                yield Relations(left.span.to(right.span), links)


def _definitions(
    document: Document, chains: Sequence[ParsedChain], usage: Usage
) -> tuple[tuple[SurfaceDefinition, ...], tuple[SurfaceDefinition, ...]]:
    """The definitions of the document, and those of names that it defines in two ways.

    A name that stands for one thing here and for another there is not unfolded anywhere.
    """
    found: dict[str, SurfaceDefinition] = {}
    stated = tuple(in_formulas(document, formulas(document)))
    parameters = _parameters(stated)
    contested: list[SurfaceDefinition] = []
    for definition in stated:
        if definition.key not in parameters and not _is_value(definition, chains, usage):
            first = found.setdefault(definition.key, definition)
            if _are_two_values(first.right, definition.right):
                contested += [first, definition]
    titles: dict[str, str | None] = {}
    used: set[str] = set()
    for derivation, chain in zip(document.derivations, chains, strict=True):
        made = _made_at_head(document, chain)
        if made is not None and made.key not in found and made.key not in used:
            found[made.key] = made
            titles[made.key] = derivation.title
        elif made is not None and _is_another(made, found, titles, derivation.title):
            contested += [made, found[made.key]]
        for _, node in chain:
            if isinstance(node, Node):
                used.update(full_name(part) or "" for part in _valued(node))
    for definition in contested:
        found.pop(definition.key, None)  # it may be there twice
    return _acyclic(found), tuple(contested)


def _are_two_values(one: Node, other: Node) -> bool:
    """Whether a name is set to one constant here and to another there."""
    names = (full_name(part) for node in (one, other) for part in walk(node))
    return shape(one) != shape(other) and not any(names)


def _valued(node: Node) -> Iterable[Node]:
    """A line's parts without those below signs of which nothing is known.

    That the mode is where f(x) is greatest says nothing of what f is.
    """
    if isinstance(node, BigOperator) and node.sign not in (r"\sum", r"\prod"):
        return
    yield node
    for part in children(node):
        yield from _valued(part)


def _made_at_head(document: Document, chain: ParsedChain) -> SurfaceDefinition | None:
    """The definition at the head of a chain, unless a theorem claims or a case supposes it."""
    if len(chain) < 2 or chain[1][0] != "=":
        return None
    if any(relation in IMPLICATIONS for relation, _ in chain):
        return None  # u = 2 => u^2 = 4 supposes it and defines nothing
    first, second = chain[0][1], chain[1][1]
    if not isinstance(first, Node) or not isinstance(second, Node):
        return None
    made = at_head(first, second)
    return None if made is None or _is_claim(document, first.span.start) else made


def _is_another(
    made: SurfaceDefinition,
    found: Mapping[str, SurfaceDefinition],
    titles: Mapping[str, str | None],
    title: str | None,
) -> bool:
    """Whether a name is introduced again, under another heading, as something else.

    Under the same heading a chain that begins with the name goes on from the first.
    """
    if made.key not in titles or made.key not in found or titles[made.key] == title:
        return False
    return shape(made.right) != shape(found[made.key].right)


def _is_claim(document: Document, start: int) -> bool:
    """Whether what stands at a place is what a theorem claims, and so defines nothing."""
    before = document.source.text[:start]
    claims = [match.end() for match in _CLAIM.finditer(before)]
    proofs = [match.end() for match in _PROOF.finditer(before)]
    return bool(claims) and (not proofs or proofs[-1] < claims[-1])


def _parameters(stated: Iterable[SurfaceDefinition]) -> frozenset[str]:
    """The arguments of the functions that the document introduces."""
    brackets = (
        bracket_of(definition.left.items[1])
        for definition in stated
        if isinstance(definition.left, Run)
    )
    arguments = (part for bracket in brackets if bracket for part in walk(bracket.body))
    return frozenset(full_name(part) or "" for part in arguments)


def _is_value(
    definition: SurfaceDefinition, chains: Sequence[ParsedChain], usage: Usage
) -> bool:
    """Whether an equation only gives a value to a free variable: "it vanishes at p = k".

    Such a name is what derivatives are taken in, is not itself differentiated, and has
    been in use before.
    """
    key = definition.key
    if key not in usage.variables or key in usage.differentiated:
        return False
    lines = (node for chain in chains for _, node in chain if isinstance(node, Node))
    return any(
        node.span.start < definition.span.start and key in map(full_name, walk(node))
        for node in lines
    )


def _acyclic(found: Mapping[str, SurfaceDefinition]) -> tuple[SurfaceDefinition, ...]:
    """The definitions without those that lead back to themselves, in document order."""
    mentions = {
        key: {full_name(part) for part in walk(definition.right)}
        | {base_name(part) for part in walk(definition.right)}
        for key, definition in found.items()
    }
    kept: dict[str, SurfaceDefinition] = {}
    for key, definition in sorted(found.items(), key=lambda item: item[1].span):
        pending, seen = set(mentions[key]), set[str | None]()
        while pending:
            name = pending.pop()
            if name not in seen and name in kept:
                pending |= mentions[name or ""]
            seen.add(name)
        if key not in seen:
            kept[key] = definition
    return tuple(kept.values())


def _without_known(
    context: Context, surface: tuple[SurfaceDefinition, ...]
) -> tuple[Context, tuple[SurfaceDefinition, ...]]:
    """A function by the sigmoid's formula is the sigmoid; a sigma by another is not."""
    kept = []
    for definition in surface:
        if isinstance(definition.left, Run):
            if _is_sigmoid(definition, context):
                aliases = {**context.aliases, definition.key: "sigmoid"}
                context = replace(context, aliases=aliases)
                continue
            known_name = KNOWN_NAMES.get(definition.key)
            if known_name is not None:
                if known_name != "sigmoid" and _is_special(definition.right):
                    continue
                context = replace(context, ordinary=context.ordinary | {definition.key})
        kept.append(definition)
    return context, tuple(kept)


def _is_special(right: Node) -> bool:
    """Whether a formula for the gamma or beta function may be its usual one.

    Such a formula (an integral, factorials, other gamma functions) says nothing new; a
    plain one makes the name another function.
    """
    return any(
        isinstance(part, IntegralOf | BigOperator | Factorial | LimitOf | Binomial)
        or base_name(part) in KNOWN_NAMES
        for part in walk(right)
    )


def _is_sigmoid(definition: SurfaceDefinition, context: Context) -> bool:
    try:
        left = elaborate(definition.left, context)
        right = elaborate(definition.right, context)
    except ReadError:
        return False
    argument = unary_argument(left)
    if argument is None:
        return False
    logistic = divide(number(1), sum_of(number(1), known("exp", negate(argument))))
    return rational.equal(right, logistic) is not None


def _with_dependence(
    context: Context, surface: tuple[SurfaceDefinition, ...], usage: Usage
) -> Context:
    """The context with the hidden parameters of every name that depends on others."""
    raw: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    leaves: dict[str, Term] = {}
    unreal: set[str] = set()
    for definition in surface:
        try:
            right = elaborate(definition.right, context)
            left = elaborate(definition.left, context)
        except ReadError:
            continue
        if isinstance(left, Operator):  # its name means another thing at other arguments
            continue
        applied = isinstance(definition.left, Run)
        explicit = names(left) if applied else _indices_of(left)
        raw[head_name(left)] = (names(right) | heads(right), explicit)
        if not is_real(right):
            unreal.add(head_name(left))
        for part in subterms(right):
            if is_leaf(part) and names(part):
                leaves[next(iter(names(part)))] = part
    while more := {k for k, (said, _) in raw.items() if said & unreal} - unreal:
        unreal |= more
    hidden: dict[str, tuple[Term, ...]] = {
        name: (sympy.I,) for name in context.complex_names if "_" in name
    }
    for key, (_, explicit) in raw.items():
        closure = _closure(key, raw, leaves) - explicit
        hidden[key] = tuple(leaves.get(name, Symbol(name)) for name in sorted(closure))
        if key in unreal:  # what is no real number by its definition carries i, hidden
            hidden[key] += (sympy.I,)
    context = replace(context, hidden=hidden)
    return _with_differentiated(context, usage, frozenset(raw))


def _closure(
    key: str,
    raw: Mapping[str, tuple[frozenset[str], frozenset[str]]],
    leaves: Mapping[str, Term],
) -> frozenset[str]:
    """The undefined names that a defined name rests on."""
    result: set[str] = set()
    pending, seen = [key], {key}
    while pending:
        mentioned, bound = raw[pending.pop()]
        for name in mentioned - bound:
            if name not in raw:
                if name in leaves:
                    result.add(name)
            elif name not in seen:
                seen.add(name)
                pending.append(name)
    return frozenset(result)


def _with_differentiated(context: Context, usage: Usage, defined: frozenset[str]) -> Context:
    """Names that are differentiated but never defined depend on what they are in."""
    direct: dict[str, frozenset[str]] = {}
    for key, variables in usage.differentiated.items():
        base = key.split("_")[0]
        if key in defined or context.kinds.kind(base) is not Kind.SCALAR:
            continue
        found = (full_name(variable) for variable in variables)
        direct[key] = frozenset(name for name in found if name and name != key)
    hidden = dict(context.hidden)
    for key in sorted(direct, key=lambda each: len(_reach(each, direct))):
        if key in _reach(key, direct):
            continue
        through = frozenset().union(*(_reach(other, direct) for other in direct[key]))
        nearest = [
            v for v in usage.differentiated[key] if full_name(v) in direct[key] - through
        ]
        ready = replace(context, hidden=hidden)
        terms = {full_name(v): _dependence(v, ready) for v in nearest}
        hidden[key] = tuple(t for t in terms.values() if t is not None)
    return replace(context, hidden=hidden)


def _reach(key: str, direct: Mapping[str, frozenset[str]]) -> frozenset[str]:
    result: set[str] = set()
    pending = list(direct.get(key, ()))
    while pending:
        name = pending.pop()
        if name not in result:
            result.add(name)
            pending.extend(direct.get(name, ()))
    return frozenset(result)


def _dependence(variable: Node, context: Context) -> Term | None:
    try:
        term = elaborate(variable, context)
    except ReadError:
        return None
    if term.args and not isinstance(term, Application | IndexedBase):
        return term.args[0]
    return term


def _links(context: Context, usage: Usage) -> Iterable[Definition]:
    """A name that depends on others, where it is what a derivative is taken in."""
    for key in sorted(usage.variables):
        hidden = context.hidden.get(key)
        if hidden:
            whole = apply(key, (), (Hidden(each) for each in hidden))
            yield Definition(Symbol(key), whole)


def _propositions(context: Context, surface: tuple[SurfaceDefinition, ...]) -> Iterable[Stated]:
    for definition in surface:
        try:
            left = elaborate(definition.left, context)
            right = elaborate(definition.right, context)
        except ReadError:
            continue
        left, right = _abstract(left, right)
        if not _is_pattern(left):
            continue
        if isinstance(left, Operator):  # p(x) = … says nothing of p(y)
            yield Stated(Definition(left, right), definition.span, definition.origin)
            continue
        variables = names(left) if isinstance(left, Application) else _indices_of(left)
        proposition = Definition(left, right, variables)
        if names(right) <= names(left) or not left.args:
            yield Stated(proposition, definition.span, definition.origin)


def _abstract(left: Term, right: Term) -> tuple[Term, Term]:
    """Arguments that are no plain names are replaced by fresh ones on both sides.

    l(h_theta(x), y) = ... becomes l(t, y) = ..., if h_theta(x) is all that the right
    side knows of theta and x.
    """
    if not isinstance(left, Application):
        return left, right
    mapping = {}
    arguments = []
    for number_, argument in enumerate(left.args[2].args):
        if is_leaf(argument) and names(argument):
            arguments.append(argument)
            continue
        fresh = Symbol(f"t_{{{number_ + 1}}}")
        mapping[argument] = fresh
        arguments.append(fresh)
    if not mapping:
        return left, right
    if not all(argument in frozenset(subterms(right)) for argument in mapping):
        return left, right  # E(X^2) = ... says nothing of E at other arguments
    parameters = tuple(
        p
        for p in left.args[1].args
        if not isinstance(p, Hidden) or names(p) <= names(replace_terms(right, mapping))
    )
    return apply(left.args[0].name, arguments, parameters), replace_terms(right, mapping)


def _indices_of(left: Term) -> frozenset[str]:
    """The names in the indices of a component."""
    parts = left.args[1:] if isinstance(left, Indexed) else ()
    return frozenset[str]().union(*(names(part) for part in parts))


def _is_pattern(left: Term) -> bool:
    """Whether a definition's left side holds for all values of plain names."""
    if not isinstance(left, Application):
        return True
    arguments = (*left.args[1].args, *left.args[2].args)
    bare = [a.args[0] if isinstance(a, Hidden) else a for a in arguments]
    plain = [a for a in bare if a is not sympy.I]
    leaves = [a for a in plain if is_leaf(a) and names(a)]
    whole = [a for a in plain if isinstance(a, Application) and not a.args[2].args]
    return len(leaves) + len(whole) == len(plain) and len(set(leaves)) == len(leaves)
