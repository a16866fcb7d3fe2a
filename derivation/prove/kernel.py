"""The kernel: the only place where theorems are made.

A theorem `conditions |- conclusion` says: wherever all its conditions hold, its
conclusion holds; an equality then has both sides defined. Conditions and the axioms
used travel by union through every function, so no trust is lost on the way. In the
manner of HOL Light (J. Harrison, HOL Light: an overview, TPHOLs 2009), with the
decision procedures of `decide/` as further primitive rules.

Trusted: this file, `definedness`, `differentiation`, `decide/`, the meaning of
propositions and terms, SymPy's storage and comparison of expressions (its evaluation is
not used), and python-flint's polynomial and ball arithmetic; z3 for theorems that name it
among their axioms. Everything else in this
program can only call the functions below. A theorem is an empty handle: what it says is kept
here, so that nothing outside can build one, change one or unpickle one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, cast
from weakref import WeakKeyDictionary

from sympy import IndexedBase, Symbol

from derivation.errors import KernelError, OutOfBudgetError
from derivation.prove import complex_domains, differentiation
from derivation.prove.decide import (
    algebraic_numbers,
    consequence,
    constants,
    ranges,
    rational,
    real_arithmetic,
    reorder,
)
from derivation.prove.decide.elementary.identity import equal as elementary
from derivation.prove.decide.elementary.treatment import Treatment
from derivation.prove.decide.matrix_words import normal_form as words_of_matrices
from derivation.prove.definedness import (
    close,
    definedness,
    differentiability,
    differentiated_in,
    joint_smoothness,
    jointly,
    needed,
)
from derivation.prove.proposition import (
    Constant,
    Definition,
    Different,
    Differentiable,
    Equal,
    Exists,
    IsInteger,
    NonNegative,
    NonZero,
    NotPole,
    Positive,
    PowerDefined,
    Proposition,
    Throughout,
    free_names,
    metavariables,
    substitute,
)
from derivation.term import (
    Application,
    Binder,
    Derivative,
    Domain,
    Infinite,
    Limit,
    Metavariable,
    Operator,
    Path,
    ScalarProduct,
    SlotDerivative,
    Term,
    at,
    depends,
    is_real,
    is_variable,
    names,
    negate,
    put,
    replace,
    unary_argument,
    varied,
    walk,
)


@dataclass(frozen=True, slots=True)
class Axiom:
    """One line of trusted data: under `conditions`, left = right.

    Its metavariables stand for any term (a metavariable in a derivative's place of
    the variable for any variable); `statement` is the equation as LaTeX, `rule` the
    name of the rule that states it.
    """

    rule: str
    statement: str
    left: Term
    right: Term
    conditions: tuple[Proposition, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """How a theorem was made: the kernel function, its data, the theorems it used."""

    function: str
    data: tuple[object, ...]
    premises: tuple[Theorem, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    conditions: frozenset[Proposition]
    conclusion: Proposition
    axioms: frozenset[str]
    certificate: Certificate


class Theorem:
    """A proved proposition under conditions; made only by this module's functions."""

    __slots__ = ("__weakref__",)

    def __new__(cls, *_: object, **__: object) -> NoReturn:
        """Refuses: theorems come from the kernel's functions."""
        raise KernelError("a theorem cannot be constructed")

    def __init_subclass__(cls, **_: object) -> NoReturn:
        """Refuses: a subclass could claim what was not proved."""
        raise KernelError("Theorem cannot be subclassed")

    def __reduce_ex__(self, _: object) -> NoReturn:
        """Refuses: unpickling would make a theorem outside the kernel."""
        raise KernelError("a theorem cannot be pickled")

    def __copy__(self) -> Theorem:
        """The theorem itself: it cannot change."""
        return self

    def __deepcopy__(self, _: object) -> Theorem:
        """The theorem itself: it cannot change."""
        return self

    @property
    def conditions(self) -> frozenset[Proposition]:
        """What the theorem assumes."""
        return _content(self).conditions

    @property
    def conclusion(self) -> Proposition:
        """What holds under the conditions."""
        return _content(self).conclusion

    @property
    def axioms(self) -> frozenset[str]:
        """Every axiom used, as "rule: statement"."""
        return _content(self).axioms

    @property
    def certificate(self) -> Certificate:
        """How it was made."""
        return _content(self).certificate

    @property
    def left(self) -> Term:
        """The left side of an equality; KernelError for another conclusion."""
        return _equality(self).left

    @property
    def right(self) -> Term:
        """The right side of an equality; KernelError for another conclusion."""
        return _equality(self).right


_CONTENTS: WeakKeyDictionary[Theorem, _Content] = WeakKeyDictionary()


def _content(theorem: Theorem) -> _Content:
    content = _CONTENTS.get(theorem) if isinstance(theorem, Theorem) else None
    if content is None:
        raise KernelError("this is not a theorem of the kernel")
    return content


def _equality(theorem: Theorem) -> Equal:
    conclusion = _content(theorem).conclusion
    if not isinstance(conclusion, Equal):
        raise KernelError("this theorem is not an equality")
    return conclusion


def _make(
    conditions: Iterable[Proposition],
    conclusion: Proposition,
    function: str,
    data: tuple[object, ...],
    premises: tuple[Theorem, ...] = (),
    axioms: frozenset[str] = frozenset(),
) -> Theorem:
    every = axioms.union(*(_content(premise).axioms for premise in premises))
    theorem: Theorem = object.__new__(cast("type[Any]", Theorem))
    certificate = Certificate(function, data, premises)
    _CONTENTS[theorem] = _Content(frozenset(conditions), conclusion, every, certificate)
    return theorem


def reflexivity(term: Term) -> Theorem:
    """Every defined term equals itself."""
    return _make(definedness(term), Equal(term, term), "reflexivity", (term,))


def symmetry(theorem: Theorem) -> Theorem:
    """From a = b, b = a."""
    fact = _equality(theorem)
    return _make(theorem.conditions, Equal(fact.right, fact.left), "symmetry", (), (theorem,))


def transitivity(first: Theorem, second: Theorem) -> Theorem:
    """From a = b and b = c, a = c; KernelError unless the middles are the same term."""
    one, two = _equality(first), _equality(second)
    if one.right != two.left:
        raise KernelError("the middles of a transitivity differ")
    conditions = first.conditions | second.conditions
    return _make(conditions, Equal(one.left, two.right), "transitivity", (), (first, second))


def congruence(term: Term, path: Path, theorem: Theorem) -> Theorem:
    """From a = b, term = term with b for the a at the position.

    Inside a derivative the equality must hold near the variable's value, not only at
    it. A condition that mentions the variable is therefore let through only if it is
    `Positive`, `NonZero`, `NotPole`, `PowerDefined` with an exponent that does not
    vary, or `Differentiable`: these hold near a point if they hold at it and their term
    is continuous (in the last case smooth in that variable too), which is added as a
    condition. For `NonNegative` it is added that the term is > 0. Inside a sum, product
    or integral the equality must hold for every value of the bound variable: a condition
    that mentions it becomes `Throughout`. Inside a limit and an operator no condition
    may mention what varies there. KernelError for any other, or if another term stands
    at the position.
    """
    fact = _equality(theorem)
    if not _is_position(term, path) or at(term, path) != fact.left:
        raise KernelError("another term stands at this position")
    around = _around(term, path, theorem.conditions)
    changed = put(term, path, fact.right)
    conditions = around | definedness(term) | definedness(changed)
    return _make(conditions, Equal(term, changed), "congruence", (term, path), (theorem,))


def _is_position(term: Term, path: Path) -> bool:
    """Whether the path leads somewhere, counting from the front as the checks below do."""
    for index in path:
        if not 0 <= index < len(term.args):
            return False
        term = term.args[index]
    return True


def _around(
    term: Term, path: Path, conditions: frozenset[Proposition]
) -> frozenset[Proposition]:
    """The conditions of an equality at the position as they must hold around the term."""
    if not path:
        return conditions
    index = path[0]
    _check_part(term, index)
    inner = _around(term.args[index], path[1:], conditions)
    if isinstance(term, Derivative):
        near = (_near_variable(condition, term.args[1]) for condition in inner)
        return inner.union(*near)
    if isinstance(term, Limit) and index == 0:
        if any(term.args[1].name in free_names(condition) for condition in inner):
            raise KernelError("a condition mentions the variable of the limit")
    elif isinstance(term, Binder) and index == 0:
        return close(inner, term)
    elif isinstance(term, Operator):
        varying = names(term)
        if any(free_names(condition) & varying for condition in inner):
            raise KernelError("a condition mentions what may be random in an operator")
    return inner


def _check_part(term: Term, index: int) -> None:
    if isinstance(term, IndexedBase) or not term.args:
        raise KernelError("a name has no parts to rewrite")
    if (isinstance(term, Application | Operator | Domain) and index == 0) or (
        isinstance(term, SlotDerivative) and index == 1
    ):
        raise KernelError("this part of a term is no term of its own")
    if isinstance(term, Derivative) and index != 0:
        raise KernelError("the variable of a derivative cannot be rewritten")
    if isinstance(term, Binder) and index == 1:
        raise KernelError("a bound variable cannot be rewritten")


def _near_variable(condition: Proposition, variable: Term) -> frozenset[Proposition]:
    if varied(variable) not in free_names(condition):
        return frozenset()
    if isinstance(condition, Throughout) and condition.whole:
        return _near_throughout(condition, variable)
    if isinstance(condition, Positive) and not is_real(condition.term):
        raise KernelError("what is positive at a point need not be real near it")
    if isinstance(condition, Positive | NonZero | NotPole):
        return differentiability(condition.term, variable)
    if isinstance(condition, NonNegative) and is_real(condition.term):
        return differentiability(condition.term, variable) | {Positive(condition.term)}
    if isinstance(condition, Differentiable):
        together = jointly((*differentiated_in(condition), variable))
        return frozenset((Differentiable(condition.term, together),))
    if isinstance(condition, PowerDefined) and _holds_near(condition, variable):
        # base > 0 and base != 0 hold near the point; the exponent stays what it is
        return differentiability(condition.base, variable)
    raise KernelError("a condition mentions the variable of the derivative")


def _holds_near(condition: PowerDefined, variable: Term) -> bool:
    """Whether a power that is defined at a point is so near it."""
    return not depends(condition.exponent, variable) and is_real(condition.base)


def _near_throughout(condition: Throughout, variable: Term) -> frozenset[Proposition]:
    """Finitely many conditions that hold near a point hold near it together."""
    domain = condition.domain
    bounded = not any(isinstance(part, Infinite) for part in walk(domain))
    if not bounded or depends(domain, variable):
        raise KernelError("a condition for all values mentions the variable of the derivative")
    inner = _near_variable(condition.condition, variable)
    return frozenset(
        Throughout(each, condition.variable, domain, True)
        if condition.variable.name in free_names(each)
        else each
        for each in inner
    )


def instance(axiom: Axiom, substitution: Mapping[Term, Term]) -> Theorem:
    """An axiom with terms for its metavariables.

    KernelError if a metavariable is left, if something other than a variable stands
    in a derivative's place of the variable, if a term that the axiom needs constant
    depends on the variable, or if a term may not be real and the axiom need not hold then.
    """
    mapping = dict(substitution)
    _check_substitution(mapping)
    _check_complex(axiom, mapping)
    left, right = replace(axiom.left, mapping), replace(axiom.right, mapping)
    for side in (left, right):
        for part in walk(side):
            if isinstance(part, Metavariable):
                raise KernelError(f"the metavariable {part.name} has no term")
            if isinstance(part, Derivative) and not is_variable(part.args[1]):
                raise KernelError("a derivative is taken in a variable")
            if isinstance(part, Binder) and not isinstance(part.args[1], Symbol):
                raise KernelError("only a name can be bound")
    conditions = definedness(left) | definedness(right)
    for condition in axiom.conditions:
        conditions |= _instantiate(condition, mapping)
    return _make(
        conditions,
        Equal(left, right),
        "instance",
        (axiom, tuple(mapping.items())),
        axioms=frozenset((f"{axiom.rule}: {axiom.statement}",)),
    )


def _check_substitution(mapping: dict[Term, Term]) -> None:
    """Only metavariables are replaced, and f(u) only by a function at what u stands for."""
    for pattern, value in mapping.items():
        if isinstance(pattern, Metavariable):
            continue
        if not isinstance(pattern, Application) or not isinstance(
            pattern.args[0], Metavariable
        ):
            raise KernelError("only metavariables are replaced in an axiom")
        argument = unary_argument(value)
        if argument is None or replace(pattern.args[2].args[0], mapping) != argument:
            raise KernelError("this is no function of the argument it stands for")


def _check_complex(axiom: Axiom, mapping: dict[Term, Term]) -> None:
    """Axioms are stated for real terms; some of them hold for complex ones as well.

    Those about derivatives do: the conditions of smoothness make a function of complex
    numbers holomorphic at the point, and it has there the derivative that it has on the
    real line. So do identities of meromorphic functions.
    """
    if all(map(is_real, mapping.values())):
        return
    if isinstance(axiom.left, Derivative | SlotDerivative):
        return
    if not complex_domains.extends(axiom.left, axiom.right):
        raise KernelError("this axiom is stated for real terms")


def _instantiate(condition: Proposition, mapping: dict[Term, Term]) -> frozenset[Proposition]:
    if metavariables(condition) - mapping.keys():
        raise KernelError("a condition's metavariable has no term")
    concrete = substitute(condition, mapping)
    if isinstance(concrete, Constant):
        if depends(concrete.term, concrete.variable):
            raise KernelError("a term that must be constant depends on the variable")
        return frozenset()
    if isinstance(concrete, Differentiable):
        return differentiability(concrete.term, concrete.variable)
    return frozenset((concrete,))


def unfold(definition: Definition, substitution: Mapping[Term, Term]) -> Theorem:
    """A definition at given terms: definition |- left[s] = right[s].

    `substitution` maps the definition's bound names (Symbol, vector) to terms;
    KernelError if it maps anything else, or if a bound name is caught by a
    derivative in the definition whose variable would be replaced by a term.
    """
    mapping = dict(substitution)
    for name, value in mapping.items():
        if not names(name) <= definition.variables:
            raise KernelError("only the bound names of a definition are replaced")
        if type(name) is Symbol and not is_real(value):
            raise KernelError("a definition for real numbers says nothing of complex ones")
        if isinstance(name, IndexedBase) != isinstance(value, IndexedBase):
            raise KernelError("a vector is replaced by a vector, a scalar by a scalar")
    _refuse_capture((definition.left, definition.right), mapping)
    left, right = replace(definition.left, mapping), replace(definition.right, mapping)
    conditions = {definition} | definedness(left) | definedness(right)
    return _make(conditions, Equal(left, right), "unfold", (definition, tuple(mapping.items())))


def _refuse_capture(sides: tuple[Term, ...], mapping: dict[Term, Term]) -> None:
    """No derivative's variable may be replaced, nor may a value put in depend on it."""
    moved = {name: value for name, value in mapping.items() if name != value}
    for part in (part for side in sides for part in walk(side)):
        if not isinstance(part, Derivative):  # `replace` keeps other bound names apart
            continue
        variable = varied(part.args[1])
        if any(variable in names(name) | names(value) for name, value in moved.items()):
            raise KernelError("a derivative in the definition would catch a name")


def assume(proposition: Proposition) -> Theorem:
    """The proposition under itself as condition."""
    return _make((proposition,), proposition, "assume", (proposition,))


def rearrangement(left: Term, right: Term) -> Theorem:
    """Left = right if they differ only in order, grouping and layout of fractions."""
    if not reorder.same(left, right):
        raise KernelError("the terms differ by more than their order")
    conditions = definedness(left) | definedness(right)
    return _make(conditions, Equal(left, right), "rearrangement", (left, right))


def arithmetic(left: Term, right: Term) -> Theorem:
    """Left = right if they are the same rational function of their generators."""
    nonzero = rational.equal(left, right)
    if nonzero is None:
        raise KernelError("the terms are not the same rational function")
    conditions = {NonZero(term) for term in nonzero} | definedness(left) | definedness(right)
    return _make(conditions, Equal(left, right), "arithmetic", (left, right))


def modulo(left: Term, right: Term, facts: Sequence[Theorem]) -> Theorem:
    """Left = right, because it follows by ring arithmetic from equalities.

    The facts are equalities and terms that are not zero. KernelError if one is neither,
    if it does not follow, or if the facts contradict each other. Source: the ideal
    membership of `decide.consequence`.
    """
    concluded = [_content(fact).conclusion for fact in facts]
    if not all(isinstance(each, Equal | NonZero) for each in concluded):
        raise KernelError("only equalities and terms that are not zero are facts here")
    equations = [(e.left, e.right) for e in concluded if isinstance(e, Equal)]
    nonzero = [each.term for each in concluded if isinstance(each, NonZero)]
    found = consequence.follows(left, right, equations, nonzero)
    if found is None:
        raise KernelError("this does not follow from the equations")
    ours = {NonZero(term) for term in found.nonzero} | definedness(left) | definedness(right)
    conditions = frozenset(ours).union(*(fact.conditions for fact in facts))
    return _make(conditions, Equal(left, right), "modulo", (left, right), tuple(facts))


def identity(
    left: Term,
    right: Term,
    treatments: frozenset[Treatment],
    given: Iterable[Proposition] = (),
) -> Theorem:
    """Left = right if their normal forms over elementary functions agree.

    `treatments` are the kinds of functions that are taken apart. The signs of terms are
    those that follow from both sides being defined and from what is given; what is used
    of it is among the conditions. KernelError if the terms are not shown equal,
    OutOfBudgetError if that would take too long.
    """
    facts = tuple(given)
    defined = definedness(left) | definedness(right)
    needed = elementary(left, right, treatments, (*sorted(defined, key=repr), *facts))
    if needed is None:
        raise KernelError("the terms are not shown to be the same function")
    data = (left, right, tuple(sorted(treatments, key=lambda each: each.value)), facts)
    return _make(needed.conditions | defined, Equal(left, right), "identity", data)


def matrix_words(term: Term, columns: Iterable[Term] = ()) -> Theorem:
    """A term = the same with its matrix expressions as sums of words.

    That the columns are columns (their scalar product with themselves has a value) is
    among the conditions. KernelError if there is none, or it has too many words.
    """
    names_of_columns = tuple(columns)
    try:
        found = words_of_matrices(term, frozenset(names_of_columns))
    except OutOfBudgetError as error:
        raise KernelError(str(error)) from error
    if found == term:
        raise KernelError("there is no matrix expression to take apart")
    conditions = definedness(term) | definedness(found)
    conditions |= {Exists(ScalarProduct(each, each)) for each in names_of_columns}
    data = (term, names_of_columns)
    return _make(conditions, Equal(term, found), "matrix_words", data)


def algebraic(left: Term, right: Term) -> Theorem:
    """Left = right if both are the same real algebraic number; KernelError otherwise."""
    if not algebraic_numbers.equal(left, right):
        raise KernelError("these are not shown to be the same algebraic number")
    conditions = definedness(left) | definedness(right)
    return _make(conditions, Equal(left, right), "algebraic", (left, right))


def by_cases(term: Term, nonnegative: Theorem, negative: Theorem) -> Theorem:
    """An equality from its proofs under term >= 0 and under term < 0.

    The first may have the condition `NonNegative(term)`, the second
    `Positive(negate(term))`; both go, and that the term is defined comes in. KernelError
    if they conclude different things, or the term may not be real.
    """
    one, two = _content(nonnegative), _content(negative)
    if one.conclusion != two.conclusion or not isinstance(one.conclusion, Equal):
        raise KernelError("the cases do not conclude the same equality")
    if not is_real(term):
        raise KernelError("only a real number is either >= 0 or < 0")
    conditions = one.conditions - {NonNegative(term)}
    conditions |= two.conditions - {Positive(negate(term))}
    return _make(
        conditions | definedness(term),
        one.conclusion,
        "by_cases",
        (term,),
        (nonnegative, negative),
    )


def within_range(proposition: Proposition, given: Iterable[Proposition]) -> Theorem:
    """A bound on a term: of a constant, or from known ranges, definitions, given bounds.

    The conditions are those of the given propositions that were needed, and what the
    term needs to be defined, unless that follows from the given ones too.
    KernelError if it is no `Positive`, `NonNegative`, `NonZero`, `Different` or
    `PowerDefined`, or the ranges do not show it.
    """
    kinds = (Positive, NonNegative, NonZero, Different, PowerDefined)
    return _from_given("within_range", proposition, kinds, tuple(given))


def within_real_arithmetic(proposition: Proposition, given: Iterable[Proposition]) -> Theorem:
    """A bound on a polynomial by the word of z3, which is named among the axioms.

    Conditions as for `within_range`; KernelError if it is no `Positive`, `NonNegative` or
    `NonZero`, if z3 does not show it, or is not installed.
    """
    every = tuple(given)
    used = real_arithmetic.shows(proposition, every)
    if used is None:
        raise KernelError("real arithmetic does not show this")
    conditions = used.union(_needed_for(proposition, every))
    helper = frozenset((real_arithmetic.NAME,))
    return _make(
        conditions,
        proposition,
        "within_real_arithmetic",
        (proposition, every),
        axioms=helper,
    )


def integrality(proposition: Proposition, given: Iterable[Proposition]) -> Theorem:
    """A term is an integer (`IsInteger`), or no pole of the gamma function (`NotPole`).

    Conditions and errors as for `within_range`.
    """
    kinds = (IsInteger, NotPole)
    return _from_given("integrality", proposition, kinds, tuple(given))


def throughout(proposition: Proposition, given: Iterable[Proposition]) -> Theorem:
    """A condition for all values of a bound name, from the ends of its domain.

    Also from what is given for all values in the same domain. Conditions and errors as
    for `within_range`, for a `Throughout`.
    """
    return _from_given("throughout", proposition, (Throughout,), tuple(given))


def existence(proposition: Proposition, given: Iterable[Proposition]) -> Theorem:
    """An integral of a continuous function over a closed range exists; or a case does.

    Conditions and errors as for `within_range`, for an `Exists`.
    """
    return _from_given("existence", proposition, (Exists,), tuple(given))


def _from_given(
    function: str,
    proposition: Proposition,
    kinds: tuple[type, ...],
    given: tuple[Proposition, ...],
) -> Theorem:
    if not isinstance(proposition, kinds):
        raise KernelError("this function does not show conditions of this kind")
    data = (proposition, given)
    if constants.shows(proposition):
        return _make((), proposition, function, data)
    used = ranges.shows(proposition, given)
    if used is None:
        raise KernelError("the known ranges do not show this")
    if used != {proposition}:  # what is given is given as defined
        used |= _needed_for(proposition, given)
    return _make(used, proposition, function, data)


def _needed_for(
    proposition: Proposition, given: tuple[Proposition, ...]
) -> frozenset[Proposition]:
    """What the proposition needs to be defined, as far as it does not follow itself."""
    conditions: frozenset[Proposition] = frozenset()
    for each in needed(proposition):
        shown = ranges.shows(each, given)
        conditions |= frozenset((each,)) if shown is None else shown
    return conditions


def smoothness(proposition: Differentiable, unfolding: Theorem) -> Theorem:
    """A defined function is differentiable where the body of its definition is.

    `unfolding` must come from `unfold` and have the proposition's term on its left;
    the conditions are the definition and what the body's differentiability needs.
    KernelError otherwise, or if the definition itself varies with the variable.
    """
    certificate = _content(unfolding).certificate
    definition = certificate.data[0] if certificate.data else None
    if certificate.function != "unfold" or not isinstance(definition, Definition):
        raise KernelError("this is not the unfolding of a definition")
    if unfolding.left != proposition.term:
        raise KernelError("the definition does not speak of this term")
    variables = differentiated_in(proposition)
    if any(varied(variable) in free_names(definition) for variable in variables):
        raise KernelError("the definition itself varies with the variable")
    conditions = joint_smoothness(unfolding.right, frozenset(variables)) | {definition}
    return _make(conditions, proposition, "smoothness", (proposition,), (unfolding,))


def transport(fact: Theorem, equality: Theorem) -> Theorem:
    """From a bound on s and t = s, the same bound on t.

    Bounds are `Positive`, `NonNegative` and `NonZero`; KernelError for any other fact,
    or one about another term.
    """
    bound, equal = _content(fact).conclusion, _equality(equality)
    if not isinstance(bound, Positive | NonNegative | NonZero):
        raise KernelError("only bounds are carried over to an equal term")
    if bound.term != equal.right:
        raise KernelError("the bound is not one on the equality's right side")
    conclusion = type(bound)(equal.left)
    conditions = fact.conditions | equality.conditions
    return _make(conditions, conclusion, "transport", (), (fact, equality))


def discharge(theorem: Theorem, fact: Theorem) -> Theorem:
    """The theorem without the condition that `fact` proves, with the fact's conditions."""
    content = _content(theorem)
    if fact.conclusion not in content.conditions:
        raise KernelError("the theorem does not have this condition")
    conditions = (content.conditions - {fact.conclusion}) | fact.conditions
    return _make(conditions, content.conclusion, "discharge", (), (theorem, fact))


def power_is_defined(condition: PowerDefined, facts: Sequence[Theorem]) -> Theorem:
    """base**exponent is defined, from facts that suffice for it.

    They are base > 0; or an integer exponent with base != 0 or exponent >= 0.
    KernelError if the facts are none of these.
    """
    shown = {fact.conclusion for fact in facts}
    base, exponent = condition.base, condition.exponent
    sufficient = Positive(base) in shown or (
        IsInteger(exponent) in shown
        and (NonZero(base) in shown or NonNegative(exponent) in shown)
    )
    if not sufficient:
        raise KernelError("these facts do not make the power defined")
    conditions = frozenset[Proposition]().union(*(fact.conditions for fact in facts))
    return _make(conditions, condition, "power_is_defined", (condition,), tuple(facts))


def chain_rule(application: Term, variable: Term) -> Theorem:
    """The chain rule for a function of several arguments, one by one.

    d/dv f(u1, ..., un) = sum of (partial_i f)(u1, ..., un) * d u_i/dv over the
    arguments (parameters first) that depend on v; 0 if none does. f may itself be a
    partial derivative of any order. KernelError for an argument that is a vector
    depending on v. Source: Rudin, theorem 9.15.
    """
    equation = differentiation.chain_rule(application, variable)
    return _differentiated(equation, "chain_rule", (application, variable))


def order_of_slots(term: Term) -> Theorem:
    """A partial derivative of higher order = the same with its places in order.

    The condition is that the function is smooth in these places together (theorem of
    Schwarz; Rudin, theorem 9.41). KernelError where that cannot be stated.
    """
    return _differentiated(differentiation.order_of_slots(term), "order_of_slots", (term,))


def derivative_of_a_sum(summation: Term, variable: Term) -> Theorem:
    """A finite sum is differentiated term by term; KernelError for any other.

    Source: Rudin, theorem 5.3, by induction on the number of terms.
    """
    equation = differentiation.sum_rule(summation, variable)
    return _differentiated(equation, "derivative_of_a_sum", (summation, variable))


def derivative_of_a_product(product: Term, variable: Term) -> Theorem:
    """The derivative of a finite product none of whose factors is 0.

    It is the product times the sum of the factors' logarithmic derivatives; KernelError
    for any other. Source: Rudin, theorem 5.3, by induction on the number of factors.
    """
    equation = differentiation.product_rule(product, variable)
    return _differentiated(equation, "derivative_of_a_product", (product, variable))


def derivative_of_an_integral(integral: Term, variable: Term) -> Theorem:
    """Leibniz's rule: the derivative of an integral over a range in the variable.

    Its conditions are those of `differentiation.integral_rule`; KernelError where they
    cannot be stated. Source: Rudin, theorems 6.20 and 9.42.
    """
    equation = differentiation.integral_rule(integral, variable)
    return _differentiated(equation, "derivative_of_an_integral", (integral, variable))


def _differentiated(
    equation: differentiation.Equation, function: str, data: tuple[object, ...]
) -> Theorem:
    sides = definedness(equation.left) | definedness(equation.right)
    return _make(
        equation.conditions | sides,
        Equal(equation.left, equation.right),
        function,
        data,
        axioms=frozenset((equation.statement,)),
    )
