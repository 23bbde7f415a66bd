"""The cost lens: what do margin and return leave for service? Two accounts, each with a limit of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import (
    absent,
    difference,
    first_known,
    infinite,
    only_without,
    paid_for,
    product,
    ratio,
    smaller,
    total,
    unless_empty,
    which,
)

if TYPE_CHECKING:
    from csplan.figures.units import (
        Count,
        CSMs,
        Customers,
        CustomersPerCSM,
        Factor,
        Hours,
        Money,
        MoneyPerCSM,
        MoneyPerCustomer,
        Share,
        Text,
    )

of = "segment"


def gross_costs(customers: Customers, gross_costs_per_customer: MoneyPerCustomer | None = absent) -> Money | None:
    """Costs a year that count in the gross margin, customer success apart."""
    return unless_empty(customers, product(customers, gross_costs_per_customer))


def all_costs(customers: Customers, all_costs_per_customer: MoneyPerCustomer | None = absent) -> Money | None:
    """Costs a year of every kind, customer success apart."""
    return unless_empty(customers, product(customers, all_costs_per_customer))


def service_budget(
    left_by_gross_margin: MoneyPerCustomer, gross_costs_per_customer: MoneyPerCustomer
) -> MoneyPerCustomer | None:
    """What after-sales service of one customer may cost for the gross margin to hold.

    Source: notes-17, section 3.
    """
    return difference(left_by_gross_margin, gross_costs_per_customer)


def growth_revenue(
    owned: Share,
    acv: MoneyPerCustomer,
    renewals: Count,
    renewal_rate: Share,
    expansion: Money,
    customers: Customers,
) -> MoneyPerCustomer | None:
    """Renewal and expansion revenue of one customer that is the team's.

    Source: notes-17, section 3.
    """
    return ratio(owned * (acv * renewals * renewal_rate + expansion), customers)


def growth_allowance(
    customers: Customers,
    growth_cost_ratio: Share | None = absent,
    growth_revenue: MoneyPerCustomer | None = absent,
    credited_margin: Money | None = absent,
    required_return: Factor | None = absent,
) -> MoneyPerCustomer | None:
    """What may be spent on renewal and expansion of one customer: a ratio to revenue, or what the return justifies.

    Of the two forms the ratio counts where both are stated. Source: notes-17, sections 3 and 4.
    """
    if growth_cost_ratio is not None:
        return product(growth_cost_ratio, growth_revenue)
    return ratio(ratio(credited_margin, required_return), customers)


def growth_budget(
    growth_allowance: MoneyPerCustomer, growth_costs_per_customer: MoneyPerCustomer
) -> MoneyPerCustomer | None:
    """What people may cost for renewal and expansion of one customer.

    Source: notes-17, sections 3 and 4.
    """
    return difference(growth_allowance, growth_costs_per_customer)


def operating_budget(
    left_by_operating_margin: MoneyPerCustomer, all_costs_per_customer: MoneyPerCustomer
) -> MoneyPerCustomer | None:
    """What customer success of one customer may cost for the operating margin to hold.

    Source: notes-17, section 3.
    """
    return difference(left_by_operating_margin, all_costs_per_customer)


def service_share(
    growth_cost_ratio: Share | None = absent,
    credited_revenue: Money | None = absent,
    service_hours: Hours | None = absent,
    workload: Hours | None = absent,
) -> Share | None:
    """Share of the team's work and money that is after-sales service; all of it where no growth budget is set.

    Source: notes-17, section 3.
    """
    return 1.0 if growth_cost_ratio is None and credited_revenue is None else ratio(service_hours, workload)


def csms_by_service(
    customers: Customers, service_budget: MoneyPerCustomer, csm_cost: MoneyPerCSM, service_share: Share
) -> CSMs | None:
    """CSMs that after-sales service pays for: at most; none where it is overdrawn, else no limit without work.

    Source: notes-17, section 3.
    """
    return paid_for(customers * service_budget, csm_cost * service_share)


def csms_by_growth(
    customers: Customers, growth_budget: MoneyPerCustomer, csm_cost: MoneyPerCSM, service_share: Share
) -> CSMs | None:
    """CSMs that renewal and expansion pay for: at most; none where they are overdrawn, else no limit without work.

    Source: notes-17, sections 3 and 4.
    """
    return paid_for(customers * growth_budget, csm_cost * (1 - service_share))


def csms_by_operating(customers: Customers, operating_budget: MoneyPerCustomer, csm_cost: MoneyPerCSM) -> CSMs | None:
    """CSMs that the operating margin pays for: at most.

    Source: notes-17, section 3.
    """
    return paid_for(customers * operating_budget, csm_cost)


def stated_budget(
    customers: Customers,
    acv: MoneyPerCustomer | None = absent,
    cs_budget_share: Share | None = absent,
    cs_budget_money: Money | None = absent,
    budget_share: Share | None = absent,
) -> MoneyPerCustomer | None:
    """What customer success of one customer may cost where a share of ARR is stated for it, or money for all.

    Of that, the segment's part. Source: notes-17, section 3.
    """
    return first_known(product(acv, cs_budget_share), ratio(product(cs_budget_money, budget_share), customers))


def csms_by_budget(
    csm_cost: MoneyPerCSM,
    customers: Customers,
    stated_budget: MoneyPerCustomer | None = absent,
    service_budget: MoneyPerCustomer | None = absent,
    growth_budget: MoneyPerCustomer | None = absent,
    service_share: Share | None = absent,
) -> CSMs | None:
    """CSMs that a budget for all of customer success pays for: at most.

    The budget is stated directly, or it is both accounts together where the split of the work between them is unknown;
    the smaller where both are. Source: notes-17, section 3.
    """
    both = only_without(service_share, total((service_budget, growth_budget)))
    return paid_for(product(customers, smaller(stated_budget, both)), csm_cost)


def csms_by_cost(
    csms_by_service: CSMs | None = absent,
    csms_by_growth: CSMs | None = absent,
    csms_by_operating: CSMs | None = absent,
    csms_by_budget: CSMs | None = absent,
) -> CSMs | None:
    """CSMs that can be paid for: at most; the tightest of the limits that exist.

    One that is set but can't be computed can only lower it. Source: notes-17, section 3.
    """
    return smaller(csms_by_service, csms_by_growth, csms_by_operating, csms_by_budget)


def binding_cost(
    csms_by_cost: CSMs,
    csms_by_service: CSMs | None = absent,
    csms_by_growth: CSMs | None = absent,
    csms_by_operating: CSMs | None = absent,
    csms_by_budget: CSMs | None = absent,
) -> Text | None:
    """Which limit of the cost lens binds: service, growth, operating or budget."""
    return which(
        csms_by_cost,
        *("service", csms_by_service, "growth", csms_by_growth),
        *("operating", csms_by_operating, "budget", csms_by_budget),
    )


def cs_budget(csms_by_cost: CSMs, csm_cost: MoneyPerCSM, customers: Customers) -> MoneyPerCustomer | None:
    """What serving one customer may cost.

    Source: notes-17, section 3.
    """
    return ratio(csms_by_cost * csm_cost, customers)


def cost_floor(customers: Customers, csms_by_cost: CSMs) -> CustomersPerCSM | None:
    """Customers that one CSM must at least serve to be paid for; infinite where nothing is left for service.

    Source: notes-17, section 3.
    """
    return ratio(customers, csms_by_cost, infinite)
