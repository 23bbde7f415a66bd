"""Findings as JSON: one object, as with every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.render.as_json import dumped

if TYPE_CHECKING:
    from csplan.report.validation import Validation


def render(validation: Validation) -> str:
    """Return the validation as JSON text."""
    return dumped(validation.as_dict())
