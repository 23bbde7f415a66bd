"""What a team's people deliver of the work, today, as planned or in the first year of those hired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    difference,
    exceeds,
    first_true,
    is_absent,
    is_zero,
    not_negative,
    product,
    ratio,
)

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Customers, Heads, Hours, Money, MoneyPerHour, Share, Text

of = "team"


def work_cost(workload: Hours, hour_cost: MoneyPerHour) -> Money:
    """Cost a year of the hours that the work takes, whoever is there to do it.

    Source: notes-17, section 3.
    """
    return workload * hour_cost


def hours_not_delivered(workload: Hours, heads: Heads, customer_hours: Hours) -> Hours | None:
    """Hours a year of the work that the people have no time for."""
    return not_negative(difference(workload, heads * customer_hours))


def arr_unserved(arr: Money, hours_not_delivered: Hours, workload: Hours) -> Money | None:
    """ARR of the customers that the hours not delivered belong to, as if work were left undone customer by customer."""
    return product(arr, ratio(hours_not_delivered, workload))


def hires(heads: Heads, csms_now: CSMs) -> CSMs | None:
    """People who are new in the team: none where it has enough."""
    return not_negative(heads - csms_now)


def first_year_csms(heads: Heads, hires: CSMs, first_year_capacity: Share | None = absent) -> CSMs | None:
    """Fully productive CSMs that the people amount to in the year in which the new ones start.

    Source: six-pits, section 10: everyone has to be trained.
    """
    missing = product(hires, None if first_year_capacity is None else 1 - first_year_capacity)
    return first_true((is_zero(hires), heads), otherwise=None if missing is None else heads - missing)


def first_year_hours_not_delivered(workload: Hours, first_year_csms: CSMs, customer_hours: Hours) -> Hours | None:
    """Hours of the work that the people have no time for in the year in which the new ones start."""
    return not_negative(difference(workload, first_year_csms * customer_hours))


def staffing(
    unchecked: list[Text | None],
    customers: Customers | None = absent,
    heads: Heads | None = absent,
    at_least: CSMs | None = absent,
    at_most: CSMs | None = absent,
) -> Text:
    """Whether these people both do the work and are paid for.

    One of fits, too-few (for the work), over-budget, neither (too few, and more than money pays for), unchecked,
    no-customers.
    """
    few, dear = exceeds(at_least, heads), exceeds(heads, at_most)
    return first_true(
        (is_zero(customers), "no-customers"),
        (is_absent(heads), "unchecked"),
        (all_true(few, dear), "neither"),
        (few, "too-few"),
        (dear, "over-budget"),
        (all_true(*(is_absent(side) for side in unchecked)), "fits"),
        otherwise="unchecked",
    )
