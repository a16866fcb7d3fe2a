"""What a report depends on, as one hash.

Every input of a check goes in: the source with all its fields, and all the settings of
the job. A new field of either is in the hash without being named here, so that none can
be forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from derivation.cache.codec import CodecError
from derivation.cache.stamp import Stamp
from derivation.model import Source

FORMAT = 1
"""The format of the files; another one never finds them."""


def key_of(source: Source, settings: Mapping[str, object], stamp: Stamp) -> str:
    """The hash of everything that the report on a source depends on.

    `settings` are those of the job, by name. CodecError where one is not plain data.
    """
    digest = hashlib.sha256()
    for part in (FORMAT, stamp.digest, source, settings):
        _feed(digest, part)
    return digest.hexdigest()


def _feed(digest: Any, value: Any) -> None:
    """Hash a value so that no two different ones give the same bytes."""
    if isinstance(value, str):
        _bytes(digest, b"s", value.encode("utf-8", "surrogatepass"))
    elif value is None or isinstance(value, bool | int | float):
        _bytes(digest, b"n", repr(value).encode())
    elif isinstance(value, bytes):
        _bytes(digest, b"b", value)
    elif isinstance(value, Enum):
        _bytes(digest, b"e", repr(value).encode())
    elif isinstance(value, tuple | list):
        _bytes(digest, b"t", str(len(value)).encode())
        for each in value:
            _feed(digest, each)
    elif isinstance(value, frozenset | set):
        _feed(digest, sorted(value))
    elif isinstance(value, Mapping):
        _feed(digest, sorted(value.items()))
    elif is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        _feed(digest, (type(value).__name__, named))
    else:
        raise CodecError(f"a {type(value).__name__} cannot be part of a key")


def _bytes(digest: Any, kind: bytes, content: bytes) -> None:
    digest.update(kind + str(len(content)).encode() + b":")
    digest.update(content)
