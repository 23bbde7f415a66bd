"""How customers are whom a purpose is for: what stickiness and renewals are measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio, total

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Money, Share

of = "purpose"


def at_risk(
    segment_at_risk_customers: list[Customers | None], segment_customers: list[Customers | None]
) -> Share | None:
    """Share of the customers of these segments that are at risk.

    Source: csm-management.
    """
    return ratio(total(segment_at_risk_customers), total(segment_customers))


def renewal_rate(segment_arr_renewed: list[Money | None], segment_arr_due: list[Money | None]) -> Share | None:
    """Share of what came due for renewal in these segments that was renewed, in twelve months."""
    return ratio(total(segment_arr_renewed), total(segment_arr_due))
