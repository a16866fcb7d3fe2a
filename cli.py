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
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from derivation.catalogue import Catalogue
    from derivation.configuration import Configuration
    from derivation.run.checking import Checking
    from derivation.run.results import Memory
    from derivation.run.selection import Selected

RULES = "steps"
"""The package of rules."""

VERIFIED, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
FAILURES = ("refuted", "misnamed", "undecided", "unreadable")
CACHE_VARIABLE = "VERIFY_DERIVATION_CACHE"
"""The environment variable that says where the cache is."""

T = TypeVar("T")


class CommandError(Exception):
    """The command cannot be done as it was given; the message says why, for stderr."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 verified, 1 not, 2 misused, 130 stopped."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:  # argparse leaves this way, after --help too
        return stop.code if isinstance(stop.code, int) else MISUSED
    from derivation.errors import UsageError

    try:
        return _run(options)
    except (CommandError, UsageError) as error:
        from derivation.run.output import complain

        complain(str(error))
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
        "2 wrong usage or a path that cannot be read; 130 interrupted.",
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="a file, a directory, a glob, or - for stdin")
    add("--explain", action="store_true", help="explain every step, for learning")
    add("--latex", action="store_true", help="with --explain or --rule: LaTeX, not Unicode")
    add("--pause", action="store_true", help="with --explain: wait for Enter between steps")
    add("--show-reading", action="store_true", help="show how every line and name was read")
    macros = "a file of macros (LaTeX, or YAML as in MathJax); may be given several times"
    add("--macros", metavar="FILE", action="append", help=macros)
    add("--goal", metavar="LATEX", help="the expression the last line must be")
    add("--strict", action="store_true", help="fail on assumed conditions, unknown reasons")
    add("--assume", metavar="TEXT", action="append", help="what holds in every document: x > 0")
    verdicts = f"verdicts that fail, of {','.join(FAILURES)}, or none (default: all)"
    add("--fail-on", metavar="LIST", type=_fail_on, help=verdicts)
    add("--exclude", metavar="PATTERN", action="append", help="leave out, as in a .gitignore")
    configuration = "do not read [tool.verify-derivation] of pyproject.toml"
    add("--no-config", action="store_true", help=configuration)
    add("--format", choices=("terminal", "json", "jsonl", "junit"), default="terminal")
    add("--summary-only", action="store_true", help="the numbers alone, no document")
    add("--output", metavar="FILE", help="write the report to a file")
    add("--certificates", metavar="DIR", help="write the proof of every step, to be replayed")
    seconds = "seconds that a step may take, or none (default: 10)"
    add("--time-limit", metavar="SECONDS", type=_seconds, default=10.0, help=seconds)
    size = "memory that a step may take, such as 512M, or none (default: 2G)"
    add("--memory-limit", metavar="SIZE", type=_size, default=2 << 30, help=size)
    cores = "processes that check documents (default: the cores available)"
    add("--jobs", metavar="N", type=_jobs, default=_cores(), help=cores)
    add("--no-cache", action="store_true", help="prove again what was proved before")
    add("--cache-dir", metavar="DIR", help=f"where the cache is (or ${CACHE_VARIABLE})")
    add("--rules", action="store_true", help="list the rules")
    add("--rule", metavar="NAME", help="show one rule with its examples")
    add("--color", choices=("auto", "always", "never"), default="auto")
    add("--version", action="store_true", help="print the version")
    return parser


def _fail_on(text: str) -> frozenset[str]:
    from derivation.report.failing import parse_fail_on

    return _parsed(parse_fail_on, text)


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= 1024:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes from 1 to 1024")
    return int(text[:9])


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _seconds(text: str) -> float | None:
    from derivation.limits import parse_seconds

    return _parsed(parse_seconds, text)


def _size(text: str) -> int | None:
    from derivation.limits import parse_size

    return _parsed(parse_size, text)


def _parsed(parse: Callable[[str], T], text: str) -> T:
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
        from derivation.run.output import write

        write(_rules(options), options.output)
        return VERIFIED
    configured = _configuration(options)
    _check_usage(options)
    return _verify(options, configured)


def _check_usage(options: argparse.Namespace) -> None:
    """Options that would silently do nothing are mistakes."""
    if not options.paths:
        raise CommandError("give at least one PATH (a file, a directory, or - for stdin)")
    if (options.latex or options.pause) and not options.explain:
        raise CommandError("--latex and --pause go with --explain")
    if options.format != "terminal" and (options.explain or options.show_reading):
        raise CommandError("--explain and --show-reading go with --format terminal")
    if options.summary_only and (options.explain or options.show_reading):
        raise CommandError("--summary-only leaves nothing for --explain and --show-reading")
    if options.summary_only and options.format == "junit":
        raise CommandError("--summary-only goes with --format terminal, json and jsonl")
    if options.certificates is not None and (options.summary_only or options.format == "jsonl"):
        raise CommandError("--certificates goes with --format terminal, json and junit")
    if options.no_cache and options.cache_dir is not None:
        raise CommandError("--no-cache and --cache-dir exclude each other")


def _rules(options: argparse.Namespace) -> str:
    from derivation.report.rules import render_rule, render_rules
    from derivation.run import output

    rules = _catalogue().rules
    look = output.look(options.output, options.color)
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


def _configuration(options: argparse.Namespace) -> Configuration:
    """The configuration, with what is given on the command line put over it."""
    from pathlib import Path

    from derivation.configuration import Configuration, find

    found = Configuration() if options.no_config else find(Path.cwd())
    options.paths = options.paths or list(found.paths)
    options.macros = list(found.macros) if options.macros is None else options.macros
    options.assume = list(found.assumptions) if options.assume is None else options.assume
    if options.fail_on is None:
        options.fail_on = frozenset(FAILURES) if found.fail_on is None else found.fail_on
    if options.exclude is not None:
        return Configuration(excludes=tuple(options.exclude))
    return found


def _verify(options: argparse.Namespace, configured: Configuration) -> int:
    """Check all documents, write the report, and give the exit code."""
    from derivation.errors import CatalogueError
    from derivation.limits import Limits
    from derivation.report.formats import Settings
    from derivation.run.checking import Checking
    from derivation.run.interrupts import Interrupts
    from derivation.run.opening import opener
    from derivation.run.output import complain, look
    from derivation.run.progress import ProgressBar
    from derivation.run.reporting import Reporting, Wanted
    from derivation.run.results import Run
    from derivation.run.selection import documents

    limits = Limits(options.time_limit, options.memory_limit)
    checking = Checking(
        RULES, options.goal, limits, options.certificates is not None, tuple(options.assume)
    )

    def selected() -> Iterator[Selected]:
        return documents(options.paths, configured.excludes, configured.folder)

    settings = Settings(look(options.output, options.color), options.fail_on, options.strict)
    names = [each.name for each in fields(Wanted) if each.name != "settings"]
    reporting = Reporting(
        Wanted(settings=settings, **{name: getattr(options, name) for name in names})
    )
    with Interrupts() as interrupts:
        bar = ProgressBar(
            sys.stderr,
            lambda: sum(1 for _ in selected()),
            shown=sys.stderr.isatty()
            and not (options.format == "jsonl" and sys.stdout.isatty()),
        )
        memory = _memory(options, checking)
        run = Run(
            checking, memory, options.jobs, interrupts, opener(options.macros), bar.refresh
        )
        try:
            reporting.take(bar.over(run.results(selected())))
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        finally:
            bar.close()
            memory.close()
    if run.stopped:
        complain("interrupted: this is what was done until then")
        return INTERRUPTED
    if reporting.unread:
        return MISUSED
    return FAILED if reporting.fails else VERIFIED


def _memory(options: argparse.Namespace, checking: Checking) -> Memory:
    """The cache, if it is wanted."""
    from derivation.cache.store import Store, default_directory
    from derivation.run.results import Memory

    if options.no_cache:
        return Memory(None, checking)
    directory = options.cache_dir or os.environ.get(CACHE_VARIABLE) or default_directory()
    return Memory(Store(directory), checking)


if __name__ == "__main__":
    raise SystemExit(main())
