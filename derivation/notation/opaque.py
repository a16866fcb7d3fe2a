r"""How operators of which nothing is known are printed, where they are no words.

Relations as statements, unions and greatest values over an index, integrals against the
differential of an expression, sets, intervals, `\pm`, primes. Operators that are words,
and matrices, are in `large`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sympy import Symbol

from derivation.notation.binding import Binding, Shown
from derivation.notation.style import Style
from derivation.term import Domain, Range, Term, names, replace, vector

Text = Callable[[Term], str]

RELATIONS = frozenset(
    r"\in \notin \subset \subseteq \supset \supseteq \sim \perp \approx \propto \leq \geq \neq"
    r" < > =".split()
)
_ACCENTS = frozenset(
    "\\" + word
    for word in "hat bar tilde check breve dot ddot acute grave underline vec".split()
)
_PLACE = re.compile(r"\\#b\d+\.\d+$")
_VALUED = frozenset((r"\mathrm{d}", r"\int\mathrm{d}"))
_BRACKETS = {r"\{": (r"\{", r"\}"), "(]": ("(", "]"), "[)": ("[", ")")}


def opaque(
    style: Style, text: Text, head: str, parameters: Sequence[Term], arguments: Sequence[Term]
) -> Shown | None:
    """The printed operator, or None if it is printed as a word with a bracket."""
    if (parameters and _is_valued(head)) or _binds(arguments):
        arguments = _named(head, parameters, arguments)
    parts = [text(each) for each in arguments]
    match head, len(parts):
        case r"\infty", 0:
            return Shown(style.name(head), Binding.ATOM)
        case ":", 2:
            return Shown(f"{parts[0]}: {parts[1]}", Binding.SUM)
        case ((r"\pm" | r"\mp"), 1):
            return Shown(style.name(head) + style.bracket(parts[0]), Binding.PRODUCT)
        case (("|" | r"\|"), 1) if parameters:
            bar = style.name(r"\|") if head == r"\|" else "|"
            return Shown(
                style.subscript(f"{bar}{parts[0]}{bar}", [style.name(parameters[0].name)]),
                Binding.ATOM,
            )
        case "|", 3:
            return Shown(f"{style.bracket(parts[0])}|_({parts[1]} = {parts[2]})", Binding.ATOM)
        case "!!", 1:
            return Shown(style.bracket(parts[0]) + "!!", Binding.POWER)
        case "'", 1:
            return Shown(parts[0] + "'" * int(parameters[0]), Binding.ATOM)
        case r"\mathrm{d}", n if n > 1:
            return _derivative(style, parts)
        case ((r"\int" | r"\int\mathrm{d}"), n) if n > 1:
            return _integral(style, parts, arguments)
    if head.startswith(r"\nabla") and parts:
        sign = style.name(r"\nabla") + head.removeprefix(r"\nabla").replace(r"\cdot", "·")
        sign = sign.replace("^{2}", "²").replace(r"\times", "×")
        below = style.subscript(sign, parts[1:]) if parts[1:] else sign
        return Shown(below + style.bracket(parts[0]), Binding.ATOM)
    if head in RELATIONS and len(parts) == 2:
        sign = style.name(head)
        return Shown(style.bracket(f"{parts[0]} {sign} {parts[1]}"), Binding.ATOM)
    if len(parts) == 3 and isinstance(arguments[2], Range | Domain):
        return _over(style, text, head, parts, arguments)
    return None


def accent_word(head: str) -> str | None:
    """The word for an accent over a whole expression, None for another head."""
    return head[1:] if head in _ACCENTS else None


def enclosed(style: Style, head: str, inside: str) -> str | None:
    """A list in brackets other than round ones, or None if the head is no bracket."""
    if not head:
        return style.bracket(inside)
    if head not in _BRACKETS:
        return None
    opening, closing = _BRACKETS[head]
    return f"{style.name(opening)}{inside}{style.name(closing)}"


def _is_valued(head: str) -> bool:
    """Whether an operator's arguments end with the values of the names in its places."""
    return head in _VALUED or head.startswith(r"\nabla")


def _binds(arguments: Sequence[Term]) -> bool:
    """Whether an operator has places in the stead of bound names."""
    return any(_PLACE.match(name) for each in arguments for name in names(each))


def _named(head: str, parameters: Sequence[Term], arguments: Sequence[Term]) -> Sequence[Term]:
    """The arguments with an operator's names in its places, and without its values."""
    found = {n for each in arguments for n in names(each) if _PLACE.match(n)}
    level = max((int(n.split(".")[0][3:]) for n in found), default=0)
    mapping: dict[Term, Term] = {}
    for index, name in enumerate(parameters):
        place = rf"\#b{level}.{index}"
        mapping |= {Symbol(place): Symbol(name.name), vector(place): vector(name.name)}
    kept = arguments[: len(arguments) - len(parameters)] if _is_valued(head) else arguments
    return [replace(each, mapping) for each in kept]


def _derivative(style: Style, parts: list[str]) -> Shown:
    """d/d(sigma^2) of something, an order as a repeated variable."""
    body = style.bracket(parts[0])
    for variable in reversed(parts[1:]):
        body = style.derivative(style.bracket(variable), 1, body)
    return Shown(body, Binding.OPERATOR)


def _integral(style: Style, parts: list[str], arguments: Sequence[Term]) -> Shown:
    ends = parts[2:]
    if len(parts) == 3 and isinstance(arguments[2], Domain):
        ends = [_set(arguments[2], ends[0])]
    lower, upper = (*ends, "", "")[:2]
    shown = style.integral(lower, upper, style.bracket(parts[0]), style.bracket(parts[1]))
    return Shown(shown, Binding.OPERATOR)


def _over(
    style: Style, text: Text, head: str, parts: list[str], arguments: Sequence[Term]
) -> Shown:
    """A sign with an index and where it runs below it."""
    reach = arguments[2]
    if isinstance(reach, Range):
        below = f"{parts[1]} = {text(reach.args[0])}, …, {text(reach.args[1])}"
    else:
        below = _set(reach, parts[2]).replace("·", parts[1]) or parts[1]
    sign = style.subscript(style.name(head), [below])
    return Shown(sign + style.bracket(parts[0]), Binding.ATOM)


def _set(domain: Term, shown: str) -> str:
    return shown if domain.args[0].name else ""
