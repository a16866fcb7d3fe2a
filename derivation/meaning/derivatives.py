r"""The meaning of derivatives: in which variable, of what, and what depends on what.

A name that the document defines (z = w x + b) depends on what its definition mentions;
so does a name that it only differentiates (\partial L / \partial a). To differentiate
in such a name, whatever depends on it is unfolded until the name itself is in sight.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from sympy import IndexedBase, Symbol

from derivation.errors import ReadError
from derivation.meaning.closing import closed, varying
from derivation.meaning.context import Context
from derivation.meaning.matrices import Shape
from derivation.prove.matching import match
from derivation.read.surface import DerivativeOf, Dots, Infix, Node, Scripts
from derivation.term import (
    Application,
    Derivative,
    Hidden,
    Term,
    depends,
    heads,
    is_leaf,
    is_variable,
    names,
    rebuild,
    replace,
    varied,
    walk,
)

MAXIMUM_UNFOLDINGS = 32


class DerivativeElaborator(ABC):
    """The part of the elaborator that reads derivatives and primes."""

    context: Context

    @abstractmethod
    def term(self, node: Node) -> Term:
        """The term of any expression."""

    def derivative(self, node: DerivativeOf) -> Term:
        """A derivative, of higher order as a derivative of a derivative.

        Where it is not known what depends on what (a derivative in a vector, at an
        accented value, in a power), it is an operator of which nothing is known.
        """
        if isinstance(node.operand, Dots):
            raise ReadError("what do these dots stand for?", node.operand.span)
        try:
            return self._derivative(node)
        except ReadError:
            return self._opaque_derivative(node)

    def _opaque_derivative(self, node: DerivativeOf) -> Term:
        parts = [self.whole(node.operand)]
        for variable, order in node.variables:
            parts += [self.whole(variable)] * order
        bound = (leaf for part in parts[1:] for leaf in varying(part))
        return closed(r"\mathrm{d}", parts, bound, valued=True)

    def gradient(self, node: Infix) -> Term:
        """A gradient or one of its relatives, in the names below the sign or in all."""
        parts = [self.whole(part) for part in node.items]
        return closed(node.sign, parts, varying(parts[-1]), valued=True)

    @abstractmethod
    def whole(self, node: Node) -> Term:
        """The term of an argument: a vector's name is the whole vector."""

    @abstractmethod
    def shape(self, term: Term) -> Shape:
        """What is known of a term's shape."""

    def _derivative(self, node: DerivativeOf) -> Term:
        body = self.term(node.operand)
        if isinstance(body, IndexedBase):
            raise ReadError("the derivative of a whole vector is not read here yet", node.span)
        for variable_node, order in reversed(node.variables):
            named = self.term(variable_node)
            if self.shape(named) is Shape.MATRIX or self.shape(body) in (
                Shape.MATRIX,
                Shape.ROW,
            ):
                raise ReadError("a derivative of or in a matrix", node.span)
            variable, body = self._in_sight(named, body, variable_node)
            self._refuse_estimate(body, variable, node)
            self._refuse_linked(body, variable, node)
            for _ in range(order):
                body = Derivative(body, variable)
        return body

    def _refuse_estimate(self, body: Term, variable: Term, node: DerivativeOf) -> None:
        r"""A derivative in \mu of something with \hat\mu is one taken *at* \hat\mu."""
        bare = varied(variable)
        accented = re.compile(rf"\\[a-z]+\{{{re.escape(bare)}\}}")
        if not depends(body, variable) and any(accented.match(n) for n in names(body)):
            raise ReadError("is this derivative meant at the accented value?", node.span)

    def _refuse_linked(self, body: Term, variable: Term, node: DerivativeOf) -> None:
        r"""Inside \partial(\partial L/\partial a)/\partial w the name a depends on w.

        As the variable of the inner derivative it is a variable of its own, and would
        read as constant.
        """
        for part in walk(body):
            hidden = self.context.hidden.get(part.name) if type(part) is Symbol else None
            if hidden and part != variable and any(depends(h, variable) for h in hidden):
                message = "a derivative of a derivative in a dependent name is not read yet"
                raise ReadError(message, node.span)

    def _in_sight(self, named: Term, body: Term, node: Node) -> tuple[Term, Term]:
        """The variable, and the body with the variable visible in it."""
        if isinstance(named, IndexedBase):
            raise ReadError("a derivative in a whole vector is not read here yet", node.span)
        if not isinstance(named, Application):
            if not is_variable(named):
                raise ReadError("a derivative is taken in a variable", node.span)
            return named, body
        if named.args[2].args or any(
            not isinstance(each, Hidden) for each in named.args[1].args
        ):
            raise ReadError("a derivative in a function's value is not read here", node.span)
        variable = Symbol(named.args[0].name)
        exposed = self._expose(body, named, MAXIMUM_UNFOLDINGS)
        return variable, replace(exposed, {named: variable})

    def _expose(self, term: Term, named: Term, budget: int) -> Term:
        """The term with every definition unfolded behind which the name is hidden."""
        if term == named or is_leaf(term):
            return term
        if isinstance(term, Application) and budget:
            unfolded = self._unfold(term)
            if unfolded is not None and self._leads_to(unfolded, named, budget):
                return self._expose(unfolded, named, budget - 1)
        if isinstance(term, Derivative):
            return rebuild(term, (self._expose(term.args[0], named, budget), term.args[1]))
        return rebuild(term, (self._expose(part, named, budget) for part in term.args))

    def _leads_to(self, term: Term, named: Term, budget: int) -> bool:
        head = named.args[0].name
        seen: set[str] = set()
        pending = set(heads(term))
        while pending:
            current = pending.pop()
            if current == head:
                return True
            if current in seen:
                continue
            seen.add(current)
            definition = self.context.definition_of(current)
            if definition is not None:
                pending |= heads(definition.right)
        return False

    def _unfold(self, term: Term) -> Term | None:
        definition = self.context.definition_of(term.args[0].name)
        if definition is None:
            return None
        found = match(definition.left, term, definition.variables)
        return replace(definition.right, found) if found is not None else None

    def primed_expression(self, body: Term, node: Scripts) -> Term:
        """(log x)': the derivative in the one name that occurs."""
        variables = _scalar_names(body)
        if len(variables) != 1:
            raise ReadError("a prime on an expression: the derivative in what?", node.span)
        for _ in range(node.primes):
            body = Derivative(body, Symbol(next(iter(variables))))
        return body


def _scalar_names(term: Term) -> frozenset[str]:
    vectors = [part for part in walk(term) if isinstance(part, IndexedBase)]
    return names(term).difference(*(names(each) for each in vectors))
