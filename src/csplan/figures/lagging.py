"""What came of it in the twelve months that end with the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.figures.arithmetic import ratio

if TYPE_CHECKING:
    from csplan.figures.units import Count, Customers, Days, Factor, Money, Share

of = ("segment", "csm", "tier", "team", "plan")


def grr(arr_kept: Money, arr_start: Money) -> Share | None:
    """Gross retention: what customers of twelve months ago still pay of what they paid then, whatever others grew.

    Source: gainsight-ceo.
    """
    return ratio(arr_kept, arr_start)


def nrr(arr_end: Money, arr_start: Money) -> Share | None:
    """Net retention: what customers of twelve months ago pay now, against what they paid then.

    Source: gainsight-ceo.
    """
    return ratio(arr_end, arr_start)


def logo_rate(renewals_kept: Count, renewals_due: Count) -> Share | None:
    """Share of due renewals in which anything was renewed.

    Source: csplan.
    """
    return ratio(renewals_kept, renewals_due)


def mean_spell(days_at_risk: Days, spells: Count) -> Days | None:
    """Days at risk for each time that a customer became so.

    Source: csplan.
    """
    return ratio(days_at_risk, spells)


def nps(nps_total: Count, nps_known: Customers) -> Factor | None:
    """Mean of what customers answered last when they were asked whether they recommend it, from −100 to 100.

    Source: csplan.
    """
    return ratio(nps_total, nps_known)
