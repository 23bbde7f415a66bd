"""The book of accounts of one CSM: what an account asks for, what somebody can carry, and how even books are.

Accounts and people are many, so these are called on numbers and arrays where books are shared out, not by the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import Count, Factor, Hours, Share


def account_hours(
    complexity: Factor,
    for_customer: Hours,
    for_renewal: Hours,
    for_new_customer: Hours,
    for_at_risk_customer: Hours,
    renewals: Count,
    new: Share,
    at_risk: Share,
) -> Hours:
    """Hours a year of one account: as a customer, for its renewals of the year, as a new one, and while at risk.

    Source: notes-17, section 5.
    """
    return complexity * (
        for_customer + renewals * for_renewal + new * for_new_customer + at_risk * for_at_risk_customer
    )


def capacity(customer_hours: Hours, full_time: Share, productivity: Share) -> Hours:
    """Hours a year that somebody has for customers, as productive as they are on the day.

    Source: notes-17, section 5; six-pits, section 10.
    """
    return customer_hours * full_time * productivity


def fair_share(total: Count, capacity: Hours, capacity_of_all: Hours) -> Count:
    """What somebody would have of the team's accounts if all had as much for what they can carry."""
    return total * capacity / capacity_of_all


def deviation(load: Count, fair_share: Count) -> Share:
    """How far somebody is from their share: 0.1 is 10% more than it."""
    return load / fair_share - 1.0


def book_utilization(hours: Hours, capacity: Hours) -> Share | None:
    """Share of the hours that somebody has for customers which their accounts take."""
    return ratio(hours, capacity)
