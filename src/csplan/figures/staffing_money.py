"""What a hiring plan comes to in money: month by month, and in the plan's year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio
from csplan.figures.months import before, mean_of_year

if TYPE_CHECKING:
    from csplan.figures.units import Money, Share

of = ("team", "plan")


def month_cash(arr: Money, gross_costs: Money, month_cost: Money) -> Money:
    """Cash of the month: what customers bring, less what serving them costs and what the people cost.

    Source: notes-17, section 4: cash permitting.
    """
    return (arr - gross_costs) / 12 - month_cost


def extra_cash(month_cash: Money, cash_today: Money) -> Money:
    """Cash more than with today's people on the book of the first month, all months so far; below 0, cash less.

    Source: notes-17, section 4: cash permitting.
    """
    more = month_cash - cash_today
    return before(more) + more


def month_gross_margin(arr: Money, gross_costs: Money, month_service_cost: Money) -> Share | None:
    """Gross margin of the month with the people of the month.

    Source: notes-17, section 3.
    """
    return ratio((arr - gross_costs) / 12 - month_service_cost, arr / 12)


def hiring_plan_cost(month_cost: Money) -> Money:
    """Cost of all people in the plan's year, hires included.

    Source: notes-17, section 3.
    """
    return 12 * mean_of_year(month_cost)


def hiring_plan_margin(arr: Money, gross_costs: Money, month_service_cost: Money) -> Share | None:
    """Gross margin of the plan's year with the people of each month.

    Source: notes-17, section 3.
    """
    brings = mean_of_year(arr - gross_costs) / 12
    return ratio(brings - mean_of_year(month_service_cost), mean_of_year(arr) / 12)
