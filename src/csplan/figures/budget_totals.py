"""What segments share a budget by that is stated as money, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Money

of = ("team", "plan")
of_the_whole = True
"""They are those of all teams, also in a copy of the plan that has only some."""


def all_arr(all_arr: list[Money | None]) -> Money | None:
    """ARR of all segments; absent where that of any is not known."""
    return total(all_arr)


def all_customers(all_customers: list[Customers | None]) -> Customers | None:
    """Customers of all segments; absent where those of any are not known."""
    return total(all_customers)
