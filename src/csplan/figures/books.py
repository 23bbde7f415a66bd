"""What an account asks for, a year.

Accounts are many, so this is called on numbers where books are shared out, not by the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.figures.units import Count, Factor, Hours, Share


def account_hours(
    complexity: Factor,
    for_customer: Hours,
    for_renewal: Hours,
    for_new_customer: Hours,
    for_at_risk_customer: Hours,
    renewals: Count,
    new: Share,
    at_risk: Share,
) -> Hours:
    """Hours a year of one account: as a customer, for its renewals of the year, as a new one, and while at risk.

    Source: notes-17, section 5.
    """
    return complexity * (
        for_customer + renewals * for_renewal + new * for_new_customer + at_risk * for_at_risk_customer
    )
