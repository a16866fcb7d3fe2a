"""Jupyter notebooks to blocks: the Markdown cells, every character with its place.

Here: which strings of the JSON are Markdown. Not here: JSON itself (`json_text`),
Markdown (`markdown`). Places are offsets into the notebook's raw text.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.errors import ReadError
from derivation.model import Excerpt, Problem, Span
from derivation.read.blocks import Block, Lost
from derivation.read.excerpts import join
from derivation.read.json_text import JsonString, JsonValue, decode, parse
from derivation.read.markdown import read_markdown


def read_notebook(excerpt: Excerpt) -> Iterator[Block]:
    """The blocks of all Markdown cells in order; code and raw cells are left alone."""
    try:
        root = parse(excerpt)
    except ReadError as error:
        yield Lost(error.problem())
        return
    cells = root.get("cells") if isinstance(root, dict) else None
    if not isinstance(cells, list):
        sentence = "this is no Jupyter notebook of format 4: it has no list of cells"
        yield Lost(Problem(sentence, Span(excerpt.origin(0), excerpt.origin(0))))
        return
    first = True
    for cell in cells:
        if not isinstance(cell, dict) or _text(excerpt, cell.get("cell_type")) != "markdown":
            continue
        yield from read_markdown(_source(excerpt, cell.get("source")), whole=first)
        first = False


def _text(excerpt: Excerpt, value: JsonValue) -> str:
    return decode(excerpt, value).text if isinstance(value, JsonString) else ""


def _source(excerpt: Excerpt, value: JsonValue) -> Excerpt:
    strings = value if isinstance(value, list) else [value]
    return join(decode(excerpt, each) for each in strings if isinstance(each, JsonString))
