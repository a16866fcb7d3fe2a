r"""What can be read in more than one way, and how it was read.

A step is not refuted on a reading that another reader would not share: such a line is
at most undecided, and the message says what was ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from derivation.meaning.context import Context
from derivation.meaning.indices import is_open, letters_in, mentions
from derivation.meaning.kinds import Kind, Kinds
from derivation.meaning.usage import (
    base_name,
    braced_bracket,
    bracket_of,
    full_name,
    is_transpose,
    last_of,
)
from derivation.notation import name_text
from derivation.read.surface import (
    BigOperator,
    Call,
    DerivativeOf,
    Fraction,
    LimitOf,
    Node,
    Product,
    Run,
    Scripts,
    walk,
)


def ambiguity(node: Node, context: Context, beside: Iterable[Node] = ()) -> str | None:
    """One sentence on the first ambiguity of a line and how it was read, or None.

    `beside` are all lines that it is compared with.
    """
    kinds = context.kinds
    around = [part for line in (node, *beside) for part in walk(line)]
    families = kinds.families & {name for part in around if (name := base_name(part))}
    summed = any(isinstance(part, BigOperator) for part in around)
    for part in walk(node):
        name = _tied(part, context, families)
        if name is not None:
            return f"{name_text(name)} was read as independent of what its name speaks of"
        if summed and isinstance(part, Scripts) and _is_whole_family(part, context):
            return "the length of a vector was read as independent of the ends of sums"
    for part in walk(node):
        if isinstance(part, DerivativeOf) and part.ambiguous:
            return "the derivative was read as of the first bracket alone"
        if isinstance(part, LimitOf) and part.ambiguous:
            return "the limit was read as of the first term alone"
        if (
            isinstance(part, Scripts)
            and part.subscript is not None
            and is_open(part.subscript)
            and mentions(part.subscript, kinds.indices)
        ):
            return "a number and a letter in a subscript were read as two indices"
        if isinstance(part, Run) and _is_factor_of_derivative(part, kinds):
            return "the bracket behind the derivative was read as a factor"
        if isinstance(part, BigOperator) and _reaches_over_another(part):
            return "the product was read as of everything behind its sign"
        if isinstance(part, Fraction) and part.slash and _is_open(part.denominator, kinds):
            return "everything side by side behind the slash was read as its denominator"
        if isinstance(part, Call) and _is_raised_bracket(part.operand[0]):
            braced = braced_bracket(part.operand[0]) is not None
            inside = part.function in ("log", "ln", "lg") and not braced
            place = "the bracket" if inside else f"the value of {part.function}"
            return f"the exponent behind the bracket was read as a power of {place}"
    return None


def _reaches_over_another(product: BigOperator) -> bool:
    r"""`\prod_k a_k \sum_j b_j`: the sum may be a factor of each a_k, or of the product."""
    body = product.body
    items = body.items if isinstance(body, Run) else ()
    items = body.factors if isinstance(body, Product) else items
    behind = items[1:] if product.sign == r"\prod" else ()
    return any(isinstance(last_of(each), BigOperator) for each in behind)


def _is_factor_of_derivative(run: Run, kinds: Kinds) -> bool:
    """dy/dx (x + 1): a factor, or the place at which the derivative is taken."""
    return any(
        isinstance(first, DerivativeOf)
        and first.written_inside
        and bracket_of(second) is not None
        and (name := base_name(first.operand)) is not None
        and kinds.kind(name) is not Kind.FUNCTION
        for first, second in pairwise(run.items)
    )


_ACCENTED = re.compile(r"\\(?:bar|hat|tilde|overline|widehat)\{(.+)\}$")


def _tied(part: Node, context: Context, families: frozenset[str]) -> str | None:
    r"""A name without a formula that speaks of data: \bar{x} and s_x beside x_i."""
    name = full_name(part)
    if name is None or name in context.hidden or name in context.kinds.bound:
        return None
    accented = _ACCENTED.match(base_name(part) or "")
    if accented is not None and accented[1] in families:
        below = part.subscript if isinstance(part, Scripts) else None
        return None if mentions(below, context.kinds.indices) else name
    if context.kinds.kind(base_name(part) or "") is Kind.FUNCTION:
        return None  # h_theta(x) depends on its parameter, and the term says so
    if isinstance(part, Scripts) and part.subscript is not None:
        spoken = frozenset(letters_in(part.subscript)) & families
        return name if spoken and base_name(part) not in families else None
    return None


def _is_whole_family(part: Scripts, context: Context) -> bool:
    """Whether a transposed vector is one whose components are summed one by one."""
    name = base_name(part)
    return name in context.kinds.families and is_transpose(part.superscript)


def _is_raised_bracket(node: Node) -> bool:
    raised = isinstance(node, Scripts) and node.superscript is not None
    return raised and (bracket_of(node) or braced_bracket(node)) is not None


def _is_open(denominator: Node, kinds: Kinds) -> bool:
    if not isinstance(denominator, Run):
        return False
    name = base_name(denominator.items[0])
    applied = name is not None and kinds.kind(name) is Kind.FUNCTION
    return not (applied and len(denominator.items) == 2)
