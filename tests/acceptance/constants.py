"""Numbers that nearly agree, as they are told in recreational mathematics."""

from __future__ import annotations

from tests.acceptance.claim import Claim, proved, refuted

WOLFRAM = "MathWorld: Almost Integer"

CLAIMS: tuple[Claim, ...] = (
    refuted("Gelfond's constant", r"e^{\pi} - \pi = 20", source=WOLFRAM),
    refuted("163 and 32", r"\frac{163}{\ln 163} = 2^5", source=WOLFRAM),
    refuted("pi to the fourth and fifth", r"\pi^4 + \pi^5 = e^6", source=WOLFRAM),
    refuted("a fraction for pi", r"\pi = \frac{355}{113}"),
    refuted(
        "Ramanujan's approximation of pi",
        r"\pi = \left(9^2 + \frac{19^2}{22}\right)^{1/4}",
        source="Ramanujan, Modular equations and approximations to pi",
    ),
    refuted("Fermat's last theorem on a calculator", r"1782^{12} + 1841^{12} = 1922^{12}"),
    refuted("another near miss", r"3987^{12} + 4365^{12} = 4472^{12}"),
    refuted("a fifth root", r"\sqrt{2} + \sqrt{3} = \pi"),
    refuted("the golden ratio", r"\left(\frac{1 + \sqrt{5}}{2}\right)^{20} = 15127"),
    proved(
        "the golden ratio squared",
        r"\left(\frac{1+\sqrt{5}}{2}\right)^2 = \frac{3+\sqrt{5}}{2}",
    ),
    refuted("a ninth of pi squared", r"\frac{\pi^9}{e^8} = 10", source=WOLFRAM),
    proved("a power with a root", r"\left(\sqrt{2}\right)^4 = 4"),
    refuted("the cosine of a cosine", r"\cos(\ln(\pi + 20)) = -1", source=WOLFRAM),
    proved(
        "a constant in a denominator that is not zero",
        r"\frac{x}{\sqrt{2} - 1} = x (\sqrt{2} + 1)",
    ),
)
