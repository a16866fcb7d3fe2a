"""Walks a claim, with the definitions it uses, and notes what is open in it.

Not here: what is made of it (`inventory`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import sympy
from sympy import Indexed, IndexedBase, Symbol

from derivation.prove.refute.ball import UnsupportedError
from derivation.prove.refute.binders import is_plain
from derivation.prove.refute.scope import Definitions
from derivation.term import (
    Application,
    Binder,
    ComplexName,
    Domain,
    FunctionName,
    Infinite,
    Limit,
    Operator,
    ProductOver,
    Summation,
    Term,
    children,
    heads,
    names,
)

_CONVENTIONAL = re.compile(r"\\(math(rm|bb|sf|tt)|operatorname|mathop|Gamma|zeta|delta)\b")
"""Functions that have a meaning by convention, undefined as they may be: no other
function may stand for them. So may the plain letters below."""

_CONVENTIONAL_LETTERS = frozenset("EP")

_CONJUGATE = re.compile(r"\\(bar|overline)\b|\^\{?(\*|\\ast)")
"""Names that may be the complex conjugate of another."""

_DISTRIBUTION = re.compile(r"(\\(mathbb|mathrm|hat|tilde)\{)?(p|q|P|Q|\\pi)\b|[pqPQ]_|\\pi_")
"""Names that are given to probabilities, which add up to 1."""

_COUNT = re.compile(r"(n|N|m|M|k|K|l|L|d|D|p|r|R|s|S|T|J|I|q|B|\|.*\||\\#.*)(_.*)?$")
"""Names that are given to the number of things that are summed over."""


def may_count(name: str) -> bool:
    """Whether the name may be that of the number of elements of a set."""
    return _COUNT.match(name) is not None


@dataclass(slots=True)
class Collector:
    """Walks terms and the definitions they use, and notes what is open."""

    definitions: Definitions
    names: list[str] = field(default_factory=list)
    vectors: set[str] = field(default_factory=set)
    indices: set[str] = field(default_factory=set)
    functions: dict[str, Term] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    unfolded: set[tuple[str, bool]] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    natural: set[str] = field(default_factory=set)
    complex_names: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    sets: bool = False
    unreal: bool = False

    def check(self) -> None:
        """UnsupportedError where names have a bearing on each other by convention.

        A conjugate is written with the name it belongs to; what is summed over a whole
        set may be a distribution, whose values add up to 1.
        """
        if self.unreal and any(_CONJUGATE.search(name) for name in self.names):
            raise UnsupportedError("a name that may be the conjugate of another")
        if any(_DISTRIBUTION.match(name) for name in self.repeated):
            raise UnsupportedError("a sum of what may be probabilities")

    def visit(self, term: Term, bound: frozenset[str]) -> None:
        """Notes what is open in a term."""
        self.terms.append(term)
        self._walk(term, bound)

    def _walk(self, term: Term, bound: frozenset[str]) -> None:
        if isinstance(term, FunctionName | Infinite):
            return
        if isinstance(term, Operator) or (isinstance(term, Limit) and not is_plain(term)):
            raise UnsupportedError("what is not evaluated at any point")
        if isinstance(term, Binder):
            self._binder(term, bound)
        elif isinstance(term, Symbol):
            self._symbol(term, bound)
        elif isinstance(term, IndexedBase):
            if term.label.name not in bound:
                self.vectors.add(term.label.name)
            self._name(term.label.name, bound)
        else:
            if isinstance(term, Indexed):
                self.indices |= _index_names(term) - bound
            if isinstance(term, Application):
                self._function(term)
            if isinstance(term, sympy.factorial | sympy.binomial):
                self.natural |= {str(n) for n in names(term)} - bound
            self.unreal |= term is sympy.I
            for child in children(term):
                self._walk(child, bound)

    def _binder(self, term: Term, bound: frozenset[str]) -> None:
        body, variable, domain = term.args
        if not isinstance(term, ProductOver):
            self.repeated |= names(body) | heads(body)
        if isinstance(domain, Domain):
            self.sets = True
        elif isinstance(term, Summation | ProductOver):
            self.ends |= {str(n) for n in names(domain)} - bound
        self._walk(domain, bound)
        self._walk(body, bound | {variable.name})

    def _symbol(self, term: Term, bound: frozenset[str]) -> None:
        if isinstance(term, ComplexName) and term.name not in bound:
            self.complex_names.add(term.name)
            self.unreal = True
        self._name(term.name, bound)

    def _name(self, name: str, bound: frozenset[str]) -> None:
        if name in bound:
            return
        definition = self.definitions.names.get(name)
        if definition is None:
            if name not in self.names:
                self.names.append(name)
        elif (name, False) not in self.unfolded:
            self.unfolded.add((name, False))
            self.visit(definition.right, frozenset())

    def _function(self, term: Term) -> None:
        head = term.args[0].name
        defined = self.definitions.functions.get(head)
        if defined is not None:
            if (head, True) not in self.unfolded:
                self.unfolded.add((head, True))
                for each in defined:
                    self.visit(each.right, each.variables)
            return
        written = term.args[2].args
        if written and (_CONVENTIONAL.match(head) or head in _CONVENTIONAL_LETTERS):
            raise UnsupportedError(f"{head} has a meaning of its own")
        if head.endswith("^{-1}"):
            raise UnsupportedError("an inverse is no function of its own")
        first: Term = self.functions.setdefault(head, term)
        if [len(first.args[i].args) for i in (1, 2)] != [
            len(term.args[i].args) for i in (1, 2)
        ]:
            raise UnsupportedError(f"{head} is applied to different numbers of arguments")


def _index_names(component: Term) -> set[str]:
    return {str(n) for index in component.args[1:] for n in names(index)}
