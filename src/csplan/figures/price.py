"""What the price of one customer goes to before customer success: costs, and the margins to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import total

if TYPE_CHECKING:
    from csplan.figures.units import MoneyPerCustomer, Share, Text

of = ("segment", "tier")


def gross_costs_per_customer(
    line_cost: list[MoneyPerCustomer | None], counts_in: list[Text]
) -> MoneyPerCustomer | None:
    """Costs of one customer that count in the gross margin: hosting, support desk.

    Source: notes-17, section 3.
    """
    return total(cost for cost, each in zip(line_cost, counts_in, strict=True) if each == "gross")


def growth_costs_per_customer(
    line_cost: list[MoneyPerCustomer | None], counts_in: list[Text]
) -> MoneyPerCustomer | None:
    """Costs of one customer that count as cost of growth: commission, campaigns.

    Source: notes-17, section 3.
    """
    return total(cost for cost, each in zip(line_cost, counts_in, strict=True) if each == "growth")


def all_costs_per_customer(line_cost: list[MoneyPerCustomer | None]) -> MoneyPerCustomer | None:
    """Costs of one customer of every kind, those that only the operating margin knows included; no customer success.

    Source: notes-17, section 3.
    """
    return total(line_cost)


def left_by_gross_margin(acv: MoneyPerCustomer, gross_margin_target: Share) -> MoneyPerCustomer:
    """Part of one customer's price that the gross margin leaves, for costs and after-sales service.

    Source: notes-17, section 3.
    """
    return acv * (1 - gross_margin_target)


def left_by_operating_margin(acv: MoneyPerCustomer, operating_margin_target: Share) -> MoneyPerCustomer:
    """Part of one customer's price that the operating margin leaves, for costs and customer success.

    Source: notes-17, section 3.
    """
    return acv * (1 - operating_margin_target)


def gross_margin_kept(acv: MoneyPerCustomer, gross_margin_target: Share) -> MoneyPerCustomer:
    """Part of one customer's price that the gross margin keeps.

    Source: notes-17, section 3.
    """
    return acv * gross_margin_target


def operating_margin_kept(acv: MoneyPerCustomer, operating_margin_target: Share) -> MoneyPerCustomer:
    """Part of one customer's price that the operating margin keeps.

    Source: notes-17, section 3.
    """
    return acv * operating_margin_target
