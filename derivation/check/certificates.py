"""The certificates of a run: what is written for each step that was proved.

Not here: how theorems are written and read back (`derivation.prove.certificate`), and
where the files go (the command).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from derivation.check.conditions import stated_at
from derivation.errors import CertificateError, KernelError, OutOfBudgetError
from derivation.notation import proposition_text
from derivation.prove import kernel
from derivation.prove.certificate.file import write_file
from derivation.prove.certificate.writing import write_proof
from derivation.prove.discharge import Discharger
from derivation.prove.kernel import Theorem
from derivation.prove.proposition import (
    Definition,
    NonNegative,
    NonZero,
    Positive,
    Proposition,
)
from derivation.verdict import (
    DerivationReport,
    DocumentReport,
    Exported,
    Report,
    StepReport,
)

if TYPE_CHECKING:
    from derivation.check.step import Checker


def export(checker: Checker, theorem: Theorem, place: int) -> Exported:
    """The proof of a step at a place as data, with the conditions discharged that can be."""
    stated = stated_at(checker, place)
    try:
        proof = write_proof(settled(theorem, checker.discharger_at(place), stated), stated)
    except CertificateError as error:
        return Exported("", str(error))
    return Exported(json.dumps(proof, ensure_ascii=False))


def settled(
    theorem: Theorem, discharger: Discharger, stated: frozenset[Proposition]
) -> Theorem:
    """The theorem under what the document says and what remains to be assumed alone."""
    seen: set[Proposition] = set()
    while waiting := _ordered(set(theorem.conditions) - seen):
        seen.update(waiting)
        for condition in waiting:
            fact = discharger.fact(condition)
            if fact is not None and condition in theorem.conditions:
                theorem = kernel.discharge(theorem, fact)
    for condition in reversed(_ordered(set(theorem.conditions) - stated)):
        theorem = _without(theorem, condition, stated)
    return theorem


def _ordered(conditions: set[Proposition]) -> list[Proposition]:
    """The conditions that are no definitions, short ones first."""
    open_ones = [each for each in conditions if not isinstance(each, Definition)]
    return sorted(open_ones, key=lambda c: (len(proposition_text(c)), repr(c)))


def _without(
    theorem: Theorem, condition: Proposition, stated: frozenset[Proposition]
) -> Theorem:
    """The theorem without a condition that follows from the others it assumes."""
    if not isinstance(condition, Positive | NonNegative | NonZero):
        return theorem
    others = _ordered(set(theorem.conditions) - stated - {condition})
    try:
        return kernel.discharge(theorem, kernel.within_range(condition, others))
    except (KernelError, OutOfBudgetError):
        return theorem


def files(report: Report, versions: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The name and the text of the file of every certificate in the report."""
    for prefix, document in zip(_prefixes(report.documents), report.documents, strict=True):
        for number, derivation in enumerate(document.derivations, start=1):
            for step in derivation.steps:
                if step.certificate is None or not step.certificate.proof:
                    continue
                name = f"{prefix}.derivation-{number}.step-{step.number:02}.json"
                said = _said(document, number, derivation, step)
                proof: dict[str, Any] = json.loads(step.certificate.proof)
                yield name, write_file(versions, said, proof)


def versions(program: str) -> dict[str, str]:
    """What the certificates of this run are made with; `program` is its own version."""
    import flint
    import sympy

    return {
        "verify-derivation": program,
        "sympy": str(sympy.__version__),
        "python-flint": str(flint.__version__),
    }


def stale(report: Report, names: Sequence[str]) -> list[str]:
    """The names that belong to certificates of an earlier run on the same documents."""
    prefixes = "|".join(re.escape(prefix) for prefix in _prefixes(report.documents))
    ours = re.compile(rf"(?:{prefixes})\.derivation-\d+\.step-\d+\.json")
    return [name for name in names if ours.fullmatch(name)]


def missing(report: Report) -> Iterator[str]:
    """What is said of every step that was proved but cannot be written down."""
    for document in report.documents:
        for number, derivation in enumerate(document.derivations, start=1):
            for step in derivation.steps:
                if step.certificate is not None and step.certificate.problem:
                    place = f"{document.path}, derivation {number}, step {step.number}"
                    yield f"{place} has no certificate: {step.certificate.problem}"


def _said(
    document: DocumentReport, number: int, derivation: DerivationReport, step: StepReport
) -> dict[str, Any]:
    return {
        "document": document.path,
        "derivation": number,
        "title": derivation.title,
        "step": step.number,
        "line": step.position.line,
        "before": step.before,
        "after": step.after,
        "before_text": step.before_text,
        "after_text": step.after_text,
        "reason": step.justification,
        "verdict": step.verdict.word,
        "rule": step.rule,
    }


def _prefixes(documents: Sequence[DocumentReport]) -> list[str]:
    """A name for each document: that of its file, counted where several have the same."""
    prefixes: list[str] = []
    for document in documents:
        name = re.sub(r"[^\w.+-]", "_", PurePath(document.path).name).lstrip(".-") or "document"
        number, prefix = 1, name
        while prefix in prefixes:
            number += 1
            prefix = f"{name}.{number}"
        prefixes.append(prefix)
    return prefixes
