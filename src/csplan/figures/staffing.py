"""The people of a team month by month: who is due, who is there, what they get done and what they cost.

Who starts and who leaves when is decided, and an input. Months of a year follow one another; of a plain year every
month is like the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    known_or,
    larger,
    not_negative,
    product,
    ratio,
    smaller,
    total_known,
    which,
)
from csplan.figures.months import before, lasting, of_first_month, ramped
from csplan.figures.whole import people_of, people_up

if TYPE_CHECKING:
    from csplan.figures.units import (
        Count,
        CSMs,
        Heads,
        Hours,
        Money,
        MoneyPerCSM,
        Share,
        Shares,
        Staffing,
        Text,
    )

of = "team"


def decided_by(
    csms_needed: CSMs,
    csms_by_time: list[CSMs | None],
    csms_by_cap: list[CSMs | None],
    csms_by_coverage: list[CSMs | None],
    csms_target: list[CSMs | None],
    desk_csms: list[CSMs | None] | None = absent,
) -> Text | None:
    """What decides how many CSMs the team needs: work, cap, coverage, desk or arr."""
    return which(
        csms_needed,
        *("work", total_known(csms_by_time), "cap", total_known(csms_by_cap)),
        *("coverage", total_known(csms_by_coverage), "desk", total_known(desk_csms or ())),
        *("arr", total_known(csms_target)),
    )


def needed_to_staff(csms_needed: CSMs, peak_months: Count, peak_up_to: Share) -> CSMs | None:
    """CSMs to have people for: a peak that passes is borne, as far as the plan says.

    So many months in a row may need more, but never more than the overload that is borne. Source: notes-17, section 5.
    """
    return larger(lasting(csms_needed, peak_months), csms_needed / peak_up_to)


def wanted_to_staff(needed_to_staff: CSMs) -> Heads | None:
    """Whole people to have for the work of the month."""
    return people_up(needed_to_staff)


def people_due(people_to_staff: Staffing, team: Text) -> Heads | None:
    """Whole people that are due in the month: those to have for the work, as far as the company's money pays."""
    return people_of(people_to_staff, team)


def staff_asked(needed_to_staff: CSMs, people_due: Heads) -> CSMs | None:
    """CSMs that have to be productive in the month: those to have people for, held to those who are due."""
    return smaller(needed_to_staff, people_due)


def people(csms_now: CSMs, starts: Heads, leavers: Heads, started_before: Heads | None = absent) -> Heads:
    """People of the team in the month: today's, with who started and without who left up to and in this month."""
    joined = known_or(started_before, 0.0) + before(starts) + starts
    return csms_now + joined - before(leavers) - leavers


def newcomers(starts: Heads, in_ramp: Share, started_earlier: Shares | None = absent) -> Heads | None:
    """People who are still in their ramp."""
    return ramped(starts, in_ramp, started_earlier)


def productive_people(
    csms_now: CSMs,
    starts: Heads,
    leavers: Heads,
    productivity: Share,
    away: CSMs | None = absent,
    started_earlier: Shares | None = absent,
    mentoring: Share | None = absent,
    newcomers: Heads | None = absent,
    learning: CSMs | None = absent,
) -> CSMs | None:
    """Full CSMs that the people of the month are worth: newcomers count what they can do, and need a colleague's time.

    So do those of today's people who joined lately.

    Source: six-pits, section 10: everyone has to be trained.
    """
    there = csms_now - before(leavers) - leavers - known_or(away, 0.0) - known_or(learning, 0.0)
    taken = known_or(product(mentoring, newcomers), 0.0)
    return not_negative(there + ramped(starts, productivity, started_earlier) - taken)


def month_hours(workload: Hours) -> Hours:
    """Hours that the customers take in the month.

    Source: notes-17, section 5.
    """
    return workload / 12


def month_capacity(productive_people: CSMs, customer_hours: Hours) -> Hours:
    """Hours for customers that the people of the month have.

    Source: notes-17, section 5.
    """
    return productive_people * customer_hours / 12


def leavers_a_year(csms_now: CSMs, turnover: Share) -> CSMs:
    """Today's people of whom turnover has it that they leave within a year."""
    return csms_now * turnover


def month_cost(
    people: Heads,
    csm_cost: MoneyPerCSM,
    starts: Heads,
    away: CSMs | None = absent,
    away_paid: Share | None = absent,
    hiring_cost: Money | None = absent,
) -> Money:
    """Cost of the month: people less who is away unpaid, and of each start what a hire costs.

    Source: notes-17, section 3.
    """
    unpaid = known_or(product(away, 1 - known_or(away_paid, 1.0)), 0.0)
    return (people - unpaid) * csm_cost / 12 + starts * known_or(hiring_cost, 0.0)


def month_service_cost(month_cost: Money, service_share: Share) -> Money:
    """Part of the month's cost that is after-sales service and so counts in the gross margin.

    Source: notes-17, section 3.
    """
    return month_cost * service_share


def month_budget(at_most: CSMs, csm_cost: MoneyPerCSM) -> Money:
    """What people may cost in the month.

    Source: notes-17, section 3.
    """
    return at_most * csm_cost / 12


def cash_today(
    csms_now: CSMs, csm_cost: MoneyPerCSM, arr: Money | None = absent, gross_costs: Money | None = absent
) -> Money | None:
    """Cash of a month with today's people on the book of the first month.

    Source: notes-17, section 4: cash permitting.
    """
    if arr is None or gross_costs is None:
        return None
    return of_first_month(arr - gross_costs) / 12 - csms_now * csm_cost / 12


def month_utilization(month_hours: Hours, month_capacity: Hours) -> Share | None:
    """Share of the month's hours for customers that the work takes; over 1 is more than there is.

    Source: notes-17, section 5.
    """
    return ratio(month_hours, month_capacity)


def month_hours_not_delivered(month_hours: Hours, month_capacity: Hours) -> Hours | None:
    """Hours of the month's work for which nobody has time.

    Source: notes-17, section 5.
    """
    return not_negative(month_hours - month_capacity)


def month_desk_short(desk_csms: list[CSMs | None], productive_people: CSMs) -> CSMs | None:
    """Full CSMs that are missing in the month where the team's desks are to answer in time.

    Source: csm-management, section 1: fast passive service must be assured.
    """
    at_desks = total_known(desk_csms)
    return None if at_desks is None else not_negative(at_desks - productive_people)
