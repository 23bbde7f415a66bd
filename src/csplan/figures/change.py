"""What a change is worth: the plan with it, against the inputs ``before_...``, which are its figures without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, difference, exceeds, first_true, not_negative, ratio, total, total_known

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Heads, Hours, Money, Share

of = "plan"


def work_csms(team_at_least: list[CSMs | None]) -> CSMs | None:
    """CSMs that the work of all teams needs: at least."""
    return total_known(team_at_least)


def work_cost(work_cost: list[Money | None]) -> Money | None:
    """Cost a year of the hours that the work of all teams takes, each at the hour's cost of who does it."""
    return total(work_cost)


def hours_not_delivered(hours_not_delivered: list[Hours | None]) -> Hours | None:
    """Hours a year of the work that the people of all teams have no time for."""
    return total(hours_not_delivered)


def arr_unserved(arr_unserved: list[Money | None]) -> Money | None:
    """ARR of the customers that the hours not delivered belong to."""
    return total(arr_unserved)


def hires(hires: list[CSMs | None]) -> CSMs | None:
    """People who are new in their team."""
    return total(hires)


def first_year_csms(first_year_csms: list[CSMs | None]) -> CSMs | None:
    """Fully productive CSMs that all people amount to in the year in which the new ones start."""
    return total(first_year_csms)


def first_year_hours_not_delivered(first_year_hours_not_delivered: list[Hours | None]) -> Hours | None:
    """Hours of the work that the people have no time for in the year in which the new ones start."""
    return total(first_year_hours_not_delivered)


def contribution(arr: Money, gross_costs: Money) -> Money:
    """What the customers bring a year before any cost of customer success: ARR at the gross margin before it."""
    return arr - gross_costs


def csms_change(work_csms: CSMs, before_work_csms: CSMs) -> CSMs | None:
    """CSMs more that the work needs; below 0, fewer."""
    return difference(work_csms, before_work_csms)


def hours_released(workload: Hours, before_workload: Hours) -> Hours | None:
    """Hours a year that the change gives back."""
    return difference(before_workload, workload)


def csms_released(hours_released: Hours, before_customer_hours: Hours) -> CSMs | None:
    """CSMs whose hours the change gives back, of the role that did the work."""
    return ratio(hours_released, before_customer_hours)


def people_change(heads: Heads, before_people: CSMs) -> CSMs:
    """People more than without the change, whatever their role; below 0, fewer."""
    return heads - before_people


def cost_change(cost: Money, before_cost: Money) -> Money | None:
    """What all people cost more a year than without the change; below 0, less."""
    return difference(cost, before_cost)


def gross_margin_change(gross_margin: Share, before_gross_margin: Share) -> Share | None:
    """Points of gross margin more than without the change; below 0, fewer."""
    return difference(gross_margin, before_gross_margin)


def operating_margin_change(operating_margin: Share, before_operating_margin: Share) -> Share | None:
    """Points of operating margin more than without the change; below 0, fewer."""
    return difference(operating_margin, before_operating_margin)


def saving(cost_change: Money) -> Money | None:
    """What people cost less a year: what a tool that does with fewer of them may cost and still pay.

    Nothing where as many are paid: hours that are given back are money only as far as people fall by them. Source:
    notes-17, sections 3 and 5.
    """
    return not_negative(0.0 - cost_change)


def contribution_change(contribution: Money, before_contribution: Money) -> Money | None:
    """What the customers bring more a year, before any cost of customer success; below 0, less."""
    return difference(contribution, before_contribution)


def worth(saving: Money | None = absent, contribution_change: Money | None = absent) -> Money | None:
    """What the change brings a year if no customer leaves for it: people who cost less, and customers that bring more.

    Source: notes-17, section 4.
    """
    return total_known((saving, contribution_change))


def cash_change(contribution_change: Money, cost_change: Money) -> Money:
    """What the change brings a year in cash: what customers bring more, less what all people cost more."""
    return contribution_change - cost_change


def retention_to_lose(worth: Money, contribution: Money) -> Share | None:
    """Points of retention that may be lost before the change stops paying, the people hired for it apart.

    Absent where customers bring nothing. Source: notes-17, section 4.
    """
    return first_true((exceeds(contribution, 0.0), ratio(worth, contribution)), otherwise=None)


def retention_to_lose_per_csm(retention_to_lose: Share, csms_released: CSMs) -> Share | None:
    """Points of retention that may be lost for each CSM released."""
    return ratio(retention_to_lose, csms_released)


def retention_to_gain(cost_change: Money, contribution: Money) -> Share | None:
    """Points of retention that more people have to save to pay for themselves in cash.

    Absent where customers bring nothing. Source: notes-17, section 4.
    """
    return first_true((exceeds(contribution, 0.0), ratio(cost_change, contribution)), otherwise=None)


def retention_break_even(cash_change: Money, contribution: Money) -> Share | None:
    """Points of retention that have to be saved for the change to pay; below 0, that may be lost before it does not.

    In cash, whatever the change is called. Absent where customers bring nothing. Source: notes-17, section 4.
    """
    return first_true((exceeds(contribution, 0.0), ratio(0.0 - cash_change, contribution)), otherwise=None)
