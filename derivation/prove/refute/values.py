"""How a counterexample is shown: exact rationals, and decimals whose digits are certain.

Not here: terms and formulas (`derivation.notation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil

from flint import acb
from sympy import IndexedBase, Symbol

from derivation.notation import name_text
from derivation.prove.refute.ball import Number, is_exact, separated
from derivation.prove.refute.dual import Dual
from derivation.prove.refute.inventory import Inventory
from derivation.prove.refute.scope import Held, Point, arguments_of, leaf_name
from derivation.term import Term

DIGITS = (9, 12, 18, 24, 36, 60, 100, 200, 320)
"""How many significant digits are shown; more where fewer do not tell the sides apart."""

LONGEST = 40
"""Exact rationals longer than this are shown as decimals."""

_WIDE = -6
"""Bounds wider than this power of ten are shown to a digit."""

_WIDEST = 1500
"""Balls with binary exponents beyond this are shown as they are."""


def two_values(one: Number, other: Number) -> tuple[str, str]:
    """Both sides' values as text, with enough digits to see that they differ."""
    if type(one) is acb or type(other) is acb:
        return _two_complex(acb(one), acb(other))
    for place, digits in enumerate(DIGITS):
        if _bare(_decimal(one, digits)) != _bare(_decimal(other, digits)):
            shown = digits if place == 0 else DIGITS[min(place + 1, len(DIGITS) - 1)]
            texts = _text(one, shown), _text(other, shown)
            if texts[0] != texts[1]:
                return texts
    return str(one), str(other)


def value_text(number: Number) -> str:
    """One value as text: exact, or the digits that are certain."""
    if type(number) is acb:
        return _complex_text(_text(number.real, DIGITS[0]), _text(number.imag, DIGITS[0]))
    return _text(number, DIGITS[0])


def _two_complex(one: Number, other: Number) -> tuple[str, str]:
    real, imaginary = _two_parts(one.real, other.real), _two_parts(one.imag, other.imag)
    return _complex_text(real[0], imaginary[0]), _complex_text(real[1], imaginary[1])


def _two_parts(one: Number, other: Number) -> tuple[str, str]:
    if separated(one, other):
        return two_values(one, other)
    return _text(one, DIGITS[0]), _text(other, DIGITS[0])


def _bare(decimal: str) -> str:
    """The decimal without what only says that it was cut off: 1.000… is no other than 1."""
    digits = decimal.removesuffix("…")
    return digits.rstrip("0").rstrip(".") if "." in digits and "×" not in digits else digits


def _text(number: Number, digits: int) -> str:
    exact = str(number) if is_exact(number) else ""
    return exact if exact and len(exact) <= LONGEST else _decimal(number, digits)


def _bounds(number: Number) -> tuple[Fraction, Fraction] | None:
    """Rationals between which the number certainly lies; None if they are unwieldy."""
    if is_exact(number):
        value = Fraction(int(number.p), int(number.q))
        return value, value
    low, high = _binary(number.lower()), _binary(number.upper())
    return None if low is None or high is None else (low, high)


def _binary(end: Number) -> Fraction | None:
    mantissa, exponent = map(int, end.man_exp())
    if abs(exponent) > 2 * _WIDEST or abs(exponent + mantissa.bit_length()) > _WIDEST:
        return None
    return Fraction(mantissa) * Fraction(2) ** exponent


def _decimal(number: Number, digits: int) -> str:
    """The number cut off after some digits, all of them certain, or as "v ± r".

    The second form is for a ball around a number that ends there, such as 1: no digit
    is certain then.
    """
    bounds = _bounds(number)
    if bounds is None:
        return _around(number)
    low, high = bounds
    if low < 0 and high <= 0:
        return "-" + _cut(-high, -low, digits)
    return _cut(low, high, digits)


def _cut(low: Fraction, high: Fraction, digits: int) -> str:
    if low < 0:
        return _rounded(low, high)
    if high == 0:
        return "0"
    size = _size(high)
    if digits - 2 <= size < 15:  # rather all digits before the point than a power of ten
        digits = size + 4
    for kept in range(digits, 0, -1):
        scale = Fraction(10) ** (kept - 1 - size)
        first, last = int(low * scale), int(high * scale)
        if first == last and first:
            more = "" if low == high == first / scale else "…"
            return _placed(str(first), size, more)
    return _rounded(low, high)


def _size(value: Fraction) -> int:
    """The exponent of the first significant digit: 0 for 1 to 10."""
    size = len(str(value.numerator)) - len(str(value.denominator))
    return size if value >= Fraction(10) ** size else size - 1


def _placed(digits: str, size: int, more: str) -> str:
    """The digits with the decimal point where it belongs."""
    digits = digits if more else digits.rstrip("0")
    if not -5 < size < max(21, len(digits)) or (size >= len(digits) and more):
        head, tail = digits[0], digits[1:]
        mantissa = head + ("." + tail if tail else "") + more
        return f"{mantissa} × 10^{size}"
    if size < 0:
        return "0." + "0" * (-size - 1) + digits + more
    whole = digits[: size + 1].ljust(size + 1, "0")
    rest = digits[size + 1 :]
    return whole + ("." + rest if rest else "." if more else "") + more


def _rounded(low: Fraction, high: Fraction) -> str:
    """A short decimal within the bounds, and a bound on its distance.

    The bound is a power of ten; where it is no small one, a number with one digit.
    """
    width = high - low
    places = max(-_size(width) - 1, 0)
    wide = _size(width) > _WIDE
    if wide:
        places = max(1 - _size(width), 0)
    nearest = Fraction(round((low + high) / 2 * 10**places), 10**places)
    distance = max(high - nearest, nearest - low)
    exact = str(nearest)
    shown = exact if len(exact) <= LONGEST else _cut(abs(nearest), abs(nearest), DIGITS[0])
    if not wide:
        return f"{shown} ± 10^{_size(distance) + 1}"
    unit = Fraction(10) ** _size(distance)
    return f"{float(nearest):g} ± {float(unit * ceil(distance / unit)):g}"


def _around(number: Number) -> str:
    """A ball as python-flint writes it, for numbers too large or small for decimals."""
    text = str(number.str(12, condense=0)).strip("[]")
    text = text.replace("+/-", "±")
    return f"0 {text}" if text.startswith("±") else text


def assignment(point: Point, inventory: Inventory) -> tuple[tuple[str, str], ...]:
    """The names with their values, in order of appearance, then the functions tried."""
    pairs = [(name_text(n), _held_text(point.held[n])) for n in inventory.names]
    for term in inventory.functions:
        concrete = point.functions[term.args[0].name]
        left, variables = _pattern(term, point)
        pairs.append((left, concrete.formula(variables)))
    return tuple(pairs)


def _held_text(held: Held) -> str:
    if isinstance(held, tuple):
        return "(" + ", ".join(str(each) for each in held) + ")"
    if not isinstance(held, Dual) and type(held) is acb:
        return _complex_text(str(held.real.unique_fmpz()), str(held.imag.unique_fmpz()))
    return str(held)


def _complex_text(real: str, imaginary: str) -> str:
    """A complex number from the texts of its parts."""
    unsigned = imaginary.removeprefix("-")
    times_i = "i" if unsigned == "1" else f"{unsigned}i"
    sign = "-" if imaginary.startswith("-") else "+"
    if real == "0":
        return times_i if sign == "+" else f"-{times_i}"
    return real if imaginary == "0" else f"{real} {sign} {times_i}"


def _pattern(application: Term, point: Point) -> tuple[str, list[str]]:
    """A function's application as the formula's left side, and the formula's variables."""
    every = arguments_of(application)
    shown = _slot_names(every)
    variables: list[str] = []
    for name, argument in zip(shown, every, strict=True):
        held = point.held.get(leaf_name(argument))
        if isinstance(held, tuple):
            variables.extend(f"{name}_{i + 1}" for i in range(len(held)))
        else:
            variables.append(name)
    head = name_text(application.args[0].name)
    hidden = len(application.args[1].args)
    parameters, arguments = shown[:hidden], shown[hidden:]
    if not arguments:
        return head + (f"({', '.join(parameters)})" if parameters else ""), variables
    subscript = "_" + ",".join(parameters) if parameters else ""
    return f"{head}{subscript}({', '.join(arguments)})", variables


def _slot_names(arguments: Sequence[Term]) -> list[str]:
    """A name for each argument: its own where it is a name, else a letter."""
    if len(arguments) == 1 and not isinstance(arguments[0], IndexedBase):
        return ["t"]
    taken: list[str] = []
    letters = _letters({leaf_name(argument) for argument in arguments})
    for argument in arguments:
        plain = isinstance(argument, Symbol | IndexedBase)
        name = name_text(leaf_name(argument)) if plain else ""
        taken.append(name if name and name not in taken else next(letters))
    return taken


def _letters(taken: set[str]) -> Iterator[str]:
    yield from (letter for letter in "tsuvwrpq" if letter not in taken)
    number = 1
    while True:
        yield f"t_{number}"
        number += 1
