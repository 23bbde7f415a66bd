"""What segments share the plan's credited revenue by, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total, total_known

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Money

of = ("team", "plan")
of_the_whole = True
"""They are those of all teams, also in a copy of the plan that has only some."""


def own_credited_revenue(own_credited_revenue: list[Money | None]) -> Money | None:
    """Credited revenue that segments state for themselves."""
    return total_known(own_credited_revenue)


def sharing_arr(sharing_arr: list[Money | None]) -> Money | None:
    """ARR of the segments that state no credited revenue of their own."""
    return total(sharing_arr)


def sharing_customers(sharing_customers: list[Customers | None]) -> Customers | None:
    """Customers of the segments that state no credited revenue of their own."""
    return total(sharing_customers)
