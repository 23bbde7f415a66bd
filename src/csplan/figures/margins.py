"""Margins, and today against the plan: the same formulas for a team and for the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Heads, Money, Share

of = ("team", "plan")


def gap(heads: Heads, csms_now: CSMs) -> CSMs:
    """People to hire; below 0, people too many."""
    return heads - csms_now


def cost_share_of_arr(cost: Money, arr: Money) -> Share | None:
    """Cost of the planned people as a share of ARR."""
    return ratio(cost, arr)


def gross_margin(gross_costs: Money, service_cost: Money, arr: Money) -> Share | None:
    """Gross margin with the planned people.

    Source: notes-17, section 3.
    """
    return ratio(arr - (gross_costs + service_cost), arr)


def operating_margin(all_costs: Money, cost: Money, arr: Money) -> Share | None:
    """Operating margin with the planned people.

    Source: notes-17, section 3.
    """
    return ratio(arr - (all_costs + cost), arr)
