"""The coverage lens: how many customers one CSM may hold in this tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Customers, CustomersPerCSM

of = "segment"


def csms_by_coverage(customers: Customers, max_customers_per_csm: CustomersPerCSM) -> CSMs | None:
    """CSMs below which each would hold more customers than the tier allows: at least.

    Source: csm-management, section 1.
    """
    return ratio(customers, max_customers_per_csm)
