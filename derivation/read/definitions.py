r"""How macros are defined: `\newcommand`, `\def`, `\let`, `\DeclareMathOperator` and the rest.

Here: one definition read off the signs of a text. Not here: when it holds (`macros`), or
tables of macros in front matter (`macro_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivation.errors import DerivationError
from derivation.read.feed import Feed, MissingError
from derivation.read.macros import Macro, Scopes, Sign, parsed

COMMANDS = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand|DeclareRobustCommand|[egx]?def"
    r"|let|DeclareMathOperator|DeclarePairedDelimiter|(?:re)?newenvironment)(?![A-Za-z@])"
)
"""The commands that define something."""

KEPT = frozenset(
    "\\" + word
    for word in """
    begin end label tag ref eqref cite item section subsection subsubsection chapter part
    paragraph title author date maketitle text intertext left right newcommand renewcommand
    def let input include footnote caption par document verb usepackage documentclass
    """.split()
)
"""Commands that make up the document; a style that redefines one only changes its looks."""

_PROGRAM = frozenset(
    "\\" + word
    for word in """
    expandafter csname endcsname futurelet ifx if ifnum ifdim ifcase else fi loop repeat
    @ifnextchar @ifstar noexpand catcode advance kernel@ifnextchar @tempcnta newcount edef
    IfValueTF IfNoValueTF IfBooleanTF ifthenelse
    """.split()
)
"""Commands of a text that is a program, which putting in its text cannot carry out."""


class RefusedError(DerivationError):
    """A definition that cannot be used; the message says why."""


def definition(command: str, feed: Feed, scopes: Scopes, origin: str) -> list[Macro]:
    """The macros that a definition behind its command defines.

    MissingError where it is not complete; RefusedError where it is, but cannot be used.
    """
    word = command.removeprefix("\\")
    if word in ("def", "gdef", "edef", "xdef"):
        return [_primitive(feed, origin)]
    if word == "let":
        return [_let(feed, scopes, origin)]
    if word == "DeclareMathOperator":
        starred = "*" if feed.over("*") else ""
        name = _name(feed)
        body = parsed(rf"\operatorname{starred}{{")
        return [Macro(name, (*body, *feed.argument(), *parsed("}")), origin=origin)]
    if word == "DeclarePairedDelimiter":
        return [_delimiters(feed, origin)]
    feed.over("*")
    if word.endswith("environment"):
        return _environment(feed, origin)
    name = _name(feed)
    count, default = _parameters(feed)
    body = feed.argument()
    if word == "providecommand" and name in scopes.table:
        return [scopes.table[name]]
    return [_usable(Macro(name, body, count, default, origin=origin))]


def _name(feed: Feed) -> str:
    """The command that is defined, with or without braces."""
    inside = [sign for sign in feed.argument() if not sign.is_blank]
    if len(inside) != 1 or not inside[0].is_command:
        raise MissingError("the command that is to be defined is missing")
    return inside[0].text


def _parameters(feed: Feed) -> tuple[int, tuple[Sign, ...] | None]:
    """How many parameters `[2]` says there are, and what `[default]` behind it says."""
    number = feed.optional()
    if number is None:
        return 0, None
    text = "".join(sign.text for sign in number).strip()
    if not re.fullmatch("[0-9]", text):
        raise MissingError("the number of parameters is not one of 0 to 9")
    return int(text), feed.optional()


def _primitive(feed: Feed, origin: str) -> Macro:
    r"""`\def\name#1#2{…}`; a text between the parameters is refused."""
    feed.skip_blanks()
    sign = feed.take()
    if sign is None or not sign.is_command:
        raise MissingError("the command that is to be defined is missing")
    pattern: list[str] = []
    behind = feed.take()
    while behind is not None and behind.text != "{":
        pattern.append(behind.text)
        if len(pattern) > 40 or behind.text.count("\n") > 1:
            raise MissingError("what it stands for is missing")
        behind = feed.take()
    if behind is None:
        raise MissingError("what it stands for is missing")
    body = feed.group("}")
    parameters = "".join("".join(pattern).split())
    count = parameters.count("#")
    if parameters != "".join(f"#{n}" for n in range(1, count + 1)):
        raise RefusedError(
            f"{sign.text} takes its parameters up to signs of its own (`{parameters}`), "
            "which is not read; parameters in braces are."
        )
    return _usable(Macro(sign.text, body, count, origin=origin))


def _let(feed: Feed, scopes: Scopes, origin: str) -> Macro:
    r"""`\let\name=\other`: what the other one means now, whatever becomes of it."""
    feed.skip_blanks()
    name = feed.take()
    if name is None or not name.is_command:
        raise MissingError("the command that is to be defined is missing")
    behind = feed.peek()
    if behind is not None and behind.text[0] == "=":
        feed.skip_blanks()
        feed.over("=")
    feed.skip_blanks()
    (other,) = feed.argument()[:1] or (None,)
    if other is None:
        raise MissingError("what it stands for is missing")
    meant = scopes.table.get(other.text)
    if meant is not None:
        return Macro(name.text, meant.body, meant.parameters, meant.default, origin=origin)
    return Macro(name.text, (other._replace(final=True),), origin=origin)


def _delimiters(feed: Feed, origin: str) -> Macro:
    r"""`\DeclarePairedDelimiter\norm{\lVert}{\rVert}`; `\norm*` grows with its argument."""
    name = _name(feed)
    left, right = feed.argument(), feed.argument()
    hole = parsed("#2")
    plain = (*left, *parsed(" "), *hole, *right)
    grown = (*parsed(r"\left"), *left, *parsed(" "), *hole, *parsed(r"\right"), *right)
    return Macro(name, plain, 2, (), grown, origin)


def _environment(feed: Feed, origin: str) -> list[Macro]:
    """The text in place of an environment's beginning and of its end."""
    name = "".join(sign.text for sign in feed.argument()).strip()
    count, default = _parameters(feed)
    begin, end = feed.argument(), feed.argument()
    return [
        _usable(Macro(rf"\begin{{{name}}}", begin, count, default, origin=origin)),
        _usable(Macro(rf"\end{{{name}}}", end, origin=origin)),
    ]


def _usable(macro: Macro) -> Macro:
    """The macro; RefusedError if it is a program, or changes what makes up documents."""
    words: Sequence[str] = [sign.text for sign in macro.body if sign.is_command]
    program = next((word for word in words if word in _PROGRAM), None)
    if program is not None:
        raise RefusedError(
            f"{macro.name} is a program ({program}), which is not carried out; "
            "it stays as it is written."
        )
    return macro
