r"""The signs of a text in order, with a way to put signs back: what TeX calls its input.

Here: taking signs, groups, arguments. Not here: what a macro is replaced by (`expansion`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivation.errors import DerivationError
from derivation.read.macros import Sign

LONGEST_ARGUMENT = 20_000
"""The most signs that one argument has; an unclosed brace is not looked after for longer."""

_ENDS = frozenset(("}", "$", "&", r"\\", r"\end", r"\]", r"\)", r"\begin", r"\par"))
"""Signs that are no argument: the formula, its row or its cell ends there."""


class MissingError(DerivationError):
    """Something that has to stand here does not; the message says what."""


class Feed:
    """Signs one after the other; signs that are put back come first."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._signs: Iterator[Sign] = iter(signs)
        self._back: list[Sign] = []
        self._taken: list[Sign] | None = None
        self._floor: int | None = None

    def settled(self) -> bool:
        """Whether all that was put in is gone: the next sign is the text's own."""
        if self._floor is not None and len(self._back) <= self._floor:
            self._floor = None
        return self._floor is None

    def take(self) -> Sign | None:
        """The next sign; None at the end."""
        sign = self._back.pop() if self._back else next(self._signs, None)
        if self._taken is not None and sign is not None:
            self._taken.append(sign)
        return sign

    def put(self, signs: Iterable[Sign]) -> int:
        """Put signs in, to come next; how many characters they have."""
        every = list(signs)
        if self.settled():
            self._floor = len(self._back)
        self._back.extend(reversed(every))
        return sum(len(sign.text) for sign in every)

    def drop(self) -> None:
        """Forget what was put in."""
        del self._back[self._floor or 0 :]

    def peek(self) -> Sign | None:
        """The next sign that is not blank, left where it is."""
        skipped: list[Sign] = []
        sign = self.take()
        while sign is not None and sign.is_blank:
            skipped.append(sign)
            sign = self.take()
        skipped.extend([] if sign is None else [sign])
        self._untake(skipped)
        return sign

    def _untake(self, signs: list[Sign]) -> None:
        self._back.extend(reversed(signs))
        if self._taken is not None and signs:
            del self._taken[-len(signs) :]

    def attempt(self) -> None:
        """From here on all that is taken is remembered, until `accept` or `undo`."""
        self._taken = []

    def accept(self) -> None:
        """What was taken since `attempt` is gone."""
        self._taken = None

    def undo(self) -> None:
        """Put back what was taken since `attempt`."""
        taken, self._taken = self._taken or [], None
        self._back.extend(reversed(taken))

    def skip_blanks(self) -> None:
        """Go over white space and comments, not over an empty line."""
        sign = self.take()
        while sign is not None and sign.is_blank and sign.text.count("\n") < 2:
            sign = self.take()
        if sign is not None:
            self._untake([sign])

    def argument(self) -> tuple[Sign, ...]:
        """An argument: the inside of a group, or one sign; MissingError if there is none."""
        self.skip_blanks()
        sign = self.take()
        if sign is not None and sign.text == "{":
            return self.group("}")
        if sign is None or sign.is_blank or sign.text in _ENDS:
            raise MissingError("an argument is missing")
        if sign.text[0] == "\\" or len(sign.text) == 1:
            return (sign,)
        return (self._first(sign),)

    def _first(self, sign: Sign) -> Sign:
        """The first character of a sign just taken; the rest comes next."""
        first = sign._replace(text=sign.text[0])
        if len(sign.text) > 1:
            self._back.append(sign._replace(text=sign.text[1:], at=sign.at + 1))
            if self._taken is not None:
                self._taken[-1] = first
        return first

    def group(self, closer: str) -> tuple[Sign, ...]:
        """What stands up to the sign that closes an open group; braces inside pair."""
        inside: list[Sign] = []
        depth = 0
        while True:
            sign = self.take()
            if sign is None or len(inside) > LONGEST_ARGUMENT:
                raise MissingError(f"`{closer}` is missing")
            if depth == 0 and sign.text == closer:
                return tuple(inside)
            depth += {"{": 1, "}": -1}.get(sign.text, 0)
            if depth < 0:
                raise MissingError(f"`{closer}` is missing")
            if sign.text[0] != "%":
                inside.append(sign)

    def optional(self) -> tuple[Sign, ...] | None:
        """What stands in square brackets here; None if no bracket opens."""
        behind = self.peek()
        if behind is None or behind.text != "[":
            return None
        self.skip_blanks()
        self.take()
        return self.group("]")

    def over(self, mark: str) -> bool:
        """Go over a mark of one character, if it stands here."""
        sign = self.take()
        if sign is None or sign.text[0] != mark:
            self._untake([] if sign is None else [sign])
            return False
        self._first(sign)
        return True
