"""The exceptions this package raises, as one tree.

Here: what went wrong, with its place in the author's file where there is one.
Not here: verdicts. A step that is wrong is a result (`derivation.verdict`), not
an exception.
"""

from __future__ import annotations

from derivation.model import Problem, Span


class DerivationError(Exception):
    """Base of everything this package raises on purpose."""


class ReadError(DerivationError):
    """Something in a document could not be understood.

    `message` is one sentence for the author; `span` holds the offsets of the
    offending characters in the source text.
    """

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span

    def problem(self) -> Problem:
        """The same as data, to be kept beside what could be read."""
        return Problem(self.message, self.span)


class ReadingStoppedError(ReadError):
    """Reading a line was stopped at a limit; what stands there may well make sense."""


class SourceError(DerivationError):
    """A file cannot be opened or decoded: the whole path is lost, and said so."""


class KernelError(DerivationError):
    """A kernel function was asked for a theorem that does not follow."""


class CertificateError(DerivationError):
    """A theorem cannot be written down as data, or data make no theorem; it says why."""


class UnusableCertificateError(CertificateError):
    """A file is no certificate at all: it cannot be read, or is in another format."""


class OutOfBudgetError(DerivationError):
    """A computation was stopped because it would grow past its limit."""


class CatalogueError(DerivationError):
    """A rule file is broken, or two rules share a name; the message names the file."""


class UsageError(DerivationError):
    """An option or setting does not make sense; the message names it."""


class InternalError(DerivationError):
    """A defect of this program, not of what it was given; the message says where."""
