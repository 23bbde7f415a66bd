"""What one customer costs besides customer success. Rows: one for each cost line of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import absent

if TYPE_CHECKING:
    from csplan.figures.units import Money, MoneyPerCustomer, Share, Years

of = "cost_line"


def line_cost(
    years: Years,
    acv: MoneyPerCustomer | None = absent,
    share: Share | None = absent,
    amount: Money | None = absent,
) -> MoneyPerCustomer | None:
    """Cost a year of one line for one customer: a share of ACV, or an amount spread over years.

    An amount for a tier that a line leaves out is absent, and so are the accounts that the line counts in.

    Source: notes-17, section 3.
    """
    if amount is not None:
        return amount / years
    return None if acv is None or share is None else acv * share
