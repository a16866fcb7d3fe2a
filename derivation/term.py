"""The term language: the SymPy expressions that lines are turned into.

Terms are SymPy expressions that are *never evaluated*: `x - x` stays a sum, `x/x` a
product. SymPy's constructors would collect, cancel and reorder, and so decide
equalities (and lose definedness) before the kernel sees them. Everything here builds
with `evaluate=False` and rebuilds with `rebuild`; code that handles terms must not
use `+`, `*`, `subs` or `func(*args)` on them.

A term is one of: `Integer`/`Rational`, `Symbol` (a scalar name; its name is LaTeX),
`Indexed` (a component), `IndexedBase` (a whole vector), `Add`, `Mul`, `Pow`, a known
function (`exp`, `log`, `sin`, ..., `sigmoid`), and the five classes defined below.
Symbols carry no assumptions.

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
    "abs": sympy.Abs,
    "sigmoid": sigmoid,
}
"""The functions whose meaning the program knows, by name; each takes one argument."""

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
    return _make(KNOWN_FUNCTIONS[function], *arguments)


def component(vector: Term, *indices: Term) -> Term:
    """A component of a vector (an `IndexedBase`)."""
    return _make(Indexed, vector, *indices)


def vector(name: str) -> Term:
    """The vector of that (LaTeX) name."""
    return IndexedBase(Symbol(name))


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
    """Every occurrence of a key replaced, outermost first, all at once.

    Syntactic: it also replaces below a `Derivative`'s variable; the kernel guards
    the cases where that would change the meaning.
    """
    found = mapping.get(term)
    if found is not None:
        return found
    if is_leaf(term):
        return term
    arguments = [replace(a, mapping) for a in term.args]
    if all(new is old for new, old in zip(arguments, term.args, strict=True)):
        return term
    return rebuild(term, arguments)


@lru_cache(maxsize=65536)
def names(term: Term) -> frozenset[str]:
    """The names a term mentions; a component's vector counts, heads of functions not.

    theta_m mentions theta and m: what depends on theta may depend on theta_m.
    """
    if isinstance(term, Symbol):
        return frozenset((term.name,))
    if isinstance(term, IndexedBase):
        return frozenset((term.label.name,))
    parts = term.args[1:] if isinstance(term, Application) else term.args
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
