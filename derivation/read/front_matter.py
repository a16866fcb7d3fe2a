"""Front matter: the YAML at the head of a Markdown document, as far as it is for us.

Read are the keys `verify-derivation` (a text, a list of texts, or `goal`, `names`,
`assume`) and `goal`. Not here: what an entry means (`derivation.meaning`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from derivation.model import Excerpt, Problem, Span
from derivation.read.blocks import Lost, Setting
from derivation.read.excerpts import extent

if TYPE_CHECKING:
    from yaml.nodes import Node

KEY = "verify-derivation"
_OURS = re.compile(rf"^(?:{KEY}|goal)[ \t]*:", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


class _NotUnderstoodError(Exception):
    """An entry of the front matter that is not as documented."""

    def __init__(self, message: str, node: Node) -> None:
        super().__init__(message)
        self.message = message
        self.node = node


def read(excerpt: Excerpt) -> Iterator[Setting | Lost]:
    """The entries meant for this program; what is wrong with one is said at its place."""
    if not _OURS.search(excerpt.text):
        return  # other programs' front matter is none of our business, broken or not
    import yaml

    try:
        root = yaml.compose(excerpt.text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        yield Lost(Problem(_sentence(error), _error_span(excerpt, error)))
        return
    if not isinstance(root, yaml.MappingNode):
        yield Lost(Problem("front matter is read as `key: value` lines", extent(excerpt)))
        return
    for key, value in root.value:
        try:
            if key.value == "goal":
                yield _setting(excerpt, value, goal=True)
            elif key.value == KEY:
                yield from _entries(excerpt, value)
        except _NotUnderstoodError as error:
            yield Lost(Problem(error.message, _span(excerpt, error.node)))


def _entries(excerpt: Excerpt, node: Node) -> Iterator[Setting]:
    from yaml.nodes import MappingNode

    if not isinstance(node, MappingNode):
        yield from _texts(excerpt, node)
        return
    for key, value in node.value:
        match key.value:
            case "goal":
                yield _setting(excerpt, value, goal=True)
            case "assume":
                yield from _texts(excerpt, value)
            case "names":
                yield from _names(excerpt, value)
            case _:
                raise _NotUnderstoodError(f"{KEY} has the keys goal, names and assume", key)


def _texts(excerpt: Excerpt, node: Node) -> Iterator[Setting]:
    from yaml.nodes import SequenceNode

    for item in node.value if isinstance(node, SequenceNode) else [node]:
        yield _setting(excerpt, item)


def _names(excerpt: Excerpt, node: Node) -> Iterator[Setting]:
    from yaml.nodes import MappingNode

    if not isinstance(node, MappingNode):
        raise _NotUnderstoodError("names are given as `name: kind` lines", node)
    for key, value in node.value:
        name, kind = _setting(excerpt, key), _setting(excerpt, value)
        article = "" if kind.words.text.startswith(("a ", "an ")) else "a "
        text = f"{name.words.text} is {article}{kind.words.text}"
        words = Excerpt(text, name.words.anchors)
        yield Setting(words, name.span.to(kind.span))


def _setting(excerpt: Excerpt, node: Node, *, goal: bool = False) -> Setting:
    from yaml.nodes import ScalarNode

    if not isinstance(node, ScalarNode):
        raise _NotUnderstoodError("a text is expected here; put it in single quotes", node)
    value = node.value.strip()
    if _CONTROL.search(value):
        raise _NotUnderstoodError(
            "double quotes change backslashes; put this text in single quotes", node
        )
    start, end = node.start_mark.index, node.end_mark.index
    place = excerpt.text.find(value, start, end)
    if place >= 0:
        return Setting(excerpt.cut(place, place + len(value)), _span(excerpt, node), goal)
    # A folded or escaped text is not in the source as such: its start must do.
    return Setting(Excerpt(value, ((0, excerpt.origin(start)),)), _span(excerpt, node), goal)


def _span(excerpt: Excerpt, node: Node) -> Span:
    return excerpt.span(node.start_mark.index, max(node.end_mark.index, node.start_mark.index))


def _error_span(excerpt: Excerpt, error: Any) -> Span:
    mark = getattr(error, "problem_mark", None)
    index = min(mark.index, len(excerpt.text)) if mark is not None else 0
    return excerpt.span(index, min(index + 1, len(excerpt.text)))


def _sentence(error: Any) -> str:
    reason = getattr(error, "problem", None) or "it is not YAML"
    hint = "; write LaTeX in single quotes" if "escape" in reason else ""
    return f"the front matter cannot be read: {reason}{hint}"
