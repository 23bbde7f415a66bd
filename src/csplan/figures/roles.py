"""What one CSM of a role costs and how many hours for customers they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, product, ratio, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Days, Hours, Money, MoneyPerCSM, MoneyPerHour, Months, Share

of = "role"


def paid_hours(contracted_hours: Hours, leave_hours: Hours, sick_hours: Hours) -> Hours:
    """Hours a year that a CSM is paid for and at work: contracted less leave and sickness.

    Source: notes-17, section 5.
    """
    return contracted_hours - leave_hours - sick_hours


def internal_hours(
    paid_hours: Hours | None = absent,
    internal_share: Share | None = absent,
    internal_days: Days | None = absent,
    hours_per_day: Hours | None = absent,
    internal_in_hours: Hours | None = absent,
) -> Hours | None:
    """Hours a year for meetings, training and administration: a share of paid hours, or days and hours.

    Source: notes-17, section 5.
    """
    return total_known((product(paid_hours, internal_share), product(internal_days, hours_per_day), internal_in_hours))


def customer_hours(paid_hours: Hours, internal_hours: Hours, realization: Share) -> Hours:
    """Hours a year that a CSM really spends on customers.

    Source: notes-17, section 5. Each loss is taken once, by multiplying with what is left.
    """
    return (paid_hours - internal_hours) * realization


def full_hours(customer_hours: Hours, full_at: Share | None = absent) -> Hours:
    """Hours a year on customers at which a CSM is full: slack for peaks and leavers is left out, stretch put in.

    Source: notes-17, section 5.
    """
    return customer_hours if full_at is None else customer_hours * full_at


def csm_cost(paid: Money, loading: Share, other_costs: Money) -> MoneyPerCSM:
    """Cost a year of one CSM: pay, what comes on top of pay, and other costs.

    Source: notes-17, section 3.
    """
    return paid * (1 + loading) + other_costs


def hour_cost(csm_cost: MoneyPerCSM, customer_hours: Hours) -> MoneyPerHour | None:
    """Cost of one hour for customers.

    Source: notes-17, section 3.
    """
    return ratio(csm_cost, customer_hours)


def first_year_capacity(ramp_months: Months, ramp_productivity: Share) -> Share:
    """Share of a full CSM's year that a new hire is worth in the first one.

    Source: six-pits, section 10: everyone has to be trained.
    """
    return 1 - ramp_months / 12 * (1 - ramp_productivity)
