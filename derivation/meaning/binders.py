r"""The meaning of sums, products, integrals, limits, cases and values at a bar.

Which name a sign binds: the one that stands alone under it (`\sum_i`, `\prod_{i,j}`),
left of its relation (`i = 1`, `x \in S`), or between two ends (`1 \leq i \leq n`). Of
two names in a relation (`i \neq j`) both are bound, unless the second is bound further
out or stands elsewhere in the line. Part of the elaborator.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Self

from sympy import IndexedBase, Symbol

from derivation.errors import ReadError
from derivation.meaning.closing import closed, varying
from derivation.meaning.context import Context
from derivation.meaning.kinds import Kind
from derivation.meaning.usage import base_name, full_name
from derivation.read.surface import (
    BigOperator,
    Braces,
    Bracket,
    CasesOf,
    Infix,
    IntegralOf,
    LimitOf,
    Name,
    Node,
    Relations,
    Scripts,
    Sequence,
    Sum,
    children,
    label_latex,
)
from derivation.term import (
    INFINITY,
    OTHERWISE,
    AllOf,
    Approach,
    AtMost,
    Cases,
    Derivative,
    Domain,
    EqualTo,
    FunctionName,
    Integral,
    Less,
    Limit,
    Operator,
    ProductOver,
    Range,
    SlotDerivative,
    Summation,
    Term,
    UnequalTo,
    add,
    names,
    negate,
    number,
    operator,
    vector,
)
from derivation.term import replace as replace_terms
from derivation.term import walk as subterms

_HEADS = {r"\sum": Summation, r"\prod": ProductOver}
_COMPARISONS = {"<": (Less, False), ">": (Less, True), "<=": (AtMost, False)}
_COMPARISONS |= {">=": (AtMost, True), "=": (EqualTo, False), "!=": (UnequalTo, False)}
_ORDINARY = frozenset(("", *_COMPARISONS))
_SIGNS = {"in": r"\in", "<=": r"\leq", ">=": r"\geq", "!=": r"\neq"}
_SYMMETRIC = frozenset(("!=", "<", ">", "<=", ">="))

Binding = tuple[str, Term]
"""A bound name and where it runs."""


class BinderElaborator(ABC):
    """The part of the elaborator that reads what binds a name."""

    context: Context
    inside: frozenset[str]
    outside: frozenset[str]

    @abstractmethod
    def term(self, node: Node) -> Term:
        """The term of any expression."""

    @abstractmethod
    def within(self, bound: Iterable[str]) -> Self:
        """The elaborator of what stands below a sign that binds these names."""

    def big_operator(self, node: BigOperator) -> Term:
        """A sum or product, of several names as one in another."""
        bindings = self._bindings(node)
        bound = [name for name, _ in bindings]
        if node.sign not in _HEADS or any(map(self._is_array, bound)):
            return self._opaque_sign(node, bindings)
        body = self.within(bound).term(node.body)
        for name, domain in reversed(bindings):
            if _has_components(body, name):
                both = (Symbol(name), vector(name))
                body = closed(node.sign, (body, Symbol(name), domain), both)
                continue
            body = _HEADS[node.sign](body, Symbol(name), domain)
        return body

    def _is_array(self, name: str) -> bool:
        return self.context.kinds.kind(name) in (Kind.VECTOR, Kind.MATRIX)

    def _opaque_sign(self, node: BigOperator, bindings: list[Binding]) -> Term:
        """A union, a greatest value, a sum over vectors: only its parts are known."""
        scalars = [name for name, _ in bindings if not self._is_array(name)]
        term = self.within(scalars).whole(node.body)
        for name, domain in reversed(bindings):
            variable = vector(name) if self._is_array(name) else Symbol(name)
            term = closed(node.sign, (term, variable, domain), (variable,))
        return term

    @abstractmethod
    def whole(self, node: Node) -> Term:
        """The term of an argument: a vector's name is the whole vector."""

    @abstractmethod
    def _event(self, node: Node) -> Term:
        """The term of what may be a relation, or speak of infinity."""

    def _bindings(self, node: BigOperator) -> list[Binding]:
        if len(node.below) == 1:
            found = self._plain(node.below[0], node.above)
            if found is not None:
                return found
        conditions = [part for row in node.below for part in _parts(row)]
        if any(isinstance(row, Sequence) and row.separators for row in node.below):
            conditions = list(node.below)
        bound = self._bound(conditions, node)
        last = bound[-1]
        ordered = [(name, _everything()) for name in bound[:-1]]
        domain = self.within(bound[:-1])._domain(conditions, node.above, last)
        return [*ordered, (last, domain)]

    def _plain(self, condition: Node, above: Node | None) -> list[Binding] | None:
        """The bindings of `i`, `i, j`, `i = 1`, `i, j = 1`, `1 <= i <= n`, or None."""
        if isinstance(condition, Sequence) and condition.separators:
            return None
        items = list(condition.items) if isinstance(condition, Sequence) else [condition]
        if above is None and all(_index(item) for item in items):
            return [(_index(item) or "", _everything()) for item in items]
        links = items[-1].links if isinstance(items[-1], Relations) else ()
        relations = [relation for relation, _ in links]
        if above is not None and relations == ["", "="]:
            bound = [_index(each) for each in (*items[:-1], links[0][1])]
            if all(bound):
                reach = Range(self._end(links[1][1]), self._end(above))
                return [(name or "", reach) for name in bound]
        if above is None and len(items) == 1 and len(links) == 3:
            return self._between(links)
        return None

    def _between(self, links: tuple[tuple[str, Node], ...]) -> list[Binding] | None:
        (_, low), (first, middle), (second, high) = links
        name = _index(middle)
        if name is None or not {first, second} <= {"<", "<="}:
            return None
        lower, upper = self._end(low), self._end(high)
        lower = add(lower, number(1)) if first == "<" else lower
        if second == "<":
            upper = upper if upper == INFINITY else add(upper, number(-1))
        return [(name, Range(lower, upper))]

    def _bound(self, conditions: list[Node], node: BigOperator) -> list[str]:
        """The names that conditions bind, the innermost last."""
        found: list[str] = []
        counted = _counted(conditions) if node.above is not None else None
        if counted is not None:
            return [counted]
        for condition in conditions:
            if isinstance(condition, Sequence):
                condition = condition.items[0]  # p | n: of what divides n
            links = condition.links if isinstance(condition, Relations) else (("", condition),)
            for place, (relation, item) in enumerate(links):
                name = _index(item)
                if name is None or name in found or name in self.inside:
                    continue
                also = relation in _SYMMETRIC and place and self._is_bound_too(name)
                if not found or also or (place == 0 and self._is_bound_too(name)):
                    found.append(name)
        if not found:
            raise ReadError("which index does this sign run over?", node.below[0].span)
        return found

    def _is_bound_too(self, name: str) -> bool:
        return name not in self.outside and name in self.context.kinds.bound

    def _domain(
        self, conditions: Iterable[Node], above: Node | None, variable: str | None
    ) -> Term:
        r"""The domain that is not spelled out by two ends.

        Its label has `\#0` for the bound name and `\#1`, ... for all other names, so
        that it is the same set wherever the same stands.
        """
        others: list[Node] = []

        def marked(part: Node) -> Node:
            if base_name(part) is None or (isinstance(part, Scripts) and part.primes):
                return _mapped(part, marked)
            if full_name(part) == variable and _index(part) is not None:
                return Name(part.span, r"\#0")
            if isinstance(part, Name) and _is_constant(part.latex):
                return part
            seen = [label_latex(each) for each in others]
            if label_latex(part) not in seen:
                others.append(part)
                seen.append(label_latex(part))
            return Name(part.span, rf"\#{seen.index(label_latex(part)) + 1}")

        written = [label_latex(marked(each)) for each in conditions]
        if above is not None:
            start = r"\#0 = "
            upper = label_latex(marked(above))
            place = next((i for i, each in enumerate(written) if each.startswith(start)), 0)
            lower = written[place].removeprefix(start)
            written[place] = rf"\#0 = {lower}, \ldots, {upper}"
        label = "; ".join(written)
        if label == r"\#0":
            label = ""
        parameters = [self._event(each) for each in others]
        from sympy import Tuple

        return Domain(FunctionName(label), Tuple(*parameters))

    def _end(self, node: Node) -> Term:
        """An end of a range: a term, infinity or minus infinity."""
        while isinstance(node, Bracket | Braces):
            node = node.body
        if isinstance(node, Sum) and len(node.terms) == 1 and _is_infinity(node.terms[0][1]):
            return INFINITY if node.terms[0][0] > 0 else negate(INFINITY)
        return INFINITY if _is_infinity(node) else self.term(node)

    def integral(self, node: IntegralOf) -> Term:
        """An integral in one variable, or one of which only its parts are known.

        The latter is one over vectors or matrices, or against the differential of an
        expression.
        """
        name = _index(node.variable)
        if name is None or self._is_array(name):
            return self._opaque_integral(node, name)
        body = _scalar_in(self.within((name,)).term(node.body), name, node)
        if node.lower is None:
            return Integral(body, Symbol(name), _everything())
        if node.upper is not None:
            reach = Range(self._end(node.lower), self._end(node.upper))
            return Integral(body, Symbol(name), reach)
        return Integral(body, Symbol(name), self._domain((node.lower,), None, name))

    def _opaque_integral(self, node: IntegralOf, name: str | None) -> Term:
        parts = [self.whole(node.body), self.whole(node.variable)]
        if node.lower is not None and node.upper is not None:
            parts += [self._event(node.lower), self._event(node.upper)]
        elif node.lower is not None:
            parts.append(self._domain((node.lower,), None, name))
        if name is None:
            return closed(r"\int\mathrm{d}", parts, varying(parts[1]), valued=True)
        return closed(r"\int", parts, (parts[1],))

    def limit(self, node: LimitOf) -> Term:
        """A limit."""
        name = self._variable_of(node.variable)
        body = _scalar_in(self.within((name,)).term(node.body), name, node)
        approach = Approach(self._end(node.target), number(node.side))
        return Limit(body, Symbol(name), approach)

    def _variable_of(self, node: Node) -> str:
        name = _index(node)
        if name is None:
            raise ReadError("this is no variable", node.span)
        self._refuse_vectors((name,), node)
        return name

    def _refuse_vectors(self, bound: Iterable[str], node: Node) -> None:
        for name in bound:
            if self.context.kinds.kind(name) in (Kind.VECTOR, Kind.MATRIX):
                shown = (
                    "a vector" if self.context.kinds.kind(name) is Kind.VECTOR else "a matrix"
                )
                message = f"a sum or integral over {name}, which is {shown}, is not read yet"
                raise ReadError(message, node.span)

    def cases(self, node: CasesOf) -> Term:
        """A value by cases."""
        from sympy import Tuple

        branches = []
        for value, condition in node.branches:
            holds = OTHERWISE if condition is None else self._holds(condition)
            branches.append(Tuple(self._end(value), holds))
        return Cases(*branches)

    def _holds(self, condition: Node) -> Term:
        parts = _parts(condition)
        found = [each for part in parts for each in self._conditions(part)]
        return found[0] if len(found) == 1 else AllOf(*found)

    def _conditions(self, node: Node) -> list[Term]:
        """Comparisons; any other relation, or words, are one with the truth value 1."""
        if isinstance(node, Infix):
            return [EqualTo(self.term(node), number(1))]
        try:
            return self.comparisons(node)
        except ReadError:
            if not isinstance(node, Relations) or {r for r, _ in node.links} <= _ORDINARY:
                raise
        return [EqualTo(each, number(1)) for each in self.related(node)]

    def related(self, node: Relations) -> list[Term]:
        """The relations of a chain as operators on their two sides."""
        found: list[Term] = []
        left = self._event(node.links[0][1])
        for relation, item in node.links[1:]:
            right = self._event(item)
            found.append(operator(_SIGNS.get(relation, relation), (left, right)))
            left = right
        return found

    def comparisons(self, node: Node) -> list[Term]:
        """The comparisons of a chain of relations; ReadError for any other relation."""
        if not isinstance(node, Relations):
            raise ReadError("a comparison is expected here", node.span)
        found = []
        left = node.links[0][1]
        for relation, right in node.links[1:]:
            if relation not in _COMPARISONS:
                raise ReadError(f"the relation {relation} is not read here", right.span)
            head, turned = _COMPARISONS[relation]
            sides = (self._end(left), self._end(right))
            if INFINITY in {part for side in sides for part in subterms(side)}:
                raise ReadError("infinity is no number", node.span)
            found.append(head(*(sides[::-1] if turned else sides)))
            left = right
        return found

    def evaluated(self, body: Node, lower: Node, upper: Node | None, node: Node) -> Term:
        """A value at a bar, or the difference of two."""
        named, place = self._place(lower)
        term = self.term(body)
        variable = named or self._only_variable(term, node)
        at_lower = self._at(term, variable, place, node)
        if upper is None:
            return at_lower
        _, top = self._place(upper)
        return add(self._at(term, variable, top, node), _negated(at_lower))

    def _at(self, term: Term, variable: str, place: Node, node: Node) -> Term:
        """The value at a place, by name only where none can be put in."""
        if _is_within(term, variable):
            parts = (term, Symbol(variable), self._event(place))
            return closed("|", parts, (Symbol(variable),))
        return _at(term, variable, self._end(place), node)

    def is_place(self, node: Node) -> bool:
        """Whether a lone script says where a value is taken: x = a."""
        while isinstance(node, Braces):
            node = node.body
        return isinstance(node, Relations) and [r for r, _ in node.links] == ["", "="]

    def _place(self, node: Node) -> tuple[str | None, Node]:
        while isinstance(node, Braces):
            node = node.body
        if not isinstance(node, Relations):
            return None, node
        name = _index(node.links[0][1])
        if name is None or [relation for relation, _ in node.links] != ["", "="]:
            raise ReadError("the value where? Write x = a", node.span)
        return name, node.links[1][1]

    def _only_variable(self, term: Term, node: Node) -> str:
        mentioned = names(term) & self.context.kinds.integrated
        if len(mentioned) != 1:
            raise ReadError("the value in which variable? Write x = a", node.span)
        return next(iter(mentioned))


def _counted(conditions: list[Node]) -> str | None:
    r"""The index that runs from one end to another; whatever else is said is of it.

    In \sum_{i=1, i \neq j}^n the j stands for one index.
    """
    for condition in conditions:
        links = condition.links if isinstance(condition, Relations) else ()
        if [relation for relation, _ in links] == ["", "="]:
            return _index(links[0][1])
    return None


def _is_within(term: Term, variable: str) -> bool:
    """Whether a name stands in what no value can be put in: a derivative, an operator."""
    return any(
        isinstance(part, Derivative | SlotDerivative | Operator) and variable in names(part)
        for part in subterms(term)
    )


def _negated(term: Term) -> Term:
    from sympy import Add

    from derivation.term import multiply

    return multiply(number(-1), term) if isinstance(term, Add) else negate(term)


def _at(term: Term, variable: str, place: Term, node: Node) -> Term:
    """The term at a place; a limit where the place is infinite."""
    if place in (INFINITY, negate(INFINITY)):
        return Limit(term, Symbol(variable), Approach(place, number(0)))
    if any(
        part.label.name == variable for part in subterms(term) if isinstance(part, IndexedBase)
    ):
        raise ReadError("a value at a bar in a vector is not read", node.span)
    for part in subterms(term):
        if isinstance(part, Derivative | SlotDerivative | Operator) and variable in names(part):
            raise ReadError("a derivative at a point is not read here yet", node.span)
    return replace_terms(term, {Symbol(variable): place})


def _everything() -> Term:
    from sympy import Tuple

    return Domain(FunctionName(""), Tuple())


def _has_components(body: Term, name: str) -> bool:
    """Whether a bound name stands for a whole of which components are used, as t_1 of t."""
    return any(
        isinstance(part, IndexedBase) and part.label.name == name for part in subterms(body)
    )


def _scalar_in(body: Term, name: str, node: Node) -> Term:
    """The body, provided that the bound name stands for a number in it."""
    for part in subterms(body):
        if isinstance(part, IndexedBase) and part.label.name == name:
            raise ReadError("a sign over a vector is not read yet", node.span)
    return body


def _index(node: Node) -> str | None:
    """The name that a node is, if a sign can bind it."""
    while isinstance(node, Braces):
        node = node.body
    if isinstance(node, Scripts) and (node.superscript is not None or node.primes):
        return None
    name = full_name(node)
    return None if name is None or name.startswith(r"\infty") else name


def is_infinite(node: Node) -> bool:
    """Whether a line is infinity itself, perhaps with a sign."""
    if isinstance(node, Sum) and len(node.terms) == 1:
        return _is_infinity(node.terms[0][1])
    return _is_infinity(node)


def _is_infinity(node: Node) -> bool:
    return isinstance(node, Name) and node.latex == r"\infty"


def _is_constant(latex: str) -> bool:
    return latex.startswith((r"\mathcal", r"\mathbb", r"\mathrm", r"\mathscr"))


def _parts(node: Node) -> list[Node]:
    return list(node.items) if isinstance(node, Sequence) else [node]


def _mapped(node: Node, function: Callable[[Node], Node]) -> Node:
    """The node with a function applied to each of its direct parts."""
    changes: dict[str, object] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if each.name != "span":
            changes[each.name] = _mapped_value(value, function)
    return replace(node, **changes)  # type: ignore[arg-type] # the node's own fields


def _mapped_value(value: object, function: Callable[[Node], Node]) -> object:
    if isinstance(value, Node):
        return function(value)
    if isinstance(value, tuple):
        return tuple(_mapped_value(item, function) for item in value)
    return value


def names_outside(node: Node) -> frozenset[str]:
    """The names that stand in a formula outside of all its sums and products."""
    if isinstance(node, BigOperator):
        return frozenset()
    name = base_name(node)
    found = frozenset() if name is None else frozenset((name,))
    return found.union(*(names_outside(child) for child in children(node)))
