"""The term language: the SymPy expressions that lines are turned into.

Terms are SymPy expressions that are *never evaluated*: `x - x` stays a sum, `x/x` a
product. SymPy's constructors would collect, cancel and reorder, and so decide
equalities (and lose definedness) before the kernel sees them. Everything here builds
with `evaluate=False` and rebuilds with `rebuild`; code that handles terms must not
use `+`, `*`, `subs` or `func(*args)` on them.

A term is one of: `Integer`/`Rational`, `Symbol` (a scalar name; its name is LaTeX),
`Indexed` (a component), `IndexedBase` (a whole vector), `Add`, `Mul`, `Pow`, a known
function (`exp`, `log`, `sin`, ..., `sigmoid`), and the classes defined below.
Symbols carry no assumptions and stand for real numbers; a `ComplexName` stands for a
complex one, and `sympy.I` is the imaginary unit.

Not here: what a term means in a document (`derivation.meaning`), equalities between
terms (`derivation.prove`), how terms are printed (`derivation.notation`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

import sympy
from sympy import Add, Expr, Indexed, IndexedBase, Integer, Mul, Pow, Rational, Symbol, Tuple

Term: TypeAlias = Any
"""A SymPy expression of the language above (SymPy ships no type information)."""

Path: TypeAlias = tuple[int, ...]
"""A position in a term: the argument indices from the root down."""


class sigmoid(sympy.Function):  # type: ignore[misc] # noqa: N801 - named like SymPy's functions
    """The logistic sigmoid 1/(1 + exp(-z)), 0 < sigmoid < 1 for real z."""

    nargs = 1

    @classmethod
    def eval(cls, argument: Term) -> None:
        """Never evaluates: its values are the business of axioms."""


class digamma(sympy.Function):  # type: ignore[misc] # noqa: N801 - named like SymPy's functions
    """The logarithmic derivative of the gamma function."""

    nargs = 1

    @classmethod
    def eval(cls, argument: Term) -> None:
        """Never evaluates: its values are the business of axioms."""


def _build(head: Any, *arguments: Term) -> Any:
    made = Expr.__new__(head, *arguments)
    if head in (Add, Mul, Pow):  # SymPy's constructors set this, its printers read it
        made.is_commutative = True
    return made


_make: Callable[..., Any] = lru_cache(maxsize=1 << 17)(_build)
"""The one object of a head over its arguments; sharing makes comparing terms cheap."""


class _Structural(Expr):  # type: ignore[misc] # SymPy is untyped
    """Base of this module's own heads; keeps SymPy's printers from guessing by name."""

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(printer.doprint(a) for a in self.args)})"


class FunctionName(Symbol):  # type: ignore[misc] # SymPy is untyped
    """The name of a function, never equal to the scalar of the same name."""

    __slots__ = ()


class Application(_Structural):
    """An unspecified or document-defined function applied: h_theta(x).

    `args` are the head (a FunctionName whose name is LaTeX), a Tuple of parameters (written
    as subscripts) and a Tuple of arguments.
    """

    def __new__(cls, head: Term, parameters: Term, arguments: Term) -> Application:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, head, parameters, arguments)  # type: ignore[no-any-return] # see `_make`


class Hidden(_Structural):
    """A parameter of an `Application` that the author does not write.

    After "z = w x + b" the name z depends on w, x and b: it is Application(z) with
    three hidden parameters and no arguments, printed as z. So what depends on what can
    be seen on the term itself.
    """

    def __new__(cls, argument: Term) -> Hidden:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, argument)  # type: ignore[no-any-return] # see `_make`


class Derivative(_Structural):
    """The derivative of a body in a variable (Symbol, Indexed), taken at that variable.

    SymPy's own `Derivative` turns into 0 whenever the variable does not occur in the
    body as a symbol, which is wrong for h_theta(x) in theta_m; hence this class.
    """

    def __new__(cls, body: Term, variable: Term) -> Derivative:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, body, variable)  # type: ignore[no-any-return] # see `_make`


class SlotDerivative(_Structural):
    """The partial derivative of a function in one of its arguments, at its arguments.

    `args` are an `Application` (or a `SlotDerivative`, for higher orders) and the
    argument's index from 0. f'(u) is SlotDerivative(f(u), 0).
    """

    def __new__(cls, application: Term, slot: Term) -> SlotDerivative:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, application, slot)  # type: ignore[no-any-return] # see `_make`


class ScalarProduct(_Structural):
    """The scalar product of two vectors of the same, unknown length."""

    def __new__(cls, left: Term, right: Term) -> ScalarProduct:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, left, right)  # type: ignore[no-any-return] # see `_make`


class Metavariable(Symbol):  # type: ignore[misc] # SymPy is untyped
    """A pattern variable of a rule: stands for any term."""

    __slots__ = ()


class ComplexName(Symbol):  # type: ignore[misc] # SymPy is untyped
    """A scalar name that stands for a complex number; a plain Symbol is a real one."""

    __slots__ = ()


class Infinite(Symbol):  # type: ignore[misc] # SymPy is untyped
    """Infinity as the bound of a range or the target of a limit; it is no number."""

    __slots__ = ()


INFINITY = Infinite(r"\infty")
"""The only `Infinite`; minus infinity is `negate(INFINITY)`."""


class Range(_Structural):
    """From `lower` to `upper`, both included: integers of a sum, reals of an integral.

    A bound may be `INFINITY` or its negative. A range of integers whose upper end lies
    below the lower one is empty; reals run between the ends, whichever is the larger.
    """

    def __new__(cls, lower: Term, upper: Term) -> Range:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, lower, upper)  # type: ignore[no-any-return] # see `_make`


class Domain(_Structural):
    """Where a bound variable runs when no two ends are written: i, x in X, i != j.

    `args` are a FunctionName (the LaTeX under the sign, or empty where nothing but the
    variable stands there) and a Tuple of the terms it depends on. Under a sum or product
    it is a finite set, the same wherever the same stands.
    """

    def __new__(cls, label: Term, parameters: Term) -> Domain:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, label, parameters)  # type: ignore[no-any-return] # see `_make`


class Approach(_Structural):
    """Where the variable of a limit goes: a point (or infinity) and a side.

    The side is 1 from above, -1 from below, 0 for both.
    """

    def __new__(cls, point: Term, side: Term) -> Approach:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, point, side)  # type: ignore[no-any-return] # see `_make`


class Binder(_Structural):
    """Base of the heads that bind a variable: (body, variable, domain).

    The variable, a Symbol, is bound in the body and nowhere else.
    """

    def __new__(cls, body: Term, variable: Term, domain: Term) -> Binder:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, body, variable, domain)  # type: ignore[no-any-return] # see `_make`


class Summation(Binder):
    """The sum of the body over the integers of a `Range` or over a `Domain`."""


class ProductOver(Binder):
    """The product of the body over the integers of a `Range` or over a `Domain`."""


class Integral(Binder):
    """The integral of the body over a `Range` of reals, or over an unstated `Domain`."""


class Limit(Binder):
    """The limit of the body as the variable goes where an `Approach` says."""


class Operator(_Structural):
    """What is applied to random variables or distributions, not to their values: E[X].

    `args` are the head (a FunctionName), a Tuple of subscripts and a Tuple of arguments,
    as for an `Application`. The names in the arguments may vary inside it, as under a
    binder.
    """

    def __new__(cls, head: Term, parameters: Term, arguments: Term) -> Operator:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, head, parameters, arguments)  # type: ignore[no-any-return] # see `_make`


class Minimum(_Structural):
    """The least of its arguments."""

    def __new__(cls, *arguments: Term) -> Minimum:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, *arguments)  # type: ignore[no-any-return] # see `_make`


class Maximum(_Structural):
    """The greatest of its arguments."""

    def __new__(cls, *arguments: Term) -> Maximum:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, *arguments)  # type: ignore[no-any-return] # see `_make`


class Cases(_Structural):
    """A value by cases: each argument is a Tuple (value, condition), the first that holds.

    A condition is a `Comparison`, an `AllOf`, or `OTHERWISE`.
    """

    def __new__(cls, *branches: Term) -> Cases:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, *branches)  # type: ignore[no-any-return] # see `_make`


class Comparison(_Structural):
    """Base of the comparisons of two terms that stand as conditions in `Cases`."""

    def __new__(cls, left: Term, right: Term) -> Comparison:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, left, right)  # type: ignore[no-any-return] # see `_make`


class Less(Comparison):
    """Left < right."""


class AtMost(Comparison):
    """Left <= right."""


class EqualTo(Comparison):
    """Left = right."""


class UnequalTo(Comparison):
    """Left and right differ."""


class AllOf(_Structural):
    """All of its conditions hold; without any, it always holds."""

    def __new__(cls, *conditions: Term) -> AllOf:
        """Build it as it stands; nothing is evaluated."""
        return _make(cls, *conditions)  # type: ignore[no-any-return] # see `_make`


OTHERWISE = AllOf()
"""The condition of a last case."""


KNOWN_FUNCTIONS: Mapping[str, Callable[..., Term]] = {
    "exp": sympy.exp,
    "log": sympy.log,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "cot": sympy.cot,
    "sec": sympy.sec,
    "csc": sympy.csc,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "coth": sympy.coth,
    "sech": sympy.sech,
    "csch": sympy.csch,
    "asinh": sympy.asinh,
    "acosh": sympy.acosh,
    "atanh": sympy.atanh,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "floor": sympy.floor,
    "ceiling": sympy.ceiling,
    "factorial": sympy.factorial,
    "gamma": sympy.gamma,
    "digamma": digamma,
    "erf": sympy.erf,
    "sigmoid": sigmoid,
}
"""The functions whose meaning the program knows, by name; each takes one argument."""

KNOWN_OF_SEVERAL: Mapping[str, Callable[..., Term]] = {
    "binomial": sympy.binomial,
    "beta": sympy.beta,
    "min": Minimum,
    "max": Maximum,
}
"""The functions of several arguments whose meaning the program knows, by name."""

_KNOWN_HEADS = frozenset(KNOWN_FUNCTIONS.values())

ZERO, ONE, MINUS_ONE = Integer(0), Integer(1), Integer(-1)


def number(value: int | Fraction) -> Term:
    """The rational number as a term."""
    if isinstance(value, int | Rational):
        return Rational(value)
    return Rational(value.numerator, value.denominator)


def add(*terms: Term) -> Term:
    """The sum as written: order kept, nothing collected; no terms give 0."""
    if not terms:
        return ZERO
    return terms[0] if len(terms) == 1 else _make(Add, *terms)


def multiply(*factors: Term) -> Term:
    """The product as written: order kept, nothing cancelled; no factors give 1."""
    if not factors:
        return ONE
    return factors[0] if len(factors) == 1 else _make(Mul, *factors)


def power(base: Term, exponent: Term) -> Term:
    """The power base ** exponent as written."""
    return _make(Pow, base, exponent)


def negate(term: Term) -> Term:
    """-term: -1 is put in front of the factors of a product."""
    factors = term.args if isinstance(term, Mul) else (term,)
    return multiply(MINUS_ONE, *factors)


def divide(numerator: Term, denominator: Term) -> Term:
    """The quotient as numerator * denominator**(-1), 1/b as b**(-1)."""
    inverse = power(denominator, MINUS_ONE)
    return inverse if numerator == ONE else multiply(numerator, inverse)


def known(function: str, *arguments: Term) -> Term:
    """A known function applied, unevaluated; KeyError if the name is not known."""
    head = KNOWN_FUNCTIONS.get(function) or KNOWN_OF_SEVERAL[function]
    return _make(head, *arguments)


def component(vector: Term, *indices: Term) -> Term:
    """A component of a vector (an `IndexedBase`)."""
    return _make(Indexed, vector, *indices)


def vector(name: str) -> Term:
    """The vector of that (LaTeX) name."""
    return IndexedBase(Symbol(name))


MATRIX_PRODUCT, MATRIX_TRANSPOSE = r"\cdot", r"^{\top}"
MATRIX_INVERSE, MATRIX_TRACE = r"^{-1}", r"\mathrm{tr}"
"""Heads of operators between matrices: factors in their order, transpose, inverse, trace."""


def operator(head: str, arguments: Iterable[Term], parameters: Iterable[Term] = ()) -> Operator:
    """The operator of that (LaTeX) name, applied; parameters are its subscripts."""
    return Operator(FunctionName(head), Tuple(*parameters), Tuple(*arguments))


def apply(head: str, arguments: Iterable[Term], parameters: Iterable[Term] = ()) -> Application:
    """The function of that (LaTeX) name, applied; parameters are its subscripts."""
    return Application(FunctionName(head), Tuple(*parameters), Tuple(*arguments))


def rebuild(term: Term, arguments: Iterable[Term]) -> Term:
    """The same head over other arguments, unevaluated."""
    return _make(type(term), *arguments)


def unary_argument(term: Term) -> Term | None:
    """The argument of a function of one argument (known, unspecified or a derivative f')."""
    if isinstance(term, Application):
        _, parameters, arguments = term.args
        return arguments.args[0] if not parameters.args and len(arguments.args) == 1 else None
    if isinstance(term, SlotDerivative):
        return unary_argument(term.args[0])
    return term.args[0] if type(term) in _KNOWN_HEADS else None


def is_leaf(term: Term) -> bool:
    """Whether a term has no parts: a number, a name."""
    return not term.args or isinstance(term, IndexedBase)


def children(term: Term) -> tuple[Term, ...]:
    """The arguments that are terms in their own right, () for a leaf."""
    return () if is_leaf(term) else tuple(term.args)


def walk(term: Term) -> Iterator[Term]:
    """Every subterm, the term itself first, left to right."""
    yield term
    for child in children(term):
        yield from walk(child)


def at(term: Term, path: Path) -> Term:
    """The subterm at a position; IndexError if there is none."""
    for index in path:
        term = term.args[index]
    return term


def put(term: Term, path: Path, new: Term) -> Term:
    """The term with the subterm at a position replaced."""
    if not path:
        return new
    arguments = list(term.args)
    arguments[path[0]] = put(arguments[path[0]], path[1:], new)
    return rebuild(term, arguments)


def replace(term: Term, mapping: Mapping[Term, Term]) -> Term:
    """Every free occurrence of a key replaced, outermost first, all at once.

    A variable bound by a `Binder` is not replaced, and is renamed where it would catch
    a name of a value; a bound `Metavariable` is replaced like any other (it is the
    pattern of a variable). Otherwise syntactic: it also replaces below a `Derivative`'s
    variable; the kernel guards the cases where that would change the meaning.
    """
    found = mapping.get(term)
    if found is not None:
        return found
    if is_leaf(term):
        return term
    if isinstance(term, Binder) and not isinstance(term.args[1], Metavariable):
        return _replace_below(term, mapping)
    arguments = [replace(a, mapping) for a in term.args]
    if all(new is old for new, old in zip(arguments, term.args, strict=True)):
        return term
    return rebuild(term, arguments)


def _replace_below(binder: Term, mapping: Mapping[Term, Term]) -> Term:
    body, variable, domain = binder.args
    inside = {k: v for k, v in mapping.items() if variable.name not in names(k)}
    caught = frozenset().union(*(names(k) | names(v) for k, v in inside.items()))
    if variable.name in caught:
        fresh = Symbol(_fresh(variable.name, caught | names(body)))
        body, variable = replace(body, {variable: fresh}), fresh
    return rebuild(binder, (replace(body, inside), variable, replace(domain, mapping)))


def _fresh(name: str, taken: frozenset[str]) -> str:
    while name in taken:
        name += "'"
    return name


@lru_cache(maxsize=65536)
def _depth_of_binders(term: Term) -> int:
    below = max((_depth_of_binders(part) for part in children(term)), default=0)
    return below + isinstance(term, Binder)


@lru_cache(maxsize=65536)
def with_canonical_binders(term: Term) -> Term:
    """The term with every bound variable renamed by how many binders lie below it.

    Two terms that differ in the names of bound variables alone become the same term.
    """
    if not _depth_of_binders(term):
        return term
    parts = [with_canonical_binders(part) for part in term.args]
    if isinstance(term, Binder):
        body, variable, domain = parts
        canonical = Symbol(f"\\bound{{{_depth_of_binders(body)}}}")
        return rebuild(term, (replace(body, {variable: canonical}), canonical, domain))
    return rebuild(term, parts)


@lru_cache(maxsize=65536)
def is_real(term: Term) -> bool:
    """Whether a term's value, where it is defined, is real because all its parts are."""
    if isinstance(term, ComplexName) or term is sympy.I:
        return False
    return all(is_real(part) for part in children(term))


@lru_cache(maxsize=65536)
def names(term: Term) -> frozenset[str]:
    """The free names of a term; a component's vector counts, heads of functions not.

    theta_m mentions theta and m: what depends on theta may depend on theta_m.
    """
    if isinstance(term, Infinite | FunctionName):
        return frozenset()
    if isinstance(term, Symbol):
        return frozenset((term.name,))
    if isinstance(term, IndexedBase):
        return frozenset((term.label.name,))
    if isinstance(term, Binder):
        body, variable, domain = term.args
        return (names(body) - names(variable)) | names(domain)
    parts = term.args[1:] if isinstance(term, Application | Operator) else term.args
    return frozenset().union(*(names(part) for part in parts))


@lru_cache(maxsize=65536)
def heads(term: Term) -> frozenset[str]:
    """The names of unspecified or document-defined functions a term applies."""
    own = frozenset((term.args[0].name,)) if isinstance(term, Application) else frozenset()
    return own.union(*(heads(child) for child in children(term)))


def is_variable(term: Term) -> bool:
    """Whether a derivative can be taken in the term: a name, or a vector's component."""
    return isinstance(term, Symbol | Indexed) and not isinstance(term, Metavariable)


def varied(variable: Term) -> str:
    """The name whose value varies with a variable: theta for theta_m (m stays)."""
    base = variable.args[0] if isinstance(variable, Indexed) else variable
    return str(base.label.name if isinstance(base, IndexedBase) else base.name)


def depends(term: Term, variable: Term) -> bool:
    """Whether a term may depend on a variable (Symbol, component or vector).

    Conservative: another component of the same vector counts as dependence, because
    the two indices may be equal; so does the name w for the variable w_1, which may be
    a part of it.
    """
    name = varied(variable)
    mentioned = names(term)
    return name in mentioned or name.split("_")[0] in mentioned
