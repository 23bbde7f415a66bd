"""What the people of all teams come to, month by month; absent if any part is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio, total, total_known
from csplan.figures.whole import staffed

if TYPE_CHECKING:
    from csplan.figures.units import Accounts, CSMs, Heads, Hours, Money, Share, Staffing, Text

of = "plan"


def people_to_staff(
    conflict: Text,
    holds: Text,
    accounts: Accounts,
    team: list[Text],
    team_needed_to_staff: list[CSMs | None],
    team_wanted_to_staff: list[Heads | None],
    team_csms_now: list[CSMs | None],
) -> Staffing:
    """Whole people of each team to have in the month: by the rule of the year, on the figures of the month."""
    return staffed(conflict, holds, accounts, *team, *team_needed_to_staff, *team_wanted_to_staff, *team_csms_now)


def needed_to_staff(needed_to_staff: list[CSMs | None]) -> CSMs | None:
    """CSMs to have people for in all teams."""
    return total_known(needed_to_staff)


def people_due(people_due: list[Heads | None]) -> Heads | None:
    """Whole people that are due in the month in all teams."""
    return total_known(people_due)


def starts(starts: list[Heads | None]) -> Heads | None:
    """People who start in the month."""
    return total(starts)


def leavers(leavers: list[Heads | None]) -> Heads | None:
    """People who leave in the month."""
    return total(leavers)


def away(away: list[CSMs | None]) -> CSMs | None:
    """People who are away in the month, in full people."""
    return total(away)


def people(people: list[Heads | None]) -> Heads | None:
    """People of all teams in the month."""
    return total(people)


def productive_people(productive_people: list[CSMs | None]) -> CSMs | None:
    """Full CSMs that the people of the month are worth."""
    return total(productive_people)


def month_hours(month_hours: list[Hours | None]) -> Hours | None:
    """Hours that the customers take in the month.

    Source: notes-17, section 5.
    """
    return total(month_hours)


def month_capacity(month_capacity: list[Hours | None]) -> Hours | None:
    """Hours for customers that the people of the month have.

    Source: notes-17, section 5.
    """
    return total(month_capacity)


def month_hours_not_delivered(month_hours_not_delivered: list[Hours | None]) -> Hours | None:
    """Hours of the month's work for which nobody in its team has time.

    Source: notes-17, section 5.
    """
    return total(month_hours_not_delivered)


def month_utilization(month_hours: Hours, month_capacity: Hours) -> Share | None:
    """Share of the month's hours for customers that the work takes; over 1 is more than there is.

    Source: notes-17, section 5.
    """
    return ratio(month_hours, month_capacity)


def month_cost(month_cost: list[Money | None]) -> Money | None:
    """Cost of the people of the month, hires included.

    Source: notes-17, section 3.
    """
    return total(month_cost)


def month_service_cost(month_service_cost: list[Money | None]) -> Money | None:
    """Part of the month's cost that is after-sales service and so counts in the gross margin.

    Source: notes-17, section 3.
    """
    return total(month_service_cost)


def month_budget(month_budget: list[Money | None]) -> Money | None:
    """What people may cost in the month, each team by its own customers.

    Source: notes-17, section 3.
    """
    return total(month_budget)


def cash_today(cash_today: list[Money | None]) -> Money | None:
    """Cash of a month with today's people on the book of the first month.

    Source: notes-17, section 4: cash permitting.
    """
    return total(cash_today)
