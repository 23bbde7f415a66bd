"""The customers of a segment and what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_known, product, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Count, CSMs, Customers, Hours, Money, MoneyPerCustomer, Share, Years

of = "segment"


def known_customers(customers: Customers) -> Customers:
    """Customers, where they are known: what sums of all segments count."""
    return customers


def known_arr(arr: Money) -> Money:
    """Annual recurring revenue, where it is known: what sums of all segments count."""
    return arr


def known_workload(workload: Hours) -> Hours:
    """Hours a year that the customers take, where that is known: what sums of all segments count."""
    return workload


def acv(arr: Money, customers: Customers) -> MoneyPerCustomer | None:
    """Annual contract value of the mean customer; absent without customers."""
    return ratio(arr, customers)


def renewals(customers: Customers, contract_years: Years) -> Count | None:
    """Renewals that fall due in the year; new customers renew too."""
    return ratio(customers, contract_years)


def at_risk(health_yellow: Share, health_red: Share) -> Share:
    """Share of customers whose health is yellow or red.

    Source: csm-management, section 6.
    """
    return health_yellow + health_red


def at_risk_customers(customers: Customers, at_risk: Share) -> Customers:
    """Customers in the yellow or red of the health mix.

    Source: csm-management, section 6.
    """
    return customers * at_risk


def csms_now(
    stated_csms_now: CSMs, customers: Customers, team_customers: Customers, work_share: Share | None = absent
) -> CSMs | None:
    """CSMs who serve the segment today: where the team's number is stated, split by workload, else by customers."""
    return product(stated_csms_now, first_known(work_share, ratio(customers, team_customers)))
