"""What is asked: to refute an equality, or to find a point that meets conditions."""

from __future__ import annotations

from dataclasses import dataclass

from derivation.prove.proposition import Definition, Proposition, terms
from derivation.term import Term


@dataclass(frozen=True, slots=True)
class Problem:
    """The claim left = right, with everything a counterexample must respect.

    `assumptions` must hold at the point; `definitions` are unfolded: on the left of
    each stands an application such as h(theta; x), whose variables are named in
    `variables`, or a bare name. `indices` are the names that range over 1..n,
    `integers` the names of integers. `constraints` are further equations that the
    document states: a point at which one is certainly violated is no counterexample.
    """

    left: Term
    right: Term
    assumptions: tuple[Proposition, ...] = ()
    definitions: tuple[Definition, ...] = ()
    indices: frozenset[str] = frozenset()
    integers: frozenset[str] = frozenset()
    constraints: tuple[tuple[Term, Term], ...] = ()

    @property
    def sides(self) -> tuple[Term, Term]:
        """Both sides of the claim."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Situation:
    """What a witness must meet.

    The `assumptions` hold, the `defined` terms have values and the `undefined` ones have
    none, `violated` (if any) fails, all for certain; the `conditions` hold as far as they
    can be evaluated. `definitions` and `indices` are those of a `Problem`.
    """

    defined: tuple[Term, ...] = ()
    undefined: tuple[Term, ...] = ()
    conditions: tuple[Proposition, ...] = ()
    assumptions: tuple[Proposition, ...] = ()
    definitions: tuple[Definition, ...] = ()
    indices: frozenset[str] = frozenset()
    violated: Proposition | None = None

    @property
    def spoken(self) -> tuple[Term, ...]:
        """Every term that needs a value or a look."""
        failing = () if self.violated is None else (self.violated,)
        said = (t for each in (*self.conditions, *failing) for t in terms(each))
        return (*self.defined, *self.undefined, *said)


@dataclass(frozen=True, slots=True)
class Witness:
    """A point as text, and the values of the defined terms there."""

    assignment: tuple[tuple[str, str], ...]
    values: tuple[str, ...]
