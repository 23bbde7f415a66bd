"""A report as JSON: full precision, nothing that is no number as a number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csplan.render.text import UNSEEN
from csplan.render.view import FIRST, View

if TYPE_CHECKING:
    from csplan.report.report import Report


def render(report: Report, view: View = FIRST) -> str:  # noqa: ARG001 - programs see all of it
    """Return the report as JSON text."""
    return dumped(report.as_dict())


def dumped(data: Any) -> str:  # noqa: ANN401 - any JSON
    """Return plain data as JSON text."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    # JSON leaves some characters as they are that a terminal or a CI system acts on; escaped, they are the same to a
    # program.
    if not text.replace("\n", "").isprintable():
        text = "".join(char if char == "\n" or char.isprintable() else _escape(char) for char in text)
    return UNSEEN.sub(lambda match: _escape(match[0]), text).replace("##", "#\\u0023") + "\n"


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]
