"""What the program does not say yet, each with the reason.

A line goes when it is mended. Expectations are never changed to fit.
"""

from __future__ import annotations

PENDING: dict[str, str] = {
    "the logarithm of a product of anything": "proved where a condition should be asked for",
    "the root of a product of anything": "proved where a condition should be asked for",
    "a root pulled out of its own radical": "not decided yet",
    "the logarithm of a square": "proved where a condition should be asked for",
    "Euler's formula for pi": "not decided yet",
    "an arctangent of an inverse of a positive": "not decided yet",
    "a floor and a ceiling": "not decided yet",
    "a sign and an absolute value": "not decided yet",
    "the expectation of a sum": "not decided yet",
}
"""Claims whose verdict is not the expected one."""

WRONG_NOW: dict[str, str] = {
    "logarithms of opposite numbers": "proved, which is wrong",
    "an integrand with a hole": "proved, which is wrong",
    "a sum with a term that has no value": "proved, which is wrong",
}
"""Claims that are false and proved, or true and refuted: the worst there is."""
