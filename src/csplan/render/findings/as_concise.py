"""Findings, one a line: for people in a hurry, and for grep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import line
from csplan.render.text import one_line

if TYPE_CHECKING:
    from csplan.reports.validation import Validation


def render(validation: Validation) -> str:
    """Return a line for each finding."""
    return "".join(one_line(line(each)) + "\n" for each in validation.findings)
