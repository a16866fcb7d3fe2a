"""How derivatives are carried out: functions of several variables, sums, integrals.

Trusted. Each function gives an equation with a derivative on its left and what must
hold besides that both sides are defined; KernelError where no such condition can be
stated. The kernel makes theorems of them. Derivatives of the known functions are axioms
(one file each in `steps/`).
Source: W. Rudin, Principles of Mathematical Analysis, chapters 5, 6 and 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import IndexedBase

from derivation.errors import KernelError
from derivation.prove.definedness import (
    Conditions,
    close,
    differentiability,
    differentiated_in,
    is_finite_binder,
    joint_smoothness,
    jointly,
)
from derivation.prove.proposition import (
    Differentiable,
    Proposition,
    Throughout,
    free_names,
    substitute,
)
from derivation.term import (
    Application,
    Derivative,
    Hidden,
    Infinite,
    Integral,
    ProductOver,
    Range,
    SlotDerivative,
    Summation,
    Term,
    add,
    depends,
    is_variable,
    multiply,
    names,
    number,
    power,
    replace,
    varied,
    walk,
)


@dataclass(frozen=True, slots=True)
class Equation:
    """Left = right wherever both are defined and the conditions hold; its statement."""

    left: Term
    right: Term
    statement: str
    conditions: Conditions = frozenset()


def chain_rule(application: Term, variable: Term) -> Equation:
    """The chain rule for a function of several arguments, one by one.

    f may be a partial derivative of any order. That the derivative of f(u1, ..., un)
    is defined says that f is smooth in the places that depend on the variable (see
    `Differentiable`). Source: Rudin, theorem 9.15.
    """
    parts = []
    for index, argument in enumerate(_arguments(application)):
        if not depends(argument, variable):
            continue
        if isinstance(argument, IndexedBase):
            raise KernelError("an argument is a vector that depends on the variable")
        slot = SlotDerivative(application, number(index))
        parts.append(multiply(slot, Derivative(argument, variable)))
    statement = r"chain rule: \frac{\partial}{\partial v} f(u_1, \ldots, u_n) = \sum_i "
    statement += r"\partial_i f \cdot \frac{\partial u_i}{\partial v}"
    return Equation(Derivative(application, variable), add(*parts), statement)


def _arguments(term: Term) -> tuple[Term, ...]:
    """Parameters and arguments of the document's function of which this is a value.

    Or a value of one of its partial derivatives. KernelError for anything else.
    """
    while isinstance(term, SlotDerivative):
        term = term.args[0]
    if not isinstance(term, Application):
        raise KernelError("this is no value of a function of the document")
    every = (*term.args[1].args, *term.args[2].args)
    return tuple(each.args[0] if isinstance(each, Hidden) else each for each in every)


def slots(term: Term) -> tuple[tuple[int, ...], Term]:
    """The places in which a function is differentiated, the first one first, and its value."""
    found: list[int] = []
    while isinstance(term, SlotDerivative):
        found.append(int(term.args[1]))
        term = term.args[0]
    return tuple(reversed(found)), term


def order_of_slots(term: Term) -> Equation:
    """A partial derivative of higher order = the same with its places in order.

    That the function is smooth in these places together is said in terms of a variable
    in each. Source: theorem of Schwarz (Rudin, theorem 9.41).
    """
    arguments = _arguments(term)
    places, ordered = slots(term)
    smooth = Differentiable(ordered, _witnesses([arguments[i] for i in set(places)]))
    for place in sorted(places):
        ordered = SlotDerivative(ordered, number(place))
    statement = r"symmetry of second derivatives: "
    statement += r"\partial_i \partial_j f = \partial_j \partial_i f"
    return Equation(term, ordered, statement, frozenset((smooth,)))


def _witnesses(arguments: Sequence[Term]) -> Term:
    """Variables of which each of the arguments depends on one, as few as can be."""
    choices = [
        {part for part in walk(each) if is_variable(part) and varied(part) in names(each)}
        for each in arguments
    ]
    vectors = any(isinstance(each, IndexedBase) for each in arguments)
    if vectors or not choices or not all(choices):
        raise KernelError("there is no variable to say in what the function is smooth")
    common = set.intersection(*choices)
    return jointly(min(each, key=str) for each in ((common,) if common else choices))


def sum_rule(summation: Term, variable: Term) -> Equation:
    """A finite sum is differentiated term by term. Source: Rudin, theorem 5.3."""
    body, bound, domain = _finite(summation, variable)
    if not isinstance(summation, Summation):
        raise KernelError("this is no sum")
    statement = r"linearity of the derivative: \frac{\partial}{\partial v} \sum_i u_i = "
    statement += r"\sum_i \frac{\partial u_i}{\partial v}"
    right = Summation(Derivative(body, variable), bound, domain)
    return Equation(Derivative(summation, variable), right, statement)


def product_rule(product: Term, variable: Term) -> Equation:
    """A finite product, differentiated by the logarithmic derivatives of its factors.

    Both sides are defined only where no factor is 0. Source: Rudin, theorem 5.3.
    """
    body, bound, domain = _finite(product, variable)
    if not isinstance(product, ProductOver):
        raise KernelError("this is no product over a range")
    relative = multiply(power(body, number(-1)), Derivative(body, variable))
    right = multiply(product, Summation(relative, bound, domain))
    statement = r"product rule: \frac{\partial}{\partial v} \prod_i u_i = "
    statement += r"\prod_i u_i \sum_i \frac{1}{u_i} \frac{\partial u_i}{\partial v}"
    return Equation(Derivative(product, variable), right, statement)


def _finite(binder: Term, variable: Term) -> tuple[Term, Term, Term]:
    """The parts of a finite sum or product over a range that stays what it is."""
    if not is_finite_binder(binder):
        raise KernelError("this is no finite sum or product")
    body, bound, domain = _bound_apart(binder, variable)
    if depends(domain, variable):
        raise KernelError("the range depends on the variable of the derivative")
    return body, bound, domain


def _bound_apart(binder: Term, variable: Term) -> tuple[Term, Term, Term]:
    """The parts of a binder; KernelError if its variable has the other one's name."""
    body, bound, domain = binder.args
    if bound.name in names(variable) or depends(bound, variable):
        raise KernelError("the variable of the derivative has the name of a bound one")
    return body, bound, domain


def integral_rule(integral: Term, variable: Term) -> Equation:
    """Leibniz's rule: d/dv of the integral of g from a to b.

    It is g(b) b' - g(a) a', and the integral of dg/dv where g depends on v. Conditions:
    g is smooth near each end that depends on v, so that the integral exists near v if
    it does at v; if g itself depends on v, the ends are finite and g is smooth, in the
    bound variable and v together, at every place between them (they form a compact set,
    so that g is smooth near it). Source: Rudin, theorems 6.20 and 9.42.
    """
    body, bound, domain = _over_a_range(integral, variable)
    conditions: Conditions = frozenset()
    parts = []
    for end, sign in ((domain.args[1], ()), (domain.args[0], (number(-1),))):
        if depends(end, variable):
            conditions |= _at_end(body, bound, end, variable)
            at_end = replace(body, {bound: end})
            parts.append(multiply(*sign, at_end, Derivative(end, variable)))
    if depends(body, variable):
        smooth = joint_smoothness(body, frozenset((bound, variable)))
        conditions |= close(smooth, integral)
        parts.append(Integral(Derivative(body, variable), bound, domain))
    statement = r"derivative of an integral: \frac{\partial}{\partial v} \int_a^b g \, dt = "
    statement += r"g(b) \frac{\partial b}{\partial v} - g(a) \frac{\partial a}{\partial v}"
    statement += r" + \int_a^b \frac{\partial g}{\partial v} \, dt"
    return Equation(Derivative(integral, variable), add(*parts), statement, conditions)


def _over_a_range(integral: Term, variable: Term) -> tuple[Term, Term, Term]:
    if not isinstance(integral, Integral) or not isinstance(integral.args[2], Range):
        raise KernelError("this is no integral over a range")
    body, bound, domain = _bound_apart(integral, variable)
    for end in domain.args:
        infinite = any(isinstance(part, Infinite) for part in walk(end))
        if infinite and (depends(body, variable) or depends(end, variable)):
            raise KernelError("the integrand varies over an infinite range")
    return body, bound, domain


def _at_end(body: Term, bound: Term, end: Term, variable: Term) -> Conditions:
    """That the integrand is smooth in the bound variable near an end that varies."""
    for part in walk(body):
        if isinstance(part, Derivative) and varied(part.args[1]) in names(end) | names(bound):
            raise KernelError("a derivative in the integrand would catch a name")
    return frozenset(
        _moved(condition, bound, end, variable) for condition in differentiability(body, bound)
    )


def _moved(condition: Proposition, bound: Term, end: Term, variable: Term) -> Proposition:
    """A condition at the bound variable as one at the end.

    A function that is smooth in what depends on the bound variable is, there, smooth in
    what depends on the variable.
    """
    if bound.name not in free_names(condition):
        return condition
    if isinstance(condition, Throughout):
        raise KernelError("the integrand's smoothness at an end cannot be stated")
    if not isinstance(condition, Differentiable):
        return substitute(condition, {bound: end})
    places = differentiated_in(condition)
    if not isinstance(condition.term, Application):
        raise KernelError("the integrand's smoothness at an end cannot be stated")
    if any(each != bound and bound.name in names(each) for each in places):
        raise KernelError("the integrand is differentiated in what the bound variable moves")
    term = replace(condition.term, {bound: end})
    return Differentiable(term, jointly(variable if each == bound else each for each in places))
