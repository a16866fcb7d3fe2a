r"""TeX files into blocks.

Here: what belongs to the text (between `\begin{document}` and `\end{document}`).
Not here: the running text itself (`inline`), macros (`expansion`).
"""

from __future__ import annotations

import re

from derivation.model import Excerpt
from derivation.read import inline
from derivation.read.blocks import Block, Comment
from derivation.read.excerpts import with_plain_line_endings
from derivation.read.expansion import Expander
from derivation.read.inline import Manner

_BEGIN = re.compile(r"^[^%\n]*?\\begin\{document\}", re.MULTILINE)
_END = re.compile(r"^[^%\n]*?(?P<end>\\end\{document\})", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)%(?P<inside>[^\n]*)")


def blocks(excerpt: Excerpt, expander: Expander) -> list[Block]:
    """The blocks of a TeX text, in order; of the preamble only its comments."""
    whole = with_plain_line_endings(excerpt)
    text = whole.text
    begin = _BEGIN.search(text)
    start = begin.end() if begin else 0
    end = _END.search(text, start)
    stop = end.start("end") if end else len(text)
    preamble: list[Block] = [
        Comment(whole.cut(match.start("inside"), match.end("inside")))
        for match in _COMMENT.finditer(text, 0, start)
    ]
    if start:
        expander.preamble(whole.cut(0, start))
    body = expander.expand(whole.cut(start, stop), tex=True)
    return preamble + inline.blocks(body, Manner.TEX)
