"""The command that replays certificates: python -m derivation.prove.replay FILE...

For every file the theorem is made again by the kernel, and what it says is printed.
Exit codes: 0 every file was replayed; 1 one was rejected; 2 one cannot be used (it
cannot be read, or is no certificate), or wrong usage.

The steps' search, rules and reader have no part in it. Axioms must be those that the
catalogue states, and its statements, which are LaTeX, are read for that.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from derivation.errors import CatalogueError, CertificateError, UnusableCertificateError
from derivation.prove.certificate.file import Certified, read_file
from derivation.prove.kernel import Axiom

REPLAYED, REJECTED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
MAXIMUM_BYTES = 64 * 2**20
"""The size of the largest file that is looked at."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay the files and give the exit code."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:  # argparse leaves this way, after --help too
        return stop.code if isinstance(stop.code, int) else UNUSABLE
    try:
        return max(_replay(path, options) for path in options.files)
    except CatalogueError as error:
        _say(f"the axioms cannot be read: {error}", error=True)
        return UNUSABLE
    except BrokenPipeError:
        # The reader went away (`| head`): no traceback, and none at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REJECTED
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m derivation.prove.replay",
        description="Makes the theorems of certificates again, step by step.",
        epilog="Exit codes: 0 every file was replayed; 1 one was rejected; "
        "2 one cannot be read or is no certificate, or wrong usage.",
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="a certificate")
    add("--quiet", action="store_true", help="show only what was not replayed")
    add("--rules", metavar="PACKAGE", default="steps", help="whose axioms hold (steps)")
    return parser


@cache
def catalogue_axioms(package: str) -> frozenset[Axiom]:
    """Every axiom that a package of rules states; CatalogueError if it is broken."""
    from derivation.catalogue import load_catalogue
    from derivation.rule import axioms

    return frozenset(each for rule in load_catalogue(package).rules for each in axioms(rule))


def _replay(path: str, options: argparse.Namespace) -> int:
    try:
        certified = read_file(_content(path), partial(catalogue_axioms, options.rules))
    except UnusableCertificateError as error:
        _say(f"{path}: cannot be used: {error}", error=True)
        return UNUSABLE
    except CertificateError as error:
        _say(f"{path}: rejected: {error}", error=True)
        return REJECTED
    if not options.quiet:
        _say(_shown(path, certified))
    return REPLAYED


def _content(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UnusableCertificateError(reason) from None
    if len(content) > MAXIMUM_BYTES:
        raise UnusableCertificateError(f"it is larger than {MAXIMUM_BYTES // 2**20} MiB")
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise UnusableCertificateError("it is not UTF-8 text") from None


def _shown(path: str, certified: Certified) -> str:
    step, claim = certified.step, certified.claim
    place = f"{step['document']}, derivation {step['derivation']}, step {step['step']}"
    lines = [f"{path}: replayed ({place})", f"  {claim['conclusion']}"]
    lines += [f"  {each['status']}: {each['text']}" for each in claim["conditions"]]
    lines += [f"  axiom: {each}" for each in claim["axioms"]]
    return "\n".join(dict.fromkeys(lines))


def _say(message: str, *, error: bool = False) -> None:
    """A message in the stream's own encoding."""
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "ascii"
    stream.write((message + "\n").encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


if __name__ == "__main__":
    raise SystemExit(main())
