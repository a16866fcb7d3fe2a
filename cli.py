"""The command `verify-derivation`: arguments, files, exit codes.

Here: what is typed, where output goes, what the run's exit code is. Not here: checking
(`derivation.check`) or how reports look (`derivation.report`). The engine is imported
only when there is something to check, so that `--help` and `--version` answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from derivation.catalogue import Catalogue
    from derivation.model import Source
    from derivation.report.page import Look
    from derivation.verdict import Report

RULES = "steps"
"""The package of rules."""

VERIFIED, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
FAILURES = ("refuted", "misnamed", "undecided", "unreadable")
_WIDEST, _NARROWEST = 100, 40

T = TypeVar("T")


class CommandError(Exception):
    """The command cannot be done as it was given; the message says why, for stderr."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 verified, 1 not, 2 misused, 130 stopped."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse leaves this way, after --help too
        return stop.code if isinstance(stop.code, int) else MISUSED
    try:
        return _run(options)
    except CommandError as error:
        _complain(str(error))
        return MISUSED
    except BrokenPipeError:
        # The reader went away (`| head`): no traceback, and none at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify-derivation",
        description="Checks derivations as their authors wrote them, step by step.",
        epilog="Exit codes: 0 everything verified; 1 a step or a goal is not; "
        "2 wrong usage or a path that cannot be read.",
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="a file, a directory, or - for stdin")
    add("--explain", action="store_true", help="explain every step, for learning")
    add("--latex", action="store_true", help="with --explain or --rule: LaTeX, not Unicode")
    add("--pause", action="store_true", help="with --explain: wait for Enter between steps")
    add("--show-reading", action="store_true", help="show how every line and name was read")
    macros = "a file of macros (LaTeX, or YAML as in MathJax); may be given several times"
    add("--macros", metavar="FILE", action="append", default=[], help=macros)
    add("--goal", metavar="LATEX", help="the expression the last line must be")
    add("--strict", action="store_true", help="fail on assumed conditions, unknown reasons")
    verdicts = f"verdicts that fail, of {','.join(FAILURES)}, or none (default: all)"
    every = frozenset(FAILURES)
    add("--fail-on", metavar="LIST", type=_fail_on, default=every, help=verdicts)
    add("--format", choices=("terminal", "json", "junit"), default="terminal")
    add("--output", metavar="FILE", help="write the report to a file")
    add("--certificates", metavar="DIR", help="write the proof of every step, to be replayed")
    seconds = "seconds that a step may take, or none (default: 10)"
    add("--time-limit", metavar="SECONDS", type=_seconds, default=10.0, help=seconds)
    size = "memory that a step may take, such as 512M, or none (default: 2G)"
    add("--memory-limit", metavar="SIZE", type=_size, default=2 << 30, help=size)
    add("--rules", action="store_true", help="list the rules")
    add("--rule", metavar="NAME", help="show one rule with its examples")
    add("--color", choices=("auto", "always", "never"), default="auto")
    add("--version", action="store_true", help="print the version")
    return parser


def _fail_on(text: str) -> frozenset[str]:
    words = [word.strip() for word in text.split(",") if word.strip()]
    if words == ["none"]:
        return frozenset()
    unknown = [word for word in words if word not in FAILURES]
    if unknown or not words:
        what = unknown[0] if unknown else "an empty list"
        known = ", ".join(FAILURES)
        raise argparse.ArgumentTypeError(f"{what!r} is not one of {known} (or none alone)")
    return frozenset(words)


def _seconds(text: str) -> float | None:
    from derivation.limits import parse_seconds

    return _limit(parse_seconds, text)


def _size(text: str) -> int | None:
    from derivation.limits import parse_size

    return _limit(parse_size, text)


def _limit(parse: Callable[[str], T], text: str) -> T:
    from derivation.errors import UsageError

    try:
        return parse(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _run(options: argparse.Namespace) -> int:
    if options.version:
        from derivation.report.tool import tool_version

        sys.stdout.write(f"verify-derivation {tool_version()}\n")
        return VERIFIED
    if options.rules or options.rule is not None:
        _write(_rules(options), options.output)
        return VERIFIED
    _check_usage(options)
    sources, unread = _sources(options)
    report = _verify(options, sources)
    _show(report, options)
    if options.certificates is not None and sources:
        unread = not _certify(report, options.certificates) or unread
    if unread:
        return MISUSED
    return FAILED if report.failed else VERIFIED


def _check_usage(options: argparse.Namespace) -> None:
    """Options that would silently do nothing are mistakes."""
    if not options.paths:
        raise CommandError("give at least one PATH (a file, a directory, or - for stdin)")
    if (options.latex or options.pause) and not options.explain:
        raise CommandError("--latex and --pause go with --explain")
    if options.format != "terminal" and (options.explain or options.show_reading):
        raise CommandError("--explain and --show-reading go with --format terminal")


def _rules(options: argparse.Namespace) -> str:
    from derivation.report.rules import render_rule, render_rules

    rules = _catalogue().rules
    look = _look(options)
    if options.rule is None:
        return render_rules(rules, look)
    wanted = " ".join(options.rule.lower().split())
    for rule in rules:
        if rule.name.lower() == wanted:
            return render_rule(rule, look, options.latex)
    from difflib import get_close_matches

    close = get_close_matches(wanted, [rule.name for rule in rules], 3, 0.4)
    hint = f"; close to it: {', '.join(close)}" if close else ""
    raise CommandError(f"no rule is named {options.rule!r}{hint} (--rules lists them)")


def _catalogue() -> Catalogue:
    from derivation.catalogue import load_catalogue
    from derivation.errors import CatalogueError

    try:
        return load_catalogue(RULES)
    except CatalogueError as error:
        raise CommandError(str(error)) from error


def _sources(options: argparse.Namespace) -> tuple[tuple[Source, ...], bool]:
    """Every document that can be read, and whether one could not."""
    from derivation.errors import SourceError
    from derivation.read.inclusions import macro_files, open_document
    from derivation.run.selection import documents

    try:
        macros = macro_files(options.macros)
    except SourceError as error:
        raise CommandError(f"--macros: {error}") from None
    sources, unread = [], False
    for selected in documents(options.paths):
        problem = selected.problem
        if problem is None:
            try:
                sources.append(open_document(selected.path, macros))
                continue
            except SourceError as error:
                problem = str(error)
        _complain(problem)
        unread = True
    return tuple(sources), unread


@dataclass(frozen=True, slots=True)
class _Written:
    """A report in the format asked for, in pieces, and whether it fails the run.

    With certificates: their files, those of an earlier run, and what has none and why.
    """

    pieces: tuple[str, ...]
    failed: bool
    certificates: tuple[tuple[str, str], ...] = ()
    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def _verify(options: argparse.Namespace, sources: tuple[Source, ...]) -> _Written:
    """The report as it will be shown, on all documents.

    It is checked and written by a process under limits, which alone needs the engine.
    """
    from derivation.errors import CatalogueError
    from derivation.limits import Limits
    from derivation.supervise import Job, run

    limits = Limits(options.time_limit, options.memory_limit)
    certified = options.certificates is not None
    job = Job(
        sources, RULES, options.goal, limits, lambda r: _write_down(r, options), certified
    )
    try:
        written: _Written = run(job)
    except CatalogueError as error:
        raise CommandError(str(error)) from error
    return written


def _write_down(report: Report, options: argparse.Namespace) -> _Written:
    """Everything that will be shown of a report, or go to a file."""
    from derivation.report.failing import failed

    pieces = tuple(_pieces(report, options))
    fails = failed(report, options.fail_on, options.strict)
    if options.certificates is None or not report.documents:
        return _Written(pieces, fails)
    from derivation.check.certificates import files, missing, stale, versions
    from derivation.report.tool import tool_version

    there = Path(options.certificates)
    try:
        names = [path.name for path in there.iterdir()] if there.is_dir() else []
    except OSError:
        names = []  # writing there will say what is wrong
    made = tuple(files(report, versions(tool_version())))
    return _Written(pieces, fails, made, tuple(stale(report, names)), tuple(missing(report)))


def _certify(report: _Written, directory: str) -> bool:
    """Writes the certificates into the directory; whether every proved step has one."""
    try:
        Path(directory).mkdir(parents=True, exist_ok=True)
        for name in report.stale:
            Path(directory, name).unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise CommandError(f"--certificates {directory}: {reason}") from None
    for name, text in report.certificates:
        _write(text, str(Path(directory, name)))
    for problem in report.missing:
        _complain(problem)
    return not report.missing


def _pieces(report: Report, options: argparse.Namespace) -> Iterator[str]:
    """The report in the format asked for, in pieces between which `--pause` waits."""
    if not report.documents and options.format == "terminal":
        return
    from derivation.report.formats import Settings, render

    settings = Settings(_look(options), options.fail_on, options.strict)
    shown = ""
    if options.show_reading:
        from derivation.report import reading

        shown = reading.render(report, settings.look) + "\n"
    if not options.explain:
        yield shown + render(report, options.format, settings)
        return
    from derivation.report.explain import blocks

    for piece in blocks(report, settings.look, options.latex):
        yield shown + piece
        shown = ""


def _show(report: _Written, options: argparse.Namespace) -> None:
    """The report where it belongs."""
    waits = options.pause and options.output is None and sys.stdin.isatty()
    if not report.pieces:
        return
    if not waits:
        _write("".join(report.pieces), options.output)
        return
    for number, piece in enumerate(report.pieces):
        waits = waits and (number == 0 or _wait())
        _write(piece, None)


def _wait() -> bool:
    """Waits for Enter; False when no more is to come (end of input)."""
    sys.stderr.write("-- Enter for the next step -- ")
    sys.stderr.flush()
    return bool(sys.stdin.readline())


def _look(options: argparse.Namespace) -> Look:
    """The look of the report: colour only where a terminal shows it and nobody minds."""
    from shutil import get_terminal_size

    from derivation.report.page import Look

    terminal = options.output is None and sys.stdout.isatty()
    wanted = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    colour = options.color == "always" or (options.color == "auto" and bool(wanted))
    columns = get_terminal_size((80, 24)).columns if terminal else 80
    width = max(_NARROWEST, min(columns, _WIDEST))
    return Look(width, colour, options.output is None and not _shows_mathematics(sys.stdout))


def _shows_mathematics(stream: TextIO) -> bool:
    """Whether the stream's encoding has the characters that formulas need."""
    try:
        "✓≔✗θ∂ᵀ²₁·−≠≤⟦⟧…".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _write(text: str, path: str | None) -> None:
    """To a file as UTF-8, or to standard output in its own encoding."""
    if path is None:
        encoding = sys.stdout.encoding or "ascii"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
        return
    try:
        Path(path).write_bytes(text.encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise CommandError(f"--output {path} cannot be written: {reason}") from None


def _complain(message: str) -> None:
    encoding = sys.stderr.encoding or "ascii"
    text = f"verify-derivation: {message}\n"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))


if __name__ == "__main__":
    raise SystemExit(main())
