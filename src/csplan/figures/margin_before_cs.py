"""The margin before customer success: one formula for a segment and for all above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import difference, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share

of = ("segment", "tier", "team", "plan")


def gross_margin_before_cs(gross_costs: Money, arr: Money) -> Share | None:
    """Gross margin before any cost of customer success."""
    return ratio(difference(arr, gross_costs), arr)
