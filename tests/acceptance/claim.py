"""What an acceptance test claims: a small document, and what must be said of it.

The verdict is that of mathematics over the reals, not what the program happens to say.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim.

    `latex` is the claim, `given` the prose before it; `verdict` the expected verdict, or
    `not proved` where both refuted and undecided are right. `conditions` must be among
    those that the report shows, `named` must stand in the words of an undecided verdict.
    `source` says where the trouble was reported: a tracker's repository and number.
    """

    name: str
    latex: str
    verdict: str
    given: str = ""
    conditions: tuple[str, ...] = ()
    named: str = ""
    source: str = ""

    @property
    def document(self) -> str:
        """The document that makes the claim."""
        before = f"{self.given}\n\n" if self.given else ""
        return f"{before}We claim that\n\n$$\n{self.latex}\n$$\n"


def proved(
    name: str,
    latex: str,
    given: str = "",
    conditions: tuple[str, ...] = (),
    source: str = "",
) -> Claim:
    """A claim that holds wherever both sides are defined."""
    return Claim(name, latex, "proved", given, conditions, source=source)


def refuted(name: str, latex: str, given: str = "", source: str = "") -> Claim:
    """A claim that fails at some point where both sides are defined."""
    return Claim(name, latex, "refuted", given, source=source)


def undecided(name: str, latex: str, named: str, given: str = "", source: str = "") -> Claim:
    """A claim that holds only under a further condition, which must be named."""
    return Claim(name, latex, "undecided", given, named=named, source=source)


def unproved(name: str, latex: str, given: str = "", source: str = "") -> Claim:
    """A claim that does not hold in general, or of which one side has no value."""
    return Claim(name, latex, "not proved", given, source=source)
