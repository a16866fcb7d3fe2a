r"""What kind of thing each name of a document is, and on what ground.

Decided from the whole document's usage, never from a list of files or spellings
alone; a directive of the author overrides it. The conventions are in
`docs/reading.md`. Not here: the counting (`usage`), the terms (`elaborate`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from derivation.meaning.indices import mentions, width
from derivation.meaning.usage import Usage, base_name, plain_arguments
from derivation.read.surface import (
    Bracket,
    Name,
    Node,
    Number,
    Relations,
    Sequence,
    label_latex,
)


class Kind(Enum):
    """The kinds of names."""

    SCALAR = "scalar"
    VECTOR = "vector"
    FUNCTION = "function"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name's kind, and the ground for it in words."""

    kind: Kind
    ground: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of all names, which letters are indices, what functions are given.

    `signatures` holds, for each function whose arguments are the same wherever it is
    applied (or where it is introduced), those arguments: a bare f then means f(x).
    `letter_t`: T is a name of its own, so that a superscript T is no transpose.
    """

    readings: Mapping[str, NameReading]
    indices: frozenset[str]
    signatures: Mapping[str, tuple[Node, ...]]
    mentioned: frozenset[str]
    letter_t: bool = False
    bound: frozenset[str] = frozenset()
    """Names that sums and products bind."""
    integrated: frozenset[str] = frozenset()
    """Names that integrals are taken in."""
    families: frozenset[str] = frozenset()
    """Names that bear an index somewhere."""
    densities: frozenset[str] = frozenset()
    """Letters whose application is a density: p(x) and p(y) are different functions."""
    defined: frozenset[str] = frozenset()
    """Functions that the document introduces by a formula."""
    bare: frozenset[str] = frozenset()
    """Names that stand alone as a number."""
    numbers: frozenset[str] = frozenset()
    """Names with their subscripts that stand as a number."""
    apart: frozenset[str] = frozenset()
    """Names that are no functions but also stand before a name in brackets, or a list."""
    spoken: frozenset[str] = frozenset()
    """Names that operators speak of, as E(X) does."""
    widths: Mapping[str, int] = field(default_factory=dict)
    """How many indices without a comma each name has: two for y_{ij}."""
    several: frozenset[str] = frozenset()
    """Names that are transposed with their subscripts: y_i is a vector for each i."""
    numeric: frozenset[str] = frozenset()
    """Names with their subscripts that stand where only a number can."""

    @property
    def has_arrays(self) -> bool:
        """Whether the document has vectors or matrices."""
        kinds = (reading.kind for reading in self.readings.values())
        return any(kind in (Kind.VECTOR, Kind.MATRIX) for kind in kinds)

    def applicable(self, name: str) -> bool:
        """Whether a name before a list with a bar or a relation is applied to it."""
        return name not in self.bare

    def kind(self, name: str) -> Kind:
        """The kind of a base name; a name never seen is a scalar."""
        reading = self.readings.get(name)
        return reading.kind if reading else Kind.SCALAR


SAID = "the document says so"
"""The ground of a reading that the author fixes."""

FUNCTION_LETTERS = frozenset(
    [*"fghFGHLJ", r"\Gamma", r"\phi", r"\varphi", r"\psi", r"\Phi", r"\Psi", r"\sigma", r"\ell"]
)
"""Letters that authors use for functions when nothing else decides."""


_VECTOR_FONTS = (r"\mathbf{", r"\boldsymbol{", r"\bm{", r"\vec{", r"\pmb{")


def decide(
    usage: Usage,
    defined: frozenset[str],
    overrides: Mapping[str, Kind] | None = None,
    *,
    matrices: bool = False,
    random: frozenset[str] = frozenset(),
    declared: Mapping[str, Kind] | None = None,
) -> Kinds:
    """The kinds of all names of a document.

    `defined` are the base names that the document introduces as functions of plain
    arguments; `overrides` what the author says; `matrices` whether its text speaks of
    matrices, so that a capital letter may be one; `random` the names that it calls random
    variables; `declared` what its prose says names are ("let f be a function").
    """
    readings: dict[str, NameReading] = {}
    names = usage.mentioned | usage.scripts.keys() | usage.differentiated.keys()
    for name in sorted(names | (overrides or {}).keys()):
        if overrides and name in overrides:
            readings[name] = NameReading(overrides[name], SAID)
        elif declared and name in declared and _may_be(name, declared[name], usage):
            readings[name] = NameReading(declared[name], "the text declares it")
        else:
            readings[name] = _decide(name, usage, defined)
            if readings[name].kind in (Kind.SCALAR, Kind.VECTOR) and _is_capital(name):
                speaks = matrices and name not in random and not usage.scalar[name]
                readings[name] = _capital(
                    name, usage, readings[name], matrices=speaks, random=random
                )
    _as_without_accent(readings)
    indices = frozenset(
        label_latex(script)
        for name, scripts in usage.scripts.items()
        if readings[name].kind is Kind.VECTOR
        for script in scripts
        if isinstance(script, Name) and _is_letter(script.latex)
        if script.latex not in readings or readings[script.latex].kind is Kind.SCALAR
    )
    indices |= {name for name in usage.bound if _is_letter(name)}
    families = frozenset(
        name
        for name, scripts in usage.scripts.items()
        if any(mentions(script, indices) for script in scripts)
    )
    functions = [name for name, reading in readings.items() if reading.kind is Kind.FUNCTION]
    signatures = {name: found for name in functions if (found := _signature(name, usage))}
    return Kinds(
        readings,
        indices,
        signatures,
        usage.mentioned,
        usage.letter_t,
        frozenset(usage.bound),
        frozenset(usage.integrated),
        families,
        densities(usage, defined),
        defined,
        frozenset(usage.bare),
        frozenset(usage.numbers),
        _apart(usage, readings),
        frozenset(usage.spoken),
        _widths(usage),
        frozenset(usage.several),
        frozenset(usage.numeric),
    )


DENSITY_LETTERS = frozenset(("p", "q", "P", r"\mathrm{p}", r"\mathrm{q}", r"\mathbb{P}"))
"""Letters that are applied to what they are the density or probability of."""


def densities(usage: Usage, defined: frozenset[str]) -> frozenset[str]:
    """The letters that stand for several densities or probabilities, told by their arguments.

    A capital P (or a letter in a list with a conditional bar) is one wherever it is
    applied; p and q are where they are applied to different plain names, or to one and no
    formula defines them.
    """
    return frozenset(
        name
        for name in DENSITY_LETTERS & usage.applied.keys()
        if not usage.bare[name]
        and _is_density(name, usage.applied[name], least=1 + (name in defined))
    )


def _is_density(name: str, brackets: list[Bracket], least: int) -> bool:
    bodies = [bracket.body for bracket in brackets]
    barred = any(isinstance(b, Sequence) and b.separators for b in bodies)
    related = any(
        isinstance(part, Relations)
        for b in bodies
        for part in (b.items if isinstance(b, Sequence) else (b,))
    )
    arguments = {label_latex(b) for b in bodies if base_name(b) is not None}
    return barred or related or name not in ("p", "q") or len(arguments) >= least


def _decide(name: str, usage: Usage, defined: frozenset[str]) -> NameReading:
    if name in defined:
        return NameReading(Kind.FUNCTION, "the document defines it with arguments")
    if usage.vector[name] > usage.bare[name]:
        return NameReading(Kind.VECTOR, "it is transposed or stands in a scalar product")
    if name in usage.applied:
        applied = _applied(name, usage)
        if applied is not None:
            return applied
    letters = [s for s in usage.scripts[name] if isinstance(s, Name) and _is_letter(s.latex)]
    whole = usage.vector[name] + usage.argument[name] + usage.dotted[name]
    whole += usage.parameter[name]
    numbered = any(isinstance(script, Number) for script in usage.scripts[name])
    if numbered and usage.parameter[name] and not usage.bare[name]:
        return NameReading(Kind.VECTOR, "it is a parameter whole and used by components")
    if letters and whole > usage.bare[name]:
        return NameReading(Kind.VECTOR, "it is used whole and by components")
    if name.startswith(_VECTOR_FONTS):
        return NameReading(Kind.VECTOR, "it is bold, or bears an arrow")
    return NameReading(Kind.SCALAR, "it stands where a number stands")


def _applied(name: str, usage: Usage) -> NameReading | None:
    brackets = usage.applied[name]
    if usage.bare[name] or usage.argument[name] or usage.dotted[name] or usage.loose[name]:
        return None
    if any(
        plain_arguments(bracket) or isinstance(bracket.body, Sequence) for bracket in brackets
    ):
        return NameReading(Kind.FUNCTION, "it never stands without its bracket")
    if name in FUNCTION_LETTERS or name.startswith((r"\mathrm", r"\mathcal")) or "^" in name:
        return NameReading(Kind.FUNCTION, "it always stands before a bracket")
    return None


_GREEK_CAPITALS = "Sigma|Lambda|Omega|Psi|Theta|Phi|Delta|Xi|Upsilon|Pi"
_CAPITAL = re.compile(rf"(?:\\[a-z]+\{{)*(?:[A-Z]|\\(?:{_GREEK_CAPITALS}))(?:\}}|\^.*)*$")


def _is_capital(name: str) -> bool:
    """Whether a name is one capital letter, perhaps accented or in a letter font."""
    return not name.startswith(r"\mathrm") and _CAPITAL.match(name) is not None


def _all_capitals(names: tuple[str, ...]) -> bool:
    return all(map(_is_capital, names))


def _capital(
    name: str,
    usage: Usage,
    otherwise: NameReading,
    *,
    matrices: bool,
    random: frozenset[str],
) -> NameReading:
    if usage.vector[name]:
        return NameReading(Kind.MATRIX, "a transposed capital letter")
    if name.startswith(_VECTOR_FONTS):
        return NameReading(Kind.MATRIX, "a bold capital letter")
    if name in usage.entries:
        return NameReading(Kind.MATRIX, "an entry of a product with it is taken")
    if any(name in each and len(each) > 1 for each in filter(_all_capitals, usage.inverted)):
        return NameReading(Kind.MATRIX, "the inverse of a product of capital letters")
    for one, other in usage.neighbours:
        if usage.scalar[name] or name in random:
            break
        both = one != other and (other, one) in usage.neighbours
        if both and name in (one, other) and _is_capital(one) and _is_capital(other):
            return NameReading(Kind.MATRIX, "capital letters in both orders")
    if matrices:
        return NameReading(Kind.MATRIX, _TEXT_SPEAKS)
    return otherwise


_ACCENTED = re.compile(r"\\(?:bar|hat|tilde|check|breve)\{([A-Z])\}$")
_TEXT_SPEAKS = "the text speaks of matrices"


def _as_without_accent(readings: dict[str, NameReading]) -> None:
    """A mean or an estimate of what is a number is none of the matrices of the text."""
    for name, reading in readings.items():
        match = _ACCENTED.match(name)
        plain = readings.get(match[1]) if match else None
        if match is None or plain is None or reading.ground != _TEXT_SPEAKS:
            continue
        if plain.kind is Kind.SCALAR:
            readings[name] = NameReading(Kind.SCALAR, f"{match[1]} is a number")


def _may_be(name: str, kind: Kind, usage: Usage) -> bool:
    """Whether a declaration fits the name's use: what is applied is a function."""
    if kind is Kind.FUNCTION:
        return name in usage.applied
    return name not in usage.applied


def _apart(usage: Usage, readings: Mapping[str, NameReading]) -> frozenset[str]:
    """Names that are numbers and also stand before one name in brackets, or a list."""
    return frozenset(
        name
        for name, brackets in usage.applied.items()
        if readings[name].kind is not Kind.FUNCTION
        and any(
            isinstance(b.body, Sequence | Relations)
            or (b.kind == "(" and isinstance(b.body, Name))
            for b in brackets
        )
    )


def _widths(usage: Usage) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for name, scripts in usage.scripts.items():
        base = name.split("^")[0]
        widths = {found.get(base, 0), *(width(script) for script in scripts)} - {0}
        if len(widths) == 1:
            found[base] = widths.pop()
    return found


def _signature(name: str, usage: Usage) -> tuple[Node, ...] | None:
    plain = [found for b in usage.applied[name] if (found := plain_arguments(b)) is not None]
    written = {tuple(label_latex(item) for item in items) for items in plain}
    if len(written) == 1:
        return plain[0]
    bodies = {label_latex(bracket) for bracket in usage.applied[name]}
    if not plain and len(bodies) == 1:
        body = usage.applied[name][0].body
        return body.items if isinstance(body, Sequence) else (body,)
    return None


def _is_letter(latex: str) -> bool:
    return len(latex) == 1 or (latex.startswith("\\") and "{" not in latex)
