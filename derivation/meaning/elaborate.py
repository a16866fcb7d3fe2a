r"""From the surface tree to a term: names get their meaning from the context.

`elaborate(node, context)` gives the term of an expression, as written and unevaluated;
ReadError with the place of whatever has no meaning here. Applications, scalar products
and function words are in `operators`, derivatives in `derivatives`.
"""

from __future__ import annotations

from dataclasses import replace

import sympy
from sympy import Rational, Symbol

from derivation.errors import ReadError
from derivation.meaning import derivatives, matrices, operators
from derivation.meaning.binders import is_infinite, names_outside
from derivation.meaning.context import Context
from derivation.meaning.indices import digits, mentions, split
from derivation.meaning.kinds import Kind
from derivation.meaning.matrices import Shape
from derivation.meaning.usage import base_name, is_label, is_transpose, last_of
from derivation.meaning.words import ANGLES, filled
from derivation.read.brackets import is_square
from derivation.read.surface import (
    BigOperator,
    Binomial,
    Braces,
    Bracket,
    Call,
    CasesOf,
    DerivativeOf,
    Dots,
    Evaluated,
    Factorial,
    Fraction,
    Infix,
    IntegralOf,
    Label,
    LimitOf,
    MatrixOf,
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
    label_latex,
    script_latex,
    walk,
)
from derivation.term import (
    Application,
    ComplexName,
    FunctionName,
    Hidden,
    ScalarProduct,
    Term,
    add,
    apply,
    component,
    divide,
    known,
    multiply,
    negate,
    number,
    operator,
    power,
    vector,
)


def elaborate(node: Node, context: Context) -> Term:
    """The term of an expression; ReadError where it has no meaning as a number."""
    elaborator = Elaborator(context, outside=names_outside(node))
    if isinstance(node, Sequence | Relations):
        return elaborator.said(node)
    if isinstance(node, Dots):  # a line of dots is like no other
        return operator(r"\ldots", (), (FunctionName(str(node.span.start)),))
    term = (elaborator.extended() if is_infinite(node) else elaborator).term(node)
    if context.kinds.has_arrays and matrices.mistaken(term, context.kinds):
        raise ReadError("a matrix stands where a number is expected", node.span)
    return term


_IDENTITIES = ("I", r"\mathbf{I}", r"\mathbb{I}", r"\mathrm{I}")
"""Names of identity matrices; what stands below them is their size."""

_ROUNDINGS = {r"\lfloor": "floor", r"\lceil": "ceiling"}


class Elaborator(operators.OperatorElaborator, derivatives.DerivativeElaborator):
    """Turns surface trees into terms in one context; keeps nothing between calls."""

    def term(self, node: Node) -> Term:  # noqa: C901 - one case a construction
        """The term of any expression."""
        match node:
            case Number():
                return number(node.value)
            case Name() | Scripts():
                return self.scripted(node)
            case Bracket():
                return self.bracket(node)
            case Braces():
                return self.term(node.body)
            case Fraction():
                return divide(self.term(node.numerator), self.term(node.denominator))
            case Root():
                index = self.term(node.index) if node.index else number(2)
                return power(self.term(node.body), _inverse(index))
            case Sum():
                return self._sum(node)
            case Infix() if node.sign.startswith(r"\nabla"):
                return self.gradient(node)
            case Infix():
                return operator(node.sign, (self.said(item) for item in node.items))
            case Dots():
                raise ReadError("what do these dots stand for?", node.span)
            case Product():
                return multiply(*self._in_order(self._product(node.factors)))
            case Run():
                return multiply(*self._in_order(self.run(node.items)))
            case Call():
                return multiply(*self._in_order(self.call(node)))
            case MatrixOf():
                return self._matrix(node)
            case DerivativeOf():
                return self.derivative(node)
            case Factorial():
                return known("factorial", self.term(node.body))
            case (
                Binomial(lower=Sequence() as list_below)
                | Binomial(lower=Braces(body=Sequence() as list_below))
            ):
                below = (self.whole(item) for item in list_below.items)
                return operator(r"\binom", (self.term(node.upper), *below))
            case Binomial():
                return known("binomial", self.term(node.upper), self.term(node.lower))
            case BigOperator():
                return self.big_operator(node)
            case IntegralOf():
                return self.integral(node)
            case LimitOf():
                return self.limit(node)
            case CasesOf():
                return self.cases(node)
            case Evaluated():
                return self.evaluated(node.body, node.lower, node.upper, node)
            case Relations():
                raise ReadError("a relation stands where a number is expected", node.span)
            case Sequence():
                raise ReadError("a list stands where a number is expected", node.span)
            case _:
                raise ReadError("this has no meaning as a number here", node.span)

    def extended(self) -> Elaborator:
        """The elaborator of what may speak of infinity, as the ends of intervals do."""
        copy = self.within(())
        copy.unbounded = True
        return copy

    def _in_order(self, factors: list[Term]) -> list[Term]:
        return matrices.ordered(factors, self.context.kinds)

    def _matrix(self, node: MatrixOf) -> Term:
        width = max(len(row) for row in node.rows)
        entries = []
        for row in node.rows:
            entries += [self._entry(each) for each in row]
            entries += [FunctionName(" ")] * (width - len(row))
        return matrices.listed(entries, len(node.rows), width)

    def _entry(self, node: Node) -> Term:
        return FunctionName(node.latex) if isinstance(node, Label) else self.whole(node)

    def shape(self, term: Term) -> Shape:
        """What is known of a term's shape."""
        return matrices.shape(term, self.context.kinds)

    def raised(self, base: Term, superscript: Node) -> Term:
        """A base with an exponent; of a matrix it is an inverse or a power of it."""
        exponent = self.term(superscript)
        if self.shape(base) is Shape.MATRIX:
            return matrices.raised(base, exponent)
        return power(base, exponent)

    def _sum(self, node: Sum) -> Term:
        terms = [
            None if isinstance(term, Dots) else self._signed(sign, term)
            for sign, term in node.terms
        ]
        signs = [sign for sign, _ in node.terms]
        return add(*filled(terms, "+", signs))

    def _signed(self, sign: int, node: Node) -> Term:
        term = self.term(node)
        if sign > 0:
            return term
        if isinstance(term, Rational):
            return number(-1) if term == 1 else -term
        if isinstance(node, Bracket):
            return multiply(number(-1), term)
        return negate(term)

    def _product(self, nodes: tuple[Node, ...]) -> list[Term]:
        """The factors of a product; a dot between two vectors is a scalar product."""
        factors: list[Term | None] = []
        index = 0
        while index < len(nodes):
            pair = nodes[index : index + 2]
            if len(pair) == 2 and all(self._is_whole_vector(last_of(each)) for each in pair):
                factors.append(self._dotted(*pair))
                index += 2
            else:
                factors.extend(self._factors(nodes[index]))
                index += 1
        return filled(factors, r"\cdot")

    def _dotted(self, left: Node, right: Node) -> Term:
        """The scalar product of two vectors, or the derivative of one."""
        if isinstance(left, DerivativeOf):
            both = Product(left.operand.span.to(right.span), (left.operand, right))
            return self.derivative(replace(left, operand=both))
        return ScalarProduct(self.vector(left), self.vector(right))

    def _is_whole_vector(self, node: Node) -> bool:
        return isinstance(node, Name) and self.context.kinds.kind(node.latex) is Kind.VECTOR

    def _factors(self, node: Node) -> tuple[Term | None, ...]:
        if isinstance(node, Dots):
            return (None,)
        if isinstance(node, Run):
            return tuple(self.run(node.items))
        return (self.term(node),)

    def bracket(self, node: Bracket) -> Term:
        """What a bracket means: grouping, an absolute value, a norm, a scalar product."""
        if node.kind == "|":
            body = self.term(node.body)
            if self.shape(body) is Shape.MATRIX:
                return operator(matrices.DETERMINANT, (body,))
            return known("abs", body)
        if node.kind in (r"\lfloor", r"\lceil"):
            return known(_ROUNDINGS[node.kind], self.term(node.body))
        if node.kind == r"\|":
            whole = self.vector(node.body)
            return power(ScalarProduct(whole, whole), Rational(1, 2))
        if node.kind == r"\langle":
            if not isinstance(node.body, Sequence):
                return operator(ANGLES, (self.term(node.body),))
            if len(node.body.items) != 2:
                raise ReadError("a scalar product has two parts", node.span)
            return ScalarProduct(*(self.vector(item) for item in node.body.items))
        if node.kind in ("(]", "[)"):
            return operator(node.kind, self.arguments(node.body))
        if isinstance(node.body, Sequence) and not node.body.separators:
            entries = self.arguments(node.body)
            return matrices.listed(entries, 1, len(entries))
        if node.kind == r"\{" and isinstance(node.body, Sequence | Relations):
            return operator(r"\{", self.arguments(node.body))
        return self.term(node.body)

    def vector(self, node: Node) -> Term:
        """A vector by name; a name that is none is taken as a vector of length 1."""
        while isinstance(node, Bracket | Braces) and not isinstance(node.body, Sequence):
            node = node.body
        return self.term(node) if base_name(node) is None else self.scripted(node)

    def scripted(self, node: Node) -> Term:
        """A name with its scripts: a symbol, a vector, a component, a power of one."""
        name = base_name(node)
        if name is None:
            return self._scripted_expression(node)
        subscript, superscript, primes = _scripts(node)
        if primes:
            return self.primed_name(name, node, primes)
        if superscript is not None and is_label(superscript):
            if mentions(superscript, self.letters):
                return self._labelled(node, subscript, superscript)
            superscript = None
        exponential = self._exponential(name, subscript, superscript)
        if exponential is not None:
            return exponential
        base = self._name(name, subscript, node)
        if superscript is None:
            return base
        if is_transpose(superscript) and not self._is_variable_letter(superscript):
            return operator(matrices.TRANSPOSE, (base,))
        return self.raised(base, superscript)

    @property
    def letters(self) -> frozenset[str]:
        """The letters that are indices here."""
        return self.context.kinds.indices | self.inside

    def _labelled(self, node: Node, subscript: Node | None, label: Node) -> Term:
        r"""A name whose raised label is an index: y_1^{(i)} depends on i."""
        while isinstance(node, Braces):
            node = node.body
        inside = label.body if isinstance(label, Bracket) else label
        base = base_name(node.base) if isinstance(node, Scripts) else None
        width = self.context.kinds.widths.get(base or "", 0)
        below = () if subscript is None else split(digits(subscript, width))
        name = script_latex(base or "", "", r"(\cdot)", 0)
        return self._component(name, (*below, *split(inside)))

    def _component(self, name: str, indices: tuple[Node, ...]) -> Term:
        """A component; one that depends on others unwritten carries them hidden."""
        terms = tuple(self.term(index) for index in indices)
        written = ",".join(label_latex(index) for index in indices)
        key = script_latex(name, written, "", 0)
        hidden = (*self.context.hidden.get(name, ()), *self.context.hidden.get(key, ()))
        if hidden:
            return apply(name, (), (*terms, *(Hidden(each) for each in hidden)))
        return component(vector(name), *terms)

    def _constant(self, node: Scripts, digits: Number, subscript: Node) -> Term:
        r"""A vector or matrix of zeros or ones, its size below: 0_{n}, 1_{np}."""
        if digits.text not in ("0", "1"):
            raise ReadError("a number with a subscript", node.span)
        size = FunctionName(label_latex(subscript))
        constant = operator(matrices.CONSTANT, (number(digits.value),), (size,))
        if node.superscript is None:
            return constant
        if is_transpose(node.superscript):
            return operator(matrices.TRANSPOSE, (constant,))
        return self.raised(constant, node.superscript)

    def _is_variable_letter(self, superscript: Node) -> bool:
        return base_name(superscript) == "T" and self.context.kinds.letter_t

    def _exponential(
        self, name: str, subscript: Node | None, superscript: Node | None
    ) -> Term | None:
        if name not in ("e", r"\mathrm{e}") or subscript or name in self.context.ordinary:
            return None
        return known("exp", self.term(superscript) if superscript else number(1))

    def _scripted_expression(self, node: Node) -> Term:
        if not isinstance(node, Scripts):
            return self.term(node)
        if (
            is_square(node)
            and node.subscript is not None
            and not node.primes
            and (node.superscript is not None or self.is_place(node.subscript))
        ):
            return self.evaluated(node.base, node.subscript, node.superscript, node)
        if _is_mean(node) and not node.primes:
            mean = self.mean(node)
            return (
                mean if node.superscript is None else power(mean, self.term(node.superscript))
            )
        if node.subscript is not None:
            return self._entry_of(node)
        base = self.term(node.base)
        if node.primes:
            base = self.primed_expression(base, node)
        if node.superscript is None:
            return base
        if is_transpose(node.superscript) and not self._is_variable_letter(node.superscript):
            return operator(matrices.TRANSPOSE, (base,))
        return self.raised(base, node.superscript)

    def _entry_of(self, node: Scripts) -> Term:
        """An entry of a matrix that is no plain name: (A B)_{ij}; or a zero matrix."""
        if isinstance(node.base, Number) and node.subscript is not None and not node.primes:
            return self._constant(node, node.base, node.subscript)
        if isinstance(node.base, Bracket) and node.base.kind in ("|", r"\|"):
            return self._norm(node, node.base)
        base = self.term(node.base)
        if node.subscript is None or node.primes:
            raise ReadError("a subscript on an expression is not read here", node.span)
        indices: tuple[Term, ...]
        try:
            indices = tuple(self.term(index) for index in split(node.subscript))
        except ReadError:
            parts = (self._event(part) for part in walk(node.subscript) if base_name(part))
            indices = (FunctionName(label_latex(node.subscript)), *parts)
        entry = operator(matrices.ENTRY, (base, *indices))
        return entry if node.superscript is None else self.raised(entry, node.superscript)

    def _norm(self, node: Scripts, bracket: Bracket) -> Term:
        """A norm by its number: that of 2 is the length, of any other nothing is known."""
        if node.primes or node.subscript is None:
            raise ReadError("a prime on this is not read", node.span)
        below = label_latex(node.subscript)
        if bracket.kind == r"\|" and below == "2":
            norm = self.bracket(bracket)
        else:
            norm = operator(bracket.kind, (self.vector(bracket.body),), (FunctionName(below),))
        return norm if node.superscript is None else self.raised(norm, node.superscript)

    def _name(self, name: str, subscript: Node | None, node: Node) -> Term:
        kinds = self.context.kinds
        kind = kinds.kind(name)
        if subscript is None and name in self.inside:
            return Symbol(name)
        if subscript is None and name == self.context.imaginary:
            return sympy.I
        if name == r"\infty" and self.unbounded:
            return operator(name, ())
        if name == r"\infty":
            raise ReadError("infinity is no number", node.span)
        if name == r"\pi" and subscript is None and name not in self.context.ordinary:
            return sympy.pi
        indices = self._indices(name, subscript)
        if indices:
            return self._component(name, indices)
        if kind is Kind.MATRIX and subscript is not None:
            return self.symbol(script_latex(name, label_latex(subscript), "", 0))
        if kind is Kind.VECTOR:
            return self._vector_name(name, subscript)
        if kind is Kind.FUNCTION and name in kinds.signatures:
            return self.application(name, subscript, kinds.signatures[name], node)
        if subscript is None:
            return self.symbol(name)
        return self.symbol(script_latex(name, label_latex(subscript), "", 0))

    def _indices(self, name: str, subscript: Node | None) -> tuple[Node, ...]:
        """The indices that a subscript is; none if it is a label or a parameter."""
        kinds = self.context.kinds
        if subscript is None or kinds.kind(name) is Kind.FUNCTION or name in _IDENTITIES:
            return ()
        subscript = digits(subscript, kinds.widths.get(name, 0))
        if mentions(subscript, self.letters):
            return split(subscript)
        if name not in kinds.families:
            return ()
        parts = split(subscript) if not isinstance(subscript, Label) else (subscript,)
        plain = all(
            isinstance(part, Number)
            or (isinstance(part, Name) and part.latex in kinds.mentioned)
            for part in parts
        )
        return parts if plain else ()

    def _vector_name(self, name: str, subscript: Node | None) -> Term:
        if subscript is None:
            return vector(name)
        kind = self.context.kinds.kind(base_name(subscript) or "")
        if (
            isinstance(subscript, Label)
            or label_latex(subscript).startswith(r"\mathrm")
            or kind is Kind.MATRIX
        ):
            return vector(script_latex(name, label_latex(subscript), "", 0))
        return self._component(name, split(subscript))

    def symbol(self, key: str) -> Term:
        """A scalar name; one that depends on others unwritten carries them hidden."""
        hidden = self.context.hidden.get(key)
        if key in self.inside:
            return Symbol(key)
        if hidden:
            return apply(key, (), (Hidden(each) for each in hidden))
        return ComplexName(key) if self.context.is_complex(key) else Symbol(key)

    def primed_name(self, name: str, node: Node, primes: int) -> Term:
        """A bare primed name: the derivative of the function it names at its argument."""
        term = self._name(name, _scripts(node)[0], node)
        if not isinstance(term, Application):
            return self._marked(term, node, primes)
        for _ in range(primes):
            term = self.prime(term)
        superscript = _scripts(node)[1]
        return power(term, self.term(superscript)) if superscript is not None else term

    def _marked(self, term: Term, node: Node, primes: int) -> Term:
        """A primed name that is no function: a transpose, or a thing of its own.

        Nothing is known of the latter: it may be another name or a derivative.
        """
        if primes == 1 and self.shape(term) in (Shape.MATRIX, Shape.COLUMN):
            term = operator(matrices.TRANSPOSE, (term,))
        else:
            term = operator("'", (term,), (number(primes),))
        superscript = _scripts(node)[1]
        return term if superscript is None else self.raised(term, superscript)


def _is_mean(node: Scripts) -> bool:
    bracket = node.base
    return (
        isinstance(bracket, Bracket)
        and bracket.kind == r"\langle"
        and not isinstance(bracket.body, Sequence)
    )


def _scripts(node: Node) -> tuple[Node | None, Node | None, int]:
    while isinstance(node, Braces):
        node = node.body
    if isinstance(node, Scripts):
        return node.subscript, node.superscript, node.primes
    return None, None, 0


def _inverse(index: Term) -> Term:
    if isinstance(index, Rational) and index != 0:
        return Rational(index.q, index.p)
    return divide(number(1), index)
