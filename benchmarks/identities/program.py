"""What the program says of an equality, handed over as terms or as a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter

from benchmarks.alarm import TooLongError, limited
from benchmarks.identities.expression import Expression, names
from benchmarks.identities.fragment import Fragment
from benchmarks.identities.latex import latex
from benchmarks.identities.terms import propositions, to_term
from derivation import verify
from derivation.catalogue import Catalogue, load_catalogue
from derivation.check.search import Prover
from derivation.errors import KernelError, OutOfBudgetError
from derivation.meaning.context import Context, Stated
from derivation.meaning.kinds import Kinds
from derivation.model import Span
from derivation.prove import kernel
from derivation.prove.decide.elementary.treatment import EVERY
from derivation.prove.proposition import Equal
from derivation.prove.refute import Problem, glance, refute

SECONDS = 10
"""Each answer is waited for so long; without one, the equality counts as undecided."""

_SAID = {
    "positive": "${0} > 0$",
    "unit": "$-1 < {0} < 1$",
    "natural": r"${0} \in \mathbb{{N}}$",
    "counting": r"${0} \in \mathbb{{N}}$, ${0} \geq 1$",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict (`proved`, `refuted`, `undecided`, `unreadable`), its time, a remark."""

    verdict: str
    seconds: float
    remark: str = ""


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The program's rules."""
    return load_catalogue("steps")


def as_terms(fragment: Fragment, left: Expression, right: Expression) -> Answer:
    """What the search for a proof, and then for a counterexample, says of two terms."""
    return _timed(lambda: _of_terms(fragment, left, right))


def as_verdict(fragment: Fragment, left: Expression, right: Expression) -> Answer:
    """What the core says of two terms: decision procedures and points, no rule's name.

    Derivatives are left to the rules, so that most steps with one stay undecided here.
    """
    return _timed(lambda: _by_the_core(fragment, left, right))


def as_document(fragment: Fragment, left: Expression, right: Expression) -> Answer:
    """What the program says of a document that states the equality."""
    return _timed(lambda: _of_document(document(fragment, left, right)))


def _of_terms(fragment: Fragment, left: Expression, right: Expression) -> tuple[str, str]:
    before, after = to_term(left), to_term(right)
    given = tuple(propositions(fragment.signs, fragment.equations))
    stated = tuple(Stated(each, Span(0, 0), "the text") for each in given)
    indices = frozenset[str]()
    kinds = Kinds({}, indices, {}, frozenset(fragment.signs))
    equations = tuple(each for each in given if isinstance(each, Equal))
    prover = Prover(Context(kinds, assumptions=stated), catalogue()).under(equations)
    problem = Problem(before, after, assumptions=given, integers=_whole(fragment))
    found = None if equations else glance(problem)
    made = None if found else prover.found(before, after)
    if made is not None:
        return "proved", made.name
    found = found or refute(problem)
    return ("refuted", str(found.assignment)) if found else ("undecided", "")


def _by_the_core(fragment: Fragment, left: Expression, right: Expression) -> tuple[str, str]:
    before, after = to_term(left), to_term(right)
    given = tuple(propositions(fragment.signs, fragment.equations))
    problem = Problem(before, after, assumptions=given, integers=_whole(fragment))
    if _shown(lambda: kernel.arithmetic(before, after)):
        return "proved", ""
    if glance(problem) is not None:
        return "refuted", ""
    if _shown(lambda: kernel.identity(before, after, EVERY, given)):
        return "proved", ""
    return ("refuted" if refute(problem) else "undecided"), ""


def _shown(prove: Callable[[], object]) -> bool:
    try:
        prove()
    except (KernelError, OutOfBudgetError):
        return False
    return True


def _whole(fragment: Fragment) -> frozenset[str]:
    return frozenset(n for n, sign in fragment.signs.items() if sign in ("natural", "counting"))


def _of_document(text: str) -> tuple[str, str]:
    report = verify(text)
    if len(report.steps) != 1:
        return "unreadable", "no step was found"
    verdict = report.steps[0].verdict
    word = "proved" if verdict.word == "misnamed" else verdict.word
    return word, getattr(verdict, "message", "") or getattr(verdict, "tried", "")


def document(fragment: Fragment, left: Expression, right: Expression) -> str:
    """The equality as an author would state it, with what is assumed in prose."""
    used = names(left) | names(right)
    related = frozenset[str]().union(*(names(a) | names(b) for a, b in fragment.equations))
    used |= related if used & related else frozenset()
    said = [
        _SAID[sign].format(name)
        for name, sign in fragment.signs.items()
        if name in used and sign in _SAID
    ]
    given = f"Let {', '.join(said)}.\n\n" if said else ""
    real = [f"${name}$" for name in sorted(used) if fragment.signs.get(name) == "real"]
    given += f"Let {', '.join(real)} be real numbers.\n\n" if real else ""
    for one, other in fragment.equations:
        given += f"Suppose that ${latex(one)} = {latex(other)}$.\n\n"
    return f"{given}$$\n{latex(left)}\n$$\n\nThis is equal to\n\n$$\n= {latex(right)}\n$$\n"


def _timed(action: Callable[[], tuple[str, str]]) -> Answer:
    start = perf_counter()
    try:
        with limited(SECONDS):
            verdict, remark = action()
    except TooLongError:
        verdict, remark = "undecided", f"no answer in {SECONDS} s"
    except Exception as error:  # whatever escapes from the program is what is measured
        verdict, remark = "crash", f"{type(error).__name__}: {error}"
    return Answer(verdict, perf_counter() - start, remark)
