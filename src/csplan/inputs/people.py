"""What the account book says of people: split before the figures of segments are computed, so no lens of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.figures.units import CSMs, Customers, HoursPerCustomer


def csms_by_segment(
    held: Mapping[str, Mapping[str, Customers]], hours_per_customer: Mapping[str, HoursPerCustomer | None]
) -> dict[str, CSMs]:
    """CSMs who serve each segment today: each distinct CSM counts 1, split over segments by workload.

    ``held`` has the customers of each CSM by segment. Where any of a CSM's segments has no hours, that CSM is split by
    customers.
    """
    csms: dict[str, CSMs] = {}
    for customers in held.values():
        hours = {segment: hours_per_customer.get(segment) for segment in customers}
        known = all(hours.values())
        weights = {segment: count * ((hours[segment] or 1.0) if known else 1.0) for segment, count in customers.items()}
        whole = sum(weights.values())
        for segment, weight in weights.items():
            csms[segment] = csms.get(segment, 0.0) + weight / whole
    return csms
