"""Random terms and propositions of the whole language, for the tests of certificates."""

from __future__ import annotations

from typing import get_args

import sympy
from hypothesis import strategies as st
from sympy import Integer, Rational, Symbol, Tuple

from derivation import term as language
from derivation.prove.proposition import (
    Definition,
    Differentiable,
    Equal,
    Proposition,
    Throughout,
)
from derivation.term import KNOWN_FUNCTIONS, KNOWN_OF_SEVERAL, Term, known

NAMES = st.sampled_from(["x", "y", r"\theta", r"\ell^{\mathrm{BCE}}", "x_1", "x'", "é", ""])
BOUND = st.builds(Symbol, NAMES) | st.builds(language.ComplexName, NAMES)
PATTERNS = st.builds(language.Metavariable, NAMES)
VECTORS = st.builds(language.vector, NAMES)
FUNCTIONS = st.builds(language.FunctionName, NAMES)
HEADS = FUNCTIONS | PATTERNS
NUMBERS = st.one_of(
    st.integers(-3, 3).map(Integer),
    st.integers(-(2**80), 2**80).map(Integer),
    st.fractions(max_denominator=2**70).map(lambda f: Rational(f.numerator, f.denominator)),
)
LEAVES = st.one_of(
    NUMBERS,
    BOUND,
    PATTERNS,
    VECTORS,
    st.sampled_from([sympy.pi, sympy.E, sympy.I, language.INFINITY]),
)


def _rows(
    values: st.SearchStrategy[Term], besides: st.SearchStrategy[Term] | None = None
) -> st.SearchStrategy[Term]:
    entries = values | st.builds(language.Hidden, values) | (besides or st.nothing())
    return st.lists(entries, max_size=3).map(lambda each: Tuple(*each))


def _conditions(values: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    heads = (language.Less, language.AtMost, language.EqualTo, language.UnequalTo)
    comparisons = st.one_of([st.builds(head, values, values) for head in heads])
    every = st.lists(comparisons, max_size=2).map(lambda each: language.AllOf(*each))
    return comparisons | every


def domains(values: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    """What a sum, product or integral runs over."""
    ranges = st.builds(language.Range, values, values)
    return ranges | st.builds(language.Domain, HEADS, _rows(values))


def _larger(values: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(values, min_size=2, max_size=4)
    variables = st.one_of(
        BOUND, PATTERNS, st.builds(language.component, VECTORS | PATTERNS, values)
    )
    applied = st.builds(language.Application, HEADS, _rows(values), _rows(values))
    binders = (language.Summation, language.ProductOver, language.Integral)
    branches = st.tuples(values, _conditions(values)).map(lambda pair: Tuple(*pair))
    approach = st.builds(
        language.Approach, values, st.sampled_from([Integer(-1), Integer(0), Integer(1)])
    )
    full = st.builds(language.Application, HEADS, _rows(values), st.builds(Tuple, values))
    once = st.builds(language.SlotDerivative, full, st.just(Integer(0)))
    return st.one_of(
        several.map(lambda each: language.add(*each)),
        several.map(lambda each: language.multiply(*each)),
        several.map(lambda each: known("min", *each)),
        several.map(lambda each: known("max", *each)),
        st.builds(language.power, values, values),
        st.builds(known, st.sampled_from(sorted(KNOWN_FUNCTIONS)), values),
        st.builds(known, st.sampled_from(["binomial", "beta"]), values, values),
        st.builds(language.component, VECTORS | PATTERNS, values),
        st.builds(language.component, VECTORS, values, values),
        applied,
        once,
        st.builds(language.SlotDerivative, once, st.just(Integer(0))),
        st.builds(language.Derivative, values, variables),
        st.builds(language.ScalarProduct, values, values),
        st.builds(language.Operator, HEADS, _rows(values), _rows(values, FUNCTIONS)),
        st.one_of(
            [st.builds(head, values, BOUND | PATTERNS, domains(values)) for head in binders]
        ),
        st.builds(language.Limit, values, BOUND | PATTERNS, approach),
        st.lists(branches, min_size=1, max_size=3).map(lambda each: language.Cases(*each)),
    )


TERMS = st.recursive(LEAVES, _larger, max_leaves=12)
"""Terms that have a value, of every head."""

EXPRESSIONS = TERMS | _conditions(TERMS) | domains(TERMS) | st.builds(language.Hidden, TERMS)
"""Whatever may be one side of an equality."""

VARIABLES = BOUND | st.builds(language.component, VECTORS, TERMS)


_TOGETHER = st.lists(VARIABLES, min_size=2, max_size=3).map(lambda each: Tuple(*each))


def _simple(proposition: type) -> st.SearchStrategy[Proposition]:
    arguments = [
        _variables(proposition) if name == "variable" else TERMS
        for name in proposition.__annotations__
    ]
    return st.builds(proposition, *arguments)


def _variables(proposition: type) -> st.SearchStrategy[Term]:
    return VARIABLES | _TOGETHER if proposition is Differentiable else VARIABLES


_SIMPLE = st.one_of(
    [_simple(each) for each in get_args(Proposition) if each not in (Definition, Throughout)]
)
_EQUALITIES = st.builds(Equal, EXPRESSIONS, EXPRESSIONS)
_DEFINITIONS = st.builds(Definition, TERMS, TERMS, st.frozensets(NAMES, max_size=3))
PROPOSITIONS: st.SearchStrategy[Proposition] = st.recursive(
    _SIMPLE | _EQUALITIES | _DEFINITIONS,
    lambda inner: st.builds(Throughout, inner, BOUND, domains(TERMS), st.booleans()),
    max_leaves=2,
)
"""Every proposition, over terms of the whole language."""

assert set(KNOWN_OF_SEVERAL) == {"binomial", "beta", "min", "max"}
