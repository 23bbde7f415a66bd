"""Margins with today's people, with the planned ones and at the cost floor, against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import exceeds, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Factor, Money, Share, Truth

of = ("segment", "tier", "team", "plan")


def gross_margin_now(gross_costs: Money, service_cost_now: Money, arr: Money) -> Share | None:
    """Gross margin with today's CSMs.

    Source: notes-17, section 3.
    """
    return ratio(arr - (gross_costs + service_cost_now), arr)


def gross_margin_planned(gross_costs: Money, service_cost: Money, arr: Money) -> Share | None:
    """Gross margin with the planned people.

    Source: notes-17, section 3.
    """
    return ratio(arr - (gross_costs + service_cost), arr)


def gross_margin_at_floor(gross_costs: Money, service_cost_at_floor: Money, arr: Money) -> Share | None:
    """Gross margin with as many CSMs as can be paid for.

    Source: notes-17, section 3.
    """
    return ratio(arr - (gross_costs + service_cost_at_floor), arr)


def operating_margin_now(all_costs: Money, cost_now: Money, arr: Money) -> Share | None:
    """Operating margin with today's CSMs.

    Source: notes-17, section 3.
    """
    return ratio(arr - (all_costs + cost_now), arr)


def operating_margin_planned(all_costs: Money, planned_cost: Money, arr: Money) -> Share | None:
    """Operating margin with the planned people.

    Source: notes-17, section 3.
    """
    return ratio(arr - (all_costs + planned_cost), arr)


def operating_margin_at_floor(all_costs: Money, cost_at_floor: Money, arr: Money) -> Share | None:
    """Operating margin with as many CSMs as can be paid for.

    Source: notes-17, section 3.
    """
    return ratio(arr - (all_costs + cost_at_floor), arr)


def gross_margin_gap_now(gross_margin_now: Share, gross_margin_target: Share) -> Share:
    """Points of gross margin above its target with today's CSMs; below 0, points that are missing."""
    return gross_margin_now - gross_margin_target


def gross_margin_gap_planned(gross_margin_planned: Share, gross_margin_target: Share) -> Share:
    """Points of gross margin above its target with the planned people; below 0, points that are missing."""
    return gross_margin_planned - gross_margin_target


def operating_margin_gap_now(operating_margin_now: Share, operating_margin_target: Share) -> Share:
    """Points of operating margin above its target with today's CSMs; below 0, points that are missing."""
    return operating_margin_now - operating_margin_target


def operating_margin_gap_planned(operating_margin_planned: Share, operating_margin_target: Share) -> Share:
    """Points of operating margin above its target with the planned people; below 0, points that are missing."""
    return operating_margin_planned - operating_margin_target


def service_left_now(service_account: Money, service_cost_now: Money) -> Money:
    """Money a year that after-sales service has left with today's CSMs; below 0, what it overspends."""
    return service_account - service_cost_now


def service_left_planned(service_account: Money, service_cost: Money) -> Money:
    """Money a year that after-sales service has left with the planned people; below 0, what it overspends."""
    return service_account - service_cost


def growth_left_now(growth_account: Money, growth_cost_now: Money) -> Money:
    """Money a year that renewal and expansion have left with today's CSMs; below 0, what they overspend."""
    return growth_account - growth_cost_now


def growth_left_planned(growth_account: Money, growth_cost: Money) -> Money:
    """Money a year that renewal and expansion have left with the planned people; below 0, what they overspend."""
    return growth_account - growth_cost


def operating_left_now(operating_account: Money, cost_now: Money) -> Money:
    """Money a year that the operating margin leaves unspent with today's CSMs; below 0, what is overspent."""
    return operating_account - cost_now


def operating_left_planned(operating_account: Money, planned_cost: Money) -> Money:
    """Money a year that the operating margin leaves unspent with the planned people; below 0, what is overspent."""
    return operating_account - planned_cost


def budget_left_now(cost_at_floor: Money, cost_now: Money) -> Money:
    """Money a year until the tightest of all limits with today's CSMs; below 0, what is overspent."""
    return cost_at_floor - cost_now


def budget_left_planned(cost_at_floor: Money, planned_cost: Money) -> Money:
    """Money a year until the tightest of all limits with the planned people; below 0, what is overspent."""
    return cost_at_floor - planned_cost


def growth_cost_ratio_now(growth_cost_now: Money, growth_costs: Money, owned_revenue: Money) -> Share | None:
    """What one unit of renewal and expansion revenue costs with today's CSMs: their time, commission, campaigns.

    Source: notes-17, section 3.
    """
    return ratio(growth_cost_now + growth_costs, owned_revenue)


def growth_cost_ratio_planned(growth_cost: Money, growth_costs: Money, owned_revenue: Money) -> Share | None:
    """What one unit of renewal and expansion revenue costs with the planned people: their time, commission, campaigns.

    Source: notes-17, section 3.
    """
    return ratio(growth_cost + growth_costs, owned_revenue)


def growth_return(credited_margin: Money, growth_cost: Money, growth_costs: Money) -> Factor | None:
    """What each unit spent on renewal and expansion brings back of the revenue credited to the team.

    Source: notes-17, section 4.
    """
    return ratio(credited_margin, growth_cost + growth_costs)


def gross_missed(gross_margin_target: Share, gross_margin_planned: Share) -> Truth:
    """Whether the gross margin stays below its target with the planned people."""
    return exceeds(gross_margin_target, gross_margin_planned)


def operating_missed(operating_margin_target: Share, operating_margin_planned: Share) -> Truth:
    """Whether the operating margin stays below its target with the planned people."""
    return exceeds(operating_margin_target, operating_margin_planned)


def growth_missed(growth_account: Money, growth_cost: Money) -> Truth:
    """Whether the planned people spend more on renewal and expansion than these may cost."""
    return exceeds(growth_cost, growth_account)


def gross_missed_now(gross_margin_target: Share, gross_margin_now: Share) -> Truth:
    """Whether the gross margin stays below its target with today's CSMs."""
    return exceeds(gross_margin_target, gross_margin_now)


def operating_missed_now(operating_margin_target: Share, operating_margin_now: Share) -> Truth:
    """Whether the operating margin stays below its target with today's CSMs."""
    return exceeds(operating_margin_target, operating_margin_now)


def growth_missed_now(growth_account: Money, growth_cost_now: Money) -> Truth:
    """Whether today's CSMs spend more on renewal and expansion than these may cost."""
    return exceeds(growth_cost_now, growth_account)
