"""How much work a segment makes, and how much of it could be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import product, ratio, total

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Factor, Hours, HoursPerCustomer, Share, Text

of = "segment"

SERVICE = frozenset(("implementation", "reactive"))
GROWTH = frozenset(("proactive", "renewal"))
CUSTOMER_WORK = SERVICE | GROWTH
"""Internal tasks exist for the time log only: they are paid for by the internal hours of a role."""


def service_hours(complexity: Factor, task_hours: list[Hours | None], kind: list[Text]) -> Hours | None:
    """Hours a year of after-sales service: implementation of new customers and passive service of existing ones.

    Source: notes-17, section 3.
    """
    hours_by_kind = zip(task_hours, kind, strict=True)
    return product(complexity, total(hours for hours, each in hours_by_kind if each in SERVICE))


def growth_hours(complexity: Factor, task_hours: list[Hours | None], kind: list[Text]) -> Hours | None:
    """Hours a year of renewal and expansion: proactive service of existing customers and selling renewals.

    Source: notes-17, section 3.
    """
    hours_by_kind = zip(task_hours, kind, strict=True)
    return product(complexity, total(hours for hours, each in hours_by_kind if each in GROWTH))


def workload(service_hours: Hours, growth_hours: Hours) -> Hours:
    """Hours a year that the segment's customers take.

    Source: notes-17, section 5.
    """
    return service_hours + growth_hours


def hours_per_customer(workload: Hours, customers: Customers) -> HoursPerCustomer | None:
    """Hours a year that one customer takes on average.

    Source: notes-17, section 5.
    """
    return ratio(workload, customers)


def avoidable_hours(complexity: Factor, task_avoidable_hours: list[Hours | None], kind: list[Text]) -> Hours | None:
    """Hours a year of mechanical, coordination and skill time that fixes would remove.

    Source: notes-17, section 5.
    """
    hours_by_kind = zip(task_avoidable_hours, kind, strict=True)
    return product(complexity, total(hours for hours, each in hours_by_kind if each in CUSTOMER_WORK))


def mechanical_share(
    complexity: Factor, task_hours: list[Hours | None], kind: list[Text], waste: list[Text | None], workload: Hours
) -> Share | None:
    """Share of the workload in tasks whose waste is mechanical: a tool can take it.

    Source: notes-17, section 5; csm-management, section 2.
    """
    rows = zip(task_hours, kind, waste, strict=True)
    mechanical = total(hours for hours, each, why in rows if each in CUSTOMER_WORK and why == "mechanical")
    return ratio(product(complexity, mechanical), workload)


def work_share(workload: Hours, team_workload: Hours) -> Share | None:
    """Share of the team's workload that this segment makes."""
    return ratio(workload, team_workload)
