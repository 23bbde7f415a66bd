"""Signals of when to hire, and when not to. Thresholds come from the rule pack; without one a signal is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    exceeds,
    first_known,
    is_zero,
    larger,
    none_true,
    product,
    ratio,
    reaches,
)
from csplan.figures.whole import people_down, people_up

if TYPE_CHECKING:
    from csplan.figures.units import Count, CSMs, Customers, Money, MoneyPerCSM, MoneyPerCustomer, Share, Truth

of = "segment"


def hire_early(
    arr: Money,
    customers: Customers,
    arr_per_csm: MoneyPerCSM,
    csms_now: CSMs,
    csms_at_most: CSMs,
    hire_early_share: Share,
    fair_customer_count: Count | None = absent,
) -> Truth:
    """The segment nears the ARR per CSM of the rule and can pay for one more: hire before it gets there.

    A few large contracts are no reason by themselves: there have to be a fair number of customers.

    Source: csm-management, section 2.
    """
    near = exceeds(arr, product(hire_early_share, arr_per_csm, larger(csms_now, 1.0)))
    fair = reaches(customers, first_known(fair_customer_count, 0.0))
    return all_true(near, reaches(csms_at_most, csms_now + 1), fair)


def large_customers(
    customers: Customers,
    large_customer_arr: Money,
    large_customer_count: Count,
    acv: MoneyPerCustomer | None = absent,
    csms_now: CSMs | None = absent,
    unserved_large_customers: Customers | None = absent,
) -> Truth:
    """Two or more large customers have no CSM: hire.

    Counted in the account book; without one, told from the mean contract. Source: csm-management, section 2.
    """
    if unserved_large_customers is not None:
        return reaches(unserved_large_customers, large_customer_count)
    return all_true(reaches(acv, large_customer_arr), reaches(customers, large_customer_count), is_zero(csms_now))


def self_funding(csms_at_most: CSMs, csms_now: CSMs) -> Truth:
    """The segment's revenue pays for more whole people than serve it today: hire at once.

    Source: csm-management, section 2.
    """
    return exceeds(people_down(csms_at_most), csms_now)


def over_cap(arr: Money, csms_now: CSMs, arr_cap: MoneyPerCSM) -> Truth:
    """Each of today's CSMs holds more contract value than the cap allows.

    Source: six-pits, section 1.
    """
    return exceeds(ratio(arr, csms_now), arr_cap)


def automate_first(mechanical_share: Share, low_touch: Truth, automate_first_share: Share) -> Truth:
    """Much of a low-touch segment's work is mechanical: automate before hiring.

    Source: csm-management, section 2.
    """
    return all_true(low_touch, exceeds(mechanical_share, automate_first_share))


def overloaded(utilization_now: Share, overloaded_share: Share) -> Truth:
    """The work takes more hours than today's CSMs have.

    Source: notes-17, section 5: is the team saturated?
    """
    return exceeds(utilization_now, overloaded_share)


def idle(
    utilization_now: Share,
    idle_share: Share,
    csms_now: CSMs | None = absent,
    csms_by_service_level: CSMs | None = absent,
) -> Truth:
    """The work takes much less than the hours that today's CSMs have, and no desk needs them to wait for contacts.

    Source: notes-17, section 5: can efficiency rise without headcount?
    """
    return all_true(
        exceeds(idle_share, utilization_now), none_true(reaches(people_up(csms_by_service_level), csms_now))
    )
