r"""The smallest parts of a formula: numbers, names, scripts, function words.

    atom     = number | name | "\frac" … | "\sqrt" … | bracket | "{" … "}"
    name     = letter | Greek | word in a roman font | letter in a font | accent name
    scripts  = { "_" group | "^" group | "'" | "!" }

Not here: how these are put together (`grammar`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction as Rational
from typing import Self

from derivation.errors import ReadError
from derivation.read.cursor import MAXIMUM_DEPTH, MAXIMUM_DIGITS, Cursor
from derivation.read.surface import (
    BigOperator,
    Braces,
    Call,
    DerivativeOf,
    Dots,
    Factorial,
    Infix,
    IntegralOf,
    Label,
    LimitOf,
    Name,
    Node,
    Number,
    Scripts,
)
from derivation.read.tokens import Kind, Token
from derivation.read.vocabulary import (
    ACCENT_SYNONYMS,
    ACCENTS,
    BARS,
    BINOMIALS,
    CONNECTIVES,
    ELLIPSES,
    FRACTIONS,
    FUNCTION_WORDS,
    GREEK,
    LETTER_FONTS,
    NAME_COMMANDS,
    OPENING,
    ROMAN_FONTS,
    UNDERBRACES,
    UPRIGHT,
)

CLOSING = frozenset((*OPENING.values(), ")", "]"))
"""Everything that closes a bracket."""


class AtomParser(ABC):
    """The part of the parser that reads single signs; `grammar.Parser` completes it."""

    def __init__(self, cursor: Cursor, bars: int = 0, depth: int = 0) -> None:
        self.cursor = cursor
        self.bars = bars
        self.depth = max(depth, cursor.depth)
        if self.depth > MAXIMUM_DEPTH:
            raise cursor.error(f"nested more than {MAXIMUM_DEPTH} deep")

    @abstractmethod
    def sub(self, tokens: tuple[Token, ...]) -> Self:
        """A parser for the tokens of an inner group, one level deeper."""

    @abstractmethod
    def expression(self) -> Node:
        """A sum of terms."""

    @abstractmethod
    def term(self) -> Node:
        """A product or quotient of factors."""

    @abstractmethod
    def run(self) -> Node:
        """Items side by side."""

    @abstractmethod
    def item(self) -> Node:
        """One of the things that stand side by side."""

    @abstractmethod
    def sequence(self) -> Node:
        """Expressions with commas between them."""

    @abstractmethod
    def fraction(self) -> Node:
        """A numerator and a denominator."""

    @abstractmethod
    def root(self) -> Node:
        """A root."""

    @abstractmethod
    def bracketed(self) -> Node:
        """Something between brackets."""

    @abstractmethod
    def contents(self) -> Node:
        """What stands in brackets: expressions with relations and separators between."""

    @abstractmethod
    def relational(self) -> Node:
        """Expressions with relations between them."""

    @abstractmethod
    def binomial(self) -> Node:
        """A binomial coefficient."""

    @abstractmethod
    def underbrace(self) -> Node:
        """A part of a formula with a note."""

    @abstractmethod
    def environment(self) -> Node:
        """An environment inside a formula."""

    @abstractmethod
    def at_braced_array(self) -> bool:
        """Whether cases written as an array behind a brace begin here."""

    @abstractmethod
    def braced_array(self) -> Node:
        """Cases written as an array behind a brace."""

    @abstractmethod
    def braces(self) -> Node:
        """A TeX group."""

    @abstractmethod
    def stops(self) -> bool:
        """Whether the next token cannot continue a run."""

    def whole(self, part: Callable[[], Node]) -> Node:
        """What `part` parses, provided that nothing is left behind it."""
        node = part()
        if not self.cursor.at_end():
            raise self._left_over(self.cursor.token)
        return node

    def _number(self, token: Token) -> Node:
        """A number, perhaps in per cent; its digits are taken already."""
        value = Rational(token.text)
        if not self.cursor.at(r"\%"):
            return Number(self.cursor.span(token.start), value, token.text)
        self.cursor.take()
        return Number(self.cursor.span(token.start), value / 100, rf"{token.text}\%")

    def _left_over(self, token: Token) -> ReadError:
        return self.cursor.error(f"{token.text} was not expected here")

    def atom(self) -> Node:
        """One atom; ReadError that names what stands there instead."""
        cursor = self.cursor
        token = cursor.token
        if token.kind is Kind.NUMBER:
            if len(token.text) > MAXIMUM_DIGITS:
                raise cursor.error(f"a number of more than {MAXIMUM_DIGITS} digits")
            cursor.take()
            return self._number(token)
        if token.kind is Kind.OPEN:
            return self.braces()
        if token.text in FRACTIONS:
            return self.fraction()
        if token.text == r"\sqrt":
            return self.root()
        if self.at_braced_array():
            return self.braced_array()
        if token.text == r"\left" or token.text in OPENING or token.text in BARS:
            return self.bracketed()
        if token.text in BINOMIALS:
            return self.binomial()
        if token.text in UNDERBRACES:
            return self.underbrace()
        dots = [self.cursor.ahead(i).text for i in range(3)] == [".", ".", "."]
        if token.text in ELLIPSES or dots:
            cursor.index += 3 if dots else 1
            return Dots(cursor.span(token.start))
        if token.text == r"\begin":
            return self.environment()
        name = self.worded() or self.accented() or self.name()
        if name is None:
            raise self._unexpected(token)
        return name

    def worded(self) -> Node | None:
        r"""A formula in a roman font, as in `\mathrm{1 + SNR}`; None if it is a word."""
        cursor = self.cursor
        if cursor.token.text not in UPRIGHT or cursor.ahead().kind is not Kind.OPEN:
            return None
        mark = cursor.index
        cursor.take()
        tokens = cursor.group("a word")
        inside = [token for token in tokens[:-1] if token.text not in (r"\_", r"\&", r"\-")]
        if not any(t.kind is Kind.COMMAND or t.text in ("+", "=", "^") for t in inside):
            cursor.index = mark
            return None
        inner = self.sub(tokens)
        return Braces(cursor.span(cursor.tokens[mark].start), inner.whole(inner.expression))

    def accented(self) -> Node | None:
        r"""An accent over more than a name: over a name with scripts, or an expression.

        `\hat{\gamma_{ij}}` is \hat{\gamma} with its subscript.
        """
        cursor = self.cursor
        token = cursor.token
        if token.text not in ACCENTS or cursor.ahead().kind is not Kind.OPEN:
            return None
        mark = cursor.index
        cursor.take()
        inner = self.sub(cursor.group("what stands under the accent"))
        if inner.cursor.at_end():
            raise cursor.error("an accent over nothing", token)
        body = inner.whole(inner.expression)
        span = cursor.span(token.start)
        if isinstance(body, Name):
            cursor.index = mark
            return None
        accent = ACCENT_SYNONYMS.get(token.text, token.text)
        bare = isinstance(body, Scripts) and body.superscript is None and not body.primes
        if isinstance(body, Scripts) and bare and isinstance(body.base, Name):
            return replace(body, span=span, base=Name(span, f"{accent}{{{body.base.latex}}}"))
        return Infix(span, accent, (body,))

    def _unexpected(self, token: Token) -> ReadError:
        if token.kind in (Kind.END, Kind.CLOSE):
            return self.cursor.error("the formula breaks off here", token)
        if token.kind is Kind.COMMAND:
            return self.cursor.error(f"the command {token.text} is not known here", token)
        return self.cursor.error(f"{token.text} was not expected here", token)

    def name(self) -> Node | None:
        """A name without its scripts, or None if there is none here."""
        cursor = self.cursor
        token = cursor.token
        if token.kind is Kind.LETTER or token.text in GREEK:
            cursor.take()
            return Name(cursor.span(token.start), token.text)
        if token.text in ROMAN_FONTS:
            cursor.take()
            word = " ".join(cursor.raw(cursor.group("a word")).split())
            return self._word(token, word)
        if token.text in NAME_COMMANDS:
            cursor.take()
            return Name(cursor.span(token.start), NAME_COMMANDS[token.text])
        if token.text in LETTER_FONTS:
            cursor.take()
            group = cursor.group("a letter")
            word = cursor.raw(group)
            inner = (
                word
                if word.isalpha() or word in ("0", "1") or _has_word(group)
                else self._letters(group)
            )
            return Name(cursor.span(token.start), f"{token.text}{{{inner}}}")
        if token.text in ACCENTS:
            cursor.take()
            accent = ACCENT_SYNONYMS.get(token.text, token.text)
            inner = self._letters(cursor.group("a letter under the accent"))
            return Name(cursor.span(token.start), f"{accent}{{{inner}}}")
        return None

    def _word(self, token: Token, word: str) -> Node:
        span = self.cursor.span(token.start)
        if not word:
            raise self.cursor.error("an empty word", token)
        if set(word.lower().split()) <= CONNECTIVES and token.text != r"\mathrm":
            raise ReadError(f"the word {word!r} is no part of a formula", span)
        if "\\" in word or "$" in word:
            inner = word.strip("\\{}$ ")
            raise ReadError(f"the word {inner!r} is not read as a name", span)
        return Name(span, f"\\mathrm{{{word}}}")

    def _letters(self, tokens: tuple[Token, ...]) -> str:
        inner = self.sub(tokens)
        node = inner.whole(lambda: inner.scripted(inner.atom()))
        if not isinstance(node, Name):
            raise ReadError("only a single letter or word is read here", node.span)
        return node.latex

    def function_word(self) -> str | None:
        """The function word the cursor stands on (`log`, `sin`), not yet taken."""
        token = self.cursor.token
        if token.kind is Kind.COMMAND and token.text[1:] in FUNCTION_WORDS:
            return token.text[1:]
        if token.text in ROMAN_FONTS and self.cursor.ahead().kind is Kind.OPEN:
            mark = self.cursor.index
            self.cursor.take()
            word = self.cursor.raw(self.cursor.group("a word"))
            self.cursor.index = mark
            return word if word in FUNCTION_WORDS else None
        return None

    def call(self, function: str) -> Node:
        """A function word with scripts and the run of items that follow it."""
        cursor = self.cursor
        start = cursor.token.start
        if cursor.take().text in ROMAN_FONTS:
            cursor.group("a word")
        scripts = self.scripts()
        operand: list[Node] = []
        while not self.stops() and (not operand or self.function_word() is None):
            mark, tokens = cursor.index, list(cursor.tokens)
            item = self.item()
            if operand and isinstance(item, DerivativeOf | BigOperator | IntegralOf | LimitOf):
                cursor.index, cursor.tokens = mark, tokens  # cos u du/dt is (cos u)(du/dt)
                break
            operand.append(item)
        if not operand:
            raise cursor.error(f"{function} of what? Its operand is missing")
        subscript, superscript, primes = scripts
        return Call(
            cursor.span(start), function, subscript, superscript, tuple(operand), primes
        )

    def scripted(self, base: Node) -> Node:
        """The base with whatever scripts, primes and factorials follow it."""
        cursor = self.cursor
        subscript, superscript, primes = self.scripts()
        if subscript or superscript or primes:
            last = cursor.tokens[cursor.index - 1].end
            span = base.span.to(cursor.excerpt.span(max(last - 1, 0), last))
            base = Scripts(span, base, subscript, superscript, primes)
        while cursor.at("!"):
            token = cursor.take()
            if cursor.at("!"):
                cursor.take()
                base = Infix(base.span.to(cursor.span(token.start)), "!!", (base,))
                continue
            base = Factorial(base.span.to(cursor.span(token.start)), base)
        return base

    def scripts(self) -> tuple[Node | None, Node | None, int]:
        """Subscript, superscript and number of primes, in any order; twice is refused."""
        cursor = self.cursor
        subscript: Node | None = None
        superscript: Node | None = None
        primes = 0
        while cursor.at("_", "^", "'"):
            token = cursor.take()
            if token.text == "'":
                primes += 1
            elif token.text == "_":
                if subscript is not None:
                    raise cursor.error("a second subscript", token)
                subscript = self._script("the subscript")
            else:
                if superscript is not None:
                    raise cursor.error("a second superscript", token)
                superscript = self._script("the superscript")
        if isinstance(superscript, Label) and superscript.latex.strip(r"\prime ") == "":
            primes += superscript.latex.count("prime")
            superscript = None
        return subscript, superscript, primes

    def _script(self, what: str) -> Node:
        cursor = self.cursor
        token = cursor.token
        if token.kind is Kind.NUMBER and len(token.text) > 1:
            sign = "^" if what == "the superscript" else "_"
            raise cursor.error(
                f"TeX raises or lowers only the first digit here: write {sign}{{{token.text}}}"
            )
        if token.text in ROMAN_FONTS or token.text in LETTER_FONTS or token.text in ACCENTS:
            node = self.worded() or self.name()
            if node is not None:
                return node
        if token.text in FRACTIONS or token.text == r"\sqrt":
            return self.atom()
        tokens = cursor.group(what)
        span = cursor.excerpt.span(tokens[0].start, tokens[-1].end)
        raw = " ".join(cursor.raw(tokens).split())
        if len(tokens) == 1:
            raise ReadError(f"{what} is empty", span)
        if raw.replace(r"\prime", "").strip() == "" or raw in ("*", "+", "-"):
            return Label(span, raw)
        inner = self.sub(tokens)
        try:
            return inner.whole(inner.contents)
        except ReadError:
            if what == "the subscript":
                return Label(span, raw)
            raise


def _has_word(group: tuple[Token, ...]) -> bool:
    r"""Whether a letter in a font is a function word and letters: `\mathcal{\ln N}`."""
    words = [token for token in group[:-1] if token.kind is Kind.COMMAND]
    return bool(words) and all(
        token.kind is Kind.LETTER or token.text[1:] in FUNCTION_WORDS for token in group[:-1]
    )
