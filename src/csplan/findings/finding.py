"""Findings of the account book, whose words stand where they are found: at a path of the plan."""

from __future__ import annotations

from csplan.findings.diagnostic import At, Finding

__all__ = ["Finding", "error", "warning"]


def error(code: str, message: str, hint: str, *path: str | int, subject: str = "", key: bool = False) -> Finding:
    """Report what makes the plan unusable."""
    return Finding(code, "error", message, hint, None, subject, At(path, key))


def warning(code: str, message: str, hint: str, *path: str | int, subject: str = "", key: bool = False) -> Finding:
    """Report what is probably not meant."""
    return Finding(code, "warning", message, hint, None, subject, At(path, key))
