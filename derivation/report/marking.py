"""Finding a rewritten part inside a whole line, both given as text.

The part was printed on its own and may differ from the line in brackets and spaces, so
these are passed over; a part that is not found is not marked.
"""

from __future__ import annotations

_PASSED_OVER = frozenset(" (){}[]")
_COMMANDS = (r"\left", r"\right")


def find(line: str, part: str) -> tuple[tuple[int, int], ...]:
    """The ranges of `line` that read as `part`, left to right, not overlapping."""
    characters = _essential(line)
    wanted = "".join(character for character, _ in _essential(part))
    text = "".join(character for character, _ in characters)
    found: list[tuple[int, int]] = []
    start = text.find(wanted) if wanted else -1
    while start != -1:
        end = start + len(wanted)
        span = (characters[start][1], characters[end - 1][1] + 1)
        if _stands_alone(line, *span):
            found.append(_balanced(line, *span))
        start = text.find(wanted, end)
    return tuple(found)


def _essential(text: str) -> list[tuple[str, int]]:
    """The characters that matter, with their places."""
    found = []
    index = 0
    while index < len(text):
        command = next((c for c in _COMMANDS if text.startswith(c, index)), None)
        if command is not None and not text[index + len(command) :][:1].isalpha():
            index += len(command)
            continue
        if text[index] not in _PASSED_OVER:
            found.append((text[index], index))
        index += 1
    return found


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether the range is no piece of a longer name: the x of exp, the h of h_1."""
    before, first = line[:start][-1:], line[start]
    last, after = line[end - 1], line[end:][:1]
    joined_before = (before.isalpha() and first.isalpha()) or before in tuple("_^\\√")
    joined_after = (last.isalpha() and after.isalpha()) or after in tuple("_^ᵀ")
    return not (joined_before or joined_after)


def _balanced(line: str, start: int, end: int) -> tuple[int, int]:
    """The range grown until its brackets close."""
    for opening, closing in ("()", "{}"):
        inside = line[start:end]
        missing = _unclosed(inside, opening, closing)
        while missing > 0 and end < len(line):
            missing -= line[end] == closing
            missing += line[end] == opening
            end += 1
        missing = _unclosed(inside[::-1], closing, opening)
        while missing > 0 and start > 0:
            start -= 1
            missing -= line[start] == opening
            missing += line[start] == closing
    return start, end


def _unclosed(text: str, opening: str, closing: str) -> int:
    depth = 0
    for character in text:
        if character == opening:
            depth += 1
        elif character == closing and depth:
            depth -= 1
    return depth
