"""From an author's words to the rules they name.

Words are compared by their stems, filler words left out; a phrase is found where its
words stand in order, close together. A longer phrase wins over one inside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from derivation.catalogue import Catalogue
from derivation.rule import Rule

_FORMULA = re.compile(r"\$[^$]*\$|\\\([^)]*\\\)")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_FILLERS = frozenset(
    """a an the of to by in on for and then we get use using apply applying with this that
    our it its is from into at both all each function functions formula identity again
    now also let us as over under side sides here via whole""".split()
)
_MAXIMUM_GAP = 3
"""How many words may stand between two words of a phrase."""

_ENDINGS = (
    ("isation", "is"),
    ("ization", "is"),
    ("ising", "is"),
    ("izing", "is"),
    ("ised", "is"),
    ("ized", "is"),
    ("ise", "is"),
    ("ize", "is"),
    ("ation", ""),
    ("iation", "i"),
    ("ying", "y"),
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ed", ""),
    ("ion", ""),
    ("ers", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The rules that a reason names, in the order of its words.

    Each item is a group of alternatives: a word such as "simplify" names several
    rules, of which one is enough.
    """

    groups: tuple[tuple[Rule, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all rules mentioned, each once."""
        return tuple(dict.fromkeys(rule.name for group in self.groups for rule in group))


def stem(word: str) -> str:
    """A word without its ending, so that expand, expands and expanding agree."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word


def content(text: str) -> tuple[str, ...]:
    """The stems of a text's telling words, formulas left out."""
    words = _WORD.findall(_FORMULA.sub(" ", text.lower()))
    return tuple(stem(word) for word in words if word not in _FILLERS)


@lru_cache(maxsize=32)
def _phrases(catalogue: Catalogue) -> tuple[tuple[tuple[str, ...], Rule], ...]:
    pairs = [(content(phrase), rule) for rule in catalogue.rules for phrase in rule.phrases]
    return tuple((words, rule) for words, rule in pairs if words)


def recognise(text: str, catalogue: Catalogue) -> Recognised:
    """The rules that a reason's words name; none if the words say nothing known."""
    words = content(text)
    found: dict[tuple[int, ...], list[Rule]] = {}
    for phrase, rule in _phrases(catalogue):
        place = _find(phrase, words)
        if place is not None and rule not in found.setdefault(place, []):
            found[place].append(rule)
    places = [p for p in found if not any(set(p) < set(q) for q in found)]
    groups = [
        tuple(sorted(found[place], key=lambda rule: (rule.rank, rule.name)))
        for place in sorted(places)
    ]
    return Recognised(tuple(dict.fromkeys(groups)))


def _find(phrase: tuple[str, ...], words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The indices of the words at which the phrase stands, or None."""
    for start, word in enumerate(words):
        if word != phrase[0]:
            continue
        indices = [start]
        for wanted in phrase[1:]:
            window = range(indices[-1] + 1, min(indices[-1] + 2 + _MAXIMUM_GAP, len(words)))
            following = next((i for i in window if words[i] == wanted), None)
            if following is None:
                break
            indices.append(following)
        else:
            return tuple(indices)
    return None
