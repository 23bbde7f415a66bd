"""What a check reports: like a diagnostic, but at a path of the plan instead of a place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from csplan.diagnostics import Severity


class Finding(NamedTuple):
    """Something that a careful colleague would point out; ``key`` points at the key instead of its value."""

    code: str
    severity: Severity
    message: str
    hint: str
    path: tuple[str | int, ...]
    subject: str = ""
    key: bool = False


def error(code: str, message: str, hint: str, *path: str | int, subject: str = "", key: bool = False) -> Finding:
    """Report what makes the plan unusable."""
    return Finding(code, "error", message, hint, path, subject, key)


def warning(code: str, message: str, hint: str, *path: str | int, subject: str = "", key: bool = False) -> Finding:
    """Report what is probably not meant."""
    return Finding(code, "warning", message, hint, path, subject, key)
