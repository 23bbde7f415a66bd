"""Who moved between the first and the last day of a period, of those whose health was known on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import Customers, Share

of = ("segment", "csm", "tier", "team", "plan")


def healthy_start(cohort: Customers, at_risk_start: Customers) -> Customers:
    """Customers who were healthy on the first day: green or lime.

    Source: csm-management, section 6.
    """
    return cohort - at_risk_start


def net_wins(wins: Customers, slips: Customers) -> Customers:
    """Customers won back less those who slipped: what counts is the difference.

    Source: csplan.
    """
    return wins - slips


def recovery_rate(wins: Customers, at_risk_start: Customers) -> Share | None:
    """Share of the customers at risk on the first day who are healthy on the last; absent where nobody was at risk.

    Source: csm-management, section 6.
    """
    return ratio(wins, at_risk_start)


def slip_rate(slips: Customers, healthy_start: Customers) -> Share | None:
    """Share of the customers healthy on the first day who are at risk or gone on the last.

    Source: csplan.
    """
    return ratio(slips, healthy_start)
