"""The work that one task makes in one segment. Rows: one for each task of the segment's tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_true, ratio
from csplan.figures.months import spread

if TYPE_CHECKING:
    from csplan.figures.units import (
        Count,
        CSMs,
        Customers,
        CustomersPerCSM,
        Factor,
        Hours,
        Minutes,
        Money,
        MoneyPerHour,
        Share,
        Shares,
        Text,
        Times,
        Truth,
    )

of = "task"


def volume(
    per: Text,
    customers: Customers,
    new_customers: Customers | None = absent,
    renewals: Count | None = absent,
    at_risk_customers: Customers | None = absent,
    spread_over: Shares | None = absent,
    spread_from: Count | None = absent,
) -> Count | None:
    """How many there are in the year of what drives the task: customers, new ones, renewals or at-risk customers.

    By month, those whose work falls on the month, where it is spread over several.
    """
    driver: Count | None = at_risk_customers
    if per == "customer":
        driver = customers
    elif per == "new_customer":
        driver = new_customers
    elif per == "renewal":
        driver = renewals
    return driver if spread_over is None else spread(driver, spread_over, spread_from)


def task_contacts(volume: Count, times: Times) -> Count:
    """How often one task is done in the year: volume of its driver, how often each.

    Source: notes-17, section 5.
    """
    return volume * times


def task_hours(volume: Count, times: Times, takes: Minutes) -> Hours:
    """Hours a year of one task: volume of its driver, how often each, minutes each time; without complexity.

    Source: notes-17, section 5.
    """
    return volume * times * takes / 60


def task_avoidable_hours(task_hours: Hours, avoidable: Share) -> Hours:
    """Hours a year of one task that a fix of its waste would remove; without complexity.

    Source: notes-17, section 5.
    """
    return task_hours * avoidable


def hours(task_hours: Hours, complexity: Factor) -> Hours:
    """Hours a year that one task takes in the segment.

    Source: notes-17, section 5.
    """
    return complexity * task_hours


def task_cost(hours: Hours, hour_cost: MoneyPerHour) -> Money:
    """Cost a year of the hours that one task takes in the segment.

    Source: notes-17, section 3.
    """
    return hours * hour_cost


def play_hours(is_play: Truth, plays: Count, complexity: Factor, takes: Minutes) -> Hours | None:
    """Hours that the plays of the period took, of the task that `value` names for them.

    Source: notes-17, section 5.
    """
    return first_true((is_play, plays * complexity * takes / 60), otherwise=None)


def share(hours: Hours, workload: Hours) -> Share | None:
    """Share of the segment's workload that is this task."""
    return ratio(hours, workload)


def avoidable_hours(task_avoidable_hours: Hours, complexity: Factor) -> Hours:
    """Hours a year of one task in the segment that a fix of its waste would remove.

    Source: notes-17, section 5.
    """
    return complexity * task_avoidable_hours


def csms_released(avoidable_hours: Hours, customer_hours: Hours) -> CSMs | None:
    """CSMs whose hours a fix of one task's waste would free."""
    return ratio(avoidable_hours, customer_hours)


def ceiling_gain(
    avoidable_hours: Hours,
    customer_hours: Hours,
    workload: Hours,
    customers: Customers,
    efficiency_ceiling: CustomersPerCSM | None = absent,
) -> CustomersPerCSM | None:
    """Customers more that one CSM could serve if one task's avoidable time were removed.

    Source: notes-17, section 5.
    """
    without = ratio(customer_hours, ratio(workload - avoidable_hours, customers))
    return None if without is None or efficiency_ceiling is None else without - efficiency_ceiling
