"""The efficiency lens: how much time the work takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import not_negative, ratio

if TYPE_CHECKING:
    from csplan.figures.units import (
        CSMs,
        Customers,
        CustomersPerCSM,
        Hours,
        HoursPerCustomer,
        Money,
        MoneyPerHour,
        Share,
    )

of = "segment"


def csms_by_time(workload: Hours, full_hours: Hours) -> CSMs | None:
    """CSMs that the work takes: at least.

    Source: notes-17, section 5.
    """
    return ratio(workload, full_hours)


def efficiency_ceiling(full_hours: Hours, hours_per_customer: HoursPerCustomer) -> CustomersPerCSM | None:
    """Customers that one CSM can serve in the hours there are: at most.

    Source: notes-17, section 5.
    """
    return ratio(full_hours, hours_per_customer)


def limit_ceiling(
    full_hours: Hours, workload: Hours, avoidable_hours: Hours, customers: Customers
) -> CustomersPerCSM | None:
    """Customers that one CSM could serve if all avoidable time were removed.

    Source: notes-17, section 5.
    """
    return ratio(full_hours, ratio(workload - avoidable_hours, customers))


def utilization_now(workload: Hours, csms_now: CSMs, customer_hours: Hours) -> Share | None:
    """Share of today's CSMs' customer hours that the work takes; over 1 is more than there is."""
    return ratio(workload, csms_now * customer_hours)


def customers_per_csm_now(customers: Customers, csms_now: CSMs) -> CustomersPerCSM | None:
    """Customers that each of today's CSMs serves."""
    return ratio(customers, csms_now)


def unused_hours_now(workload: Hours, csms_now: CSMs, customer_hours: Hours) -> Hours | None:
    """Hours for customers that today's CSMs have and the work does not take; 0 where it takes all and more."""
    return not_negative(csms_now * customer_hours - workload)


def unused_cost_now(unused_hours_now: Hours, hour_cost: MoneyPerHour) -> Money:
    """Cost a year of the hours of today's CSMs that the work does not take.

    Source: notes-17, section 3.
    """
    return unused_hours_now * hour_cost
