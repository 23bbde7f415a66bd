"""The two accounts of customer success in money a year: what each may spend, and what it spends on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, first_known, first_true, is_zero, product, ratio, unless_empty
from csplan.figures.cases import cases

if TYPE_CHECKING:
    from csplan.figures.units import (
        CSMs,
        Customers,
        HoursPerCustomer,
        Money,
        MoneyPerCSM,
        MoneyPerCustomer,
        MoneyPerHour,
        Share,
    )

of = "segment"


def service_account(customers: Customers, service_budget: MoneyPerCustomer | None = absent) -> Money | None:
    """Money a year that after-sales service has for people.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(customers, service_budget))


def growth_account(customers: Customers, growth_budget: MoneyPerCustomer | None = absent) -> Money | None:
    """Money a year that renewal and expansion have for people.

    Source: notes-17, sections 3 and 4.
    """
    return unless_empty(customers, product(customers, growth_budget))


def operating_account(customers: Customers, operating_budget: MoneyPerCustomer | None = absent) -> Money | None:
    """Money a year that the operating margin leaves for all people of customer success.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(customers, operating_budget))


def budget_account(customers: Customers, stated_budget: MoneyPerCustomer | None = absent) -> Money | None:
    """Money a year that is stated as the budget of customer success.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(customers, stated_budget))


def growth_costs(customers: Customers, growth_costs_per_customer: MoneyPerCustomer | None = absent) -> Money | None:
    """Costs a year of renewal and expansion besides people: commission, campaigns.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(customers, growth_costs_per_customer))


def owned_revenue(customers: Customers, growth_revenue: MoneyPerCustomer | None = absent) -> Money | None:
    """Renewal and expansion revenue a year that is the team's.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(customers, growth_revenue))


def credited_margin(credited_revenue: Money, gross_margin_before_cs: Share | None = absent) -> Money | None:
    """What is left of the revenue credited to the team after the costs of serving it, customer success apart.

    Source: notes-17, section 4.
    """
    return unless_empty(credited_revenue, product(credited_revenue, gross_margin_before_cs))


def cost_share(
    customers: Customers,
    team_customers: Customers,
    arr: Money | None = absent,
    team_arr: Money | None = absent,
    work_share: Share | None = absent,
    csms_now: CSMs | None = absent,
    team_csms_now: CSMs | None = absent,
) -> Share | None:
    """Share of the team's cost that is this segment's: by workload, by ARR where there are no tasks.

    By customers where there is no ARR either; by who is there today where the team has no customers at all.
    """
    by_work = first_known(work_share, ratio(arr, team_arr), ratio(customers, team_customers))
    of_work = unless_empty(customers, by_work)
    return first_true((is_zero(team_customers), ratio(csms_now, team_csms_now)), otherwise=of_work)


def service_cost_share(
    customers: Customers, cost_share: Share | None = absent, service_share: Share | None = absent
) -> Share | None:
    """Share of the team's cost that is after-sales service of this segment.

    Source: notes-17, section 3.
    """
    return first_true(
        (is_zero(customers), 0.0), (is_zero(cost_share), 0.0), otherwise=product(cost_share, service_share)
    )


def growth_cost_share(
    customers: Customers, cost_share: Share | None = absent, service_share: Share | None = absent
) -> Share | None:
    """Share of the team's cost that is renewal and expansion of this segment.

    Source: notes-17, section 3.
    """
    growth_share = None if service_share is None else 1 - service_share
    return first_true(
        (is_zero(customers), 0.0), (is_zero(cost_share), 0.0), otherwise=product(cost_share, growth_share)
    )


@cases("", "now")
def planned_cost(team_cost: Money, cost_share: Share | None = absent) -> Money | None:
    """Cost a year of {people}; of a segment, its share of the team's."""
    return first_true((is_zero(team_cost), 0.0), otherwise=product(team_cost, cost_share))


@cases("", "now")
def service_cost(
    team_cost: Money,
    team_customers: Customers,
    planned_cost: Money | None = absent,
    service_cost_share: Share | None = absent,
) -> Money | None:
    """Part of the cost of {people} that is after-sales service and so counts in the gross margin.

    All of it where the team has no customers, and so no mix of work. Source: notes-17, section 3.
    """
    return first_true((is_zero(team_customers), planned_cost), otherwise=product(team_cost, service_cost_share))


@cases("", "now")
def growth_cost(growth_cost_share: Share, team_cost: Money) -> Money:
    """Part of the cost of {people} that is renewal and expansion.

    Source: notes-17, section 3.
    """
    return team_cost * growth_cost_share


def cost_at_floor(
    customers: Customers, csms_by_cost: CSMs | None = absent, csm_cost: MoneyPerCSM | None = absent
) -> Money | None:
    """Cost a year of as many CSMs as can be paid for: what customer success may cost.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(csms_by_cost, csm_cost))


def service_cost_at_floor(
    customers: Customers, cost_at_floor: Money | None = absent, service_share: Share | None = absent
) -> Money | None:
    """Part of the cost of as many CSMs as can be paid for that is after-sales service.

    Source: notes-17, section 3.
    """
    return unless_empty(customers, product(cost_at_floor, service_share))


def cost_to_serve(hours_per_customer: HoursPerCustomer, hour_cost: MoneyPerHour) -> MoneyPerCustomer:
    """Cost a year of the people's time that one customer takes, at the role that serves the segment.

    Source: notes-17, section 5.
    """
    return hours_per_customer * hour_cost


def cost_to_serve_share(cost_to_serve: MoneyPerCustomer, acv: MoneyPerCustomer) -> Share | None:
    """Cost to serve as a share of what the customer pays."""
    return ratio(cost_to_serve, acv)
