r"""The grammar of formulas: tokens in, surface tree out, everything consumed.

    expression  = ["+" | "-"] term { ("+" | "-") term }
    term        = factor { ("\cdot" | "\times" | "*" | "/") factor }
    factor      = ["-"] run
    run         = item { item }                     side by side, nothing between
    item        = derivative | integral | big | call | atom scripts
    sequence    = expression { ("," | ";") expression }

`parse` refuses what it does not consume to the last token: most false proofs of
existing tools come from dropped tails. What single signs are is in `atoms`; the other
parts of the grammar are in `brackets`, `differential`, `integrals`, `big_operators` and
`cases`.
"""

from __future__ import annotations

from itertools import pairwise

from derivation.errors import ReadError
from derivation.model import Excerpt
from derivation.read import atoms, big_operators, brackets, cases, differential, integrals
from derivation.read.cursor import Cursor
from derivation.read.surface import (
    Binomial,
    Braces,
    Bracket,
    Fraction,
    Infix,
    Label,
    Name,
    Node,
    Number,
    Product,
    Root,
    Run,
    Scripts,
    Sequence,
    Sum,
    label_latex,
)
from derivation.read.tokens import Kind, Token, tokenise
from derivation.read.vocabulary import (
    ARROWS,
    BARS,
    INFIX,
    INNER_RELATIONS,
    MULTIPLICATION,
    PLUS_MINUS,
    RELATIONS,
    ROMAN_FONTS,
)

_STOPPERS = frozenset(("+", "-", "/", ",", ";", ":", "!", "^", "_", "'", "?"))
_STOPPING_COMMANDS = (
    frozenset((r"\right", r"\div", r"\slash", r"\mid", r"\parallel", r"\middle"))
    | PLUS_MINUS.keys()
    | atoms.CLOSING
    | MULTIPLICATION
    | RELATIONS.keys()
    | INNER_RELATIONS.keys()
    | ARROWS
    | INFIX.keys()
)
_SET_SPACES = frozenset((r"\,", r"\;", r"\:", r"\ ", r"\quad", r"\qquad", "\\"))
_STOPPING_KINDS = (Kind.END, Kind.CLOSE, Kind.AMPERSAND, Kind.ROW)


def parse(excerpt: Excerpt) -> Node:
    """The surface tree of a whole formula; ReadError with a place if it is not one."""
    parser = Parser(Cursor(excerpt, brackets.rejoined(tokenise(excerpt))))
    if parser.cursor.at_end():
        raise parser.cursor.error("there is no formula here")
    return parser.whole(parser.expression)


def parse_statement(excerpt: Excerpt) -> Node:
    """A line that need be no number: a formula, or what is said of several things.

    statement = [expression ":"] contents: a list ("X, Y"), a condition ("X | Y"), a relation
    that no row is split at, or any of these behind the name of a hypothesis or a model.
    Raises the ReadError of `parse` for what is none of these.
    """
    try:
        return parse(excerpt)
    except ReadError as error:
        try:
            return _statement(excerpt)
        except ReadError:
            raise error from None


def _statement(excerpt: Excerpt) -> Node:
    parser = Parser(Cursor(excerpt, brackets.rejoined(tokenise(excerpt))))
    return parser.whole(parser.statement)


def parse_labelled(excerpt: Excerpt) -> Node:
    """A formula, perhaps behind the name of a hypothesis or a model ("H_0: a")."""
    try:
        return parse(excerpt)
    except ReadError as error:
        try:
            found = _statement(excerpt)
        except ReadError:
            raise error from None
        if isinstance(found, Infix) and found.sign == ":":
            return found
        raise


def parse_chain(excerpt: Excerpt) -> tuple[tuple[str, Node], ...]:
    r"""Formulas with relations between them (`a = b`, `0 < p < 1`), each with its own.

    The first has the relation "". ReadError if anything is left over.
    """
    parser = Parser(Cursor(excerpt, brackets.rejoined(tokenise(excerpt))))
    cursor = parser.cursor
    if cursor.at_end():
        raise cursor.error("there is no formula here")
    links = [("", parser.sequence())]
    while cursor.token.text in RELATIONS:
        relation = RELATIONS[cursor.take().text]
        if relation == ":" and cursor.at("="):
            cursor.take()
            relation = "="
        links.append((relation, parser.sequence()))
    if not cursor.at_end():
        raise cursor.error(f"{cursor.token.text} was not expected here")
    return tuple(links)


class Parser(
    differential.DerivativeParser,
    brackets.BracketParser,
    big_operators.BigOperatorParser,
    integrals.IntegralParser,
    cases.CasesParser,
):
    """A recursive descent over one group of tokens; see the grammar above."""

    def sub(self, tokens: tuple[Token, ...]) -> Parser:
        """A parser for the tokens of an inner group, one level deeper."""
        return Parser(Cursor(self.cursor.excerpt, tokens, self.cursor.depth + 1))

    def statement(self) -> Node:
        """Statement = [expression ":"] contents."""
        start = self.cursor.token.start
        self.mark_separators()
        mark = self.cursor.index
        label = self.expression()
        if self.cursor.at(":"):
            self.cursor.take()
            return Infix(self.cursor.span(start), ":", (label, self.contents()))
        self.cursor.index = mark
        return self.contents()

    def expression(self) -> Node:
        """Expression = [sign] term { sign term }."""
        cursor = self.cursor
        start = cursor.token.start
        terms = [self._signed_term(leading=True)]
        while cursor.at("+", "-", *PLUS_MINUS):
            terms.append(self._signed_term(leading=False))
        if len(terms) == 1 and terms[0][0] == 1:
            return terms[0][1]
        return Sum(cursor.span(start), tuple(terms))

    def _signed_term(self, *, leading: bool) -> tuple[int, Node]:
        sign = 1
        if self.cursor.at(*PLUS_MINUS):
            token = self.cursor.take()
            body = self.term()
            return 1, Infix(self.cursor.span(token.start), PLUS_MINUS[token.text], (body,))
        if self.cursor.at("+", "-"):
            sign = -1 if self.cursor.take().text == "-" else 1
        elif not leading:
            raise self.cursor.error("a plus or minus sign is expected here")
        return sign, self.term()

    def term(self) -> Node:
        """Term = factor { multiplication factor }, divisions from the left."""
        cursor = self.cursor
        start = cursor.token.start
        factors = [self.factor()]
        while True:
            if cursor.at(*MULTIPLICATION):
                cursor.take()
                factors.append(self.factor())
            elif cursor.at("/", r"\div", r"\slash"):
                cursor.take()
                left = _product(cursor, start, factors)
                right = self.divisor()
                factors = [Fraction(left.span.to(right.span), left, right, slash=True)]
                if not self.stops():
                    factors.append(self.run())
            elif cursor.token.text in INFIX:
                return self._infix(start, _product(cursor, start, factors))
            else:
                return _product(cursor, start, factors)

    def _infix(self, start: int, first: Node) -> Node:
        """Factors with one and the same sign between them that is none of arithmetic."""
        cursor = self.cursor
        sign = INFIX[cursor.token.text]
        items = [first]
        while INFIX.get(cursor.token.text) == sign:
            cursor.take()
            items.append(self.factor())
        if cursor.token.text in INFIX or cursor.at(*MULTIPLICATION, "/"):
            raise cursor.error("which of these signs binds closer? Write brackets")
        return Infix(cursor.span(start), sign, tuple(items))

    def factor(self) -> Node:
        """Factor = ["-"] run; a bare sign is allowed behind a sign of multiplication."""
        cursor = self.cursor
        start = cursor.token.start
        if cursor.at(*PLUS_MINUS):
            sign_ = PLUS_MINUS[cursor.take().text]
            body = self.run()
            return Infix(cursor.span(start), sign_, (body,))
        if cursor.at("-", "+"):
            sign = -1 if cursor.take().text == "-" else 1
            body = self.run()
            return Bracket(cursor.span(start), "(", Sum(body.span, ((sign, body),)))
        return self.run()

    def divisor(self) -> Node:
        r"""What stands behind a slash: a factor, up to a space that the author set.

        `a/2 b` is a/(2b), and `a/2 \, b` is (a/2) b.
        """
        if self.cursor.at("-", "+", *PLUS_MINUS):
            return self.factor()
        start = self.cursor.token.start
        items = [self.item()]
        while not self.stops() and not self._spaced():
            items.append(self.item())
        _refuse_odd_neighbours(items)
        return items[0] if len(items) == 1 else Run(self.cursor.span(start), tuple(items))

    def _spaced(self) -> bool:
        """Whether the author set a space before the next token."""
        cursor = self.cursor
        between = cursor.excerpt.text[
            cursor.tokens[cursor.index - 1].end : cursor.token.start
        ].strip()
        return between in _SET_SPACES

    def run(self) -> Node:
        """Run = item { item }."""
        start = self.cursor.token.start
        items = [self.item()]
        while not self.stops():
            items.append(self.item())
        _refuse_odd_neighbours(items)
        found = items[0] if len(items) == 1 else Run(self.cursor.span(start), tuple(items))
        while self.at_value_bar():
            found = self.evaluated(start, found)
        return found

    def stops(self) -> bool:
        """Whether the next token cannot continue a run of things side by side."""
        token = self.cursor.token
        if token.kind in _STOPPING_KINDS or token.text in _STOPPERS:
            return True
        if token.text in BARS:
            return self.bars > 0 or self.at_value_bar()
        return token.text in _STOPPING_COMMANDS

    def item(self) -> Node:
        """Item = derivative | call | atom scripts."""
        found = self.derivative() or self.integral() or self.big_operator()
        if found is not None:
            return found
        word = self.function_word()
        return self.call(word) if word else self.scripted(self.atom())

    def sequence(self) -> Node:
        """Sequence = expression { separator expression }; a single one stays itself."""
        start = self.cursor.token.start
        items = [self.expression()]
        while self.cursor.at(",", ";"):
            self.cursor.take()
            items.append(self.expression())
        return items[0] if len(items) == 1 else Sequence(self.cursor.span(start), tuple(items))

    def fraction(self) -> Node:
        r"""A `\frac` with its two arguments; the cursor stands on the command."""
        cursor = self.cursor
        start = cursor.take().start
        numerator = self.sub(cursor.group("the numerator"))
        denominator = self.sub(cursor.group("the denominator"))
        parts = numerator.whole(numerator.expression), denominator.whole(denominator.expression)
        return Fraction(cursor.span(start), *parts)

    def root(self) -> Node:
        r"""A `\sqrt`, perhaps with an index in square brackets."""
        cursor = self.cursor
        start = cursor.take().start
        index = None
        if cursor.at("["):
            cursor.take()
            index = self.expression()
            cursor.expect("]", "the index of this root is not closed by ]")
        inner = self.sub(cursor.group("what the root is taken of"))
        return Root(cursor.span(start), inner.whole(inner.expression), index)

    def braces(self) -> Node:
        """A TeX group, which prints nothing; inside a product it must be one factor."""
        start = self.cursor.token.start
        tokens = self.cursor.group("a group")
        chosen = self._chosen(start, tokens)
        if chosen is not None:
            return chosen
        inner = self.sub(tokens)
        if inner.cursor.at_end() and self.cursor.at("_"):
            return self._prefixed(start)
        if inner.cursor.at_end():
            return Braces(self.cursor.span(start), Label(self.cursor.span(start), ""))
        body = inner.whole(inner.sequence)
        return (
            body if isinstance(body, Name | Number) else Braces(self.cursor.span(start), body)
        )

    def _prefixed(self, start: int) -> Node:
        """A name with a subscript before it: {}_1 F_1."""
        label, raised, _ = self.scripts()
        name = self.name()
        if label is None or raised is not None or not isinstance(name, Name):
            raise self.cursor.error("a subscript of what?")
        return Name(self.cursor.span(start), f"{{}}_{{{label_latex(label)}}}{name.latex}")

    def _chosen(self, start: int, tokens: tuple[Token, ...]) -> Node | None:
        r"""A binomial coefficient written `{n \choose k}`, or None."""
        parts = [i for i, token in enumerate(tokens) if token.text == r"\choose"]
        depths = [sum(_depth(t) for t in tokens[:i]) for i in parts]
        if depths.count(0) != 1:
            return None
        place = parts[depths.index(0)]
        middle = tokens[place].start
        upper = self.sub((*tokens[:place], Token(Kind.END, "", middle, middle)))
        lower = self.sub(tokens[place + 1 :])
        both = upper.whole(upper.expression), lower.whole(lower.sequence)
        return Binomial(self.cursor.span(start), *both)

    def underbrace(self) -> Node:
        r"""A part of a formula with a note below or above it, which is left out."""
        cursor = self.cursor
        start = cursor.take().start
        inner = self.sub(cursor.group("what the brace is for"))
        body = inner.whole(inner.expression)
        while cursor.at("_", "^"):
            cursor.take()
            if cursor.at(*ROMAN_FONTS):
                cursor.take()
            cursor.group("the note")
        return Bracket(cursor.span(start), "(", body)

    def binomial(self) -> Node:
        r"""A `\binom` with its two entries; the cursor stands on the command."""
        cursor = self.cursor
        start = cursor.take().start
        upper = self.sub(cursor.group("the upper entry"))
        lower = self.sub(cursor.group("the lower entry"))
        both = upper.whole(upper.expression), lower.whole(lower.sequence)
        return Binomial(cursor.span(start), *both)


def _depth(token: Token) -> int:
    return (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)


def _product(cursor: Cursor, start: int, factors: list[Node]) -> Node:
    if len(factors) == 1:
        return factors[0]
    return Product(cursor.span(start), tuple(factors))


def _refuse_odd_neighbours(items: list[Node]) -> None:
    for left, right in pairwise(items):
        if isinstance(right, Number):
            first = left.body if isinstance(left, Braces) else left
            if isinstance(first, Number | Scripts) and isinstance(
                first.base if isinstance(first, Scripts) else first, Number
            ):
                raise ReadError("two numbers side by side: is a sign missing?", right.span)
    if len(items) > 1:
        for item in items:
            if isinstance(item, Braces) and isinstance(item.body, Sum):
                raise ReadError(
                    "braces print nothing, so this sum is not held together: write (…)",
                    item.span,
                )
