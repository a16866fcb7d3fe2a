"""Chain rule."""

from __future__ import annotations

from sympy import Mul, Symbol

from derivation.rule import Change, Invalid, Refuted, Rule, Valid, forms
from derivation.term import Derivative, SlotDerivative, Term


def _makes(change: Change) -> bool:
    """One derivative becomes a product of derivatives that hand on to each other."""
    return isinstance(change.before, Derivative) and all(
        _is_chain(each, change.before.args[1]) for each in forms.addends(change.after)
    )


def _is_chain(product: Term, variable: Term) -> bool:
    if not isinstance(product, Mul):
        return False
    above, below = forms.factors(product)
    if below or not all(isinstance(factor, Derivative | SlotDerivative) for factor in above):
        return False
    variables = [factor.args[1] for factor in above if isinstance(factor, Derivative)]
    others = [each for each in variables if each != variable]
    return variables.count(variable) == 1 and all(isinstance(each, Symbol) for each in others)


RULE = Rule(
    name="chain rule",
    statement=r"\frac{\partial}{\partial t} f(u) = f'(u) \frac{\partial}{\partial t} u",
    also=(r"\frac{\partial}{\partial t} u^n = n u^{n-1} \frac{\partial}{\partial t} u",),
    conditions=(
        r"u differentiable in t",
        r"n constant in t",
    ),
    phrases=("chain rule",),
    valid=(
        Valid(r"\frac{d}{dx} f(g(x))", r"f'(g(x)) \frac{d}{dx} g(x)"),
        Valid(r"\frac{d}{dx} \sin(x^2)", r"2 x \cos(x^2)"),
        Valid(
            r"\frac{dy}{dx}", r"\frac{dy}{du} \frac{du}{dx}", given=("y = u^2", "u = 3 x + 1")
        ),
    ),
    invalid=(
        Invalid(
            r"\frac{d}{dx} f(g(x))", r"f'(g(x))", Refuted, "the inner derivative is missing"
        ),
        Invalid(
            r"\frac{d}{dx} \sin(x^2)", r"\cos(x^2)", Refuted, "the inner derivative is missing"
        ),
    ),
    explanation="The derivative of f at u is f' at u times the derivative of u.",
    makes=_makes,
    structural=True,
    rank=42,
)
