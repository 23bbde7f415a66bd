"""The year's average of customers, where a plan states how many there are on the first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.months import YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

EVEN = (1 / YEAR,) * YEAR
"""What a month has of a year that falls evenly."""


def share_of_year(season: Sequence[float]) -> float:
    """Return how much of a year, on average, what comes in each month by its share is there: of a month itself half."""
    return sum(share * (YEAR - month - 0.5) for month, share in enumerate(season)) / YEAR


def average_customers(
    customers_at_start: float,
    *,
    new_customers: float | None,
    new_season: Sequence[float] = EVEN,
    renewals: float | None = None,
    contract_years: float = 1.0,
    renewal_rate: float = 1.0,
    renewal_season: Sequence[float] = EVEN,
    churn: float = 0.0,
) -> float:
    """Return the mean of the year's months: who is there on the first day, who comes, and who leaves.

    Where no number of renewals is stated they are customers / contract_years, so the average is solved with them.
    It is the inverse of the figure ``customers_at_start``: where nothing says how many are new, the book stays as it
    is. So it does where nobody would be left, which is a finding.
    """
    if new_customers is None:
        return customers_at_start
    lost = (1 - renewal_rate) * share_of_year(renewal_season)
    there = customers_at_start * (1 - churn / 2) + new_customers * share_of_year(new_season)
    average = there / (1 + lost / contract_years) if renewals is None else there - renewals * lost
    return average if average > 0 else customers_at_start
