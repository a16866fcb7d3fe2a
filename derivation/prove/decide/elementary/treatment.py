"""Which functions are understood in a comparison, and which stay opaque.

Here: data. A rule such as "laws of logarithms" allows just the treatments it names, so
that a step is not credited to it when it needs more.
"""

from __future__ import annotations

from enum import Enum


class Treatment(Enum):
    """A kind of function that may be taken apart.

    `EXPONENTIAL`: exp, powers with symbolic exponents; `LOGARITHM`: logarithms of products
    and powers; `ROOT`: rational powers; `ABSOLUTE`: absolute values, signs, minima, maxima,
    case distinctions; `TRIGONOMETRIC`: trigonometric and hyperbolic functions, as
    exponentials, with their inverses; `GAMMA`: factorials, gamma, beta, binomials;
    `SUM`: linearity of sums and integrals; `MATRIX`: products, transposes and traces of
    matrices (these by `matrix_words`, not in the normal form of functions).
    """

    EXPONENTIAL = "exponential"
    LOGARITHM = "logarithm"
    ROOT = "root"
    ABSOLUTE = "absolute"
    TRIGONOMETRIC = "trigonometric"
    GAMMA = "gamma"
    SUM = "sum"
    MATRIX = "matrix"


EVERY = frozenset(Treatment)
"""All of them."""
