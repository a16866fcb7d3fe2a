"""How values and points are written: exact where rational, else certain digits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivation.notation import name_text
from derivation.prove.refute.numbers import Value, primal

FEWEST_DIGITS, MOST_DIGITS = 9, 60


def values_text(one: Value, two: Value) -> tuple[str, str]:
    """Two different values as text, with as many digits as show the difference."""
    a, b = primal(one), primal(two)
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        texts = value_text(a, digits), value_text(b, digits)
        if texts[0] != texts[1]:
            return texts
    return value_text(a, MOST_DIGITS), value_text(b, MOST_DIGITS)


def value_text(value: Value, digits: int) -> str:
    """A rational exactly; a ball by those of its digits that are certain, then "…"."""
    if isinstance(value, Fraction):
        return str(value)
    low, high = ends(value)
    for places in range(digits, -1, -1):
        scale = 10**places
        if int(low * scale) == int(high * scale) and (low < 0) == (high < 0):
            return _decimal(int(low * scale), places, negative=low < 0) + "…"
    return f"between {float(low):.6g} and {float(high):.6g}"


def ends(value: Value) -> tuple[Fraction, Fraction]:
    """The exact ends of a ball."""
    middle, radius = _exact(value.mid()), _exact(value.rad())
    return middle - radius, middle + radius


def _exact(number: Value) -> Fraction:
    mantissa, exponent = number.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _decimal(scaled: int, places: int, *, negative: bool) -> str:
    digits = str(abs(scaled)).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if negative else "") + whole + ("." + rest if places else "")


def assignment_text(
    order: tuple[str, ...], assigned: Mapping[str, Value | tuple[Value, ...]]
) -> tuple[tuple[str, str], ...]:
    """Each name with its value as text, vectors as (1, 2), in the order of appearance."""
    pairs = []
    for name in order:
        value = assigned.get(name)
        if isinstance(value, tuple):
            pairs.append((name_text(name), f"({', '.join(str(each) for each in value)})"))
        elif value is not None:
            pairs.append((name_text(name), str(value)))
    return tuple(pairs)
