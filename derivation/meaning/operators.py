r"""The meaning of things side by side: applications, function words, scalar products.

Part of the elaborator (`elaborate.Elaborator` completes it).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Self

from sympy import Rational

from derivation.errors import ReadError
from derivation.meaning import words
from derivation.meaning.context import Context
from derivation.meaning.indices import mentions
from derivation.meaning.kinds import DENSITY_LETTERS, FUNCTION_LETTERS, SAID, Kind
from derivation.meaning.operator_words import OPERATOR_WORDS
from derivation.meaning.usage import (
    base_name,
    base_name_of,
    braced_bracket,
    bracket_of,
    collect,
    full_name,
    is_label,
    is_transpose,
)
from derivation.notation import name_text
from derivation.read.surface import (
    BigOperator,
    Bracket,
    Call,
    DerivativeOf,
    Dots,
    Infix,
    Name,
    Node,
    Number,
    Relations,
    Scripts,
    Sequence,
    label_latex,
    script_latex,
)
from derivation.term import (
    KNOWN_OF_SEVERAL,
    Application,
    Derivative,
    FunctionName,
    Hidden,
    ScalarProduct,
    SlotDerivative,
    Term,
    apply,
    depends,
    divide,
    is_leaf,
    is_variable,
    known,
    multiply,
    number,
    operator,
    power,
    unary_argument,
)

_WORDS = {
    "log": "log",
    "ln": "log",
    "exp": "exp",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "cot": "cot",
    "sec": "sec",
    "csc": "csc",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "asin": "asin",
    "acos": "acos",
    "atan": "atan",
    "tg": "tan",
    "ctg": "cot",
    "arctg": "atan",
    "cosec": "csc",
    "sinh": "sinh",
    "cosh": "cosh",
    "tanh": "tanh",
    "coth": "coth",
    "sech": "sech",
    "csch": "csch",
    "arsinh": "asinh",
    "arcsinh": "asinh",
    "asinh": "asinh",
    "arcosh": "acosh",
    "arccosh": "acosh",
    "acosh": "acosh",
    "artanh": "atanh",
    "arctanh": "atanh",
    "atanh": "atanh",
    "sgn": "sign",
    "sign": "sign",
    "signum": "sign",
    "erf": "erf",
}
"""Function words and the known function each names."""

_POWER_INSIDE = frozenset(("log", "ln", "lg"))

_INVERSES = {"sin": "asin", "cos": "acos", "tan": "atan"} | {
    "sinh": "asinh",
    "cosh": "acosh",
    "tanh": "atanh",
}
_OF_LISTS = frozenset(("min", "max"))


class OperatorElaborator(words.WordElaborator):
    """The part of the elaborator that reads runs, calls and applications.

    `inside` are the names bound around what is read, `outside` those that stand in the
    same line outside of all its sums.
    """

    def __init__(
        self,
        context: Context,
        inside: frozenset[str] = frozenset(),
        outside: frozenset[str] = frozenset(),
    ) -> None:
        self.context = context
        self.inside = inside
        self.outside = outside
        self.unbounded = False

    def within(self, bound: Iterable[str]) -> Self:
        """The elaborator of what stands below a sign that binds these names."""
        return type(self)(self.context, self.inside | frozenset(bound), self.outside)

    @abstractmethod
    def term(self, node: Node) -> Term:
        """The term of any expression."""

    @abstractmethod
    def vector(self, node: Node) -> Term:
        """A vector by name."""

    @abstractmethod
    def raised(self, base: Term, superscript: Node) -> Term:
        """A base with an exponent."""

    @abstractmethod
    def scripted(self, node: Node) -> Term:
        """A name with its scripts."""

    def run(self, items: tuple[Node, ...]) -> list[Term]:
        """The factors of things side by side, applications and scalar products made."""
        factors: list[Term | None] = []
        index = 0
        while index < len(items):
            follower = items[index + 1] if index + 1 < len(items) else None
            pair = self._pair(items[index], follower) if follower is not None else None
            if pair is not None:
                factors.append(pair)
                index += 2
                continue
            item = items[index]
            self._refuse_list(item, follower)
            if isinstance(item, Dots):
                factors.append(None)
            else:
                factors.extend(
                    self.call(item) if isinstance(item, Call) else (self.term(item),)
                )
            index += 1
        return words.filled(factors, r"\cdot")

    def _refuse_list(self, item: Node, follower: Node | None) -> None:
        """Refuse p(a, b) where p is no function: it is none of the readings of a product."""
        bracket, name = bracket_of(follower), base_name(item)
        if name is None or bracket is None:
            return
        if isinstance(bracket.body, Sequence | Relations):
            raise ReadError(f"is {name} a function of this list?", bracket.span)

    def _pair(self, item: Node, follower: Node) -> Term | None:
        """The meaning of two neighbours together, or None if they are two factors."""
        if isinstance(item, DerivativeOf):
            return self._derivative_at(item, follower)
        name = base_name(item)
        if name is None:
            return None
        if name == r"\mathrm{d}" and isinstance(item, Name):
            return self._differential(follower)
        if isinstance(item, Scripts) and is_transpose(item.superscript):
            if self.context.kinds.letter_t and base_name_of(item.superscript) == "T":
                return None
            return self._scalar_product(item, follower)
        bracket = bracket_of(follower)
        if bracket is None:
            return self._without_bracket(name, item, follower)
        numbered = isinstance(item, Scripts) and full_name(item) in self.context.kinds.numbers
        if numbered and not isinstance(bracket.body, Name):
            return None  # p_1 (1 - p_1) is a product although p(x) is none, and q_1(x)
        if self._is_chi_squared(name, item, bracket):
            return self._raised(self.opaque(r"\chi^{2}", None, bracket.body), follower)
        if self.is_opaque(name, bracket.body) or self._is_deviation(name, bracket.body):
            return self._opaque_pair(name, item, bracket, follower)
        if not self._applies(name, bracket):
            if self._is_apart(name, bracket):
                return self._opaque_pair(name, item, bracket, follower)
            return None
        body = bracket.body
        arguments = body.items if isinstance(body, Sequence) else (body,)
        if not self._takes(name, item, body):
            return self._opaque_pair(name, item, bracket, follower)
        subscript = item.subscript if isinstance(item, Scripts) else None
        if isinstance(item, Scripts) and _is_inverse(item.superscript):
            item = Scripts(item.span, item.base, item.subscript, None, item.primes)
            name = f"{name}^{{-1}}"
        applied = self.application(name, subscript, arguments, item)
        primes = item.primes if isinstance(item, Scripts) else 0
        applied = self._primed(applied, primes, item)
        applied = self._raised(applied, item)
        return self._raised(applied, follower)

    def _derivative_at(self, item: DerivativeOf, follower: Node) -> Term | None:
        r"""`\frac{df}{dx}(a)`: the derivative of a function, taken at an argument."""
        name, bracket = base_name(item.operand), bracket_of(follower)
        if not item.written_inside or name is None or bracket is None:
            return None
        if not self._applies(name, bracket):
            return None
        scripts = item.operand if isinstance(item.operand, Scripts) else None
        if scripts is not None and (scripts.superscript is not None or scripts.primes):
            raise ReadError("a derivative of this at a point is not read here", item.span)
        body = bracket.body
        arguments = body.items if isinstance(body, Sequence) else (body,)
        value = self.application(name, scripts and scripts.subscript, arguments, item)
        variables = [self.term(each) for each, order in item.variables for _ in range(order)]
        value = self._taken_at(value, variables, item)
        return self._raised(value, follower)

    def _taken_at(self, value: Term, variables: list[Term], item: DerivativeOf) -> Term:
        """In the arguments themselves where they are the variables, else by primes."""
        places = value.args[2].args if isinstance(value, Application) else value.args
        if not all(map(is_variable, variables)):
            raise ReadError(
                "a derivative at a point in a dependent name is not read", item.span
            )
        single = unary_argument(value) is not None and len(set(variables)) == 1
        if all(v in places and sum(depends(p, v) for p in places) == 1 for v in variables):
            for variable in reversed(variables):
                value = Derivative(value, variable)
        elif single:
            for _ in variables:
                value = self.prime(value)
        else:
            message = "a partial derivative is only read at its own variables"
            raise ReadError(message, item.span)
        return value

    def _opaque_pair(self, name: str, item: Node, bracket: Bracket, follower: Node) -> Term:
        subscript = item.subscript if isinstance(item, Scripts) else None
        if isinstance(item, Scripts) and item.primes:
            name += "'" * item.primes
        if isinstance(item, Scripts) and _is_inverse(item.superscript):
            inverse = self.opaque(f"{name}^{{-1}}", subscript, bracket.body)
            return self._raised(inverse, follower)
        applied = self._raised(self.opaque(name, subscript, bracket.body), item)
        return self._raised(applied, follower)

    def _is_word(self, name: str) -> bool:
        """Whether a name is an operator also where no bracket follows it."""
        if name not in OPERATOR_WORDS:
            return False
        several = name.startswith(r"\mathbb{") or len(name) > len(r"\mathrm{E}")
        return several or self.context.kinds.kind(name) is Kind.FUNCTION

    def _without_bracket(self, name: str, item: Node, follower: Node) -> Term | None:
        r"""`\mathrm{Var} X`: an operator's word before a plain name is applied to it.

        Before anything else it is refused: E X^2 is no product of E and X^2.
        """
        if not self._is_word(name) or isinstance(item, Scripts):
            return None
        raised = follower.superscript if isinstance(follower, Scripts) else None
        if base_name(follower) is None or (raised is not None and not is_label(raised)):
            raise ReadError(f"{name_text(name)} of what? Write brackets", item.span)
        return self.opaque(name, None, follower)

    def _scalar_product(self, item: Scripts, follower: Node) -> Term | None:
        """The scalar product of two vectors by name; None where a matrix is one of them."""
        if base_name(follower) is None:
            return None
        raised = follower.superscript if isinstance(follower, Scripts) else None
        if raised is not None and not is_label(raised):
            return None
        for node in (item, follower):
            if self.context.kinds.kind(base_name(node) or "") is Kind.MATRIX:
                return None
        return ScalarProduct(self._untransposed(item), self.vector(follower))

    def _is_apart(self, name: str, bracket: Bracket) -> bool:
        """Whether a name that is no function stands here for one of which nothing is known.

        A letter may be a density and a number in one document: p(y | p). Nobody puts one
        name in brackets to multiply, and a list with a bar or a relation is no factor;
        of other lists only the usual letters of functions are applied.
        """
        body = bracket.body
        reading = self.context.kinds.readings.get(name)
        if (reading is not None and reading.ground == SAID) or name in self.inside:
            return False
        if bracket.kind == "(" and (base_name(body) is not None) and not _is_raised(body):
            return True
        if bracket.kind == "(" and isinstance(body, Number):
            return name in self.context.kinds.apart  # p(2) beside p(x)
        if (
            _is_event(body)
            or isinstance(body, Relations)
            or (isinstance(body, Sequence) and body.separators)
        ):
            return True
        return isinstance(body, Sequence) and bracket.kind == "(" and is_functional(name)

    def _differential(self, follower: Node) -> Term | None:
        r"""The differential of a name outside of integrals: `\mathrm{d}y`."""
        if base_name(follower) is None or r"\mathrm{d}" in self.inside:
            return None
        return operator(r"\mathrm{d}", (self.whole(follower),))

    def _is_deviation(self, name: str, body: Node) -> bool:
        r"""Whether sigma(X) is the standard deviation: of what operators speak of."""
        spoken = isinstance(body, Name) and body.latex in self.context.kinds.spoken
        known_ = self.context.known_function(name) == "sigmoid"
        return name == r"\sigma" and known_ and spoken

    def _is_chi_squared(self, name: str, item: Node, bracket: Bracket) -> bool:
        r"""Whether `\chi^2(n)` is the distribution of that name: chi is nothing else."""
        if name != r"\chi" or not isinstance(item, Scripts) or item.subscript is not None:
            return False
        squared = item.superscript is not None and label_latex(item.superscript) == "2"
        alone = name in self.context.kinds.bare or name in self.inside
        return squared and bracket.kind == "(" and not alone

    def _takes(self, name: str, item: Node, body: Node) -> bool:
        """Whether a known function takes such a list; B(x; a, b) is another function."""
        plain = not (isinstance(item, Scripts) and item.subscript is not None)
        function = self.context.known_function(name) if plain else None
        if function is None:
            return True
        if isinstance(body, Sequence):
            several = len(body.items) == 2 and function in KNOWN_OF_SEVERAL
            return several and not body.separators
        return function not in KNOWN_OF_SEVERAL

    def _applies(self, name: str, bracket: Bracket) -> bool:
        kinds = self.context.kinds
        if name in self.inside:
            return False
        if kinds.kind(name) is Kind.FUNCTION:
            inside = collect((bracket.body,))
            return name not in inside.bare and name not in inside.argument
        return False

    def _untransposed(self, item: Scripts) -> Term:
        bare = Scripts(item.span, item.base, item.subscript, None, item.primes)
        return self.scripted(bare if item.subscript is not None else item.base)

    def _raised(self, term: Term, node: Node) -> Term:
        superscript = node.superscript if isinstance(node, Scripts) else None
        if superscript is None or is_label(superscript):
            return term
        return self.raised(term, superscript)

    def _primed(self, term: Term, primes: int, node: Node) -> Term:
        if primes and len([a for a in term.args[-1:] if not is_leaf(a)]) > 1:
            raise ReadError("a prime on a function of several arguments", node.span)
        for _ in range(primes):
            term = self.prime(term)
        return term

    def prime(self, term: Term) -> Term:
        """The derivative of a function of one argument, at that argument.

        f'(x) with a plain variable x is the derivative of f(x) in x.
        """
        inner = term
        while isinstance(inner, Derivative):
            inner = inner.args[0]
        argument = unary_argument(inner)
        if argument is not None and is_variable(argument) and not self.context.primes_apart:
            return Derivative(term, argument)
        return SlotDerivative(term, number(0))

    def application(
        self, name: str, subscript: Node | None, arguments: tuple[Node, ...], node: Node
    ) -> Term:
        """A function applied: a known one, or the document's own.

        A subscript that is a name of its own (h_theta) is a parameter; any other
        belongs to the function's name.
        """
        terms = tuple(self.whole(argument) for argument in arguments)
        function = self.context.known_function(name) if subscript is None else None
        if function is not None:
            expected = 2 if function in KNOWN_OF_SEVERAL else 1
            if len(terms) != expected:
                raise ReadError(f"{function} takes {expected} argument(s)", node.span)
            return known(function, *terms)
        parameters: tuple[Term, ...] = ()
        if subscript is not None:
            if self._is_parameter(subscript):
                parameters = (self.whole(subscript),)
            else:
                name = script_latex(name, label_latex(subscript), "", 0)
        hidden = tuple(
            Hidden(each)
            for each in self.context.hidden.get(name, ())
            if each not in terms and each not in parameters
        )
        return apply(name, terms, (*parameters, *hidden))

    def _is_parameter(self, subscript: Node) -> bool:
        letters = self.context.kinds.mentioned | self.inside
        return base_name(subscript) in letters or mentions(subscript, self.inside)

    def whole(self, node: Node) -> Term:
        """The term of an argument: a vector's name is the whole vector."""
        if isinstance(node, Dots):
            return FunctionName(r"\ldots")
        return self.vector(node) if base_name(node) is not None else self.term(node)

    def call(self, node: Call) -> list[Term]:
        """A function word: its value, then whatever its operand does not reach."""
        if node.function in _OF_LISTS:
            return self._of_list(node)
        lognormal = self._lognormal(node)
        if lognormal is not None:
            return lognormal
        if node.function not in _WORDS:
            raise ReadError(f"the function {node.function} is not read here yet", node.span)
        operand, rest, outer = self._extent(node.function, node.operand)
        argument = multiply(*operand)
        value = known(_WORDS[node.function], argument)
        if node.subscript is not None:
            if node.function not in ("log", "ln"):
                raise ReadError("a subscript on this function is not read", node.span)
            value = divide(value, known("log", self.term(node.subscript)))
        for _ in range(node.primes):
            value = self.prime(value)
        value = self._raised_call(value, node)
        if outer is not None:
            value = power(value, self.term(outer))
        return [value, *rest]

    def _of_list(self, node: Call) -> list[Term]:
        """min(a, b), max{a, b}: the function of a list in brackets."""
        bracket = bracket_of(node.operand[0])
        body = None if bracket is None else bracket.body
        if (
            not isinstance(body, Sequence)
            or body.separators
            or node.subscript is not None
            or node.superscript is not None
            or node.primes
        ):
            return self._of_set(node, bracket)
        value = known(node.function, *(self.term(item) for item in body.items))
        return [self._raised(value, node.operand[0]), *self.run(node.operand[1:])]

    def _lognormal(self, node: Call) -> list[Term] | None:
        r"""The distribution `\ln \mathcal{N}(\mu, \sigma^2)`, or None.

        A density has a value before a semicolon; a distribution has two parameters only.
        """
        if node.function != "ln" or len(node.operand) < 2 or node.superscript or node.subscript:
            return None
        bracket = bracket_of(node.operand[1])
        body = None if bracket is None else bracket.body
        if base_name(node.operand[0]) != r"\mathcal{N}" or not isinstance(body, Sequence):
            return None
        if len(body.items) != 2 or body.separators:
            return None
        value = self.opaque(r"\ln \mathcal{N}", None, body)
        return [value, *self.run(node.operand[2:])]

    def _of_set(self, node: Call, bracket: Bracket | None) -> list[Term]:
        """Min S, max [f], max {x in R | x < 1}: of a set, of which nothing is known."""
        if node.subscript is not None or node.superscript is not None or node.primes:
            raise ReadError(f"scripts on {node.function} are not read here", node.span)
        head = f"\\mathrm{{{node.function}}}"
        if bracket is None:
            return [operator(head, (multiply(*self.run(node.operand)),))]
        rest = self.run(node.operand[1:])
        value = operator(head, self.arguments(bracket.body, bracket.kind))
        return [self._raised(value, node.operand[0]), *rest]

    def _extent(
        self, function: str, items: tuple[Node, ...]
    ) -> tuple[list[Term], list[Term], Node | None]:
        r"""How far an operand reaches: (its factors, the factors behind it, its power).

        An operand that begins with a bracket is that bracket. A power on it belongs to
        the bracket for a logarithm, as in log (1 - p)^n, and to the function's value
        for any other function, as in sin(x)^2, and in \log{(x)}^2, as SymPy writes it; any
        other reaches up to the first bracket that is no application's argument.
        """
        braced = braced_bracket(items[0])
        if braced is not None:
            outer = items[0].superscript if isinstance(items[0], Scripts) else None
            return [self.term(braced)], self.run(items[1:]), outer
        first = bracket_of(items[0])
        if first is not None and function in _POWER_INSIDE:
            return [self.term(items[0])], self.run(items[1:]), None
        if first is not None:
            outer = items[0].superscript if isinstance(items[0], Scripts) else None
            return [self.term(first)], self.run(items[1:]), outer
        reach = 0
        while reach < len(items):
            follower = items[reach + 1] if reach + 1 < len(items) else None
            if reach and bracket_of(items[reach]) is not None:
                break
            paired = follower is not None and self._pair(items[reach], follower) is not None
            reach += 2 if paired else 1
        return self.run(items[:reach]), self.run(items[reach:]), None

    def _raised_call(self, value: Term, node: Call) -> Term:
        if node.superscript is None:
            return value
        exponent = self.term(node.superscript)
        if isinstance(exponent, Rational) and exponent == -1:
            inverse = _INVERSES.get(node.function)
            if inverse is None:
                return operator(f"\\mathrm{{{node.function}}}^{{-1}}", value.args)
            return known(inverse, *value.args)
        return power(value, exponent)


def is_functional(name: str) -> bool:
    """Whether a name is usual for functions, or a capital that may be an operator."""
    return name in FUNCTION_LETTERS | DENSITY_LETTERS or name.startswith(
        (r"\mathrm", r"\mathcal", r"\Sigma", "{}")
    )


def _is_event(node: Node) -> bool:
    """Whether a node is a set or an event: a union, an intersection, a difference."""
    if isinstance(node, Infix):
        return node.sign in (r"\cup", r"\cap", r"\setminus")
    return isinstance(node, BigOperator) and node.sign in (r"\bigcup", r"\bigcap")


def _is_raised(node: Node) -> bool:
    return isinstance(node, Scripts) and node.superscript is not None


def _is_inverse(superscript: Node | None) -> bool:
    """Whether a superscript is -1, which on a function's name means its inverse."""
    return superscript is not None and label_latex(superscript) == "-1"
