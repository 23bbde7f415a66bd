"""How a new hire becomes productive, month by month since the first day; and the working time of each month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import difference, known_or, not_negative, smaller, total

if TYPE_CHECKING:
    from csplan.figures.units import Count, Factor, Hours, Months, Share

of = "role"


def in_ramp(month_of_work: Count, ramp_months: Months) -> Share | None:
    """Share of the month, counted from the first day of work, in which a new hire is still in the ramp.

    Source: six-pits, section 10.
    """
    return difference(smaller(month_of_work, ramp_months), smaller(month_of_work - 1, ramp_months))


def productivity(month_of_work: Count, in_ramp: Share, ramp_months: Months, ramp_productivity: Share) -> Share | None:
    """Share of a full CSM that a new hire is worth in a month, from the first day on: a line, and 1 after the ramp.

    Its mean over the ramp is the ramp's mean productivity. Source: six-pits, section 10: everyone has to be trained.
    """
    low = known_or(not_negative(2 * ramp_productivity - 1), 0.0)
    high = known_or(smaller(1.0, 2 * ramp_productivity), 1.0)
    ends = (smaller(month_of_work, ramp_months), smaller(month_of_work - 1, ramp_months))
    middle = known_or(total(ends), 0.0) / 2
    return in_ramp * (low + (high - low) * middle / ramp_months) + (1 - in_ramp)


def month_customer_hours(customer_hours: Hours, month_weight: Factor) -> Hours:
    """Hours for customers that a CSM would have in a year in which every month has as many working days as this one.

    Source: notes-17, section 5.
    """
    return customer_hours * month_weight
