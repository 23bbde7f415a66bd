"""A report as JSON: full precision, nothing that is no number as a number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from csplan.reports.report import Report


def render(report: Report) -> str:
    """Return the report as JSON text."""
    return dumped(report.as_dict())


def dumped(data: Any) -> str:  # noqa: ANN401 - any JSON
    """Return plain data as JSON text."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    # JSON leaves some characters as they are that a terminal acts on; as escapes they are the same to a program.
    return "".join(char if char == "\n" or char.isprintable() else json.dumps(char)[1:-1] for char in text) + "\n"
