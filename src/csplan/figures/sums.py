"""What adds up: of a team or a tier over its segments, of the plan over its teams; absent if any part is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import balance, total, total_known
from csplan.figures.cases import cases

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Hours, Money

of = ("tier", "team", "plan")


def customers(customers: list[Customers]) -> Customers | None:
    """Customers, the year's average, new ones included."""
    return total(customers)


def arr(arr: list[Money]) -> Money | None:
    """Annual recurring revenue."""
    return total(arr)


def workload(workload: list[Hours | None]) -> Hours | None:
    """Hours a year that the customers take."""
    return total(workload)


def known_customers(known_customers: list[Customers | None]) -> Customers | None:
    """Customers of the segments of which they are known: as reports add them up, and say without whom."""
    return total_known(known_customers)


def known_arr(known_arr: list[Money | None]) -> Money | None:
    """Annual recurring revenue of the segments of which it is known: as reports add it up, and say without whom."""
    return total_known(known_arr)


def known_workload(known_workload: list[Hours | None]) -> Hours | None:
    """Hours a year that the customers take in the segments of which that is known."""
    return total_known(known_workload)


def service_hours(service_hours: list[Hours | None]) -> Hours | None:
    """Hours a year of after-sales service."""
    return total(service_hours)


def growth_hours(growth_hours: list[Hours | None]) -> Hours | None:
    """Hours a year of renewal and expansion."""
    return total(growth_hours)


def gross_costs(gross_costs: list[Money | None]) -> Money | None:
    """Costs a year that count in the gross margin, customer success apart."""
    return total(gross_costs)


def growth_costs(growth_costs: list[Money | None]) -> Money | None:
    """Costs a year of renewal and expansion besides people."""
    return total(growth_costs)


def all_costs(all_costs: list[Money | None]) -> Money | None:
    """Costs a year of every kind, customer success apart."""
    return total(all_costs)


def owned_revenue(owned_revenue: list[Money | None]) -> Money | None:
    """Renewal and expansion revenue a year that is the team's."""
    return total(owned_revenue)


def credited_margin(credited_margin: list[Money | None]) -> Money | None:
    """What is left of the revenue credited to the team after the costs of serving it."""
    return total(credited_margin)


def service_account(service_account: list[Money | None]) -> Money | None:
    """Money a year that after-sales service has for people."""
    return balance(*service_account)


def growth_account(growth_account: list[Money | None]) -> Money | None:
    """Money a year that renewal and expansion have for people."""
    return balance(*growth_account)


def operating_account(operating_account: list[Money | None]) -> Money | None:
    """Money a year that the operating margin leaves for all people of customer success."""
    return balance(*operating_account)


def budget_account(budget_account: list[Money | None]) -> Money | None:
    """Money a year that is stated as the budget of customer success."""
    return balance(*budget_account)


@cases("", "now")
def service_cost(service_cost: list[Money | None]) -> Money | None:
    """Part of the cost of {people} that is after-sales service and so counts in the gross margin."""
    return total(service_cost)


@cases("", "now")
def growth_cost(growth_cost: list[Money | None]) -> Money | None:
    """Part of the cost of {people} that is renewal and expansion."""
    return total(growth_cost)
