"""The customers of a segment and what they bring, month by month: what is new, what renews, what is lost.

A flow of the year falls on its months by its season. On the whole year nothing here is known: a season has months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent, known_or, product, ratio, total_known
from csplan.figures.months import before, mean_of_year

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Factor, Money, MoneyPerCustomer, Share

of = "segment"


def month_new_customers(new_customers: Customers, new_season: Share, year_growth: Factor) -> Customers:
    """Customers who are onboarded in the month."""
    return new_customers * new_season * year_growth


def month_renewals(renewals: Count, renewal_season: Share) -> Count:
    """Renewals that fall due in the month."""
    return renewals * renewal_season


def month_lost_at_renewal(month_renewals: Count, renewal_rate: Share) -> Customers:
    """Customers whose renewal in the month is not won."""
    return month_renewals * (1 - renewal_rate)


def customers_at_start(
    customers: Customers,
    month_new_customers: Customers,
    month_lost_at_renewal: Customers | None = absent,
    churn: Share | None = absent,
) -> Customers | None:
    """Customers on the first day, such that the year's average is what the plan says.

    Who leaves besides renewals is a share of the start, so the start is solved with it.
    """
    gained = month_new_customers - known_or(month_lost_at_renewal, 0.0)
    grown = mean_of_year(before(gained) + gained / 2)
    return ratio(customers - grown, 1 - known_or(churn, 0.0) / 2)


def month_lost_customers(
    month_lost_at_renewal: Customers | None = absent,
    customers_at_start: Customers | None = absent,
    churn: Share | None = absent,
) -> Customers | None:
    """Customers lost in the month: renewals that are not won, and a twelfth of those who leave besides renewals."""
    return total_known((month_lost_at_renewal, product(customers_at_start, churn, 1 / 12)))


def month_net_customers(
    month_new_customers: Customers, month_lost_customers: Customers | None = absent
) -> Customers | None:
    """Customers by which the book grows in the month; below 0 it shrinks."""
    return month_new_customers - known_or(month_lost_customers, 0.0)


def month_customers(customers_at_start: Customers, month_net_customers: Customers) -> Customers:
    """Customers in the month, on average: those of the start, what came since, and half of what comes in the month."""
    return customers_at_start + before(month_net_customers) + month_net_customers / 2


def customers_after_month(customers_at_start: Customers, month_net_customers: Customers) -> Customers:
    """Customers at the end of the month."""
    return customers_at_start + before(month_net_customers) + month_net_customers


def month_expansion(expansion: Money, expansion_season: Share) -> Money:
    """Expansion ARR won in the month."""
    return expansion * expansion_season


def month_net_arr(
    month_net_customers: Customers | None = absent,
    acv: MoneyPerCustomer | None = absent,
    month_expansion: Money | None = absent,
) -> Money | None:
    """ARR by which the book grows in the month: customers at the year's mean contract, and expansion."""
    return total_known((product(month_net_customers, acv), month_expansion))


def arr_at_start(arr: Money, month_net_arr: Money) -> Money:
    """ARR on the first day, such that the year's average is what the plan says."""
    return arr - mean_of_year(before(month_net_arr) + month_net_arr / 2)


def month_arr(arr_at_start: Money, month_net_arr: Money) -> Money:
    """ARR in the month, on average."""
    return arr_at_start + before(month_net_arr) + month_net_arr / 2


def arr_after_month(arr_at_start: Money, month_net_arr: Money) -> Money:
    """ARR at the end of the month."""
    return arr_at_start + before(month_net_arr) + month_net_arr


def yearly_new_customers(month_new_customers: Customers) -> Customers:
    """Customers who would be onboarded in a year in which every month is like this one."""
    return 12 * month_new_customers


def yearly_renewals(month_renewals: Count) -> Count:
    """Renewals that would fall due in a year in which every month is like this one."""
    return 12 * month_renewals


def yearly_expansion(month_expansion: Money) -> Money:
    """Expansion ARR that would be won in a year in which every month is like this one."""
    return 12 * month_expansion


def month_at_risk_customers(
    at_risk_customers: Customers, month_customers: Customers, customers: Customers
) -> Customers | None:
    """Customers at risk in the month: the year's share of the book stays."""
    return ratio(at_risk_customers * month_customers, customers)
