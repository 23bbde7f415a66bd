"""How many findings there are, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.render.problems import summary

if TYPE_CHECKING:
    from csplan.reports.validation import Validation


def counted(validation: Validation) -> str:
    """Return ``2 plans checked: 1 error, 2 warnings; 1 plan can't be used``, or that there is nothing to say."""
    parts = [f"{_plans(len(validation.plans))} checked: {summary(validation.findings) or 'no findings'}"]
    if validation.left_out:
        parts.append(f"{validation.left_out} not shown")
    if validation.unusable:
        parts.append(f"{_plans(validation.unusable)} can't be used")
    return "; ".join(parts)


def _plans(number: int) -> str:
    return f"{number} plan{'s' if number != 1 else ''}"
