"""What adds up over the teams of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total, total_known, weighted_mean
from csplan.figures.cases import cases

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Heads, Hours, Money, Share

of = "plan"


def csms_needed(csms_needed: list[CSMs | None]) -> CSMs | None:
    """CSMs that all teams need, in fractions."""
    return total_known(csms_needed)


def heads(heads: list[Heads | None]) -> Heads | None:
    """Whole people of all teams."""
    return total_known(heads)


def csms_now(csms_now: list[CSMs | None]) -> CSMs | None:
    """CSMs of all teams today; absent if any team's is."""
    return total(csms_now)


def cost(cost: list[Money | None]) -> Money | None:
    """Cost a year of the planned people of all teams."""
    return total_known(cost)


def cost_now(cost_now: list[Money | None]) -> Money | None:
    """Cost a year of today's CSMs of all teams."""
    return total(cost_now)


@cases("", "now")
def hours_there(hours_there: list[Hours | None]) -> Hours | None:
    """Hours a year that {people} of all teams have for customers."""
    return total(hours_there)


def gross_margin_target(gross_margin_target: list[Share | None], team_arr: list[Money | None]) -> Share | None:
    """Gross margin to reach: the teams' targets, weighted by ARR."""
    return weighted_mean(gross_margin_target, team_arr)


def operating_margin_target(operating_margin_target: list[Share | None], team_arr: list[Money | None]) -> Share | None:
    """Operating margin to reach: the teams' targets, weighted by ARR."""
    return weighted_mean(operating_margin_target, team_arr)


def growth_cost_ratio_target(
    growth_cost_ratio_target: list[Share | None], team_owned_revenue: list[Money | None]
) -> Share | None:
    """What one unit of renewal and expansion revenue may cost: the teams' targets, weighted by that revenue."""
    return weighted_mean(growth_cost_ratio_target, team_owned_revenue)
