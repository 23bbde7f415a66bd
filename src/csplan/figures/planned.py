"""The planned people against today and against revenue: the same formulas for a team and for the whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio
from csplan.figures.cases import cases

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Heads, Hours, Money, Share

of = ("team", "plan")


def gap(heads: Heads, csms_now: CSMs) -> CSMs:
    """People to hire; below 0, people too many."""
    return heads - csms_now


@cases("", "now")
def utilization(workload: Hours, hours_there: Hours) -> Share | None:
    """Share of the customer hours of {people} that the work takes; over 1 is more than there is."""
    return ratio(workload, hours_there)


def planned_cost(cost: Money) -> Money:
    """Cost a year of the planned people; of a segment, its share of the team's."""
    return cost


def cost_share_of_arr(cost: Money, arr: Money) -> Share | None:
    """Cost of the planned people as a share of ARR."""
    return ratio(cost, arr)


def gross_margin(gross_margin_planned: Share) -> Share:
    """Gross margin with the planned people: the short name of gross_margin_planned."""
    return gross_margin_planned


def operating_margin(operating_margin_planned: Share) -> Share:
    """Operating margin with the planned people: the short name of operating_margin_planned."""
    return operating_margin_planned
