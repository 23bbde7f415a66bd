"""What adds up: of a team over its segments, of the plan over its teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Hours, Money

of = ("team", "plan")


def customers(customers: list[Customers]) -> Customers | None:
    """Customers, the year's average, new ones included."""
    return total(customers)


def arr(arr: list[Money]) -> Money | None:
    """Annual recurring revenue."""
    return total(arr)


def workload(workload: list[Hours | None]) -> Hours | None:
    """Hours a year that the customers take; absent if any part is."""
    return total(workload)


def gross_costs(gross_costs: list[Money | None]) -> Money | None:
    """Costs a year that count in the gross margin, customer success apart."""
    return total(gross_costs)


def all_costs(all_costs: list[Money | None]) -> Money | None:
    """Costs a year of every kind, customer success apart."""
    return total(all_costs)


def service_cost(service_cost: list[Money | None]) -> Money | None:
    """Part of the planned cost that is after-sales service and so counts in the gross margin."""
    return total(service_cost)
