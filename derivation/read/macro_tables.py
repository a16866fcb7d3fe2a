"""Tables of macros, as the engines of Markdown take them: MathJax, KaTeX, MyST, Quarto.

Here: finding them in the YAML tree of a front matter or a file. Not here: macros in TeX
(`definitions`), or the rest of the front matter (`front_matter`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivation.model import Excerpt, Problem
from derivation.read.macros import Macro, parsed

if TYPE_CHECKING:
    from yaml.nodes import Node

_TABLES = frozenset(("macros", "Macros"))
_PARAMETER = re.compile(r"(?<!#)#([1-9])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
MOST_NODES = 100_000
"""How many nodes of a tree are looked at."""


def whole(content: Excerpt, path: str) -> tuple[list[Macro], list[Problem]]:
    """The macros of a file that is YAML or JSON: a table by itself, or with tables in it."""
    import yaml

    try:
        root = yaml.compose(content.text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return [], [Problem("This is not YAML or JSON.", content.span(0, 0))]
    if root is None:
        return [], []
    macros, problems = tables(root, content, path)
    if not macros and isinstance(root, yaml.MappingNode):
        macros, problems = _table(root, content, path)
    return macros, problems


def tables(root: Node, content: Excerpt, path: str = "") -> tuple[list[Macro], list[Problem]]:
    """The macros of every table in a tree, in their order."""
    macros: list[Macro] = []
    problems: list[Problem] = []
    for node in _found(root):
        more, wrong = _table(node, content, path)
        macros.extend(more)
        problems.extend(wrong)
    return macros, problems


def _found(root: Node) -> Iterator[Node]:
    r"""Every table: the value of `macros`, or of `math` where its keys are commands."""
    from yaml.nodes import MappingNode, SequenceNode

    waiting = [root]
    seen: set[int] = set()
    while waiting and len(seen) < MOST_NODES:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            waiting.extend(reversed(node.value))
        if not isinstance(node, MappingNode):
            continue
        for key, value in reversed(node.value):
            if not isinstance(value, MappingNode):
                waiting.append(value)
            elif key.value in _TABLES or (key.value == "math" and _has_commands(value)):
                yield value
            else:
                waiting.append(value)


def _has_commands(node: Node) -> bool:
    return any(str(key.value).startswith("\\") for key, _ in node.value)


def _table(node: Node, content: Excerpt, path: str) -> tuple[list[Macro], list[Problem]]:
    macros: list[Macro] = []
    problems: list[Problem] = []
    for key, value in node.value:
        span = content.span(key.start_mark.index, value.end_mark.index)
        line = content.text.count("\n", 0, key.start_mark.index) + 1
        origin = f"{path}, line {line}" if path else "the front matter"
        name = "\\" + str(key.value).removeprefix("\\")
        entry = _entry(value)
        if entry is None or not re.fullmatch(r"\\(?:[A-Za-z@]+|.)", name):
            problems.append(Problem(f"This does not say what {name} stands for.", span))
        elif any(_CONTROL.search(text) for text in (entry[0], entry[2] or "")):
            message = "Double quotes change backslashes: use single quotes here."
            problems.append(Problem(message, span))
        else:
            body, count, default = entry
            given = None if default is None else parsed(default)
            macros.append(Macro(name, parsed(body), count, given, origin=origin))
    return macros, problems


def _entry(node: Node) -> tuple[str, int, str | None] | None:
    """Text, number of parameters and default of an entry, in any of the ways it is written."""
    from yaml.nodes import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, MappingNode):  # MyST: {macro: …, title: …}
        macro = next((value for key, value in node.value if key.value == "macro"), None)
        return None if macro is None or isinstance(macro, MappingNode) else _entry(macro)
    if isinstance(node, ScalarNode):
        numbers = [int(found) for found in _PARAMETER.findall(node.value)]
        return node.value, max(numbers, default=0), None
    if not isinstance(node, SequenceNode):
        return None
    values = [each.value for each in node.value]
    if not values or len(values) > 3 or not all(isinstance(each, str) for each in values):
        return None
    count = values[1] if len(values) > 1 else "0"
    if not re.fullmatch("[0-9]", count):
        return None
    return values[0], int(count), values[2] if len(values) > 2 else None
