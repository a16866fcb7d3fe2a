"""A certificate's file: a proof, the step that it is about, and a digest over both.

The proof is what counts: it is made again. What is said of the step (where it stands,
its LaTeX, the reason, who made the file) cannot be made again without reading the
document; the digest finds where it was changed by hand, and the texts of the two lines
are compared with what the theorem says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NoReturn

from derivation.errors import CertificateError, UnusableCertificateError
from derivation.notation import text
from derivation.prove.certificate.reading import with_keys
from derivation.prove.certificate.replaying import replay_proof
from derivation.prove.kernel import Axiom, Theorem

FORMAT = "verify-derivation certificate"
SCHEMA_VERSION = 1
FIELDS = {"format", "schema_version", "made_with", "step", "proof", "digest"}
MADE_WITH = {"verify-derivation", "sympy", "python-flint"}
STEP: dict[str, tuple[type, ...]] = {
    "document": (str,),
    "derivation": (int,),
    "title": (str, type(None)),
    "step": (int,),
    "line": (int,),
    "before": (str,),
    "after": (str,),
    "before_text": (str,),
    "after_text": (str,),
    "reason": (str, type(None)),
    "verdict": (str,),
    "rule": (str, type(None)),
}
"""What is said of the step, and as what."""

VERDICTS = ("proved", "misnamed")


@dataclass(frozen=True, slots=True)
class Certified:
    """A theorem made again from a file, with what the file says of its step."""

    theorem: Theorem
    step: dict[str, Any]
    made_with: dict[str, str]
    claim: dict[str, Any]


def write_file(made_with: dict[str, str], step: dict[str, Any], proof: dict[str, Any]) -> str:
    """The text of a certificate's file: JSON with an entry of a table on each line."""
    content = {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "made_with": made_with,
        "step": step,
        "proof": proof,
    }
    return "\n".join(_lines({**content, "digest": digest(content)}, "")) + "\n"


def _lines(data: dict[str, Any], indent: str) -> Iterator[str]:
    yield "{"
    inside = indent + " "
    for number, (key, value) in enumerate(data.items()):
        comma = "," if number < len(data) - 1 else ""
        start = f"{inside}{json.dumps(key)}: "
        if isinstance(value, dict):
            first, *rest = _lines(value, inside)
            yield start + first
            yield from rest[:-1]
            yield rest[-1] + comma
        elif isinstance(value, list) and value:
            yield start + "["
            rows = [f"{inside} {json.dumps(each, ensure_ascii=False)}" for each in value]
            yield ",\n".join(rows)
            yield f"{inside}]{comma}"
        else:
            yield start + json.dumps(value, ensure_ascii=False) + comma
    yield indent + "}"


def digest(content: dict[str, Any]) -> str:
    """A digest of everything in a file but the digest itself, however it is laid out."""
    rest = {key: value for key, value in content.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return "sha256:" + sha256(canonical.encode()).hexdigest()


def read_file(content: str, known: Callable[[], Collection[Axiom]]) -> Certified:
    """The theorem of a certificate's file, made again.

    CertificateError says why it is rejected, UnusableCertificateError (one of them) why
    the text is no certificate at all.
    """
    data = parse(content)
    try:
        return _read(data, known)
    except RecursionError:
        raise CertificateError("it is nested too deeply") from None


def parse(content: str) -> dict[str, Any]:
    """The file's JSON, with every key once and whole numbers alone.

    UnusableCertificateError for anything else, or for another format or version.
    """
    try:
        data = json.loads(
            content,
            object_pairs_hook=_object,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except RecursionError:
        raise UnusableCertificateError("it is nested too deeply") from None
    except ValueError as error:
        raise UnusableCertificateError(f"it is not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnusableCertificateError("it does not say that it is a certificate")
    version = data.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        raise UnusableCertificateError(f"only schema_version {SCHEMA_VERSION} can be read")
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("an object has the same key twice")
    return made


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text:.20} is not a whole number")


def _read(data: dict[str, Any], known: Callable[[], Collection[Axiom]]) -> Certified:
    with_keys(data, FIELDS)
    made_with = with_keys(data["made_with"], MADE_WITH)
    if not all(isinstance(value, str) for value in made_with.values()):
        raise CertificateError("the versions under 'made_with' are text")
    step = with_keys(data["step"], set(STEP))
    for key, types in STEP.items():
        if type(step[key]) not in types:
            raise CertificateError(f"{key!r} of the step is something else")
    if step["verdict"] not in VERDICTS:
        raise CertificateError("only steps that are equal have certificates")
    if data["digest"] != digest(data):
        raise CertificateError("it was changed: the digest is another one")
    theorem = replay_proof(data["proof"], known)
    if (step["before_text"], step["after_text"]) != (text(theorem.left), text(theorem.right)):
        raise CertificateError("the lines of the step are not those of the theorem")
    return Certified(theorem, step, made_with, data["proof"]["claim"])
