"""The value of a term at a point, for certain.

`Evaluator.value` follows the term as it is written; whatever has no real value there
raises (see `ball`). Derivatives are taken with dual numbers; definitions are unfolded
by evaluating their right sides with the arguments' values, so no name is ever caught.
Not here: how a point is chosen (`points`).
"""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

import sympy
from flint import acb, arb, fmpq
from sympy import Add, Indexed, IndexedBase, Mul, Pow, Rational, Symbol

from derivation.prove.refute import ball, dual, several
from derivation.prove.refute.ball import (
    ONE,
    ZERO,
    Number,
    UndefinedError,
    UnsupportedError,
    is_exact,
)
from derivation.prove.refute.binders import BinderEvaluator, is_plain
from derivation.prove.refute.dual import Dual, Value
from derivation.prove.refute.scope import Definitions, Held, Point, Scope
from derivation.term import (
    KNOWN_FUNCTIONS,
    KNOWN_OF_SEVERAL,
    Application,
    Binder,
    Cases,
    Derivative,
    Infinite,
    Integral,
    Limit,
    ProductOver,
    ScalarProduct,
    SlotDerivative,
    Summation,
    Term,
    heads,
    names,
    varied,
)

MAXIMUM_DEPTH = 100
"""Terms nested deeper than this, definitions unfolded, are not evaluated."""

MAXIMUM_NODES = 20_000
"""Evaluations of a subterm for one value; unfolding can grow without bound."""

_KNOWN = {head: name for name, head in KNOWN_FUNCTIONS.items()}
_OF_SEVERAL = {head: name for name, head in KNOWN_OF_SEVERAL.items()}


class Evaluator(BinderEvaluator):
    """Evaluates terms at one point, at the precision that is set around it.

    `whole` are the names of integers: powers with such an exponent have any base.
    """

    def __init__(
        self,
        point: Point,
        definitions: Definitions,
        whole: frozenset[str] = frozenset(),
        deadline: float | None = None,
    ) -> None:
        super().__init__(point, definitions)
        self._whole = whole
        self._deadline = deadline
        self._root = Scope(point.held, running=point.running)

    @property
    def length(self) -> int:
        """The length of all vectors at this point."""
        return self.point.length

    def value(self, term: Term) -> Number:
        """The number a term is; UndefinedError, ImpreciseError, UnsupportedError."""
        self.nodes = self.depth = 0
        result = self.term_value(term, self._root)
        if isinstance(result, Dual):
            raise UnsupportedError("a value that is no number")
        return result

    def values_of(self, domain: Term) -> Iterable[int]:
        """The integers that a variable runs through in a domain; raises as `value`."""
        self.nodes = self.depth = 0
        return self.run(domain, self._root)

    def check_time(self) -> None:
        """UnsupportedError when the time is over."""
        if self._deadline and monotonic() > self._deadline:
            raise UnsupportedError("the time is over")

    def term_value(self, term: Term, scope: Scope) -> Value:
        """The value of a term within a scope, remembered there."""
        known = scope.values.get(term)
        if known is not None:
            return known
        self.nodes += 1
        if self.nodes > MAXIMUM_NODES or self.depth > MAXIMUM_DEPTH:
            raise UnsupportedError("the term is too large")
        if self.nodes % 256 == 0:
            self.check_time()
        self.depth += 1
        result = self._evaluate(term, scope)
        self.depth -= 1
        scope.values[term] = result
        return result

    def _evaluate(self, term: Term, scope: Scope) -> Value:
        match term:
            case Rational():
                return fmpq(int(term.p), int(term.q))
            case Symbol() | IndexedBase():
                return self._named(term, scope)
            case Add():
                total = self.term_value(term.args[0], scope)
                for part in term.args[1:]:
                    total = dual.add(total, self.term_value(part, scope))
                return total
            case Mul():
                product = self.term_value(term.args[0], scope)
                for part in term.args[1:]:
                    product = dual.multiply(product, self.term_value(part, scope))
                return product
            case Pow():
                return self._power(term, scope)
            case Indexed():
                return self._component(term, scope)
            case ScalarProduct():
                return self._scalar_product(term, scope)
            case Derivative():
                return self._derivative(term, scope)
            case Application() | SlotDerivative():
                return self.applied(term, scope)
            case Binder() | Cases():
                return self._composed(term, scope)
            case _:
                return self._known_function(term, scope)

    def _composed(self, term: Term, scope: Scope) -> Value:
        if isinstance(term, Summation | ProductOver):
            return self.repeated(term, scope)
        if isinstance(term, Integral):
            return self.integral(term, scope)
        if isinstance(term, Limit) and is_plain(term):
            return self.limit(term, scope)
        if isinstance(term, Cases):
            return self.by_cases(term, scope)
        raise UnsupportedError(f"{type(term).__name__} is not evaluated")

    def _known_function(self, term: Term, scope: Scope) -> Value:
        name = _KNOWN.get(type(term))
        if name is not None and len(term.args) == 1:
            return dual.function(name, self.term_value(term.args[0], scope))
        of_several = _OF_SEVERAL.get(type(term))
        if of_several is not None:
            return several.FUNCTIONS[of_several]([self.term_value(a, scope) for a in term.args])
        if term == sympy.pi:
            return arb.pi()
        if term == sympy.E:
            return dual.function("exp", ONE)
        if term == sympy.I:
            return acb(0, 1)
        raise UnsupportedError(f"{type(term).__name__} is not evaluated")

    def _named(self, term: Term, scope: Scope) -> Value:
        if isinstance(term, Infinite):
            raise UndefinedError("infinity is no number")
        name = term.label.name if isinstance(term, IndexedBase) else term.name
        held = self.held(name, scope)
        if not isinstance(held, tuple):
            return held
        if len(held) != 1:
            raise UndefinedError("a vector stands where a number is needed")
        return held[0]

    def held(self, name: str, scope: Scope) -> Held:
        """What a name stands for: bound, at the point, or by its definition."""
        if name in scope.bound:
            return scope.bound[name]
        if name in scope.document:
            return scope.document[name]
        definition = self.definitions.names.get(name)
        if definition is None:
            raise UnsupportedError(f"{name} has no value")
        result = self.term_value(definition.right, scope.inside(definition, {}))
        if isinstance(result, Dual):
            # As a name it is held fixed, as its definition it varies: the term does
            # not say which is meant, so nothing may be concluded.
            raise UnsupportedError(f"{name} depends on the variable through a definition")
        return result

    def _power(self, term: Term, scope: Scope) -> Value:
        base, exponent = (self.term_value(part, scope) for part in term.args)
        written = term.args[1]
        literal = not names(written) and not heads(written)
        whole = literal or (self._are_whole(names(written), scope) and not heads(written))
        if whole and not isinstance(exponent, Dual) and ball.is_whole(exponent):
            if exponent <= 0 and ball.is_zero(dual.primal(base)):
                raise UndefinedError("0 to the power of 0, or of a negative number")
            return dual.integer_power(base, int(exponent.p))
        if not literal and ball.is_zero(dual.primal(base)):
            raise UndefinedError("a power whose base is 0")
        return dual.real_power(base, exponent)

    def _are_whole(self, names_: Iterable[str], scope: Scope) -> bool:
        return all(scope.running.get(name, name in self._whole) for name in names_)

    def _component(self, term: Term, scope: Scope) -> Value:
        components = self._vector(term.args[0], scope)
        return components[self._index(term, scope)]

    def _vector(self, base: Term, scope: Scope) -> tuple[Value, ...]:
        held = self.argument(base, scope)
        if isinstance(held, tuple):
            return held
        if isinstance(base, Indexed):
            raise UnsupportedError("a component that is a vector")
        if self.point.length != 1:
            raise UndefinedError("a number stands where a vector is needed")
        return (held,)

    def _index(self, term: Term, scope: Scope) -> int:
        """The place of a component, counted from 0; UndefinedError beyond the length."""
        if len(term.args) != 2:
            raise UnsupportedError("a component with several indices")
        place = self.term_value(term.args[1], scope)
        if isinstance(place, Dual) or not is_exact(place):
            raise UnsupportedError("an index that is no plain number")
        if place.q != 1 or not 1 <= place <= self.point.length:
            raise UndefinedError("an index beyond the vector's length")
        return int(place.p) - 1

    def _scalar_product(self, term: Term, scope: Scope) -> Value:
        left, right = (self._vector(part, scope) for part in term.args)
        if len(left) != len(right):
            raise UndefinedError("vectors of different lengths")
        total: Value = ZERO
        for one, other in zip(left, right, strict=True):
            total = dual.add(total, dual.multiply(one, other))
        return total

    def _derivative(self, term: Term, scope: Scope) -> Value:
        body, variable = term.args
        level = self.deeper(scope.level)
        if not isinstance(variable, Symbol | Indexed):
            raise UnsupportedError("a derivative in what is no variable")
        name = varied(variable)
        if self._are_whole((name,), scope):
            raise UnsupportedError("a derivative in an integer")
        held = self.held(name, scope)
        place = self._index(variable, scope) if isinstance(variable, Indexed) else 0
        components = held if isinstance(held, tuple) else (held,)
        if len(components) != 1 and isinstance(variable, Symbol):
            raise UndefinedError("a derivative in a whole vector")
        if len(components) <= place:
            raise UndefinedError("a component of a number")
        seed = Dual(level, components[place], ONE)
        changed = (*components[:place], seed, *components[place + 1 :])
        new: Held = changed if isinstance(held, tuple) else seed
        if name in scope.bound:
            inner = Scope(scope.document, {**scope.bound, name: new}, level, scope.running)
        else:
            inner = Scope({**scope.document, name: new}, scope.bound, level, scope.running)
        return dual.slope_at(self.term_value(body, inner), level)
