"""Counting what a run found, a document at a time: the summary of every format.

Not here: how the summary looks (`terminal`, `json_format`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from derivation.verdict import VERDICTS, DocumentReport


@dataclass
class Tally:
    """How many documents, derivations and steps, places not understood, and verdicts."""

    documents: int = 0
    derivations: int = 0
    steps: int = 0
    errors: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)

    @staticmethod
    def of(documents: Iterable[DocumentReport]) -> Tally:
        """The count of some documents."""
        tally = Tally()
        for document in documents:
            tally.add(document)
        return tally

    def add(self, document: DocumentReport) -> None:
        """Count one more document."""
        self.documents += 1
        self.errors += len(document.errors)
        self.derivations += len(document.derivations)
        for derivation in document.derivations:
            self.steps += len(derivation.steps)
            self.verdicts.update(step.verdict.word for step in derivation.steps)

    def data(self) -> dict[str, int]:
        """The counts by name, every verdict named, in the order of reports."""
        counts = {verdict.word: self.verdicts[verdict.word] for verdict in VERDICTS}
        return {
            "documents": self.documents,
            "derivations": self.derivations,
            "steps": self.steps,
            **counts,
        }
