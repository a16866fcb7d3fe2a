"""What reports say of this program itself: its version."""

from __future__ import annotations


def tool_version() -> str:
    """The version of the installed program; "unknown" when run without installing it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("verify-derivation")
    except PackageNotFoundError:
        return "unknown"
