"""Findings, one a line: for people in a hurry, and for grep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.diagnostic import line
from csplan.render.text import one_line

if TYPE_CHECKING:
    from csplan.report.validation import Validation


def render(validation: Validation) -> str:
    """Return a line for each finding."""
    return "".join(one_line(line(each)) + "\n" for each in validation.findings)
