"""The work that one task makes in one segment. Rows: one for each task of the segment's tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Hours, Minutes, Share, Text, Times

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
