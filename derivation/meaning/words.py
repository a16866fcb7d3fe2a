r"""Operators that are opaque: expectations, probabilities, densities, distributions.

`\mathrm{E}[X]` speaks of a random variable and not of its value, and p(x) and p(y) are
different functions by the convention of the field; so these become `Operator` terms,
which are equal only where the same is written in them. Part of the elaborator.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence as Sequence_

from derivation.errors import ReadError
from derivation.meaning.binders import BinderElaborator
from derivation.meaning.operator_words import OPERATOR_WORDS
from derivation.read.surface import (
    Bracket,
    Dots,
    Name,
    Node,
    Relations,
    Scripts,
    Sequence,
    label_latex,
    walk,
)
from derivation.term import AllOf, FunctionName, Term, negate, number, operator

ANGLES = r"\langle"
"""The operator of a mean in angle brackets."""


def filled(parts: Sequence_[Term | None], sign: str, signs: Sequence_[int] = ()) -> list[Term]:
    """Parts with the dots between them (None) as terms.

    What dots stand for is told by all that stands beside them: it is an operator of
    them, so that dots beside other things are another term.
    """
    beside = [part for part in parts if part is not None]
    if not beside and parts:
        return [operator(r"\ldots", ())]
    if len(beside) == len(parts):
        return beside
    places = [number(index) for index, part in enumerate(parts) if part is None]
    dots = operator(r"\ldots", (*beside, *places), (FunctionName(sign),))
    found = [dots if part is None else part for part in parts]
    for index, each in enumerate(signs):
        if parts[index] is None and each < 0:
            found[index] = negate(dots)
    return found


def _is_conventional(name: str) -> bool:
    r"""Whether a name has a meaning by convention: a roman word, a script letter (N)."""
    return name.startswith((r"\mathcal{", r"\mathscr{")) or (
        name.startswith(r"\mathrm{") and len(name) > len(r"\mathrm{f}")
    )


class WordElaborator(BinderElaborator):
    """The part of the elaborator that reads opaque operators."""

    @abstractmethod
    def whole(self, node: Node) -> Term:
        """The term of an argument: a vector's name is the whole vector."""

    def is_opaque(self, name: str, arguments: Node) -> bool:
        """Whether a name before this bracket is an operator and no function of values."""
        kinds = self.context.kinds
        if name in OPERATOR_WORDS:
            return name not in kinds.defined
        if name in kinds.densities:
            return True
        if name in kinds.defined or self.context.known_function(name) is not None:
            return False
        items = arguments.items if isinstance(arguments, Sequence) else (arguments,)
        separators = arguments.separators if isinstance(arguments, Sequence) else ()
        if (";" in separators or _is_conventional(name)) and kinds.applicable(name):
            return True
        if not (set(separators) & {"|", r"\|"}) and not any(
            isinstance(item, Relations) for item in items
        ):
            return False
        return kinds.applicable(name)

    def opaque(self, name: str, subscript: Node | None, arguments: Node) -> Term:
        """The operator applied; signs other than commas stay between its arguments."""
        if isinstance(arguments, Dots):
            raise ReadError("what do these dots stand for?", arguments.span)
        terms = self.arguments(arguments)
        parameters = () if subscript is None else (self._label(subscript),)
        return operator(name, terms, parameters)

    def mean(self, node: Scripts) -> Term:
        """A mean in angle brackets, under the distribution that stands below."""
        body = node.base.body if isinstance(node.base, Bracket) else node.base
        parameters = () if node.subscript is None else (self._under(node.subscript),)
        return operator(ANGLES, (self.term(body),), parameters)

    def _under(self, subscript: Node) -> Term:
        try:
            return self.term(subscript)
        except ReadError:
            return FunctionName(label_latex(subscript))

    @abstractmethod
    def extended(self) -> WordElaborator:
        """The elaborator of what may speak of infinity."""

    def _event(self, node: Node) -> Term:
        if isinstance(node, Dots):
            return FunctionName(r"\ldots")
        if any(isinstance(part, Name) and part.latex == r"\infty" for part in walk(node)):
            return self.extended()._plain_event(node)
        return self._plain_event(node)

    def _plain_event(self, node: Node) -> Term:
        if not isinstance(node, Relations):
            return self.whole(node)
        try:
            found = self.comparisons(node)
        except ReadError:
            found = self.related(node)
        return found[0] if len(found) == 1 else AllOf(*found)

    def arguments(self, body: Node, kind: str = "") -> list[Term]:
        """What stands in a list, the signs between its parts other than commas included.

        A set (`kind` is a brace) is one argument.
        """
        items = body.items if isinstance(body, Sequence) else (body,)
        separators = body.separators if isinstance(body, Sequence) else ()
        terms: list[Term] = []
        for place, item in enumerate(items):
            if place and separators and separators[place - 1] != ",":
                terms.append(FunctionName(separators[place - 1]))
            terms.append(self._event(item))
        return [operator(kind, terms)] if kind == r"\{" else terms

    def said(self, node: Node) -> Term:
        """What is said of several things: a list, a condition, a relation."""
        if isinstance(node, Sequence):
            return operator("", self.arguments(node))
        return self._event(node)

    def _label(self, subscript: Node) -> Term:
        try:
            return self.whole(subscript)
        except ReadError:
            return FunctionName(label_latex(subscript))
