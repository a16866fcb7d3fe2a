"""The kernel under attack: theorems come from its functions and from nowhere else."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from typing import Any, cast

import pytest
from sympy import Symbol

from derivation.errors import KernelError
from derivation.prove import kernel
from derivation.prove.kernel import Axiom, Theorem
from derivation.prove.proposition import (
    Constant,
    Definition,
    Differentiable,
    Equal,
    NonNegative,
    NonZero,
    Positive,
)
from derivation.term import (
    Derivative,
    Metavariable,
    Range,
    Summation,
    add,
    apply,
    divide,
    known,
    multiply,
    negate,
    number,
    power,
)

X, Y, Z = Symbol("x"), Symbol("y"), Symbol("z")
ONE, TWO, ZERO = number(1), number(2), number(0)


def logarithm_axiom() -> Axiom:
    u, t = Metavariable("u"), Metavariable("t")
    return Axiom(
        "derivative of the logarithm",
        r"(\log u)' = u'/u",
        Derivative(known("log", u), t),
        multiply(divide(ONE, u), Derivative(u, t)),
        (Positive(u), Differentiable(u, t)),
    )


def constant_axiom() -> Axiom:
    c, t = Metavariable("c"), Metavariable("t")
    return Axiom("constant", "c' = 0", Derivative(c, t), ZERO, (Constant(c, t),))


class TestATheoremCannotBeForged:
    def test_it_cannot_be_constructed(self) -> None:
        with pytest.raises(KernelError):
            Theorem(frozenset(), Equal(ONE, TWO))

    def test_an_object_made_behind_the_constructor_is_no_theorem(self) -> None:
        forged: Theorem = object.__new__(cast("type[Any]", Theorem))
        with pytest.raises(KernelError):
            _ = forged.conclusion
        with pytest.raises(KernelError):
            kernel.symmetry(forged)
        with pytest.raises(KernelError):
            kernel.transitivity(kernel.reflexivity(X), forged)

    def test_it_cannot_be_changed(self) -> None:
        theorem = kernel.reflexivity(X)
        with pytest.raises(AttributeError):
            theorem.conclusion = Equal(X, Y)  # type: ignore[misc] # the attack
        with pytest.raises(AttributeError):
            object.__setattr__(theorem, "conclusion", Equal(X, Y))
        assert theorem.conclusion == Equal(X, X)

    def test_copies_are_the_theorem_itself(self) -> None:
        theorem = kernel.reflexivity(X)
        assert copy.copy(theorem) is theorem
        assert copy.deepcopy(theorem) is theorem

    def test_it_cannot_be_pickled(self) -> None:
        with pytest.raises(KernelError):
            pickle.dumps(kernel.reflexivity(X))

    def test_it_cannot_be_subclassed(self) -> None:
        with pytest.raises(KernelError):
            type("Fake", (Theorem,), {})

    def test_the_checks_hold_under_optimisation(self) -> None:
        program = (
            "from derivation.errors import KernelError\n"
            "from derivation.prove import kernel\n"
            "from derivation.term import Symbol, number\n"
            "try:\n"
            "    kernel.arithmetic(Symbol('x'), number(1))\n"
            "except KernelError:\n"
            "    print('refused')\n"
        )
        run = subprocess.run(
            [sys.executable, "-O", "-c", program], capture_output=True, text=True, check=True
        )
        assert run.stdout == "refused\n"


class TestEquality:
    def test_transitivity_refuses_middles_that_differ(self) -> None:
        with pytest.raises(KernelError):
            kernel.transitivity(kernel.reflexivity(X), kernel.reflexivity(Y))

    def test_transitivity_refuses_middles_that_are_only_reordered(self) -> None:
        one, two = add(X, Y), add(Y, X)
        with pytest.raises(KernelError):
            kernel.transitivity(kernel.reflexivity(one), kernel.reflexivity(two))

    def test_conditions_travel_through_transitivity(self) -> None:
        first = kernel.arithmetic(divide(X, X), ONE)
        second = kernel.arithmetic(ONE, divide(Y, Y))
        both = kernel.transitivity(first, second)
        assert {NonZero(X), NonZero(Y)} <= both.conditions

    def test_axioms_travel_through_every_function(self) -> None:
        instance = kernel.instance(
            logarithm_axiom(), {Metavariable("u"): X, Metavariable("t"): X}
        )
        whole = add(instance.left, Y)
        lifted = kernel.symmetry(kernel.congruence(whole, (0,), instance))
        assert lifted.axioms == instance.axioms != frozenset()

    def test_a_cancelled_fraction_needs_its_divisor_not_to_be_zero(self) -> None:
        theorem = kernel.arithmetic(
            divide(add(power(X, TWO), number(-1)), add(X, number(-1))), add(X, ONE)
        )
        assert NonZero(add(X, number(-1))) in theorem.conditions

    def test_a_vanishing_logarithm_keeps_its_condition(self) -> None:
        theorem = kernel.arithmetic(add(known("log", X), negate(known("log", X))), ZERO)
        assert Positive(X) in theorem.conditions

    def test_unequal_terms_are_refused(self) -> None:
        with pytest.raises(KernelError):
            kernel.arithmetic(add(X, ONE), X)
        with pytest.raises(KernelError):
            kernel.rearrangement(add(X, negate(Y)), add(Y, negate(X)))


class TestCongruenceUnderADerivative:
    def test_an_equality_at_a_point_does_not_pass(self) -> None:
        fact = kernel.assume(Equal(X, ONE))
        body = power(X, TWO)
        with pytest.raises(KernelError):
            kernel.congruence(Derivative(body, X), (0, 0), fact)

    def test_an_equality_that_does_not_mention_the_variable_passes(self) -> None:
        fact = kernel.assume(Equal(Y, ONE))
        theorem = kernel.congruence(Derivative(multiply(X, Y), X), (0, 1), fact)
        assert Equal(Y, ONE) in theorem.conditions

    def test_a_condition_on_one_side_of_a_bound_does_not_pass(self) -> None:
        root = power(X, divide(ONE, TWO))
        fact = kernel.assume(Equal(root, Y))
        with pytest.raises(KernelError):
            kernel.congruence(Derivative(root, X), (0,), fact)

    def test_an_open_condition_passes(self) -> None:
        fact = kernel.arithmetic(divide(power(X, TWO), X), X)
        theorem = kernel.congruence(Derivative(fact.left, X), (0,), fact)
        assert NonZero(X) in theorem.conditions

    def test_the_variable_itself_cannot_be_rewritten(self) -> None:
        fact = kernel.assume(Equal(X, Y))
        with pytest.raises(KernelError):
            kernel.congruence(Derivative(power(Z, TWO), X), (1,), fact)

    def test_another_term_at_the_position_is_refused(self) -> None:
        with pytest.raises(KernelError):
            kernel.congruence(add(X, Y), (0,), kernel.reflexivity(Y))

    def test_the_head_of_a_function_cannot_be_rewritten(self) -> None:
        value = apply("f", (X,))
        with pytest.raises(KernelError):
            kernel.congruence(value, (0,), kernel.reflexivity(value.args[0]))


class TestPositions:
    @pytest.mark.parametrize("path", [(-3,), (-2,), (3,), (0, 0)])
    def test_a_position_counts_from_the_front_and_must_exist(
        self, path: tuple[int, ...]
    ) -> None:
        """Counted from the back, the body of a sum would not be seen to be its body."""
        quotient = divide(X, X)
        total = Summation(X, X, Range(ONE, TWO))
        part = total.args[path[0]] if path[0] in (-3, -2) else quotient
        with pytest.raises(KernelError):
            kernel.congruence(total, path, kernel.reflexivity(part))

    def test_a_condition_on_the_bound_name_is_closed_over_its_range(self) -> None:
        quotient = divide(X, X)
        total = Summation(quotient, X, Range(ONE, TWO))
        theorem = kernel.congruence(total, (0,), kernel.arithmetic(quotient, ONE))
        assert NonZero(X) not in theorem.conditions


class TestInstances:
    def test_a_metavariable_left_over_is_refused(self) -> None:
        with pytest.raises(KernelError):
            kernel.instance(logarithm_axiom(), {Metavariable("u"): X})

    def test_a_derivative_in_something_that_is_no_variable_is_refused(self) -> None:
        substitution = {Metavariable("u"): X, Metavariable("t"): add(X, ONE)}
        with pytest.raises(KernelError):
            kernel.instance(logarithm_axiom(), substitution)

    def test_a_constant_that_depends_on_the_variable_is_refused(self) -> None:
        substitution = {Metavariable("c"): power(X, TWO), Metavariable("t"): X}
        with pytest.raises(KernelError):
            kernel.instance(constant_axiom(), substitution)

    def test_a_function_of_the_variable_is_no_constant(self) -> None:
        substitution = {Metavariable("c"): apply("f", (X,)), Metavariable("t"): X}
        with pytest.raises(KernelError):
            kernel.instance(constant_axiom(), substitution)

    def test_conditions_are_instantiated(self) -> None:
        u = add(power(X, TWO), ONE)
        theorem = kernel.instance(
            logarithm_axiom(), {Metavariable("u"): u, Metavariable("t"): X}
        )
        assert Positive(u) in theorem.conditions

    def test_a_function_pattern_only_takes_a_function_of_its_argument(self) -> None:
        f, u = Metavariable("f"), Metavariable("u")
        pattern = apply("f", (u,))
        pattern = type(pattern)(f, pattern.args[1], pattern.args[2])
        axiom = Axiom("silly", "f(u) = f(u)", pattern, pattern)
        with pytest.raises(KernelError):
            kernel.instance(axiom, {pattern: power(Y, TWO), u: X})
        with pytest.raises(KernelError):
            kernel.instance(axiom, {pattern: known("sin", Y), u: X})


class TestDefinitions:
    def test_a_definition_travels_as_a_condition(self) -> None:
        definition = Definition(apply("f", (X,)), power(X, TWO), frozenset({"x"}))
        theorem = kernel.unfold(definition, {X: Y})
        assert theorem.conclusion == Equal(apply("f", (Y,)), power(Y, TWO))
        assert definition in theorem.conditions

    def test_only_bound_names_are_replaced(self) -> None:
        definition = Definition(apply("f", (X,)), multiply(X, Z), frozenset({"x"}))
        with pytest.raises(KernelError):
            kernel.unfold(definition, {Z: ONE})

    def test_a_derivative_inside_does_not_catch_a_name(self) -> None:
        # g(x, c) = d/dx (c x): g(x, x) is x, not d/dx x^2
        body = Derivative(multiply(Y, X), X)
        definition = Definition(apply("g", (X, Y)), body, frozenset({"x", "y"}))
        with pytest.raises(KernelError):
            kernel.unfold(definition, {X: X, Y: X})

    def test_a_value_level_definition_does_not_pass_under_a_derivative(self) -> None:
        definition = Definition(Z, power(X, TWO))
        unfolding = kernel.unfold(definition, {})
        with pytest.raises(KernelError):
            kernel.congruence(Derivative(Z, X), (0,), unfolding)

    def test_smoothness_needs_an_unfolding(self) -> None:
        value = apply("f", (X,))
        with pytest.raises(KernelError):
            kernel.smoothness(Differentiable(value, X), kernel.reflexivity(value))


class TestDischarge:
    def test_only_a_condition_of_the_theorem_is_discharged(self) -> None:
        theorem = kernel.arithmetic(divide(X, X), ONE)
        with pytest.raises(KernelError):
            kernel.discharge(theorem, kernel.assume(Positive(Y)))

    def test_the_fact_brings_its_own_conditions(self) -> None:
        theorem = kernel.arithmetic(divide(X, X), ONE)
        fact = kernel.within_range(NonZero(X), (Positive(X),))
        assert kernel.discharge(theorem, fact).conditions == {Positive(X)}

    def test_ranges_do_not_show_what_does_not_follow(self) -> None:
        for proposition in (Positive(X), NonZero(known("sin", X)), Positive(power(X, TWO))):
            with pytest.raises(KernelError):
                kernel.within_range(proposition, ())

    def test_known_ranges(self) -> None:
        sigmoid = known("sigmoid", X)
        for proposition in (
            Positive(sigmoid),
            Positive(add(ONE, negate(sigmoid))),
            Positive(known("exp", X)),
            NonNegative(power(X, TWO)),
            NonZero(add(power(X, TWO), ONE)),
        ):
            assert kernel.within_range(proposition, ()).conditions == frozenset()


class TestTransport:
    def test_a_bound_holds_for_an_equal_term(self) -> None:
        theorem = kernel.transport(kernel.assume(Positive(Y)), kernel.assume(Equal(X, Y)))
        assert theorem.conclusion == Positive(X)
        assert theorem.conditions == {Positive(Y), Equal(X, Y)}

    def test_it_is_carried_from_the_right_side_to_the_left_alone(self) -> None:
        with pytest.raises(KernelError):
            kernel.transport(kernel.assume(Positive(X)), kernel.assume(Equal(X, Y)))

    def test_only_bounds_are_carried(self) -> None:
        equal = kernel.assume(Equal(X, Y))
        for fact in (Differentiable(Y, Y), Equal(Y, ONE)):
            with pytest.raises(KernelError):
                kernel.transport(kernel.assume(fact), equal)
