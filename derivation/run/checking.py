"""How documents are checked in a run: the settings that are the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from derivation.limits import DEFAULT_LIMITS, Limits
from derivation.model import Source
from derivation.supervise import Job


@dataclass(frozen=True, slots=True)
class Checking:
    """The package of rules, the goal, the limits, what is assumed; see `Job`.

    `certificates`: whether proofs are written down.
    """

    rules: str = "steps"
    goal: str | None = None
    limits: Limits = DEFAULT_LIMITS
    certificates: bool = False
    assumptions: tuple[str, ...] = ()

    def job(self, source: Source) -> Job:
        """What is to be done for one document."""
        return Job(
            (source,),
            self.rules,
            self.goal,
            self.limits,
            certificates=self.certificates,
            assumptions=self.assumptions,
        )

    def data(self) -> dict[str, Any]:
        """Every setting by its name: what a report depends on besides its document."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
