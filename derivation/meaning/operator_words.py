"""Words that are operators on random variables, distributions or matrices.

Here: the words. Not here: what their application becomes (`words`).
"""

from __future__ import annotations

OPERATOR_WORDS = frozenset(
    f"\\math{font}{{{word}}}"
    for font in ("rm", "bb", "bf", "sf")
    for word in """E V P Var Cov Corr Cor Pr Prob KL SD sd SE se MSE Skew Kurt Med Median
    median Mode mode mean Mean std Std Bias bias H I tr Tr trace det diag rank vec
    cov var corr""".split()
)
"""Words for what is applied to random variables, distributions or matrices."""
