"""What a record measures of a segment as an input, of whoever has several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import Days, Money, Share

of = ("csm", "tier", "team", "plan")


def at_risk(days_at_risk: Days, days_known: Days) -> Share | None:
    """Share of the days with known health, of all customers, on which they were at risk: yellow or red.

    Source: csm-management, section 6.
    """
    return ratio(days_at_risk, days_known)


def renewal_rate(arr_renewed: Money, arr_due: Money) -> Share | None:
    """Share of the ARR due for renewal that was renewed.

    Source: csplan.
    """
    return ratio(arr_renewed, arr_due)
