"""A real function on a piece of the real line, and near it in the complex plane.

For rigorous integration (F. Johansson, Numerical integration in arbitrary-precision ball
arithmetic, ICMS 2018; Arb's `acb_calc_integrate`): the integrand is enclosed on boxes
in the complex plane. Where `analytic` is set, the enclosed values must be those of one
function that is analytic on the whole box and agrees with the integrand on the real
points in it. Where it is not set, only the real points of the box matter.

An `Extension` behaves as a number of `ball`. Its order is that of its real part: where
that is above 0 on the whole box, the real points are positive, and no branch cut of a
function on the positive reals is met. What that does not settle is not certain.
"""

from __future__ import annotations

from flint import acb, arb, fmpq

from derivation.prove.refute.ball import (
    ImpreciseError,
    Number,
    UnsupportedError,
    kept,
    sign,
)


class Extension:
    """An enclosure of an integrand (or a part of one) on one box."""

    __slots__ = ("analytic", "value")

    def __init__(self, value: Number, *, analytic: bool) -> None:
        self.value = acb(value)
        self.analytic = analytic

    def with_value(self, value: Number) -> Extension:
        """Another enclosure on the same box."""
        return Extension(value, analytic=self.analytic)

    def __add__(self, other: Number) -> Extension:
        """The sum on the box."""
        return self.with_value(self.value + _plain(other))

    def __mul__(self, other: Number) -> Extension:
        """The product on the box."""
        return self.with_value(self.value * _plain(other))

    def __rtruediv__(self, other: Number) -> Extension:
        """The quotient; not finite where the box holds a zero."""
        return self.with_value(_plain(other) / self.value)

    def __pow__(self, other: Number) -> Extension:
        """The power; of a real exponent where the base is certainly positive."""
        return self.with_value(self.value ** _plain(other))

    def __rpow__(self, other: Number) -> Extension:
        """The power of a positive number."""
        return self.with_value(acb(_plain(other)) ** self.value)

    def __neg__(self) -> Extension:
        """The negative."""
        return self.with_value(-self.value)

    __radd__, __rmul__ = __add__, __mul__

    def __gt__(self, other: Number) -> bool:
        """Whether the real part is above the number on the whole box."""
        return bool(self.value.real > other)

    def __lt__(self, other: Number) -> bool:
        """Whether the real part is below the number on the whole box."""
        return bool(self.value.real < other)

    def __eq__(self, other: object) -> bool:
        """Never certain: on a piece of the line nothing is one number for long."""
        return False

    __hash__ = None  # type: ignore[assignment] # as for every class with an order of balls

    def __abs__(self) -> Number:
        """The absolute value of a real function."""
        if self.value.real > 0:
            return self
        if self.value.real < 0:
            return -self
        return self.on_the_line(self.value.real_abs())

    def is_finite(self) -> bool:
        """Whether the enclosure says anything."""
        return bool(self.value.is_finite())

    def contains(self, number: int) -> bool:
        """Whether a value on the box may be this number."""
        return bool(self.value.contains(number))

    def on_the_line(self, value: Number) -> Extension:
        """An enclosure of the values at the real points; ImpreciseError if they do not do."""
        if self.analytic:
            raise ImpreciseError("a corner or a jump lies within the box")
        return self.with_value(value)


def _plain(number: Number) -> Number:
    """The python-flint number that a number is or has."""
    if type(number) is acb:  # its real part would be taken for the order of a real function
        raise UnsupportedError("an integral of a complex function")
    return number.value if isinstance(number, Extension) else number


def through(method: str, number: Number) -> Number:
    """A function of python-flint that is analytic wherever it gives a finite value."""
    if isinstance(number, Extension):
        return kept(number.with_value(getattr(number.value, method)()))
    value = arb(number) if type(number) is fmpq else number
    return kept(getattr(value, method)())


def cut_off(number: Number) -> None:
    """ImpreciseError where a box meets the imaginary axis beyond i or -i.

    The inverse tangent and the inverse hyperbolic sine have their cuts there.
    """
    if isinstance(number, Extension) and not (
        abs(number.value.imag) < 1 or number.value.real > 0 or number.value.real < 0
    ):
        raise ImpreciseError("a branch cut lies within the box")


def greater(one: Number, other: Number) -> Number:
    """The greater of two numbers."""
    try:
        return one if sign(kept(one + -other)) >= 0 else other
    except ImpreciseError:
        box = _box(one, other)
        if box is None:
            return arb(one).max(arb(other))
        return box.on_the_line(acb(_plain(one)).real_max(acb(_plain(other))))


def either(one: Number, other: Number) -> Number:
    """A number that is one of two, nobody knows which."""
    box = _box(one, other)
    if box is not None:
        return box.on_the_line(acb(_plain(one)).union(acb(_plain(other))))
    if type(one) is acb or type(other) is acb:
        return kept(acb(one).union(acb(other)))
    return kept(arb(one).union(arb(other)))


def _box(one: Number, other: Number) -> Extension | None:
    return next((each for each in (one, other) if isinstance(each, Extension)), None)
