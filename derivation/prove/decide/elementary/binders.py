"""Sums, products, integrals and limits: opaque, but for linearity.

Trusted. The body is brought to normal form with its bound variable renamed; what that
rests on must hold for all values of the variable, and is recorded so (`Throughout`). A
finite sum is split into the sums of its monomials, factors that do not vary taken out. An
integral or infinite sum is not split (its parts need not exist); only a common factor
that does not vary is taken out. Limits, and bodies whose conditions cannot be stated so,
are known by their form alone.

Not here: evaluating sums and integrals.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import Symbol

from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.fraction_field import NowhereDefinedError
from derivation.prove.decide.normal import ONE_SUM, Atom, Factors, Normal, Sum, normal
from derivation.prove.proposition import (
    NonZero,
    Proposition,
    Throughout,
    free_names,
    substitute,
)
from derivation.term import (
    Binder,
    Domain,
    Infinite,
    Integral,
    Limit,
    ProductOver,
    Summation,
    Term,
    names,
    rebuild,
    replace,
    walk,
)

if TYPE_CHECKING:
    from derivation.prove.decide.elementary.evaluation import Evaluation


def value(evaluation: Evaluation, term: Term) -> Normal | None:
    """The value of something that binds a variable; None if the term does not."""
    if not isinstance(term, Binder):
        return None
    if isinstance(term, Limit):
        return evaluation.by_form(term)
    body, variable, domain = term.args
    bound = Symbol(f"\\bound{{{_depth(body) + 1}}}")
    canonical = replace(body, {variable: bound})
    inner = evaluation.inside()
    try:
        normal_body = inner.value(canonical)
    except NowhereDefinedError:
        return evaluation.by_form(term)
    _close(evaluation, inner, term, bound)
    key = _domain_key(evaluation, domain)
    renamed = rebuild(term, (canonical, bound, domain))
    splits = isinstance(term, Summation) and _is_finite(domain)
    if isinstance(term, ProductOver) or not evaluation.allows(Treatment.SUM):
        return evaluation.composed(f"{type(term).__name__}[{key}]", renamed, (normal_body,))
    if splits:
        return _split(evaluation, renamed, key, normal_body)
    return _common(evaluation, renamed, key, normal_body)


def _depth(term: Term) -> int:
    return sum(isinstance(part, Binder) for part in walk(term))


def _is_finite(domain: Term) -> bool:
    return not any(isinstance(part, Infinite) for part in walk(domain))


def _domain_key(evaluation: Evaluation, domain: Term) -> str:
    """The domain by the normal forms of its ends, or by its form."""
    if isinstance(domain, Domain) or not _is_finite(domain):
        return evaluation.by_form(domain).key
    return ",".join(evaluation.value(end).key for end in domain.args)


def _close(evaluation: Evaluation, inner: Evaluation, term: Term, bound: Term) -> None:
    """What the body rests on, for all values of the variable."""
    _, variable, domain = term.args
    whole = not isinstance(term, Integral)
    conditions: list[Proposition] = [*(NonZero(t) for t in inner.inverted), *inner.needed]
    for condition in conditions:
        if bound.name in free_names(condition):
            named = substitute(condition, {bound: variable})
            evaluation.needed.add(Throughout(named, variable, domain, whole))
        else:
            evaluation.needed.add(condition)


def _varies(atom: Atom, name: str) -> bool:
    """Whether an atom mentions the bound variable."""
    if not atom.parts or isinstance(atom.node, Binder):
        return name in names(atom.node)
    return any(
        _sum_varies(part.numerator, name) or _sum_varies(part.denominator, name)
        for part in atom.parts
    )


def _split(evaluation: Evaluation, term: Term, key: str, body: Normal) -> Normal:
    """A finite sum of a polynomial as the sum over its monomials."""
    name = term.args[1].name
    if _sum_varies(body.denominator, name):
        return _common(evaluation, term, key, body)
    parts = [
        _monomial(evaluation, term, key, coefficient, factors)
        for coefficient, factors in body.numerator
    ]
    below = Normal("", body.denominator, ONE_SUM)
    total = evaluation.plus(*parts)
    if body.denominator == ONE_SUM:
        return total
    return evaluation.times(total, evaluation.raised(below, -1))


def _sum_varies(polynomial: Sum, name: str) -> bool:
    return any(_varies(atom, name) for _, factors in polynomial for atom, _ in factors)


def _monomial(
    evaluation: Evaluation, term: Term, key: str, coefficient: Fraction, factors: Factors
) -> Normal:
    name = term.args[1].name
    outside = tuple(pair for pair in factors if not _varies(pair[0], name))
    inside = tuple(pair for pair in factors if _varies(pair[0], name))
    body = normal(((Fraction(1), inside),), ONE_SUM, evaluation.budget.key)
    taken = normal(((coefficient, outside),), ONE_SUM, evaluation.budget.key)
    return evaluation.times(taken, _atom(evaluation, term, key, body))


def _atom(evaluation: Evaluation, term: Term, key: str, body: Normal) -> Normal:
    from derivation.prove.decide.rebuilding import normal_term

    node = rebuild(term, (normal_term(body), *term.args[1:]))
    return evaluation.composed(f"{type(term).__name__}[{key}]", node, (body,))


def _common(evaluation: Evaluation, term: Term, key: str, body: Normal) -> Normal:
    """What does not vary taken out: a factor of all monomials, above and below.

    A denominator that does not vary at all goes whole; it is not 0 where the body has a
    value.
    """
    if not body.numerator:
        return _atom(evaluation, term, key, body)
    name = term.args[1].name
    above, below = _shared(body.numerator, name), body.denominator
    if _sum_varies(below, name):
        below = _shared(below, name)
    taken = normal(above, below, evaluation.budget.key)
    if taken.constant == 1:
        return _atom(evaluation, term, key, body)
    rest = evaluation.times(body, _reciprocal(evaluation, taken))
    return evaluation.times(taken, _atom(evaluation, term, key, rest))


def _shared(polynomial: Sum, name: str) -> Sum:
    """The monomial that divides all of these, of the atoms that do not vary."""
    (coefficient, first), *others = polynomial
    shared = dict(first)
    for _, factors in others:
        own = dict(factors)
        shared = {a: min(e, own[a]) for a, e in shared.items() if a in own and own[a] * e > 0}
    return ((coefficient, tuple((a, e) for a, e in shared.items() if not _varies(a, name))),)


def _reciprocal(evaluation: Evaluation, taken: Normal) -> Normal:
    return evaluation.raised(taken, -1)
