"""Front matter: the overrides an author writes above a Markdown document.

Here: the keys `verify-derivation` (a list of directives, or a mapping with `goal`,
`names`, `assume`, `numbers`) and `goal`; every other key belongs to other programs.
Not here: what a directive means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derivation.model import Excerpt, Problem, Span
from derivation.read import macro_tables
from derivation.read.blocks import Block, Goal, Override
from derivation.read.expansion import Expander

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, ScalarNode

KEY = "verify-derivation"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
"""What YAML makes of the backslash in a double-quoted `"\\frac"`."""


def blocks(content: Excerpt, expander: Expander) -> list[Block]:
    """The overrides in front matter, or the problem that makes it unreadable.

    The macros that it defines hold from here on.
    """
    import yaml

    try:
        root = yaml.compose(content.text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = min(mark.index if mark is not None else 0, len(content.text))
        what = error.problem or "not YAML"
        what += "; write LaTeX in single quotes" if "escape" in what else ""
        return [Problem(f"The front matter cannot be read: {what}.", content.span(at, at))]
    except (yaml.YAMLError, RecursionError):
        place = content.span(0, len(content.text))
        return [Problem("The front matter cannot be read: it is not YAML.", place)]
    if not isinstance(root, yaml.MappingNode):
        return []
    reader = _Reader(content)
    macros, problems = macro_tables.tables(root, content)
    for macro in macros:
        expander.define(macro)
    reader.found.extend(problems)
    for key, value in root.value:
        if key.value == "header-includes":
            reader.header(value, expander)
        elif key.value == "goal":
            reader.goal(value)
        elif key.value == KEY:
            reader.overrides(value)
    return reader.found


class _Reader:
    """Collects overrides from the nodes of the YAML tree."""

    def __init__(self, content: Excerpt) -> None:
        self.content = content
        self.found: list[Block] = []

    def overrides(self, node: Node) -> None:
        """The value of our own key."""
        from yaml.nodes import MappingNode

        if not isinstance(node, MappingNode):
            self.directives(node)
            return
        for key, value in node.value:
            if key.value == "goal":
                self.goal(value)
            elif key.value == "names" and isinstance(value, MappingNode):
                self.names(value)
            elif key.value == "assume":
                self.directives(value)
            elif key.value == "numbers":
                self.numbers(value)
            else:
                known = "goal, names, assume and numbers"
                self._refuse(key, f"`{KEY}` has {known}; this is none of them.")

    def header(self, node: Node, expander: Expander) -> None:
        """Definitions that pandoc puts above a document."""
        from yaml.nodes import ScalarNode, SequenceNode

        for each in node.value if isinstance(node, SequenceNode) else [node]:
            if isinstance(each, ScalarNode):
                expander.preamble(Excerpt(each.value, ((0, self._span(each).start),)))

    def goal(self, node: Node) -> None:
        """A goal, as LaTeX."""
        if text := self._scalar(node):
            self.found.append(Goal(text))

    def directives(self, node: Node) -> None:
        """One directive, or a list of them."""
        from yaml.nodes import SequenceNode

        for each in node.value if isinstance(node, SequenceNode) else [node]:
            text = self._scalar(each)
            if text is None:
                continue
            goal = text.text.removeprefix("goal:")
            if goal != text.text:
                self.found.append(Goal(text.cut(len("goal:"), len(text.text))))
            else:
                self.found.append(Override(" ".join(text.text.split()), self._span(each)))

    def numbers(self, node: Node) -> None:
        """`numbers: complex` is the directive of the same words."""
        text = self._scalar(node)
        if text is not None:
            self.found.append(Override(f"numbers: {text.text.strip()}", self._span(node)))

    def names(self, node: MappingNode) -> None:
        """`a: function` says the same as "a is a function"."""
        for key, value in node.value:
            name, kind = self._scalar(key), self._scalar(value)
            if name is None or kind is None:
                continue
            words = kind.text.strip()
            words = words.removeprefix("a ").removeprefix("an ")
            article = "an" if words[:1].lower() in tuple("aeiou") else "a"
            span = self._span(key).to(self._span(value))
            self.found.append(Override(f"{name.text.strip()} is {article} {words}", span))

    def _scalar(self, node: Node) -> Excerpt | None:
        """A scalar's text, placed exactly where YAML left it as written."""
        from yaml.nodes import ScalarNode

        if not isinstance(node, ScalarNode):
            self._refuse(node, "A line of text is expected here.")
            return None
        if _CONTROL.search(node.value):
            self._refuse(node, "Double quotes change backslashes: use single quotes here.")
            return None
        start, end = node.start_mark.index, node.end_mark.index
        found = self.content.text.find(node.value, start, end)
        if found >= 0:
            return self.content.cut(found, found + len(node.value))
        return Excerpt(node.value, ((0, self.content.origin(start)),))

    def _refuse(self, node: Node | ScalarNode, message: str) -> None:
        self.found.append(Problem(message, self._span(node)))

    def _span(self, node: Node) -> Span:
        return self.content.span(node.start_mark.index, node.end_mark.index)
