r"""Labels, printed numbers, and who cites them: `\label`, `\tag`, `\eqref` and the like.

Here: finding them in text. Not here: which line a label stands on (`rows`, `document`)
or what a citation brings into a proof (`derivation.meaning`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivation.model import Label

_LABEL = re.compile(
    r"\\\\|\\%|%[^\n]*"
    r"|\\(?P<command>label|tag\*?)\s*\{(?P<name>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
)
_CITATION = re.compile(
    r"\\(?:eqref|[cC]ref|autoref|labelcref|ref|hyperref)\*?\s*[{\[](?P<tex>[^{}\[\]]*)[}\]]"
    r"|\{(?:eq|numref|ref)\}`(?:[^`<]*<)?(?P<myst>[^`<>]*)>?`"
    r"|:(?:eq|numref|ref|math:numref):`(?:[^`<]*<)?(?P<rst>[^`<>]*)>?`"
    r"|\[[^\[\]]*\]\(\#(?P<link>[^()\s]*)\)"
    r"|(?<![\w@])@(?P<quarto>eq-[\w:.-]*\w)"
    r"|<<(?P<asciidoc>[^<>,]+)(?:,[^<>]*)?>>"
)


def labels(display: str) -> Iterator[tuple[int, Label]]:
    r"""Every `\label` and `\tag` of a display with the place where it stands."""
    for match in _LABEL.finditer(display):
        if match["command"] is not None:
            name = " ".join(match["name"].replace("$", "").split())
            if name:
                yield match.start(), Label(name, match["command"] != "label")


def citations(text: str) -> tuple[str, ...]:
    r"""The labels that a text cites, in order: `\eqref{a}`, `{eq}` roles, `@eq-a`, links."""
    found: dict[str, None] = {}
    for match in _CITATION.finditer(text):
        names = next(each for each in match.groups() if each is not None)
        found.update((name.strip(), None) for name in names.split(",") if name.strip())
    return tuple(found)
