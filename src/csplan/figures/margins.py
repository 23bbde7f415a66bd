"""Margins and accounts with today's people, with the planned ones and at the cost floor, against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import difference, exceeds, ratio
from csplan.figures.cases import cases

if TYPE_CHECKING:
    from csplan.figures.units import Factor, Money, Share, Truth

of = ("segment", "tier", "team", "plan")


@cases("now", "planned", "at_floor")
def gross_margin(gross_costs: Money, service_cost: Money, arr: Money) -> Share | None:
    """Gross margin with {people}.

    Source: notes-17, section 3.
    """
    return ratio(arr - (gross_costs + service_cost), arr)


@cases("now", "planned", "at_floor")
def operating_margin(all_costs: Money, planned_cost: Money, arr: Money) -> Share | None:
    """Operating margin with {people}.

    Source: notes-17, section 3.
    """
    return ratio(arr - (all_costs + planned_cost), arr)


@cases("now", "planned")
def gross_margin_gap(gross_margin: Share, gross_margin_target: Share) -> Share | None:
    """Points of gross margin above its target with {people}; below 0, points that are missing."""
    return difference(gross_margin, gross_margin_target)


@cases("now", "planned")
def operating_margin_gap(operating_margin: Share, operating_margin_target: Share) -> Share | None:
    """Points of operating margin above its target with {people}; below 0, points that are missing."""
    return difference(operating_margin, operating_margin_target)


@cases("now", "planned")
def service_left(service_account: Money, service_cost: Money) -> Money | None:
    """Money a year that after-sales service has left with {people}; below 0, what it overspends."""
    return difference(service_account, service_cost)


@cases("now", "planned")
def growth_left(growth_account: Money, growth_cost: Money) -> Money | None:
    """Money a year that renewal and expansion have left with {people}; below 0, what they overspend."""
    return difference(growth_account, growth_cost)


@cases("now", "planned")
def operating_left(operating_account: Money, planned_cost: Money) -> Money | None:
    """Money a year that the operating margin leaves unspent with {people}; below 0, what is overspent."""
    return difference(operating_account, planned_cost)


@cases("now", "planned")
def budget_left(cost_at_floor: Money, planned_cost: Money) -> Money | None:
    """Money a year until the tightest of all limits with {people}; below 0, what is overspent."""
    return difference(cost_at_floor, planned_cost)


@cases("now", "planned")
def growth_cost_ratio(growth_cost: Money, growth_costs: Money, owned_revenue: Money) -> Share | None:
    """What one unit of renewal and expansion revenue costs with {people}: their time, commission, campaigns.

    Source: notes-17, section 3.
    """
    return ratio(growth_cost + growth_costs, owned_revenue)


def growth_return(credited_margin: Money, growth_cost: Money, growth_costs: Money) -> Factor | None:
    """What each unit spent on renewal and expansion brings back of the revenue credited to the team.

    Source: notes-17, section 4.
    """
    return ratio(credited_margin, growth_cost + growth_costs)


@cases("", "now")
def gross_missed(gross_margin_target: Share, gross_margin: Share) -> Truth:
    """Whether the gross margin stays below its target with {people}."""
    return exceeds(gross_margin_target, gross_margin)


@cases("", "now")
def operating_missed(operating_margin_target: Share, operating_margin: Share) -> Truth:
    """Whether the operating margin stays below its target with {people}."""
    return exceeds(operating_margin_target, operating_margin)


@cases("", "now")
def growth_missed(growth_account: Money, growth_cost: Money) -> Truth:
    """Whether more is spent on renewal and expansion than these may cost, with {people}."""
    return exceeds(growth_cost, growth_account)
