"""A tier as finance sees it: the segments that are sold alike, whoever serves them. Bounds are added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import infinite, ratio, total, weighted_mean
from csplan.figures.cases import cases

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Customers, CustomersPerCSM, Money, MoneyPerCSM, MoneyPerCustomer, Share

of = "tier"


def acv(arr: Money, customers: Customers) -> MoneyPerCustomer | None:
    """Annual contract value of the mean customer; absent without customers."""
    return ratio(arr, customers)


def gross_margin_target(gross_margin_target: list[Share | None], segment_arr: list[Money]) -> Share | None:
    """Gross margin to reach."""
    return weighted_mean(gross_margin_target, segment_arr)


def operating_margin_target(operating_margin_target: list[Share | None], segment_arr: list[Money]) -> Share | None:
    """Operating margin to reach."""
    return weighted_mean(operating_margin_target, segment_arr)


def cs_budget_share(cs_budget_share: list[Share | None], segment_arr: list[Money]) -> Share | None:
    """Share of ARR that customer success may cost, stated directly."""
    return weighted_mean(cs_budget_share, segment_arr)


def stated_budget(budget_account: Money, customers: Customers) -> MoneyPerCustomer | None:
    """What customer success of one customer may cost where a share of ARR is stated for it, or money for all."""
    return ratio(budget_account, customers)


def growth_allowance(growth_budget: MoneyPerCustomer, growth_costs_per_customer: MoneyPerCustomer) -> MoneyPerCustomer:
    """What may be spent on renewal and expansion of one customer."""
    return growth_budget + growth_costs_per_customer


def service_budget(service_account: Money, customers: Customers) -> MoneyPerCustomer | None:
    """What after-sales service of one customer may cost for the gross margin to hold."""
    return ratio(service_account, customers)


def growth_revenue(owned_revenue: Money, customers: Customers) -> MoneyPerCustomer | None:
    """Renewal and expansion revenue of one customer that is the team's."""
    return ratio(owned_revenue, customers)


def growth_budget(growth_account: Money, customers: Customers) -> MoneyPerCustomer | None:
    """What renewal and expansion of one customer may cost."""
    return ratio(growth_account, customers)


def operating_budget(operating_account: Money, customers: Customers) -> MoneyPerCustomer | None:
    """What customer success of one customer may cost for the operating margin to hold."""
    return ratio(operating_account, customers)


def csms_by_cost(csms_at_most: list[CSMs | None]) -> CSMs | None:
    """CSMs that the tier's segments pay for: at most."""
    return total(csms_at_most)


def csms_now(csms_now: list[CSMs | None]) -> CSMs | None:
    """CSMs who serve the tier today; absent if any segment's are."""
    return total(csms_now)


def cost_floor(customers: Customers, csms_by_cost: CSMs) -> CustomersPerCSM | None:
    """Customers that one CSM must at least serve to be paid for; infinite where nothing is left for service."""
    return ratio(customers, csms_by_cost, infinite)


def customers_per_csm_now(customers: Customers, csms_now: CSMs) -> CustomersPerCSM | None:
    """Customers that each of today's CSMs serves."""
    return ratio(customers, csms_now)


def csm_cost(cost_at_floor: Money, csms_by_cost: CSMs) -> MoneyPerCSM | None:
    """Cost a year of one CSM: the mean of those that can be paid for, where several roles serve the tier."""
    return ratio(cost_at_floor, csms_by_cost)


def cs_budget(cost_at_floor: Money, customers: Customers) -> MoneyPerCustomer | None:
    """What serving one customer may cost."""
    return ratio(cost_at_floor, customers)


@cases("", "now", "at_floor")
def planned_cost(planned_cost: list[Money | None]) -> Money | None:
    """Cost a year of {people}, added up over the segments."""
    return total(planned_cost)


def service_cost_at_floor(service_cost_at_floor: list[Money | None]) -> Money | None:
    """Part of the cost of as many CSMs as can be paid for that is after-sales service."""
    return total(service_cost_at_floor)
