"""Findings for people: each with its source line, a caret and a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.render.problems import MOST_COLUMNS, text

if TYPE_CHECKING:
    from csplan.report.validation import Validation


def render(validation: Validation, columns: int = MOST_COLUMNS) -> str:
    """Return a few lines for each finding; its source line takes so many columns at most."""
    return "".join(text(each, columns) + "\n" for each in validation.findings)
