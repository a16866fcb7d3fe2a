r"""The example derivation taken apart, and put together again in other containers.

Here: its twelve lines and the reasons between them, read from the file in `examples/`
with nothing but string operations, so that tests do not rest on the reader they test.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

END = "□"
"""What the author puts below the last line."""

EXAMPLE = Path(__file__).parents[1] / "examples" / "logistic-regression-gradient.md"


@dataclass(frozen=True, slots=True)
class Seed:
    """The parts of the example.

    `lines[0]` is line 1 of the chain; `reasons[n]` stands before `lines[n]`, as written
    and without its brackets, None where there is none.
    """

    prose: str
    lines: tuple[str, ...]
    reasons: tuple[str | None, ...]

    def with_line(self, number: int, old: str, new: str) -> Seed:
        """The same with one place of one line (counted from 1) changed."""
        line = self.lines[number - 1]
        if old not in line:
            raise ValueError(f"line {number} has no {old}")
        lines = list(self.lines)
        lines[number - 1] = line.replace(old, new, 1)
        return replace(self, lines=tuple(lines))

    def with_exchanged_reasons(self, one: int, other: int) -> Seed:
        """The same with the reasons of two steps (counted from 1) exchanged."""
        reasons = list(self.reasons)
        reasons[one], reasons[other] = reasons[other], reasons[one]
        return replace(self, reasons=tuple(reasons))


def take_apart(text: str) -> Seed:
    """The prose before the first display, the lines, the reasons between them."""
    prose, _, rest = text.partition("$$")
    lines: list[str] = []
    reasons: list[str | None] = []
    reason: str | None = None
    for part in ("$$" + rest).strip().split("\n\n"):
        if part.startswith("["):
            reason = part.removeprefix("[").removesuffix("]").strip()
        elif part != END:
            for line in _rows(part):
                lines.append(line)
                reasons.append(reason)
                reason = None
    return Seed(prose.strip(), tuple(lines), tuple(reasons))


def _rows(display: str) -> list[str]:
    inside = display.strip("$").strip()
    inside = inside.replace(r"\begin{aligned}", "").replace(r"\end{aligned}", "")
    inside = inside.replace("&=", "=")
    return [
        side.strip() for row in inside.split("\\\\") for side in row.split("=") if side.strip()
    ]


def load() -> Seed:
    """The example, taken apart."""
    return take_apart(EXAMPLE.read_text(encoding="utf-8"))


def markdown(seed: Seed, before: str = "$$", after: str = "$$") -> str:
    """A document with one display a line and the reasons as bracketed paragraphs."""
    parts = [seed.prose, f"{before}{seed.lines[0]} = {seed.lines[1]}{after}"]
    for line, reason in zip(seed.lines[2:], seed.reasons[2:], strict=True):
        if reason is not None:
            parts.append(f"[{reason}]")
        parts.append(f"{before}= {line}{after}")
    return "\n\n".join(parts) + "\n"


def aligned(seed: Seed, opening: str, closing: str) -> str:
    r"""A document with all lines in one block, reasons as `\text{[...]}` at row ends."""
    rows = [seed.lines[0]]
    for line, reason in zip(seed.lines[1:], seed.reasons[1:], strict=True):
        words = "" if reason is None else rf" && \text{{[{reason}]}}"
        rows.append(rf"  &= {line}{words}")
    return f"{seed.prose}\n\n{opening}\n" + " \\\\\n".join(rows) + f"\n{closing}\n"


def tex(seed: Seed) -> str:
    """A LaTeX article with the derivation in `align*`."""
    title, text = seed.prose.split("\n\n")[-2:]
    body = aligned(replace(seed, prose=text), r"\begin{align*}", r"\end{align*}")
    return (
        "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n"
        f"\\section{{{title.strip('# ')}}}\n{body}\\end{{document}}\n"
    )


def notebook(seed: Seed) -> str:
    """A notebook: every paragraph a markdown cell, with a code cell between."""
    sources = markdown(seed).split("\n\n")
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}
        for source in sources
    ]
    code: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    cells.insert(1, {**code, "source": ["import math"]})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
