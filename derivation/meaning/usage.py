r"""How a document uses its names, counted over all its formulas.

Whether `\lambda(\lambda - t)` is a product and `h_\theta(x)` an application cannot be
told from the spelling; it can be told from the rest of the document. This module
counts; `kinds` decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from derivation.meaning.operator_words import OPERATOR_WORDS
from derivation.read.surface import (
    BigOperator,
    Braces,
    Bracket,
    Call,
    DerivativeOf,
    Fraction,
    IntegralOf,
    Label,
    Name,
    Node,
    Number,
    Product,
    Relations,
    Root,
    Run,
    Scripts,
    Sequence,
    Sum,
    children,
    label_latex,
    script_latex,
    walk,
)

TRANSPOSES = frozenset(
    (r"\top", r"\intercal", "T", r"\mathsf{T}", r"\mathrm{T}", r"\mathrm{top}", r"\mathbb{T}")
)
"""Superscripts that may be a transpose; a letter is one only where it is no variable."""

_LABEL_SIGNS = frozenset((r"\ast", r"\star", r"\dagger", r"\bullet", "*"))


@dataclass
class Usage:
    """Counts of what each base name is used as; filled by `collect` alone.

    `bare`: as a number in a formula; `applied`: directly before a bracket, with what
    stands in it; `vector`: transposed, or partner of something transposed, or in a
    scalar product; `dotted`: with a dot between it and another plain name;
    `argument`: alone as an argument; `parameter`: as the subscript of an applied
    function; `loose`: with a subscript, before no bracket; `scripts`: the
    subscripts it bears; `differentiated`: alone as the operand of a derivative;
    `variables`: what derivatives are taken in; `bound`: under the sign of a sum or
    product; `integrated`: what integrals are taken in;
    `scalar`: beside a number in a sum, as in 1 - R^2; `spoken`: alone as the argument of
    an operator, as in KL[f || g], or alone in a list; `numbers`: full names with a
    subscript, before no bracket; `numeric`: full names that stand where only a number can,
    as the operand of a function word, in a denominator, under a root; `several`: base
    names that are transposed with a subscript; `entries`: names in a product in brackets of
    which an entry is taken, as in (A b)_i; `inverted`: the names of products in brackets
    that are inverted, as in (A B)^{-1}.
    """

    bare: Counter[str] = field(default_factory=Counter)
    applied: dict[str, list[Bracket]] = field(default_factory=lambda: defaultdict(list))
    vector: Counter[str] = field(default_factory=Counter)
    argument: Counter[str] = field(default_factory=Counter)
    scripts: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    differentiated: dict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    variables: Counter[str] = field(default_factory=Counter)
    dotted: Counter[str] = field(default_factory=Counter)
    parameter: Counter[str] = field(default_factory=Counter)
    loose: Counter[str] = field(default_factory=Counter)
    neighbours: set[tuple[str, str]] = field(default_factory=set)
    letter_t: bool = False
    bound: Counter[str] = field(default_factory=Counter)
    integrated: Counter[str] = field(default_factory=Counter)
    scalar: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    numeric: set[str] = field(default_factory=set)
    several: set[str] = field(default_factory=set)
    entries: set[str] = field(default_factory=set)
    inverted: set[tuple[str, ...]] = field(default_factory=set)

    def transposes(self, superscript: Node | None) -> bool:
        """Whether a superscript is a transpose: a T only if T is no name of its own."""
        if not is_transpose(superscript):
            return False
        return not (self.letter_t and base_name_of(superscript) == "T")

    @property
    def mentioned(self) -> frozenset[str]:
        """Every base name that occurs outside of scripts."""
        counted = (
            self.bare,
            self.parameter,
            self.applied,
            self.vector,
            self.argument,
            self.dotted,
            self.spoken,
        )
        variables = frozenset(name.split("_")[0] for name in self.variables)
        variables |= self.bound.keys() | self.integrated.keys()
        return variables.union(*(frozenset(each) for each in counted))


def is_label(superscript: Node) -> bool:
    r"""Whether a superscript belongs to the name: `\text{BCE}`, `(i)`, `*`."""
    if isinstance(superscript, Label) or (
        isinstance(superscript, Bracket) and superscript.kind in ("(", "[")
    ):
        return not (isinstance(superscript, Bracket) and isinstance(superscript.body, Sequence))
    if isinstance(superscript, Name):
        return superscript.latex in _LABEL_SIGNS or (
            superscript.latex.startswith(r"\mathrm{") and superscript.latex not in TRANSPOSES
        )
    return False


def is_transpose(superscript: Node | None) -> bool:
    """Whether a superscript is spelled like a transpose."""
    return isinstance(superscript, Name) and superscript.latex in TRANSPOSES


def base_name_of(node: Node | None) -> str | None:
    """The base name of a node that may be absent."""
    return None if node is None else base_name(node)


def base_name(node: Node) -> str | None:
    r"""The base name of a (scripted) name, its label superscript included, or None.

    `h_{\theta}` has the base name `h`, `\ell^{\text{BCE}}` is all base name.
    """
    if isinstance(node, Braces):
        return base_name(node.body)
    if isinstance(node, Name):
        return node.latex
    if isinstance(node, Scripts):
        base = node.base
        while isinstance(base, Braces):
            base = base.body
        inner = base_name(base)
        if inner is None or isinstance(base, Scripts):
            return None  # {x_1}^2 is a power of x_1
        if node.superscript is not None and is_label(node.superscript):
            return script_latex(inner, "", label_latex(node.superscript), 0)
        return inner
    return None


def full_name(node: Node) -> str | None:
    r"""The name of a scalar with its subscript (`z_{1}`), or None if it is no name."""
    name = base_name(node)
    while isinstance(node, Braces):
        node = node.body
    if name is None or not isinstance(node, Scripts) or node.subscript is None:
        return name
    return script_latex(name, label_latex(node.subscript), "", 0)


def bracket_of(node: Node | None) -> Bracket | None:
    """The round, square or curly bracket a node is, scripts set aside, or None."""
    inner = node.base if isinstance(node, Scripts) else node
    if isinstance(inner, Bracket) and inner.kind in ("(", "[", r"\{"):
        return inner
    return None


def braced_bracket(node: Node) -> Bracket | None:
    r"""The bracket within TeX braces, as in `{(x)}^2`, scripts set aside, or None."""
    inner = node.base if isinstance(node, Scripts) else node
    return bracket_of(inner.body) if isinstance(inner, Braces) else None


def collect(nodes: Iterable[Node]) -> Usage:
    """The usage of all names in these surface trees."""
    trees = tuple(nodes)
    usage = Usage(letter_t=any(_has_letter_t(node) for node in trees))
    for node in trees:
        _collect(node, usage)
    return usage


def _has_letter_t(node: Node) -> bool:
    """Whether T occurs other than as a superscript."""
    if isinstance(node, Name):
        return node.latex == "T"
    if isinstance(node, Scripts) and is_transpose(node.superscript):
        return _has_letter_t(node.base)
    return any(_has_letter_t(child) for child in children(node))


def _collect(node: Node, usage: Usage) -> None:
    if isinstance(node, Run):
        _collect_run(node.items, usage)
    elif isinstance(node, Call):
        _collect_numeric(node.operand[0], usage)
        _collect_run((*filter(None, (node.subscript, node.superscript)), *node.operand), usage)
    elif isinstance(node, Name | Scripts):
        _collect_name(node, usage, usage.bare)
    elif isinstance(node, Sum):
        _collect_sum(node, usage)
    elif isinstance(node, BigOperator | IntegralOf):
        _collect_bound(node, usage)
    elif isinstance(node, Product):
        _collect_product(node, usage)
    elif isinstance(node, DerivativeOf):
        _collect_derivative(node, usage)
    elif isinstance(node, Bracket) and node.kind in (r"\langle", r"\|"):
        _collect_vectors(node, usage)
    elif isinstance(node, Bracket) and isinstance(node.body, Sequence):
        _collect_list(node.body, usage)
    else:
        if isinstance(node, Fraction):
            _collect_numeric(node.denominator, usage)
        for child in children(node):
            _collect(child, usage)


def _collect_numeric(node: Node, usage: Usage) -> None:
    """What stands where only a number can: a function's operand, a denominator, a root."""
    while isinstance(node, Bracket | Braces | Root | Fraction):
        if isinstance(node, Fraction):
            _collect_numeric(node.denominator, usage)
        if isinstance(node, Bracket) and node.kind not in ("(", "["):
            return
        node = node.numerator if isinstance(node, Fraction) else node.body
    if isinstance(node, Run) and len(node.items) == 2:
        inside = bracket_of(node.items[1])
        if inside is not None and base_name(node.items[0]) in OPERATOR_WORDS:
            node = inside.body
    name = full_name(node)
    if name is not None:
        usage.numeric.add(name)
        if name == base_name(node):
            usage.scalar[name] += 1


def _collect_list(node: Sequence, usage: Usage) -> None:
    """A list by itself: a plain name in it is only spoken of."""
    for item in node.items:
        if isinstance(item, Name):
            usage.spoken[item.latex] += 1
        else:
            _collect(item, usage)


def _collect_sum(node: Sum, usage: Usage) -> None:
    """A sum: what stands beside a number in it is no matrix."""
    if any(isinstance(term, Number) and term.value for _, term in node.terms):
        usage.scalar.update(name for _, t in node.terms if (name := base_name(t)))
    for _, term in node.terms:
        _collect(term, usage)


def _collect_bound(node: BigOperator | IntegralOf, usage: Usage) -> None:
    """What a sum or an integral binds, and whatever else stands in it.

    The bound name under its sign says nothing of what it is.
    """
    if isinstance(node, IntegralOf):
        usage.integrated[full_name(node.variable) or ""] += 1
        parts = [each for each in (node.lower, node.upper, node.body) if each is not None]
    else:
        parts = [node.body] if node.above is None else [node.above, node.body]
        for row in node.below:
            for condition in row.items if isinstance(row, Sequence) else (row,):
                bound = _bound_in(condition)
                usage.bound.update(bound)
                links = condition.links if isinstance(condition, Relations) else ()
                parts += [item for _, item in links if full_name(item) not in bound]
    for part in parts:
        _collect(part, usage)


def _bound_in(condition: Node) -> list[str]:
    """The names that a condition under a sign may bind."""
    links = condition.links if isinstance(condition, Relations) else (("", condition),)
    relations = {relation for relation, _ in links[1:]}
    if relations <= {"=", "in"}:
        links = links[:1]
    elif relations <= {"<", "<="} and len(links) == 3:
        links = links[1:2]
    found = (full_name(item) for _, item in links)
    return [name for name in found if name is not None]


def _collect_product(node: Product, usage: Usage) -> None:
    """Two plain names with a dot between them may be a scalar product."""
    for index, factor in enumerate(node.factors):
        beside = node.factors[max(index - 1, 0) : index + 2]
        plain = [isinstance(last_of(each), Name) for each in beside]
        if isinstance(factor, Name) and sum(plain) > 1:
            usage.dotted[factor.latex] += 1
        else:
            _collect(factor, usage)


def last_of(node: Node) -> Node:
    """The operand of a derivative written in front of it, any other node itself."""
    if isinstance(node, DerivativeOf) and not node.written_inside:
        return node.operand
    return node


def _collect_vectors(node: Bracket, usage: Usage) -> None:
    for item in node.body.items if isinstance(node.body, Sequence) else (node.body,):
        if base_name(item) is not None:
            _collect_name(item, usage, usage.vector)
        else:
            _collect(item, usage)


def _collect_derivative(node: DerivativeOf, usage: Usage) -> None:
    operand = node.operand
    while isinstance(operand, Bracket | Braces):
        operand = operand.body
    name = base_name(operand) if _is_bare(operand) else None
    for variable, _ in node.variables:
        base = full_name(variable)
        if base is not None:
            usage.variables[base] += 1
            _collect_scripts(variable, usage)
    key = full_name(operand)
    if name is not None and key is not None:
        usage.differentiated[key].extend(variable for variable, _ in node.variables)
        _collect_scripts(operand, usage)
    else:
        _collect(node.operand, usage)


def _collect_parameter(node: Node, usage: Usage) -> None:
    """The subscript of an applied function stands for a whole of its name."""
    if isinstance(node, Scripts) and node.subscript is not None:
        name = base_name(node.subscript)
        if name is not None and not name.startswith(r"\mathrm"):
            usage.parameter[name] += 1


def _is_bare(node: Node) -> bool:
    """Whether a node is a name that is not raised to a power."""
    if not isinstance(node, Scripts):
        return True
    return node.superscript is None or is_label(node.superscript)


def _collect_run(items: tuple[Node, ...], usage: Usage) -> None:
    index = 0
    while index < len(items):
        item = items[index]
        follower = items[index + 1] if index + 1 < len(items) else None
        bracket = bracket_of(follower)
        beside = base_name(follower) if follower is not None else None
        if beside is not None:
            usage.neighbours.add((base_name(item) or "", beside))
        name = base_name(item)
        if name is None:
            _collect(item, usage)
        elif bracket is not None and follower is not None:
            usage.applied[name].append(bracket)
            _collect_parameter(item, usage)
            _collect_scripts(item, usage)
            _collect_scripts(follower, usage, body=False)
            _collect_arguments(bracket, usage, spoken=name in OPERATOR_WORDS)
            index += 1
        elif isinstance(item, Scripts) and usage.transposes(item.superscript):
            usage.vector[name] += 1
            _collect_scripts(item, usage)
            partner = base_name(follower) if follower is not None else None
            if partner is not None and follower is not None:
                _collect_name(follower, usage, usage.vector)
                index += 1
        else:
            _collect_name(item, usage, usage.bare)
        index += 1


def _collect_arguments(bracket: Bracket, usage: Usage, *, spoken: bool) -> None:
    """The arguments of an application; an operator speaks of a name, a function uses it."""
    body = bracket.body
    for item in body.items if isinstance(body, Sequence) else (body,):
        if spoken and isinstance(item, Name):
            usage.spoken[item.latex] += 1
        elif base_name(item) is not None and not isinstance(item, Scripts):
            _collect_name(item, usage, usage.argument)
        else:
            _collect(item, usage)


def _collect_name(node: Node, usage: Usage, counter: Counter[str]) -> None:
    name = base_name(node)
    if name is None:
        _collect_entry(node, usage)
        for child in children(node):
            _collect(child, usage)
        return
    if isinstance(node, Scripts) and usage.transposes(node.superscript):
        usage.vector[name] += 1
    elif not isinstance(node, Scripts) or node.subscript is None:
        counter[name] += 1
    else:
        usage.loose[name] += 1
        usage.numbers[full_name(node) or name] += 1
    _collect_scripts(node, usage)


def _collect_entry(node: Node, usage: Usage) -> None:
    """The names in a product in brackets of which an entry or the inverse is taken."""
    if not isinstance(node, Scripts) or not isinstance(node.base, Bracket):
        return
    if not isinstance(node.base.body, Run):
        return
    product = tuple(name for item in node.base.body.items if (name := base_name(item)))
    if node.subscript is not None and base_name(node.subscript) in usage.bound:
        usage.entries.update(product)
    if node.superscript is not None and label_latex(node.superscript) == "-1":
        usage.inverted.add(product)


def _collect_scripts(node: Node, usage: Usage, *, body: bool = True) -> None:
    if not isinstance(node, Scripts):
        return
    name = base_name(node)
    if name is not None and node.subscript is not None:
        usage.scripts[name].append(node.subscript)
        if usage.transposes(node.superscript):
            usage.several.add(name)
    superscript = node.superscript
    if (
        superscript is not None
        and not is_label(superscript)
        and not usage.transposes(superscript)
    ):
        _collect(superscript, usage)
    if body and isinstance(node.base, Bracket | Braces):
        _collect(node.base, usage)


def plain_arguments(bracket: Bracket) -> tuple[Node, ...] | None:
    """The arguments if each is a name or a number, as where a function is introduced."""
    body = bracket.body
    items = body.items if isinstance(body, Sequence) else (body,)
    plain = all(isinstance(item, Number) or base_name(item) is not None for item in items)
    return items if plain else None


def occurs(name: str, node: Node) -> bool:
    """Whether a base name occurs anywhere in a surface tree."""
    return any(base_name(part) == name for part in walk(node))
