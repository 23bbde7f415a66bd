"""When money comes back: margin of recurring revenue by month, of which a part is lost each year."""

from __future__ import annotations

MOST_YEARS = 10
"""Years after which nobody waits for money to come back. Source: csplan."""
_MONTHS = 12


def margin_of_years(margin: float, kept: float, years: int) -> float:
    """Return what a year's margin brings over several years, of which a share is kept from each to the next."""
    return sum(margin * kept**year for year in range(years))


def payback_months(cost: float, margin: float, kept: float) -> float | None:
    """Return after how many months a year's margin has brought back a cost; None where it does not in ten years.

    It comes in evenly over a year; of each next year a share is kept.
    """
    left = cost
    for year in range(MOST_YEARS):
        brings = margin * kept**year
        if brings <= 0:
            return None
        if brings >= left:
            return _MONTHS * (year + left / brings)
        left -= brings
    return None
