"""The work that one task makes in one segment. Rows: one for each task of the segment's tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, ratio

if TYPE_CHECKING:
    from csplan.figures.units import (
        Count,
        CSMs,
        Customers,
        CustomersPerCSM,
        Factor,
        Hours,
        Minutes,
        Share,
        Text,
        Times,
    )

of = "task"


def volume(
    per: Text,
    customers: Customers,
    new_customers: Customers | None = absent,
    renewals: Count | None = absent,
    at_risk_customers: Customers | None = absent,
) -> Count | None:
    """How many there are in the year of what drives the task: customers, new ones, renewals or at-risk customers."""
    if per == "customer":
        return customers
    if per == "new_customer":
        return new_customers
    return renewals if per == "renewal" else at_risk_customers


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
