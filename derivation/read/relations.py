r"""Rows of a display cut at their relations: `a = b \leq c` is three segments.

Here: which tokens are a relation, with what is written over it. Not here: rows
(`rows`), what a relation means (`derivation.meaning`).
"""

from __future__ import annotations

from dataclasses import dataclass

from derivation.read.stretches import (
    CLOSING,
    Tokens,
    group,
    group_end,
    has_group,
    soft_depths,
)
from derivation.read.tokens import Kind, Token

_SIGNS = frozenset("=<>≤≥≠≈≡∼∝→⇒⇔≔≃≅")
_COMMANDS = frozenset(
    "\\" + name
    for name in """
    le leq leqslant leqq ge geq geqslant geqq lt gt neq ne approx approxeq sim simeq
    cong propto equiv coloneqq coloneq colonequals eqqcolon triangleq doteq asymp ll gg
    prec succ preceq succeq lesssim gtrsim Rightarrow implies Longrightarrow
    Leftrightarrow iff Longleftrightarrow Leftarrow impliedby to rightarrow
    longrightarrow mapsto longmapsto subset subseteq supset supseteq defeq eqdef
    """.split()
)
_OVER = frozenset((r"\overset", r"\stackrel", r"\underset"))
_LONG = frozenset(
    (r"\xrightarrow", r"\xRightarrow", r"\xlongequal", r"\xLongrightarrow", r"\xleftrightarrow")
)

OPERATORS = frozenset(
    r"+ - − * / · × ± \pm \mp \cdot \times \ast \div \oplus \otimes \circ \cup \cap".split()
)
"""Signs that cannot end an expression, and with which a broken one goes on."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as written (`:=`, `\\leq`), its tokens' end, what is written over it."""

    latex: str
    end: int
    over: Tokens = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A relation (empty before the first) and the tokens behind it, up to the next."""

    relation: str
    signs: Tokens
    over: Tokens
    expression: Tokens


def relation_at(tokens: Tokens, index: int) -> Relation | None:
    """The relation that begins at this token, if one does."""
    token = tokens[index]
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if token.text == ":" and following == "=":
        return _scripted(tokens, ":=", index + 2)
    if token.text == r"\not" and (inner := _simple(following)):
        return _scripted(tokens, rf"\not{inner}", index + 2)
    if token.text in ("<", ">") and following == "=":
        return _scripted(tokens, token.text + "=", index + 2)
    if token.text in _OVER and has_group(tokens, index + 1):
        return _under_or_over(tokens, index)
    if token.text in (r"\mathrel", r"\mathop", r"\mathbin") and has_group(tokens, index + 1):
        inside = _only_relation(group(tokens, index + 1))
        return inside and Relation(inside.latex, group_end(tokens, index + 1), inside.over)
    if token.text in _LONG:
        if has_group(tokens, index + 1):
            inside_group = group(tokens, index + 1)
            return Relation(token.text, group_end(tokens, index + 1), inside_group)
        return Relation(token.text, index + 1)
    return _scripted(tokens, token.text, index + 1) if _simple(token.text) else None


def segments(tokens: Tokens) -> list[Segment]:
    """The tokens cut at every relation outside brackets, braces and environments."""
    depths = soft_depths(tokens)
    found = []
    start = index = 0
    relation: Relation | None = None
    signs: Tokens = ()
    while index < len(tokens):
        match = relation_at(tokens, index) if depths[index] == 0 else None
        if match is None:
            index += 1
            continue
        found.append(_segment(relation, signs, tokens[start:index]))
        relation, signs = match, tokens[index : match.end]
        start = index = match.end
    return [*found, _segment(relation, signs, tokens[start:])]


def has_relation(tokens: Tokens) -> bool:
    """Whether any relation stands outside brackets."""
    return len(segments(tokens)) > 1


def is_open(tokens: Tokens) -> bool:
    """Whether the tokens break off: behind an operator, or inside a bracket."""
    if not tokens:
        return False
    return tokens[-1].text in OPERATORS or soft_depths(tokens)[-1] > 0


def _segment(relation: Relation | None, signs: Tokens, expression: Tokens) -> Segment:
    if relation is None:
        return Segment("", (), (), expression)
    return Segment(relation.latex, signs, relation.over, expression)


def _simple(text: str) -> str:
    return text if text in _SIGNS or text in _COMMANDS else ""


def _scripted(tokens: Tokens, latex: str, index: int) -> Relation:
    """A relation with a script, such as `=^{(a)}`: the script is written over it."""
    if index + 1 < len(tokens) and tokens[index].text in "^_":
        if has_group(tokens, index + 1):
            return Relation(latex, group_end(tokens, index + 1), group(tokens, index + 1))
        if tokens[index + 1].text not in CLOSING and tokens[index + 1].kind is not Kind.CLOSE:
            return Relation(latex, index + 2, tokens[index + 1 : index + 2])
    return Relation(latex, index)


def _under_or_over(tokens: Tokens, index: int) -> Relation | None:
    middle = group_end(tokens, index + 1)
    if has_group(tokens, middle):
        base, end = group(tokens, middle), group_end(tokens, middle)
    else:
        base, end = tokens[middle : middle + 1], middle + 1
    inside = _only_relation(base)
    if inside is None:
        return None
    return Relation(inside.latex, end, (*group(tokens, index + 1), *inside.over))


def _only_relation(tokens: tuple[Token, ...]) -> Relation | None:
    inside = relation_at(tokens, 0) if tokens else None
    return inside if inside is not None and inside.end == len(tokens) else None
