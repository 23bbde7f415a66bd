"""A budget of customer success that is stated as money for all customers together: a segment's share of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_known, ratio

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Money, Share

of = "segment"


def all_arr(arr: Money) -> Money:
    """ARR by which the segment shares in a budget that is stated as money."""
    return arr


def all_customers(customers: Customers) -> Customers:
    """Customers by whom the segment shares in a budget that is stated as money, where ARR does not tell."""
    return customers


def budget_share(
    arr: Money | None = absent,
    plan_all_arr: Money | None = absent,
    customers: Customers | None = absent,
    plan_all_customers: Customers | None = absent,
) -> Share | None:
    """Share of a budget that is stated as money for all: by ARR, or by customers where not all ARR is known.

    The shares of all segments add up to 100%, so that the company may spend exactly the budget.
    """
    return first_known(ratio(arr, plan_all_arr), ratio(customers, plan_all_customers))
