"""Where the lenses agree and where they contradict, for one segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    all_true,
    exceeds,
    first_known,
    first_true,
    held,
    is_absent,
    is_zero,
    larger,
    ratio,
    unless_empty,
    which,
)

if TYPE_CHECKING:
    from csplan.figures.units import CSMs, Customers, CustomersPerCSM, Text

of = "segment"


def csms_at_least(
    customers: Customers,
    csms_by_time: CSMs | None = absent,
    csms_by_cap: CSMs | None = absent,
    csms_by_coverage: CSMs | None = absent,
) -> CSMs | None:
    """CSMs that the work, the cap and the coverage of the tier need: the highest of the lower bounds."""
    return unless_empty(customers, larger(csms_by_time, csms_by_cap, csms_by_coverage))


def binding_least(
    csms_at_least: CSMs,
    csms_by_time: CSMs | None = absent,
    csms_by_cap: CSMs | None = absent,
    csms_by_coverage: CSMs | None = absent,
) -> Text | None:
    """Which lower bound binds: time, cap or coverage."""
    return which(csms_at_least, "time", csms_by_time, "cap", csms_by_cap, "coverage", csms_by_coverage)


def csms_at_most(customers: Customers, csms_by_cost: CSMs | None = absent) -> CSMs | None:
    """CSMs that money allows."""
    return unless_empty(customers, csms_by_cost)


def csms_target(
    csms_by_arr: CSMs | None = absent,
    csms_at_least: CSMs | None = absent,
    csms_at_most: CSMs | None = absent,
) -> CSMs | None:
    """CSMs to aim for before the bounds: the ARR rule's, else the least the work needs, else the most money allows."""
    return first_known(csms_by_arr, csms_at_least, csms_at_most)


def csms(
    csms_target: CSMs,
    conflict: Text,
    csms_at_least: CSMs | None = absent,
    csms_at_most: CSMs | None = absent,
) -> CSMs | None:
    """CSMs of the segment: the target held between what the work needs and what money allows.

    Source: notes-17, section 3: cost sets the lower bound of customers per CSM, efficiency the upper one.
    """
    return held(csms_target, csms_at_least, csms_at_most, conflict)


def binding(
    csms: CSMs,
    csms_by_arr: CSMs | None = absent,
    csms_at_least: CSMs | None = absent,
    csms_at_most: CSMs | None = absent,
    binding_least: Text | None = absent,
    binding_cost: Text | None = absent,
) -> Text | None:
    """What decided the number: arr, cap, coverage, time, service, growth, operating or budget."""
    return which(csms, "arr", csms_by_arr, binding_least, csms_at_least, binding_cost, csms_at_most)


def unchecked(
    customers: Customers, csms_by_time: CSMs | None = absent, csms_by_cost: CSMs | None = absent
) -> Text | None:
    """Which side of the check has no evidence: time, cost, or both; absent where both have."""
    no_time, no_cost = is_absent(csms_by_time), is_absent(csms_by_cost)
    return first_true(
        (is_zero(customers), None),
        (all_true(no_time, no_cost), "time and cost"),
        (no_time, "time"),
        (no_cost, "cost"),
        otherwise=None,
    )


def verdict(
    customers: Customers,
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
