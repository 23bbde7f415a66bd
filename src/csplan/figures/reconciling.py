"""Where the lenses agree and where they contradict, for one segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    any_true,
    exceeds,
    first_known,
    first_true,
    held,
    is_absent,
    is_zero,
    larger,
    ratio,
    smaller,
    unless_empty,
    which,
)

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Customers, CustomersPerCSM, Money, MoneyPerCustomer, Share, Text

of = "segment"


def csms_at_least(
    customers: Customers | None = absent,
    csms_by_time: CSMs | None = absent,
    csms_by_cap: CSMs | None = absent,
    csms_by_coverage: CSMs | None = absent,
    csms_by_service_level: CSMs | None = absent,
) -> CSMs | None:
    """CSMs that the work, the cap, the coverage of the tier and the desk need: the highest of the lower bounds."""
    return unless_empty(customers, larger(csms_by_time, csms_by_cap, csms_by_coverage, csms_by_service_level))


def binding_least(
    csms_at_least: CSMs,
    csms_by_time: CSMs | None = absent,
    csms_by_cap: CSMs | None = absent,
    csms_by_coverage: CSMs | None = absent,
    csms_by_service_level: CSMs | None = absent,
) -> Text | None:
    """Which lower bound binds: time, cap, coverage or desk."""
    return which(
        csms_at_least,
        *("time", csms_by_time, "cap", csms_by_cap, "coverage", csms_by_coverage, "desk", csms_by_service_level),
    )


def csms_at_most(customers: Customers | None = absent, csms_by_cost: CSMs | None = absent) -> CSMs | None:
    """CSMs that money allows."""
    return unless_empty(customers, csms_by_cost)


def csms_kept_busy(holds: Text, csms_by_time: CSMs, idle_share: Share) -> CSMs | None:
    """CSMs whom the work keeps from being idle: the ARR rule is a rough reference, and is followed only so far.

    Absent where every team has to hold by itself: then what it has left serves no other team. Source: notes-17,
    section 5: can efficiency rise without headcount?
    """
    return None if holds == "team" else ratio(csms_by_time, idle_share)


def csms_target(
    csms_by_arr: CSMs | None = absent,
    csms_kept_busy: CSMs | None = absent,
    csms_at_least: CSMs | None = absent,
) -> CSMs | None:
    """CSMs to aim for before the bounds: the ARR rule's as far as they stay busy, else the least the work needs.

    What money would allow is no reason to hire anybody. Source: csm-management, section 1.
    """
    by_rule = None if csms_by_arr is None else smaller(csms_by_arr, csms_kept_busy)
    return first_known(by_rule, csms_at_least)


def csms(
    csms_target: CSMs,
    conflict: Text,
    csms_at_least: CSMs | None = absent,
    csms_at_most: CSMs | None = absent,
    csms_now: CSMs | None = absent,
) -> CSMs | None:
    """CSMs of the segment: the target held between what the work needs and what money allows.

    Where the two contradict, the conflict that the plan states says what is taken: today's held between them (keep),
    the most that money allows (money) or the least that the work needs (work). Source: notes-17, section 3: cost sets
    the lower bound of customers per CSM, efficiency the upper one.
    """
    return held(csms_target, csms_at_least, csms_at_most, conflict, csms_now if conflict == "keep" else None)


def binding(
    csms: CSMs,
    csms_by_arr: CSMs | None = absent,
    csms_kept_busy: CSMs | None = absent,
    csms_at_least: CSMs | None = absent,
    csms_at_most: CSMs | None = absent,
    csms_now: CSMs | None = absent,
    binding_least: Text | None = absent,
    binding_cost: Text | None = absent,
) -> Text | None:
    """What decided the number: arr, busy, cap, coverage, time, desk, service, growth, operating, budget or today."""
    return which(
        csms,
        *("arr", csms_by_arr, "busy", None if csms_by_arr is None else csms_kept_busy),
        *(binding_least, csms_at_least, binding_cost, csms_at_most, "today", csms_now),
    )


def unchecked(
    customers: Customers | None = absent,
    arr: Money | None = absent,
    csms_by_time: CSMs | None = absent,
    csms_by_cost: CSMs | None = absent,
    growth_cost_ratio: Share | None = absent,
    credited_revenue: Money | None = absent,
    growth_budget: MoneyPerCustomer | None = absent,
    desk_csms: list[CSMs | None] | None = absent,
) -> Text | None:
    """Which side of the check lacks evidence: time, cost, desk, or several; absent where all have what they need.

    Where customers or ARR are not known, they are named: neither side, or not that of cost, can be checked then. A
    growth budget that is set but can't be computed leaves cost unchecked, whatever the other limits say.
    """
    growth_is_set = growth_cost_ratio is not None or credited_revenue is not None
    no_growth = all_true(growth_is_set, is_absent(growth_budget))
    no_time, no_cost = is_absent(csms_by_time), any_true(is_absent(csms_by_cost), no_growth)
    no_desk = any_true(*(is_absent(each) for each in desk_csms or ()))
    return first_true(
        (is_zero(customers), None),
        (all_true(is_absent(customers), is_absent(arr)), "customers and arr"),
        (is_absent(customers), "customers"),
        (all_true(is_absent(arr), no_time), "time and arr"),
        (is_absent(arr), "arr"),
        (all_true(no_desk, no_time, no_cost), "time, cost and desk"),
        (all_true(no_desk, no_time), "time and desk"),
        (all_true(no_desk, no_cost), "cost and desk"),
        (no_desk, "desk"),
        (all_true(no_time, no_cost), "time and cost"),
        (no_time, "time"),
        (no_cost, "cost"),
        otherwise=None,
    )


def verdict(
    customers: Customers | None = absent,
    csms_at_least: CSMs | None = absent,
    csms_at_most: CSMs | None = absent,
    unchecked: Text | None = absent,
) -> Text:
    """Whether money pays for the CSMs that the work needs: fits, over-budget, unchecked or no-customers."""
    return first_true(
        (is_zero(customers), "no-customers"),
        (exceeds(csms_at_least, csms_at_most), "over-budget"),
        (is_absent(unchecked), "fits"),
        otherwise="unchecked",
    )


def customers_per_csm(customers: Customers, csms: CSMs) -> CustomersPerCSM | None:
    """Customers that each CSM serves at the planned number."""
    return ratio(customers, csms)
