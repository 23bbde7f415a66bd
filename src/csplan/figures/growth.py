"""What the plan states of growth, for one segment: the ratio it may cost, and its part of the credited revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_true, is_zero, not_negative, product, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Money, Share

of = "segment"


def growth_cost_ratio(cost_per_100: Money) -> Share:
    """What one unit of renewal and expansion revenue may cost.

    Source: notes-17, section 3.
    """
    return cost_per_100 / 100


def sharing_arr(own_credited_revenue: Money | None = absent, arr: Money | None = absent) -> Money | None:
    """ARR by which the segment shares in the credited revenue; 0 where it states its own."""
    return arr if own_credited_revenue is None else 0.0


def sharing_customers(
    own_credited_revenue: Money | None = absent, customers: Customers | None = absent
) -> Customers | None:
    """Customers by whom the segment would share in the credited revenue; 0 where it states its own."""
    return customers if own_credited_revenue is None else 0.0


def credited_share(
    sharing_arr: Money,
    sharing_customers: Customers,
    plan_sharing_arr: Money,
    plan_sharing_customers: Customers,
) -> Share | None:
    """Share of the credited revenue that no segment states: by ARR; by customers where nobody who shares has any.

    Source: notes-17, section 4.
    """
    by_customers = ratio(sharing_customers, plan_sharing_customers)
    return first_true((is_zero(plan_sharing_arr), by_customers), otherwise=ratio(sharing_arr, plan_sharing_arr))


def credited_revenue(
    own_credited_revenue: Money | None = absent,
    plan_credited_revenue: Money | None = absent,
    plan_own_credited_revenue: Money | None = absent,
    credited_share: Share | None = absent,
) -> Money | None:
    """Incremental revenue a year credited to the team: the segment's own, else its share of what is left of the plan's.

    Source: notes-17, section 4.
    """
    if own_credited_revenue is not None:
        return own_credited_revenue
    if plan_credited_revenue is None or plan_own_credited_revenue is None:
        return product(plan_credited_revenue, credited_share)
    return product(not_negative(plan_credited_revenue - plan_own_credited_revenue), credited_share)
