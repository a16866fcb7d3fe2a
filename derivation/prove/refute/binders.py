"""The values of sums, products and integrals, and of values by cases.

Part of the evaluator (`evaluation.Evaluator` completes it). Sums and products over a
`Range` are carried out, over a `Domain` without a label they run through 1, ..., the
length of the vectors; integrals over finite ranges are enclosed by Arb (`extension`).
Infinite ranges and limits are not evaluated.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence

from flint import acb, arb, ctx, fmpq
from sympy import Add, Mul, Pow

from derivation.prove.refute import ball, dual
from derivation.prove.refute.application import ApplicationEvaluator
from derivation.prove.refute.ball import (
    ONE,
    ZERO,
    ImpreciseError,
    Number,
    UncertainError,
    UndefinedError,
    UnsupportedError,
    is_whole,
    kept,
)
from derivation.prove.refute.dual import Dual, Value
from derivation.prove.refute.extension import Extension, either
from derivation.prove.refute.scope import Definitions, Point, Scope
from derivation.term import (
    KNOWN_FUNCTIONS,
    AllOf,
    AtMost,
    Domain,
    EqualTo,
    Infinite,
    Less,
    Range,
    Summation,
    Term,
    is_leaf,
    is_real,
    names,
    walk,
)

MAXIMUM_TERMS = 400
"""Sums and products of more terms are not evaluated."""

MAXIMUM_BOXES = 2000
"""Enclosures of the integrand for one integral."""


_CONTINUOUS = frozenset(
    KNOWN_FUNCTIONS[name]
    for name in """exp log sin cos tan cot sec csc asin acos atan sinh cosh tanh coth sech
    csch asinh acosh atanh abs gamma digamma erf sigmoid""".split()
)


def is_plain(limit: Term) -> bool:
    """Whether a limit goes to a finite point, of what is continuous where it is defined.

    The body is made of real numbers and names by arithmetic, powers and such functions.
    """
    body, _, domain = limit.args
    if any(isinstance(part, Infinite) for part in walk(domain)) or not is_real(body):
        return False
    return all(
        is_leaf(part) or isinstance(part, Add | Mul | Pow) or type(part) in _CONTINUOUS
        for part in walk(body)
    )


class BinderEvaluator(ApplicationEvaluator):
    """The part of the evaluator for what binds a variable, and for cases."""

    def __init__(self, point: Point, definitions: Definitions) -> None:
        super().__init__(point, definitions)
        self.nodes = 0
        self.depth = 0

    @abstractmethod
    def check_time(self) -> None:
        """UnsupportedError when the time is over."""

    def repeated(self, term: Term, scope: Scope) -> Value:
        """A sum or product, term after term; 0 or 1 over nothing."""
        body, variable, domain = term.args
        adds = isinstance(term, Summation)
        total: Value = ZERO if adds else ONE
        combine = dual.add if adds else dual.multiply
        for number in self.run(domain, scope):
            inner = scope.running_with(variable.name, fmpq(number), whole=True)
            total = combine(total, self.term_value(body, inner))
        return total

    def run(self, domain: Term, scope: Scope) -> Iterable[int]:
        """The integers a variable runs through."""
        if isinstance(domain, Domain):
            if domain.args[0].name:
                raise UnsupportedError("what the set of a sum is stands in words")
            return range(1, self.point.length + 1)
        lower, upper = (self._end(end, scope) for end in _finite_ends(domain))
        if not (is_whole(lower) and is_whole(upper)):
            raise UndefinedError("a sum whose ends are no integers")
        if upper - lower > MAXIMUM_TERMS:
            raise ImpreciseError("a sum of too many terms")
        if upper < lower - 1:
            # It is empty by convention; a claim is seldom meant to hold there.
            raise UncertainError("a sum whose upper end lies far below the lower one")
        return range(int(lower.p), int(upper.p) + 1)

    def _end(self, end: Term, scope: Scope) -> Number:
        value = self.term_value(end, scope)
        if isinstance(value, Dual | Extension | acb):
            raise UnsupportedError("an end of a range that varies, or is complex")
        return value

    def integral(self, term: Term, scope: Scope) -> Value:
        """An integral over a finite range, enclosed; UncertainError at a singularity."""
        body, variable, domain = term.args
        if isinstance(domain, Domain):
            raise UnsupportedError("an integral over an unstated domain")
        lower, upper = (self._end(end, scope) for end in _finite_ends(domain))
        mentioned = names(body)
        if any(isinstance(v, Extension) for k, v in scope.bound.items() if k in mentioned):
            raise UnsupportedError("an integral of an integral")
        nodes, depth = self.nodes, self.depth
        refused: list[UnsupportedError] = []

        def integrand(box: Number, analytic: bool) -> Number:
            self.nodes, self.depth = nodes, depth
            held = Extension(box, analytic=analytic)
            inner = scope.running_with(variable.name, held, whole=False)
            try:
                self.check_time()
                return acb("nan") if refused else _enclosed(self.term_value(body, inner))
            except UnsupportedError as error:  # nothing may be raised through Arb
                refused.append(error)
            except (UndefinedError, ImpreciseError):
                return acb("nan")
            return acb("nan")

        result = _integrated(integrand, lower, upper)
        self.nodes, self.depth = nodes, depth
        if refused:
            raise refused[0]
        if not result.is_finite():
            raise UncertainError("an integral that may not exist")
        return kept(result.real)

    def limit(self, term: Term, scope: Scope) -> Value:
        """The limit of what is continuous where it is defined: its value at the point."""
        body, variable, domain = term.args
        point = self._end(domain.args[0], scope)
        inner = scope.running_with(variable.name, point, whole=False)
        try:
            return self.term_value(body, inner)
        except UndefinedError as error:
            raise UncertainError("a limit where the body has no value") from error

    def by_cases(self, term: Term, scope: Scope) -> Value:
        """The first value whose condition holds; UndefinedError if none does."""
        return self._branch(term.args, scope)

    def _branch(self, branches: Sequence[Term], scope: Scope) -> Value:
        if not branches:
            raise UndefinedError("no case holds")
        value, condition = branches[0].args
        try:
            met = self._met(condition, scope)
        except ImpreciseError:
            one, other = self.term_value(value, scope), self._branch(branches[1:], scope)
            if isinstance(one, Dual) or isinstance(other, Dual):
                raise
            return either(one, other)
        return self.term_value(value, scope) if met else self._branch(branches[1:], scope)

    def _met(self, condition: Term, scope: Scope) -> bool:
        if isinstance(condition, AllOf):
            return self._all_met(condition.args, scope)
        left, right = (self.term_value(side, scope) for side in condition.args)
        distance = dual.subtract(right, left)
        number = dual.primal(distance)
        if isinstance(distance, Dual) and ball.is_zero(number):
            raise UndefinedError("a derivative where one case ends and another begins")
        if isinstance(condition, Less):
            return ball.sign(number) > 0
        if isinstance(condition, AtMost):
            return ball.sign(number) >= 0
        return ball.is_zero(number) == isinstance(condition, EqualTo)

    def _all_met(self, conditions: Sequence[Term], scope: Scope) -> bool:
        """Whether all hold; one that certainly does not is enough to say no."""
        unsure: ImpreciseError | None = None
        for condition in conditions:
            try:
                if not self._met(condition, scope):
                    return False
            except ImpreciseError as error:
                unsure = error
        if unsure is not None:
            raise unsure
        return True


def _integrated(
    integrand: Callable[[Number, bool], Number], lower: Number, upper: Number
) -> Number:
    tolerance = arb(2) ** (-ctx.prec * 3 // 4)
    return acb.integral(
        integrand,
        acb(lower),
        acb(upper),
        rel_tol=tolerance,
        abs_tol=tolerance,
        eval_limit=MAXIMUM_BOXES,
    )


def _finite_ends(domain: Term) -> tuple[Term, Term]:
    if not isinstance(domain, Range) or any(isinstance(p, Infinite) for p in walk(domain)):
        raise UnsupportedError("an infinite range")
    lower, upper = domain.args
    return lower, upper


def _enclosed(value: Value) -> Number:
    """The integrand's enclosure for Arb."""
    if isinstance(value, Dual):
        raise UnsupportedError("a derivative of an integral")
    if type(value) is acb:
        raise UnsupportedError("an integral of a complex function")
    return value.value if isinstance(value, Extension) else acb(value)
