r"""The equations that a document assumes: "with $p + q = 1$", "where $x^2 + y^2 = r^2$".

Conservative, because proofs may rest on them: an equation of the prose counts where
words introduce it as an assumption and no word of its sentence makes it a claim, a
condition or a consequence; never an equation of the derivations themselves, nor one
that defines a name. It holds from where it stands to the end of its section; one in
the front matter holds everywhere.

Not here: definitions (`definitions`), inequalities (`assumptions`), and whether the
equations of one place contradict each other (`derivation.check.hypotheses`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from sympy import Add, Indexed, IndexedBase, Integer, Mul, Pow, Rational, Symbol

from derivation.errors import ReadError
from derivation.meaning.assumptions import DIRECTED
from derivation.meaning.context import Context, Stated
from derivation.meaning.definitions import Formula, introduced
from derivation.meaning.elaborate import elaborate
from derivation.meaning.scope import passage_at, scope_of, section_of
from derivation.model import Document, Passage
from derivation.prove.proposition import Equal
from derivation.read.surface import Node
from derivation.term import Term, names

_ASSUMING = re.compile(
    r"\b(assum\w*|suppos\w*|let|given|subject to|constrain\w*|restrict\w*|provided|"
    r"satisf\w*|hypothes[ie]s|such that)\b",
    re.IGNORECASE,
)
"""Words that introduce an assumption, whatever it looks like."""

_BESIDE = re.compile(r"\b(with|where)([\s,]|and|also)*$", re.IGNORECASE)
"""Words right before one that may introduce it, or recall what is known anyway."""

_PROVING = re.compile(r"\b(prove|show\w*|verif\w*)\b", re.IGNORECASE)
"""Words for what is to be shown; its hypotheses stand right behind a word of these:"""

_RIGHT_BEFORE = re.compile(
    r"\b(with|where|let|if|(given|assum\w+|suppos\w+|provided|such)(\s+that)?)\s*$",
    re.IGNORECASE,
)
_IF = re.compile(r"\bif\s*$", re.IGNORECASE)

_NOT_ASSUMED = re.compile(
    r"\b(claim\w*|check\w*|whether|if|unless|until|then|thus|hence|so|"
    r"therefore|implies|impl(y|ied)|follows?|obtain\w*|gets?|have|yields?|gives?|becomes?|"
    r"conclu\w*|deduce\w*|deriv\w*|use[sd]?|using|appl\w*|identit\w*|rules?|laws?|"
    r"formulas?|facts?|propert\w*|contradict\w*|first|second|third|cases?|otherwise|now|"
    r"example|instance|else|induction|not|never|instead|find|solve|want|wish|need\w*|or|either|"
    r"neither|nor)\b",
    re.IGNORECASE,
)
"""Words that make an equation in their sentence no assumption, or one for a while only."""

_NOT_SO = re.compile(
    r"\b(or|not|fails?|false|wrong|cannot|never|impossible|if|iff|unless|when|whenever|only|"
    r"otherwise|contradict\w*|cases?)\b|^\s*,?\s*for\b",
    re.IGNORECASE,
)
"""Words behind an equation that make it one of several cases, or deny it."""

_SENTENCE_END = re.compile(r"[.!?:;][*_)]*(?=\s)|\n\s*\n")

_FORMULA = re.compile(r"\$[^$]*\$|\\\(.*?\\\)", re.DOTALL)

_CLOSING = re.compile(r"\$|\\\)")

_CLAIM = re.compile(r"\W*(theorem|lemma|proposition|corollary|claim)\b", re.IGNORECASE)


def hypotheses(
    document: Document, formulas: Iterable[Formula], context: Context, defined: frozenset[str]
) -> Iterator[Stated]:
    """The equations that prose and directives assume, each with where it holds.

    `defined` are the keys of the names that the document defines, in one way or more.
    """
    for formula in _undefining(formulas, defined):
        if formula.origin not in (*DIRECTED, "the text"):
            continue
        directive = formula.origin in DIRECTED
        scope = None if directive else scope_of(document, formula)
        counts = None if directive else _introduction(document, formula)
        for equation in _equations(formula.links, context):
            if counts is None or counts(equation):
                yield Stated(equation, formula.span, formula.origin, scope)


def asserted(
    document: Document, formulas: Iterable[Formula], context: Context, defined: frozenset[str]
) -> Iterator[Stated]:
    """The constraints that prose and reasons mention in any way but as what is to be shown.

    No proof rests on them, but a counterexample must not violate one.
    """
    for formula in _undefining(formulas, defined):
        if formula.origin == "the text" and _is_to_be_shown(document, formula):
            continue
        for equation in _equations(formula.links, context):
            if is_constraint(equation):
                scope = section_of(document, formula.span.start)
                yield Stated(equation, formula.span, formula.origin, scope)


def _is_to_be_shown(document: Document, formula: Formula) -> bool:
    start = formula.excerpt.origin(0)
    passage = passage_at(document, start)
    return passage is None or bool(_PROVING.search(_sentence(document, passage, start)[0]))


def is_constraint(equation: Equal) -> bool:
    """Whether an equation can only be meant as a constraint on the values of names.

    Both sides are polynomials in names, one of them a number, or a power of a name that
    the other side does not mention.
    """
    sides = (equation.left, equation.right)
    if not all(map(is_polynomial, sides)):
        return False
    return any(
        not names(one) or (_is_raised(one) and not names(one) & names(other))
        for one, other in (sides, sides[::-1])
    )


def _undefining(formulas: Iterable[Formula], defined: frozenset[str]) -> Iterator[Formula]:
    """The formulas that are equations alone and define none of these names."""
    for formula in formulas:
        if len(formula.links) < 2 or any(rel != "=" for rel, _ in formula.links[1:]):
            continue
        if not any(introduced(node) in defined for _, node in formula.links):
            yield formula


def _introduction(document: Document, formula: Formula) -> Callable[[Equal], bool]:
    """Which equations the words around a formula make assumptions."""
    start = formula.excerpt.origin(0)
    passage = passage_at(document, start)
    if passage is None or passage.level:
        return _none
    before, behind = _sentence(document, passage, start)
    if _NOT_SO.search(behind):
        return _none
    proving = _PROVING.search(before + behind) is not None
    if _IF.search(before):
        claims = proving or _CLAIM.match(passage.text) is not None
        return _any if claims and not _NOT_ASSUMED.search(_IF.sub("", before)) else _none
    if _PROVING.search(before) and not _RIGHT_BEFORE.search(before):
        return _none
    if _NOT_ASSUMED.search(before):
        return _none
    if _ASSUMING.search(before):
        return _any
    return constrains if _BESIDE.search(before) else _none


def _any(equation: Equal) -> bool:
    return True


def _none(equation: Equal) -> bool:
    return False


def constrains(equation: Equal) -> bool:
    """Whether an equation looks like a constraint on names, and not like an identity.

    One side has a name that the other lacks, or is a power of a single name, as in
    phi^2 = phi + 1; (a + b)^2 = a^2 + b^2 is meant to hold for all a and b.
    """
    left, right = names(equation.left), names(equation.right)
    if left != right:
        return True
    return bool(left) and any(map(_is_power, (equation.left, equation.right)))


def is_polynomial(term: Term) -> bool:
    """Whether a term is made of names, numbers, +, · and positive integer powers."""
    if isinstance(term, Rational) or type(term) is Symbol:
        return True
    if isinstance(term, Indexed):
        return True
    if isinstance(term, Pow):
        base, exponent = term.args
        return isinstance(exponent, Integer) and exponent > 0 and is_polynomial(base)
    return isinstance(term, Add | Mul) and all(is_polynomial(part) for part in term.args)


def _is_power(term: Term) -> bool:
    return isinstance(term, Pow) and _is_raised(term)


def _is_raised(term: Term) -> bool:
    """Whether a term is a name or an integer power of one."""
    if isinstance(term, Pow) and isinstance(term.args[1], Integer):
        return type(term.args[0]) is Symbol
    return type(term) is Symbol


def _equations(links: tuple[tuple[str, Node], ...], context: Context) -> Iterator[Equal]:
    """The equations of a chain a = b = c between numbers that can be read."""
    for (_, before), (_, after) in pairwise(links):
        try:
            left, right = elaborate(before, context), elaborate(after, context)
        except ReadError:  # prose may say anything; what is not understood is not used
            continue
        if isinstance(left, IndexedBase) or isinstance(right, IndexedBase):
            continue
        if names(left) or names(right):
            yield Equal(left, right)


def _sentence(document: Document, passage: Passage, start: int) -> tuple[str, str]:
    """The words of a formula's sentence before and behind it; formulas left out."""
    text, at = document.source.text, passage.span
    ends = [m.end() for m in _SENTENCE_END.finditer(text, at.start, start)]
    begin = ends[-1] if ends else at.start
    ending = _SENTENCE_END.search(text, start, at.end)
    behind = _CLOSING.split(text[start : ending.start() if ending else at.end], maxsplit=1)
    return _without_formulas(text[begin:start]), _without_formulas("".join(behind[1:]))


def _without_formulas(text: str) -> str:
    text = _FORMULA.sub(" ", text)
    return text.rstrip().removesuffix("$").removesuffix("\\(")
