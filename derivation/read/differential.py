r"""How derivatives are written.

    derivative = "\frac{d^n [operand]}{d v^n …}" [run]  |  "\partial_{v}" run
               | "d" operand "/" "d" v

where d is `d`, `\mathrm d` or `\partial`. Not here: what is differentiated in the end
(`derivation.meaning.elaborate` decides how far an operand reaches).
"""

from __future__ import annotations

from derivation.errors import ReadError
from derivation.read.atoms import AtomParser
from derivation.read.surface import (
    Braces,
    Bracket,
    DerivativeOf,
    Infix,
    Node,
    Number,
    Run,
    Scripts,
    Sequence,
    label_latex,
)
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import FRACTIONS, MULTIPLICATION

_ROMAN = (r"\mathrm", r"\operatorname", r"\text", r"\rm", r"\mathit")

Variables = tuple[tuple[Node, int], ...]


class DerivativeParser(AtomParser):
    r"""The part of the parser that recognises derivatives.

    `taken_whole` are the variables with their exponents: d/d\sigma^2 is in \sigma^2.
    """

    taken_whole: Variables = ()

    def derivative(self) -> Node | None:
        """A derivative, or None if none begins here."""
        token = self.cursor.token
        if token.text in FRACTIONS:
            return self._fraction_form()
        if token.text == r"\partial" and self.cursor.ahead().text == "_":
            return self._subscript_form()
        if token.text in (r"\nabla", "∇"):
            return self._nabla()
        if self._differential_length(self.cursor.index):
            return self._slash_form()
        return None

    def _differential_length(self, index: int, among: list[Token] | None = None) -> int:
        """How many tokens the differential sign at an index takes; 0 if there is none."""
        tokens = self.cursor.tokens if among is None else among
        token = tokens[index]
        if token.text == "d" and index + 1 < len(tokens) and tokens[index + 1].text == "_":
            return 0  # d_1 is a name
        if token.text in (r"\partial", "d"):
            return 1
        if token.text in _ROMAN and index + 1 < len(tokens):
            if tokens[index + 1].text == "d":
                return 2
            texts = [t.text for t in tokens[index + 1 : index + 4]]
            if texts == ["{", "d", "}"]:
                return 4
        if token.kind is Kind.OPEN and [t.text for t in tokens[index + 1 : index + 3]] == [
            r"\partial",
            "}",
        ]:
            return 3
        return 0

    def _fraction_form(self) -> Node | None:
        cursor = self.cursor
        mark = cursor.index
        saved = list(cursor.tokens)
        start = cursor.take().start
        above = self.sub(cursor.group("the numerator"))
        below = self.sub(cursor.group("the denominator"))
        if not above._takes_differential() or not below._at_differential():
            cursor.tokens[:] = saved
            cursor.index = mark
            return None
        order = above._order()
        variables = below._variables()
        total = sum(each for _, each in variables)
        if order == len(variables) and order != total:
            variables = tuple(below.taken_whole)
            total = order
        if order != total:
            raise ReadError(
                f"order {order} above but {total} below in this derivative", cursor.span(start)
            )
        if not above.cursor.at_end():
            operand = above.whole(above.term)
            return DerivativeOf(cursor.span(start), variables, operand, written_inside=True)
        return self._prefix(start, variables)

    def _at_differential(self) -> bool:
        length = self._differential_length(self.cursor.index)
        return length > 0 and self.cursor.ahead(length).kind is not Kind.END

    def _takes_differential(self) -> bool:
        length = self._differential_length(self.cursor.index)
        self.cursor.index += length
        return length > 0

    def _order(self) -> int:
        if not self.cursor.at("^"):
            return 1
        self.cursor.take()
        group = self.sub(self.cursor.group("the order of the derivative"))
        node = group.whole(group.expression)
        if not isinstance(node, Number) or node.value.denominator != 1 or not node.value:
            raise ReadError("the order of a derivative must be a number here", node.span)
        return int(node.value)

    def _variables(self) -> Variables:
        variables: list[tuple[Node, int]] = []
        while not self.cursor.at_end():
            if not self._takes_differential():
                raise self.cursor.error("a differential is expected here")
            variables.append(self._variable())
        return tuple(variables)

    def _variable(self) -> tuple[Node, int]:
        node = self.scripted(self.atom())
        self.taken_whole = (*self.taken_whole, (node, 1))
        if isinstance(node, Bracket | Braces):
            node = node.body
        if isinstance(node, Scripts) and isinstance(node.superscript, Number):
            order = node.superscript.value
            if order.denominator == 1 and order > 0:
                bare = node.base
                if node.subscript is not None:
                    bare = Scripts(node.span, node.base, node.subscript, None, node.primes)
                return bare, int(order)
        return node, 1

    def _subscript_form(self) -> Node:
        cursor = self.cursor
        start = cursor.take().start
        cursor.take()
        inner = self.sub(cursor.group("the variable"))
        node = inner.whole(inner.sequence)
        items = node.items if isinstance(node, Sequence | Run) else (node,)
        order = self._order()
        if order > 1 and len(items) > 1:
            raise ReadError("which variable is this order for?", cursor.span(start))
        return self._prefix(start, tuple((item, order) for item in items))

    def _nabla(self) -> Node:
        r"""A gradient or a relative (`\nabla \cdot`, `\nabla^2`) and what it is taken of."""
        cursor = self.cursor
        start = cursor.take().start
        subscript, superscript, _ = self.scripts()
        sign = r"\nabla" if superscript is None else rf"\nabla^{{{label_latex(superscript)}}}"
        if cursor.at(r"\cdot", r"\times"):
            sign += cursor.take().text
        if self.stops():
            raise cursor.error("the gradient of what? Its operand is missing")
        items = [self.item()]
        while not isinstance(items[0], Bracket) and not self.stops():
            items.append(self.item())
        span = items[0].span.to(items[-1].span)
        operand = items[0] if len(items) == 1 else Run(span, tuple(items))
        parts = (operand,) if subscript is None else (operand, subscript)
        return Infix(cursor.span(start), sign, parts)

    def _slash_form(self) -> Node | None:
        cursor = self.cursor
        slash = self._slash_index()
        if slash is None:
            return None
        start = cursor.token.start
        cursor.index += self._differential_length(cursor.index)
        order = self._order()
        end = cursor.tokens[slash]
        tokens = tuple(cursor.tokens[cursor.index : slash])
        cursor.index = slash + 1
        self._takes_differential()
        variables: Variables = (self._variable(),)
        if sum(each for _, each in variables) != order:
            raise ReadError("the orders above and below differ", cursor.span(start))
        if not tokens:
            return self._prefix(start, variables)
        inner = self.sub((*tokens, Token(Kind.END, "", end.start, end.start)))
        operand = inner.whole(inner.run)
        return DerivativeOf(cursor.span(start), variables, operand, written_inside=True)

    def _slash_index(self) -> int | None:
        r"""Where the slash of `\partial f / \partial x` stands, if this is one."""
        tokens = self.cursor.tokens
        sign = tokens[self.cursor.index].text
        depth = 0
        for index in range(self.cursor.index, len(tokens) - 1):
            token = tokens[index]
            depth += token.text in ("(", "[", "{", r"\left") or token.kind is Kind.OPEN
            depth -= token.text in (")", "]") or token.kind is Kind.CLOSE
            if depth < 0 or token.kind is Kind.END:
                return None
            if depth == 0 and (token.text in ("+", "-", ",") or token.text in MULTIPLICATION):
                return None
            if depth == 0 and token.text == "/":
                same = tokens[index + 1].text == sign
                return index if same and self._differential_length(index + 1) else None
        return None

    def _prefix(self, start: int, variables: Variables) -> Node:
        """A derivative written in front of its operand: the rest of the run.

        An operand that begins with a bracket is that bracket alone; what then follows
        side by side is multiplied, and the reading is marked as ambiguous.
        """
        if self.stops():
            raise self.cursor.error("the derivative of what? Its operand is missing")
        items = [self.item()]
        operand: Node = items[0]
        if isinstance(operand, Bracket):
            ambiguous = not self.stops()
        else:
            ambiguous = False
            while not self.stops():
                items.append(self.item())
            operand = (
                items[0]
                if len(items) == 1
                else Run(items[0].span.to(items[-1].span), tuple(items))
            )
        return DerivativeOf(
            self.cursor.span(start),
            variables,
            operand,
            written_inside=False,
            ambiguous=ambiguous,
        )
