"""The efficiency lens: how much time the work takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Customers, CustomersPerCSM, Hours, HoursPerCustomer, Share

of = "segment"


def csms_by_time(workload: Hours, customer_hours: Hours) -> CSMs | None:
    """CSMs that the work takes: at least.

    Source: notes-17, section 5.
    """
    return ratio(workload, customer_hours)


def efficiency_ceiling(customer_hours: Hours, hours_per_customer: HoursPerCustomer) -> CustomersPerCSM | None:
    """Customers that one CSM can serve in the hours there are: at most.

    Source: notes-17, section 5.
    """
    return ratio(customer_hours, hours_per_customer)


def limit_ceiling(
    customer_hours: Hours, workload: Hours, avoidable_hours: Hours, customers: Customers
) -> CustomersPerCSM | None:
    """Customers that one CSM could serve if all avoidable time were removed.

    Source: notes-17, section 5.
    """
    return ratio(customer_hours, ratio(workload - avoidable_hours, customers))


def utilization_now(workload: Hours, csms_now: CSMs, customer_hours: Hours) -> Share | None:
    """Share of today's CSMs' customer hours that the work takes; over 1 is more than there is."""
    return ratio(workload, csms_now * customer_hours)


def customers_per_csm_now(customers: Customers, csms_now: CSMs) -> CustomersPerCSM | None:
    """Customers that each of today's CSMs serves."""
    return ratio(customers, csms_now)
